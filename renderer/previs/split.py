"""A split screen: two painters side by side, each drawing its own camera in its own place.

::

    +-----------+-----------+
    |  the shot |   split   |   each half is a picture of its own, framed for its width
    +-----------+-----------+
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
import numpy.typing as npt

from film.cast import CharacterSheet
from film.errors import RenderError
from renderer.measure.parts import Part
from renderer.previs.canvas import Canvas
from renderer.previs.colour import Bytes, Floats
from renderer.previs.easel import EaselMaker
from renderer.previs.painter import Painter, Picture
from renderer.previs.pencil import side_by_side
from renderer.previs.people import Body, id_bytes
from renderer.request import ShotRequest

_LINE = 240
"""The dividing line is one part in so many of the frame's width, two pixels at least."""


class Artist(Protocol):
    """What draws a shot's frames."""

    def draw(self, frame: int) -> Picture:
        """The picture of one frame and all its passes."""

    def sketch(self, frame: int) -> Bytes:
        """The pencil drawing (h, w, 3) of one frame."""

    def glance(self, frame: int) -> tuple[Floats, Bytes]:
        """Depth and ids of one frame, coarse and without light."""

    def parts(self, frame: int) -> tuple[Part, ...]:
        """The cameras and the people of one frame, to measure it with."""


def artist_of(request: ShotRequest, body: Callable[[CharacterSheet], Body], easel: EaselMaker = Canvas) -> Artist:
    """A painter for a shot, two for a split screen.  Raises RenderError for a frame too narrow to split."""
    kind = Painter if request.shot.split is None else SplitPainter
    return kind(request, body, easel)


class SplitPainter:
    """Draws both halves of each frame; bodies keep the bytes that the whole shot gives them in the id pass."""

    def __init__(
        self, request: ShotRequest, body: Callable[[CharacterSheet], Body], easel: EaselMaker = Canvas
    ) -> None:
        left, right = halves(request)
        self._painters = (Painter(left, body, easel), Painter(right, body, easel))
        whole = id_bytes(request.shot)
        self._bytes = tuple(_translation(id_bytes(half.shot), whole) for half in (left, right))
        self._line = max(2, request.format.width // _LINE)

    def draw(self, frame: int) -> Picture:
        """Both halves of one frame and of all its passes."""
        left, right = (painter.draw(frame) for painter in self._painters)
        seam = left.rgb.shape[1]
        rgb: Bytes = np.hstack([left.rgb, right.rgb])
        rgb[:, seam - self._line // 2 : seam + self._line - self._line // 2] = 0
        ids = [table[half.ids] for table, half in zip(self._bytes, (left, right), strict=True)]
        depth, normal = np.hstack([left.depth, right.depth]), np.hstack([left.normal, right.normal])
        flow = None if left.flow is None or right.flow is None else np.hstack([left.flow, right.flow])
        figures = (*left.figures, *(figure.shifted(seam) for figure in right.figures))
        beside = tuple((x0 + seam, y0, x1 + seam, y1) for x0, y0, x1, y1 in right.lettered)
        return Picture(rgb, depth, normal, np.hstack(ids), flow, figures, (*left.lettered, *beside))

    def sketch(self, frame: int) -> Bytes:
        """The drawings of both halves beside each other; see Painter."""
        left, right = (painter.sketch(frame) for painter in self._painters)
        return side_by_side(left, right)

    def parts(self, frame: int) -> tuple[Part, ...]:
        """Both cameras with their people; see Painter."""
        left, right = (painter.parts(frame)[0] for painter in self._painters)
        one, two = self._bytes
        return left.moved(0, one.tolist()), right.moved(left.columns.stop, two.tolist())

    def glance(self, frame: int) -> tuple[Floats, Bytes]:
        """Depth and ids of both halves, coarse; see Painter."""
        (left, left_ids), (right, right_ids) = (painter.glance(frame) for painter in self._painters)
        rows = min(len(left), len(right))
        return np.hstack([left[:rows], right[:rows]]), np.hstack([left_ids[:rows], right_ids[:rows]])


def halves(request: ShotRequest) -> tuple[ShotRequest, ShotRequest]:
    """The two shots of a split screen, each as a request for a frame of half the width.

    Raises RenderError where there is no second half or its place, or the frame is too narrow for two.
    """
    split, film = request.shot.split, request.format
    if split is None or request.beside is None:
        raise RenderError("a split screen without a right half", where=f"shot {request.shot.id}")
    width = film.width // 4 * 2
    if width < 64:
        raise RenderError(f"a frame {film.width} pixels wide is too narrow to split", where=f"shot {request.shot.id}")
    left = request.shot.but(split=None)
    right = left.but(
        subjects=split.subjects, camera=split.camera, marks=split.marks, props=split.props, stop=split.stop
    )
    return (
        request.but(shot=left, beside=None, format=film.but(width=width)),
        request.but(
            shot=right, beside=None, extras=(), place=request.beside, format=film.but(width=film.width - width)
        ),
    )


def _translation(half: dict[str, int], whole: dict[str, int]) -> npt.NDArray[np.uint8]:
    table = np.zeros(256, np.uint8)
    for name, byte in half.items():
        table[byte] = whole[name]
    return table
