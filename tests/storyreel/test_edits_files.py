"""The files a director edits: comments stay, words are read back as written, a killed run leaves all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import PlanError, ProjectError
from film.plan import ScenePlan
from planner.brief import Brief
from storyreel.edits import keep, writing
from storyreel.edits.comments import comments_of
from storyreel.edits.form import filled, form_of
from storyreel.edits.layout import laid_out, text_of
from storyreel.edits.writing import settle_writing, write_all
from storyreel.files import write_text
from storyreel.yamlfile import read_model, read_page
from tests.storyreel import fakes
from tests.storyreel.edit_desk import SCRIPT, Desk, block


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The reel as first planned."""
    made = Desk(tmp_path)
    made.plan()
    return made


def test_every_comment_survives_wherever_it_stands(desk: Desk) -> None:
    text = desk.scene.read_text()
    start, end = block(text, "1-A3")
    text = f"{text[:start]}  # above the third\n{text[start:end]}    # under the third\n{text[end:]}# at the end\n"
    text = text.replace("beats:\n", "beats:  # these\n", 1).replace("time_of_day: day", "# why\ntime_of_day: day # so")
    desk.scene.write_text(text)
    desk.say("on the stove", "on the old black stove")
    desk.lines.insert(1, "BEN: Who is there at the door?")
    desk.plan()
    text = desk.scene.read_text()
    for said in (
        "# above the third\n  - id: 1-A3",
        "# under the third",
        "# at the end",
        "beats:  # these",
        "# why\ntime",
    ):
        assert text.count(said) == 1
    assert "time_of_day: day  # so" in text
    desk.scene.write_text("a: 'x # y'  # z\nb: |\n  # no\nc: 1\n")
    assert [note.text for note in comments_of(read_page(desk.scene))] == ["# z"]


@pytest.mark.parametrize("stop", range(12))
def test_a_run_killed_while_it_writes_leaves_all_old_or_all_new(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    old = desk.files()
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85")
    mine = desk.files()
    desk.lines.insert(0, "# INT. PORCH - DAY\nBEN: Rain again and no coat.")
    edits, real, count = desk.merge(), write_text, [0]

    def killed(path: Path, text: str) -> bool:
        count[0] += 1
        if count[0] > stop:
            raise KeyboardInterrupt
        return real(path, text)

    monkeypatch.setattr("storyreel.edits.writing.write_text", killed)
    try:
        keep(desk.reel, edits)
    except KeyboardInterrupt:
        monkeypatch.undo()
        settle_writing(desk.reel)
    now = desk.files()
    wanted = {path.relative_to(desk.reel.folder).as_posix(): text for path, text in edits.files.items()}
    assert old != mine
    assert (
        now == mine if stop == 0 else all(now.get(name, b"").decode() == (text or "") for name, text in wanted.items())
    )
    assert ".storyreel/writing.json" not in now


def test_a_file_changed_since_a_killed_run_is_left_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.reel.folder / "scenes" / "001.yaml"
    monkeypatch.setattr(writing, "settle_writing", lambda _: None)
    write_all(desk.reel, {path: "new: 1\n"})
    path.write_text("mine: 1\n")
    settle_writing(desk.reel)
    assert path.read_text() == "mine: 1\n"


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=40), other=st.text(max_size=12))
def test_any_words_are_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, text: str, other: str
) -> None:
    path = tmp_path_factory.mktemp("words") / "a.yaml"
    scene = fakes.plan(fakes.read(_script(path.parent)), Brief()).scenes[0]
    shots = tuple(shot.but(description=text, subjects=(other,)) for shot in scene.shots)
    given_ = scene.but(text=text, shots=shots, wardrobe={"anna": other})
    try:
        path.write_text(text_of(laid_out(form_of(given_))), encoding="utf-8")
    except UnicodeEncodeError:
        return
    assert read_model(path, ScenePlan, filled) == given_


def _script(folder: Path) -> Path:
    path = folder / "play.txt"
    path.write_text("\n".join(SCRIPT))
    return path


def test_two_files_of_one_scene_are_refused(desk: Desk) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85")
    (desk.scene.parent / "mine.yaml").write_bytes(desk.scene.read_bytes())
    with pytest.raises((PlanError, ProjectError), match="two edited files are both for scene int_hall_day"):
        desk.plan()
