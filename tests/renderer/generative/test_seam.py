"""The values of the seam: counts of frames, recipes of jobs, keys of takes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from renderer.generative.seam import (
    Abilities,
    Control,
    Fit,
    FrameRule,
    Identity,
    Image,
    Job,
    Manner,
    SizeRule,
    TakeOrder,
)


@given(st.integers(1, 20), st.integers(0, 20), st.integers(1, 50), st.integers(1, 200), st.integers(1, 300))
def test_a_fitting_count_is_allowed_and_the_least_that_holds(
    step: int, offset: int, least: int, most: int, frames: int
) -> None:
    allowed = [count for count in range(least, most + 1) if count >= offset and (count - offset) % step == 0]
    if not allowed:
        with pytest.raises(ValidationError):
            FrameRule(step=step, offset=offset, least=least, most=most)
        return
    rule = FrameRule(step=step, offset=offset, least=least, most=most)
    assert rule.longest == allowed[-1]
    assert rule.fitting(frames) == next((count for count in allowed if count >= frames), allowed[-1])


def _job(**changes: object) -> Job:
    job = Job(
        shot="1-A1",
        take=1,
        prompt="A man waits.",
        fit=Fit(width=64, height=32, inner_width=64, inner_height=32),
        frames=9,
        rate=Fraction(16),
        seed=7,
        manner=Manner(steps=2, guidance=1.0),
        first=Image(file=Path("a.png"), content="a" * 64),
        references=(Image(file=Path("b.png"), content="b" * 64, of="anna"),),
        control=Control(kind="pose", file=Path("pose.mkv"), content="c" * 64, frames=tuple(range(9))),
    )
    return job.but(**changes)


def test_a_recipe_knows_images_and_passes_by_what_they_hold() -> None:
    moved = _job(
        first=Image(file=Path("else/where.png"), content="a" * 64),
        references=(Image(file=Path("x.png"), content="b" * 64, of="somebody"),),
        control=Control(kind="pose", file=Path("y.mkv"), content="c" * 64, frames=tuple(range(9))),
    )
    assert moved.recipe() == _job().recipe()


@pytest.mark.parametrize(
    "changes",
    [
        {"prompt": "A woman waits."},
        {"negative": "text"},
        {"seed": 8},
        {"frames": 5},
        {"piece": 1},
        {"head": 1},
        {"rate": Fraction(24)},
        {"manner": Manner(steps=3, guidance=1.0)},
        {"fit": Fit(width=64, height=32, top=1, inner_width=64, inner_height=31)},
        {"first": None},
        {"first": Image(file=Path("a.png"), content="d" * 64)},
        {"last": Image(file=Path("a.png"), content="a" * 64)},
        {"references": ()},
        {"control": None},
        {"control": Control(kind="edges", file=Path("p"), content="c" * 64, frames=tuple(range(9)))},
        {"control": Control(kind="pose", file=Path("p"), content="d" * 64, frames=tuple(range(9)))},
        {"control": Control(kind="pose", file=Path("p"), content="c" * 64, frames=(0,) * 9)},
    ],
)
def test_whatever_decides_the_frames_is_in_the_recipe(changes: dict[str, object]) -> None:
    assert _job(**changes).recipe() != _job().recipe()


def test_another_model_or_number_is_another_take() -> None:
    abilities = Abilities(frames=FrameRule(most=81), size=SizeRule(pixels=64 * 32), rate=Fraction(16))
    model = Identity(name="wan", revision="1", abilities=abilities)
    order = TakeOrder(shot="1-A1", number=1, jobs=(_job(),), shows=tuple(range(9)))
    keys = {
        order.key(model),
        order.but(number=2).key(model),
        order.but(shows=tuple(range(8))).key(model),
        order.key(model.but(revision="2")),
        order.key(model.but(name="ltx")),
    }
    assert len(keys) == 5
    assert order.key(model.but(draft=Manner(steps=4), family="wan2.1")) == order.key(model)


@given(st.integers(1, 10), st.integers(0, 10), st.integers(1, 100))
def test_one_count_alone_may_be_allowed(step: int, offset: int, count: int) -> None:
    assume(count >= offset and (count - offset) % step == 0)
    rule = FrameRule(step=step, offset=offset, least=count, most=count)
    assert {rule.fitting(frames) for frames in (1, count, count + 1)} == {count}
