"""References and stills in a film that a video model makes: nothing is drawn or filmed before they may be used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from film.errors import ProjectError
from storyreel import pipeline
from storyreel.pipeline import Run
from storyreel.report import Report
from storyreel.video.choices import Choice, decide
from tests.storyreel.conftest import SCRIPT
from tests.storyreel.reference_desk import LEAVE, file_of, image_model, picture
from tests.storyreel.video_desk import Desk

SHOTS = ["1-A1", "1-A2", "2-A1", "2-A2"]
WITH_ANNA = ["1-A1", "1-A2"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A reel of two scenes, planned, with an image of ANNA."""
    made = Desk(tmp_path)
    made.script.write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    monkeypatch.delenv("STORYREEL_LLM", raising=False)
    monkeypatch.chdir(tmp_path)
    pipeline.plan(made.run(None))
    (made.reel / "anna.png").write_bytes(picture())
    return made


def named(desk: Desk, image: str) -> int:
    """Names an image of ANNA; the line."""
    path = desk.reel / "cast" / "anna.yaml"
    path.write_text(path.read_text().split("references:")[0] + f"references:\n- {image}\n")
    return len(path.read_text().splitlines())


def run(desk: Desk, **options: object) -> Run:
    desk.clear()
    made = desk.run(**options)  # type: ignore[arg-type]
    return replace(made, stages=replace(made.stages, image_model=image_model))


def make(desk: Desk, **options: object) -> Report:
    return pipeline.make(run(desk, **options))


def drawn(desk: Desk) -> list[str]:
    return [line.removeprefix("drew ") for line in desk.log if line.startswith("drew ")]


def test_without_consent_nothing_is_drawn_or_filmed(desk: Desk) -> None:
    line = named(desk, "anna.png")
    with pytest.raises(ProjectError, match="has no consent") as refusal:
        make(desk, stills="diffusers:painter")
    assert str(refusal.value).startswith(f"{desk.reel / 'cast' / 'anna.yaml'}:{line}: ")
    assert "shots 1-A1, 1-A2 show ANNA" in str(refusal.value)
    assert desk.log == []
    assert make(desk, renderer="previs").failed == ()


def test_an_image_makes_new_takes_of_its_shots_alone(desk: Desk) -> None:
    make(desk)
    named(desk, f"{{file: anna.png, {LEAVE}}}")
    make(desk)
    assert desk.filmed() == [f"{shot}/1" for shot in WITH_ANNA]
    (desk.reel / "other").mkdir()
    (desk.reel / "anna.png").rename(desk.reel / "other" / "a.png")
    named(desk, f"{{file: other/a.png, {LEAVE}}}")
    make(desk)
    assert desk.filmed() == []
    (desk.reel / "other" / "a.png").write_bytes(picture(150))
    make(desk)
    assert desk.filmed() == [f"{shot}/1" for shot in WITH_ANNA]


def test_a_revoked_image_stops_what_it_touches_until_it_is_taken_out(desk: Desk) -> None:
    make(desk)
    named(desk, f"{{file: anna.png, {LEAVE}}}")
    make(desk)
    named(desk, f"{{file: anna.png, {LEAVE[:-1]}, revoked: 2026-11-22}}}}")
    with pytest.raises(ProjectError, match=r"was revoked on 2026-11-22; shots 1-A1, 1-A2 show ANNA"):
        make(desk)
    assert desk.log == []
    path = desk.reel / "cast" / "anna.yaml"
    path.write_text(path.read_text().split("references:")[0])
    assert make(desk).failed == ()
    assert desk.filmed() == []


def test_stills_are_drawn_first_and_wait_for_approval(desk: Desk) -> None:
    wanted = {"stills": "diffusers:painter", "approve": "stills"}
    report = make(desk, **wanted)
    assert drawn(desk) == SHOTS
    assert desk.filmed() == []
    assert any("still" in finding.message for finding in report.findings)
    reel = run(desk).project.reel
    stills = {page.parent: page for page in reel.store.objects.glob("*/*/still.json")}
    assert len(stills) == 4
    first = next(folder for folder, page in stills.items() if '"shot":"1-A2"' in page.read_text())
    decide(reel, "1-A2", Choice(still=file_of(first, "still.png")))
    make(desk, **wanted)
    assert drawn(desk) == []
    assert desk.filmed() == ["1-A2/1"]


def test_another_image_makes_other_stills_that_nobody_has_approved(desk: Desk) -> None:
    wanted = {"stills": "diffusers:painter", "approve": "stills"}
    make(desk, **wanted)
    reel = run(desk).project.reel
    for page in reel.store.objects.glob("*/*/still.json"):
        shot = next(shot for shot in SHOTS if f'"shot":"{shot}"' in page.read_text())
        decide(reel, shot, Choice(still=file_of(page.parent, "still.png")))
    make(desk, **wanted)
    assert desk.filmed() == [f"{shot}/1" for shot in SHOTS]
    named(desk, f"{{file: anna.png, {LEAVE}}}")
    make(desk, **wanted)
    assert drawn(desk) == WITH_ANNA
    assert desk.filmed() == []
