"""The picture's planes against the standard's own formula, and against what a decoder makes of them."""

from __future__ import annotations

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.yuv import yuv420


def flat(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    planes = yuv420(np.full((4, 6, 3), colour, np.uint8)).ravel()
    assert len(set(planes[:24])) == len(set(planes[24:30])) == len(set(planes[30:])) == 1
    return int(planes[0]), int(planes[24]), int(planes[30])


@given(st.tuples(*(st.integers(0, 255) for _ in range(3))))
def test_a_flat_colour_is_what_bt709_says(colour: tuple[int, int, int]) -> None:
    red, green, blue = (part / 255 for part in colour)
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    wanted = (16 + 219 * luma, 128 + 224 * (blue - luma) / 1.8556, 128 + 224 * (red - luma) / 1.5748)
    assert flat(colour) == pytest.approx(wanted, abs=0.51)


@given(st.integers(0, 255))
def test_grey_has_no_colour(level: int) -> None:
    assert flat((level, level, level))[1:] == (128, 128)


def test_black_and_white_are_the_ends_of_the_range() -> None:
    assert (flat((0, 0, 0))[0], flat((255, 255, 255))[0]) == (16, 235)


def test_a_picture_comes_back_as_it_was() -> None:
    rows, columns = np.mgrid[0:48, 0:64]
    rgb = np.stack([rows * 4, columns * 3, 200 - rows - columns], -1).astype(np.uint8)
    frame = av.VideoFrame.from_ndarray(yuv420(rgb), format="yuv420p")
    back = frame.reformat(format="rgb24", src_colorspace="ITU709", src_color_range="MPEG").to_ndarray()
    assert np.abs(back.astype(int) - rgb).mean() < 2.5
