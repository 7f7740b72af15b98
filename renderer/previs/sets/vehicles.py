"""Vehicles that stand in a place; their bonnet looks along their front."""

from __future__ import annotations

from film.base import Vec2
from film.place import FixtureKind
from renderer.previs.colour import Rgb, linear, mix, times
from renderer.previs.mesh import GLOWS, Mesh, box, disc, join, prism, ring, rod
from renderer.previs.sets.piece import Maker, Piece, board

_GLASS = linear("#1a232b")
_TYRE = linear("#1c1d1f")


def _wheels(p: Piece, radius: float, at: tuple[float, ...], thick: float = 0.22) -> list[Mesh]:
    """Wheels on both sides at shares of the half length."""
    parts = []
    for a in at:
        for side in (-1, 1):
            centre = (p.depth / 2 * a, side * (p.width / 2 - thick / 2), radius)
            parts.append(disc(centre, (0, 1, 0), radius, thick, _TYRE, 18))
            outer = (centre[0], side * (p.width / 2 - 0.004), radius)
            parts.append(disc(outer, (0, 1, 0), radius * 0.58, 0.02, linear("#8d9194"), 14))
    return parts


def _lights(p: Piece, z: float, reach: float, wide: float = 0.3) -> list[Mesh]:
    """Head and tail lamps; they burn when the lamps of the place do."""
    x, y = p.depth / 2, p.width / 2
    head: Rgb = (1.7, 1.6, 1.3) if p.lit > 0.3 else (0.55, 0.55, 0.5)
    tail: Rgb = (0.9, 0.06, 0.04) if p.lit > 0.3 else (0.28, 0.03, 0.03)
    parts = []
    for side in (-1, 1):
        low, high = sorted((side * y * reach, side * (y * reach - wide)))
        parts.append(box((x - 0.03, low, z), (x, high, z + 0.14), head).painted(add_flags=GLOWS if p.lit > 0.3 else 0))
        parts.append(
            box((-x, low, z), (-x + 0.03, high, z + 0.14), tail).painted(add_flags=GLOWS if p.lit > 0.3 else 0)
        )
    return parts


def _tapered(low: list[Vec2], y0: float, y1: float, colour: Rgb) -> Mesh:
    return prism(low, y0, y1, colour, "y")


def _car(p: Piece) -> Mesh:
    """A saloon: bonnet, cabin with glass all round, boot."""
    paint = p.paint("#566470")
    x, y, h = p.depth / 2, p.width / 2, p.height
    clear, waist = h * 0.16, h * 0.6
    body = [
        (-x, clear),
        (x * 0.97, clear),
        (x, h * 0.3),
        (x * 0.97, h * 0.5),
        (x * 0.4, waist),
        (-x * 0.96, waist),
        (-x, h * 0.5),
    ]
    cabin = [(-x * 0.72, waist), (x * 0.42, waist), (x * 0.12, h * 0.97), (-x * 0.45, h * 0.97)]
    roof = [(-x * 0.47, h * 0.95), (x * 0.14, h * 0.95), (x * 0.1, h), (-x * 0.42, h)]
    pillars = [
        box(
            (-x * 0.18 - 0.03, s * (y * 0.86) - 0.01, waist), (-x * 0.18 + 0.03, s * (y * 0.86) + 0.01, h * 0.96), paint
        )
        for s in (-1, 1)
    ]
    slant = [
        rod((a, s * y * 0.85, waist), (b, s * y * 0.85, h * 0.96), 0.035, paint, 6)
        for s in (-1, 1)
        for a, b in ((x * 0.42, x * 0.12), (-x * 0.72, -x * 0.45))
    ]
    seams = [
        box((-x * 0.2, s * y - 0.004, clear + 0.1), (-x * 0.19, s * y + 0.0, waist), times(paint, 0.4)) for s in (-1, 1)
    ]
    mirrors = [
        box(
            (x * 0.3, -y if s < 0 else y - 0.1, waist),
            (x * 0.36, -y + 0.1 if s < 0 else y + 0.0, waist + 0.12),
            paint,
        )
        for s in (-1, 1)
    ]
    plate = board(p.text, x + 0.003, 0, clear + 0.12, 0.5, 0.11, (30, 30, 30), (225, 222, 205))
    grille = box((x - 0.02, -y * 0.45, h * 0.3), (x + 0.0, y * 0.45, h * 0.42), linear("#202326"))
    return join(
        [
            _tapered(body, -y, y, paint),
            _tapered(cabin, -y * 0.85, y * 0.85, _GLASS),
            _tapered(roof, -y * 0.85, y * 0.85, times(paint, 1.1)),
            *pillars,
            *slant,
            *seams,
            *mirrors,
            grille,
            plate,
            *_lights(p, h * 0.37, 0.92),
            *_wheels(p, h * 0.22, (-0.62, 0.62)),
        ]
    )


