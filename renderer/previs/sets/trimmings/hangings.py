"""What hangs on the walls of each kind of place, each thing in a wall's frame: x along it, y into the room."""

from __future__ import annotations

import math
from collections.abc import Callable

from renderer.previs.colour import Rgb, linear, times
from renderer.previs.lettering import Ink
from renderer.previs.mesh import FABRIC, TILES, Mesh, box, cylinder, disc, join, quad, rod
from renderer.previs.sets.chance import Dice
from renderer.previs.sets.piece import board

Hanging = Callable[[Dice], tuple[Mesh, float, float]]
"""A mesh with its middle at x = 0, how wide it is, and how high its lower edge hangs."""

_STEEL, _DARK, _WOOD = linear("#8d9194"), linear("#26282a"), linear("#6a4b33")


def flat(x0: float, x1: float, z0: float, z1: float, paint: Rgb, deep: float = 0.02) -> Mesh:
    """A board on the wall."""
    return box((x0, 0.0, z0), (x1, deep, z1), paint)


def lettered(text: str, wide: float, high: float, ink: Ink, paper: Ink) -> Mesh:
    """A sign."""
    return board(text, 0.02, 0.0, 0.0, wide, high, ink, paper).placed((0.0, 0.0, 0.0), 90.0)


def pinboard(dice: Dice) -> tuple[Mesh, float, float]:
    """Cork in a frame with sheets of paper pinned to it."""
    parts = [flat(-0.65, 0.65, 0, 0.9, _WOOD), flat(-0.6, 0.6, 0.05, 0.85, linear("#a07f56"), 0.024)]
    for i in range(9):
        x, z = -0.52 + 0.38 * (i % 3) + dice.between(0, 0.08), 0.1 + 0.25 * (i // 3) + dice.between(0, 0.04)
        paper = linear(dice.one_of("#d8d4c8", "#d5cf9f", "#b9c8cc", "#d0b8b0"))
        parts.append(flat(x, x + dice.between(0.14, 0.26), z, z + dice.between(0.14, 0.2), paper, 0.03))
    return join(parts), 1.3, 1.05


def extinguisher(_dice: Dice) -> tuple[Mesh, float, float]:
    """Red, with its hose, under a small sign."""
    body = cylinder(0, 0.1, 0, 0.48, 0.075, linear("#a3221c"), sides=12)
    neck = cylinder(0, 0.1, 0.48, 0.58, 0.03, _DARK, sides=8)
    sign = flat(-0.09, 0.09, 0.85, 1.03, linear("#a3221c"), 0.01)
    return join([body, neck, rod((0.03, 0.1, 0.55), (0.1, 0.1, 0.2), 0.012, _DARK, 5), sign]), 0.3, 0.5


def radiator(_dice: Dice) -> tuple[Mesh, float, float]:
    """Ribs of iron under a window or on a bare wall."""
    ribs = [box((-0.5 + 0.1 * i, 0.03, 0), (-0.43 + 0.1 * i, 0.12, 0.55), linear("#c4c0b6")) for i in range(10)]
    bars = [box((-0.5, 0.05, z), (0.5, 0.1, z + 0.04), linear("#b5b1a8")) for z in (0.05, 0.46)]
    return join([*ribs, *bars]), 1.0, 0.12


def towels(dice: Dice) -> tuple[Mesh, float, float]:
    """Two on a rail."""
    rail = rod((-0.35, 0.07, 0.62), (0.35, 0.07, 0.62), 0.012, _STEEL, 6)
    cloths = [
        box((x, 0.055, 0.0 + dice.between(0, 0.1)), (x + 0.27, 0.09, 0.635), linear(tint), FABRIC)
        for x, tint in ((-0.32, "#c8b9a0"), (0.03, "#8fa3a6"))
    ]
    return join([rail, *cloths]), 0.7, 0.95


def tools(dice: Dice) -> tuple[Mesh, float, float]:
    """A board of hooks: saw, hammers, spanners, pliers."""
    parts = [flat(-0.8, 0.8, 0, 0.9, linear("#8a744f"))]
    for i in range(8):
        x, tall = -0.68 + 0.19 * i, dice.between(0.22, 0.5)
        parts.append(flat(x - 0.012, x + 0.012, 0.75 - tall, 0.75, linear("#4a3a2c" if i % 2 else "#7d8286"), 0.045))
        wide = dice.between(0.025, 0.07)
        parts.append(flat(x - wide, x + wide, 0.7, 0.78, linear("#35393c"), 0.055))
    saw = flat(-0.55, 0.1, 0.08, 0.2, _STEEL, 0.03)
    return join([*parts, saw, flat(0.1, 0.28, 0.06, 0.22, _WOOD, 0.045)]), 1.6, 1.1


def chart(dice: Dice) -> tuple[Mesh, float, float]:
    """A map: sea, land in three greens, two rods."""
    parts = [flat(-0.75, 0.75, 0, 1.05, linear("#9fb7c4"), 0.012)]
    for i in range(11):
        x, z = dice.between(-0.6, 0.5), dice.between(0.12, 0.8)
        green = linear(dice.one_of("#8a9a62", "#a39a6a", "#75885a"))
        parts.append(flat(x, x + dice.between(0.1, 0.3), z, z + dice.between(0.08, 0.2), green, 0.014 + 0.001 * i))
    bars = [rod((-0.8, 0.02, z), (0.8, 0.02, z), 0.018, _WOOD, 6) for z in (0.0, 1.05)]
    return join([*parts, *bars]), 1.6, 1.0


def cross(_dice: Dice) -> tuple[Mesh, float, float]:
    """A tall cross of wood."""
    upright, arms = box((-0.09, 0, 0), (0.09, 0.1, 2.4), _WOOD), box((-0.62, 0, 1.5), (0.62, 0.1, 1.68), _WOOD)
    return join([upright, arms]), 1.3, 2.3


def shield(dice: Dice) -> tuple[Mesh, float, float]:
    """A round shield before two crossed spears."""
    spears = [rod((s * 0.7, 0.03, 0.0), (-s * 0.7, 0.03, 1.3), 0.02, _WOOD, 5) for s in (-1, 1)]
    points = [rod((-s * 0.7, 0.03, 1.3), (-s * 0.8, 0.03, 1.5), 0.035, _STEEL, 4) for s in (-1, 1)]
    paint = linear(dice.one_of("#7d3b2f", "#3f5a5a", "#8a6f35"))
    rim, boss = disc((0, 0.06, 0.65), (0, 1, 0), 0.42, 0.04, times(paint, 0.5), 18), linear("#9a9488")
    face = disc((0, 0.075, 0.65), (0, 1, 0), 0.38, 0.04, paint, 18)
    return join([*spears, *points, rim, face, disc((0, 0.1, 0.65), (0, 1, 0), 0.1, 0.05, boss, 10)]), 1.6, 1.3


def banner(dice: Dice) -> tuple[Mesh, float, float]:
    """A long cloth with a lozenge on it."""
    cloth = linear(dice.one_of("#7d1f24", "#2f3b6b", "#35573f"))
    mark = quad([(0, 0.035, 1.0), (-0.25, 0.035, 1.4), (0, 0.035, 1.8), (0.25, 0.035, 1.4)], linear("#c9a85a"))
    pole = rod((-0.55, 0.04, 2.6), (0.55, 0.04, 2.6), 0.025, _WOOD, 6)
    return join([box((-0.45, 0.0, 0.1), (0.45, 0.03, 2.6), cloth, FABRIC), mark, pole]), 1.0, 1.7


def pipes(_dice: Dice) -> tuple[Mesh, float, float]:
    """Two pipes up the wall with a valve between."""
    parts = [rod((x, 0.08, 0), (x, 0.08, 2.4), r, linear(c), 8) for x, r, c in
             ((-0.2, 0.05, "#8a5a3c"), (0.0, 0.035, "#7d8286"), (0.18, 0.06, "#6a6d70"))]  # fmt: skip
    wheel = disc((0.0, 0.16, 1.25), (0, 1, 0), 0.1, 0.02, linear("#8f2b22"), 12)
    return join([*parts, wheel, rod((-0.2, 0.08, 2.0), (0.18, 0.08, 2.0), 0.035, _STEEL, 6)]), 0.6, 0.0


def wall_bars(_dice: Dice) -> tuple[Mesh, float, float]:
    """A gymnast's ladder."""
    posts = [box((x - 0.04, 0, 0), (x + 0.04, 0.12, 2.5), linear("#9a7b52")) for x in (-0.9, 0.0, 0.9)]
    rungs = [rod((-0.9, 0.1, 0.2 + 0.2 * i), (0.9, 0.1, 0.2 + 0.2 * i), 0.02, linear("#b08d57"), 6) for i in range(12)]
    return join([*posts, *rungs]), 1.9, 0.0


def lifebuoy(_dice: Dice) -> tuple[Mesh, float, float]:
    """A ring, white with red quarters."""
    parts = []
    for i in range(12):
        a, b = i / 12 * math.tau, (i + 1) / 12 * math.tau
        ends = [(0.3 * math.cos(t), 0.09, 0.3 + 0.3 * math.sin(t)) for t in (a, b)]
        parts.append(rod(ends[0], ends[1], 0.07, linear("#b5311f" if i % 3 == 0 else "#d8d8d2"), 5))
    return join(parts), 0.8, 1.2


def two_way_mirror(_dice: Dice) -> tuple[Mesh, float, float]:
    """The dark glass of an interview room."""
    return join([flat(-0.85, 0.85, 0, 0.95, _STEEL), flat(-0.8, 0.8, 0.05, 0.9, linear("#1b242c"), 0.025)]), 1.7, 1.05


def goods_shelf(dice: Dice) -> tuple[Mesh, float, float]:
    """Three boards on the wall with tins, boxes and bottles."""
    parts = []
    for z in (0.0, 0.42, 0.84):
        parts.append(box((-0.75, 0.0, z), (0.75, 0.24, z + 0.025), _WOOD))
        x = -0.7
        while x < 0.6:
            wide, tall = dice.between(0.07, 0.16), dice.between(0.14, 0.32)
            tint = linear(dice.one_of("#7a4a3c", "#4a5a6a", "#94804a", "#5f7060", "#b0aa9c", "#6a5560"))
            parts.append(box((x, 0.04, z + 0.025), (x + wide, 0.2, z + 0.025 + tall), tint))
            x += wide + dice.between(0.01, 0.05)
    return join(parts), 1.5, 1.0


def poster(dice: Dice) -> tuple[Mesh, float, float]:
    """A large advertisement: sky, sun, a coast."""
    parts = [flat(-0.5, 0.5, 0, 1.4, linear("#d8d4c8"), 0.012)]
    tints = (("#8fb7c9", "#c9a86a", "#2f5a7a"), ("#c98f6a", "#7a3f3a", "#4a3550"), ("#a9c29a", "#5a7a4a", "#c9c27a"))
    sky, land, sea = tints[int(dice.between(0, 2.99))]
    for low, high, tint in ((0.62, 1.34, sky), (0.42, 0.62, land), (0.2, 0.42, sea)):
        parts.append(flat(-0.45, 0.45, low, high, linear(tint), 0.016))
    sun = disc((dice.between(-0.25, 0.25), 0.016, 1.02), (0, 1, 0), 0.14, 0.01, linear("#e8d9a0"), 16)
    return join([*parts, sun, flat(-0.3, 0.3, 0.08, 0.13, linear("#3a3a3a"), 0.016)]), 1.0, 0.9


def emblem(_dice: Dice) -> tuple[Mesh, float, float]:
    """A seal on a dark board between two flags."""
    parts = [disc((0, 0.03, 0.75), (0, 1, 0), 0.5, 0.05, linear("#b08d57"), 24)]
    parts += [disc((0, 0.05, 0.75), (0, 1, 0), 0.4, 0.05, linear("#2a3f66"), 24)]
    parts += [disc((0, 0.07, 0.75), (0, 1, 0), 0.16, 0.05, linear("#c9a85a"), 12)]
    for side, tint in ((-1, "#7d1f24"), (1, "#2f3b6b")):
        parts.append(rod((side * 0.85, 0.08, 0.0), (side * 0.85, 0.08, 1.6), 0.02, linear("#b08d57"), 6))
        low, high = sorted((side * 0.85, side * 1.05))
        parts.append(box((low, 0.06, 0.5), (high, 0.12, 1.5), linear(tint), FABRIC))
    return join(parts), 2.2, 1.9


def buttons(_dice: Dice) -> tuple[Mesh, float, float]:
    """A lift's panel: two rows of buttons under a small display."""
    parts = [flat(-0.11, 0.11, 0, 0.6, _STEEL, 0.012), flat(-0.07, 0.07, 0.48, 0.56, _DARK, 0.016)]
    parts += [
        disc((x, 0.014, 0.08 + 0.09 * i), (0, 1, 0), 0.024, 0.012, linear("#e0d8b8" if i % 3 else "#d9a04a"), 10)
        for x in (-0.045, 0.045)
        for i in range(4)
    ]
    return join(parts), 0.24, 1.0


def notice(text: str, colour: str = "#2f4a57", high: float = 0.42) -> Hanging:
    """A lettered sign."""

    def hang(_dice: Dice) -> tuple[Mesh, float, float]:
        wide = 0.28 * max(len(text), 3) * high / 0.5 + 0.3
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        words = lettered(text, wide, high, (238, 234, 222), (red, green, blue))
        return join([flat(-wide / 2, wide / 2, 0, high, linear(colour), 0.018), words]), wide, 2.05

    return hang


def tiled(x0: float, x1: float, top: float, paint: Rgb) -> Mesh:
    """A stretch of tiles from the floor up."""
    y = 0.006
    corners = [(x1, y, 0.0), (x0, y, 0.0), (x0, y, top), (x1, y, top)]
    return quad(corners, paint, pattern=TILES)
