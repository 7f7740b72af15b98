"""What makes the planner quick changes nothing: many sizes at once, a search that ends early, kernels known by all."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.camera.framing import size_of, sizes_of
from planner.camera.kernels import picture, space
from planner.camera.kernels.choice import distinct
from planner.camera.kernels.codes import SIZES
from planner.memo import once_for
from planner.solids import solids_of
from tests.planner.scenes import place_of


@given(st.lists(st.floats(0.01, 60), min_size=1, max_size=20), st.floats(0.9, 2.1))
def test_many_sizes_are_those_of_each(metres: list[float], height: float) -> None:
    assert [SIZES[code] for code in sizes_of(np.array(metres), height)] == [size_of(each, height) for each in metres]


@given(st.floats(-360, 360), st.floats(0, 180), st.booleans())
def test_cameras_are_two_from_twenty_five_degrees_on(yaw: float, apart: float, same: bool) -> None:
    one, two = (_round_the_origin(each) for each in (yaw, yaw + apart))
    if abs(apart - 25) > 1e-6:
        assert distinct(one, 4, two, 4 if same else 5) == (not same or apart > 25)


def _round_the_origin(yaw: float) -> np.ndarray:
    x, y = 3 * math.cos(math.radians(yaw)), 3 * math.sin(math.radians(yaw))
    return np.array([0, x, y, 1.5, 0, 0, 1.5, 0, 35.0])


def test_compiled_code_is_known_by_all_the_kernels() -> None:
    kept: tuple[Any, ...] = (space.outside, picture.watch, distinct)
    stamps = {each._cache._cache_file._source_stamp for each in kept}
    assert len(stamps) == 1


def test_a_place_is_worked_out_once() -> None:
    numbers = iter(range(1, 9))
    once = once_for(4)(lambda _: next(numbers))
    kitchen, twin = place_of("kitchen"), place_of("kitchen").but()
    assert (once(kitchen), once(kitchen), once(twin)) == (1, 1, 2)
    assert solids_of(kitchen) is solids_of(kitchen)
