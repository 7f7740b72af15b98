"""The arrows of a board: people's ways as bands on the floor, the camera's moves at the frame, in red.

A band goes from where somebody is in this frame to where they will be, hidden by what stands before it.  A pan or tilt
is a bent arrow along the frame, a truck or crane a straight one; for a push or a zoom the other end's frame is drawn
within this one, with arrows from corner to corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from film.camera import View, view_at
from film.motion import Motion, motions
from film.shot import Shot
from film.staging import Mark, stance_at
from renderer.previs.colour import Bytes, Floats
from renderer.previs.pencil.graphite import line
from renderer.previs.precision import F

Points = npt.NDArray[np.float64]

_WAY = 0.45
"""Metres from which on going somewhere is drawn."""
_AHEAD = 0.35
"""Metres before somebody at which their band begins."""
_BROAD, _HEAD = 0.13, 0.34
"""Metres: half a band's breadth, and its head's length and half its breadth on the floor."""
_HEIGHTS = (0.02, 0.45, 0.8, 1.15)
"""Metres above the floor at which a way may be drawn: the lowest that the frame holds."""
_WOUND = 1.2
"""Times its straight length from which on a way on the sheet is drawn straight: it comes or goes along the lens."""
_OPEN = 0.7
"""Share of a band that must be seen for it to lie so low."""
_BLUNT = 0.5
"""Share of a short arrow that is its head."""
_FINE = 3
"""Times finer than the sheet arrows are drawn and then shrunk, for smooth edges."""
_SLACK = np.float32(1.04)
"""How much nearer something must be to hide a band."""

INKS = {"people": (38, 40, 46), "camera": (196, 52, 40)}


class Band(NamedTuple):
    """A block arrow: its middle line (n, 2) on the sheet, half its breadth (n, 2: across it) and one over the metres.

    The head is over the last of it.  Without metres it lies on the sheet and nothing hides it.
    """

    of: Literal["people", "camera"]
    middle: Points
    half: Points
    inverse: Points | None = None


def bands(shot: Shot, view: View, frame: int, fps: float, inverse: Floats) -> tuple[Band, ...]:
    """All arrows of a frame of a shot over a sheet; ``inverse`` (h, w) is one over the metres of what it shows."""
    size = inverse.shape[1], inverse.shape[0]
    return (*_ways(shot, view, frame, fps, inverse), *_moves(shot, view, size))


def _ways(shot: Shot, view: View, frame: int, fps: float, inverse: Floats) -> Iterator[Band]:
    for subject in shot.subjects:
        marks = [mark for mark in shot.marks if mark.character == subject]
        if len(marks) > 1:
            way = _to_go(marks, frame, shot.frames, fps)
            band = None if way is None else _on_floor(way, view, inverse)
            if band is not None:
                yield band


def _to_go(marks: Sequence[Mark], frame: int, frames: int, fps: float) -> Points | None:
    """Where somebody goes from this frame on (n, 3), from a little before them; None for who hardly moves."""
    last = min(marks[-1].frame, frames)
    if last <= frame:
        return None
    way = np.array([stance_at(marks, at, fps).position for at in np.linspace(frame, last, 40)])
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way[:, :2], axis=0).T))])
    if gone[-1] < _WAY + _AHEAD:
        return None
    at = np.linspace(min(_AHEAD, gone[-1] * 0.3), gone[-1], 24)
    return np.column_stack([np.interp(at, gone, way[:, axis]) for axis in range(3)])


def _on_floor(way: Points, view: View, shown: Floats) -> Band | None:
    """A way as a band: on the floor where the frame shows it, else as low above it as it does."""
    size = shown.shape[1], shown.shape[0]
    for height in _HEIGHTS:
        seen = [view.project((x, y, z + height)) for x, y, z in way]
        # What comes closer to the lens than this would cover the frame.
        ahead = [index for index, (_, _, deep) in enumerate(seen) if deep > 0.6]
        if not ahead:
            continue
        there = np.array(seen[ahead[0] : _end_of(ahead) + 1])
        inside = (np.abs(there[:, 0]) < 0.97) & (np.abs(there[:, 1]) < 0.94)
        kept = np.flatnonzero(inside)
        if len(kept) < 4 or (height < _HEIGHTS[-1] and inside.mean() < 0.45):
            continue
        there = there[kept[0] : kept[-1] + 1]
        middle = np.column_stack([(there[:, 0] + 1) / 2 * size[0], (1 - there[:, 1]) / 2 * size[1]])
        straight = math.dist(middle[0], middle[-1])
        if straight < 0.05 * size[1]:
            continue
        if np.hypot(*np.diff(middle, axis=0).T).sum() > _WOUND * straight:
            middle = np.linspace(middle[0], middle[-1], len(middle))
        inverse = 1 / there[:, 2]
        hidden = _seen(middle, inverse, shown) < _OPEN
        if hidden and height < _HEIGHTS[-1]:
            continue
        scale = size[0] / 2 / view.half_width * inverse
        drop = (view.position[2] - way[0, 2] - height) * inverse if height < 0.1 else np.full(len(there), 0.8)
        flat = np.clip(np.abs(drop), 0.28, 1.0)
        half = np.minimum(np.column_stack([scale, scale * flat]) * _BROAD, size[1] * 0.035)
        return Band("people", middle, half, None if hidden else inverse)
    return None


def _seen(middle: Points, inverse: Points, shown: Floats) -> float:
    """The share of a band's middle that nothing hides."""
    x, y = (np.clip(middle[:, axis].astype(int), 0, shown.shape[1 - axis] - 1) for axis in (0, 1))
    return float((shown[y, x] <= inverse * _SLACK).mean())


