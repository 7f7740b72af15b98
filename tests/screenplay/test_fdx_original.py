"""A screenplay from a Final Draft file goes back into that file: only what changed is written anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.screenplay import Run, Screenplay, Tag
from screenplay import fdx
from screenplay.assembly import assemble
from screenplay.fdx.writer import kept
from screenplay.files import markup
from screenplay.manuscript import Draft, Manuscript
from tests.screenplay.test_fdx_writing import assert_same

DATA = Path(__file__).parent / "data"
HERE = Path("script.fdx")
PRODUCTION = (DATA / "fdx" / "production.fdx").read_bytes()
_FILES = [DATA / "vikings.fdx", DATA / "mostly_genius.fdx", *sorted((DATA / "fdx").glob("*.fdx"))]
_NEW = st.sampled_from(
    [
        Draft("action", (Run(text="A new "), Run(text="line", style=("b",)), Run(text=" & more.")), 1, 1),
        Draft("note", (Run(text="Is this right?"),), 1, 1),
        Draft("page_break", (), 1, 1),
        Draft("scene_heading", (Run(text="EXT. PIER - DAWN"),), 1, 1, number="99"),
        Draft("synopsis", (Run(text="All is lost."),), 1, 1),
        Draft("boneyard", (Run(text="cut\nlines"),), 1, 1),
        Draft("section", (Run(text="Act two"),), 1, 1, level=1),
    ]
)


def read(data: bytes) -> Manuscript:
    return fdx.read(data, HERE)


def changed(manuscript: Manuscript, drafts: list[Draft]) -> Screenplay:
    """The file's screenplay with other drafts in it."""
    return assemble(manuscript._replace(drafts=drafts, turns=(), pages=None, eighths={}))


@st.composite
def edited(draw: st.DrawFn) -> list[Draft]:
    drafts = list(read(PRODUCTION).drafts)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(drafts) - 1)))
        edit = draw(st.sampled_from(["insert", "delete", "retype", "move", "renumber"]))
        if edit == "insert" or not drafts:
            drafts.insert(at, draw(_NEW))
        elif edit == "delete":
            del drafts[at]
        elif edit == "retype" and drafts[at].runs:
            drafts[at] = drafts[at]._replace(runs=(*drafts[at].runs[:-1], Run(text=drafts[at].runs[-1].text + "!")))
        elif edit == "renumber" and drafts[at].type == "scene_heading":
            drafts[at] = drafts[at]._replace(number="7B")
        elif edit == "move":
            drafts.insert(draw(st.integers(0, len(drafts) - 1)), drafts.pop(at))
    return drafts


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_an_unchanged_screenplay_is_its_own_file_again(path: Path) -> None:
    data = path.read_bytes()
    assert fdx.write(assemble(fdx.read(data, path))) == data.decode()


@given(edited())
def test_after_any_edits_the_file_reads_as_the_edited_screenplay(drafts: list[Draft]) -> None:
    screenplay = changed(read(PRODUCTION), drafts)
    text = fdx.write(screenplay)
    if not fdx.losses(screenplay):
        assert_same(assemble(fdx.read(text.encode(), HERE)), screenplay)
        assert "<SmartType>" in text


def test_what_is_no_element_survives_an_edit() -> None:
    manuscript = read(PRODUCTION)
    drafts = list(manuscript.drafts)
    drafts[7] = drafts[7]._replace(runs=(Run(text="CLOSER ON THE KEY"),))
    drafts.insert(7, Draft("action", (Run(text="A line more."),), 1, 1))
    before = PRODUCTION.decode().split("\n")
    after = fdx.write(changed(manuscript, drafts)).split("\n")
    gone = [line for line in before if line not in after]
    come = [line.strip() for line in after if line not in before]
    assert gone == [
        '    <Paragraph Type="Shot"><Text>ON THE KEY</Text></Paragraph>',
        '    <LockedPage Deleted="1" LevelIndex="1" LockLevel="1" PageNumber="14" Position="80"/>',
    ]
    assert "<Text>CLOSER ON THE KEY</Text>" in come
    assert "<Text>A line more.</Text>" in come
    assert "    <!-- typed over lunch -->" in after


