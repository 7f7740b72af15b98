"""The film's frame in a model's."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.errors import RenderError
from film.plan import Format
from renderer.generative.seam import Fit, SizeRule
from renderer.generative.shaping.fit import fit_of
from renderer.generative.shaping.placing import cropped, placed

WAN_480 = SizeRule(multiple=16, pixels=832 * 480)
WAN_720 = SizeRule(multiple=16, pixels=1280 * 720)
WAN_5B = SizeRule(multiple=32, pixels=1280 * 704)
LISTED = SizeRule(multiple=16, pixels=1280 * 720, sizes=((832, 480), (480, 832), (624, 624)))

FORMATS = st.builds(
    Format,
    width=st.integers(32, 1024).map(lambda half: 2 * half),
    height=st.integers(32, 1024).map(lambda half: 2 * half),
    squeeze=st.sampled_from([1.0, 1.33, 2.0]),
)
RULES = st.builds(
    SizeRule,
    multiple=st.sampled_from([1, 2, 8, 16, 32, 64]),
    pixels=st.integers(64 * 64, 2048 * 1152),
    least=st.sampled_from([1, 16, 64, 256, 480]),
)


@given(FORMATS, RULES, st.sampled_from([1.0, 0.5, 0.25, 0.3]))
def test_a_fit_is_what_the_model_makes_and_holds_the_film_undistorted(
    format_: Format, rule: SizeRule, scale: float
) -> None:
    try:
        fit = fit_of(format_, rule, scale)
    except RenderError:
        return  # whether rightly is seen below
    assert fit.width % rule.multiple == fit.height % rule.multiple == 0
    assert fit.width * fit.height <= rule.pixels
    assert min(fit.width, fit.height) >= rule.least
    assert fit.left + fit.inner_width <= fit.width
    assert fit.top + fit.inner_height <= fit.height
    assert fit.width == fit.inner_width or fit.height == fit.inner_height
    assert abs(fit.inner_width * format_.height - fit.inner_height * format_.width) <= max(
        format_.width, format_.height
    )
    assert abs(fit.width - fit.inner_width - 2 * fit.left) <= 1
    assert abs(fit.height - fit.inner_height - 2 * fit.top) <= 1


@given(FORMATS, RULES, st.sampled_from([32, 64, 128]))
def test_no_size_of_the_model_shows_much_more(format_: Format, rule: SizeRule, step: int) -> None:
    rule = rule.but(multiple=step)
    sides = range(step, 4096 * 2, step)
    allowed = [
        (width, height)
        for width in sides
        for height in range(step, rule.pixels // width + 1, step)
        if min(width, height) >= rule.least
    ]

    def helps(width: int, height: int) -> float:
        return min(width / format_.width, height / format_.height, 1.0)

    best = max((helps(*size) for size in allowed), default=0.0)
    shorter = best * min(format_.width, format_.height)
    if shorter < 7.5:
        with pytest.raises(RenderError):
            fit_of(format_, rule)
    if shorter < 8.2:  # eight pixels, or almost
        return
    fit = fit_of(format_, rule)
    assert helps(fit.width, fit.height) >= 0.985 * best


@given(FORMATS, st.sampled_from([1.0, 0.5]))
def test_a_list_of_sizes_is_kept_to(format_: Format, scale: float) -> None:
    fit = fit_of(format_, LISTED, scale)
    assert (fit.width, fit.height) in LISTED.sizes


@given(FORMATS, RULES)
def test_the_lens_does_not_change_the_pixels(format_: Format, rule: SizeRule) -> None:
    try:
        fit = fit_of(format_, rule)
    except RenderError:
        return  # whether rightly is seen below
    assert fit == fit_of(format_.but(squeeze=1.8), rule)


@pytest.mark.parametrize(
    ("size", "rule", "scale", "wanted"),
    [
        ((960, 540), WAN_480, 1.0, (832, 480, 0, 6, 832, 468)),
        ((960, 540), WAN_720, 1.0, (960, 544, 0, 2, 960, 540)),
        ((960, 540), WAN_5B, 1.0, (960, 544, 0, 2, 960, 540)),
        ((1920, 1080), WAN_5B, 1.0, (1280, 704, 14, 0, 1252, 704)),
        ((1920, 1080), WAN_720, 1.0, (1280, 720, 0, 0, 1280, 720)),
        ((1280, 720), SizeRule(multiple=16, pixels=1280 * 768), 1.0, (1280, 736, 0, 8, 1280, 720)),
        ((1280, 720), SizeRule(multiple=16, pixels=1280 * 768), 0.5, (640, 368, 0, 4, 640, 360)),
        ((540, 960), WAN_480, 1.0, (480, 832, 6, 0, 468, 832)),
        ((1434, 600), WAN_480, 1.0, (960, 416, 0, 7, 960, 402)),
        ((960, 540), LISTED, 1.0, (832, 480, 0, 6, 832, 468)),
        ((540, 960), LISTED, 1.0, (480, 832, 6, 0, 468, 832)),
        ((960, 540), WAN_480, 0.5, (416, 240, 0, 3, 416, 234)),
        ((128, 72), SizeRule(multiple=16, pixels=64 * 64), 1.0, (80, 48, 0, 1, 80, 45)),
        ((128, 72), SizeRule(multiple=16, pixels=832 * 480, least=240), 1.0, (384, 240, 0, 12, 384, 216)),
    ],
)  # fmt: skip
def test_sizes_of_known_models(size: tuple[int, int], rule: SizeRule, scale: float, wanted: tuple[int, ...]) -> None:
    fit = fit_of(Format(width=size[0], height=size[1]), rule, scale)
    assert (fit.width, fit.height, fit.left, fit.top, fit.inner_width, fit.inner_height) == wanted


@pytest.mark.parametrize(
    "rule",
    [
        SizeRule(multiple=64, pixels=1000),
        SizeRule(multiple=16, pixels=480 * 480, least=512),
        SizeRule(multiple=1, pixels=64, least=1),
        SizeRule(multiple=1, pixels=10**18, least=10**8),
    ],
)
def test_a_size_that_cannot_be_done_is_refused(rule: SizeRule) -> None:
    with pytest.raises(RenderError, match="model"):
        fit_of(Format(width=960, height=540), rule)


def test_a_film_that_would_be_a_thread_in_the_model_s_frame_is_refused() -> None:
    with pytest.raises(RenderError, match="256x4"):
        fit_of(Format(width=4096, height=64), SizeRule(multiple=16, pixels=256 * 256, least=256))


FIT = Fit(width=96, height=64, left=0, top=5, inner_width=96, inner_height=54)
FORMAT = Format(width=192, height=108)


def ramp(width: int, height: int) -> np.ndarray:
    across = np.linspace(0, 255, width)[None, :].repeat(height, 0)
    upright = np.linspace(0, 255, height)[:, None].repeat(width, 1)
    return np.stack([across, upright, 255 - across], axis=-1).round().astype(np.uint8)


def test_what_is_placed_comes_back() -> None:
    picture = ramp(192, 108)
    there = placed(picture, FIT)
    assert there.shape == (64, 96, 3)
    back = cropped(there, FIT, FORMAT)
    assert np.abs(back.astype(int) - picture).max() <= 4


def test_beyond_the_film_s_frame_its_edge_goes_on_and_lines_end() -> None:
    picture = np.full((108, 192, 3), 200, np.uint8)
    assert (placed(picture, FIT) == 200).all()
    assert (placed(picture, FIT, "inverse_depth") == 200).all()
    for kind in ("pose", "edges", "softedge"):
        there = placed(picture, FIT, kind)
        assert (there[5:59] == 200).all()
        assert not there[:5].any()
        assert not there[59:].any()


@pytest.mark.parametrize("at", range(0, 192, 7))
def test_a_line_of_one_pixel_is_never_lost_nor_grey(at: int) -> None:
    picture = np.zeros((108, 192, 3), np.uint8)
    picture[:, at] = 255
    there = placed(picture, FIT, "edges")[5:59]
    assert (there.max(axis=1) == 255).all()
    assert ((there > 0).sum(axis=1) == 1).all()
    assert (there[..., 0].argmax(axis=1) == at // 2).all()


def test_lines_are_kept_when_they_are_enlarged() -> None:
    picture = np.zeros((20, 40, 3), np.uint8)
    picture[10] = 255
    fit = Fit(width=96, height=48, inner_width=96, inner_height=48)
    there = placed(picture, fit, "edges")
    assert set(np.unique(there)) == {0, 255}
    assert 2 <= (there[:, 0, 0] == 255).sum() <= 3


@pytest.mark.parametrize(("width", "height"), [(108, 192), (300, 108), (192, 190), (1, 500), (500, 1)])
def test_a_picture_of_another_shape_fills_the_frame_undistorted(width: int, height: int) -> None:
    rows, columns = np.mgrid[:height, :width]
    round_ = (rows - height / 2) ** 2 + (columns - width / 2) ** 2 < (min(width, height) / 4) ** 2
    picture = np.where(round_[..., None], np.uint8([250, 250, 250]), np.uint8([9, 9, 9]))
    there = placed(picture, FIT)
    assert there.shape == (64, 96, 3)
    if min(width, height) > 50:
        seen = there[..., 0] > 128
        assert abs(int(seen.any(axis=0).sum()) - int(seen.any(axis=1).sum())) <= 2


def test_a_model_s_frame_of_the_film_s_own_size_is_left_as_it_is() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (112, 192, 3), np.uint8)
    fit = Fit(width=192, height=112, top=2, inner_width=192, inner_height=108)
    assert (cropped(noise, fit, FORMAT) == noise[2:110]).all()


def test_the_page_has_the_sizes_right() -> None:
    page = Path(__file__).parents[3] / "docs" / "video-shots.md"
    rows = re.findall(r"^\| (\d+x\d+ \| \d+ \| \d+x\d+ \| \d+x\d+ \| \d+x\d+) \|$", page.read_text(), re.MULTILINE)
    assert len(rows) == 6
    for row in rows:
        wide, high, step, across, upright, *said = map(int, re.findall(r"\d+", row))
        fit = fit_of(Format(width=wide, height=high), SizeRule(multiple=step, pixels=across * upright))
        assert said == [fit.width, fit.height, fit.inner_width, fit.inner_height]