def _end_of(ahead: Sequence[int]) -> int:
    """The last of the first unbroken run."""
    end = ahead[0]
    for index in ahead[1:]:
        if index != end + 1:
            break
        end = index
    return end


def _moves(shot: Shot, view: View, size: tuple[int, int]) -> Iterator[Band]:
    for motion in motions(shot, view.gate):
        if motion.kind in ("dolly", "zoom"):
            yield from _corners(shot, view, motion, size)
        else:
            yield _along_edge(motion, size)


def _along_edge(motion: Motion, size: tuple[int, int]) -> Band:
    """Along the bottom edge or the right one; a turn is bent, a way straight."""
    t = np.linspace(-1, 1, 17)
    t = t if motion.onward else -t
    bend = (1 - t * t) * 0.035 if motion.kind in ("pan", "tilt") else np.zeros_like(t)
    if motion.kind in ("pan", "truck"):
        middle = np.column_stack([0.5 + 0.16 * t, 0.915 + bend]) * size
    else:
        middle = np.column_stack([0.945 + bend * size[1] / size[0], 0.5 - 0.2 * t]) * size
    return Band("camera", middle, np.full((len(t), 2), size[1] * 0.012))


def _corners(shot: Shot, view: View, motion: Motion, size: tuple[int, int]) -> Iterator[Band]:
    """From this frame's corners towards those of the tighter end of the move, or back."""
    box = inner_frame(shot, view)
    for x, y in ((-1, 1), (1, 1), (1, -1), (-1, -1)):
        outer = np.array([0.97 * x, 0.95 * y])
        inner = np.array([x * box[0] + box[2], y * box[1] + box[3]])
        reach = np.linspace(0.12, 0.88, 9)[:, None]
        way = outer + (inner - outer) * reach
        middle = np.column_stack([(way[:, 0] + 1) / 2 * size[0], (1 - way[:, 1]) / 2 * size[1]])
        yield Band("camera", middle if motion.onward else middle[::-1], np.full((9, 2), size[1] * 0.008))


def inner_frame(shot: Shot, view: View) -> tuple[float, float, float, float]:
    """The tighter end of a push or a zoom in this view, from -1 to 1: half its width and height, and its middle.

    At the distance of what the camera looks at; kept so far within this frame that it can be told from it.
    """
    ends = [view_at(shot.camera, shot.camera[at].frame, view.gate) for at in (0, -1)]
    widths = [end.half_width * math.dist(end.position, end.target) for end in ends]
    tight = ends[0] if widths[0] < widths[1] else ends[1]
    here = view.half_width * math.dist(view.position, view.target)
    share = min(max(min(widths) / max(here, 1e-6), 0.35), 0.8)
    x, y, deep = view.project(tight.target)
    room = 0.92 - share
    if deep <= 0:
        return share, share, 0.0, 0.0
    return share, share, min(max(x, -room), room), min(max(y, -room), room)


