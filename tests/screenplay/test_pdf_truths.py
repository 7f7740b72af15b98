"""PDFs that other programs printed, beside the scripts they were printed from."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from screenplay import fountain, pdf
from screenplay.laid_out.furniture_words import without_resumed
from screenplay.manuscript import Draft, Manuscript
from tests.screenplay.pdf_printer import PRINTED

DATA = Path(__file__).parent / "data"


def manuscript(name: str) -> Manuscript:
    path = DATA / f"{name}.pdf"
    return pdf.read(path.read_bytes(), path)


@pytest.fixture(scope="module")
def genius() -> Manuscript:
    return manuscript("mostly_genius")


def typed(name: str) -> list[tuple[str, str]]:
    script = fountain.parse((DATA / f"{name}.fountain").read_text("utf-8"))
    return [(each.type, plain(each.type, each.text)) for each in script.elements if each.type in PRINTED]


def printed(drafts: list[Draft]) -> list[tuple[str, str]]:
    return [(each.type, plain(each.type, each.text)) for each in drafts]


def plain(kind: str, text: str) -> str:
    """Space evened out; Final Draft prints (CONT'D) behind a cue by itself, and action here in capitals."""
    words = " ".join(text.split())
    return without_resumed(words) if kind == "character" else words.upper() if kind == "action" else words


def agreement(read: list[tuple[str, str]], meant: list[tuple[str, str]]) -> float:
    blocks = SequenceMatcher(None, meant, read, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(meant), len(read))


def test_a_sitcom_out_of_final_draft_has_the_elements_it_was_printed_from(genius: Manuscript) -> None:
    share = agreement(printed(genius.drafts), typed("mostly_genius"))
    print(f"mostly_genius: {share:.2%} of the elements agree")
    assert share >= 0.995


def test_its_title_page_pages_and_turns_are_final_drafts(genius: Manuscript) -> None:
    assert genius.title_page == {
        "Title": ("OWODUB ABYBYK",),
        "Credit": ("Hajakyz eq",),
        "Author": ("Usazy Ugubevydoq & Ragov Keda",),
    }
    truth = json.loads((DATA / "final_draft_pages.json").read_text())["mostly_genius"]
    assert genius.pages is not None
    assert 51 < genius.pages <= 52
    assert [turn.page for turn in genius.turns] == [str(number) for number in range(1, 53)]
    meant = [(start[0], start[1] > 0) for start in truth]
    assert [(turn.draft, turn.offset > 0) for turn in genius.turns] == meant


def test_furniture_is_counted_in_one_word(genius: Manuscript) -> None:
    told = [each for each in genius.diagnostics if each.severity == "info"]
    assert [each.message for each in told] == [
        "page furniture left out of the script: 51 page numbers, 3 (MORE)s, 3 speakers named again overleaf"
    ]


def test_underlining_is_found_in_the_drawing(genius: Manuscript) -> None:
    action = next(draft for draft in genius.drafts if draft.type == "action")
    assert [run.text for run in action.runs if "u" in run.style] == ["EWYKO RAKAD", "OWEJU ZYPEDYBOKO"]


def test_a_cyrillic_script_agrees_wholly() -> None:
    read = manuscript("cyrillic")
    assert printed(read.drafts) == typed("cyrillic")
    assert read.title_page == {"Title": ("ЛОРЕМ ИПСУМ",), "Author": ("долор сит амет",)}
    opening = read.drafts[1]
    assert opening.runs[0].style == ("i",)
    assert opening.runs[0].text == "Eа импетус делецтус алияуандо еум"


def test_speeches_side_by_side_and_speeches_over_a_page_turn() -> None:
    """Forced headings, notes and placeholders are Fountain's own; the rest must be there."""
    read = manuscript("client")
    meant = typed("client")
    assert agreement(printed(read.drafts), meant) > 0.7
    dual = [(draft.type, draft.text, draft.dual) for draft in read.drafts if draft.dual]
    assert sorted(dual) == [
        ("character", "HERO 1", "left"),
        ("character", "HERO 2", "right"),
        ("dialogue", "Blah!", "left"),
        ("dialogue", "Blah!", "right"),
    ]
    speech = max(read.drafts, key=lambda draft: len(draft.text) * (draft.type == "dialogue"))
    assert ("dialogue", speech.text) in meant
    assert [turn.offset > 0 for turn in read.turns] == [False, False, True, False]


def test_a_cast_page_is_no_part_of_the_script() -> None:
    read = manuscript("cast_page")
    assert read.drafts[0].text == "ACT ONE"
    assert read.title_page["Title"] == ("GUY TEXT", 'Pilot: "The Power Betas"')
    assert read.title_page["Author"] == ("Aaron Brownstein & Simon Ganz",)
    assert any(note.startswith("ALAN") for note in read.title_page["Notes"])
    assert read.pages == 1
