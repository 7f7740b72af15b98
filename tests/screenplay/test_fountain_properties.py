"""What must hold of any text at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from film.screenplay import Screenplay
from screenplay import fountain
from screenplay.fountain.emphasis import runs_of
from screenplay.fountain.lines import split_lines
from screenplay.fountain.title_page import read_title_page

_TOKENS = [
    *("*", "**", "***", "_", "\\", "[[", "]]", "/*", "*/", "[", "/", "(beat)", "(", ")", "^", "#", "##", "#1#", "# 1#"),
    *("=", "===", ">", "<", "~", "!", "@", ".", ":", "：", "\n", "\n\n", "  \n", "\r\n", "\r", "\n", " ", "  ", "\t"),
    *(
        "a",
        "b c",
        "1",
        "INT. X - DAY",
        "EXT/INT ",
        "est ",
        "ANNA",
        "TO:",
        "CUT TO:",
        "Title: x",
        "É",
        "ß",
        "内景。",
        "日",
    ),
    *("\u2028", "\x0b", "\x0c", "\x85", "\u00a0"),
]
SCRIPTS = st.lists(st.sampled_from(_TOKENS), max_size=30).map("".join)
VIKINGS = (Path(__file__).parent / "data/vikings.fountain").read_text(encoding="utf-8")


def _content(screenplay: Screenplay) -> list[tuple[Any, ...]]:
    return [
        (each.id, each.type, each.text, each.runs, each.number, each.dual, each.level) for each in screenplay.elements
    ]


def _assert_round_trip(text: str) -> None:
    screenplay = fountain.parse(text)
    again = fountain.parse(fountain.write(screenplay))
    assert _content(again) == _content(screenplay)
    assert again.title_page == screenplay.title_page


def _assert_spans_cover(text: str) -> None:
    source = split_lines(text)
    elements = fountain.parse(text).elements
    covered = [0] * (len(source) + 1)
    printed = [0] * (len(source) + 1)
    for element in elements:
        first, last = element.lines
        assert 1 <= first <= last <= len(source)
        for line in range(first, last + 1):
            covered[line] += 1
            printed[line] += element.type not in ("note", "boneyard")
    title_lines = read_title_page(source).end
    for number, line in enumerate(source, 1):
        assert printed[number] <= 1
        assert covered[number] == 0 if number <= title_lines else covered[number] > 0 or not line.strip()


@settings(max_examples=300, deadline=None)
@given(SCRIPTS)
def test_writing_and_reading_back_gives_the_same_elements(text: str) -> None:
    _assert_round_trip(text)


@settings(max_examples=300, deadline=None)
@given(SCRIPTS)
def test_every_line_with_text_lies_in_a_span(text: str) -> None:
    _assert_spans_cover(text)


@settings(max_examples=200, deadline=None)
@given(SCRIPTS)
def test_runs_join_to_the_text_and_ids_are_unique(text: str) -> None:
    screenplay = fountain.parse(text)
    for element in screenplay.elements:
        assert not element.runs or "".join(run.text for run in element.runs) == element.text
    for names in ([each.id for each in screenplay.elements], [scene.id for scene in screenplay.scenes]):
        assert len(set(names)) == len(names)
    assert len({scene.number for scene in screenplay.scenes}) == len(screenplay.scenes)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab*_ \\", max_size=20))
def test_emphasis_loses_no_letter(text: str) -> None:
    shown = "".join(run.text for run in runs_of(text))
    assert [char for char in shown if char in "ab "] == [char for char in text if char in "ab "]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_is_read(text: str) -> None:
    _assert_spans_cover(text.replace("\ufeff", ""))


def test_a_feature_keeps_both() -> None:
    _assert_round_trip(VIKINGS)
    _assert_spans_cover(VIKINGS)


def test_ids_outlive_text_inserted_before() -> None:
    before = fountain.parse(VIKINGS)
    head, tail = VIKINGS.split("\n\n", 1)
    after = fountain.parse(f"{head}\n\nINT. NEW PLACE - DAY\n\nSomebody new looks up.\n\n{tail}")
    assert {each.id for each in before.elements} <= {each.id for each in after.elements}
    assert {scene.id for scene in before.scenes} <= {scene.id for scene in after.scenes}
