"""Scripts as people lay them out outside the trade's programs: typed, with colons, in Markdown, centred in a PDF."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import ScriptError
from screenplay.reader import read_bytes
from tests.screenplay.layouts import ALONE, LINES, SCRIPT, keeps_all, shape, text_of, word_of

TYPED = """
                              NIGHT FREIGHT

                                Written by

                              C. Marlowe-Finch


          FADE IN:

1         EXT. RAILWAY YARD - NIGHT                                1

          Wagons in the dark. A lantern swings between them.

                              GUARD
                    Who goes there?

2         INT. WAGON - NIGHT                                       2

          Two boys hold their breath.

                              MILO
                         (whispering)
                    He means you.

3         OMITTED                                                  3
"""


def test_a_typed_script_has_its_title_above_it_and_its_scene_numbers_are_no_pages() -> None:
    script = text_of(TYPED, "any.txt")
    assert script.title_page == {
        "Title": ("NIGHT FREIGHT",), "Credit": ("Written by",), "Author": ("C. Marlowe-Finch",),
    }  # fmt: skip
    assert not script.paged
    assert shape(script) == [
        ("action", "FADE IN:"),
        ("scene_heading", "EXT. RAILWAY YARD - NIGHT"),
        ("action", "Wagons in the dark. A lantern swings between them."),
        ("character", "GUARD"),
        ("dialogue", "Who goes there?"),
        ("scene_heading", "INT. WAGON - NIGHT"),
        ("action", "Two boys hold their breath."),
        ("character", "MILO"),
        ("parenthetical", "(whispering)"),
        ("dialogue", "He means you."),
        ("scene_heading", "OMITTED"),
    ]
    assert [scene.number for scene in script.scenes] == ["1", "2", "3"]


def test_centred_text_without_an_author_is_no_title() -> None:
    script = text_of(TYPED.replace("Written by", "ACT ONE").replace("C. Marlowe-Finch", "COLD OPEN"), "any.txt")
    assert script.title_page == {}
    assert ("centered", "ACT ONE") in shape(script)


def test_a_television_script_goes_on_overleaf() -> None:
    def head(page: int) -> str:
        return f"{'':25}THE LONG WEIR - Episode 2{'':30}Page {page}\n\n"

    cue, said, end = " " * 35, " " * 19, " " * 84
    text = (
        head(1)
        + "     1   INT. PUB. DAY 1. 18:40.                                                   1\n\n"
        + f"         The regulars.\n\n{cue}GWEN\n{said}You'll have had your tea.\n\n{end}(CONT)\n\n"
        + head(2)
        + "     1   CONTINUED:                                                                1\n\n"
        + f"         He sits.\n\n{cue}RHYS\n{said}They've drained the weir.\n\n"
        + "     2   EXT. WEIR. DAY 1. 19:05.                                                  2\n\n"
        + f"         Mud.\n\n{cue}DI PARRY\n{said}Nobody touches it.\n"
    )
    script = text_of(text, "any.txt")
    assert [scene.text for scene in script.scenes] == ["INT. PUB. DAY 1. 18:40.", "EXT. WEIR. DAY 1. 19:05."]
    assert [start.page for start in script.page_starts] == ["1", "2"]
    assert not any("CONT" in element.text for element in script.elements)
    assert "2 CONTINUEDs" in script.diagnostics[0].message


COLONS = """INT. SIGNAL BOX - NIGHT

SUPER: 1931

HARRIET: You and me.

OSCAR (O.S.): Harriet! It has
gone through!

