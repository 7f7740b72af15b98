"""Word documents as people lay them out: centred names, lists that number, no white; none of their text is lost."""

from __future__ import annotations

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches, Pt
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import ScriptError
from tests.screenplay.layouts import ALONE, LINES, SCRIPT, keeps_all, shape, word_of


@pytest.mark.parametrize("speech", ["centred", "indented", "at the margin"])
@pytest.mark.parametrize("white", ["empty paragraphs", "spacing", "none"])
def test_centred_names_in_word(speech: str, white: str) -> None:
    document = docx.Document()
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    for kind, text in SCRIPT:
        if white == "empty paragraphs" and kind in ALONE:
            document.add_paragraph()
        paragraph = document.add_paragraph(text)
        if white == "spacing" and kind in ALONE:
            paragraph.paragraph_format.space_before = Pt(12)
        if kind in ("character", "parenthetical") or (kind == "dialogue" and speech == "centred"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif kind == "dialogue" and speech == "indented":
            paragraph.paragraph_format.left_indent = Inches(1)
        elif kind == "transition":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    found = shape(word_of(document))
    if (speech, white) == ("at the margin", "none"):  # nothing tells where speech ends and action begins
        assert [text for _, text in found if text == "OSCAR (O.S.)"]
    else:
        assert found == list(SCRIPT)


def test_paragraphs_of_word_without_white_between_them_stay_apart() -> None:
    document = docx.Document()
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    indents = {"character": 2.2, "parenthetical": 1.6, "dialogue": 1.0, "transition": 4.5}
    for kind, text in [*SCRIPT[:6], ("action", "Silence."), *SCRIPT[6:]]:
        document.add_paragraph(text).paragraph_format.left_indent = Inches(indents.get(kind, 0))
    assert shape(word_of(document)) == [*SCRIPT[:6], ("action", "Silence."), *SCRIPT[6:]]


def test_paragraphs_of_word_without_white_or_indents_are_read_by_their_words() -> None:
    document = docx.Document()
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    for _, text in SCRIPT:
        document.add_paragraph(text)
    assert shape(word_of(document)) == list(SCRIPT)


def _numbered(document: Document, figures: str = "decimal", shown: str = "%1.") -> str:
    """A new list's id."""
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="7"/>'
            f'<w:numFmt w:val="{figures}"/><w:lvlText w:val="{shown}"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return "90"


def _in_list(paragraph: Paragraph, name: str) -> None:
    listed = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{name}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(listed))


@pytest.mark.parametrize("layout", ["styles", "indents", "Fountain"])
@pytest.mark.parametrize(
    ("figures", "shown", "numbers"),
    [("decimal", "%1.", ["7", "8"]), ("upperLetter", "Scene %1:", ["G", "H"]), ("decimalZero", "%1", ["07", "08"])],
)
def test_headings_that_word_numbers_have_their_numbers(
    layout: str, figures: str, shown: str, numbers: list[str]
) -> None:
    document = docx.Document()
    name = _numbered(document, figures, shown)
    styles = {"scene_heading": "Scene Heading", "action": "Action", "character": "Character", "dialogue": "Dialogue"}
    styles |= {"parenthetical": "Parenthetical", "transition": "Transition"}
    for style in styles.values() if layout == "styles" else ():
        document.styles.add_style(style, 1)
    indents = {"character": 2.2, "parenthetical": 1.6, "dialogue": 1.0, "transition": 4.5}
    for kind, text in SCRIPT:
        if layout != "styles" and kind in ALONE:
            document.add_paragraph()
        paragraph = document.add_paragraph(text, style=styles[kind] if layout == "styles" else None)
        if layout == "indents":
            paragraph.paragraph_format.left_indent = Inches(indents.get(kind, 0))
        if kind == "scene_heading":
            _in_list(paragraph, name)
    script = word_of(document)
    assert [scene.number for scene in script.scenes] == numbers
    assert shape(script) == list(SCRIPT)


def test_numbers_of_other_lists_are_text_and_before_names_reported() -> None:
    document = docx.Document()
    name = _numbered(document, "lowerRoman", "(%1)")
    for style in ("Scene Heading", "Action", "Character", "Dialogue"):
        document.styles.add_style(style, 1)
    document.add_paragraph("INT. SHOP - DAY", style="Scene Heading")
    for text, style in (("A hammer.", "Action"), ("ANNA", "Character"), ("Nails.", "Dialogue")):
        _in_list(document.add_paragraph(text, style=style), name)
    script = word_of(document)
    assert shape(script)[1:] == [("action", "(vii) A hammer."), ("character", "ANNA"), ("dialogue", "Nails.")]
    assert any("2 numbers of lists before names and speech" in each.message for each in script.diagnostics)


def test_a_chinese_script_in_word() -> None:
    document = docx.Document()
    for text in (
        "《夜班车》",
        "编剧：林一",
        "第1场 内景 信号站 夜",
        "何姐（低声）：你、我。",
        "老吴：何姐！",
        "第2场 外景 铁轨 夜",
        "没有火车。",
    ):
        document.add_paragraph(text)
    script = word_of(document)
    assert [scene.number for scene in script.scenes] == ["1", "2"]
    assert shape(script) == [
        ("action", "《夜班车》"),
        ("action", "编剧：林一"),
        ("scene_heading", "内景 信号站 夜"),
        ("character", "何姐"),
        ("parenthetical", "（低声）"),
        ("dialogue", "你、我。"),
        ("character", "老吴"),
        ("dialogue", "何姐！"),
        ("scene_heading", "外景 铁轨 夜"),
        ("action", "没有火车。"),
    ]


@settings(max_examples=60)
@given(LINES, st.lists(st.sampled_from([0, 0, 1, 1.6, 2.2, 4.5, -1]), min_size=14, max_size=14), st.booleans())
def test_no_word_in_word_is_lost(lines: list[str], places: list[float], styled: bool) -> None:
    document = docx.Document()
    for style in ("Character", "Dialogue", "Scene Heading"):
        document.styles.add_style(style, 1)
    for index, text in enumerate(["INT. SHOP - DAY", *lines, "EXT. STREET - DAY", "ANNA", "Good."]):
        paragraph = document.add_paragraph(text)
        place = places[index % len(places)]
        if place < 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph.paragraph_format.left_indent = Inches(place)
        if styled and index % 3 == 0:
            paragraph.style = ("Character", "Dialogue", "Scene Heading")[index % 9 // 3]
    try:
        script = word_of(document)
    except ScriptError:
        return
    keeps_all(lines, script)
