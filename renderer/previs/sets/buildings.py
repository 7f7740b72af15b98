"""Houses, shops and blocks, their windows lit by night."""

from __future__ import annotations

from film.place import FixtureKind
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.lettering import Ink
from renderer.previs.mesh import (
    BRICK,
    CONCRETE,
    GLOWS,
    WINDOWS,
    Mesh,
    block,
    box,
    join,
    prism,
)
from renderer.previs.sets.piece import Maker, Piece, board

_GLASS = "#1b242c"
_DOORS = ("#6e2421", "#2f4a3a", "#2a3f5c", "#5a4636", "#3b3a3c", "#7a5a2c", "#4a3550")
_FASCIAS = ("#33383d", "#5a2422", "#2f4a3a", "#2a3f5c", "#6a4f2c")
_NAMES = ("CAFÉ", "RADIO", "HOTEL", "BISTRO", "KIOSK", "FOTO", "OPTIC", "GALERIE")
"""What a shop that the plan gives no name to has over its door: words that most languages have."""


def _building(p: Piece) -> Mesh:
    """A town house of several storeys: base, a grid of windows, a cornice, a door in the front."""
    wall = p.paint("#7d736a")
    x, y = p.depth / 2, p.width / 2
    base, top = min(3.2, p.height * 0.4), p.height
    shift = float(int(p.pick(9) * 40)) * 2.1
    body = box((-x, -y, base), (x - 0.15, y, top - 0.35), wall, WINDOWS)
    body.uv[:, 0] += shift
    door = _front_door(p, x, min(2.5, base - 0.3))
    panes = _shop_windows(p, x - 0.15, y, base, -1.2) + _shop_windows(p, x - 0.15, y, base, 1.2)
    words = board(
        p.text,
        x - 0.02,
        0,
        base - 0.12,
        min(p.width * 0.7, 4.0),
        0.55,
        (236, 228, 205),
        (52, 46, 42),
        glows=p.lit > 0.3,
    )
    return join(
        [
            box((-x, -y, 0), (x - 0.15, y, base), times(wall, 0.8), BRICK if p.pick(3) > 0.5 else CONCRETE),
            body,
            box((-x, -y, top - 0.35), (x, y, top), times(wall, 1.15)),
            box((x - 0.16, -y, base - 0.15), (x - 0.04, y, base + 0.1), times(wall, 1.1)),
            *door,
            *panes,
            words,
        ]
    )


def _front_door(p: Piece, x: float, top: float) -> list[Mesh]:
    """A door of a colour of its own between stone jambs, two steps, a lamp beside it, a drainpipe at the corner."""
    paint = linear(_DOORS[int(p.pick(11) * 997) % len(_DOORS)])
    stone, face, iron = linear("#a49a8a"), x - 0.15, linear("#3a3d40")
    leaf = [
        box((face, -0.55, 0.0), (face + 0.05, 0.55, top - 0.25), paint),
        *(
            box((face + 0.05, a, z), (face + 0.06, a + 0.4, z + 0.75), times(paint, 0.65))
            for a in (-0.47, 0.07)
            for z in (0.2, 1.1)
        ),
        box((face + 0.05, 0.44, 1.0), (face + 0.09, 0.48, 1.14), linear("#b9a77c")),
        box((face, -0.55, top - 0.25), (face + 0.04, 0.55, top - 0.02), linear(_GLASS)),
    ]
    lamp = box(
        (face + 0.02, 0.88, 2.05), (face + 0.14, 1.0, 2.25), (1.6, 1.15, 0.55) if p.lit > 0.3 else (0.5, 0.48, 0.4)
    )
    return [
        *leaf,
        *(box((face, s * 0.66 - 0.11, 0), (face + 0.09, s * 0.66 + 0.11, top), stone) for s in (-1, 1)),
        box((face, -0.85, top), (face + 0.15, 0.85, top + 0.16), stone),
        box((face, -0.75, 0), (x - 0.002, 0.75, 0.14), times(stone, 0.85)),
        lamp.painted(add_flags=GLOWS) if p.lit > 0.3 else lamp,
        box((face, p.width / 2 - 0.2, 0), (face + 0.09, p.width / 2 - 0.11, p.height - 0.4), iron),
    ]


