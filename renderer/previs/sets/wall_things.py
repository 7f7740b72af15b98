"""What hangs on walls."""

from __future__ import annotations

import math

from film.place import FixtureKind
from renderer.previs.colour import linear, mix, times
from renderer.previs.mesh import FABRIC, Mesh, box, disc, join, rod
from renderer.previs.sets.piece import Maker, Piece, board


def _framed(p: Piece, frame: str, inside: Mesh, edge: float) -> Mesh:
    x, y, wood = p.depth / 2, p.width / 2, linear(frame)
    return join(
        [
            inside,
            box((-x, -y, 0), (x, -y + edge, p.height), wood),
            box((-x, y - edge, 0), (x, y, p.height), wood),
            box((-x, -y + edge, 0), (x, y - edge, edge), wood),
            box((-x, -y + edge, p.height - edge), (x, y - edge, p.height), wood),
        ]
    )


def _picture(p: Piece) -> Mesh:
    """A small landscape or abstract: three bands of colour that are this picture's own."""
    x, y = p.depth / 2, p.width / 2
    tints = [linear(c) for c in ("#7f8f96", "#a58d68", "#5d6b57", "#8a5f4e", "#b7a98c", "#4d5a6b")]
    first = int(p.pick(1) * 6)
    cuts = (0.03, p.height * (0.3 + 0.15 * p.pick(2)), p.height * (0.58 + 0.15 * p.pick(3)), p.height - 0.03)
    bands = [
        box(
            (-x, -y + 0.03, cuts[i]),
            (x * 0.3, y - 0.03, cuts[i + 1]),
            tints[(first + i * 2) % 6] if p.colour is None else mix(p.colour, tints[i], 0.4),
        )
        for i in range(3)
    ]
    words = board(p.text, x * 0.35, 0, 0.03, p.width - 0.06, p.height - 0.06, (50, 46, 40), (205, 196, 176))
    return _framed(p, "#4a3829", join([*bands, words]), 0.035)


def _mirror(p: Piece) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    return _framed(
        p, "#8b8170", box((-x, -y + 0.02, 0.02), (x * 0.3, y - 0.02, p.height - 0.02), p.paint("#9fb0b8")), 0.03
    )


def _whiteboard(p: Piece) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    face = box((-x, -y + 0.02, 0.02), (x * 0.4, y - 0.02, p.height - 0.02), p.paint("#c4c8c6"))
    words = board(p.text, x * 0.45, 0, 0.05, p.width - 0.1, p.height - 0.1, (40, 60, 90), (222, 225, 223))
    scribbles = [
        rod(
            (x * 0.4, -y * 0.7 + k * p.width * 0.1, p.height * 0.72 - k * 0.1),
            (x * 0.4, -y * 0.1 + k * p.width * 0.14, p.height * 0.74 - k * 0.1),
            0.006,
            linear("#3e5878"),
            5,
        )
        for k in range(4)
    ]
    return _framed(p, "#8a8e90", join([face, words, *([] if p.text else scribbles)]), 0.025)


def _clock(p: Piece) -> Mesh:
    radius = min(p.width, p.height) / 2
    x, z = p.depth / 2, p.height / 2
    hour, minute = p.pick(4) * math.tau, p.pick(5) * math.tau
    hands = [
        rod((x, 0, z), (x, math.sin(turn) * reach, z + math.cos(turn) * reach), 0.006, linear("#1d1c1a"), 5)
        for turn, reach in ((hour, radius * 0.5), (minute, radius * 0.75))
    ]
    face = disc((x * 0.5, 0, z), (1, 0, 0), radius * 0.88, x * 0.9, linear("#d8d4c8"), 24)
    return join(
        [
            disc((0, 0, z), (1, 0, 0), radius, p.depth * 0.7, p.paint("#3b3a38"), 24),
            face,
            *(_in_front(hand, p.depth) for hand in hands),
        ]
    )


def _in_front(hand: Mesh, depth: float) -> Mesh:
    return hand.placed((-min(0.003, depth / 8), 0.0, 0.0))


def _sign(p: Piece) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    paint = p.colour if p.colour is not None else linear("#2f4a57")
    paper = _bytes(paint)
    ink = (240, 236, 224) if sum(paper) < 380 else (34, 32, 30)
    words = board(p.text, x + 0.001, 0, p.height * 0.06, p.width * 0.96, p.height * 0.88, ink, paper, glows=p.lit > 0.3)
    return join([box((-x, -y, 0), (x, y, p.height), times(paint, 0.9)), words])


def _bytes(colour: tuple[float, float, float]) -> tuple[int, int, int]:
    red, green, blue = (round(255 * min(max(c, 0.0), 1.0) ** (1 / 2.2)) for c in colour)
    return red, green, blue


def _curtain(p: Piece) -> Mesh:
    cloth = p.paint("#8b7a68")
    folds = max(3, round(p.width / 0.11))
    step = p.width / folds
    parts = []
    for i in range(folds):
        back, front = (0.25 * p.depth, 0.0) if i % 2 else (0.0, 0.25 * p.depth)
        low = (-p.depth / 2 + back, -p.width / 2 + i * step, 0.0)
        high = (p.depth / 2 - front, -p.width / 2 + (i + 1) * step, p.height - 0.03)
        parts.append(box(low, high, times(cloth, 1.1 if i % 2 else 0.82), FABRIC))
    rail = rod(
        (0, -p.width / 2, p.height - 0.015),
        (0, p.width / 2, p.height - 0.015),
        min(0.014, p.depth / 3),
        linear("#5a4a3a"),
    )
    return join([*parts, rail])


MAKERS: dict[FixtureKind, Maker] = {
    "picture": _picture,
    "mirror": _mirror,
    "whiteboard": _whiteboard,
    "clock": _clock,
    "sign": _sign,
    "curtain": _curtain,
}
