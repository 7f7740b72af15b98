"""Shelves, cupboards, crates and bottles."""

from __future__ import annotations

from film.place import FixtureKind
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import (
    BOARDS,
    Mesh,
    block,
    box,
    cylinder,
    join,
)
from renderer.previs.sets.piece import Maker, Piece

_SPINES = ("#7a3b35", "#3d5266", "#5d6b4c", "#8a7448", "#54465c", "#8b8578", "#2f3b40")


GOODS = ("#8a5a3c", "#6b7a58", "#a08a5c", "#5c6a7a", "#8c8074", "#7a4a44")


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


def _shelf(p: Piece) -> Mesh:
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
    wood = p.paint("#3c2c22")
    parts, heights = _case(p, wood, max(1, round(p.height / 0.42)))
    tints = ("#3f5b3e", "#6d4a22", "#7d6a3a", "#4d5f68", "#5c2f2a", "#8d8a7c")
    for row, z in enumerate(heights[:-1]):
        count = max(1, int((p.width - 0.1) / 0.11))
        tall = min(0.3, (heights[row + 1] - z) * 0.8)
        for i in range(count):
            luck = p.pick(row * 61 + i)
            if luck < 0.12:
                continue
            y = -p.width / 2 + 0.09 + i * 0.11
            tint = linear(tints[int(luck * 983) % len(tints)])
            parts.append(cylinder(0.02, y, z + 0.025, z + 0.025 + tall * 0.62, 0.036, tint, sides=7))
            parts.append(
                cylinder(
                    0.02, y, z + 0.025 + tall * 0.62, z + 0.025 + tall * (0.85 + 0.15 * luck), 0.014, tint, sides=5
                )
            )
    return join(parts)


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
