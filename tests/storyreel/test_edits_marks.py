"""The small rules of a merge by themselves: what a shot of the director's replaces, what stands for what has left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from storyreel.edits.comments import Mark, Note, comments_of, mark_text, read_marks
from storyreel.edits.files import sheet_text
from storyreel.edits.shots import Sides, merged_shot
from storyreel.edits.three_way import NOTHING, Keyed
from storyreel.sheets import head_lines
from storyreel.yamlfile import read_page

SHOT: dict[str, Any] = {
    "id": "1-A2", "setup": "A", "size": "MS", "lens_mm": 35, "frames": 40, "covers": [[3, 3]],
    "camera": [{"frame": 0, "position": [0, -3, 1], "target": [0, 0, 1]}],
}  # fmt: skip
SETUP = {"id": "A", "size": "MS", "lens_mm": 35, "position": [0, -3, 1], "target": [0, 0, 1]}


def sides(alive: frozenset[str] = frozenset(), instead: dict[str, str] | None = None) -> Sides:
    """A scene of one setup, the same on every side."""
    side = {"setups": Keyed({"A": SETUP}), "shots": Keyed({"1-A2": SHOT})}
    return Sides(side, side, side, side, Keyed({"A": SETUP}), alive, instead or {})


def test_a_new_shot_of_the_plan_comes_in_unless_one_of_the_directors_plays_it() -> None:
    marks: list[Mark] = []
    path = ("shots", "1-A9")
    assert merged_shot(sides(), NOTHING, NOTHING, SHOT, path, marks) == SHOT
    assert merged_shot(sides(instead={"1-A9": "1-A2"}), NOTHING, NOTHING, SHOT, path, marks) is NOTHING
    assert marks == []


def test_a_shot_taken_out_stays_out_and_says_so_only_where_it_changed() -> None:
    marks: list[Mark] = []
    path = ("shots", "1-A2")
    assert merged_shot(sides(instead={"1-A2": "x"}), SHOT, NOTHING, SHOT, path, marks) is NOTHING
    assert marks == []
    assert merged_shot(sides(), SHOT, NOTHING, {**SHOT, "size": "CU"}, path, marks) is NOTHING
    assert [(mark.kind, mark.path) for mark in marks] == [("out", path)]
    assert "size: CU" in marks[0].asked
    assert "camera" not in marks[0].asked


def test_a_changed_shot_that_the_plan_has_no_more_lives_with_its_lines() -> None:
    path, mine = ("shots", "1-A2"), {**SHOT, "size": "CU"}
    marks: list[Mark] = []
    assert merged_shot(sides(), SHOT, mine, NOTHING, path, marks) is NOTHING
    assert marks == []
    assert merged_shot(sides(frozenset({"1-A2"})), SHOT, mine, NOTHING, path, marks) == mine
    assert marks == [Mark("gone", path)]
    assert merged_shot(sides(frozenset({"1-A2"})), SHOT, SHOT, NOTHING, path, marks) is NOTHING


def test_a_shot_of_the_directors_own_lives_with_its_lines_and_is_no_conflict() -> None:
    marks: list[Mark] = []
    alive = sides(frozenset({"1-A2"}))
    assert merged_shot(alive, NOTHING, SHOT, NOTHING, ("shots", "1-A2"), marks) == SHOT
    assert marks == []


def test_a_locked_shot_stands_as_it_is() -> None:
    path, locked = ("shots", "1-A2"), {**SHOT, "lock": True, "size": "CU"}
    marks: list[Mark] = []
    assert merged_shot(sides(), SHOT, locked, {**SHOT, "size": "WS", "frames": 90}, path, marks) == locked
    assert merged_shot(sides(frozenset({"1-A2"})), SHOT, locked, NOTHING, path, marks) == locked
    assert merged_shot(sides(), SHOT, locked, NOTHING, path, marks) is NOTHING
    assert marks == []


def test_every_mark_is_read_back_from_the_comment_that_shows_it() -> None:
    marks = [
        Mark("gone", ("shots", "1-A2")),
        Mark("out", ("setups", "B"), "{id: B, size: CU}"),
        Mark("changed", ("shots", "1-A2", "frames"), "96"),
    ]
    notes = [
        Note("beside", ("shots", "1-A2", "id"), mark_text(marks[0])),
        Note("before", ("setups",), mark_text(marks[1])),
        Note("beside", marks[2].path, mark_text(marks[2])),
    ]
    own = Note("beside", ("shots", "1-A2", "size"), "# as close as it gets")
    assert read_marks([*notes, own]) == (marks, [own])


def test_the_words_of_a_mark_anywhere_else_are_a_persons_comment() -> None:
    notes = [
        Note("before", ("shots", "1-A2"), mark_text(Mark("gone", ("shots", "1-A2")))),
        Note("after", ("shots", "1-A2"), mark_text(Mark("changed", ("shots", "1-A2"), "96"))),
        Note("beside", ("shots", "1-A2", "id"), f"{mark_text(Mark('gone', ()))}, alas"),
    ]
    assert read_marks(notes) == ([], notes)


def test_what_the_plan_leaves_out_is_shown_beside_the_name(tmp_path: Path) -> None:
    form = {"schema_version": 1, "shots": [{"id": "1-A1", "setup": "A"}, {"id": "1-A2", "setup": "A"}]}
    path = tmp_path / "001.yaml"
    path.write_text(sheet_text(form, {}, None, marks=[Mark("gone", ("shots", "1-A2"))]))
    assert "  - id: 1-A2  # the plan now leaves this out\n" in path.read_text()
    page = read_page(path)
    assert read_marks(comments_of(page, head_lines(page.text)))[0] == [Mark("gone", ("shots", "1-A2"))]
