"""Shelves, cupboards, crates and bottles."""

from __future__ import annotations

from film.place import FixtureKind
from renderer.previs.colour import Rgb, linear, mix, times
from renderer.previs.mesh import (
    BOARDS,
    GLOWS,
    Mesh,
    block,
    box,
    cylinder,
    join,
)
from renderer.previs.sets.piece import Maker, Piece

_SPINES = ("#7a3b35", "#3d5266", "#5d6b4c", "#8a7448", "#54465c", "#8b8578", "#2f3b40")


GOODS = ("#8a5a3c", "#6b7a58", "#a08a5c", "#5c6a7a", "#8c8074", "#7a4a44")


_RACK = 0.6
"""Metres of depth from which a shelf is one of a store."""


def _case(p: Piece, wood: Rgb, shelves: int) -> tuple[list[Mesh], list[float]]:
    """An open case and the heights of its boards."""
    x, y, t = p.depth / 2, p.width / 2, 0.03
    heights = [0.06 + i * (p.height - 0.09) / shelves for i in range(shelves + 1)]
    parts = [
        box((-x, -y, 0), (x, -y + t, p.height), wood),
        box((-x, y - t, 0), (x, y, p.height), wood),
        box((-x, -y, 0), (-x + 0.012, y, p.height), times(wood, 0.6)),
    ]
    parts += [box((-x, -y + t, z), (x, y - t, z + 0.025), times(wood, 1.1)) for z in heights]
    return parts, heights


def _bookcase(p: Piece) -> Mesh:
    parts, heights = _case(p, p.paint("#6b4f37"), max(2, round(p.height / 0.36)))
    for row, z in enumerate(heights[:-1]):
        room = heights[row + 1] - z - 0.04
        at, number = -p.width / 2 + 0.04, 0
        while at < p.width / 2 - 0.1:
            luck = p.pick(row * 37 + number)
            thick, tall = 0.035 + 0.04 * luck, room * (0.62 + 0.33 * p.pick(row * 53 + number * 3 + 1))
            if luck > 0.08:
                spine = linear(_SPINES[int(luck * 997) % len(_SPINES)])
                parts.append(
                    box(
                        (-p.depth / 2 + 0.03, at, z + 0.025),
                        (p.depth / 2 - 0.05, at + thick - 0.004, z + 0.025 + tall),
                        spine,
                    )
                )
            at += thick
            number += 1
    return join(parts)


def _rack(p: Piece) -> Mesh:
    """A deep shelf of a store: orange beams on uprights, pallets with cartons and sacks."""
    x, y, steel = p.depth / 2, p.width / 2, linear("#3f5a7a")
    levels = max(2, round(p.height / 1.2))
    parts = [
        block(sx * (x - 0.04), sy * (y - 0.04), 0, (0.07, 0.07, p.height), steel) for sx in (-1, 1) for sy in (-1, 1)
    ]
    for level in range(levels):
        z = 0.08 + level * (p.height - 0.1) / levels
        parts += [block(s * (x - 0.03), 0.0, z, (0.06, p.width, 0.1), linear("#b5622a")) for s in (-1, 1)]
        parts.append(box((-x * 0.9, -y + 0.08, z + 0.1), (x * 0.9, y - 0.08, z + 0.14), linear("#8a7354")))
        room, at, number = (p.height - 0.1) / levels - 0.3, -y + 0.14, 0
        while at < y - 0.5:
            luck = p.pick(level * 31 + number)
            wide, tall = 0.38 + 0.3 * luck, room * (0.5 + 0.45 * p.pick(level * 17 + number + 3))
            if luck > 0.12:
                tint = times(linear(("#a3845a", "#94744f", "#b09a72")[number % 3]), 0.85 + 0.3 * luck)
                carton = box((-x * 0.8, at, z + 0.14), (x * 0.8, at + wide - 0.04, z + 0.14 + tall), tint)
                tape = box((x * 0.8, at + wide * 0.4, z + 0.14), (x * 0.8 + 0.004, at + wide * 0.5, z + 0.14 + tall),
                           times(tint, 1.35))  # fmt: skip
                parts += [carton, tape]
            at, number = at + wide, number + 1
    return join(parts)


def _shelf(p: Piece) -> Mesh:
    if p.depth > _RACK:
        return _rack(p)
    parts, heights = _case(p, p.paint("#80796d"), max(2, round(p.height / 0.42)))
    for row, z in enumerate(heights[:-1]):
        room = heights[row + 1] - z - 0.05
        at, number = -p.width / 2 + 0.06, 0
        while at < p.width / 2 - 0.2:
            luck = p.pick(row * 41 + number)
            wide = 0.1 + 0.12 * luck
            tint = linear(GOODS[int(luck * 991) % len(GOODS)])
            if luck > 0.15:
                parts.append(
                    block(
                        0.0,
                        at + wide / 2,
                        z + 0.025,
                        (p.depth * 0.6, wide * 0.85, room * (0.45 + 0.45 * p.pick(number + row))),
                        tint,
                    )
                )
            at += wide + 0.03
            number += 1
    return join(parts)


