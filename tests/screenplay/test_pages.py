"""Pages end where Final Draft ends them: its own pages of two scripts, and its rules one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from film.screenplay import Element, ElementType, Run, Screenplay
from screenplay import fountain
from screenplay.pages import LINES_PER_PAGE, Layout, measure, profile_of

DATA = Path(__file__).parent / "data"
UNPRINTED = ("note", "boneyard", "section", "synopsis", "page_break")
SENTENCE = "Nobody in the whole long valley had seen it before."
"""51 characters: a line of action; two of dialogue."""


def element(type_: ElementType, text: str = "", **more: str) -> Element:
    return Element.model_validate(
        {"id": "e", "type": type_, "text": text, "lines": (1, 1), "runs": (Run(text=text),), **more}
    )


TWO = element("action", f"{SENTENCE} {SENTENCE}")
"""Two lines; three rows of a page."""


def rows(count: int) -> list[Element]:
    """Paragraphs of action that take exactly so many rows of a page from its top: one each, blank ones between."""
    assert count % 2
    return [element("action", "Padding.") for _ in range((count + 1) // 2)]


def speech(*parts: str) -> list[Element]:
    types: dict[bool, ElementType] = {True: "parenthetical", False: "dialogue"}
    return [element("character", "ANNA"), *(element(types[part.startswith("(")], part) for part in parts)]


def second(layout: Layout, elements: list[Element]) -> str:
    """The text that the second page begins with."""
    index, offset = layout.starts[1]
    return elements[index].text[offset:]


def script(name: str) -> Screenplay:
    return fountain.parse((DATA / f"{name}.fountain").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["vikings", "mostly_genius"])
def test_every_page_begins_where_final_draft_begins_it(name: str) -> None:
    found = script(name)
    truth = json.loads((DATA / "final_draft_pages.json").read_text(encoding="utf-8"))[name]
    layout = measure(found.elements, profile_of(found.title_page, found.elements))
    printed = [index for index, each in enumerate(found.elements) if each.type not in UNPRINTED]
    assert list(layout.starts) == [(printed[index], offset) for index, offset in truth]
    assert len(truth) - 1 < layout.pages <= len(truth)


def test_a_page_holds_fifty_four_rows() -> None:
    full = [*rows(51), element("action", SENTENCE)]
    assert len(measure([*rows(53)]).starts) == 1
    assert len(measure([*rows(51), element("action", SENTENCE)]).starts) == 1
    assert measure(full).ends[-1] == LINES_PER_PAGE - 1
    assert len(measure([*rows(53), element("action", SENTENCE)]).starts) == 2


def test_a_heading_goes_with_what_follows_it() -> None:
    elements = [*rows(51), element("scene_heading", "INT. BARN - DAY"), element("action", "Hay.")]
    assert second(measure(elements), elements) == "INT. BARN - DAY"
    assert len(measure([*rows(49), *elements[-2:]]).starts) == 1


def test_a_transition_goes_with_what_precedes_it() -> None:
    elements = [*rows(53), element("transition", "CUT TO:")]
    assert second(measure(elements), elements) == "Padding."


def test_action_is_cut_at_the_end_of_a_sentence() -> None:
    text = " ".join([SENTENCE] * 5)
    for filled, offset in ((49, 156), (51, 104), (53, 0)):
        elements = [*rows(filled), element("action", text)]
        assert measure(elements).starts[1] == (len(elements) - 1, offset)


def test_action_of_three_lines_and_a_single_sentence_are_not_cut() -> None:
    short = " ".join([SENTENCE] * 3)
    elements = [*rows(49), element("action", short), element("action", "So.")]
    assert len(measure([*rows(49), element("action", short)]).starts) == 1
    elements = [*rows(51), element("action", short)]
    assert second(measure(elements), elements) == short
    long = SENTENCE.replace(".", ",") * 8
    elements = [*rows(47), element("action", long)]
    assert second(measure(elements), elements) == long


def test_a_speech_needs_two_lines_under_its_cue() -> None:
    said = " ".join([SENTENCE] * 3)
    for filled, begins in ((rows(49), said[104:]), ([*rows(47), TWO], said[52:]), (rows(51), "ANNA")):
        elements = [*filled, *speech(said)]
        assert second(measure(elements), elements) == begins


def test_a_sentence_that_ends_in_the_last_line_but_one_is_not_cut_off() -> None:
    said = "Probably just as well.  They would have told it wrong anyway.  Facts and none of the flavor here."
    elements = [*rows(45), TWO, *speech("Nobody ever told you?", "(she shakes it)", said)]
    assert second(measure(elements), elements).startswith("They would")


def test_a_speech_may_be_cut_under_a_parenthetical_if_nowhere_else() -> None:
    elements = [
        *rows(49),
        *speech("Nobody ever told you?", "(she shakes it)", "Forget it. We would have said so. Facts."),
    ]
    assert second(measure(elements), elements).startswith("Forget it.")


def test_a_speech_of_one_long_sentence_goes_to_the_next_page() -> None:
    elements = [*rows(47), *speech(SENTENCE.replace(".", ", and") * 6)]
    assert second(measure(elements), elements) == "ANNA"


def test_dual_dialogue_takes_the_taller_side_and_is_not_cut() -> None:
    left = [each.model_copy(update={"dual": "left"}) for each in speech(" ".join([SENTENCE] * 3))]
    right = [each.model_copy(update={"dual": "right"}) for each in speech(SENTENCE)]
    layout = measure([*left, *right])
    assert layout.ends == (1, 7, 7, 7)
    elements = [*rows(47), *left, *right]
    assert second(measure(elements), elements) == "ANNA"


def test_a_page_break_begins_a_page_once() -> None:
    elements = [element("action", "A."), element("page_break"), element("page_break"), element("action", "B.")]
    layout = measure(elements)
    assert layout.starts == ((0, 0), (3, 0))
    assert measure([element("page_break"), element("action", "A.")]).starts == ((1, 0),)
    assert len(measure([element("action", "A."), element("page_break")]).starts) == 1


def test_acts_begin_pages_in_a_multi_camera_script_only() -> None:
    elements = [element("action", "A."), element("centered", "ACT TWO"), element("action", "B.")]
    assert measure(elements, "multicam").starts == ((0, 0), (1, 0))
    assert measure(elements, "film").starts == ((0, 0),)
    named = [elements[0], element("action", "ZWEITER AKT", kind="New Act")]
    assert measure(named, "film").starts == ((0, 0), (1, 0))
    ended = [elements[0], element("centered", "END OF ACT TWO")]
    assert measure(ended, "multicam").ends == (1, 4)


def test_multi_camera_dialogue_is_set_on_every_second_row() -> None:
    assert measure(speech(SENTENCE), "multicam").ends == (1, 5)
    assert measure(speech(SENTENCE), "film").ends == (1, 3)


def test_what_is_longer_than_a_page_is_cut_between_lines() -> None:
    endless = "word " * 2000
    for elements in ([element("action", endless)], speech(endless)):
        layout = measure(elements)
        offsets = [offset for _, offset in layout.starts[1:]]
        assert len(offsets) > 2
        assert all(endless[offset - 1] == " " and endless[offset] == "w" for offset in offsets)
        assert layout.ends[-1] > 2 * LINES_PER_PAGE


def test_eighths_are_rounded_up_and_one_at_least() -> None:
    elements = [element("scene_heading", "INT. BARN - DAY"), element("action", "Hay.")]
    layout = measure(elements * 20)
    assert layout.eighths(0, 2) == 1
    assert layout.eighths(0, 4) == 2  # eight rows of fifty-four
    assert layout.eighths(3, 3) == 1
    broken = measure([element("action", "A."), element("page_break"), element("action", "B.")])
    assert [broken.eighths(0, 1), broken.eighths(0, 2), broken.eighths(0, 3), broken.eighths(1, 3)] == [1, 1, 1, 1]
    assert layout.eighths(0, 40) == -(-(layout.ends[-1] - sum(layout.blanks[-1:])) * 8 // LINES_PER_PAGE)


@pytest.mark.parametrize("name", ["vikings", "mostly_genius"])
def test_the_scenes_eighths_come_to_about_the_page_count(name: str) -> None:
    found = script(name)
    layout = measure(found.elements, profile_of(found.title_page, found.elements))
    heads = [index for index, each in enumerate(found.elements) if each.type == "scene_heading"]
    eighths = sum(layout.eighths(*scene) for scene in zip(heads, [*heads[1:], len(found.elements)], strict=True))
    assert eighths / 8 == pytest.approx(layout.pages, rel=0.06)
