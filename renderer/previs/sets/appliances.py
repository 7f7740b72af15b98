"""Kitchen, bathroom and laundry."""

from __future__ import annotations

from film.place import FixtureKind
from renderer.previs.colour import linear, times
from renderer.previs.mesh import (
    GLOWS,
    Mesh,
    block,
    box,
    cylinder,
    disc,
    join,
    rod,
)
from renderer.previs.sets.piece import Maker, Piece, board
from renderer.previs.sets.storage import GOODS
from renderer.previs.sets.tables import cabinets


def _fridge(p: Piece) -> Mesh:
    white = p.paint("#b9bbb5")
    x, y = p.depth / 2, p.width / 2
    split = p.height * 0.66
    return join(
        [
            box((-x, -y, 0.03), (x - 0.06, y, p.height), times(white, 0.8)),
            box((x - 0.055, -y + 0.005, 0.05), (x - 0.02, y - 0.005, split - 0.008), white),
            box((x - 0.055, -y + 0.005, split + 0.008), (x - 0.02, y - 0.005, p.height - 0.005), white),
            box((x - 0.02, y - 0.09, split - 0.5), (x, y - 0.06, split - 0.06), linear("#8d9091")),
            box((x - 0.02, y - 0.09, split + 0.06), (x, y - 0.06, split + 0.3), linear("#8d9091")),
        ]
    )


def _stove(p: Piece) -> Mesh:
    body = p.paint("#b0aea6")
    x, y = p.depth / 2, p.width / 2
    rings = [
        cylinder(sx * x * 0.45, sy * y * 0.5, p.height - 0.005, p.height, 0.085, linear("#232425"), sides=14)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    knobs = [
        disc((x - 0.012, y * k, p.height - 0.09), (1, 0, 0), 0.022, 0.02, linear("#2a2b2c"), 10)
        for k in (-0.7, -0.35, 0.0, 0.35, 0.7)
    ]
    return join(
        [
            box((-x, -y, 0), (x - 0.025, y, p.height - 0.012), body),
            box((-x, -y, p.height - 0.012), (x - 0.02, y, p.height - 0.005), linear("#39393a")),
            box((x - 0.025, -y + 0.03, 0.2), (x - 0.01, y - 0.03, p.height - 0.18), linear("#26282b")),
            rod(
                (x - 0.012, -y + 0.06, p.height - 0.16),
                (x - 0.012, y - 0.06, p.height - 0.16),
                0.011,
                linear("#c9c9c4"),
            ),
            *rings,
            *knobs,
        ]
    )


def _sink(p: Piece) -> Mesh:
    steel = linear("#9aa0a3")
    x, y = p.depth / 2, p.width / 2
    top = p.height
    basin = [
        box((-x * 0.45, -y * 0.7, top - 0.012), (x * 0.6, y * 0.7, top - 0.006), times(steel, 0.45)),
        box((-x * 0.5, -y * 0.75, top - 0.01), (-x * 0.45, y * 0.75, top), steel),
        box((x * 0.6, -y * 0.75, top - 0.01), (x * 0.65, y * 0.75, top), steel),
        box((-x * 0.5, -y * 0.75, top - 0.01), (x * 0.65, -y * 0.7, top), steel),
        box((-x * 0.5, y * 0.7, top - 0.01), (x * 0.65, y * 0.75, top), steel),
    ]
    tap = [
        rod((-x * 0.75, 0, top), (-x * 0.75, 0, top + 0.26), 0.013, steel),
        rod((-x * 0.75, 0, top + 0.26), (-x * 0.1, 0, top + 0.24), 0.012, steel),
    ]
    return join([cabinets(p, "#a39c8f", top - 0.012), *basin, *tap])


def _bath(p: Piece) -> Mesh:
    white = p.paint("#c9cac4")
    x, y, t = p.depth / 2, p.width / 2, 0.07
    return join(
        [
            box((-x, -y, 0), (x, -y + t, p.height), white),
            box((-x, y - t, 0), (x, y, p.height), white),
            box((-x, -y, 0), (-x + t, y, p.height), white),
            box((x - t, -y, 0), (x, y, p.height), white),
            box((-x + t, -y + t, 0.1), (x - t, y - t, p.height * 0.55), linear("#8fa9ae")),
            rod((0, y - t / 2, p.height), (0, y - t / 2, p.height + 0.16), 0.013, linear("#9aa0a3")),
            rod((0, y - t / 2, p.height + 0.16), (0, y - t - 0.1, p.height + 0.14), 0.013, linear("#9aa0a3")),
        ]
    )


def _toilet(p: Piece) -> Mesh:
    white = p.paint("#c9cac4")
    x, y = p.depth / 2, p.width / 2
    bowl = cylinder(x * 0.25, 0, 0.05, 0.4, y * 0.55, white, top=y * 0.9, sides=16)
    seat = cylinder(x * 0.25, 0, 0.4, 0.43, y * 0.95, times(white, 0.9), sides=16)
    return join(
        [
            bowl,
            seat,
            box((-x, -y, 0.38), (-x * 0.45, y, p.height), white),
            box((-x * 0.6, -y * 0.5, 0), (x * 0.2, y * 0.5, 0.3), times(white, 0.9)),
        ]
    )


def _machine(p: Piece) -> Mesh:
    """A washing machine by size; taller than a person's chest, a vending machine that shines."""
    shell = p.paint("#a9aca8")
    x, y = p.depth / 2, p.width / 2
    if p.height < 1.4:
        door = disc(
            (x - 0.012, 0, p.height * 0.5), (1, 0, 0), min(y * 0.62, p.height * 0.3), 0.02, linear("#2b3238"), 20
        )
        rim = disc(
            (x - 0.018, 0, p.height * 0.5), (1, 0, 0), min(y * 0.75, p.height * 0.36), 0.012, linear("#7d8284"), 20
        )
        panel = box((x - 0.025, -y + 0.03, p.height - 0.15), (x - 0.012, y - 0.03, p.height - 0.04), times(shell, 0.6))
        return join([box((-x, -y, 0), (x - 0.025, y, p.height), shell), rim, door, panel])
    window = box(
        (x - 0.02, -y + 0.06, p.height * 0.28),
        (x - 0.006, y * 0.45, p.height * 0.9),
        (0.55, 0.62, 0.6) if p.lit > 0.2 else (0.2, 0.24, 0.25),
    )
    if p.lit > 0.2:
        window = window.painted(add_flags=GLOWS)
    rows = [
        block(
            x - 0.004,
            -y + 0.12 + 0.11 * j,
            p.height * (0.33 + 0.13 * i),
            (0.006, 0.07, 0.12),
            linear(GOODS[(i * 5 + j) % len(GOODS)]),
        )
        for i in range(4)
        for j in range(max(1, int((y * 1.4 - 0.15) / 0.11)))
    ]
    name = board(
        p.text,
        x - 0.003,
        0,
        p.height * 0.91,
        p.width * 0.8,
        p.height * 0.07,
        (235, 230, 215),
        (60, 40, 40),
        glows=p.lit > 0.2,
    )
    return join([box((-x, -y, 0), (x - 0.02, y, p.height), shell), window, *rows, name])


MAKERS: dict[FixtureKind, Maker] = {
    "fridge": _fridge,
    "stove": _stove,
    "sink": _sink,
    "bath": _bath,
    "toilet": _toilet,
    "machine": _machine,
}
