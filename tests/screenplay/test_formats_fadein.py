"""Fade In files and bare Open Screenplay Format: the same elements as the same script has in Fountain."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from film.errors import ScriptError
from screenplay import fadein, fountain
from screenplay.manuscript import Draft, Manuscript

DATA = Path(__file__).parent / "data"
HERE = Path("any.fadein")


def _osf(paragraphs: str, *, version: str = "40", styles: str = "", more: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<document type="Open Screenplay Format document" version="{version}">\n'
        f"<styles>{styles}</styles>\n<paragraphs>\n{paragraphs}\n</paragraphs>\n{more}</document>\n"
    ).encode()


def _para(style: str, text: str, *, on_style: str = "", on_para: str = "") -> str:
    return f'<para {on_para}><style basestyle="{style}" {on_style}/><text>{text}</text></para>\n'


def _zipped(xml: bytes, name: str = "document.xml") -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, xml)
    return into.getvalue()


def _shape(manuscript: Manuscript) -> list[tuple[str, str, str | None]]:
    return [(draft.type, draft.text, draft.number) for draft in manuscript.drafts]


def _slices(manuscript: Manuscript) -> list[str]:
    lines = manuscript.source.text.split("\n")
    return ["\n".join(lines[draft.first - 1 : draft.last]) for draft in manuscript.drafts]


def test_fade_in_and_fountain_of_one_script_are_the_same() -> None:
    ours = fadein.read((DATA / "fade_in.fadein").read_bytes(), HERE)
    theirs = fountain.read_manuscript((DATA / "fade_in.fountain").read_text(encoding="utf-8").lstrip())
    assert _shape(ours) == _shape(theirs)
    assert {key: ours.title_page[key] for key in theirs.title_page} == dict(theirs.title_page)
    assert ours.title_page["Credit"] == ("Written by",)
    assert ours.diagnostics == []


def test_lines_point_at_the_writers_own_letters() -> None:
    ours = fadein.read((DATA / "fade_in.fadein").read_bytes(), HERE)
    by_type = dict(zip([draft.type for draft in ours.drafts], _slices(ours), strict=True))
    assert by_type["parenthetical"] == "bored"
    assert "EXT. OuTSIDE the food store" in _slices(ours)


def test_bare_xml_counts_its_own_lines() -> None:
    xml = _osf(_para("Scene Heading", "INT. BAR - DAY") + _para("Action", "She waits."))
    ours = fadein.read_xml(xml, Path("any.osf"))
    assert [(draft.text, draft.first, draft.last) for draft in ours.drafts] == [
        ("INT. BAR - DAY", 5, 5),
        ("She waits.", 6, 6),
    ]
    assert ours.source.text == xml.decode()


@pytest.mark.parametrize("key", ["basestyle", "basestylename", "baseStyleName", "name"])
def test_every_spelling_of_a_style_and_every_chain_of_them(key: str) -> None:
    styles = '<style name="Sound" basestyle="Loud"/><style name="Loud" basestyle="Character"/>'
    xml = _osf(f'<para><style {key}="Sound"/><text>BELL</text></para>', styles=styles)
    assert _shape(fadein.read_xml(xml, HERE)) == [("character", "BELL", None)]


def test_a_style_that_leads_nowhere_or_in_a_circle_is_action_and_said() -> None:
    styles = '<style name="A" basestyle="B"/><style name="B" basestyle="A"/>'
    ours = fadein.read_xml(_osf(_para("A", "Hm.") + _para("Marginalia", "Ha."), styles=styles), HERE)
    assert [draft.type for draft in ours.drafts] == ["action", "action"]
    assert [each.severity for each in ours.diagnostics] == ["info", "info"]
    assert "Marginalia" in ours.diagnostics[1].message


def test_emphasis_by_attributes_and_by_the_tags_of_version_1_2() -> None:
    runs = '<text>A </text><text bold="1" italic="1">b</text><text underline="1">c</text>'
    new = f'<para><style basestyle="Action"/>{runs}</para>'
    old = _para("Action", "A &lt;b&gt;&lt;i&gt;b&lt;/i&gt;&lt;/b&gt;&lt;u&gt;c&lt;/u&gt;")
    for xml in (_osf(new), _osf(old, version="12")):
        (draft,) = fadein.read_xml(xml, HERE).drafts
        assert [(run.text, run.style) for run in draft.runs] == [("A ", ()), ("b", ("b", "i")), ("c", ("u",))]
    (kept,) = fadein.read_xml(_osf(old), HERE).drafts
    assert kept.text == "A <b><i>b</i></b><u>c</u>"


def test_dual_dialogue_stands_beside_the_speech_behind_it() -> None:
    xml = _osf(
        _para("Character", "CHORUS") + _para("Dialogue", "Before.")
        + _para("Character", "ANNA", on_style='dualdialogue="1"') + _para("Parenthetical", "over him")
        + _para("Dialogue", "Go.")
        + _para("Character", "BEN") + _para("Dialogue", "Now.") + _para("Action", "They leave.")
    )  # fmt: skip
    drafts = fadein.read_xml(xml, HERE).drafts
    assert [draft.dual for draft in drafts] == [None, None, "left", "left", "left", "right", "right", None]
    alone = fadein.read_xml(
        _osf(_para("Character", "ANNA", on_style='dualdialogue="1"') + _para("Dialogue", "Go.")), HERE
    )
    assert [draft.dual for draft in alone.drafts] == [None, None]
    assert alone.diagnostics[0].severity == "warning"


def test_numbers_notes_synopses_breaks_and_revisions() -> None:
    marked = '<para><style basestyle="Action"/><text>New.</text><marks><mark at="0" revision="2"/></marks></para>'
    colour = '<revision_color name="Pink Rev." index="2" color_name="Pink" mark="*"/>'
    xml = _osf(
        _para("Scene Heading", "INT. BAR - DAY", on_para='number="12A" synopsis="They meet" note="check&#10;this"')
        + _para("Action", "THE END", on_style='align="center" pagebreakbefore="1"') + marked,
        more=f"<lists><revision_colors>{colour}</revision_colors></lists>",
    )  # fmt: skip
    ours = fadein.read(_zipped(xml), HERE)
    assert (
        _shape(ours)
        == [
            ("scene_heading", "INT. BAR - DAY", "12A"),
            ("synopsis", "They meet", None),
            ("note", "check\nthis", None),
            ("page_break", "", None),
            ("centered", "THE END", None),
            ("action", "New.", None),
        ]
        or _shape(ours)[2][1] == "check\nthis"
    )
    assert ours.drafts[-1].runs[0].revision == "2"
    assert [(each.id, each.name, each.colour) for each in ours.revisions] == [("2", "Pink Rev.", "pink")]
    for draft, shown in zip(ours.drafts, _slices(ours), strict=True):
        assert draft.text in shown


def test_written_numbers_silence_the_running_ones() -> None:
    counted = '<style name="Scene Heading" numbering="true" number_start="5" number_format="#"/>'
    two = _para("Scene Heading", "INT. A - DAY") + _para("Scene Heading", "INT. B - DAY")
    assert [draft.number for draft in fadein.read_xml(_osf(two, styles=counted), HERE).drafts] == ["5", "6"]
    assert [draft.number for draft in fadein.read_xml(_osf(two), HERE).drafts] == [None, None]


def test_a_damaged_document_is_refused_or_salvaged() -> None:
    xml = _osf(_para("Scene Heading", "INT. BAR - DAY") + _para("Action", "She waits."))
    cut = xml[: xml.index(b"waits")]
    with pytest.raises(ScriptError):
        fadein.read(_zipped(cut), HERE)
    ours = fadein.read(_zipped(cut), HERE, salvage=True)
    assert ours.drafts[0] == Draft("scene_heading", ours.drafts[0].runs, 1, 1)
    assert any(each.severity == "error" for each in ours.diagnostics)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_zipped(b"<document/>", "other.xml"), "no document.xml"),
        (_zipped(b"<document type='Open Screenplay Format document'/>"), "no paragraphs"),
        (_zipped(b"<!DOCTYPE x [<!ENTITY a 'b'>]><document/>"), "DOCTYPE"),
    ],
)
def test_what_is_no_script_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ScriptError, match=words):
        fadein.read(data, HERE)
