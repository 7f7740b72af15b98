"""What the solver is told of a shot: who is where over its frames, the axis, the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from film.base import Vec3
from film.camera import SENSOR_WIDTH_MM, Gate
from film.place import PlaceSheet
from film.shot import Axis, Size
from film.staging import Mark, stance_at
from film.style import Reach, Style
from planner.body import Proxy, proxy_of
from planner.coverage.intent import Intent
from planner.solids import Solids

LENS_KIT = Style().lens_kit
REACH = Style().reach


@dataclass(frozen=True)
class Before:
    """The shot that this one follows, where it is known: who was in it, how large, and from where."""

    subjects: tuple[str, ...]
    size: Size
    position: Vec3
    target: Vec3


@dataclass(frozen=True)
class CameraBrief:
    """One shot to be framed.

    ``samples`` are (frame, bodies by character) at the frames at which framing is proven: first,
    middle, last, and more when somebody walks.  ``thing`` is the point of an insert,
    ``thing_span`` the metres that its frame's height spans there, ``thing_laid`` whether no hand holds it.
    ``before`` is the shot before where a paragraph of action fixes it, for the 30 degree rule.
    ``lens_kit`` are the focal lengths there are, in mm, and ``reach`` how low and high the camera goes.
    """

    intent: Intent
    place: PlaceSheet
    solids: Solids
    gate: Gate
    frames: int
    samples: tuple[tuple[int, Mapping[str, Proxy]], ...]
    heights: Mapping[str, float]
    seated: Mapping[str, bool]
    fps: float = 24.0
    axis: Axis | None = None
    thing: Vec3 | None = None
    thing_span: float = 0.42
    thing_laid: bool = False
    holder_yaw: float | None = None
    before: Before | None = None
    lens_kit: tuple[float, ...] = LENS_KIT
    reach: Reach = REACH

    @property
    def longer(self) -> float:
        """How much longer an anamorphic lens is that sees as wide as a spherical one on this gate."""
        return max(self.gate.width / SENSOR_WIDTH_MM, 1.0)

    @property
    def first(self) -> Mapping[str, Proxy]:
        """Everybody at the first frame."""
        return self.samples[0][1]

    @property
    def middle(self) -> Mapping[str, Proxy]:
        """Everybody halfway."""
        return self.samples[len(self.samples) // 2][1]

    @property
    def last(self) -> Mapping[str, Proxy]:
        """Everybody at the last frame."""
        return self.samples[-1][1]


def sample(
    marks: Mapping[str, Sequence[Mark]], heights: Mapping[str, float], frames: Sequence[int], fps: float
) -> tuple[tuple[int, Mapping[str, Proxy]], ...]:
    """Everybody's body at the frames asked for."""
    return tuple(
        (frame, {name: proxy_of(stance_at(track, frame, fps), heights[name]) for name, track in marks.items()})
        for frame in frames
    )
