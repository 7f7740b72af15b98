"""What is held, carried, eaten and fired: one small maker for each kind of thing."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from film.shot import PropKind
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import BOARDS, GLOWS, Mesh, ball, block, box, cylinder, disc, join, prism, ring, rod

Shape = Callable[[Rgb | None], Mesh]


def _or(colour: Rgb | None, usual: str) -> Rgb:
    return colour if colour is not None else linear(usual)


def _cup(c: Rgb | None) -> Mesh:
    paint = _or(c, "#c8c2b4")
    return join(
        [
            cylinder(0, 0, 0, 0.095, 0.034, paint, top=0.041, sides=16),
            cylinder(0, 0, 0.095, 0.0955, 0.036, linear("#3a2a1f"), sides=16),
            ring((0.052, 0, 0.05), (0, 1, 0), 0.024, 0.005, paint, 10),
        ]
    )


def _bottle(c: Rgb | None) -> Mesh:
    paint = _or(c, "#3d5540")
    return join(
        [
            cylinder(0, 0, 0, 0.19, 0.036, paint, sides=14),
            cylinder(0, 0, 0.19, 0.235, 0.036, paint, top=0.014, sides=14),
            cylinder(0, 0, 0.235, 0.295, 0.014, paint, sides=10),
            cylinder(0, 0, 0.06, 0.145, 0.0368, linear("#c7bd9f"), sides=14),
        ]
    )


def _glass(c: Rgb | None) -> Mesh:
    return join(
        [
            cylinder(0, 0, 0, 0.11, 0.031, _or(c, "#9fb4b8"), top=0.037, sides=14),
            cylinder(0, 0, 0.11, 0.1105, 0.034, linear("#6d4e2c"), sides=14),
        ]
    )


def _key(c: Rgb | None) -> Mesh:
    """An old key: a broad bow, a collar, a round shank and a bit with two wards."""
    metal = _or(c, "#b39a5c")
    dark = times(metal, 0.75)
    return join(
        [
            ring((0, 0, -0.012), (0, 1, 0), 0.017, 0.0045, metal, 16),
            disc((0, 0, 0.008), (0, 0, 1), 0.007, 0.004, dark, 12),
            rod((0, 0, 0.006), (0, 0, 0.078), 0.0042, metal, 10),
            box((0.002, -0.0022, 0.052), (0.022, 0.0022, 0.058), metal),
            box((0.002, -0.0022, 0.062), (0.018, 0.0022, 0.066), metal),
            box((0.002, -0.0022, 0.069), (0.022, 0.0022, 0.075), metal),
            ring((0, 0, -0.034), (0, 1, 0.3), 0.016, 0.003, linear("#5a3d28"), 12),
            box((-0.008, -0.0015, -0.088), (0.008, 0.0015, -0.048), linear("#5a3d28")),
        ]
    )


def _bag(c: Rgb | None) -> Mesh:
    hide = _or(c, "#5d4535")
    handle = [rod((s * 0.09, 0, 0.2), (s * 0.045, 0, 0.3), 0.009, times(hide, 0.7), 6) for s in (-1, 1)]
    top = rod((-0.045, 0, 0.3), (0.045, 0, 0.3), 0.009, times(hide, 0.7), 6)
    return join(
        [
            box((-0.17, -0.06, 0), (0.17, 0.06, 0.21), hide),
            box((-0.172, -0.062, 0.13), (0.172, 0.062, 0.15), times(hide, 0.7)),
            *handle,
            top,
        ]
    )


def _suitcase(c: Rgb | None) -> Mesh:
    hide = _or(c, "#6d4f3a")
    bands = [box((x - 0.015, -0.092, 0), (x + 0.015, 0.092, 0.48), times(hide, 0.65)) for x in (-0.2, 0.2)]
    handle = [
        rod((-0.07, 0, 0.48), (-0.06, 0, 0.55), 0.01, times(hide, 0.6), 6),
        rod((0.07, 0, 0.48), (0.06, 0, 0.55), 0.01, times(hide, 0.6), 6),
        rod((-0.065, 0, 0.55), (0.065, 0, 0.55), 0.012, times(hide, 0.6), 6),
    ]
    return join([box((-0.34, -0.09, 0), (0.34, 0.09, 0.478), hide), *bands, *handle])


def _carton(c: Rgb | None) -> Mesh:
    card = _or(c, "#9a8058")
    return join(
        [
            box((-0.15, -0.11, 0), (0.15, 0.11, 0.199), card),
            box((-0.15, -0.02, 0.1985), (0.15, 0.02, 0.2), times(card, 1.4)),
        ]
    )


def _gun(c: Rgb | None) -> Mesh:
    steel = _or(c, "#2b2e31")
    return join(
        [
            box((-0.045, -0.013, 0.03), (0.145, 0.013, 0.062), steel),
            box((-0.05, -0.012, -0.065), (-0.005, 0.012, 0.035), times(steel, 0.7)),
            ring((0.022, 0, 0.014), (0, 1, 0), 0.018, 0.003, steel, 10),
        ]
    )


def _knife(c: Rgb | None) -> Mesh:
    blade = prism(
        [(-0.016, 0.06), (0.016, 0.06), (0.014, 0.2), (-0.016, 0.245)], -0.0015, 0.0015, _or(c, "#a9afb2"), "y"
    )
    return join([blade, box((-0.014, -0.011, -0.06), (0.014, 0.011, 0.06), linear("#2d2420"))])


def _torch(c: Rgb | None) -> Mesh:
    body = _or(c, "#33373a")
    forward = np.array([[0, 0, 1, 0.0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]], np.float64)
    lens = cylinder(0, 0, 0.142, 0.146, 0.028, (1.9, 1.75, 1.3), sides=14).painted(add_flags=GLOWS)
    return join(
        [
            cylinder(0, 0, -0.07, 0.1, 0.018, body, sides=12),
            cylinder(0, 0, 0.1, 0.143, 0.02, body, top=0.031, sides=12),
            lens,
        ]
    ).framed(forward)


def _umbrella(c: Rgb | None) -> Mesh:
    cloth = _or(c, "#2f3640")
    sides = 8
    outer = [(0.52 * math.cos(i / sides * math.tau), 0.52 * math.sin(i / sides * math.tau)) for i in range(sides)]
    canopy = cylinder(0, 0, 0.78, 0.98, 0.52, cloth, top=0.03, sides=sides)
    ribs = [rod((x, y, 0.78), (0, 0, 0.97), 0.004, linear("#7d8285"), 4) for x, y in outer]
    return join(
        [
            canopy,
            *ribs,
            rod((0, 0, 0.06), (0, 0, 1.05), 0.008, linear("#6a6f72"), 6),
            rod((0, 0, -0.04), (0, 0, 0.1), 0.014, linear("#4a3324"), 8),
        ]
    )


def _hat(c: Rgb | None) -> Mesh:
    felt = _or(c, "#4a4038")
    return join(
        [
            cylinder(0, 0, 0, 0.012, 0.15, felt, sides=20),
            cylinder(0, 0, 0.012, 0.11, 0.09, felt, top=0.075, sides=16),
            cylinder(0, 0, 0.012, 0.035, 0.092, times(felt, 0.4), sides=16),
        ]
    )


def _flower(c: Rgb | None) -> Mesh:
    petals = _or(c, "#a8524f")
    blooms = [
        ball(
            (0.03 * math.cos(i * 2.1), 0.03 * math.sin(i * 2.1), 0.3 + 0.02 * (i % 2)),
            (0.028, 0.028, 0.026),
            times(petals, 0.85 + 0.15 * (i % 3)),
            8,
        )
        for i in range(3)
    ]
    stems = [
        rod((0, 0, 0), (0.03 * math.cos(i * 2.1), 0.03 * math.sin(i * 2.1), 0.3), 0.004, linear("#4c6a40"), 5)
        for i in range(3)
    ]
    return join([*stems, *blooms])


def _food(c: Rgb | None) -> Mesh:
    return join(
        [
            cylinder(0, 0, 0, 0.012, 0.075, linear("#c9c4b8"), top=0.11, sides=20),
            ball((0, 0, 0.03), (0.06, 0.05, 0.03), _or(c, "#a9713f"), 12),
            ball((0.03, 0.05, 0.025), (0.03, 0.025, 0.018), linear("#6b7d45"), 8),
        ]
    )


def _tool(c: Rgb | None) -> Mesh:
    steel = _or(c, "#6f7579")
    return join(
        [
            rod((0, 0, -0.12), (0, 0, 0.16), 0.014, linear("#7d5d3d"), 8),
            box((-0.055, -0.016, 0.14), (0.055, 0.016, 0.175), steel),
        ]
    )


def _coin(c: Rgb | None) -> Mesh:
    return disc((0, 0, 0.002), (0, 0, 1), 0.014, 0.003, _or(c, "#b89a4f"), 18)


def _camera(c: Rgb | None) -> Mesh:
    body = _or(c, "#26282a")
    lens = disc((0.055, 0, 0.045), (1, 0, 0), 0.032, 0.06, times(body, 1.6), 16)
    return join(
        [
            box((-0.025, -0.07, 0), (0.03, 0.07, 0.09), body),
            box((-0.02, -0.025, 0.09), (0.025, 0.025, 0.11), body),
            lens,
            disc((0.086, 0, 0.045), (1, 0, 0), 0.024, 0.003, linear("#3c4a5a"), 16),
        ]
    )


def _cigarette(c: Rgb | None) -> Mesh:
    tip = rod((0.08, 0, 0), (0.087, 0, 0), 0.0042, (1.6, 0.35, 0.08), 6).painted(add_flags=GLOWS)
    return join(
        [
            rod((0, 0, 0), (0.025, 0, 0), 0.0042, linear("#b5803f"), 6),
            rod((0.025, 0, 0), (0.08, 0, 0), 0.004, _or(c, "#d8d4c8"), 6),
            tip,
        ]
    )


def _rope(c: Rgb | None) -> Mesh:
    hemp = _or(c, "#9a815a")
    return join(
        ring((0, 0, 0.012 + i * 0.02), (0.05 * (i % 2), 0.03, 1), 0.13 - 0.008 * i, 0.012, hemp, 14) for i in range(4)
    )


def _toy(c: Rgb | None) -> Mesh:
    """A small bear."""
    fur = _or(c, "#8f6a44")
    limbs = [
        ball((x, y, z), (0.028, 0.028, 0.04), fur, 8)
        for x, y, z in ((0.03, 0.04, 0.03), (0.03, -0.04, 0.03), (0.02, 0.07, 0.1), (0.02, -0.07, 0.1))
    ]
    ears = [ball((0, s * 0.04, 0.235), (0.014, 0.02, 0.02), times(fur, 0.8), 6) for s in (-1, 1)]
    return join(
        [
            ball((0, 0, 0.085), (0.05, 0.055, 0.07), fur, 10),
            ball((0.005, 0, 0.19), (0.05, 0.052, 0.05), fur, 10),
            ball((0.05, 0, 0.18), (0.016, 0.02, 0.016), times(fur, 1.5), 6),
            *limbs,
            *ears,
        ]
    )


def _instrument(c: Rgb | None) -> Mesh:
    """A guitar, its neck up."""
    wood = _or(c, "#8a5a32")
    return join(
        [
            disc((0, 0, 0.19), (0, 1, 0), 0.19, 0.09, wood, 20),
            disc((0, 0, 0.42), (0, 1, 0), 0.14, 0.09, wood, 20),
            disc((0, -0.046, 0.33), (0, 1, 0), 0.045, 0.002, linear("#1c1612"), 14),
            box((-0.028, -0.055, 0.5), (0.028, -0.03, 0.92), linear("#4a3322")),
            box((-0.04, -0.055, 0.92), (0.04, -0.03, 1.05), linear("#3a281b")),
        ]
    )


def _thing(c: Rgb | None) -> Mesh:
    """Anything without a shape of its own: a small wooden box with a lid."""
    wood = _or(c, "#7f6a50")
    return join(
        [
            box((-0.06, -0.045, 0), (0.06, 0.045, 0.06), wood, BOARDS),
            box((-0.063, -0.048, 0.06), (0.063, 0.048, 0.075), times(wood, 1.25), BOARDS),
            block(0.063, 0, 0.045, (0.006, 0.02, 0.022), linear("#b39a5c")),
        ]
    )


SHAPES: dict[PropKind, Shape] = {
    "cup": _cup, "bottle": _bottle, "glass": _glass, "key": _key, "bag": _bag, "suitcase": _suitcase, "box": _carton,
    "gun": _gun, "knife": _knife, "torch": _torch, "umbrella": _umbrella, "hat": _hat, "flower": _flower,
    "food": _food, "tool": _tool, "coin": _coin, "camera": _camera, "cigarette": _cigarette, "rope": _rope,
    "toy": _toy, "instrument": _instrument, "thing": _thing,
}  # fmt: skip
"""A maker for every kind that is not flat, in a hand's or a table's frame; the colour asked for, or None."""
