"""Final Draft files as other programs write them: parts in unusual places, nothing of them lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.errors import ScriptError
from film.screenplay import Run, Source
from screenplay import fdx
from screenplay.assembly import assemble
from screenplay.files import formats, markup
from screenplay.manuscript import Draft, Manuscript
from tests.screenplay.test_fdx_original import changed

HERE = Path("script.fdx")
TAGS = (
    '<TagData><TagCategories><TagCategory Id="c" Name="Props"/></TagCategories>'
    '<TagDefinitions><TagDefinition CatId="c" Id="d" Label="key" Number="1"/></TagDefinitions>{}</TagData>'
)


def paragraph(word: str, text: str, more: str = "") -> str:
    return f'<Paragraph Type="{word}"{more}><Text>{text}</Text></Paragraph>'


def manuscript(*parts: str, more: str = "") -> Manuscript:
    return fdx.read(f"<FinalDraft><Content>{''.join(parts)}</Content>{more}</FinalDraft>".encode(), HERE)


def said(found: Manuscript) -> list[tuple[str, str]]:
    return [(draft.type, draft.text) for draft in found.drafts]


SPEECHES = (
    paragraph("Character", "A") + paragraph("Dialogue", "x"),
    paragraph("Character", "B") + paragraph("Dialogue", "y"),
)


@pytest.mark.parametrize(
    "dual",
    [
        "<DualDialogue>{}{}</DualDialogue>",
        "<Paragraph><DualDialogue>{}{}</DualDialogue></Paragraph>",
        "<DualDialogue><Left>{}</Left><Right>{}</Right></DualDialogue>",
        "<Block><DualDialogue>{}{}</DualDialogue></Block>",
    ],
)
def test_a_dual_dialogue_stands_anywhere(dual: str) -> None:
    found = manuscript(paragraph("Action", "a"), dual.format(*SPEECHES), paragraph("Action", "z"))
    assert [(draft.text, draft.dual) for draft in found.drafts] == [
        ("a", None),
        ("A", "left"),
        ("x", "left"),
        ("B", "right"),
        ("y", "right"),
        ("z", None),
    ]
    assert fdx.write(assemble(found)) == found.source.text


def test_a_dual_dialogue_beside_the_paragraphs_stays_there_when_others_change() -> None:
    dual = f"<DualDialogue>{''.join(SPEECHES)}</DualDialogue>"
    found = manuscript(paragraph("Action", "a"), dual, more="<SmartType/>")
    drafts = [*found.drafts, Draft("action", (Run(text="more"),), 1, 1)]
    text = fdx.write(changed(found, drafts))
    assert f"</Paragraph>{dual}" in text
    assert "<SmartType/>" in text
    assert [draft.text for draft in fdx.read(text.encode(), HERE).drafts][-1] == "more"


def test_what_stands_bare_or_wrapped_in_the_script_is_read() -> None:
    found = manuscript(
        "bare", "<Title>THE TITLE</Title>", f"<Section>{paragraph('Action', 'in it')}</Section>", "<Text>loose</Text>",
        "<ScriptNote><Paragraph><Text>noted</Text></Paragraph></ScriptNote>",
    )  # fmt: skip
    assert said(found) == [
        ("action", "bare"), ("action", "THE TITLE"), ("action", "in it"), ("action", "loose"), ("note", "noted"),
    ]  # fmt: skip
    screenplay = changed(found, [*found.drafts, Draft("action", (Run(text="more"),), 1, 1)])
    back = fdx.read(fdx.write(screenplay).encode(), HERE)
    assert said(back) == [*said(found), ("action", "more")]


def test_texts_in_texts_add_their_styles_and_keep_their_blanks() -> None:
    nested = '<Text Style="Italic">a <Text Style="Bold">b</Text><Link> c</Link></Text>'
    note = "<Text>d<ScriptNote><Paragraph><Text>n</Text></Paragraph></ScriptNote></Text>"
    (action, noted) = manuscript(f'<Paragraph Type="Action">{nested}{note}</Paragraph>').drafts
    assert [(run.text, run.style) for run in action.runs] == [
        ("a ", ("i",)),
        ("b", ("b", "i")),
        (" c", ("i",)),
        ("d", ()),
    ]
    assert (noted.type, noted.text) == ("note", "n")


def test_paragraphs_without_a_word_in_other_case_and_in_other_languages() -> None:
    found = manuscript(
        "<Paragraph><Text>INT. BAR - DAY</Text></Paragraph>",
        "<Paragraph><Text>Int. Bar is closed.</Text></Paragraph>",
        paragraph("SCENE HEADING", "x"),
        paragraph("Personaje", "ANA"),
        paragraph("Acotación", "(bajo)"),
        paragraph("Dialog", "Hola"),
        paragraph("Singing", "la"),
    )
    assert [draft.type for draft in found.drafts] == [
        "scene_heading", "action", "scene_heading", "character", "parenthetical", "dialogue", "lyrics",
    ]  # fmt: skip
    assert [draft.kind for draft in found.drafts] == ["", "", "", "Personaje", "Acotación", "Dialog", "Singing"]
    assert fdx.write(assemble(found)) == found.source.text


def test_blanks_around_a_number_are_no_part_of_it() -> None:
    found = manuscript(
        paragraph("Scene Heading", "A", ' Number=" 12 A "'), paragraph("Scene Heading", "B", ' Number=" "')
    )
    assert [draft.number for draft in found.drafts] == ["12 A", None]


def test_a_draft_of_zero_or_less_is_none() -> None:
    texts = (
        '<Text RevisionID="-1" AdornmentStyle="-1">a</Text><Text RevisionID="0">b</Text><Text RevisionID="3">c</Text>'
    )
    (draft,) = manuscript(f'<Paragraph Type="Action">{texts}</Paragraph>').drafts
    assert [(run.text, run.revision) for run in draft.runs] == [("ab", None), ("c", "3")]


@pytest.mark.parametrize("tag", ['<Tag Number="7"><DefId>d</DefId></Tag>', '<Tag Number="7" DefId="d"/>'])
def test_an_item_over_several_texts_and_one_that_nothing_lists(tag: str) -> None:
    texts = '<Text TagNumber="7">bra</Text><Text TagNumber="7" Style="Bold">ss</Text><Text TagNumber="99">x</Text>'
    found = manuscript(f'<Paragraph Type="Action">{texts}</Paragraph>', more=TAGS.format(f"<Tags>{tag}</Tags>"))
    assert [run.tags for run in found.drafts[0].runs] == [("d",), ("d",), ()]
    assert [each.severity for each in found.diagnostics] == ["warning"]
    assert "99" in found.diagnostics[0].message


def test_a_title_page_above_the_script() -> None:
    lines = [paragraph("General", text) for text in ("MY FILM", "", "Written by", "Ann Other")]
    found = manuscript(*lines, paragraph("Scene Heading", "INT. BAR - DAY"), more="<TitlePage><Content/></TitlePage>")
    assert found.title_page == {"Title": ("MY FILM",), "Credit": ("Written by",), "Author": ("Ann Other",)}
    assert said(found) == [("scene_heading", "INT. BAR - DAY")]
    assert "title page" in found.diagnostics[0].message
    screenplay = assemble(found)
    assert fdx.write(screenplay) == found.source.text
    retitled = screenplay.model_copy(update={"title_page": {"Title": ("OTHER",)}})
    back = fdx.read(fdx.write(retitled).encode(), HERE)
    assert (back.title_page, said(back)) == ({"Title": ("OTHER",)}, said(found))


@pytest.mark.parametrize(
    "lines",
    [
        ["MY FILM", "It is late."],
        ["By the river.", "By the sea he waits, and waits, and waits for her."],
        ["MY FILM", "by Ann", "FADE IN:"],
        ["INT. BAR", "by Ann"],
    ],
)
def test_lines_above_the_script_that_are_no_title_page(lines: list[str]) -> None:
    found = manuscript(*(paragraph("General", text) for text in lines), paragraph("Scene Heading", "INT. BAR - DAY"))
    assert [draft.text for draft in found.drafts] == [*lines, "INT. BAR - DAY"]
    assert found.title_page == {}


def test_an_end_tag_without_a_name_is_salvaged() -> None:
    parsed = markup.parse(b"<FinalDraft><a>x</w:></a><w:>y</FinalDraft>", HERE, salvage=True)
    assert parsed.root.text == "xy"
    assert parsed.damaged


def test_a_name_that_the_file_cannot_hold_is_reported() -> None:
    drafts = [Draft("scene_heading", (Run(text="INT. A"),), 3, 3, kind="General"), Draft("note", (), 4, 4, kind="Memo")]
    losses = fdx.losses(assemble(Manuscript(drafts, {}, [], Source(format="text", text=""))))
    assert [(loss.line, loss.message.split('"')[1]) for loss in losses] == [(3, "General"), (4, "Memo")]


@pytest.mark.parametrize("salvage", [False, True])
@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.celtx", b"PK\3\4" + b"junk" * 50, "Celtx"),
        ("a.celtx", b"<?xml version='1.0'?><rdf/>", "Celtx"),
        ("a.pages", b"PK\3\4", "Pages"),
        ("a.starc", b"SQLite format 3\0", "Story Architect"),
    ],
)
def test_a_known_format_is_named_also_where_it_is_damaged(name: str, data: bytes, says: str, salvage: bool) -> None:
    with pytest.raises(ScriptError, match=says) as caught:
        formats.format_of(data, Path(name), salvage=salvage)
    assert "--salvage" not in str(caught.value)


def test_title_page_lines_above_the_script_that_say_so_themselves() -> None:
    data = b"""<FinalDraft><Content>
      <TitlePage><Content><Paragraph Type="Title Page" Alignment="Center"><Text>Low Water</Text></Paragraph>
      <Paragraph Type="Title Page" Alignment="Center"><Text>Written by</Text></Paragraph></Content></TitlePage>
      <Paragraph Type="Scene Heading"><Text>INT. A - DAY</Text></Paragraph></Content></FinalDraft>"""
    manuscript = fdx.read(data, Path("a.fdx"))
    assert manuscript.title_page == {"Title": ("Low Water",), "Credit": ("Written by",)}
    assert [draft.text for draft in manuscript.drafts] == ["INT. A - DAY"]


def test_a_title_and_its_authors_need_no_credit() -> None:
    data = b"""<FinalDraft><Content><Paragraph Type="Title"><Text>Low Water</Text></Paragraph>
      <Paragraph Type="Scene Heading"><Text>INT. A - DAY</Text></Paragraph></Content></FinalDraft>"""
    assert fdx.read(data, Path("a.fdx")).title_page == {"Title": ("Low Water",)}
