"""A film whose shots a video model makes: takes found or made, chosen, in the film; the previs where there is none."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from film.errors import ProjectError
from renderer.generative.brief import content_of
from storyreel import pipeline
from storyreel.report import Report
from storyreel.stages import video_model
from storyreel.video import history
from storyreel.video.choices import Choice, decide
from storyreel.video.takes import takes_of
from tests.renderer.generative.server import LocalServer, Plan, answers
from tests.storyreel.conftest import SCRIPT
from tests.storyreel.video_desk import SPEED, Desk

SHOTS = ("1-A1", "1-A2", "2-A1", "2-A2")


@pytest.fixture
def video_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with a script of two scenes and four shots."""
    made = Desk(tmp_path)
    made.script.write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    for name in ("STORYREEL_LLM", "CUDA_VISIBLE_DEVICES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return made


def made(desk: Desk, renderer: str = "diffusers:good", **options: object) -> Report:
    desk.clear()
    return pipeline.make(desk.run(renderer, **options))


def media(desk: Desk) -> dict[str, bytes]:
    """The segments of the film by shot."""
    return {path.stem: path.read_bytes() for path in (desk.reel / "edit" / "media").glob("[12]-*.mp4")}


def test_every_shot_is_filmed_once_and_cut(video_desk: Desk) -> None:
    report = made(video_desk)
    assert report.failed == ()
    assert report.video is not None
    assert (report.video.made, report.video.found, report.video.chosen) == (4, 0, dict.fromkeys(SHOTS, 1))
    assert report.video.gpu_seconds == 4 * SPEED
    assert video_desk.filmed() == [f"{shot}/1" for shot in SHOTS]
    laid = {
        path.relative_to(video_desk.reel).as_posix(): path.read_bytes() for path in video_desk.reel.rglob("takes/*/*")
    }
    assert laid == {f"takes/{shot}/1.mp4": data for shot, data in media(video_desk).items()}
    assert json.loads(video_desk.reel.joinpath("report.json").read_text())["video"]["model"] == "good"
    assert not (video_desk.reel / ".storyreel" / "pieces").exists()

    again = made(video_desk)
    assert again.video is not None
    assert (again.video.made, again.video.found, again.video.gpu_seconds) == (0, 4, 0)
    assert video_desk.log == []

    pipeline.cut(video_desk.run(None))
    assert video_desk.log == []
    assert sorted(video_desk.reel.glob("takes/*/*"))


def test_a_decision_changes_the_next_cut_and_a_reel_without_takes_has_none(video_desk: Desk) -> None:
    report = made(video_desk, "diffusers:dark")
    assert report.video is not None
    assert report.video.chosen == dict.fromkeys(SHOTS, 2)
    assert [line for line in video_desk.log if "1-A1" in line] == [
        f"{word} 1-A1/{number}" for number in (1, 2) for word in ("begun", "filmed")
    ]
    plan, run = pipeline.plan(video_desk.run(None)), video_desk.run(None)
    seen = takes_of(run.project.reel, plan)["1-A1"]
    assert [(take.take.number, take.chosen) for take in seen] == [(1, False), (2, True)]
    bright = media(video_desk)["1-A1"]

    history.choose(run.project.reel, "1-A1", 1)
    pipeline.cut(video_desk.run(None))
    assert media(video_desk)["1-A1"] != bright
    history.reject(run.project.reel, "1-A1", 1, "too \n dark\x07")
    pipeline.cut(video_desk.run(None))
    assert media(video_desk)["1-A1"] == bright
    assert [(take.number, take.rejected, take.chosen) for take in history.listed(run.project.reel, "1-A1")] == [
        (1, "too dark", False),
        (2, "", True),
    ]
    assert re.search(r"1-A1 +take 1  rejected: too dark, \d fault", history.text(history.listed(run.project.reel)))
    with pytest.raises(ProjectError, match=r"1-A1 has no take 7, it has 1, 2"):
        history.choose(run.project.reel, "1-A1", 7)
    with pytest.raises(ProjectError, match=r"no take was made of '1-A9'\. Did you mean 1-A2\?|1-A1\?"):
        history.listed(run.project.reel, "1-A9")
    with pytest.raises(ProjectError, match=r"diffusers:good has filmed nothing of it yet\. Run storyreel make"):
        pipeline.cut(video_desk.run("diffusers:good"))


def test_a_shot_without_a_take_keeps_its_previs_and_has_failed(video_desk: Desk) -> None:
    alone = pipeline.make(
        video_desk.run("previs", passes=("depth", "normal", "id", "pose", "inverse_depth"), labels=False)
    )
    assert alone.video is None
    previs = media(video_desk)
    report = made(video_desk, "diffusers:dies", passes=("depth", "normal", "id", "pose", "inverse_depth"))
    assert [line for line in video_desk.log if line.startswith("rendered")] == []
    why = "no take, the previs stands for it: the process that made it ended under it (out of memory?)"
    assert {failure.shot: failure.reason for failure in report.failed} == dict.fromkeys(("2-A1", "2-A2"), why)
    assert video_desk.filmed() == ["1-A1/1", "1-A2/1"]
    film = media(video_desk)
    assert [film[shot] == previs[shot] for shot in SHOTS] == [False, False, True, True]


def test_the_budget_ends_the_filming(video_desk: Desk) -> None:
    estimate = pipeline.video_estimate(video_desk.run(video_price=36.0))
    assert (estimate.shots, estimate.takes, estimate.jobs, estimate.found) == (4, 4, 4, 0)
    assert estimate.money == pytest.approx(estimate.gpu_seconds / 100, rel=1e-3)
    assert not video_desk.reel.exists()
    one = estimate.gpu_seconds / 4
    assert one > 3 * SPEED
    report = made(video_desk, video_budget={"gpu_hours": (one + SPEED * 1.5) / 3600})
    assert report.video is not None
    assert 0 < report.video.gpu_seconds <= one + SPEED * 1.5
    assert {failure.shot for failure in report.failed} == set(SHOTS) - report.video.chosen.keys()
    assert all(failure.reason.endswith("the budget does not reach for it") for failure in report.failed)
    poor = made(video_desk, "diffusers:dark", video_budget={"money": 0.0001}, video_price=36.0)
    assert poor.video is not None
    assert (poor.video.made, poor.video.gpu_seconds, len(poor.failed)) == (0, 0, 4)
    assert video_desk.filmed() == []


def test_more_takes_of_one_shot(video_desk: Desk) -> None:
    made(video_desk)
    video_desk.clear()
    run = video_desk.run()
    run.more = {"1-A2": 2}
    report = pipeline.make(run)
    assert video_desk.filmed() == ["1-A2/2", "1-A2/3"]
    assert report.video is not None
    assert report.video.chosen["1-A2"] == 1
    assert sorted(path.name for path in (video_desk.reel / "takes" / "1-A2").iterdir()) == ["1.mp4", "2.mp4", "3.mp4"]


def test_a_shot_waits_until_its_still_is_approved(video_desk: Desk) -> None:
    wanted = {"stills": "diffusers:brush", "approve": "stills"}
    report = made(video_desk, **wanted)
    assert [line for line in video_desk.log if line.startswith("drawn")] == [f"drawn {shot}" for shot in SHOTS]
    assert video_desk.filmed() == []
    assert report.failed == ()
    assert report.video is not None
    assert (report.video.gpu_seconds, report.video.chosen) == (8.0, {})
    (finding,) = [each for each in report.findings if each.rule == "still"]
    assert (finding.shots, finding.message[:30]) == (SHOTS, "4 stills to be approved before")

    reel = video_desk.run(None).project.reel
    content = content_of(_still(video_desk, "2-A1"))
    decide(reel, "2-A1", Choice(still=content))
    report = made(video_desk, **wanted)
    assert video_desk.log.count("drawn 2-A1") == 0
    assert video_desk.filmed() == ["2-A1/1"]
    assert report.video is not None
    assert report.video.chosen == {"2-A1": 1}
    (take,) = history.listed(reel, "2-A1")
    assert "the approved still" in take.given


def _still(desk: Desk, shot: str) -> Path:
    pages = [path for path in desk.reel.rglob("still.json") if json.loads(path.read_text())["shot"] == shot]
    return pages[0].with_name("still.png")


@pytest.mark.slow
def test_a_server_films_what_it_can_and_the_rest_is_told(video_desk: Desk) -> None:
    with LocalServer() as server:
        server.plans.append(Plan(stages=("failed",), said={"error": {"message": "the engine died"}}))
        server.plans.extend(Plan(stages=("completed",)) for _ in range(5))  # it is asked every other second
        run = video_desk.run(f"videos:{server.url}", video_model, video_attempts=1, video_at_once=1)
        report = pipeline.make(run)
        assert report.video is not None
        assert (report.video.made, report.video.failed, report.video.family) == (3, 1, "wan2.2-ti2v-5b")
        (failure,) = report.failed
        assert failure.reason.endswith("the server's job failed: the engine died")
        assert len(server.orders) == 4
        again = pipeline.make(video_desk.run(f"videos:{server.url}", video_model, video_attempts=1))
        assert again.video is not None
        assert (again.video.made, again.video.found, again.failed) == (2, 2, ())  # 1-A2 goes on from 1-A1 now
        assert len(server.orders) == 6

        server.pages["/models"] = answers(b"<html>welcome</html>", "text/html")
        with pytest.raises(ProjectError, match=r"^http://127\.0\.0\.1:\d+/v1.*page") as caught:
            pipeline.make(video_desk.run(f"videos:{server.url}", video_model))
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("renderer", "options", "says"),
    [
        ("diffusers:absent", {}, r"absent: there is no such model\. Download it$"),
        ("diffusers:good", {"video_device": "cuda"}, r"good: there is no accelerator\. Name a server$"),
        ("diffusers:tiny", {}, r"^diffusers:tiny: "),
        ("diffusers:image", {}, r"^diffusers:image: image goes on from a first frame\. Have stills made"),
        ("diffusers:bound", {}, r"^diffusers:bound: bound may not be used: .* gives no rights in .*video_territory in"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_drawn(
    video_desk: Desk, renderer: str, options: dict[str, object], says: str
) -> None:
    with pytest.raises(ProjectError, match=says) as caught:
        made(video_desk, renderer, **options)
    assert "\n" not in str(caught.value)
    assert [line for line in video_desk.log if not line.startswith("card")] == []
    assert not (video_desk.reel / "film.mp4").exists()


def test_a_person_without_consent_stops_the_run_before_it_draws(video_desk: Desk) -> None:
    pipeline.plan(video_desk.run())
    sheet = video_desk.reel / "cast" / "anna.yaml"
    sheet.write_text(sheet.read_text() + "references:\n- file: references/anna.png\n")
    with pytest.raises(ProjectError, match=r"cast/anna.yaml:\d+: .*anna\.png of ANNA has no consent"):
        made(video_desk)
    assert video_desk.log == []


@pytest.mark.parametrize("words", ["diffusers", "videos:ftp://x", "wan", "previs:x", "diffusers:"])
def test_words_that_name_no_renderer_are_refused(video_desk: Desk, words: str) -> None:
    with pytest.raises(ProjectError, match=r"^--renderer: "):
        video_desk.run(words)
    assert not video_desk.reel.exists()
