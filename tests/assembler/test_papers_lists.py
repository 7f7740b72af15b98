"""The shot list and the order to shoot in: every shot and setup once, and no word of a script is ever run."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.papers.names import eighths, spans
from assembler.papers.order import days, shooting_order
from assembler.papers.shotlist import shotlist_csv, shotlist_xlsx
from assembler.papers.shotlist.csv_file import harmless
from assembler.papers.shotlist.table import order_table, plain, setup_table, shot_table
from film.clips import Clip
from film.findings import Excuse
from film.plan import Plan
from tests.assembler.paper_film import ROOM, film, setup, shot
from tests.assembler.small_film import clips_for

PLAN = film()
SCENE = PLAN.scenes[0]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def book_of(plan: Plan, clips: dict[str, Clip] | None = None) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(shotlist_xlsx(plan, {"s1": 6}, clips or {}).content))


def cells_of(book: zipfile.ZipFile, sheet: int) -> list[list[str]]:
    """The texts and numbers of a sheet, row by row."""
    shared = [
        "".join(part.text or "" for part in entry.iter(f"{MAIN}t"))
        for entry in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    ]
    rows = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml")).iter(f"{MAIN}row")
    return [[_cell(cell, shared) for cell in row] for row in rows]


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    value = cell.findtext(f"{MAIN}v") or ""
    return shared[int(value)] if cell.get("t") == "s" else value


def with_words(text: str) -> Plan:
    """The film with these words wherever a script's words go."""
    lines = tuple(line.but(text=text) for line in SCENE.dialogue)
    shots = tuple(each.but(description=text, notes=(text,)) for each in SCENE.shots)
    scene = SCENE.but(dialogue=lines, shots=shots)
    return PLAN.but(scenes=(scene,), cast=tuple(sheet.but(name=text) for sheet in PLAN.cast), title=text)


def test_the_list_says_what_an_assistant_director_asks_for() -> None:
    rows = rows_of(shotlist_csv(PLAN).content)
    assert [row["Shot"] for row in rows] == [each.id for each in SCENE.shots]
    first, second = rows[0], rows[1]
    assert (first["Setup"], first["Size"], first["Subjects"], first["Place"]) == ("1-A", "WS", "Anna, Ben", "Kitchen")
    assert (first["Int/Ext"], first["Time of day"], first["Story day"]) == ("INT", "day", "1")
    assert (first["Seconds"], first["Frames"], first["Script lines"]) == ("1.0", "24", "3")
    assert first["Wardrobe"] == "Anna: a green coat"
    assert second["Dialogue"] == "Anna: It was the last one."
    assert second["Script lines"] == "5–6"


def test_what_begins_a_formula_is_a_text() -> None:
    rows = rows_of(shotlist_csv(PLAN).content)
    assert rows[0]["Props"] == "'=CUP()"
    assert harmless(-3.5) == -3.5
    assert harmless("a-b") == "a-b"


@given(st.text(max_size=40))
def test_a_file_of_any_words_reads_back(text: str) -> None:
    content = shotlist_csv(with_words(text)).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = rows_of(content)
    assert len(rows) == len(SCENE.shots)
    for row in rows:
        assert None not in row
        assert row["Notes"] == harmless(plain(text))
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize(
    "text", ["=1+1", "@x", "http://x.y/", "夜のバス", "نص", "🎬", "a\x00\x1b\ud800\uffffb", "<&>\n\t"]
)
def test_a_workbook_of_any_words_holds_texts_only(text: str) -> None:
    book = book_of(with_words(text))
    for sheet in (1, 2, 3):
        xml = book.read(f"xl/worksheets/sheet{sheet}.xml")
        assert b"<f>" not in xml
        assert b"hyperlink" not in xml
    shown = cells_of(book, 1)
    assert shown[1][-1] == plain(text)


