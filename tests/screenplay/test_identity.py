"""Names of elements: a function of one draft, and yet the same line's name in the next."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenplay.identity import element_ids, scene_ids
from tests.screenplay.editing import Tally, Writer, draft, tally, vikings

KINDS = ("scene_heading", "action", "character", "parenthetical", "dialogue", "transition", "note", "page_break")
TEXTS = st.sampled_from(["", "Yes.", "(beat)", "ANNA", "INT. BAR - DAY", "She waits by the door.", "\ud800", "a\n\0b"])


@given(st.lists(st.tuples(st.sampled_from(KINDS), TEXTS), max_size=60))
def test_every_element_has_a_name_of_its_own_and_the_same_one_every_time(elements: list[tuple[str, str]]) -> None:
    drafts = [draft(*each) for each in elements]
    ids = element_ids(drafts)
    assert len(set(ids)) == len(ids) == len(drafts)
    assert element_ids(drafts) == ids


def test_a_line_that_stands_once_is_named_by_what_it_says() -> None:
    alone = element_ids([draft("action", "She waits.")])
    among = element_ids([draft("action", "Rain."), draft("action", "She waits."), draft("dialogue", "She waits.")])
    assert among[1] == alone[0]
    assert among[2] != alone[0]


def test_another_cue_of_the_same_person_changes_no_other_name() -> None:
    script = vikings()
    before = element_ids(script)
    speech = [draft("character", "QUZEQ"), draft("dialogue", "Nobody has ever said this before.")]
    after = element_ids([*script[:3], *speech, *script[3:]])
    assert after[:3] + after[5:] == before
    assert not set(after[3:5]) & set(before)


def test_a_cue_outlives_a_word_changed_in_its_speech() -> None:
    script = [
        draft("character", "ANNA"),
        draft("dialogue", "The lighthouse is dark again."),
        draft("character", "ANNA"),
        draft("dialogue", "Nobody remembers the harbourmaster."),
    ]
    changed = [*script[:1], draft("dialogue", "The lighthouse is black again."), *script[2:]]
    before, after = element_ids(script), element_ids(changed)
    assert [one == two for one, two in zip(before, after, strict=True)] == [True, False, True, True]


def test_equal_lines_in_equal_surroundings_are_counted() -> None:
    ids = element_ids([draft("action", "Same.")] * 500)
    assert len(set(ids)) == 500


@pytest.mark.parametrize("whole", [True, False])
def test_one_random_edit_leaves_the_other_names_alone(whole: bool) -> None:
    script = vikings()
    before = element_ids(script)
    total = Tally(0, 0, 0)
    for seed in range(40):
        writer = Writer(script, seed, whole=whole)
        lines = list(writer.lines)
        writer.edit()
        total += tally(lines, before, writer.lines, element_ids(writer.drafts), writer.touched)
    print(f"one edit: {total.share:.3%} of {total.untouched} untouched elements keep their id, {total.swapped} swapped")
    assert total.share >= 0.995
    assert total.swapped == 0


def test_the_names_do_not_hang_on_the_place() -> None:
    script = vikings()
    before = dict(zip(element_ids(script), script, strict=True))
    starts = [place for place, each in enumerate(script) if each.type == "scene_heading"]
    scenes = [script[start:end] for start, end in zip(starts, [*starts[1:], len(script)], strict=True)]
    Random(4).shuffle(scenes)
    shuffled = [each for scene in scenes for each in scene]
    after = element_ids(shuffled)
    same = sum(name in before for name in after)
    assert same >= 0.97 * len(shuffled)
    assert all(before[name].text == each.text for name, each in zip(after, shuffled, strict=True) if name in before)


def test_scenes_of_one_heading_are_told_apart_by_what_follows_it() -> None:
    bar = [draft("scene_heading", "INT. BAR - DAY"), draft("action", "Anna waits by the window.")]
    street = [draft("scene_heading", "EXT. STREET - DAY"), draft("action", "Rain.")]
    again = [draft("scene_heading", "INT. BAR - DAY"), draft("action", "The landlord counts bottles.")]
    third = [draft("scene_heading", "INT. BAR - DAY"), draft("action", "Nobody is here, everybody has left.")]
    before = scene_ids(["int_bar", "ext_street", "int_bar"], element_ids([*bar, *street, *again])[::2])
    after = scene_ids(
        ["int_bar", "int_bar", "ext_street", "int_bar"], element_ids([*third, *bar, *street, *again])[::2]
    )
    assert before[1] == "ext_street"
    assert after[1:] == before
    assert all(name.startswith("int_bar_") for name in (after[0], after[1], after[3]))


@given(st.lists(st.tuples(st.sampled_from(["a", "a_b", "a_bcdefa"]), st.text("ab", min_size=1)), max_size=12))
def test_every_scene_has_a_name_of_its_own(scenes: list[tuple[str, str]]) -> None:
    openings = [f"{name}{place:010x}" for place, (_, name) in enumerate(scenes)]
    names = scene_ids([slug for slug, _ in scenes], openings)
    assert len(set(names)) == len(scenes)
