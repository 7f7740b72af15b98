"""The lens: what of the sensor it fills, what it draws unsharp, and how a hand carries it."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import numpy as np
import pytest

from film.camera import CameraKey, View, gate_of
from film.plan import Format
from film.shot import Half
from film.staging import Mark
from renderer.export.gltf import glb
from renderer.export.stage import Camera, Stage
from renderer.export.usd import usda
from renderer.previs.colour import Bytes, Floats
from renderer.previs.eye import view_of
from renderer.previs.lens import soften
from renderer.previs.lens.circle import circle_of
from renderer.previs.lens.mixing import light_table
from renderer.previs.painter import Painter
from renderer.request import Look
from tests.renderer.tiny_shots import BallBody, field, request, shot

HIGH, WIDE = 270, 480
LIGHT = light_table()


def view(focus: float, stop: float | None = 2.0, focal: float = 75.0, squeeze: float = 1.0) -> View:
    """A view of HIGH by WIDE pixels along y."""
    return View((0, 0, 0), (0, focus, 0), 0, focal, gate_of(WIDE / HIGH, squeeze), None, stop)


def blurred(rgb: Bytes, depth: float | Floats, seen: View) -> Bytes:
    done = rgb.copy()
    soften(done, np.ascontiguousarray(np.broadcast_to(np.float32(depth), rgb.shape[:2])), seen)
    return done


def spread(rgb: Bytes) -> tuple[float, float]:
    """Diameters across and up of the disc of even light whose second moments a picture of one point has."""
    light = LIGHT[rgb[:, :, 0]].astype(np.float64)
    y, x = np.mgrid[: rgb.shape[0], : rgb.shape[1]]
    total = light.sum()
    cx, cy = (light * x).sum() / total, (light * y).sum() / total
    return 4 * math.sqrt((light * (x - cx) ** 2).sum() / total), 4 * math.sqrt((light * (y - cy) ** 2).sum() / total)


SIZES = [(96, 72, 1.0), (128, 72, 1.0), (134, 72, 1.0), (172, 72, 1.0), (72, 128, 1.0), (172, 72, 2.0), (172, 72, 1.33)]


@pytest.mark.parametrize(("width", "height", "squeeze"), SIZES)
def test_a_body_is_as_large_in_the_id_pass_as_lens_arithmetic_says(width: int, height: int, squeeze: float) -> None:
    film = Format(width=width, height=height, squeeze=squeeze)
    key = CameraKey(frame=0, position=(0.3, -5.0, 0.9), target=(0.3, 0.0, 0.9), focal_mm=40)
    mark = Mark(character="ann", frame=0, position=(0.0, 0.0, 0.0), yaw=0)
    alone = shot(camera=(key,), marks=(mark,), subjects=("ann",), lens_mm=40)
    look = Look(labels=False, supersample=1.0)
    painter = Painter(request(shot=alone, place=field(), format=film, look=look), BallBody)
    rows, columns = np.nonzero(painter.draw(0).ids == 1)
    # On paper: the whole width of the sensor, or its whole height where the picture is narrower than it.
    used = min(24.89 * squeeze, 18.66 * width / height)
    body = painter.stock.vertices[painter.stock.moving[0].vertices]
    away = body[:, 1] + 5.0
    x = width / 2 + (body[:, 0] - 0.3) / away * 40 / used * width
    y = height / 2 - (body[:, 2] - 0.9) / away * 40 / used * width
    for seen, meant, most in ((columns, x, width), (rows, y, height)):
        assert seen.min() == pytest.approx(max(meant.min(), 0), abs=1)
        assert seen.max() + 1 == pytest.approx(min(meant.max(), most), abs=1)


def test_any_size_and_shape_of_picture_is_drawn() -> None:
    for width, height, squeeze in ((64, 128, 1.0), (66, 70, 1.0), (130, 66, 2.0), (70, 64, 1.0)):
        film = Format(width=width, height=height, squeeze=squeeze)
        drawn = Painter(request(format=film, shot=shot(stop=1.4)), BallBody).draw(0)
        assert drawn.rgb.shape == (height, width, 3)
        assert set(np.unique(drawn.ids)) == {0, 1, 2}


def test_without_a_stop_nothing_is_touched() -> None:
    rgb = np.random.default_rng(1).integers(0, 256, (HIGH, WIDE, 3), np.uint8)
    assert np.array_equal(blurred(rgb, 40.0, view(2.0, stop=None)), rgb)


def test_what_is_in_focus_keeps_its_bytes() -> None:
    rgb = np.random.default_rng(2).integers(0, 256, (HIGH, WIDE, 3), np.uint8)
    assert np.array_equal(blurred(rgb, 2.0, view(2.0)), rgb)
    depth = np.full((HIGH, WIDE), 9.0, np.float32)
    depth[60:200, 100:300] = 2.0
    done = blurred(rgb, depth, view(2.0))
    assert np.array_equal(done[60:200, 100:300], rgb[60:200, 100:300])
    assert not np.array_equal(done, rgb)


@pytest.mark.parametrize(
    ("away", "focus", "focal", "stop"),
    [
        (9.0, 2.0, 75.0, 2.0),
        (4.0, 2.0, 75.0, 2.0),
        (30.0, 3.0, 50.0, 1.4),
        (1.2, 2.0, 75.0, 2.8),
        (3.0, 5.0, 100.0, 2.0),
    ],
)
def test_a_point_is_drawn_as_wide_as_the_circle_of_confusion(
    away: float, focus: float, focal: float, stop: float
) -> None:
    rgb = np.zeros((HIGH, WIDE, 3), np.uint8)
    rgb[133:137, 238:242] = 255
    # Thin lens, in millimetres: aperture x magnification of the focused plane x how far off it the point is.
    s, d = 1000 * focus, 1000 * away
    on_sensor = focal / stop * focal / (s - focal) * abs(d - s) / d
    pixels = on_sensor / 14.0006 * HIGH
    across, up = spread(blurred(rgb, away, view(focus, stop, focal)))
    own = (4 * 4 - 1) / 12 * 16  # the point is four pixels wide itself
    assert pixels > 4
    assert math.sqrt(up**2 - own) == pytest.approx(pixels, abs=1)
    assert math.sqrt(across**2 - own) == pytest.approx(pixels, abs=1)


def test_an_anamorphic_lens_draws_upright_ovals() -> None:
    rgb = np.zeros((HIGH, WIDE, 3), np.uint8)
    rgb[133:137, 238:242] = 255
    across, up = spread(blurred(rgb, 9.0, view(2.0, 1.4, squeeze=2.0)))
    assert up > 12
    assert up / across == pytest.approx(2, rel=0.15)


def test_a_circle_is_never_wider_than_tells_anything() -> None:
    assert circle_of(view(0.4, 0.7, 200.0), HIGH).largest == pytest.approx(0.12 * HIGH)
    rgb = np.random.default_rng(3).integers(0, 256, (HIGH, WIDE, 3), np.uint8)
    depth = np.geomspace(0.05, 5000, HIGH * WIDE, dtype=np.float32).reshape(HIGH, WIDE)
    depth[:9] = np.inf
    assert blurred(rgb, depth, view(0.4, 0.7, 200.0)).std() < rgb.std()


def test_nothing_of_a_sharp_thing_gets_into_what_is_blurred_behind_it() -> None:
    rgb = np.full((HIGH, WIDE, 3), 120, np.uint8)
    rgb[80:190, 200:300] = (255, 0, 0)
    depth = np.full((HIGH, WIDE), 9.0, np.float32)
    depth[80:190, 200:300] = 2.0
    done = blurred(rgb, depth, view(2.0)).astype(int)
    behind = depth == 9.0
    assert np.abs(done[behind] - 120).max() <= 1


def test_a_blurred_thing_before_a_sharp_one_spreads_over_it_and_lets_it_shine_through() -> None:
    rgb = np.full((HIGH, WIDE, 3), 120, np.uint8)
    rgb[:, :200] = (255, 0, 0)
    depth = np.full((HIGH, WIDE), 3.0, np.float32)
    depth[:, :200] = 0.8
    done = blurred(rgb, depth, view(3.0))[HIGH // 2].astype(int)
    red = done[:, 0] - done[:, 1]
    assert red[203] > 60
    assert 10 < red[196] < 245
    assert red[100] > 250
    assert (np.diff(red[150:260]) <= 3).all(), "it fades out evenly over its rim"
    assert red[260] == 0


def test_what_is_a_little_unsharp_does_not_dissolve_before_what_is_very_much_so() -> None:
    rgb = np.full((HIGH, WIDE, 3), (0, 0, 200), np.uint8)
    rgb[60:210, 160:320] = (200, 160, 120)
    depth = np.full((HIGH, WIDE), 60.0, np.float32)
    depth[60:210, 160:320] = 2.25
    done = blurred(rgb, depth, view(2.0, 1.4)).astype(int)
    assert (np.abs(done[70:200, 170:310] - (200, 160, 120)) < 12).all()


def test_an_even_picture_stays_as_it_is_however_it_is_blurred() -> None:
    rng = np.random.default_rng(4)
    depth = np.repeat(np.repeat(rng.uniform(0.5, 40, (9, 16)), 30, 0), 30, 1).astype(np.float32)
    rgb = np.full((HIGH, WIDE, 3), (30, 128, 222), np.uint8)
    assert np.abs(blurred(rgb, depth, view(3.0)).astype(int) - rgb).max() <= 2


def test_only_the_picture_is_blurred() -> None:
    near = CameraKey(frame=0, position=(0.0, -1.9, 1.5), target=(0.0, 1.0, 1.0), focal_mm=20, focus_m=0.6)
    sharp, soft = (Painter(request(shot=shot(camera=(near,), stop=stop)), BallBody).draw(0) for stop in (None, 0.7))
    assert np.array_equal(sharp.depth, soft.depth)
    assert np.array_equal(sharp.ids, soft.ids)
    assert np.array_equal(sharp.normal, soft.normal)
    assert not np.array_equal(sharp.rgb, soft.rgb)


def test_a_board_is_as_unsharp_as_the_picture() -> None:
    near = CameraKey(frame=0, position=(0.0, -1.9, 1.5), target=(0.0, 1.0, 1.0), focal_mm=20, focus_m=0.6)
    sharp, soft = (Painter(request(shot=shot(camera=(near,), stop=stop)), BallBody).sketch(0) for stop in (None, 0.7))
    assert not np.array_equal(sharp, soft)


def test_a_focus_counts_only_where_a_stop_lets_it_be_seen() -> None:
    def asked(stop: float | None, metres: float | None, **more: Any) -> dict[str, Any]:
        key = shot().camera[0].but(focus_m=metres)
        return request(shot=shot(stop=stop, camera=(key,), **more)).recipe()

    half = Half(subjects=("bo",), camera=shot().camera)
    assert asked(None, None) == asked(None, 2.0)
    assert asked(2.0, None) != asked(None, None)
    assert asked(2.0, 2.0) != asked(2.0, None)
    assert asked(None, None, split=half) != asked(None, None, split=half.but(stop=2.0))


# What is written of it


def _stage(stop: float | None, squeeze: float = 1.0) -> Stage:
    film = Format(width=430, height=180, squeeze=squeeze)
    keys = (
        CameraKey(frame=0, position=(0, -4, 1.5), target=(0, 0, 1.5), focal_mm=50, focus_m=1.0),
        CameraKey(frame=2, position=(0, -2, 1.5), target=(0, 0, 1.5), focal_mm=25, focus_m=2.0),
    )
    taken = shot(move="dolly_zoom", camera=keys, stop=stop)
    views = tuple(view_of(taken, frame, film) for frame in range(3))
    return Stage("1", film.rate, 3, (), (), (Camera("1-A1", 0, views, film),))


def test_usd_has_the_stop_the_focus_and_what_the_lens_sees() -> None:
    text, _ = usda(_stage(2.0, 2.0))
    assert "float fStop = 2" in text
    focus = text[text.index("float focusDistance.timeSamples") :].partition("}")[0]
    assert [float(metres) for metres in re.findall(r"\d: ([\d.]+)", focus)] == pytest.approx(
        [1.0, 4 / 3, 2.0], abs=1e-4
    )
    assert "float focalLength.timeSamples" in text
    apertures = {line.split()[1]: float(line.split()[-1]) for line in text.split("\n") if "Aperture" in line}
    assert apertures == {
        "horizontalAperture": pytest.approx(0.1866 * 430 / 180, abs=1e-4),
        "verticalAperture": pytest.approx(0.1866, abs=1e-4),
    }
    assert "fStop" not in usda(_stage(None))[0]


def test_gltf_says_the_stop_and_the_focus_beside_the_camera() -> None:
    data = glb(_stage(2.0))
    tree = json.loads(data[20 : 20 + int.from_bytes(data[12:16], "little")])
    (extras,) = (node["extras"] for node in tree["nodes"] if "camera" in node)
    assert (extras["stop"], extras["focus_m"]) == (2.0, [1.0, 1.3333, 2.0])
    assert extras["sensor_width_mm"] == pytest.approx(24.89)
    assert any("KHR_animation_pointer" in str(channel) for channel in tree["animations"][0]["channels"])
