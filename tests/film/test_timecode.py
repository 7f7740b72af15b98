"""Exact time."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.plan import Format
from film.segments import timescale
from film.timecode import FrameRange, format_rate, frames_in, parse_rate, seconds_in, timecode

RATES = [Fraction(24), Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(30), Fraction(60000, 1001)]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("24", Fraction(24)),
        (25, Fraction(25)),
        ("23.976", Fraction(24000, 1001)),
        (29.97, Fraction(30000, 1001)),
        ("24000/1001", Fraction(24000, 1001)),
    ],
)
def test_rates_are_exact(text: object, rate: Fraction) -> None:
    assert parse_rate(text) == rate
    assert parse_rate(format_rate(rate)) == rate


@pytest.mark.parametrize("text", ["", "fast", "0", "-24", "1/0", "1000", True, None])
def test_what_is_no_rate_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="frame"):
        parse_rate(text)


@given(frames=st.integers(0, 10**7), rate=st.sampled_from(RATES))
def test_frames_survive_seconds(frames: int, rate: Fraction) -> None:
    assert frames_in(seconds_in(frames, rate), rate) == frames


@pytest.mark.parametrize("rate", RATES)
def test_a_frame_is_a_whole_number_of_ticks(rate: Fraction) -> None:
    assert (timescale(rate) / rate).denominator == 1


def test_timecode_counts_nominal_frames() -> None:
    assert timecode(24 * 3600 + 25, Fraction(24)) == "01:00:01:01"
    assert timecode(24, Fraction(24000, 1001)) == "00:00:01:00"


ranges = st.builds(FrameRange, start=st.integers(-500, 500), frames=st.integers(0, 500))


@given(a=ranges, b=ranges)
def test_overlap_is_what_both_hold(a: FrameRange, b: FrameRange) -> None:
    both = a.overlap(b)
    assert both.frames == len(set(range(a.start, a.end)) & set(range(b.start, b.end)))
    assert both.frames == b.overlap(a).frames


def test_a_range_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="cannot last"):
        FrameRange(start=0, frames=-1)


def test_the_rate_is_saved_as_text_and_read_back() -> None:
    saved = Format(rate="23.976").model_dump_json()
    assert '"24000/1001"' in saved
    assert Format.model_validate_json(saved).rate == Fraction(24000, 1001)


def test_half_a_frame_counts_as_one() -> None:
    assert [frames_in(Fraction(part, 48), Fraction(24)) for part in range(5)] == [0, 1, 1, 2, 2]
