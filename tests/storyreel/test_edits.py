"""What a director changes by hand outlives new drafts: in force, or shown with both sides, or set aside and told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from film.errors import FilmError, PlanError
from planner.brief import Brief
from storyreel.edits.scene import _hold
from storyreel.edits.spans import Moved, on_other_lines
from storyreel.edits.three_way import merged
from tests.storyreel import fakes
from tests.storyreel.edit_desk import Desk, block, shot_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The reel as first planned."""
    made = Desk(tmp_path)
    made.plan()
    return made


def test_an_edit_stays_when_the_words_of_its_shot_change(desk: Desk) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85  # longer")
    desk.say("Good day to you as well", "A very good day to you as well")
    edits = desk.plan()
    shot = shot_of(edits.plan, "1-A2")
    assert (shot.lens_mm, shot.camera[0].focal_mm) == (85, 85)
    assert shot.description == "BEN: A very good day to you as well."
    assert edits.findings == ()
    assert "lens_mm: 85  # longer" in desk.scene.read_text()


def test_what_both_changed_is_shown_with_both_sides_until_it_is_settled(desk: Desk) -> None:
    desk.edit("1-A2", "description: [^\n]*", "description: Ben, small in the door")
    desk.say("Good day to you as well", "Good evening to you as well")
    for _ in range(2):
        edits = desk.plan()
        assert shot_of(edits.plan, "1-A2").description == "Ben, small in the door"
        (finding,) = edits.findings
        assert (finding.rule, finding.shots, finding.line) == ("edit", ("1-A2",), 3)
        assert "Ben, small in the door" in finding.message
        assert "BEN: Good evening" in finding.message
        assert '# the plan now asks: "BEN: Good evening to you as well."' in desk.scene.read_text()
    desk.edit("1-A2", "  # the plan now asks: [^\n]*", "")
    settled = desk.plan()
    assert settled.findings == ()
    assert shot_of(settled.plan, "1-A2").description == "Ben, small in the door"


def test_a_shot_taken_out_stays_out_and_one_put_in_stays_in(desk: Desk) -> None:
    text = desk.scene.read_text()
    start, end = block(text, "1-A3")
    new = re.sub(r"\n    speech:(\n      .*)+", "", text[start:end]).replace("1-A3", "1-X1")
    desk.scene.write_text(text[:start] + new + text[end:])
    desk.lines.insert(3, "BEN: I had not thought of that at all.")
    ids = [shot.id for shot in desk.plan().plan.scenes[0].shots]
    assert "1-A3" not in ids
    assert sorted(ids) == ["1-A1", "1-A2", "1-A2A", "1-A4", "1-A5", "1-X1"]
    assert max(ids.index("1-A2A"), ids.index("1-X1")) < ids.index("1-A4")
    assert min(ids.index("1-A2A"), ids.index("1-X1")) > ids.index("1-A2")


def test_a_shot_taken_out_that_changes_is_told_and_stays_out(desk: Desk) -> None:
    text = desk.scene.read_text()
    start, end = block(text, "1-A3")
    desk.scene.write_text(text[:start] + text[end:].lstrip("\n"))
    desk.say("on the stove", "on the table")
    for _ in range(2):
        edits = desk.plan()
        assert all(shot.id != "1-A3" for shot in edits.plan.scenes[0].shots)
        assert ["1-A3, which you took out" in finding.message for finding in edits.findings] == [True]


def test_a_setup_goes_for_its_shots_but_not_for_those_changed_by_hand(desk: Desk) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85")
    text = desk.scene.read_text()
    at = text.index("setups:")
    moved = re.sub(r"position: \[0, -3, 1.6\]", "position: [1, -3, 1.6]", text[at:], count=1)
    desk.scene.write_text(text[:at] + moved.replace("lens_mm: 35", "lens_mm: 50", 1))
    shots = {shot.id: shot for shot in desk.plan().plan.scenes[0].shots}
    assert (shots["1-A1"].lens_mm, shots["1-A1"].camera[0].focal_mm) == (50, 50)
    assert shots["1-A1"].camera[0].position == (1, -3, 1.6)
    assert shots["1-A2"].lens_mm == 85
    desk.say("on the stove", "on the table")
    edits = desk.plan()
    assert shot_of(edits.plan, "1-A3").lens_mm == 50
    assert edits.findings == (), "what only follows the setup is nobody's edit"


def test_a_length_by_hand_moves_what_follows(desk: Desk) -> None:
    desk.edit("1-A1", "frames: 12", "frames: 40")
    scene = desk.plan().plan.scenes[0]
    assert [line.start for line in scene.dialogue] == [0, 40, 52, 64, 76]
    desk.edit("1-A1", "frames: 40", "frames: 8")
    scene = desk.plan().plan.scenes[0]
    assert [line.start for line in scene.dialogue][:2] == [0, 8]
    assert [(part.start, part.frames, part.seen) for part in scene.shots[1].speech] == [
        (0, 12, True),
        (0, 4, False),
    ] or [(part.start, part.frames, part.seen) for part in scene.shots[1].speech] == [(0, 4, False), (0, 12, True)]


def test_a_move_is_played_in_a_shorter_shot_and_a_key_out_of_it_is_refused(desk: Desk) -> None:
    key = r"\g<0>\n      - {frame: 11, position: [0, -2, 1.6], target: [0, 0, 1.6]}"
    desk.edit("1-A1", r"      - \{frame: 0, position[^\n]*", key)
    assert shot_of(desk.plan().plan, "1-A1").camera[1].frame == 11
    desk.edit("1-A1", "frame: 11", "frame: 99")
    line = next(n for n, text in enumerate(desk.scene.read_text().splitlines(), 1) if "frame: 99" in text)
    with pytest.raises(PlanError, match=rf"001\.yaml:{line}: shot 1-A1 has a camera key after its last frame 12"):
        desk.plan()


