"""What the plan has at a frame of a shot: the previs' picture and passes, and the cameras they were drawn with."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from film.camera import View
from film.clips import PassName
from renderer.generative.brief import ShotBrief
from renderer.generative.judging.passes import Footage
from renderer.measure.light import Bytes, Floats
from renderer.measure.motion import Passes
from renderer.previs.eye import view_of
from renderer.previs.passes.words import depth_of_bytes
from renderer.previs.split import halves
from renderer.request import ShotRequest

Shift = tuple[float, float]
"""Pixels right and down."""
WALL, AROUND = 0.1, 1.0
"""Metres beyond the walls of a place that rides, and round the stage of one that has none, that still ride with it."""


class Part(NamedTuple):
    """A camera and the columns of the frame that are its picture: all of them, or a half of a split screen."""

    columns: slice
    request: ShotRequest

    def view(self, frame: int) -> View:
        """The camera as the previs was drawn with it, the unrest of one that is carried included."""
        return view_of(self.request.shot, frame, self.request.format)

    def way(self, frame: int, before: int, spot: tuple[float, float], metres: float | None) -> Shift:
        """Pixels right and down that a still point has come in the picture from the frame ``before`` to ``frame``.

        ``spot`` is where it is by then: column and row in the whole frame; ``metres`` how far off along the camera's
        axis, None for the sky, which only goes as the camera turns.
        """
        now, then, film = self.view(frame), self.view(before), self.request.format
        x, y = (spot[0] - self.columns.start) / film.width, spot[1] / film.height
        ray = _ray(now, x, y)
        if metres is not None:
            ray = ray * metres + np.subtract(now.position, then.position)
        right, up, ahead = np.asarray(then.axes()) @ ray
        ahead = ahead if abs(ahead) > 1e-9 else 1e-9
        was = (right / ahead / then.half_width + 1) / 2, (1 - up / ahead / then.half_height) / 2
        return float((x - was[0]) * film.width), float((y - was[1]) * film.height)

    def rides_past(self, frame: int, spot: tuple[float, float], metres: float | None) -> bool:
        """Whether the place rides and a point of its picture is beyond its walls, so that it is left behind."""
        place = self.request.place
        if not place.moving or metres is None:
            return place.moving
        now, film = self.view(frame), self.request.format
        ray = _ray(now, (spot[0] - self.columns.start) / film.width, spot[1] / film.height)
        at = np.asarray(now.position) + ray * metres
        ends = [end for wall in place.walls for end in (wall.start, wall.end)]
        ends = ends or [(place.stage[0], place.stage[1]), (place.stage[2], place.stage[3])]
        low, high = np.min(ends, axis=0), np.max(ends, axis=0)
        slack = WALL if place.walls else AROUND
        return bool((at[:2] < low - slack).any() or (at[:2] > high + slack).any())


def _ray(view: View, x: float, y: float) -> npt.NDArray[np.float64]:
    """The way (3) from the camera to a point of the picture (shares from the top left), one metre along its axis."""
    right, up, forward = np.asarray(view.axes())
    ray = forward + right * ((2 * x - 1) * view.half_width) + up * ((1 - 2 * y) * view.half_height)
    return np.asarray(ray, np.float64)


class Planned:
    """A shot's previs, read frame by frame as a take goes on.

    A pass that was not kept is None: what needs it cannot be measured, ``lacks`` names them.
    """

    def __init__(self, brief: ShotBrief) -> None:
        clip = brief.clip
        self.clip, self.parts = clip, _parts(brief.request)
        self._picture = Footage(clip.picture, "rgb24")
        self._ids = self._pass("id", clip.passes.get("id") is not None)
        self._depth = self._pass("depth", clip.depth_range is not None)
        self._normal = self._pass("normal", True)

    @property
    def lacks(self) -> tuple[PassName, ...]:
        """Passes that are measured with and were not kept."""
        kept: tuple[tuple[PassName, Footage | None], ...] = (
            ("depth", self._depth), ("normal", self._normal), ("id", self._ids),
        )  # fmt: skip
        return tuple(name for name, file in kept if file is None)

    def rgb(self, frame: int) -> Bytes:
        """The previs' picture (h, w, 3)."""
        return self._picture.at(frame)

    def ids(self, frame: int) -> Bytes:
        """Who is where (h, w): bytes of ``clip.ids``; nobody anywhere where that pass was not kept."""
        if self._ids is None:
            return np.zeros((self.clip.height, self.clip.width), np.uint8)
        return self._ids.at(frame)

    def metres(self, frame: int) -> Floats | None:
        """How far off everything is (h, w), infinite at the sky."""
        span = self.clip.depth_range
        return None if self._depth is None or span is None else depth_of_bytes(self._depth.at(frame), span)

    def normal(self, frame: int) -> Bytes | None:
        """The normals (h, w, 3)."""
        return None if self._normal is None else self._normal.at(frame)

    def passes(self, frame: int) -> Passes:
        """Whose pixels are whose and how far off; unknown distances are one plane."""
        metres = self.metres(frame)
        ids = self.ids(frame)
        return Passes(ids, np.ones(ids.shape, np.float32) if metres is None else metres)

    def close(self) -> None:
        """Lets the files go."""
        for file in (self._picture, self._ids, self._depth, self._normal):
            if file is not None:
                file.close()

    def _pass(self, name: PassName, known: bool) -> Footage | None:
        file = self.clip.passes.get(name)
        return None if file is None or not known else Footage(file, "gray" if name == "id" else "rgb24")


def _parts(request: ShotRequest) -> tuple[Part, ...]:
    if request.shot.split is None:
        return (Part(slice(0, request.format.width), request),)
    left, right = halves(request)
    seam = left.format.width
    return Part(slice(0, seam), left), Part(slice(seam, request.format.width), right)