def frame_within(rgb: Bytes, shot: Shot, view: View) -> None:
    """For a push or a zoom draw the tighter end's frame into a sheet (h, w, 3), in the camera's ink."""
    if shot.move == "dolly_zoom" or not any(motion.kind in ("dolly", "zoom") for motion in motions(shot, view.gate)):
        return
    height, width = rgb.shape[:2]
    half_x, half_y, x, y = inner_frame(shot, view)
    left, right = (x - half_x + 1) / 2 * width, (x + half_x + 1) / 2 * width
    top, bottom = (1 - y - half_y) / 2 * height, (1 - y + half_y) / 2 * height
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    layer = np.zeros((height, width), np.float32)
    for number, ends in enumerate(pairwise(corners)):
        side = np.linspace(*ends, 30).astype(np.float32)
        line(layer, side, F(2.2), F(0.85), F(10), 911 + number)
    ink = np.array(INKS["camera"], np.float32)
    where = layer > 0
    rgb[where] = np.rint(rgb[where] + (ink - rgb[where]) * layer[where][:, None]).astype(np.uint8)


def stamp(rgb: Bytes, bands_: Sequence[Band], inverse: Floats) -> None:
    """Draw bands into a sheet (h, w, 3): paper inside, an outline in their ink, hidden by what stands before them."""
    for band in bands_:
        outline = _outline(band)
        low = np.maximum(np.floor(outline.min(0)).astype(int) - 4, 0)
        high = np.minimum(np.ceil(outline.max(0)).astype(int) + 5, (rgb.shape[1], rgb.shape[0]))
        if (high <= low).any():
            continue
        wide, tall = (int(number) for number in high - low)
        corners = [(float(x), float(y)) for x, y in (outline - low) * _FINE]
        fill, edge = (Image.new("L", (wide * _FINE, tall * _FINE)) for _ in range(2))
        ImageDraw.Draw(fill).polygon(corners, fill=255)
        thick = _FINE * (3 if band.of == "people" else 2)
        ImageDraw.Draw(edge).line([*corners, *corners[:2]], fill=255, width=thick, joint="curve")
        layers = [np.asarray(image.reduce(_FINE), np.float32)[..., None] / 255 for image in (fill, edge)]
        patch = rgb[low[1] : high[1], low[0] : high[0]]
        if band.inverse is not None:
            before = inverse[low[1] : high[1], low[0] : high[0]]
            seen = (before <= _depths(band, low, wide, tall) * _SLACK)[..., None]
            layers = [layer * seen for layer in layers]
        ink = np.array(INKS[band.of], np.float32)
        pale = patch * 0.12 + 0.88 * (250 if band.of == "people" else ink * 0.25 + 186)
        under = patch * (1 - layers[0]) + pale * layers[0]
        patch[:] = np.rint(under * (1 - 0.9 * layers[1]) + ink * 0.9 * layers[1]).astype(np.uint8)


def _outline(band: Band) -> Points:
    """The arrow's corners (n, 2), along its left side, round its head and back along its right."""
    middle, half = band.middle, band.half
    ahead = np.gradient(middle, axis=0)
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    across = np.column_stack([-ahead[:, 1], ahead[:, 0]]) * half
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(middle, axis=0).T))])
    length = min(_HEAD / _BROAD * float(np.linalg.norm(half[-1] * ahead[-1])) + 4.0, gone[-1] * _BLUNT)
    neck = int(np.searchsorted(gone, gone[-1] - length))
    neck = min(max(neck, 1), len(middle) - 2)
    wings = across[neck] * 2.3
    left, right = middle[: neck + 1] + across[: neck + 1], middle[: neck + 1] - across[: neck + 1]
    return np.concatenate([left, [middle[neck] + wings, middle[-1], middle[neck] - wings], right[::-1]])


def _depths(band: Band, low: npt.NDArray[np.int_], wide: int, tall: int) -> Floats:
    """One over the metres of the band at each point of its box (tall, wide): that of the nearest of its middle line."""
    assert band.inverse is not None
    rows, columns = np.mgrid[0:tall:4, 0:wide:4]
    x, y = columns.ravel() + low[0], rows.ravel() + low[1]
    nearest = ((x[:, None] - band.middle[:, 0]) ** 2 + (y[:, None] - band.middle[:, 1]) ** 2).argmin(1)
    coarse = band.inverse[nearest].reshape(rows.shape).astype(np.float32)
    return np.repeat(np.repeat(coarse, 4, 0), 4, 1)[:tall, :wide]
