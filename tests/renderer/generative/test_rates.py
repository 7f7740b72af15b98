"""Frames of the film and of the model: which shows which."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.generative.shaping.rates import nearest, needed, seen_at, shown

RATES = st.sampled_from([Fraction(rate) for rate in (8, 16, 24, 25, 30, 60)] + [Fraction(24000, 1001)])
FRAMES = st.integers(1, 4000)


@given(FRAMES, RATES, RATES)
def test_each_frame_of_the_film_shows_the_nearest_of_the_model(frames: int, film: Fraction, model: Fraction) -> None:
    shows = shown(frames, film, model)
    assert len(shows) == frames
    assert shows[0] == 0
    for frame, made in enumerate(shows):
        off = Fraction(frame) / film - Fraction(made) / model
        assert -1 / (2 * model) < off <= 1 / (2 * model)


@given(FRAMES, RATES, RATES)
def test_time_never_runs_back_and_all_that_is_shown_is_made(frames: int, film: Fraction, model: Fraction) -> None:
    shows = shown(frames, film, model)
    made = needed(frames, film, model)
    assert list(shows) == sorted(shows)
    assert shows[-1] < made
    assert made / model >= frames / film
    assert made <= frames * model / film + 2


@given(FRAMES, RATES)
def test_one_rate_is_one_to_one(frames: int, rate: Fraction) -> None:
    assert shown(frames, rate, rate) == tuple(range(frames)) == seen_at(0, frames, rate, rate, frames)
    assert needed(frames, rate, rate) == frames


@given(FRAMES, RATES, RATES, st.integers(0, 50), st.integers(1, 200))
def test_a_model_s_frame_is_steered_by_the_nearest_of_the_film(
    frames: int, film: Fraction, model: Fraction, first: int, count: int
) -> None:
    seen = seen_at(first, count, model, film, frames)
    assert len(seen) == count
    assert list(seen) == sorted(seen)
    for made, frame in enumerate(seen, first):
        off = abs(Fraction(made) / model - Fraction(frame) / film)
        assert 0 <= frame < frames
        assert frame == frames - 1 or off <= 1 / (2 * film)


@pytest.mark.parametrize(
    ("film", "model", "frames", "shows"),
    [
        (Fraction(24), Fraction(16), 7, (0, 1, 1, 2, 3, 3, 4)),
        (Fraction(24), Fraction(8), 7, (0, 0, 1, 1, 1, 2, 2)),
        (Fraction(24000, 1001), Fraction(24), 3, (0, 1, 2)),
        (Fraction(25), Fraction(16), 6, (0, 1, 1, 2, 3, 3)),
        (Fraction(30), Fraction(24), 6, (0, 1, 2, 2, 3, 4)),
    ],
)
def test_rates_of_the_trade(film: Fraction, model: Fraction, frames: int, shows: tuple[int, ...]) -> None:
    assert shown(frames, film, model) == shows


def test_a_half_goes_to_what_was_before() -> None:
    assert [nearest(frame, Fraction(24), Fraction(12)) for frame in range(5)] == [0, 0, 1, 1, 2]


def test_an_hour_does_not_drift() -> None:
    film, model = Fraction(24000, 1001), Fraction(24)
    assert nearest(86314, film, model) == 86400 == round(86314 * model / film)
