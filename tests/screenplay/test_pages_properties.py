"""What holds of any layout."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.screenplay import Element, Profile
from screenplay.pages import LINES_PER_PAGE, measure, running_minutes
from screenplay.pages.wrapping import line_ends

TYPES = [
    *("scene_heading", "action", "centered", "character", "parenthetical", "dialogue", "lyrics", "transition"),
    *("section", "synopsis", "page_break", "note"),
]
WORDS = st.sampled_from(
    ["Stop.", "and then", "well-known--", "日本語。", "\n", "a", "x" * 70, "Who? Me!", "ACT ONE", "  ", "(TO BOB)"]
)


@st.composite
def scripts(draw: st.DrawFn) -> list[Element]:
    count = draw(st.integers(0, 60))
    elements = []
    for _ in range(count):
        text = " ".join(draw(st.lists(WORDS, max_size=6))) * draw(st.sampled_from([1, 1, 1, 3, 30]))
        elements.append(
            Element.model_validate(
                {
                    "id": "e",
                    "type": draw(st.sampled_from(TYPES)),
                    "text": text,
                    "lines": (1, 1),
                    "dual": draw(st.sampled_from([None, None, None, "left", "right"])),
                    "kind": draw(st.sampled_from(["", "", "", "New Act", "End of Act"])),
                }
            )
        )
    return elements


PROFILES = st.sampled_from(("film", "multicam"))


@given(scripts(), PROFILES)
@settings(max_examples=150, deadline=None)
def test_ends_rise_and_pages_are_as_many_as_they_fill(elements: list[Element], profile: Profile) -> None:
    layout = measure(elements, profile)
    assert len(layout.ends) == len(elements)
    assert all(before <= after for before, after in pairwise(layout.ends))
    assert len(layout.starts) == -(-(layout.ends[-1] if elements else 0) // LINES_PER_PAGE)
    assert list(layout.starts) == sorted(set(layout.starts))
    for (index, offset), page in zip(layout.starts, range(len(layout.starts)), strict=True):
        assert 0 <= offset < max(1, len(elements[index].text))
        assert layout.ends[index] > page * LINES_PER_PAGE
        assert index == 0 or offset or layout.ends[index - 1] <= page * LINES_PER_PAGE


@given(scripts(), PROFILES)
@settings(max_examples=50, deadline=None)
def test_eighths_of_parts_cover_the_whole(elements: list[Element], profile: Profile) -> None:
    layout = measure(elements, profile)
    size = len(elements)
    parts = [layout.eighths(start, min(size, start + 5)) for start in range(0, size, 5)]
    assert all(part >= 1 for part in parts)
    assert not parts or sum(parts) >= layout.eighths(0, size) >= max(parts)


@given(scripts(), PROFILES)
@settings(max_examples=50, deadline=None)
def test_more_text_takes_more_pages_and_minutes(elements: list[Element], profile: Profile) -> None:
    more = [*elements, *(Element(id="e", type="action", text="Then rain falls.", lines=(1, 1)) for _ in range(3))]
    assert measure(more, profile).pages >= measure(elements, profile).pages
    low, high = running_minutes(elements, profile)
    assert 0 <= low <= high
    assert running_minutes(more, profile) >= (low, high)


@pytest.mark.parametrize("profile", ["film", "multicam"])
@pytest.mark.parametrize("type_", ["action", "dialogue", "scene_heading", "parenthetical"])
@pytest.mark.parametrize(
    "text", ["Stop. " * 200_000, "word " * 200_000, "x" * 1_000_000, "\n" * 200_000, "語" * 200_000]
)
def test_one_element_may_be_as_long_as_a_library(profile: Profile, type_: str, text: str) -> None:
    element = Element.model_validate({"id": "e", "type": type_, "text": text, "lines": (1, 1)})
    layout = measure([element], profile)
    assert len(layout.starts) == -(-layout.ends[-1] // LINES_PER_PAGE) > 50


def test_the_lines_looked_at_grow_with_the_text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0

    def counting(text: str, width: int, start: int = 0, most: int | None = None, even: bool = False) -> list[int]:
        nonlocal seen
        ends = line_ends(text, width, start, most, even)
        seen += len(ends)
        return ends

    monkeypatch.setattr("screenplay.pages.setting.line_ends", counting)
    looked = []
    for size in (2_000, 20_000):
        seen = 0
        parts = ["(so)", "Stop. Who goes there in the dark of the night?"] * size
        speech = [Element(id="e", type="dialogue", text=part, lines=(1, 1)) for part in parts]
        measure([Element(id="e", type="character", text="ANNA", lines=(1, 1)), *speech], "film")
        measure([Element(id="e", type="action", text="Stop. Go on now. " * size, lines=(1, 1))], "film")
        looked.append(seen)
    assert looked[1] < 11 * looked[0]


def test_what_is_not_printed_before_a_paragraph_longer_than_a_page() -> None:
    section = Element(id="a", type="section", text="", lines=(1, 1))
    endless = Element(id="b", type="transition", text="Stop. and then " * 90, lines=(2, 2))
    assert measure([section, endless]).pages > 1