def _shop_windows(p: Piece, x: float, y: float, base: float, start: float) -> list[Mesh]:
    """Ground floor windows from 1.2 m beside the door to the corner."""
    span = y - 0.6 - abs(start)
    if span < 1.0:
        return []
    count = max(1, int(span / 1.9))
    step = span / count
    way = 1 if start > 0 else -1
    shutters = times(linear(_DOORS[int(p.pick(12) * 991) % len(_DOORS)]), 1.3) if p.pick(13) < 0.45 else None
    parts = []
    for i in range(count):
        middle = start + way * (i + 0.5) * step
        lit = p.pick(i + (60 if way > 0 else 30)) < p.lit * 0.5
        low, high = middle - step * 0.34, middle + step * 0.34
        parts += _pane(x, (low, high), (0.9, base - 0.55), lit, p.pick(i + 90))
        if shutters is not None:
            parts += [box((x, a, 0.9), (x + 0.05, a + 0.3, base - 0.55), shutters) for a in (low - 0.32, high + 0.02)]
        parts.append(box((x, middle - step * 0.38, 0.82), (x + 0.06, middle + step * 0.38, 0.9), linear("#97918a")))
    return parts


def _pane(x: float, across: tuple[float, float], up: tuple[float, float], lit: bool, luck: float) -> list[Mesh]:
    """A window with its cross of bars; behind a lit one the ceiling is brighter than the room and a blind hangs."""
    (low, high), (foot, top) = across, up
    bar = linear("#4a443d")
    middle, rail = (low + high) / 2, foot + (top - foot) * 0.6
    cross = [
        box((x + 0.02, middle - 0.025, foot), (x + 0.035, middle + 0.025, top), bar),
        box((x + 0.02, low, rail - 0.025), (x + 0.035, high, rail + 0.025), bar),
    ]
    if not lit:
        return [box((x - 0.02, low, foot), (x + 0.02, high, top), linear(_GLASS)), *cross]
    blind = top - (top - foot) * (0.18 + 0.4 * luck)
    shades: tuple[tuple[float, float, Rgb], ...] = (
        (foot, foot + (blind - foot) * 0.45, (0.24, 0.14, 0.06)),
        (foot + (blind - foot) * 0.45, blind, (0.42, 0.26, 0.11)),
        (blind, top, (0.62, 0.42, 0.20)),
    )
    bands = [box((x - 0.02, low, a), (x + 0.02, high, b), tint).painted(add_flags=GLOWS) for a, b, tint in shades]
    return [*bands, *cross]


def _house(p: Piece) -> Mesh:
    wall, roof = p.paint("#a0937f"), linear("#5a4238")
    x, y = p.depth / 2, p.width / 2
    eaves = p.height * 0.62
    gable = [(-x, eaves), (x, eaves), (0.0, p.height)]
    face = x - 0.35
    panes = []
    for i, (a, z) in enumerate([(s * y * 0.55, h) for s in (-1, 1) for h in ((0.9, 3.3) if eaves > 4.6 else (0.9,))]):
        lit = p.pick(i) < p.lit * 0.7
        pane = box(
            (face, a - 0.55, z),
            (face + 0.03, a + 0.55, min(z + 1.25, eaves - 0.2)),
            (1.0, 0.72, 0.38) if lit else linear(_GLASS),
        )
        panes.append(pane.painted(add_flags=GLOWS) if lit else pane)
        panes.append(box((face, a - 0.66, z - 0.1), (face + 0.05, a + 0.66, z), linear("#c9c2b4")))
        panes.append(box((face, a - 0.03, z), (face + 0.05, a + 0.03, min(z + 1.25, eaves - 0.2)), linear("#c9c2b4")))
    return join(
        [
            box((-x + 0.35, -y + 0.35, 0), (face, y - 0.35, eaves), wall),
            prism(
                [(-x + 0.35, eaves - 0.01), (face, eaves - 0.01), (0.0, p.height - 0.25)],
                -y + 0.35,
                y - 0.35,
                times(wall, 0.9),
                "y",
            ),
            _roof(gable, y, roof),
            box((face, -0.55, 0), (face + 0.05, 0.55, 2.15), linear("#4e3a2c")),
            box((face, -0.9, 0), (face + 0.3, 0.9, 0.16), linear("#8b867e")),
            block(-x * 0.4, y * 0.5, p.height * 0.72, (0.6, 0.6, p.height * 0.28), linear("#6d4a3c"), BRICK),
            *panes,
        ]
    )