def test_a_locked_shot_stands_while_its_line_lives_then_goes_aside_and_is_told(desk: Desk) -> None:
    desk.edit("1-A2", "frames: 12", "frames: 12\n    lock: true")
    before = shot_of(desk.plan().plan, "1-A2")
    desk.say("Good day to you as well", "Good day to you as well, you old dog")
    assert shot_of(desk.plan().plan, "1-A2").but(covers=before.covers) == before
    kept = desk.scene.read_bytes()
    del desk.lines[2]
    edits = desk.plan()
    assert all(shot.id != "1-A2" for scene in edits.plan.scenes for shot in scene.shots)
    assert any("shot 1-A2, which you made, changed or locked" in line for line in edits.told)
    assert (desk.scene.parent / "001.kept.yaml").read_bytes() == kept


def test_an_excuse_is_kept_beside_what_the_script_changes(desk: Desk) -> None:
    desk.edit("1-A3", "frames: 12", "frames: 12\n    excuses: [{rule: axis, note: we cross as she lies}]")
    desk.say("on the stove", "on the table")
    edits = desk.plan()
    assert [excuse.note for excuse in shot_of(edits.plan, "1-A3").excuses] == ["we cross as she lies"]
    assert edits.findings == ()


def test_without_the_run_before_an_edit_holds_while_its_words_do(desk: Desk) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85")
    (desk.reel.private / "plan.json").unlink()
    text = desk.scene.read_bytes()
    assert shot_of(desk.plan().plan, "1-A2").lens_mm == 85
    assert desk.scene.read_bytes() == text
    (desk.reel.private / "plan.json").write_text("{}x")
    desk.say("Good day", "Fine day")
    edits = desk.plan()
    assert shot_of(edits.plan, "1-A2").lens_mm == 35
    assert any("was planned anew" in line for line in edits.told)
    assert (desk.scene.parent / "001.kept.yaml").read_bytes() == text


def test_a_character_sheet_is_merged_field_by_field(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = desk.reel.folder / "cast" / "anna.yaml"
    sheet.write_text(
        sheet.read_text().replace("height: 1.72", "height: 1.93  # tall").replace("hair: short", "hair: bun")
    )
    desk.plan()
    base = edited_cast(desk)
    ours = {"anna": base.but(hair="bob", palette=base.palette.but(top="#112233"))}
    monkeypatch.setattr("storyreel.edits.applying.own_sheets", lambda *_: lambda: ours)
    for _ in range(2):
        edits = desk.plan()
        anna = next(each for each in edits.plan.cast if each.id == "anna")
        assert (anna.build.height, anna.palette.top, anna.hair) == (1.93, "#112233", "bun")
        assert ["hair is bun by your hand; the plan now asks: bob" in each.message for each in edits.findings] == [True]
        assert "height: 1.93  # tall" in sheet.read_text()


def edited_cast(desk: Desk) -> Any:
    """The character as the script has her."""
    return next(each for each in fakes.plan(fakes.read(desk.folder / "play.txt"), Brief()).cast if each.id == "anna")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("size: MS", "size: MSU", r"shots\.1-A2\.size is 'MSU'\. Did you mean MS\?"),
        ("move: static", "move: dolley", r"move is 'dolley'\. Did you mean dolly\?"),
        ("idiom: single", "idiom: Two-Shot", r"idiom is 'Two-Shot'\. Did you mean two_shot\?"),
        ("lens_mm", "lense_mm", r"unknown name shots\.1-A2\.lense_mm\. Did you mean lens_mm\?"),
        ("target: ", "tarjet: ", r"unknown name shots\.1-A2\.camera\.1\.tarjet\. Did you mean target\?"),
        ("frames: 12", "frames: soon", r"frames is 'soon'"),
        ("id: 1-A2", "id: 1-A1", r"two shots are called 1-A1"),
        (r"line: (\S+)}", "line: nothing}", r"plays line nothing, which is not in the dialogue"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line_and_the_nearest_right_one(
    desk: Desk, old: str, new: str, says: str
) -> None:
    before = desk.scene.read_text().splitlines()
    desk.edit("1-A2", old, new)
    after = desk.scene.read_text().splitlines()
    line = next(n for n, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b)
    with pytest.raises(FilmError, match=rf"001\.yaml:{line}: .*{says}"):
        desk.plan()


def test_what_the_script_decides_is_refused(desk: Desk) -> None:
    desk.scene.write_text(desk.scene.read_text().replace('number: "1"', 'number: "7"'))
    with pytest.raises(PlanError, match="number comes from the script"):
        desk.plan()


def test_a_remark_taken_out_stays_out_beside_a_new_one() -> None:
    base, theirs, ours = ({"notes": list(notes)} for notes in ("ab", "bx", "abc"))
    assert merged(base, theirs, ours, (), []) == {"notes": ["b", "c", "x"]}


def test_lines_that_left_the_script_are_covered_no_more() -> None:
    moved = Moved({"a": (1, 1), "b": (2, 2)}, {"a": (5, 5)})
    assert on_other_lines({"covers": [[1, 1], [2, 2]]}, moved) == {"covers": [[5, 5]]}


def test_a_new_shot_brings_back_the_setup_that_was_taken_out() -> None:
    shot = {"setup": "A", "beat": "b", "covers": []}
    result = {"setups": {}, "beats": {"b": {}}, "shots": {"1-A9": shot}}
    _hold(result, {"setups": {}, "shots": {}}, {"setups": {"A": {"id": "A"}}, "shots": {"1-A9": shot}})
    assert result["setups"] == {"A": {"id": "A"}}
