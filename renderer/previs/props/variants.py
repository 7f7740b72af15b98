"""Things whose word says more than their kind: a staff is no hammer, sugar no dinner; and a box that is open."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from film.base import Vec3
from film.shot import ShotProp
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import Mesh, ball, box, cylinder, join, quad, rod

_WITHIN = 0.13
"""Metres from a box's middle within which a thing lies in it."""


def is_open(thing: ShotProp, props: Sequence[ShotProp]) -> bool:
    """Whether something lies in a box, which must then be open to show it."""
    return thing.kind == "box" and any(_lies_in(each, thing) for each in props if each.prop != thing.prop)


def _lies_in(small: ShotProp, large: ShotProp) -> bool:
    if small.holder is not None or large.holder is not None:
        return False
    above = small.position[2] - large.position[2]
    return 0.02 < above < 0.25 and math.dist(small.position[:2], large.position[:2]) < _WITHIN


def open_carton(colour: Rgb | None) -> Mesh:
    """A carton with its four flaps turned out, and paper in it on which its contents lie."""
    card = colour if colour is not None else linear("#9a8058")
    paper = linear("#b9b2a2")
    walls = [
        box((-0.15, -0.11, 0), (-0.146, 0.11, 0.2), card),
        box((0.146, -0.11, 0), (0.15, 0.11, 0.2), card),
        box((-0.146, -0.11, 0), (0.146, -0.106, 0.2), card),
        box((-0.146, 0.106, 0), (0.146, 0.11, 0.2), card),
        box((-0.146, -0.106, 0.01), (0.146, 0.106, 0.165), paper),
    ]
    flaps = []
    for s in (-1, 1):
        flaps += _flap((0.15 * s, -0.11, 0.2), (0.15 * s, 0.11, 0.2), (0.085 * s, 0, -0.04), times(card, 1.25))
        flaps += _flap((-0.15, 0.11 * s, 0.2), (0.15, 0.11 * s, 0.2), (0, 0.08 * s, -0.05), times(card, 1.4))
    return join([*walls, *flaps])


def _flap(a: Vec3, b: Vec3, out: Vec3, colour: Rgb) -> list[Mesh]:
    """A sheet from the edge a-b outwards, seen from both sides."""
    c: Vec3 = (b[0] + out[0], b[1] + out[1], b[2] + out[2])
    d: Vec3 = (a[0] + out[0], a[1] + out[1], a[2] + out[2])
    low: list[Vec3] = [(x, y, z - 0.004) for x, y, z in (d, c, b, a)]
    return [quad((a, b, c, d), colour), quad(low, times(colour, 0.7))]


def _staff(colour: Rgb | None) -> Mesh:
    """A wooden staff as tall as a shoulder, in the grip at two thirds of it."""
    wood = colour if colour is not None else linear("#7d5d3d")
    return join([rod((0, 0, -0.95), (0, 0, 0.5), 0.017, wood, 10), ball((0, 0, 0.52), (0.03, 0.03, 0.04), wood, 10)])


def _pen(colour: Rgb | None) -> Mesh:
    ink = colour if colour is not None else linear("#23304a")
    return join([rod((0, 0, -0.05), (0, 0, 0.09), 0.005, ink, 8), rod((0, 0, 0.09), (0, 0, 0.1), 0.002, ink, 6)])


def _sugar(colour: Rgb | None) -> Mesh:
    """A bowl with sugar in it."""
    china = colour if colour is not None else linear("#c9c4b8")
    return join(
        [
            cylinder(0, 0, 0, 0.055, 0.03, china, top=0.05, sides=18),
            ball((0, 0, 0.05), (0.044, 0.044, 0.018), linear("#e4e0d8"), 12),
        ]
    )


VARIANTS: dict[str, Callable[[Rgb | None], Mesh]] = {
    **dict.fromkeys(("staff", "stick", "cane"), _staff),
    **dict.fromkeys(("pen", "pencil", "brush", "stylo", "stift"), _pen),
    **dict.fromkeys(("sugar",), _sugar),
}
"""A maker by a word of the prop's id, before its kind is asked."""