def _roof(gable: list[tuple[float, float]], y: float, colour: Rgb) -> Mesh:
    """Two slabs of roof with a little thickness, overhanging the walls."""
    (x0, z0), (x1, _), (_, top) = gable
    t = 0.16
    slabs = []
    for x in (x0, x1):
        a, b = (x, z0 - 0.12), (0.0, top - t)
        outline = [a, b, (0.0, top), (x, z0 - 0.12 + t)] if x < 0 else [b, a, (x, z0 - 0.12 + t), (0.0, top)]
        slabs.append(prism(outline, -y, y, times(colour, 1.0 if x > 0 else 0.9), "y"))
    return join(slabs)


def _bytes(hex_colour: str) -> Ink:
    red, green, blue = (int(hex_colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def _shop_front(p: Piece) -> Mesh:
    """A building whose ground floor is a lit shop with a lettered fascia and an awning."""
    wall = p.paint("#7a6a5c")
    x, y = p.depth / 2, p.width / 2
    floor = min(3.4, p.height * 0.6)
    face = x - 0.5
    glow = p.lit > 0.05
    shades: tuple[Rgb, ...] = (
        ((0.20, 0.12, 0.06), (0.40, 0.26, 0.13), (0.58, 0.41, 0.22)) if glow else ((0.10, 0.11, 0.12),) * 3
    )
    cuts = (0.45, 0.45 + (floor - 1.3) * 0.3, 0.45 + (floor - 1.3) * 0.75, floor - 0.85)
    glass = [
        box((face - 0.05, a, cuts[i]), (face, b, cuts[i + 1]), shades[i])
        for a, b in ((-y + 0.3, -0.65), (0.65, y - 0.3))
        for i in range(3)
    ]
    bars = [
        box((face - 0.04, a - 0.04, 0.4), (face + 0.05, a + 0.04, floor - 0.8), linear("#2b2622"))
        for a in (-y + 0.3, -y * 0.5 - 0.15, -0.62, 0.62, y * 0.5 + 0.15, y - 0.3)
    ]
    goods = [
        block(
            face + 0.005,
            -y + 0.7 + i * (p.width - 1.4) / 9,
            0.5,
            (0.01, 0.22, 0.25 + 0.3 * p.pick(i)),
            linear(("#5b4636", "#6b5a3a", "#444d55")[i % 3]),
        )
        for i in range(10)
        if abs(-y + 0.7 + i * (p.width - 1.4) / 9) > 0.85
    ]
    upper = box((-x, -y, floor), (face, y, p.height - 0.3), wall, WINDOWS)
    awning_colour = times(wall, 0.75) if p.colour is not None else linear("#6d3f38")
    awning = prism([(face, floor - 1.0), (x, floor - 1.0), (face, floor - 0.62)], -y + 0.2, y - 0.2, awning_colour, "y")
    fascia = _FASCIAS[int(p.pick(14) * 983) % len(_FASCIAS)]
    words = board(
        p.text or _NAMES[int(p.pick(15) * 977) % len(_NAMES)],
        face + 0.11,
        0,
        floor - 0.5,
        p.width * 0.86,
        0.52,
        (244, 236, 214),
        _bytes(fascia),
        glows=p.lit > 0.2,
    )
    shining = [pane.painted(add_flags=GLOWS) if glow else pane for pane in glass]
    return join(
        [
            box((-x, -y, 0), (face - 0.06, y, floor), times(wall, 0.75)),
            box((face - 0.1, -y, floor - 0.58), (face + 0.1, y, floor + 0.1), linear(fascia)),
            box((face - 0.06, -y, 0), (face + 0.03, y, 0.42), times(wall, 0.6)),
            box((face - 0.05, -0.6, 0), (face + 0.01, 0.6, 2.2), linear("#3c3129")),
            upper,
            box((-x, -y, p.height - 0.3), (face + 0.1, y, p.height), times(wall, 1.2)),
            awning,
            words,
            *shining,
            *bars,
            *goods,
        ]
    )


MAKERS: dict[FixtureKind, Maker] = {
    "building": _building,
    "house": _house,
    "shop_front": _shop_front,
}