HARRIET: (not looking) It has not.
"""


@pytest.mark.parametrize("name", ["any.txt", "any.docx"])
def test_names_with_a_colon_speak_where_nobody_else_does(name: str) -> None:
    if name == "any.docx":
        document = docx.Document()
        for paragraph in COLONS.strip().split("\n\n"):
            document.add_paragraph(paragraph)
        script = word_of(document)
    else:
        script = text_of(COLONS, name)
    assert shape(script) == [
        ("scene_heading", "INT. SIGNAL BOX - NIGHT"),
        ("action", "SUPER: 1931"),
        ("character", "HARRIET"),
        ("dialogue", "You and me."),
        ("character", "OSCAR (O.S.)"),
        ("dialogue", "Harriet! It has\ngone through!"),
        ("character", "HARRIET"),
        ("parenthetical", "(not looking)"),
        ("dialogue", "It has not."),
    ]
    assert any("names with a colon" in each.message for each in script.diagnostics)


def test_names_with_a_colon_are_action_in_fountain_and_beside_cues() -> None:
    assert not any(kind == "character" for kind, _ in shape(text_of(COLONS, "any.fountain")))
    cues = "".join(f"\nHARRIET\nLine {number}.\n" for number in range(4))
    assert ("action", "HARRIET: You and me.") in shape(text_of(COLONS + cues, "any.txt"))


MARKED = [
    ("scene_heading", "INT. MAP ROOM - NIGHT"),
    ("action", "IDA draws a coast."),
    ("character", "IDA"),
    ("dialogue", "It goes in here."),
    ("character", "JONAS"),
    ("parenthetical", "(from the door)"),
    ("dialogue", "It does not."),
    ("scene_heading", "EXT. COAST - DAY"),
    ("action", "Waves."),
    ("character", "IDA"),
    ("dialogue", "There.\nThere it is."),
]


@pytest.mark.parametrize("heading", ["**{0}**", "### {0}", "### {1}. {0}", "{1}. {0}", "**{1}. {0}**"])
@pytest.mark.parametrize("cue", ["**{}**\n", "**{}**\\\n", "**{}**  \n", "{}\n\n", "**{}**\n\n"])
def test_markdown_as_people_write_it(heading: str, cue: str) -> None:
    number = 0
    text = "# The Cartographer\n\nby N. Orlova\n\n"
    for kind, said in MARKED:
        number += kind == "scene_heading"
        match kind:
            case "scene_heading":
                text += heading.format(said, number) + "\n\n"
            case "character":
                text += cue.format(said)
            case "parenthetical":
                text += f"*{said}*  \n"
            case _:
                text += said.replace("\n", "  \n") + "\n\n"
    script = text_of(text, "any.md")
    assert script.title_page == {"Title": ("The Cartographer",), "Credit": ("by",), "Author": ("N. Orlova",)}
    assert shape(script) == MARKED
    assert [scene.number for scene in script.scenes] == ["1", "2"]


def test_capitals_alone_in_markdown_are_no_name_once() -> None:
    script = text_of("**INT. MAP ROOM - NIGHT**\n\nBANG\n\nShe looks up.\n\n**IDA**\n\nWhat?\n", "any.md")
    assert shape(script)[1:3] == [("action", "BANG"), ("action", "She looks up.")]


def test_centred_names_and_speech_in_a_pdf_of_a_proportional_font() -> None:
    press = FPDF(unit="in", format=(8.5, 11.0))
    press.add_page()
    press.set_font("Times", size=12)
    top = 1.0
    for kind, text in SCRIPT:
        top += 0.2 * (kind in ALONE)
        press.set_xy(1.5, top)
        align = "C" if kind in ("character", "parenthetical", "dialogue") else "R" if kind == "transition" else "L"
        press.multi_cell(6.0, 0.2, text, align=align)
        top = press.get_y()
    assert shape(read_bytes(bytes(press.output()), Path("any.pdf"))) == list(SCRIPT)


@settings(max_examples=100)
@given(LINES, st.lists(st.sampled_from(["", "\n", " " * 10, " " * 22, "\t\t", "**"]), min_size=14, max_size=14))
@pytest.mark.parametrize("name", ["any.txt", "any.md"])
def test_no_word_of_text_is_lost(name: str, lines: list[str], before: list[str]) -> None:
    text = "\n".join(lead + line for lead, line in zip(before, lines, strict=False))
    try:
        script = text_of(f"INT. SHOP - DAY\n\n{text}\n\nEXT. STREET - DAY\n\nANNA\nGood.\n", name)
    except ScriptError:
        return
    keeps_all(lines, script)
