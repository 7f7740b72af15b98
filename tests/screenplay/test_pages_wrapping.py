"""Where lines end, in columns of Courier."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenplay.pages import columns, wrapped
from screenplay.pages.sentences import sentence_ends
from screenplay.pages.wrapping import even_lines, is_even, line_ends

TEXT = st.text(alphabet=st.sampled_from("ab -\n日本。é\u0301\t’क्षि🎬\u200d"), max_size=80)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("日本語", 6),
        ("e\u0301", 1),
        ("\t", 4),
        ("’…—", 3),
        ("क्षि", 3),
        ("👩\u200d🚀", 4),
        ("ｱｲ", 2),
        ("", 0),
    ],
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


def lines_of(text: str, width: int) -> list[str]:
    ends = line_ends(text, width)
    return [text[start:end].rstrip(" \n") for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two", 7, ["one two"]),
        ("one two  ", 7, ["one two"]),
        ("one  two", 7, ["one", "two"]),
        ("a well-known", 7, ["a well-", "known"]),
        ("so wait--", 8, ["so wait--"]),  # a hyphen may hang
        ("so wait--", 7, ["so wait-", "-"]),
        ("one\ntwo", 9, ["one", "two"]),
        ("one\n\ntwo", 9, ["one", "", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("日本語です。", 6, ["日本語", "です。"]),
        ("日本語。", 6, ["日本", "語。"]),
        ("Он идёт", 4, ["Он", "идёт"]),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


@given(TEXT, st.integers(1, 12))
def test_lines_hold_the_text_once_and_are_no_wider_than_they_may_be(text: str, width: int) -> None:
    ends = line_ends(text, width)
    assert ends[-1] == len(text)
    assert all(before < after for before, after in pairwise(ends))
    for line in lines_of(text, width):
        hanging = line[:-1] if line.endswith("-") else line
        assert columns(hanging) <= width or len(hanging.rstrip("。\u0301\u200d")) <= 2 or columns(hanging) == 4


@given(TEXT, st.integers(1, 12), st.integers(0, 5))
def test_a_few_lines_are_the_first_of_all(text: str, width: int, most: int) -> None:
    assert line_ends(text, width, 0, most) == line_ends(text, width)[:most]


@given(st.text(alphabet="ab -", max_size=80), st.integers(1, 12))
def test_counting_in_haste_is_counting(text: str, width: int) -> None:
    assert is_even(text)
    assert even_lines(text, width) == len(line_ends(text, width)) == wrapped(text, width)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Go. Now.", ["Now."]),
        ("“Go.” Now… and then? Yes!", ["Now… and then? Yes!", "and then? Yes!", "Yes!"]),
        ("走吧。现在！好", ["现在！好", "好"]),
        ("चलो। अब।", ["अब।"]),
        ("At 3.30 go", []),
        ("...Go", []),
    ],
)
def test_sentences(text: str, begins: list[str]) -> None:
    assert [text[end:] for end in sentence_ends(text, 0, len(text)) if end < len(text)] == begins
