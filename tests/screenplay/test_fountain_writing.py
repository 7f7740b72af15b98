"""Writing: byte for byte where nothing was changed, the writer's own lines wherever something else was."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.screenplay import Element, Run, Screenplay
from screenplay import fountain
from screenplay.fountain.lines import split_lines
from screenplay.fountain.parser import read_manuscript
from screenplay.fountain.writer import write_anew
from tests.screenplay.test_fountain_properties import SCRIPTS, VIKINGS

ROOT = Path(__file__).parents[2]
SAMPLES = [path.read_bytes().decode() for path in sorted((ROOT / "samples").glob("*.fountain"))]
FEATURE = VIKINGS[:30_000]
RICH = """\ufeffTitle:
    _**NIGHT**_
Author:   Somebody
\tunindented: no key

= What it is about

.FORCED PLACE #1-A#


INT. HOUSE - DAY [[green]]  #12A#

She  waits.   \nAnd waits. /* old
lines */ Still.

@McAVOY (V.O.)
(turning
away)
Hello [[hm]] there.
  \nAgain.
~la la

BOB ^
Hi.

> THE END <
> CUT.

===

# Act [[x]]
!SHOUTING
"""


def _edited(screenplay: Screenplay, elements: list[Element], **changes: Any) -> Screenplay:
    return screenplay.but(elements=tuple(elements), **changes)


def _assert_reads_as(screenplay: Screenplay, text: str) -> None:
    """What is read in the text is what is read where all of the script is written anew."""
    got, wanted = read_manuscript(text), read_manuscript(write_anew(screenplay).joined.text)
    shown = [[draft._replace(first=0, last=0) for draft in manuscript.drafts] for manuscript in (got, wanted)]
    assert shown[0] == shown[1]
    assert got.title_page == wanted.title_page


def _added(kind: str, text: str) -> Element:
    runs = (Run(text=text),) if text else ()
    return Element.model_validate({"id": f"new-{kind}", "type": kind, "text": text, "lines": (1, 1), "runs": runs})


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_written_as_it_was_read(text: str) -> None:
    assert fountain.write(fountain.parse(text)) == text


@settings(max_examples=300, deadline=None)
@given(SCRIPTS, st.sampled_from(["", "\ufeff", "Title: x\n\ty\n\n", "[[a]]\n\nTitle: x\n\n"]))
def test_any_script_is_written_as_it_was_read(text: str, head: str) -> None:
    assert fountain.write(fountain.parse(head + text)) == head + text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", [*SAMPLES, VIKINGS, RICH], ids=lambda text: text[:20].strip())
def test_a_script_is_written_as_it_was_read(text: str, line_end: str) -> None:
    source = text.replace("\r\n", "\n").replace("\n", line_end)
    assert fountain.write(fountain.parse(source)) == source


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "\r", "x", "Title: only", "Title: only\n\n\n", "\0\r\n\n\r"])
def test_what_is_hardly_a_script_is_written_as_it_was_read(text: str) -> None:
    assert fountain.write(fountain.parse(text)) == text


_KINDS = {
    "action": "Something moves.",
    "scene_heading": "INT. NEW PLACE - DAY",
    "note": "look here",
    "boneyard": "gone",
    "centered": "MIDDLE",
    "synopsis": "In short",
    "transition": "FADE OUT.",
    "lyrics": "la",
    "page_break": "",
}
_EDITS = st.lists(
    st.tuples(
        st.sampled_from(["change", "remove", "insert", "move"]), st.integers(0, 10**6), st.sampled_from(sorted(_KINDS))
    ),
    min_size=1,
    max_size=5,
)


def _apply(elements: list[Element], edits: list[tuple[str, int, str]]) -> None:
    for what, number, kind in edits:
        at = number % (len(elements) or 1)
        if what == "insert" or not elements:
            elements.insert(at, _added(kind, _KINDS[kind]))
        elif what == "remove":
            del elements[at]
        elif what == "move":
            elements.insert(number // 7 % len(elements), elements.pop(at))
        elif elements[at].text:
            elements[at] = elements[at].but(text=f"{elements[at].text} more")


@settings(max_examples=150, deadline=None)
@given(SCRIPTS, _EDITS, st.sampled_from([None, {}, {"Title": ("New", "Lines"), "Author": ("Somebody",)}]))
def test_edits_of_any_script_are_in_what_is_written(
    text: str, edits: list[tuple[str, int, str]], title_page: dict[str, tuple[str, ...]] | None
) -> None:
    screenplay = fountain.parse(text)
    elements = list(screenplay.elements)
    _apply(elements, edits)
    changed = _edited(screenplay, elements, title_page=screenplay.title_page if title_page is None else title_page)
    _assert_reads_as(changed, fountain.write(changed))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([*SAMPLES, RICH]), _EDITS)
def test_edits_of_a_real_script_are_in_what_is_written(text: str, edits: list[tuple[str, int, str]]) -> None:
    screenplay = fountain.parse(text)
    elements = list(screenplay.elements)
    _apply(elements, edits)
    changed = _edited(screenplay, elements)
    written = fountain.write(changed)
    _assert_reads_as(changed, written)


def _speeches(elements: list[Element]) -> list[list[Element]]:
    """Elements that stand or fall together: a cue with what is spoken under it, all others alone."""
    groups: list[list[Element]] = []
    for element in elements:
        under = groups and groups[-1][0].type == "character"
        if under and element.type in ("dialogue", "parenthetical", "lyrics", "note"):
            groups[-1].append(element)
        else:
            groups.append([element])
    return groups


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["remove", "move", "insert"]), st.integers(0, 10**6)), min_size=1, max_size=6)
)
def test_untouched_lines_stay_as_they_were(edits: list[tuple[str, int]]) -> None:
    screenplay = fountain.parse(FEATURE.replace("\n", "\r\n"))
    source = split_lines(FEATURE)
    groups = _speeches(list(screenplay.elements))
    gone: list[Element] = []
    for what, number in edits:
        at = number % len(groups)
        if what == "remove":
            gone.extend(groups.pop(at))
        elif what == "move":
            groups.insert(number // 11 % len(groups), groups.pop(at))
        else:
            groups.insert(at, [_added("action", "Somebody new comes in.")])
    changed = _edited(screenplay, [element for group in groups for element in group])
    written = fountain.write(changed)
    _assert_reads_as(changed, written)
    kept = Counter(line for line in source if line.strip())
    kept -= Counter(line for each in gone for line in source[each.lines[0] - 1 : each.lines[1]] if line.strip())
    assert not kept - Counter(split_lines(written))
    assert "\n" not in written.replace("\r\n", "")


def test_a_changed_line_changes_no_other() -> None:
    screenplay = fountain.parse(RICH)
    elements = list(screenplay.elements)
    at = next(index for index, each in enumerate(elements) if each.text == "Hi.")
    elements[at] = elements[at].but(text="Ho.", runs=())
    assert fountain.write(_edited(screenplay, elements)) == RICH.replace("\nHi.\n", "\nHo.\n")


def test_a_changed_title_page_changes_only_its_entry() -> None:
    screenplay = fountain.parse(RICH)
    page = {**screenplay.title_page, "Author": ("Anybody",)}
    written = fountain.write(screenplay.but(title_page=page))
    assert written == RICH.replace("Author:   Somebody\n\tunindented: no key\n", "Author: Anybody\n")
    assert fountain.write(screenplay.but(title_page={})) == RICH[0] + RICH[RICH.index("\n\n") :]


def test_a_removed_scene_leaves_the_blank_lines_of_the_others() -> None:
    text = "INT. A - DAY\n\n\nOne.\n\n\n\nINT. B - DAY\n\nTwo.\n\n\nINT. C - DAY\n\nThree."
    screenplay = fountain.parse(text)
    elements = [element for element in screenplay.elements if element.text not in ("INT. B - DAY", "Two.")]
    assert fountain.write(_edited(screenplay, elements)) == text.replace("INT. B - DAY\n\nTwo.\n\n\n", "").replace(
        "\n\n\n\nINT. C", "\n\n\nINT. C"
    )
