"""Final Draft files in: every paragraph and run, and what the file says about them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from film.errors import ScriptError
from film.screenplay import Revision, Run, Screenplay, Tag
from screenplay import fdx, fountain
from screenplay.assembly import assemble
from screenplay.fdx.settings import eighths_of, length_of
from screenplay.files import markup
from screenplay.manuscript import Draft, Manuscript, PageTurn

DATA = Path(__file__).parent / "data" / "fdx"
HERE = Path("script.fdx")


def read(name: str) -> Manuscript:
    return fdx.read((DATA / name).read_bytes(), Path(name))


def drafts_of(*paragraphs: str, more: str = "") -> list[Draft]:
    return manuscript_of(*paragraphs, more=more).drafts


def manuscript_of(*paragraphs: str, more: str = "") -> Manuscript:
    text = f"<FinalDraft><Content>{''.join(paragraphs)}</Content>{more}</FinalDraft>"
    return fdx.read(text.encode(), HERE)


def said(drafts: list[Draft]) -> list[tuple[str, str]]:
    return [(draft.type, draft.text) for draft in drafts]


@pytest.mark.parametrize("name", ["TestFDX-FD", "TestFDX-FI", "header_note", "note", "synopsis"])
def test_a_file_and_its_fountain_twin_say_the_same(name: str) -> None:
    ours = assemble(read(f"{name}.fdx"))
    twin = fountain.parse((DATA / f"{name}.fountain").read_text(encoding="utf-8").lstrip("\n"))

    def spoken(screenplay: Screenplay) -> list[object]:
        return [(each.type, each.text.strip(), each.number) for each in screenplay.elements]

    assert spoken(ours) == spoken(twin)


def test_the_title_page_of_a_twin_is_the_same() -> None:
    twin = fountain.parse((DATA / "TestFDX-FI.fountain").read_text(encoding="utf-8"))
    assert read("TestFDX-FI.fdx").title_page == twin.title_page | {"Credit": ("Written by",)}
    assert read("TestFDX-FD.fdx").title_page == read("TestFDX-FI.fdx").title_page


def test_dual_dialogue_has_a_left_and_a_right_side() -> None:
    drafts = read("dual-dialogue-basic.fdx").drafts
    assert [(draft.type, draft.text, draft.dual) for draft in drafts] == [
        ("action", "The men look at each other.", None),
        ("character", "STEEL", "left"),
        ("dialogue", "Screw retirement.", "left"),
        ("character", "BRICK", "right"),
        ("dialogue", "Screw retirement.", "right"),
        ("transition", "SMASH CUT TO:", None),
    ]


def test_styles_and_line_ends_of_runs() -> None:
    drafts = read("brick-n-steel-basic.fdx").drafts
    assert drafts[-2].runs == (
        Run(text="Then let's retire them.\n"),
        Run(text="Permanently", style=("u",)),
        Run(text="."),
    )
    assert drafts[-4].runs == (Run(text="Did you know Brick and Steel are retired?", style=("i",)),)


def test_layout_of_other_programs_changes_nothing() -> None:
    manuscript = read("paragraph-layout-overrides.fdx")
    assert said(manuscript.drafts) == [
        ("action", "Raised action."),
        ("character", "JANE"),
        ("dialogue", "Hello there."),
    ]
    assert manuscript.profile is None
    assert read("settings-normalized.fdx").profile == "multicam"


def test_pages_that_follow_the_title_page_are_notes() -> None:
    cast = read("title-page-cast-page.fdx")
    assert list(cast.title_page) == ["Title", "Episode", "Credit", "Author", "Draft date", "Notes"]
    assert cast.title_page["Draft date"] == ("2ND REVISED NETWORK DRAFT", "February 6th, 2022")
    assert len(cast.title_page["Notes"]) == 5
    assert cast.drafts[0].kind == "New Act"
    assert cast.eighths == {1: 8}
    several = read("title-pages-multi.fdx").title_page
    assert several["Source"] == ("based on the novel by", "Andrew David MacDonald")
    assert several["Contact"] == ("Katz/Brooks - CAA", "Perlin/Kanter - Anonymous")
    assert several["Draft date"] == ("First Draft", "March 17, 2021")
    assert len(several["Notes"]) == 3


def test_everything_that_a_production_file_says() -> None:
    manuscript = read("production.fdx")
    assert [(draft.type, draft.text, draft.kind) for draft in manuscript.drafts] == [
        ("scene_heading", "INT. KITCHEN - NIGHT", ""),
        ("synopsis", "The lost key", "Scene Title"),
        ("synopsis", "Mara looks for the key.", ""),
        ("synopsis", "It rains.", ""),
        ("note", "MARA: Loses hope.", "Arc Beat"),
        ("action", "The kettle screams & the brass key falls — 🗝.", ""),
        ("note", "Closer?\nOr a wide.", ""),
        ("action", "ON THE KEY", "Shot"),
        ("character", "MARA (V.O.)", ""),
        ("parenthetical", "(low)", ""),
        ("dialogue", "Whereever is it?\nWhere?", ""),
        ("note", "Have you seen it?", "Alternative"),
        ("character", "MARA", ""),
        ("dialogue", "Yes.", ""),
        ("character", "JON", ""),
        ("parenthetical", "(at once)", ""),
        ("dialogue", "No.", ""),
        ("scene_heading", "OMITTED", ""),
        ("boneyard", "EXT. THE YARD - DUSK\n\nJon waits.\n\nJON\nNow.", "Omitted Scene"),
        ("page_break", "", ""),
        ("centered", "ACT TWO", "New Act"),
        ("action", "MONTAGE - THE SEARCH", "Montage"),
        ("lyrics", "La la la", "Singing"),
        ("centered", "THE END", ""),
        ("section", "The search", ""),
        ("synopsis", "They never find it.", ""),
        ("transition", "FADE OUT.", ""),
        ("note", "Loose end.", ""),
    ]
    heading, action, section = manuscript.drafts[0], manuscript.drafts[5], manuscript.drafts[24]
    assert (heading.number, heading.page, heading.first, heading.last) == ("12A", "14A", 4, 16)
    assert section.level == 2
    key = "058dcea8-0d67-4991-ba6e-673e521a56b8"
    assert action.runs == (
        Run(text="The "),
        Run(text="kettle", style=("b", "u"), revision="2"),
        Run(text=" screams & the ", revision="2"),
        Run(text="brass key", tags=(key,)),
        Run(text=" falls — 🗝."),
    )
    assert manuscript.tags == (Tag(id=key, category="Props", label="brass key"),)
    assert manuscript.revisions == (
        Revision(id="1", name="Blue Rev. (3/4/24)", colour="blue"),
        Revision(id="2", name="Pink Rev. (5/6/24)", colour="pink", mark="+"),
    )
    assert manuscript.eighths == {0: 11}
    assert manuscript.turns == (PageTurn("14", 0), PageTurn("14A", 5, 40))
    assert manuscript.pages == 2
    assert manuscript.title_page == {
        "Title": ("THE BRASS KEY",),
        "Credit": ("Written by",),
        "Author": ("A. Writer",),
        "Contact": ("writer@example.com",),
        "Draft date": ("Blue Draft, 3 March 2024",),
    }
    assert [(each.severity, each.line) for each in manuscript.diagnostics] == [("info", 24), ("info", 54), ("info", 93)]


def test_lines_are_those_of_the_xml() -> None:
    manuscript = read("production.fdx")
    lines = manuscript.source.text.split("\n")
    for draft in manuscript.drafts:
        found = "\n".join(lines[draft.first - 1 : draft.last])
        found += re.sub("<[^>]*>", "", found)
        for word in draft.text.replace("&", "&amp;").replace("—", "&#8212;").split():
            assert word.strip(":.") in found or draft.kind == "Alternative"
    assert manuscript.source.format == "fdx"


@pytest.mark.parametrize(
    ("length", "eighths"),
    [
        ("3/8", 3), ("1 3/8", 11), ("2", 16), ("1-3/8", 11), ("2 ", 16), (" 7/8", 7), ("1/2", 4), ("1/3", 3),
        ("10 1/8", 81), ("", None), ("0", None), ("x", None), ("1 3", None), ("3/0", None), ("1 pg", None), ("-", None),
    ],
)  # fmt: skip
def test_a_scenes_length_in_every_spelling(length: str, eighths: int | None) -> None:
    assert eighths_of(length) == eighths


def test_a_length_is_written_as_it_is_read() -> None:
    assert [eighths_of(length_of(eighths)) for eighths in range(1, 100)] == list(range(1, 100))
    assert [length_of(eighths) for eighths in (3, 11, 16)] == ["3/8", "1 3/8", "2"]


@pytest.mark.parametrize(
    ("word", "type_", "kind"),
    [
        ("Action", "action", ""),
        ("General", "action", "General"),
        ("Shot", "action", "Shot"),
        ("Cast List", "action", "Cast List"),
        ("New Act", "centered", "New Act"),
        ("End of Act", "centered", "End of Act"),
        ("Dialog", "dialogue", "Dialog"),
        ("Lyrics", "lyrics", ""),
        ("Song Lyric", "lyrics", "Song Lyric"),
        ("Singing", "lyrics", "Singing"),
        ("Foreign Dialogue", "dialogue", "Foreign Dialogue"),
        ("Slug Line", "scene_heading", "Slug Line"),
        ("Outline 1", "section", ""),
        ("Outline Body", "synopsis", ""),
        ("Note", "note", ""),
        ("Stage Direction", "action", "Stage Direction"),
        ("", "scene_heading", ""),
        ("SCENE HEADING", "scene_heading", ""),
        ("Personnage", "character", "Personnage"),
        ("Szenenüberschrift", "scene_heading", "Szenenüberschrift"),
        ("Didascalie", "action", "Didascalie"),
    ],
)
def test_each_word_of_final_draft_has_a_type(word: str, type_: str, kind: str) -> None:
    (draft,) = drafts_of(f'<Paragraph Type="{word}"><Text>INT. A</Text></Paragraph>')
    assert (draft.type, draft.kind) == (type_, kind)


def test_a_type_of_the_writers_own_is_what_it_is_laid_out_as() -> None:
    settings = '<ElementSettings Type="Aparte"><ParagraphSpec/><Behavior PaginateAs="Dialogue"/></ElementSettings>'
    opening = '<ElementSettings Type="Cold Opening"><ParagraphSpec Alignment="Center"/></ElementSettings>'
    manuscript = manuscript_of(
        '<Paragraph Type="Cold Opening"><Text>TEASER</Text></Paragraph>',
        '<Paragraph Type="Aparte"><Text>One</Text></Paragraph><Paragraph Type="Aparte"><Text>Two</Text></Paragraph>',
        more=settings + opening,
    )
    assert [draft.type for draft in manuscript.drafts] == ["centered", "dialogue", "dialogue"]
    assert "read as dialogue (2 paragraphs)" in manuscript.diagnostics[-1].message


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<Text>One </Text><Text>two</Text>", "One two"),
        ("<Text><![CDATA[a < b & c]]></Text>", "a < b & c"),
        ("<Text>a&#10;b&#x41;&amp;lt;</Text>", "a\nbA&lt;"),
        ("<Text>a\r\nb\rc</Text>", "a\nb\nc"),
        ("<Text>a<br/>b</Text>", "a\nb"),
        ("<Text>On <DynamicLabel Type='Page #'/>set</Text>", "On set"),
        ("bare", "bare"),
        ("\n  bare \n", "bare"),
        ("<Link><Text>in a link</Text></Link><Text>.</Text>", "in a link."),
        ("<Text>tail  </Text><Text></Text>", "tail"),
        ("<Text>meant </Text><Text xml:space='preserve'> </Text>", "meant  "),
        ("<Text>  indented</Text>", "  indented"),
        ("<Text>a</Text>\n  <Text> b</Text>", "a b"),
        ("<Text><ScriptNote><Paragraph><Text>no</Text></Paragraph></ScriptNote>yes</Text>", "yes"),
    ],
)
def test_texts_however_they_are_written(inner: str, text: str) -> None:
    drafts = drafts_of(f'<Paragraph Type="Action">{inner}</Paragraph>')
    assert drafts[0].text == text


def test_a_line_end_that_a_program_dropped_between_two_styled_texts_is_read_and_reported() -> None:
    manuscript = manuscript_of(
        '<Paragraph Type="Dialogue"><Text Style="Italic">One!</Text><Text/><Text Style="Italic">Two!</Text></Paragraph>'
    )
    assert manuscript.drafts[0].text == "One!\nTwo!"
    assert "line end" in manuscript.diagnostics[0].message
    untouched = drafts_of('<Paragraph><Text Style="Italic">One</Text><Text/><Text>Two</Text></Paragraph>')
    assert untouched[0].text == "OneTwo"


def test_empty_paragraphs_are_counted_and_left_out() -> None:
    manuscript = manuscript_of(
        *["<Paragraph Type='Action'><Text></Text></Paragraph>\n"] * 3, "<Paragraph Type='Scene Heading'/>"
    )
    assert manuscript.drafts == []
    assert [(each.line, each.message) for each in manuscript.diagnostics] == [(1, "4 empty paragraphs are left out")]


def test_a_page_begins_where_the_paragraph_or_its_type_says_so() -> None:
    settings = '<ElementSettings Type="New Act"><ParagraphSpec StartsNewPage="Yes"/></ElementSettings>'
    act = '<Paragraph Type="New Act"{}><Text>ACT</Text></Paragraph>'
    drafts = drafts_of(
        act.format(""),
        act.format(""),
        act.format(' StartsNewPage="No"'),
        '<Paragraph StartsNewPage="Yes" Type="Action"><Text>New.</Text></Paragraph>',
        more=settings,
    )
    assert [draft.type for draft in drafts] == [
        "centered",
        "page_break",
        "centered",
        "centered",
        "page_break",
        "action",
    ]


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        ("MY FILM||Written by Jane Doe", "Title: MY FILM / Credit: Written by / Author: Jane Doe"),
        ("MY FILM||Jane Doe", "Title: MY FILM / Author: Jane Doe"),
        ("BY THE SEA||by||Jane Doe", "Title: BY THE SEA / Credit: by / Author: Jane Doe"),
        (
            "A|PLACE||Screenplay by|Jane|and|John||Story by|Ann||Based on the book by|Bo",
            "Title: A, PLACE / Credit: Screenplay by, Story by / Author: Jane, and, John, Ann / "
            "Source: Based on the book by, Bo",
        ),
        (
            "LA NUIT||Écrit par||Jeanne||D'après le roman",
            "Title: LA NUIT / Credit: Écrit par / Author: Jeanne / Source: D'après le roman",
        ),
        ("T||zik zak||Bo||x y", "Title: T / Credit: zik zak / Author: Bo / Source: x y"),
        ("MY FILM||Episode 3||by|Jo", "Title: MY FILM / Episode: Episode 3 / Credit: by / Author: Jo"),
    ],
)
def test_centred_lines_of_a_title_page(lines: str, keys: str) -> None:
    paragraphs = "".join(f'<Paragraph Alignment="Center"><Text>{line}</Text></Paragraph>' for line in lines.split("|"))
    found = manuscript_of(more=f"<TitlePage><Content>{paragraphs}</Content></TitlePage>").title_page
    assert " / ".join(f"{key}: {', '.join(values)}" for key, values in found.items()) == keys


def test_nothing_of_a_title_page_is_lost() -> None:
    lines = [
        "MY FILM",
        "",
        "nobody",
        "else",
        "",
        "xyz",
        "abc",
        "© 2024",
        "",
        "Jo",
        "12 May 2020",
        "",
        "1 Road",
        "Town",
        "x" * 90,
    ]
    paragraphs = "".join(
        f'<Paragraph Alignment="{"Center" if at < 7 else "Left"}"><Text>{line}</Text></Paragraph>'
        for at, line in enumerate(lines)
    )
    found = manuscript_of(more=f"<TitlePage><Content>{paragraphs}</Content></TitlePage>").title_page
    assert sorted(line for values in found.values() for line in values) == sorted(line for line in lines if line)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<html><body/></html>", "outermost element is <html>"),
        ('<document type="Open Screenplay Format document"/>', "Fade In"),
        ("<FinalDraft/>", "no <Content>"),
        ('<!DOCTYPE FinalDraft [<!ENTITY a "b">]><FinalDraft/>', "DOCTYPE"),
    ],
)
def test_what_is_no_final_draft_file_is_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(ScriptError, match=says) as caught:
        fdx.read(text.encode(), HERE)
    assert str(caught.value).startswith("script.fdx")
    assert "\n" not in str(caught.value)


def test_old_versions_and_other_programs_dialects() -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n<fd:FinalDraft xmlns:fd="urn:fd" DocumentType="Script" Version="1">'
        '<fd:Content><fd:Paragraph Type="Scene Heading" Number=" 7 "><fd:Text>INT. X</fd:Text></fd:Paragraph>'
        '<fd:Paragraph Alignment="Centered" Type="Action"><fd:Text Style="Bold + Italic">MID</fd:Text></fd:Paragraph>'
        "</fd:Content></fd:FinalDraft>"
    )
    drafts = fdx.read(b"\xef\xbb\xbf" + text.encode(), HERE).drafts
    assert [(draft.type, draft.text) for draft in drafts] == [("scene_heading", "INT. X"), ("centered", "MID")]
    assert drafts[1].runs[0].style == ("b", "i")
    assert {draft.first for draft in drafts} == {2}


def test_the_table_of_the_documentation_is_true() -> None:
    text = (Path(__file__).parents[2] / "docs" / "fdx.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*) \| (\w+)", text, re.MULTILINE)
    assert len(rows) >= 12
    for words, type_ in rows:
        for word in re.findall("`([^`]*)`", words):
            centred = ' Alignment="Center"' if type_ == "centered" else ""
            (draft,) = drafts_of(f'<Paragraph Type="{word}"{centred}><Text>X</Text></Paragraph>')
            assert draft.type == type_
    for number in ("100 levels", f"{markup.MAX_ELEMENTS:,} elements", "32 Mi"):
        assert number in text.replace("\n", " ")
