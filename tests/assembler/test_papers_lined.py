"""The lined script: every covered row has its line, and no line touches another."""

from __future__ import annotations

import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from assembler.papers.lined import ScriptPage, ScriptRow, Tramline, lined_script_pdf, tramlines
from assembler.papers.lined.tramlines import pack
from tests.assembler.paper_film import film, page, shot

PLAN = film()
SCENE = PLAN.scenes[0]


def rows_of(lines: tuple[Tramline, ...], setup: str) -> set[int]:
    return {row for line in lines if line.setup == setup for row in range(line.first, line.last + 1)}


def test_each_setup_runs_down_what_its_shots_play() -> None:
    (lines,) = tramlines(PLAN, [page()]).lines
    assert [(line.setup, line.first, line.last) for line in lines] == [
        ("1-A", 2, 2), ("1-B", 4, 8), ("1-C", 9, 9), ("1-A", 11, 11),
    ]  # fmt: skip
    assert tramlines(PLAN, [page()]).uncovered == (frozenset(),)


def test_it_is_wavy_where_the_speaker_is_off_camera() -> None:
    (lines,) = tramlines(PLAN, [page()]).lines
    assert {line.setup: line.wavy for line in lines} == {"1-A": (), "1-B": ((7, 8),), "1-C": ()}
    listener = SCENE.but(shots=(shot("B1", ((5, 6), (8, 9))),))
    (lines,) = tramlines(PLAN.but(scenes=(listener,)), [page()]).lines
    assert lines[0].wavy == ((7, 9),)


def test_what_no_shot_covers_is_marked() -> None:
    part = SCENE.but(shots=SCENE.shots[:3])
    coverage = tramlines(PLAN.but(scenes=(part,)), [page()])
    assert coverage.uncovered == (frozenset({6, 7}),)
    assert lined_script_pdf(PLAN.but(scenes=(part,)), [page()]).findings == (
        "lined script: 2 rows of the script in no shot",
    )
    other = page().rows[1]._replace(scene="not planned")
    assert tramlines(PLAN, [ScriptPage("1", (other,))]).uncovered == (frozenset(),)


def test_a_line_goes_on_over_the_end_of_a_page() -> None:
    rows = page().rows
    pages = [ScriptPage("1", rows[:4]), ScriptPage("2", rows[4:])]
    first, second = tramlines(PLAN, pages).lines
    assert [(line.begins, line.ends) for line in first if line.setup == "1-B"] == [(True, False)]
    assert [(line.begins, line.ends) for line in second if line.setup == "1-B"] == [(False, True)]


Spans = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([3, 5, 8, 11]), st.sampled_from([3, 6, 9, 11])),
    min_size=1,
    max_size=12,
)


@given(Spans)
def test_every_covered_row_has_its_line_and_none_overlap(wanted: list[tuple[int, int, int]]) -> None:
    letters = "ABC"
    shots = tuple(
        shot(f"{letters[which % 3]}{index}", ((min(first, last), max(first, last)),))
        for index, (which, first, last) in enumerate(wanted)
    )
    scene = SCENE.but(shots=shots)
    (lines,) = tramlines(PLAN.but(scenes=(scene,)), [page()]).lines
    for each in shots:
        rows = {
            row.row
            for row in page().rows
            for span in each.covers
            if row.lines and span[0] <= row.lines[1] and row.lines[0] <= span[1]
        }
        assert rows <= rows_of(lines, f"1-{each.setup}")
    apart(lines)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), max_size=40))
def test_any_lines_are_packed_apart(wanted: list[tuple[int, int]]) -> None:
    lines = [
        Tramline(0, f"1-{n}", "MS", "Anna", first, first + rows, (), ink=n) for n, (first, rows) in enumerate(wanted)
    ]
    packed = tuple(pack(lines))
    assert len(packed) == len(lines)
    apart(packed)
    most = max((sum(line.first - 1 <= row <= line.last for line in lines) for row in range(-1, 72)), default=0)
    assert max((line.column for line in packed), default=-1) < max(most, 1)


def apart(lines: tuple[Tramline, ...]) -> None:
    """No line reaches into another of its column or into the row of its label."""
    for a in lines:
        for b in lines:
            if a is not b and a.column == b.column and a.first <= b.first:
                assert a.last < b.first - 1 or a.first == a.last == b.first == b.last


def test_the_paper_says_scenes_setups_and_script() -> None:
    book = pypdfium2.PdfDocument(lined_script_pdf(PLAN, [page()]).content)
    text = book[0].get_textpage().get_text_range()
    assert (round(book[0].get_width()), round(book[0].get_height())) == (612, 792)
    for said_there in ("INT. KITCHEN - DAY", "It was the last one.", "1-B MCU", "1-C CU", "Anna, Ben", "off camera"):
        assert said_there in text
    assert text.count("1-A WS") == 2


def test_any_writing_and_three_hundred_pages_are_printed() -> None:
    words = ("夜のバスはもう来ない。" * 5, "الحافلة الليلية لن تأتي", "🎬👩‍👩‍👧 go", "W" * 70)
    rows = tuple(ScriptRow(row, 0, 61, words[row % 4], "action", (3, 3), scene="s1") for row in range(54))
    printed = lined_script_pdf(PLAN, [ScriptPage("一", rows), *[ScriptPage(str(n), page().rows) for n in range(299)]])
    assert len(pypdfium2.PdfDocument(printed.content)) == 300


def test_forty_setups_over_one_speech_find_room() -> None:
    setups = tuple(SCENE.setups[1].but(id=f"B{n}x") for n in range(40))
    shots = tuple(shot("B1", ((5, 6),)).but(id=f"1-{n}", setup=f"B{n}x") for n in range(40))
    plan = PLAN.but(scenes=(SCENE.but(setups=setups, shots=shots),))
    (lines,) = tramlines(plan, [page()]).lines
    assert len({line.column for line in lines}) == 40
    assert lined_script_pdf(plan, [page()]).content