def test_notes_and_locked_pages_move_with_their_lines() -> None:
    manuscript = read(PRODUCTION)
    drafts = [Draft("action", (Run(text="12345"),), 1, 1), *manuscript.drafts]
    text = fdx.write(changed(manuscript, drafts))
    assert re.findall(r'Range="([^"]*)"', text) == ["71,81", "9000,9001"]
    assert re.findall(r'Position="(\d+)"', text) == ["6", "67", "86"]
    fewer = [draft for draft in manuscript.drafts if draft.type != "note" or draft.text == "Loose end."]
    assert "Closer?" not in fdx.write(changed(manuscript, fewer))
    assert "Loose end." in fdx.write(changed(manuscript, fewer))


def test_a_new_note_goes_where_the_file_keeps_its_notes() -> None:
    manuscript = read(PRODUCTION)
    drafts = list(manuscript.drafts)
    drafts.insert(8, Draft("note", (Run(text="Hold on this."),), 1, 1))
    root = markup.parse(fdx.write(changed(manuscript, drafts)).encode(), HERE).root
    notes = root.first("ScriptNotes")
    assert notes is not None
    assert [each.text.split() for each in notes.elements()][-1] == ["Hold", "on", "this."]
    old = (DATA / "fdx" / "note.fdx").read_bytes()
    drafts = [*read(old).drafts, Draft("note", (Run(text="Another."),), 1, 1)]
    root = markup.parse(fdx.write(changed(read(old), drafts)).encode(), HERE).root
    assert next(each.text.strip() for each in next(root.elements()).elements("Paragraph")).endswith("Another.")


def test_a_new_breakdown_keeps_the_files_categories() -> None:
    manuscript = read(PRODUCTION)
    lamp = Tag(id="258dcea8-0d67-4991-ba6e-673e521a56b8", category="Set Dressing", label="lamp")
    drafts = [*manuscript.drafts, Draft("action", (Run(text="A lamp", tags=(lamp.id, manuscript.tags[0].id)),), 1, 1)]
    screenplay = changed(manuscript._replace(tags=(*manuscript.tags, lamp)), drafts)
    text = fdx.write(screenplay)
    assert_same(assemble(read(text.encode())), screenplay)
    line = '      <TagCategory Color="#940011000000" Id="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Name="Props"'
    assert line in text
    assert '<Tag Number="317">' in text
    assert '<Text TagNumber="317">brass key</Text>' in text
    assert text.count("<TagCategory ") == 2


def test_title_page_and_drafts_are_written_anew_only_when_they_change() -> None:
    manuscript = read(PRODUCTION)
    screenplay = changed(
        manuscript._replace(title_page={"Title": ("X",), "Odd: key": ("a", "")}), list(manuscript.drafts)
    )
    text = fdx.write(screenplay)
    assert_same(assemble(read(text.encode())), screenplay)
    assert "<SmartType><Characters><Character>MARA" in text
    assert "THE BRASS KEY" not in text
    renamed = manuscript.revisions[0].model_copy(update={"name": "First"})
    screenplay = changed(manuscript._replace(revisions=(renamed, *manuscript.revisions[1:])), list(manuscript.drafts))
    assert_same(assemble(read(fdx.write(screenplay).encode())), screenplay)


def test_the_declaration_says_the_encoding_that_is_written() -> None:
    script = "<FinalDraft><Content><Paragraph><Text>é</Text></Paragraph></Content></FinalDraft>"
    text = f'<?xml version="1.0" encoding="UTF-16"?>{script}'
    written = fdx.write(assemble(fdx.read(text.encode("utf-16"), HERE)))
    assert written == text.replace("UTF-16", "UTF-8")


def test_a_file_on_one_line_and_an_empty_script() -> None:
    two = "<Paragraph Type='Action' id='a'><Text>A</Text></Paragraph><Paragraph id='b'><Text>A</Text></Paragraph>"
    manuscript = read(f"<FinalDraft><Content>{two}</Content></FinalDraft>".encode())
    text = fdx.write(changed(manuscript, [Draft("action", (Run(text="B"),), 1, 1), manuscript.drafts[0]]))
    assert "<Text>B</Text>" in text
    assert "id='a'" in text
    assert "id='b'" not in text
    empty = read(b"<FinalDraft><Content/></FinalDraft>")
    assert "<Text>B</Text>" in fdx.write(changed(empty, [Draft("action", (Run(text="B"),), 1, 1)]))


def test_a_damaged_source_is_not_written_into() -> None:
    cut = PRODUCTION[:2000]
    screenplay = assemble(fdx.read(cut, HERE, salvage=True))
    assert kept(screenplay) is None
    assert [each.text for each in assemble(read(fdx.write(screenplay).encode())).elements] == [
        each.text for each in screenplay.elements
    ]
