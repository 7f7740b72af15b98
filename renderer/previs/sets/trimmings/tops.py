"""What stands on the tops of a place where nobody sits at them, and the cloths and candles of where one dines."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from film.place import Fixture, FixtureKind, PlaceSheet
from renderer.previs.colour import linear, times
from renderer.previs.mesh import FABRIC, GLOWS, Mesh, ball, box, cylinder, join, rod
from renderer.previs.sets.chance import Dice

_STEEL, _WHITE, _DARK = linear("#8d9194"), linear("#d8d4c8"), linear("#26282a")


def laid_tables(place: PlaceSheet, lit: float) -> list[Mesh]:
    """What belongs on the tops of this kind of place, in their places."""
    makers = _TOPS.get(place.kind, {})
    dice = Dice(place.kind, place.name, "tops")
    return [
        makers[each.kind](each, lit, dice).placed(each.position, each.yaw)
        for each in place.fixtures
        if each.kind in makers and each.model is None
    ]


def _cloth(table: Fixture, lit: float, dice: Dice) -> Mesh:
    """A white cloth that hangs over all sides, a candle and two glasses in the middle."""
    del dice
    x, y, z = table.size[0] / 2 + 0.012, table.size[1] / 2 + 0.012, table.size[2]
    drop = z - 0.26
    parts = [box((-x, -y, z - 0.004), (x, y, z + 0.002), _WHITE, FABRIC)]
    parts += [box((s * x - 0.004, -y, drop), (s * x + 0.004, y, z), times(_WHITE, 0.9), FABRIC) for s in (-1, 1)]
    parts += [box((-x, s * y - 0.004, drop), (x, s * y + 0.004, z), times(_WHITE, 0.95), FABRIC) for s in (-1, 1)]
    glasses = [_glass(0.1 * s, 0.16 * s, z) for s in (-1, 1)]
    return join([*parts, _candle(z, lit), *glasses])


def _round_cloth(table: Fixture, lit: float, dice: Dice) -> Mesh:
    """A candle in a jar and a card."""
    z = table.size[2]
    card = box((0.08, -0.05, z), (0.09, 0.05, z + 0.14), linear(dice.one_of("#c9b892", "#8a3b2c", "#3d5a48")))
    return join([_candle(z, lit), card])


def _candle(z: float, lit: float) -> Mesh:
    jar = cylinder(0, 0, z, z + 0.07, 0.035, linear("#7d3b2f"), sides=10)
    on = lit > 0.3
    flame = ball((0, 0, z + 0.105), (0.012, 0.012, 0.03), (1.8, 1.2, 0.5) if on else (0.7, 0.65, 0.5), 6)
    wax = cylinder(0, 0, z + 0.06, z + 0.085, 0.02, _WHITE, sides=8)
    return join([jar, wax, flame.painted(add_flags=GLOWS) if on else flame])


def _glass(x: float, y: float, z: float) -> Mesh:
    glass = linear("#aebcc0")
    return join(
        [
            cylinder(x, y, z, z + 0.006, 0.032, glass, sides=8),
            cylinder(x, y, z + 0.006, z + 0.09, 0.005, glass, sides=5),
            cylinder(x, y, z + 0.09, z + 0.17, 0.03, glass, top=0.034, sides=8),
        ]
    )


def _fruit(table: Fixture, lit: float, dice: Dice) -> Mesh:
    """A bowl of fruit."""
    del lit
    z = table.size[2]
    bowl = cylinder(0, 0, z, z + 0.07, 0.07, linear("#5f6d76"), top=0.15, sides=14)
    fruit = [
        ball((0.07 * math.cos(t), 0.07 * math.sin(t), z + 0.085), (0.038, 0.038, 0.038),
             linear(dice.one_of("#9a2f22", "#b08a2c", "#6f8a3a", "#b5622a")), 8)
        for t in (0.3, 1.6, 2.9, 4.2, 5.4)
    ]  # fmt: skip
    return join([bowl, *fruit])


def _stove(stove: Fixture, lit: float, dice: Dice) -> Mesh:
    """A kettle and a pan on the plates, a hood over them with its pipe."""
    del lit, dice
    x, y, z = stove.size[0] / 2, stove.size[1] / 2, stove.size[2]
    pan = cylinder(0.1, -0.14, z, z + 0.12, 0.11, _STEEL, sides=12)
    handle = rod((0.2, -0.14, z + 0.1), (0.38, -0.2, z + 0.11), 0.012, _DARK, 5)
    kettle = cylinder(-0.12, 0.14, z, z + 0.15, 0.1, linear("#8f2b22"), top=0.05, sides=12)
    spout = rod((-0.04, 0.14, z + 0.07), (0.06, 0.14, z + 0.14), 0.016, linear("#8f2b22"), 5)
    hood = box((-x, -y, 1.75), (x * 0.55, y, 1.87), _STEEL)
    pipe = box((-x, -0.14, 1.87), (-x + 0.26, 0.14, 2.5), times(_STEEL, 0.85))
    return join([pan, handle, kettle, spout, hood, pipe])


def _worktop(counter: Fixture, lit: float, dice: Dice) -> Mesh:
    """Jars along the back, a board with a loaf on it."""
    del lit
    x, y, z = counter.size[0] / 2, counter.size[1] / 2, counter.size[2]
    jars = [
        cylinder(-x + 0.12, -y + 0.15 + 0.15 * i, z, z + dice.between(0.12, 0.2), 0.055,
                 linear(dice.one_of("#b08d57", "#a9b4b2", "#8a5a3c")), sides=10)
        for i in range(max(1, min(3, int((2 * y - 0.3) / 0.15))))
    ]  # fmt: skip
    cut = box((-0.12, y - 0.5, z), (0.12, y - 0.14, z + 0.02), linear("#8a6a44"))
    loaf = ball((0.0, y - 0.32, z + 0.06), (0.06, 0.13, 0.05), linear("#9a6a34"), 8)
    return join([*jars, *([cut, loaf] if y > 0.4 else [])])


def _bench_top(counter: Fixture, lit: float, dice: Dice) -> Mesh:
    """Of a laboratory: flasks with colours in them, a rack of tubes, a microscope."""
    del lit
    y, z = counter.size[1] / 2, counter.size[2]
    parts = []
    for i in range(5):
        at = -y + 0.3 + 0.22 * i
        tint = linear(dice.one_of("#3f7a8a", "#8a3f5a", "#8a8a3f", "#4f8a4a"))
        parts.append(cylinder(0.0, at, z, z + 0.12, 0.06, tint, top=0.022, sides=10))
        parts.append(cylinder(0.0, at, z + 0.12, z + 0.19, 0.02, linear("#b9c8cc"), sides=8))
    rack = box((-0.04, y - 0.95, z), (0.04, y - 0.65, z + 0.06), linear("#9a7b52"))
    tubes = [
        cylinder(0.0, y - 0.91 + 0.06 * i, z + 0.03, z + 0.15, 0.012, linear("#b9c8cc"), sides=6) for i in range(5)
    ]
    foot = box((-0.1, y - 0.52, z), (0.1, y - 0.36, z + 0.03), _DARK)
    arm = rod((-0.08, y - 0.44, z + 0.02), (-0.05, y - 0.44, z + 0.28), 0.02, _DARK, 6)
    tube = rod((0.03, y - 0.44, z + 0.12), (-0.07, y - 0.44, z + 0.4), 0.025, linear("#d0d0cc"), 8)
    return join([*parts, rack, *tubes, foot, arm, tube])


def _papers(desk: Fixture, lit: float, dice: Dice) -> Mesh:
    """Trays of paper and a cup of pens at the back of a desk."""
    del lit
    x, y, z = desk.size[0] / 2, desk.size[1] / 2, desk.size[2]
    pile = [
        box((x - 0.34 + dice.between(0, 0.02), -y + 0.06, z + 0.012 * i), (x - 0.06, -y + 0.27, z + 0.012 * (i + 1)),
            times(_WHITE, dice.between(0.8, 1.0)))
        for i in range(5)
    ]  # fmt: skip
    cup = cylinder(x - 0.12, -y + 0.4, z, z + 0.1, 0.035, _DARK, sides=10)
    pens = [rod((x - 0.12, -y + 0.4, z + 0.05), (x - 0.12 + 0.03 * s, -y + 0.42, z + 0.17), 0.005,
                linear(c), 4) for s, c in ((-1, "#9a2f22"), (1, "#2f4a8a"))]  # fmt: skip
    return join([*pile, cup, *pens])


def _weights(pole: Fixture, lit: float, dice: Dice) -> Mesh:
    """Plates on both ends of a bar."""
    del lit
    y, z = pole.size[1] / 2, pole.size[2] / 2
    iron = linear("#2b2d2f")
    plates = [
        cylinder(0, 0, -0.025, 0.025, r, iron, sides=14).framed(_across(s * (y - at), z))
        for s in (-1, 1)
        for at, r in ((0.08, dice.between(0.12, 0.15)), (0.14, 0.09))
    ]
    return join(plates) if pole.size[1] > 1.5 and not pole.text else join([])


def _across(y: float, z: float) -> Any:
    return np.array([[1, 0, 0, 0], [0, 0, 1, y], [0, -1, 0, z], [0, 0, 0, 1]], np.float64)


Top = Callable[[Fixture, float, Dice], Mesh]

_TOPS: dict[str, dict[FixtureKind, Top]] = {
    "restaurant": {"table": _cloth},
    "bar": {"round_table": _round_cloth},
    "cafe": {"round_table": _round_cloth},
    "dining_room": {"table": _fruit},
    "kitchen": {"stove": _stove, "counter": _worktop},
    "laboratory": {"counter": _bench_top},
    "office": {"desk": _papers},
    "police_station": {"desk": _papers},
    "gym": {"sign": _weights},
}
