"""Names beside people, as a storyboard artist letters them: near the head, never over a face."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from film.base import Vec3
from film.camera import View
from renderer.previs.colour import Bytes, Floats
from renderer.previs.lettering import drawable, face
from renderer.previs.people import Joints

_MARGIN = 0.012
"""Share of the frame's width that a name keeps from the edge."""
_LONGEST = 24
_NEARER = 0.72
"""Share of the farthest person's distance below which another is foreground."""
_PROFILE = 0.2
"""Cosine between a face and the camera below which the face is not seen."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class Tag:
    """A name, the body it belongs to, and the bearing in degrees that the body faces."""

    name: str
    joints: Joints
    yaw: float = 0.0


def write_names(rgb: Bytes, view: View, tags: Sequence[Tag], *, letters: int = 240, rim: int = 18) -> list[Box]:
    """Letter each name into ``rgb`` (h, w, 3), above its head, else beside it; where there is no room, not at all.
    Returns where: left, top, right and bottom in pixels.

    Whoever is only a shoulder in the foreground of somebody else's shot gets no name.  ``letters`` and ``rim`` are how
    bright both are, 0 to 255.
    """
    height, width = rgb.shape[:2]
    heads = [(tag, head) for tag in tags if (head := head_box(tag, view, width, height)) is not None]
    taken = [head for _, head in heads]
    farthest = max((_away(tag, view) for tag, _ in heads), default=0.0)
    for tag, head in heads:
        if _cut(head, width, height) or (_away(tag, view) < _NEARER * farthest and _turned(tag, view)):
            continue
        stamp = _stamp(drawable(tag.name)[:_LONGEST], max(round(height * 0.036), 9))
        if stamp is None:
            continue
        place = _room_for(stamp.shape[1], stamp.shape[0], head, taken, width, height)
        if place is not None:
            taken.append((place[0], place[1], place[0] + stamp.shape[1], place[1] + stamp.shape[0]))
            _press(rgb, stamp, place, letters, rim)
    return taken[len(heads) :]


def _away(tag: Tag, view: View) -> float:
    """Metres before the lens."""
    return view.project(_vec(tag.joints["head_top"]))[2]


def _turned(tag: Tag, view: View) -> bool:
    """Whether the face looks away from the camera."""
    x, y, _ = tag.joints["head_top"]
    to_camera = math.atan2(view.position[1] - float(y), view.position[0] - float(x))
    return math.cos(to_camera - math.radians(tag.yaw)) < _PROFILE


def _cut(head: Box, width: int, height: int) -> bool:
    """Whether the frame's edge takes more than half of the head."""
    seen = max(min(head[2], width) - max(head[0], 0.0), 0.0) * max(min(head[3], height) - max(head[1], 0.0), 0.0)
    return seen < 0.5 * (head[2] - head[0]) * (head[3] - head[1])


def head_box(tag: Tag, view: View, width: int, height: int) -> Box | None:
    """Where the head is in the frame, with its hair; None when it is out of frame or behind the camera."""
    top, neck = view.project(_vec(tag.joints["head_top"])), view.project(_vec(tag.joints["neck"]))
    if min(top[2], neck[2]) < 0.15:
        return None
    x0, y0 = (top[0] + 1) * width / 2, (1 - top[1]) * height / 2
    x1, y1 = (neck[0] + 1) * width / 2, (1 - neck[1]) * height / 2
    tall = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.24 / top[2] / view.half_width * width / 2)
    half = tall * 0.42
    box = (min(x0, x1) - half, min(y0, y1) - tall * 0.1, max(x0, x1) + half, max(y0, y1))
    outside = box[2] < 0 or box[0] > width or box[3] < 0 or box[1] > height
    return None if outside else box


def _room_for(wide: int, tall: int, head: Box, taken: Iterable[Box], width: int, height: int) -> tuple[int, int] | None:
    gap, edge = max(height * 0.014, 3), width * _MARGIN
    middle = (head[0] + head[2]) / 2 - wide / 2
    high, level = head[1] - gap - tall, head[1] + (head[3] - head[1]) * 0.15
    wishes = [
        (middle, high),
        (head[2] + gap, level),
        (head[0] - gap - wide, level),
        (head[2] + gap, head[3]),
        (head[0] - gap - wide, head[3]),
    ]
    for x, y in wishes:
        x = min(max(x, edge), width - edge - wide)
        spot = (x - 2, y - 2, x + wide + 2, y + tall + 2)
        if (
            x >= edge
            and y >= edge * 0.6
            and y + tall <= height - edge
            and not any(_meet(spot, other) for other in taken)
        ):
            return round(x), round(y)
    return None


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@lru_cache(maxsize=256)
def _stamp(name: str, size: int) -> Floats | None:
    """(h, w, 2): coverage of the letters and of their outline; None where no letter can be drawn."""
    if not name:
        return None
    rim = max(1, round(size / 11))
    left, top, right, bottom = face(size).getbbox(name, stroke_width=rim)
    if right <= left or bottom <= top:
        return None
    wide, tall = int(right - left) + 2, int(bottom - top) + 2
    layers = []
    for stroke in (0, rim):
        image = Image.new("L", (wide, tall), 0)
        ImageDraw.Draw(image).text((1 - left, 1 - top), name, 255, face(size), stroke_width=stroke)
        layers.append(np.asarray(image, np.float32) / 255)
    return np.stack(layers, -1)


def _press(rgb: Bytes, stamp: Floats, place: tuple[int, int], letters: int, rim: int) -> None:
    x, y = place
    patch = rgb[y : y + stamp.shape[0], x : x + stamp.shape[1]]
    ink, edge = stamp[: patch.shape[0], : patch.shape[1], :1], stamp[: patch.shape[0], : patch.shape[1], 1:]
    under = patch * (1 - 0.8 * edge) + rim * 0.8 * edge
    patch[:] = np.round(under * (1 - ink) + letters * ink).astype(np.uint8)


def _vec(joint: npt.NDArray[np.floating[Any]]) -> Vec3:
    return float(joint[0]), float(joint[1]), float(joint[2])
