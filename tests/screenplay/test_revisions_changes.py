"""What a new draft changes, in the trade's form: lines, numbers, pages, papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenplay import fountain
from screenplay.revisions import Changes, SceneChange, compare
from screenplay.revisions.numbering import colour, letters, next_colour, numbered
from screenplay.revisions.wording import worded
from tests.screenplay.editing import draft, screenplay_of

OLD = """INT. BAR - DAY #1#

Anna waits by the window. Rain.

ANNA
Where have you been all this time?

BOB
Out.

EXT. STREET - NIGHT #2#

They walk together through the empty street.

ANNA
(beat)
It is over.

INT. KITCHEN - DAY #3#

A pan burns.

INT. ATTIC - DAY #4#

Boxes everywhere, and a rat that watches them.
"""


def _changes(new: str, old: str = OLD) -> Changes:
    return compare(fountain.parse(old), fountain.parse(new)).changes


def _by_heading(changes: Changes) -> dict[str, SceneChange]:
    return {scene.heading: scene for scene in changes.scenes}


def test_nothing_changed() -> None:
    changes = _changes(OLD)
    assert all(scene.state == "kept" and not scene.lines and not scene.moved for scene in changes.scenes)
    assert (changes.pages, changes.renamed, changes.loose) == ((), (), ())


def test_words_of_a_changed_line() -> None:
    (scene, *rest) = _changes(OLD.replace("all this time", "all this long time")).scenes
    assert [(line.change, line.before, line.after) for line in scene.lines] == [("changed", (6, 6), (6, 6))]
    assert scene.lines[0].words == (
        ("same", "Where have you been all this "),
        ("in", "long "),
        ("same", "time?"),
    )
    assert scene.state == "changed"
    assert {each.state for each in rest} == {"kept"}


def test_added_and_removed_scenes_stand_where_they_belong() -> None:
    new = OLD.replace("EXT. STREET", "INT. CAR - NIGHT\n\nShe drives.\n\nEXT. STREET")
    new = new.replace("INT. KITCHEN - DAY #3#\n\nA pan burns.\n\n", "")
    changes = _changes(new)
    assert [(scene.number, scene.state) for scene in changes.scenes] == [
        ("1", "kept"),
        ("1A", "added"),
        ("2", "kept"),
        ("3", "removed"),
        ("4", "kept"),
    ]


def test_a_person_renamed_is_said_once() -> None:
    changes = _changes(OLD.replace("ANNA", "MARIA").replace("Anna", "Maria"))
    assert [(each.before, each.after) for each in changes.renamed] == [("ANNA", "MARIA")]
    assert (changes.joined, changes.left) == ((), ())
    assert all(line.rename_only for scene in changes.scenes for line in scene.lines)


def test_people_who_join_and_leave() -> None:
    changes = _changes(OLD.replace("BOB\nOut.", "THE LANDLORD\nWe close in ten minutes, all of you."))
    assert changes.left == ("BOB",)
    assert len(changes.joined) == 1


def test_a_renamed_place_and_a_new_number() -> None:
    changes = _changes(OLD.replace("INT. ATTIC - DAY #4#", "INT. LOFT - DAY #7#"))
    scene = _by_heading(changes)["INT. LOFT - DAY"]
    assert (scene.heading_before, scene.number_before, scene.number) == ("INT. ATTIC - DAY", "4", "7")


def test_a_moved_scene_is_moved_and_no_other() -> None:
    head, tail = OLD.split("INT. ATTIC")
    changes = _changes(f"INT. ATTIC{tail}\n{head}")
    assert [scene.heading for scene in changes.scenes if scene.moved] == ["INT. ATTIC - DAY"]
    assert {scene.state for scene in changes.scenes} == {"kept"}


def test_a_line_moved_within_its_scene() -> None:
    new = OLD.replace("Anna waits by the window. Rain.\n\n", "").replace(
        "Out.\n", "Out.\n\nAnna waits by the window. Rain.\n"
    )
    (scene, *_) = _changes(new).scenes
    assert {line.change for line in scene.lines} == {"moved"}


def test_notes_change_no_scene() -> None:
    (scene, *_) = _changes(OLD.replace("BOB\nOut.", "[[Is this too short?]]\n\nBOB\nOut.")).scenes
    assert scene.state == "kept"
    assert [line.change for line in scene.lines] == ["added"]


def test_emphasis_is_a_change() -> None:
    (scene, *_) = _changes(OLD.replace("\nOut.", "\n*Out.*")).scenes
    assert [line.change for line in scene.lines] == ["changed"]


def test_what_programs_add_by_themselves_is_none() -> None:
    changes = _changes(OLD.replace("ANNA\n(beat)", "ANNA (CONT'D)\n(beat)").replace("INT. ATTIC", "INT. **ATTIC**"))
    assert {scene.state for scene in changes.scenes} == {"kept"}


def test_split_and_merged_scenes_say_so() -> None:
    split = OLD.replace("BOB\nOut.", "INT. BAR - LATER\n\nBOB\nOut.")
    (_, second, *_) = _changes(split).scenes
    assert (second.state, second.split_from) == ("added", "int_bar_day")
    merged = _by_heading(_changes(OLD, split))["INT. BAR - LATER"]
    assert (merged.state, merged.merged_into) == ("removed", "int_bar_day")


def test_an_omitted_scene_keeps_its_number() -> None:
    omitted = OLD.replace("INT. KITCHEN - DAY #3#\n\nA pan burns.", ".OMITTED #3#")
    scene = _by_heading(_changes(omitted))["OMITTED"]
    assert (scene.state, scene.omitted, scene.number) == ("removed", True, "3")


@pytest.mark.parametrize(
    ("kept", "taken", "given"),
    [
        (["12", None, "13"], set(), ["12", "12A", "13"]),
        (["12", None, None, "13"], set(), ["12", "12A", "12B", "13"]),
        (["12", None, "12A", "13"], set(), ["12", "A12A", "12A", "13"]),
        (["12", "12A", None, "12B"], set(), ["12", "12A", "A12B", "12B"]),
        ([None, "1"], set(), ["A1", "1"]),
        (["12", None], {"12A"}, ["12", "12B"]),
        (["12H", None], set(), ["12H", "12J"]),
        ([None, None], set(), ["A1", "B1"]),
        ([], set(), []),
    ],
)
def test_numbers_between_numbers(kept: list[str | None], taken: set[str], given: list[str]) -> None:
    assert numbered(kept, taken) == given


@given(st.lists(st.one_of(st.none(), st.text("1A2-é", max_size=3)), max_size=12), st.sets(st.text("1A", max_size=3)))
def test_no_number_is_given_twice(kept: list[str | None], taken: set[str]) -> None:
    numbers = numbered(kept, taken)
    fresh = [number for number, old in zip(numbers, kept, strict=True) if old is None]
    assert len(set(fresh)) == len(fresh)
    assert not set(fresh) & {*taken, *(number for number in kept if number)}


def test_letters_leave_out_what_looks_like_a_figure() -> None:
    assert [letters(number) for number in (0, 1, 8, 9, 13, 14, 24, 25)] == ["", "A", "H", "J", "N", "P", "Z", "AA"]


def test_papers_in_their_order() -> None:
    assert [colour(draft) for draft in (0, 1, 2, 9, 10, 11, 20)] == [
        "white",
        "blue",
        "pink",
        "tan",
        "second white",
        "second blue",
        "third white",
    ]
    assert next_colour(" White") == "blue"
    assert next_colour("tan") == "second white"
    with pytest.raises(ValueError, match="mauve"):
        next_colour("mauve")


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_words_of_a_change_give_both_texts_back(old: str, new: str) -> None:
    parts = worded(old, new)
    assert "".join(text for kind, text in parts if kind != "in") == old
    assert "".join(text for kind, text in parts if kind != "out") == new
    assert all(text for _, text in parts)


def test_a_line_of_ten_thousand_words_is_compared() -> None:
    old, new = (" ".join(f"{name}{place}" for place in range(10_000)) for name in ("a", "b"))
    assert worded(f"x {old}", f"x {new}") == (("same", "x "), ("out", old), ("in", new))


def test_what_a_page_cannot_hold_goes_to_an_a_page() -> None:
    lines = [draft("scene_heading", "INT. BAR - DAY")]
    lines += [draft("action", f"Line number {place} says nothing else.") for place in range(120)]
    before = screenplay_of(lines)
    assert len(before.page_starts) > 3
    grown = [*lines[:40], *[draft("action", f"New line {place} of this draft.") for place in range(30)], *lines[40:]]
    compared = compare(before, screenplay_of(grown))
    numbers = [page.number for page in compared.pages]
    assert compared.changes.pages == ("2", "2A", "2B")[: len(compared.changes.pages)]
    assert "2A" in numbers
    assert [page.start for page in compared.pages[1:]] == [page.end for page in compared.pages[:-1]]
    assert numbers[-1] == before.page_starts[-1].page


def test_a_moved_scene_changes_the_pages_it_left_and_came_to() -> None:
    filler = "".join(f"The {word} crosses the yard, and the gate falls shut behind it.\n\n" for word in PLACES)
    scenes = [f"INT. {word} - DAY\n\n{word} lies under a cloth. {filler}" for word in PLACES[:8]]
    old, new = "".join(scenes), "".join([*scenes[1:], scenes[0]])
    changes = _changes(new, old)
    assert [scene.heading for scene in changes.scenes if scene.moved] == [f"INT. {PLACES[0]} - DAY"]
    last = fountain.parse(old).page_starts[-1].page
    assert changes.pages[0] == "1"
    assert changes.pages[-1].startswith(last)
    assert len(changes.pages) < len(fountain.parse(old).page_starts)


PLACES = tuple(
    f"{first}{last}" for first in ("BARN", "MILL", "DAIRY", "FORGE") for last in ("YARD", "HALL", "LOFT", "GATE")
)


def test_the_last_line_taken_out_changes_the_last_page() -> None:
    changes = _changes(OLD.replace("Boxes everywhere, and a rat that watches them.\n", ""))
    assert changes.pages == ("1",)


def test_the_first_page_keeps_its_number_when_all_on_it_is_new() -> None:
    changes = _changes("INT. SHIP - NIGHT\n\nNobody is at the wheel, and no lamp burns.\n")
    assert changes.pages == ("1",)


def test_a_person_who_speaks_one_line_of_anothers_is_not_that_one_renamed() -> None:
    old = (
        "INT. BAR - DAY\n\n"
        + "".join(f"ANNA\nMy {word} is empty, and so am I.\n\n" for word in PLACES)
        + "ANNA\nWhy not?\n"
    )
    new = "INT. BAR - DAY\n\n" + "".join(f"IVO\nYou sold {word} twice.\n\n" for word in PLACES[:4]) + "IVO\nWhy not?\n"
    changes = _changes(new, old)
    assert (changes.renamed, changes.joined, changes.left) == ((), ("IVO",), ("ANNA",))


def test_a_possessive_is_the_name_too() -> None:
    old = OLD.replace("A pan burns.", "Anna's pan burns. Anna's coat burns.")
    changes = _changes(old.replace("ANNA", "IRIS").replace("Anna", "Iris"), old)
    assert all(line.rename_only for scene in changes.scenes for line in scene.lines)


def test_numbers_that_were_given_are_said() -> None:
    bare = OLD.replace(" #1#", "").replace(" #2#", "").replace(" #3#", "").replace(" #4#", "")
    assert _changes(OLD, bare).numbered is True
    assert _changes(bare).numbered is False
    assert _changes(OLD).numbered is None


def test_chinese_words_are_shown_letter_by_letter() -> None:
    assert worded("黄色的灯光", "蓝色的灯光") == (("out", "黄"), ("in", "蓝"), ("same", "色的灯光"))


def test_two_who_speak_at_once_stay_on_one_page() -> None:
    lines = "".join(f"The {word} crosses the yard, and the gate falls shut.\n\n" for word in PLACES * 2)
    speeches = "ANNA\nNow.\n\nBOB\nNow.\n\nThey laugh and laugh about it.\n"
    for rows in range(40):
        old = f"INT. BAR - DAY\n\n{lines[: 60 * rows]}\n\n{speeches}"
        found = compare(fountain.parse(old), fountain.parse(old.replace("BOB", "BOB ^")))
        assert not any(found.new.elements[page.start].dual == "right" for page in found.pages)


def test_pages_written_anew_keep_their_numbers() -> None:
    kept = "INT. BAR - DAY\n\nShe waits here for the last bus of the night.\n\n"
    old = kept + "".join(f"The {word} crosses the yard, and the gate falls shut.\n\n" for word in PLACES * 5)
    new = kept + "".join(f"Nobody sees {word} again until morning; so what.\n\n" for word in PLACES * 8)
    numbers = tuple(start.page for start in fountain.parse(old).page_starts)
    assert _changes(new, old).pages[: len(numbers) + 1] == (*numbers, f"{numbers[-1]}A")
