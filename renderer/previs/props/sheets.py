"""What is read: phones, letters, photographs, papers, screens."""

from __future__ import annotations

import math

import numpy as np

from film.shot import PropKind, ShotProp
from renderer.previs.colour import Bytes, Rgb, linear, times
from renderer.previs.lettering import Ink, drawable, written
from renderer.previs.mesh import (
    Mesh,
    box,
    join,
    picture_on,
    rod,
)

# What lies flat or is held up to be read: (width, height) in metres, body, ink, paper, does it shine.
SHEETS: dict[PropKind, tuple[float, float, str, Ink, Ink, bool]] = {
    "phone": (0.075, 0.155, "#17191b", (232, 238, 242), (30, 52, 82), True),
    "letter": (0.17, 0.24, "#cfc7b2", (38, 34, 44), (214, 206, 186), False),
    "photograph": (0.15, 0.11, "#cfcabd", (60, 52, 46), (150, 132, 108), False),
    "newspaper": (0.30, 0.40, "#bdb8aa", (36, 34, 32), (196, 191, 178), False),
    "ticket": (0.13, 0.06, "#c9b489", (46, 38, 30), (206, 184, 140), False),
    "book": (0.14, 0.21, "#6b3f34", (226, 210, 170), (104, 60, 50), False),
    "laptop": (0.32, 0.21, "#777b7e", (226, 234, 240), (34, 54, 78), True),
}


def leaf(thing: ShotProp, colour: Rgb | None, *, in_hand: bool) -> Mesh:
    """A flat thing with a face to read: upright in the frame y-z while it is made, its foot at z = 0, facing +x."""
    wide, tall, body, ink, paper, shines = SHEETS[thing.kind]
    thick = {"book": 0.03, "phone": 0.009, "laptop": 0.012}.get(thing.kind, 0.002)
    shell = colour if colour is not None else linear(body)
    edge = 0.006 if thing.kind in ("phone", "laptop", "photograph") else 0.0
    slab = box((-thick, -wide / 2, 0), (0, wide / 2, tall), shell)
    face = picture_on(
        [
            (0.0008, -wide / 2 + edge, edge),
            (0.0008, wide / 2 - edge, edge),
            (0.0008, wide / 2 - edge, tall - edge),
            (0.0008, -wide / 2 + edge, tall - edge),
        ],
        _face(thing, wide, tall, ink, paper),
        glows=shines,
    )
    upright = join([slab, face])
    if in_hand:
        # The back lies in the palm: the face looks out of it (+y), its foot a little below the thumb.
        low = tall * 0.45 if thing.kind == "phone" else 0.05 if thing.kind != "laptop" else 0.1
        return upright.placed((0.0, 0.0, 0.0), 90).placed((0.01, 0.018, -low))
    if thing.kind == "laptop":
        keys = box((0, -wide / 2, 0), (0.22, wide / 2, 0.016), shell)
        pad = box((0.03, -wide / 2 + 0.02, 0.016), (0.13, wide / 2 - 0.02, 0.0175), times(shell, 0.35))
        return join([keys, pad, _tipped(upright, 15).placed((0, 0, 0.016))]).placed((-0.11, 0, 0))
    if thing.kind == "photograph":
        return join([_tipped(upright, 14), rod((-0.06, 0, 0), (-0.02, 0, tall * 0.7), 0.004, linear("#3b2f26"), 5)])
    return _tipped(upright, 84).placed((tall / 2, 0, thick + 0.003))


def _tipped(upright: Mesh, degrees: float) -> Mesh:
    """Leant back from the reader by some degrees."""
    turn = math.radians(degrees)
    frame = np.eye(4)
    frame[:3, 0] = (math.cos(turn), 0, math.sin(turn))
    frame[:3, 2] = (-math.sin(turn), 0, math.cos(turn))
    return upright.framed(frame)


def _face(thing: ShotProp, wide: float, tall: float, ink: Ink, paper: Ink) -> Bytes:
    """What is written on it; without a text, what such a thing usually shows."""
    scale = 512 / max(wide, tall)
    columns, rows = round(wide * scale), round(tall * scale)
    if drawable(thing.text):
        largest = 0.2 if tall > wide else 0.3
        return written(thing.text, columns, rows, ink, paper, margin=0.05, largest=largest)
    image = np.empty((rows, columns, 3), np.uint8)
    image[:] = paper
    if thing.kind in ("letter", "newspaper", "book", "ticket"):
        lines = 14 if thing.kind != "newspaper" else 26
        for i in range(1, lines):
            top = rows * (i + (1 if thing.kind == "newspaper" else 0)) // (lines + 1)
            right = columns * (90 if i % 4 else 62) // 100
            image[top : top + max(rows // 110, 1), columns // 10 : right] = [
                (a + b) // 2 for a, b in zip(ink, paper, strict=True)
            ]
    elif thing.kind == "photograph":
        image[: rows // 2] = (168, 172, 166)
        y, x = np.mgrid[0:rows, 0:columns]
        for middle, size in ((0.38, 0.16), (0.62, 0.15)):
            head = (x - columns * middle) ** 2 + (y - rows * 0.38) ** 2 < (rows * size) ** 2
            chest = ((x - columns * middle) / (rows * size * 1.7)) ** 2 + ((y - rows * 0.95) / (rows * 0.42)) ** 2 < 1
            image[chest] = (82, 74, 78)
            image[head] = (186, 150, 124)
    else:
        image[rows // 12 : rows // 9, columns // 6 : columns * 5 // 6] = ink
        image[rows * 3 // 10 : rows * 4 // 10, columns // 6 : columns * 5 // 6] = [
            (a + 2 * b) // 3 for a, b in zip(ink, paper, strict=True)
        ]
    return image
