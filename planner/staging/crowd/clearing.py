"""Whom of a crowd a shot cannot use: who is in the lens, before a face, or large across the frame's edge.

On a set the first assistant sends these few away for one setup and back for the next; the wide shot keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from film.base import LineSpan
from film.camera import CameraKey, Gate, View, view_at
from film.plan import Extra
from film.shot import Shot
from film.staging import stance_at
from planner.body import Proxy, proxy_of
from planner.geometry import Array, Flags, project

NEAR = 1.2
"""Metres before the lens within which a stranger is only a blur."""
_LARGE = 0.16
"""The share of the frame's height from which on a head that the frame's edge cuts draws the eye."""
_LOOMING = 0.21
"""The share from which on a stranger's head before the subjects is what the eye goes to."""
_HEADLESS = 0.1
"""The share that a head has whose body is seen without it, from which on that is plain."""
_FACE_ROOM = 1.25
"""How much wider than it is a face or chest is kept free."""
_TRUNK_ROWS, _BODY_ROWS = 7, 9
_EVERY = 12
"""Frames between the instants at which a shot in which anything moves is looked at."""


@dataclass(frozen=True, eq=False)
class Bystanders:
    """A crowd as balls: ``points`` (n, 13, 3), ``radii`` (n, 13), in the order of ``names``.

    ``stays`` (n, 2) are the script's lines from which and up to which each is there.
    """

    names: tuple[str, ...]
    points: Array
    radii: Array
    stays: Array

    @classmethod
    def of(cls, extras: Sequence[Extra], stays: Mapping[str, tuple[float, float]] | None = None) -> Bystanders:
        """The bodies of extras, made once a scene; ``stays`` by id, always where it does not say."""
        always = (-np.inf, np.inf)
        bodies = [proxy_of(stance_at((each.mark,), 0, 24.0), each.sheet.build.height) for each in extras]
        return cls(
            names=tuple(each.mark.character for each in extras),
            points=np.array([body.points for body in bodies]).reshape(-1, 13, 3),
            radii=np.array([body.radii for body in bodies]).reshape(-1, 13),
            stays=np.array([(stays or {}).get(each.mark.character, always) for each in extras]).reshape(-1, 2),
        )

    def absent(self, covers: Sequence[LineSpan]) -> tuple[str, ...]:
        """Who has not come yet, or has gone, in a shot that plays these lines."""
        if not covers:
            return ()
        first, last = min(span[0] for span in covers), max(span[1] for span in covers)
        away = (self.stays[:, 0] > last) | (self.stays[:, 1] < first)
        return tuple(name for name, out in zip(self.names, away.tolist(), strict=True) if out)


def cleared(
    crowd: Bystanders,
    keys: Sequence[CameraKey],
    seen: Sequence[tuple[int, Mapping[str, Proxy]]],
    subjects: Sequence[str],
    gate: Gate,
) -> tuple[str, ...]:
    """The ids of the extras that a shot sends away, in the crowd's order.

    ``seen`` is (shot frame, everybody's body) at the frames that are looked at: one is enough for a shot in which
    nothing moves; ``gate`` what of the sensor the picture takes.
    """
    if not crowd.names:
        return ()
    gone = np.zeros(len(crowd.names), dtype=bool)
    for frame, bodies in seen:
        view = view_at(keys, frame, gate)
        shown = [bodies[name] for name in subjects if name in bodies]
        gone |= _in_the_lens(crowd, view)
        flat = project(view, crowd.points.reshape(-1, 3)).reshape(len(crowd.names), -1, 3)
        gone |= _before_somebody(crowd, view, flat, shown) | _cut(crowd, view, flat, shown)
    return tuple(name for name, out in zip(crowd.names, gone.tolist(), strict=True) if out)


def shot_cleared(crowd: Bystanders, shot: Shot, heights: Mapping[str, float], fps: float, gate: Gate) -> Shot:
    """The shot with whom it sends away and who is not there at its lines; untouched where it plays in another place.

    ``heights`` in metres by character id; ``gate`` what of the sensor the whole picture takes.
    """
    if not crowd.names or shot.place is not None:
        return shot
    tracks = {
        name: [mark for mark in shot.marks if mark.character == name] for name in shot.subjects if name in heights
    }
    moves = len(shot.camera) > 1 or any(mark.frame for mark in shot.marks)
    frames = sorted({*range(0, shot.frames, _EVERY), shot.frames - 1}) if moves else [0]
    seen = [
        (
            frame,
            {name: proxy_of(stance_at(track, frame, fps), heights[name]) for name, track in tracks.items() if track},
        )
        for frame in frames
    ]
    seen_by = gate if shot.split is None else gate.half()
    out = {*crowd.absent(shot.covers), *cleared(crowd, shot.camera, seen, shot.subjects, seen_by)}
    return shot.but(cleared=tuple(name for name in crowd.names if name in out)) if out else shot


def _in_the_lens(crowd: Bystanders, view: View) -> Flags:
    away = np.linalg.norm(crowd.points - np.array(view.position), axis=2) - crowd.radii
    return np.asarray(away.min(axis=1) < NEAR)


def _before_somebody(crowd: Bystanders, view: View, flat: Array, shown: Sequence[Proxy]) -> Flags:
    """(n,): who covers part of a subject's head or trunk: their discs meet on the frame, the stranger's nearer."""
    hides = np.zeros(len(crowd.names), dtype=bool)
    for body in shown:
        theirs = project(view, np.asarray(body.points[:_TRUNK_ROWS]))
        if theirs[:, 2].min() <= 0.1:
            continue
        reach = body.radii[:_TRUNK_ROWS] / theirs[:, 2] * _FACE_ROOM
        depth = flat[..., 2]
        near = (depth > 0.1) & (depth < theirs[0, 2] - 0.15)
        size = crowd.radii / np.where(near, depth, 1.0)
        dx = (flat[:, :, None, 0] - theirs[None, None, :, 0]) * view.half_width
        dy = (flat[:, :, None, 1] - theirs[None, None, :, 1]) * view.half_height
        meet = np.hypot(dx, dy) < size[:, :, None] + reach[None, None, :]
        hides |= (meet & near[:, :, None]).any(axis=(1, 2))
    return hides


def _cut(crowd: Bystanders, view: View, flat: Array, shown: Sequence[Proxy]) -> Flags:
    """(n,): who looms nearer than the subjects, large across an edge of the frame, or is seen without the head."""
    depth = flat[:, 0, 2]
    ahead = depth > 0.1
    safe = np.where(ahead, depth, 1.0)
    tall = crowd.radii[:, 0] / safe / view.half_height
    wide = crowd.radii[:, :_TRUNK_ROWS] / safe[:, None] / view.half_width
    left = (flat[:, :_TRUNK_ROWS, 0] - wide).min(axis=1)
    right = (flat[:, :_TRUNK_ROWS, 0] + wide).max(axis=1)
    low, high = flat[:, :_BODY_ROWS, 1].min(axis=1), flat[:, 0, 1]
    inside = ahead & (right > -1) & (left < 1) & (low < 1) & (high > -1)
    nearest = min((float(project(view, body.head[None])[0, 2]) for body in shown), default=np.inf)
    across = (left < -1) | (right > 1) | (np.abs(high) + tall > 1)
    before = (depth < nearest) & ((tall > _LOOMING) | (across & (tall > _LARGE)))
    headless = (high + tall / 2 > 1) | (np.abs(flat[:, 0, 0]) > 1)
    return np.asarray(inside & (before | (headless & (tall > _HEADLESS))))
