"""Odd corners of Fountain, what Fountain cannot say, and the tiles of a source."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import ScriptError
from film.screenplay import Element, Revision, Run, Screenplay
from screenplay import fountain
from screenplay.fountain.lines import split_lines
from screenplay.fountain.title_page import read_title_page
from tests.screenplay.test_fountain_properties import SCRIPTS, VIKINGS

A, C, D, P, L = "action", "character", "dialogue", "parenthetical", "lyrics"
CASES = {
    "a parenthetical over two lines": (
        "ANNA\n(turning\nto him)\nHi.",
        [(C, "ANNA"), (P, "(turning\nto him)"), (D, "Hi.")],
    ),
    "brackets that close inside a line": ("ANNA\n(no\nwell) yes", [(C, "ANNA"), (D, "(no\nwell) yes")]),
    "brackets that never close": ("ANNA\n(no\n(yes)\nwell", [(C, "ANNA"), (D, "(no"), (P, "(yes)"), (D, "well")]),
    "a bracket in a bracket": ("ANNA\n(a (b)\nc)", [(C, "ANNA"), (P, "(a (b)\nc)")]),
    "a forced mixed-case cue": ("@McAVOY (V.O.)\nHi.", [(C, "McAVOY (V.O.)"), (D, "Hi.")]),
    "a backslash keeps dialogue": ("ANNA\n\\#1 fan\n\\(sic)\n\\>", [(C, "ANNA"), (D, "#1 fan\n(sic)\n>")]),
    "a note behind a cue": ("ANNA [[who?]]\nHi.", [(C, "ANNA"), ("note", "who?"), (D, "Hi.")]),
    "a note under a cue": ("ANNA\n[[who?]]\nHi.", [(C, "ANNA"), ("note", "who?"), (D, "Hi.")]),
    "a note over two lines of speech": ("ANNA\nHi [[a\nb]] there.", [(C, "ANNA"), (D, "Hi there."), ("note", "a\nb")]),
    "a boneyard over elements": (
        "One. /* two\n\nINT. X\n\nthree */ Four.",
        [(A, "One. Four."), ("boneyard", "two\n\nINT. X\n\nthree")],
    ),
    "lyrics in a speech": ("ANNA\nHi.\n~la\n~la\nHo.", [(C, "ANNA"), (D, "Hi."), (L, "la\nla"), (D, "Ho.")]),
    "a centred line ends a speech": ("ANNA\nHi.\n> X <", [(C, "ANNA"), (D, "Hi."), ("centered", "X")]),
    "a page break ends a speech": ("ANNA\nHi.\n===", [(C, "ANNA"), (D, "Hi."), ("page_break", "")]),
    "only a note": ("[[a]]", [("note", "a")]),
    "an accented forced heading": (".État\n\nX", [("scene_heading", "État"), (A, "X")]),
    "three dots are action": ("...and so on", [(A, "...and so on")]),
    "separators of other systems": ("a\x0bb\x0cc\x85d\u2028e", [(A, "a\x0bb\x0cc\x85d\u2028e")]),
    "a zero byte": ("a\0b", [(A, "a\0b")]),
    "CR alone": ("INT. X\r\rANNA\rHi.", [("scene_heading", "INT. X"), (C, "ANNA"), (D, "Hi.")]),
}

HEADS = ["", "\ufeff", "[[a]]\n\nTitle: x\n\n"]


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES.keys())
def test_odd_corners(text: str, wanted: list[tuple[str, str]]) -> None:
    elements = fountain.parse(text).elements
    assert [(element.type, element.text) for element in elements] == wanted


@pytest.mark.parametrize("number", ["1", "1-A", "110-A-1.", "12B", "IV", "3.5", "é"])
def test_scene_numbers_stay_as_written(number: str) -> None:
    heading = fountain.parse(f"INT. X - DAY #{number}#").elements[0]
    assert (heading.text, heading.number) == ("INT. X - DAY", number)


@pytest.mark.parametrize("number", ["", " ", "1 A", "a#"])
def test_what_is_no_scene_number_is_text(number: str) -> None:
    assert fountain.parse(f"INT. X #{number}#").elements[0].number is None


def test_dual_dialogue_with_extensions() -> None:
    text = "@McAVOY (V.O.)\nHi.\n\n@O'Hara (O.S.) ^\nHo."
    assert [each.dual for each in fountain.parse(text).elements] == ["left", "left", "right", "right"]


@pytest.mark.parametrize("above", ["", "\ufeff", "\n\n", "[[a]]\n", "[[a\nb]]\n\n", "/* a\n\nb */\n"])
def test_a_title_page_stands_below_notes_and_boneyards(above: str) -> None:
    screenplay = fountain.parse(f"{above}Title: X\nAuthor:\n\tA: B\n\nGo.")
    assert screenplay.title_page == {"Title": ("X",), "Author": ("A: B",)}
    assert screenplay.elements[-1].lines == (above.count("\n") + 5,) * 2


@pytest.mark.parametrize("above", ["Go.\n\n", "[[a\n\n", "[[a]] b\n", "/* a\n"])
def test_no_title_page_below_text(above: str) -> None:
    assert fountain.parse(f"{above}Title: X\n\nGo.").title_page == {}


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in text.casefold() if char.isalnum())


@settings(max_examples=400, deadline=None)
@given(st.one_of(SCRIPTS, st.text(max_size=80)))
def test_no_letter_is_lost(text: str) -> None:
    screenplay = fountain.parse(text)
    kept = [f"{element.text}\n{element.number or ''}" for element in screenplay.elements]
    said = read_title_page(split_lines(text.removeprefix("\ufeff"))).spans
    kept += [key * len(said[key]) + "\n".join(values) for key, values in screenplay.title_page.items()]
    assert not _letters(text) - _letters("\n".join(kept))


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(SCRIPTS, st.text(max_size=80), st.just(VIKINGS)), st.sampled_from(["", "\ufeff", "[[a]]\n\nTitle: x\n\n"])
)
def test_tiles_cover_every_line_once(text: str, head: str) -> None:
    screenplay = fountain.parse(head + text)
    lines = split_lines((head + text).removeprefix("\ufeff"))
    kinds = {element.id: element.type for element in screenplay.elements}
    row = fountain.tiles(screenplay)
    assert [number for tile in row for number in range(tile.first, tile.last + 1)] == list(range(1, len(lines) + 1))
    assert [name for tile in row for name in tile.elements] == list(kinds)
    for tile in row:
        assert sum(kinds[name] not in ("note", "boneyard") for name in tile.elements) <= 1
        assert (tile.holds == "elements") == bool(tile.elements)
        if tile.holds == "blank":
            assert not "".join(lines[tile.first - 1 : tile.last]).strip()


def test_tiles_need_a_fountain_source() -> None:
    with pytest.raises(ScriptError, match="no Fountain source"):
        fountain.tiles(fountain.parse("Go.").but(source=None))


def _foreign(*elements: dict[str, Any], **more: Any) -> Screenplay:
    whole = [
        Element.model_validate(
            {"id": f"e{n}", "lines": (n, n), "text": "".join(run["text"] for run in each.get("runs", ())), **each}
        )
        for n, each in enumerate(elements, 1)
    ]
    return fountain.parse("").but(elements=tuple(whole), source=None, **more)


def _said(said: str, text: str, **more: Any) -> dict[str, Any]:
    return {"type": said, "runs": [{"text": text}], **more}


FOREIGN = _foreign(
    _said("scene_heading", "INT. HOUSE - DAY", number="12A"),
    _said("scene_heading", "The attic"),
    _said("action", "INT. NOT A HEADING"),
    _said("action", "ALL CAPS TO:"),
    _said("action", "# no section\n> no transition\n\n~ no lyrics * _ \\ [[ /*"),
    _said("character", "23 (V.O.)", dual="left"),
    _said("dialogue", "(not an aside)\n#1 fan\n\n> at it\n= 4", dual="left"),
    _said("parenthetical", "(aside)", dual="left"),
    _said("lyrics", "la la", dual="left"),
    _said("character", "Bob", dual="right"),
    _said("parenthetical", "(an\naside)", dual="right"),
    _said("dialogue", "(open\nend", dual="right"),
    _said("transition", "FADE OUT."),
    _said("transition", "CUT TO:"),
    _said("centered", "THE END"),
    _said("lyrics", "alone"),
    _said("section", "Act", level=2),
    _said("synopsis", "= odd"),
    {"type": "page_break", "text": ""},
    _said("note", "a\n\nb]"),
    _said("boneyard", "x\n\ny"),
    {"type": "action", "runs": [{"text": "a "}, {"text": "b", "style": ["b", "i"]}, {"text": " c", "style": ["i"]}]},
)  # fmt: skip


def test_every_type_is_written_so_that_it_is_read_again() -> None:
    again = fountain.parse(fountain.write(FOREIGN))
    shown = [
        [(e.type, e.text, e.number, e.dual, e.level) for e in screenplay.elements] for screenplay in (FOREIGN, again)
    ]
    assert shown[0] == shown[1]
    assert fountain.losses(FOREIGN) == ()


def test_a_script_read_from_fountain_loses_nothing() -> None:
    assert fountain.losses(fountain.parse(VIKINGS)) == ()


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ({"type": "action", "runs": [{"text": "x", "style": ["s"]}]}, "struck-out text"),
        ({"type": "action", "runs": [{"text": "x", "revision": "1"}]}, "revision"),
        ({"type": "action", "runs": [{"text": "x", "tags": ["1"]}]}, "tags"),
        (_said("action", "x", page="3"), "page numbers"),
        (_said("action", "x", kind="Shot"), "sorts of paragraphs"),
        (_said("scene_heading", "INT. X", number="1 A"), "without its number 1 A"),
        (_said("scene_heading", "(X)"), "as action"),
        (_said("scene_heading", "INT. X\nY"), "other spaces or line ends"),
        (_said("transition", " "), "without text is left out"),
        (_said("dialogue", "Nobody says this."), "as action"),
        (_said("action", "x", dual="left"), "outside its dual dialogue"),
        (_said("note", "a ]] b"), "with other spaces"),
    ],
)
def test_what_fountain_cannot_say_is_told(element: dict[str, Any], words: str) -> None:
    found = fountain.losses(_foreign(_said("action", "First."), element))
    assert [(words in each.message, each.line) for each in found] == [(True, 2)]


def test_two_dialogues_under_one_cue_keep_their_words() -> None:
    screenplay = _foreign(_said("character", "ANNA"), _said("dialogue", "One."), _said("dialogue", "TWO"))
    assert fountain.write(screenplay) == "ANNA\nOne.\nTWO\n"
    assert [each.line for each in fountain.losses(screenplay)] == [2, 3]


def test_the_lists_of_revisions_and_tags_are_told() -> None:
    found = fountain.losses(_foreign(_said("action", "x"), revisions=(Revision(id="1", name="Blue"),)))
    assert [each.message for each in found] == ["Fountain: the list of 1 revisions is left out"]


def test_runs_that_do_not_say_the_text_give_way_to_it() -> None:
    element = Element(id="a", type="action", text="new", lines=(1, 1), runs=(Run(text="old", style=("b",)),))
    assert fountain.write(fountain.parse("").but(elements=(element,), source=None)) == "new\n"