def _doors(p: Piece, wood: Rgb, doors: int, *, plinth: float = 0.08, handle_at: float = 0.5) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    step = p.width / doors
    parts = [box((-x, -y, 0), (x - 0.03, y, p.height), times(wood, 0.75))]
    for i in range(doors):
        low = -y + i * step
        parts.append(box((x - 0.03, low + 0.008, plinth), (x - 0.012, low + step - 0.008, p.height - 0.02), wood))
        grip = low + step - 0.06 if i % 2 == 0 else low + 0.05
        parts.append(
            box(
                (x - 0.012, grip - 0.008, p.height * handle_at - 0.06),
                (x, grip + 0.008, p.height * handle_at + 0.06),
                linear("#b5ad9c"),
            )
        )
    return join(parts)


def _cupboard(p: Piece) -> Mesh:
    return _doors(p, p.paint("#84725c"), max(2, round(p.width / 0.5)))


def _wardrobe(p: Piece) -> Mesh:
    wood = p.paint("#6f5540")
    x, y = p.depth / 2, p.width / 2
    crown = box((-x, -y, p.height - 0.06), (x, y, p.height), times(wood, 1.25))
    return join([_doors(p, wood, max(2, round(p.width / 0.6))), crown])


def _locker(p: Piece) -> Mesh:
    steel = p.paint("#66757d")
    slots = [
        box(
            (p.depth / 2 - 0.012, -p.width * 0.2, p.height * z),
            (p.depth / 2 - 0.004, p.width * 0.2, p.height * z + 0.015),
            times(steel, 0.4),
        )
        for z in (0.8, 0.83, 0.86)
    ]
    return join([_doors(p, steel, max(1, round(p.width / 0.42)), plinth=0.05), *slots])


def _filing_cabinet(p: Piece) -> Mesh:
    steel = p.paint("#7c8079")
    x, y = p.depth / 2, p.width / 2
    drawers = max(2, round(p.height / 0.33))
    step = (p.height - 0.04) / drawers
    parts = [box((-x, -y, 0), (x - 0.025, y, p.height), times(steel, 0.8))]
    for i in range(drawers):
        z = 0.02 + i * step
        parts.append(box((x - 0.025, -y + 0.012, z + 0.008), (x - 0.01, y - 0.012, z + step - 0.008), steel))
        parts.append(box((x - 0.01, -0.07, z + step * 0.6), (x, 0.07, z + step * 0.6 + 0.02), linear("#c3c1b8")))
    return join(parts)


def _crate(p: Piece) -> Mesh:
    wood = p.paint("#8b6e4a")
    x, y = p.depth / 2, p.width / 2
    t = 0.02
    parts = [box((-x + t, -y + t, 0), (x - t, y - t, p.height - t), times(wood, 0.8), BOARDS)]
    for z in (0.0, p.height - 0.1):
        parts.append(box((-x, -y, z), (x, y, z + 0.1), wood))
    parts += [
        block(sx * (x - 0.04), sy * (y - 0.04), 0, (0.08, 0.08, p.height), times(wood, 1.1))
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    return join(parts)


def _bottle_shelf(p: Piece) -> Mesh:
    """Bottles of several shapes before a back of glass that is lit from behind by night."""
    wood = p.paint("#3c2c22")
    parts, heights = _case(p, wood, max(1, round(p.height / 0.42)))
    x, y = p.depth / 2, p.width / 2
    back = box((-x + 0.012, -y + 0.03, 0.05), (-x + 0.02, y - 0.03, p.height - 0.02), _behind(p.lit))
    parts.append(back.painted(add_flags=GLOWS) if p.lit > 0.05 else back)
    for row, z in enumerate(heights[:-1]):
        tall = min(0.34, (heights[row + 1] - z) * 0.84)
        at, number = -y + 0.1, 0
        while at < y - 0.1:
            luck = p.pick(row * 61 + number)
            if luck > 0.14:
                parts.append(_bottle(at, z + 0.025, tall, luck))
            at += 0.11 + 0.06 * p.pick(row * 17 + number + 5)
            number += 1
    return join(parts)


def _behind(lit: float) -> Rgb:
    return mix(linear("#6f6a60"), (0.62, 0.36, 0.13), min(lit, 1.0))


def _bottle(y: float, z: float, tall: float, luck: float) -> Mesh:
    """A body, a shoulder, a neck with a foil, and a label on its front."""
    tints = ("#2f4d33", "#6d3f14", "#8a6a1e", "#4d6a78", "#5c1f1c", "#9a9a90")
    tint = linear(tints[int(luck * 983) % len(tints)])
    wide, high = 0.03 + 0.014 * ((luck * 7) % 1), tall * (0.68 + 0.32 * ((luck * 13) % 1))
    foil = linear("#b59a4a" if luck > 0.6 else "#1d1b1a")
    label = linear("#d8cfb8" if luck > 0.35 else "#7a3a2c")
    return join(
        [
            cylinder(0.02, y, z, z + high * 0.55, wide, tint, sides=8),
            cylinder(0.02, y, z + high * 0.55, z + high * 0.72, wide, tint, top=0.013, sides=8),
            cylinder(0.02, y, z + high * 0.72, z + high * 0.9, 0.013, tint, sides=6),
            cylinder(0.02, y, z + high * 0.9, z + high, 0.015, foil, sides=6),
            box((0.02, y - wide * 0.7, z + high * 0.16), (0.022 + wide, y + wide * 0.7, z + high * 0.42), label),
        ]
    )


MAKERS: dict[FixtureKind, Maker] = {
    "shelf": _shelf,
    "bookcase": _bookcase,
    "cupboard": _cupboard,
    "wardrobe": _wardrobe,
    "crate": _crate,
    "locker": _locker,
    "filing_cabinet": _filing_cabinet,
    "bottle_shelf": _bottle_shelf,
}