def _van(p: Piece) -> Mesh:
    paint = p.paint("#9a9c98")
    x, y, h = p.depth / 2, p.width / 2, p.height
    clear = h * 0.13
    body = [(-x, clear), (x, clear), (x, h * 0.42), (x * 0.72, h * 0.52), (x * 0.48, h), (-x, h)]
    windscreen = [(x * 0.71, h * 0.55), (x * 0.725, h * 0.55), (x * 0.52, h * 0.93), (x * 0.5, h * 0.93)]
    doors = [
        box(
            (x * 0.2, s * y - (0.006 if s > 0 else 0.0), h * 0.55),
            (x * 0.52, s * y + (0.006 if s < 0 else 0.0), h * 0.85),
            _GLASS,
        )
        for s in (-1, 1)
    ]
    name = board(p.text, 0, 0, h * 0.5, p.depth * 0.45, h * 0.25, (50, 60, 72), _bytes(paint))
    words = [name.placed((-x * 0.35, s * y, 0), 90 * s) for s in (-1, 1)]
    return join(
        [
            _tapered(body, -y + 0.006, y - 0.006, paint),
            _tapered(windscreen, -y * 0.85, y * 0.85, _GLASS),
            *doors,
            *words,
            box((x - 0.03, -y * 0.5, h * 0.2), (x, y * 0.5, h * 0.3), linear("#202326")),
            *_lights(p, h * 0.3, 0.93),
            *_wheels(p, h * 0.16, (-0.64, 0.66)),
        ]
    )


def _bytes(colour: Rgb) -> tuple[int, int, int]:
    red, green, blue = (round(255 * min(max(c, 0.0), 1.0) ** (1 / 2.2)) for c in colour)
    return red, green, blue


def _windows_along(
    p: Piece, low: float, high: float, start: float, end: float, count: int, tint: Rgb, glows: bool
) -> list[Mesh]:
    """A row of windows on both sides between two shares of the half length."""
    x, y = p.depth / 2, p.width / 2
    step = (end - start) * x / count
    parts = []
    for side in (-1, 1):
        for i in range(count):
            a = start * x + i * step
            pane = box(
                (a + 0.06, side * y - (0.012 if side > 0 else 0.0), low),
                (a + step - 0.06, side * y + (0.012 if side < 0 else 0.0), high),
                tint,
            )
            parts.append(pane.painted(add_flags=GLOWS) if glows else pane)
    return parts


def _bus(p: Piece) -> Mesh:
    paint = p.paint("#8a3b2c")
    x, y, h = p.depth / 2, p.width / 2, p.height
    inside = mix(_GLASS, (0.42, 0.34, 0.2), p.lit * 0.9)
    body = box((-x, -y + 0.012, 0.28), (x - 0.012, y - 0.012, h), paint)
    front = box((x - 0.013, -y + 0.12, h * 0.36), (x, y - 0.12, h * 0.78), inside)
    words = board(
        p.text or "NIGHT BUS" if p.lit > 0.3 else p.text or "BUS",
        x + 0.002,
        0,
        h * 0.82,
        p.width * 0.72,
        h * 0.11,
        (255, 190, 90),
        (22, 22, 22),
        glows=True,
    )
    door = [
        box((x * 0.72, -y, 0.34), (x * 0.9, -y + 0.014, h * 0.8), times(_GLASS, 1.4)),
        box((x * 0.805, -y - 0.0, 0.34), (x * 0.815, -y + 0.016, h * 0.8), paint),
    ]
    stripe = [
        box(
            (-x, s * y - (0.013 if s > 0 else 0.0), h * 0.36),
            (x, s * y + (0.013 if s < 0 else 0.0), h * 0.4),
            times(paint, 1.7),
        )
        for s in (-1, 1)
    ]
    return join(
        [
            body,
            front.painted(add_flags=GLOWS) if p.lit > 0.3 else front,
            words,
            *door,
            *stripe,
            box((-x + 0.02, -y + 0.05, 0.18), (x - 0.02, y - 0.05, 0.28), linear("#26282a")),
            *_windows_along(p, h * 0.44, h * 0.8, -0.94, 0.7, max(3, round(p.depth / 1.7)), inside, p.lit > 0.3),
            *_lights(p, h * 0.2, 0.9),
            *_wheels(p, 0.48, (-0.55, 0.6), 0.28),
        ]
    )


