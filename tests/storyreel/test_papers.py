"""The papers of a reel: the script's pages as rows, and every paper written after planning alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pypdfium2
import pytest

import screenplay
from film.screenplay import Screenplay
from storyreel.papers import PAPERS, papers, script_pages
from storyreel.pipeline import Run
from storyreel.progress import progress_for
from storyreel.project import project_of
from storyreel.stages import Stages

SCRIPT = """Title: Two Doors

INT. KITCHEN - DAY

Anna sits at the table. Ben stands by the door.

ANNA
(softly)
You came back.

BEN
I said I would.
"""
_PRINTED = {"scene_heading", "action", "centered", "character", "parenthetical", "dialogue", "lyrics", "transition"}


def read(tmp_path: Path, text: str) -> Screenplay:
    path = tmp_path / "script.fountain"
    path.write_text(text, encoding="utf-8")
    return screenplay.read(path)


def long_script(paragraphs: int) -> str:
    speech = "ANNA\n" + "It was the last one and I know it. " * 20
    return "INT. HALL - NIGHT\n\n" + "\n\n".join(f"Paragraph {n} waits.\n\n{speech}" for n in range(paragraphs))


@pytest.mark.parametrize(
    "text", [SCRIPT, long_script(30), SCRIPT + "\n\nBEN ^\nTogether.\n", SCRIPT.replace("softly", "夜のバス")]
)
def test_every_printed_word_stands_on_a_page_once(text: str, tmp_path: Path) -> None:
    script = read(tmp_path, text)
    rows = [row for page in script_pages(script) for row in page.rows if row.kind != "margin"]
    printed = "".join("".join(element.text.split()) for element in script.elements if element.type in _PRINTED)
    assert "".join("".join(row.text.split()) for row in rows) == printed


def test_pages_break_where_the_screenplay_says(tmp_path: Path) -> None:
    script = read(tmp_path, long_script(30))
    pages = script_pages(script)
    assert [page.page for page in pages] == [start.page for start in script.page_starts]
    assert all(row.row < 54 for page in pages for row in page.rows if row.kind != "margin")
    assert any(row.text == "(MORE)" for page in pages for row in page.rows)
    assert any(row.text == "ANNA (CONT'D)" and row.row == -1 for page in pages for row in page.rows)


def test_rows_know_their_lines_and_scene(tmp_path: Path) -> None:
    script = read(tmp_path, SCRIPT)
    (page,) = script_pages(script)
    heading, *_ = page.rows
    assert (heading.number, heading.scene, heading.kind) == ("1", script.scenes[0].id, "scene_heading")
    source = SCRIPT.split("\n")
    for row in page.rows:
        assert row.lines is not None
        assert row.text in source[row.lines[0] - 1]


def test_two_speeches_side_by_side_share_rows(tmp_path: Path) -> None:
    script = read(tmp_path, "INT. HALL - DAY\n\nANNA\nYes.\n\nBEN ^\nNo.\n\nThey laugh.\n")
    (page,) = script_pages(script)
    rows = {row.text: row for row in page.rows}
    assert rows["ANNA"].row == rows["BEN"].row
    assert rows["Yes."].row == rows["No."].row
    assert rows["Yes."].column < rows["No."].column
    assert rows["They laugh."].row == rows["No."].row + 2


def test_all_papers_but_the_boards_are_written_before_anything_is_rendered(tmp_path: Path) -> None:
    script = tmp_path / "two.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    run = Run(project_of(script, tmp_path / "two.reel", {}), Stages(), progress_for(quiet=True), 1)
    told = papers(run)
    assert any("no shot is rendered yet" in each for each in told)
    for name in PAPERS:
        assert (tmp_path / "two.reel" / name).stat().st_size > 100
    assert not (tmp_path / "two.reel" / "boards.pdf").exists()
    lined = pypdfium2.PdfDocument(tmp_path / "two.reel" / "lined_script.pdf")
    assert "You came back." in lined[0].get_textpage().get_text_range()
    with (tmp_path / "two.reel" / "shotlist.csv").open(encoding="utf-8-sig", newline="") as file:
        assert "You came back." in "".join(row["Dialogue"] for row in csv.DictReader(file))
    before = {name: (tmp_path / "two.reel" / name).read_bytes() for name in PAPERS}
    papers(Run(run.project, Stages(), progress_for(quiet=True), 1))
    assert before == {name: (tmp_path / "two.reel" / name).read_bytes() for name in PAPERS}