def test_the_workbook_has_three_sheets_with_frozen_heads_and_filters() -> None:
    book = book_of(PLAN)
    names = [sheet.get("name") for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
    assert names == ["Shots", "Setups", "Order to shoot in"]
    tables = (shot_table(PLAN), setup_table(PLAN), order_table(PLAN, {"s1": 6}))
    for number, table in enumerate(tables, 1):
        xml = book.read(f"xl/worksheets/sheet{number}.xml")
        assert b'state="frozen"' in xml
        assert b"<autoFilter" in xml
        shown = cells_of(book, number)
        assert shown[0] == [column.title for column in table.columns]
        assert len(shown) == len(table.rows) + 1
    assert "6/8" in cells_of(book, 3)[1]


def test_boards_stand_in_their_rows(tmp_path: Path) -> None:
    clips = clips_for(PLAN, tmp_path)
    del clips["1-B3"]
    clips["1-A5"] = clips["1-A5"].but(failed="no seat")
    pictures = [name for name in book_of(PLAN, clips).namelist() if name.startswith("xl/media/")]
    assert len(pictures) == 3
    assert cells_of(book_of(PLAN, clips), 1)[0][-1] == "Board"
    assert not [name for name in book_of(PLAN).namelist() if name.startswith("xl/media/")]


def test_a_text_longer_than_a_cell_is_cut_and_told() -> None:
    assert shotlist_xlsx(PLAN, {}, {}).findings == ()
    told = shotlist_xlsx(with_words("x" * 40000), {}, {}).findings
    assert any("too long" in each for each in told)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert shotlist_xlsx(PLAN, {"s1": 6}, {}).content == shotlist_xlsx(PLAN, {"s1": 6}, {}).content


def test_notes_say_what_is_out_of_the_ordinary() -> None:
    odd = SCENE.shots[0].but(
        transition="smash_cut",
        lock=True,
        excuses=(Excuse(rule="axis", note="she turns on him"),),
        notes=("the wall must fly",),
    )
    row = shot_table(PLAN.but(scenes=(SCENE.but(shots=(odd,)),))).rows[0]
    assert row[-1] == "comes in by smash cut\nthe wall must fly\naxis on purpose (director): she turns on him\nlocked"


def test_the_order_keeps_places_light_and_direction_together() -> None:
    night = SCENE.but(id="s2", number="2", time_of_day="night")
    hall = SCENE.but(id="s3", number="3", place="hall")
    again = SCENE.but(id="s4", number="4")
    plan = PLAN.but(places=(ROOM, ROOM.but(id="hall", name="Hall")), scenes=(night, hall, SCENE, again))
    groups = shooting_order(plan)
    assert [(group.place.id, group.light) for group in groups] == [
        ("kitchen", "day"),
        ("kitchen", "night"),
        ("hall", "day"),
    ]
    assert [slot.name for slot in groups[0].slots] == ["1-A", "1-B", "4-A", "4-B", "1-C", "4-C"]
    assert [slot.quarter for slot in groups[0].slots] == [0, 0, 0, 0, 2, 2]
    assert groups[0].eighths({"s1": 5, "s4": 4}) == 9


@given(
    st.lists(
        st.tuples(st.sampled_from(["EWS", "WS", "MS", "CU"]), st.floats(-9, 9), st.floats(-9, 9)),
        min_size=1,
        max_size=12,
    )
)
def test_every_setup_is_shot_once_and_each_way_is_lit_once(wanted: list[tuple[str, float, float]]) -> None:
    setups = tuple(setup(f"K{index}", size, target=(x, y, 1.0)) for index, (size, x, y) in enumerate(wanted))
    shots = tuple(shot(f"K{index}", ((3, 3),), setup=f"K{index}") for index in range(len(setups)))
    (group,) = shooting_order(PLAN.but(scenes=(SCENE.but(setups=setups, shots=shots),)))
    assert sorted(slot.setup.id for slot in group.slots) == sorted(each.id for each in setups)
    quarters = [slot.quarter for slot in group.slots]
    assert quarters == sorted(quarters)
    for quarter in set(quarters):
        sizes = [("EWS", "WS", "MS", "CU").index(slot.setup.size) for slot in group.slots if slot.quarter == quarter]
        assert sizes == sorted(sizes)


def test_words_for_lines_pages_and_days() -> None:
    assert spans([(8, 9), (3, 3), (4, 6)]) == "3–6, 8–9"
    assert (eighths(19), eighths(8), eighths(0), eighths(3)) == ("2 3/8", "1", "0", "3/8")
    assert days(3) == "about 1 day at 20 setups a day"
    assert days(50) == "about 2.5 days at 20 setups a day"