def _truck(p: Piece) -> Mesh:
    paint, load = p.paint("#5d6f7a"), linear("#8f8b80")
    x, y, h = p.depth / 2, p.width / 2, p.height
    cab = [(x * 0.48, 0.45), (x, 0.45), (x, h * 0.5), (x * 0.93, h * 0.82), (x * 0.48, h * 0.82)]
    glass = [(x * 0.965, h * 0.52), (x * 0.985, h * 0.52), (x * 0.925, h * 0.78), (x * 0.905, h * 0.78)]
    doors = [
        box((x * 0.6, s * y * 0.97 - 0.01, h * 0.5), (x * 0.85, s * y * 0.97 + 0.01, h * 0.74), _GLASS) for s in (-1, 1)
    ]
    words = board(p.text, 0, 0, h * 0.5, p.depth * 0.5, h * 0.2, (58, 56, 50), _bytes(load))
    return join(
        [
            _tapered(cab, -y * 0.97, y * 0.97, paint),
            _tapered(glass, -y * 0.8, y * 0.8, _GLASS),
            *doors,
            box((-x, -y, 0.75), (x * 0.44, y, h), load),
            box((-x, -y * 0.7, 0.5), (x * 0.5, y * 0.7, 0.75), linear("#2a2c2e")),
            *[words.placed((-x * 0.28, s * (y + 0.002), 0), 90 * s) for s in (-1, 1)],
            *_lights(p, 0.55, 0.9),
            *_wheels(p, 0.46, (-0.75, -0.45, 0.72), 0.28),
        ]
    )


def _bicycle(p: Piece) -> Mesh:
    paint = p.paint("#4f6b62")
    radius = min(p.depth * 0.2, p.height * 0.36)
    x = p.depth / 2 - radius
    back, front = (-x, 0.0, radius), (x, 0.0, radius)
    seat, head, crank = (
        (-x * 0.35, 0.0, p.height * 0.82),
        (x * 0.68, 0.0, p.height * 0.86),
        (-x * 0.1, 0.0, radius * 0.85),
    )
    tubes = [(back, crank), (back, seat), (crank, seat), (crank, head), (seat, head), (head, front)]
    wheels = [ring(centre, (0, 1, 0), radius - 0.02, 0.018, _TYRE, 20) for centre in (back, front)]
    spokes = [
        rod((c[0], 0, c[2] - radius + 0.03), (c[0], 0, c[2] + radius - 0.03), 0.004, linear("#9aa0a3"), 4)
        for c in (back, front)
    ] + [
        rod((c[0] - radius + 0.03, 0, c[2]), (c[0] + radius - 0.03, 0, c[2]), 0.004, linear("#9aa0a3"), 4)
        for c in (back, front)
    ]
    saddle = box((seat[0] - 0.13, -0.07, seat[2]), (seat[0] + 0.13, 0.07, seat[2] + 0.05), _TYRE)
    bar = rod(
        (head[0], -p.width / 2, p.height - 0.03), (head[0], p.width / 2, p.height - 0.03), 0.014, linear("#34383b")
    )
    stem = rod(head, (head[0], 0.0, p.height - 0.03), 0.014, linear("#34383b"))
    return join([*(rod(a, b, 0.018, paint, 6) for a, b in tubes), *wheels, *spokes, saddle, bar, stem])


def _train(p: Piece) -> Mesh:
    paint = p.paint("#4a5b6b")
    x, y, h = p.depth / 2, p.width / 2, p.height
    inside = mix(_GLASS, (0.42, 0.34, 0.2), p.lit * 0.9)
    roof = [(-y + 0.012, h * 0.9), (y - 0.012, h * 0.9), (y * 0.8, h), (-y * 0.8, h)]
    top = prism([(a, b) for a, b in roof], -x, x, times(linear("#6d7072"), 0.9), "y").placed((0, 0, 0), 90)
    doors = [
        box(
            (a * x - 0.65, s * y - (0.014 if s > 0 else 0.0), 0.95),
            (a * x + 0.65, s * y + (0.014 if s < 0 else 0.0), h * 0.85),
            times(paint, 1.5),
        )
        for a in (-0.62, 0.62)
        for s in (-1, 1)
    ]
    bogies = [box((a * x - 1.3, -y * 0.8, 0.1), (a * x + 1.3, y * 0.8, 0.75), linear("#232527")) for a in (-0.7, 0.7)]
    count = max(3, round(p.depth / 2.0))
    return join(
        [
            box((-x, -y + 0.012, 0.7), (x, y - 0.012, h * 0.9), paint),
            top,
            *bogies,
            box((x - 0.01, -y * 0.75, h * 0.5), (x + 0.0, y * 0.75, h * 0.82), inside),
            *_windows_along(p, h * 0.5, h * 0.78, -0.54, 0.54, count, inside, p.lit > 0.3),
            *doors,
            *_windows_along(p, h * 0.5, h * 0.78, 0.7, 0.96, max(1, count // 5), inside, p.lit > 0.3),
            *_windows_along(p, h * 0.5, h * 0.78, -0.96, -0.7, max(1, count // 5), inside, p.lit > 0.3),
            *_lights(p, h * 0.28, 0.85),
        ]
    )


MAKERS: dict[FixtureKind, Maker] = {
    "car": _car,
    "van": _van,
    "bus": _bus,
    "truck": _truck,
    "bicycle": _bicycle,
    "train": _train,
}
