"""Word documents by their styles, by their indents, or as Fountain typed in Word; nothing in them is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt

from film.errors import ScriptError
from screenplay import fountain, read, word
from screenplay.manuscript import Draft, Manuscript
from screenplay.word.words import type_of

HERE = Path("any.docx")
BUS = fountain.read_manuscript(Path("samples/night_bus.fountain").read_text(encoding="utf-8"))
STYLES = ("Scene Heading", "Action", "Character", "Parenthetical", "Dialogue", "Transition")


def _bytes(document: Document) -> bytes:
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def _changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info)
            new.writestr(info.filename, change(body) if info.filename == part else body)
    return into.getvalue()


def _with_styles(*names: str) -> Document:
    document = docx.Document()
    for name in names or STYLES:
        document.styles.add_style(name, 1)
    return document


def _shape(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(draft.type, draft.text) for draft in manuscript.drafts]


def _slices(manuscript: Manuscript) -> list[str]:
    lines = manuscript.source.text.split("\n")
    return ["\n".join(lines[draft.first - 1 : draft.last]) for draft in manuscript.drafts]


def test_styles_tell_the_elements() -> None:
    document = _with_styles()
    document.styles["Character"].font.all_caps = True
    document.add_paragraph("NIGHT BUS", "Title")
    document.add_paragraph("by")
    document.add_paragraph("A. Writer").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("12A\tINT. BUS - NIGHT\t12A", "Scene Heading")
    action = document.add_paragraph("Anna ", "Action")
    action.add_run("waits").bold = True
    document.add_comment(action.add_run(". Long."), text="Which bus?", author="Ed", initials="E")
    document.add_paragraph("Anna", "Character")
    document.add_paragraph("quietly", "Parenthetical")
    document.add_paragraph("It is late.", "Dialogue")
    document.add_paragraph("CUT TO:", "Transition")
    document.add_paragraph("INT. KITCHEN - DAY")
    document.add_paragraph("Nobody.", "Action").paragraph_format.page_break_before = True
    ours = word.read(_bytes(document), HERE)
    assert ours.title_page == {"Title": ("NIGHT BUS",), "Credit": ("by",), "Author": ("A. Writer",)}
    assert _shape(ours) == [
        ("scene_heading", "INT. BUS - NIGHT"),
        ("action", "Anna waits. Long."),
        ("note", "Which bus?"),
        ("character", "ANNA"),
        ("parenthetical", "(quietly)"),
        ("dialogue", "It is late."),
        ("transition", "CUT TO:"),
        ("scene_heading", "INT. KITCHEN - DAY"),
        ("page_break", ""),
        ("action", "Nobody."),
    ]
    assert ours.drafts[0].number == "12A"
    assert [(run.text, run.style) for run in ours.drafts[1].runs] == [("Anna ", ()), ("waits", ("b",)), (". Long.", ())]
    assert ours.diagnostics == []


def _indented(drafts: list[Draft], *, by: str = "indent") -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.left_margin, section.right_margin = Inches(1.5), Inches(1)
    indents = {"dialogue": 1.0, "parenthetical": 1.6, "character": 2.2}
    for draft in drafts:
        inches = indents.get(draft.type, 0.0)
        paragraph = document.add_paragraph(
            {"tabs": "\t" * round(inches * 2), "spaces": " " * round(inches * 10)}.get(by, "")
        )
        paragraph.add_run(draft.text)
        paragraph.paragraph_format.space_after = Pt(0)
        if by == "indent":
            paragraph.paragraph_format.left_indent = Inches(inches)
        if draft.type == "transition":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if draft.type not in ("dialogue", "parenthetical"):
            paragraph.paragraph_format.space_before = Pt(12)
    return document


@pytest.mark.parametrize("by", ["indent", "tabs", "spaces"])
def test_indents_tell_the_elements(by: str) -> None:
    ours = word.read(_bytes(_indented(BUS.drafts, by=by)), HERE)
    assert _shape(ours) == _shape(BUS)
    assert (ours.source.format, ours.pages) == ("docx", None)
    for draft, shown in zip(ours.drafts, _slices(ours), strict=True):
        assert draft.text in shown


def test_indents_of_styles_that_name_nothing_tell_the_elements() -> None:
    document = _with_styles("Speech base", "Zeile A", "Zeile B", "Zeile C")
    document.styles["Speech base"].paragraph_format.space_after = Pt(0)
    document.styles["Speech base"].paragraph_format.left_indent = Inches(1)
    for name, inches in (("Zeile A", 2.2), ("Zeile B", None), ("Zeile C", 1.6)):
        document.styles[name].base_style = document.styles["Speech base"]
        if inches:
            document.styles[name].paragraph_format.left_indent = Inches(inches)
    styles = {"character": "Zeile A", "dialogue": "Zeile B", "parenthetical": "Zeile C"}
    for draft in BUS.drafts:
        document.add_paragraph(draft.text, styles.get(draft.type))
        if draft.type == "character":
            document.paragraphs[-1].paragraph_format.space_before = Pt(12)
    ours = [each for each in _shape(word.read(_bytes(document), HERE)) if each[0] in styles]
    assert ours == [each for each in _shape(BUS) if each[0] in styles]


def test_fountain_typed_in_word() -> None:
    document = docx.Document()
    for line in BUS.source.text.split("\n"):
        document.add_paragraph(line)
    ours = word.read(_bytes(document), HERE)
    assert _shape(ours) == _shape(BUS)
    assert ours.title_page == BUS.title_page


def test_fountain_typed_in_word_without_empty_paragraphs() -> None:
    document = docx.Document()
    for line in (
        "INT. BAR - DAY",
        "She waits.",
        "ANNA",
        "(quietly)",
        "Late.",
        "BEN",
        "Very.",
        "EXT. ROAD - DAY",
        "Rain.",
    ):
        document.add_paragraph(line)
    kinds = [draft.type for draft in word.read(_bytes(document), HERE).drafts]
    assert kinds == ["scene_heading", "action", "character", "parenthetical", "dialogue", "character", "dialogue",
                     "scene_heading", "action"]  # fmt: skip


def test_word_emphasis_and_notes_reach_fountain() -> None:
    document = docx.Document()
    document.add_paragraph("INT. BAR - DAY")
    document.add_paragraph("")
    action = document.add_paragraph("She ")
    action.add_run("waits").italic = True
    document.add_comment(action.runs[0], text="How long?", author="Ed", initials="E")
    ours = word.read(_bytes(document), HERE)
    assert ours.drafts[1].runs[1].style == ("i",)
    assert _shape(ours)[2] == ("note", "How long?")


def test_a_table_of_two_speeches_is_dual_dialogue() -> None:
    document = _with_styles()
    document.add_paragraph("INT. BAR - DAY", "Scene Heading")
    table = document.add_table(1, 2)
    for cell, (name, said) in zip(table.rows[0].cells, (("ANNA", "Stop!"), ("BEN", "Go!")), strict=True):
        cell.paragraphs[0].text = name
        cell.add_paragraph("(at once)")
        cell.add_paragraph(said)
    document.add_paragraph("They stop.", "Action")
    ours = word.read(_bytes(document), HERE)
    assert [(draft.type, draft.dual) for draft in ours.drafts] == [
        ("scene_heading", None),
        *[(kind, side) for side in ("left", "right") for kind in ("character", "parenthetical", "dialogue")],
        ("action", None),
    ]
    assert "table" in ours.diagnostics[0].message


def test_a_two_column_script_keeps_its_text_in_order() -> None:
    document = _with_styles()
    document.add_paragraph("INT. BAR - DAY", "Scene Heading")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.paragraphs[0].text = f"Part {number}."
    document.add_paragraph("End.", "Action")
    assert [text for _, text in _shape(word.read(_bytes(document), HERE))] == [
        "INT. BAR - DAY", "Part 0.", "Part 1.", "Part 2.", "Part 3.", "End."
    ]  # fmt: skip


def test_changes_are_accepted_and_what_was_deleted_is_reported() -> None:
    document = _with_styles()
    document.add_paragraph("INT. BAR - DAY", "Scene Heading")
    paragraph = document.add_paragraph("She ", "Action")
    for tag, text_tag, text in (("w:del", "w:delText", "runs"), ("w:ins", "w:t", "walks")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    hidden = paragraph.add_run(" away")
    hidden.font.hidden = True
    ours = word.read(_bytes(document), HERE)
    assert _shape(ours)[1] == ("action", "She walks")
    assert [(each.severity, each.line) for each in ours.diagnostics] == [("info", 2)]
    assert "runs" in ours.diagnostics[0].message
    assert "away" in ours.diagnostics[0].message


def test_links_controls_boxes_and_breaks_lose_nothing_and_double_nothing() -> None:
    document = _with_styles()
    document.add_paragraph("INT. BAR - DAY", "Scene Heading")
    paragraph = document.add_paragraph("One", "Action")
    paragraph.add_run().add_break()
    paragraph.add_run("two")
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:r><w:t> three</w:t></w:r></w:sdtContent></w:sdt>"
    paragraph._p.append(parse_xml(control))
    box = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent {mc} {nsdecls('w')}>{twice}</mc:AlternateContent>"
    run = paragraph.add_run(" four")
    run._r.append(parse_xml(both))
    ours = word.read(_bytes(document), HERE)
    assert _shape(ours)[1:] == [("action", "One\ntwo three four"), ("action", "boxed")]
    assert (ours.drafts[1].first, ours.drafts[1].last) == (2, 3)


def test_a_note_hangs_once_however_often_it_is_pointed_to() -> None:
    document = docx.Document()
    for text in ("INT. SHOP - DAY", "", "A hammer falls. And again.", "", "ANNA", "Nails."):
        document.add_paragraph(text)
    hammer = document.paragraphs[2]
    document.add_comment(hammer.runs[0], text="Which hammer?", author="", initials="")
    reference = next(node for node in hammer._p.iter(qn("w:commentReference"))).getparent()
    for _ in range(3):
        reference.addnext(deepcopy(reference))
    notes = [text for kind, text in _shape(word.read(_bytes(document), HERE)) if kind == "note"]
    assert notes == ["Which hammer?"]


def test_headers_and_footers_are_furniture() -> None:
    document = _indented(BUS.drafts)
    document.sections[0].header.paragraphs[0].text = "NIGHT BUS 2nd draft"
    document.sections[0].footer.paragraphs[0].text = "page 1"
    assert "2nd draft" not in word.read(_bytes(document), HERE).source.text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Scene Heading", "scene_heading"), ("SCENE_HEADING", "scene_heading"), ("Celtx Sceneheading", "scene_heading"),
        ("SP - Dialogue", "dialogue"), ("Dialog", "dialogue"), ("Intitulé de scène", "scene_heading"),
        ("Réplique", "dialogue"), ("Szenenüberschrift", "scene_heading"), ("Encabezado de escena", "scene_heading"),
        ("Personaggio", "character"), ("Cabeçalho de cena", "scene_heading"), ("Реплика", "dialogue"),
        ("对白", "dialogue"),
        ("ト書き", "action"), ("संवाद", "dialogue"), ("Shot", "action"), ("Normal", None),
        ("heading 1", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_styles(name: str, kind: str | None) -> None:
    assert type_of(name)[0] == kind


def test_a_doctype_is_refused_in_every_part() -> None:
    data = _bytes(_indented(BUS.drafts[:9]))
    for part in ("word/document.xml", "word/styles.xml"):
        spoilt = _changed(data, part, lambda xml: xml.replace(b"?>", b"?><!DOCTYPE a [<!ENTITY b 'c'>]>", 1))
        with pytest.raises(ScriptError, match="DOCTYPE"):
            word.read(spoilt, HERE)


def test_damage_is_refused_or_salvaged() -> None:
    data = _bytes(_indented(BUS.drafts))
    cut = _changed(data, "word/document.xml", lambda xml: xml[: len(xml) * 3 // 4])
    with pytest.raises(ScriptError):
        word.read(cut, HERE)
    ours = word.read(cut, HERE, salvage=True)
    assert _shape(ours)[:40] == _shape(BUS)[:40]
    assert any(each.severity == "error" for each in ours.diagnostics)


def test_through_the_path(tmp_path: Path) -> None:
    path = tmp_path / "bus.docx"
    path.write_bytes(_bytes(_indented(BUS.drafts)))
    assert len(read(path).scenes) == sum(draft.type == "scene_heading" for draft in BUS.drafts)
    path.write_bytes(_bytes(docx.Document()))
    with pytest.raises(ScriptError, match="nothing in it"):
        read(path)


def test_a_strict_document_is_read_like_any_other() -> None:
    data = _bytes(_indented(BUS.drafts))
    usual, strict = qn("w:p").removesuffix("}p")[1:].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    ours = word.read(_changed(data, "word/document.xml", lambda xml: xml.replace(usual, strict)), HERE)
    assert _shape(ours) == _shape(BUS)
