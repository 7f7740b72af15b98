"""Scripts printed in the trade's format with all its furniture read as the elements that were printed."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from film.screenplay import Element
from screenplay import fountain, pdf
from screenplay.laid_out.manuscript import taken_apart
from screenplay.manuscript import Draft
from screenplay.pdf.document import opened
from screenplay.pdf.pages import sheets_of
from screenplay.pdf.reading import rows_and_text
from tests.screenplay.pdf_printer import PRINTED, Format, print_screenplay

ROOT = Path(__file__).parents[2]
VIKINGS = Path(__file__).parent / "data" / "vikings.fountain"
SAMPLES = sorted((ROOT / "samples").glob("*.fountain"))
SANS = ROOT / "assembler" / "fonts" / "NotoSans-Regular.ttf"

FORMATS = {
    "letter": Format(),
    "a4": Format(paper=(8.27, 11.69), margin=1.2, right=7.2, dialogue=(2.2, 5.7), parenthetical=(2.7, 5.2), cue=3.2,
                 lines=58),
    "numbered": Format(numbers=True, continued=True, heading_gap=2, header="Night - Blue Rev. 3/4/19",
                       title=("THE TITLE", "written by", "Somebody"), watermark="SAMPLE",
                       stars=frozenset(range(0, 999, 9))),
    "twelve to the inch": Format(size=10, width=1 / 12, leading=10 / 72, margin=1.3, right=7.3, dialogue=(2.3, 5.8),
                                 lines=64),
    "sitcom": Format(spoken_gap=1, dialogue=(2.25, 6.0), cue=3.5, parenthetical=(2.75, 5.5)),
    "nothing said again": Format(resumed=False, page_numbers=False),
}  # fmt: skip
Said = list[tuple[str, str, str | None]]


@cache
def script(path: Path) -> tuple[Element, ...]:
    return fountain.parse(path.read_text("utf-8")).elements


def said(parts: list[Draft] | tuple[Element, ...]) -> Said:
    return [(part.type, " ".join(part.text.split()), part.dual) for part in parts if part.type in PRINTED]


def agreement(read: Said, meant: Said) -> float:
    blocks = SequenceMatcher(None, meant, read, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(meant), len(read))


@pytest.mark.parametrize("name", ["letter", "numbered"])
def test_a_feature_is_read_as_it_was_printed(name: str) -> None:
    elements = script(VIKINGS)
    form = FORMATS[name]
    read = pdf.read(print_screenplay(elements, form), VIKINGS)
    share = agreement(said(read.drafts), said(elements))
    print(f"vikings as {name}: {share:.2%} of the elements agree, {read.pages} pages")
    assert share >= 0.995
    assert read.pages is not None
    assert [turn.page for turn in read.turns] == [str(page + 1) for page in range(len(read.turns))]
    assert len(read.turns) - 1 < read.pages <= len(read.turns)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_samples_in_every_format(name: str, path: Path) -> None:
    elements = script(path)
    read = pdf.read(print_screenplay(elements, FORMATS[name]), path)
    assert agreement(said(read.drafts), said(elements)) >= 0.97


@pytest.mark.parametrize("name", FORMATS)
def test_every_word_is_an_element_a_title_or_counted_furniture(name: str) -> None:
    data = print_screenplay(script(VIKINGS)[:300], FORMATS[name])
    with opened(data, VIKINGS, False) as document:
        sheets = list(sheets_of(document, VIKINGS, False))
    rows, text = rows_and_text(sheets)
    taken = taken_apart(rows, VIKINGS)
    kept = [piece.row.text for paragraph in taken.script.paragraphs for piece in paragraph.rows]
    kept += [row.text for page in taken.front for print_ in page.prints for row in print_.pieces]
    kept += [each.text for each in taken.removed]
    assert Counter(" ".join(kept).split()) == Counter(text.split())


def test_changed_rows_belong_to_the_revision_that_their_pages_name() -> None:
    elements = [each for each in script(VIKINGS)[:200] if each.type in PRINTED]
    form = FORMATS["numbered"]
    read = pdf.read(print_screenplay(elements, form), VIKINGS)
    assert [(each.name, each.colour) for each in read.revisions] == [("Blue Rev. 3/4/19", "blue")]
    changed = {index for index, draft in enumerate(read.drafts) if any(run.revision for run in draft.runs)}
    assert changed == {index for index in form.stars if index < len(read.drafts)}
    assert read.title_page == {"Title": ("THE TITLE",), "Credit": ("written by",), "Author": ("Somebody",)}


def test_scene_numbers_of_the_margins_are_the_headings() -> None:
    elements = script(VIKINGS)[:400]
    read = pdf.read(print_screenplay(elements, FORMATS["numbered"]), VIKINGS)
    numbers = [draft.number for draft in read.drafts if draft.type == "scene_heading"]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_letters_of_many_widths_stand_in_the_same_columns() -> None:
    """A proportional font: places in the row differ, left edges do not."""
    elements = [each for each in script(VIKINGS)[:250] if each.type not in ("transition", "centered")]
    read = pdf.read(print_screenplay(elements, Format(font=SANS, size=11)), VIKINGS)
    assert agreement(said(read.drafts), said(tuple(elements))) >= 0.97
