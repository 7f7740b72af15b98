"""Where a shot is focused and how far its lens is open: sharp throughout, but where the writer or the style asks.

::

    rack focus    near +++++++++........      the sharp plane goes from one to another over ``_PULL`` seconds
                  far  ........++++++++++
    style.stop    inserts, and close shots through long lenses, are sharp on the thing, or on the eyes
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from film.base import Vec3
from film.camera import CameraKey, View, view_at
from film.shot import Shot, Size
from film.staging import stance_at
from planner.body import proxy_of
from planner.camera.framing import point
from planner.coverage.stage import Stage
from planner.coverage.take import Take
from planner.framing import tracks_of
from planner.geometry import PLACES

_CLOSE: tuple[Size, ...] = ("MCU", "CU", "ECU")
_LONG = 40.0
"""Millimetres, spherical, from which a lens is long enough for a style's stop to show."""
_EYES = 0.09
"""Metres from the middle of a head to its eyes, along the look."""
_PULL, _HELD = 0.9, 0.3
"""Seconds that a focus puller takes at most, and the share of the shot for which the first focus is held."""
_APART = 0.12
"""The least difference of two distances, as a share of the nearer one, between which a focus is worth pulling."""
_NEARER = 0.5
"""Share of the way to a thing from where the focus comes when nobody else is in the picture."""
_BLUR = 0.035
"""The circle of confusion in frame heights that a rack focus aims at: soft for sure, and still known."""
_STOPS = (1.4, 2.0, 2.8, 4.0, 5.6)
_TRUE = 0.02
"""How far off, as a share, the focus may be from whom it follows before it is set again."""
_EVERY = 8


class _Pull(NamedTuple):
    """From one distance to another, in metres, between two frames."""

    near: float
    far: float
    start: int
    end: int


def focused(shot: Shot, take: Take, stage: Stage) -> Shot:
    """The shot with its focus and stop; as it is where nobody asks for either."""
    if shot.split is not None or take.intent.idiom == "pov":
        return shot
    if shot.move == "rack_focus":
        return _racked(shot, take, stage)
    stop = stage.style.stop
    if stop is None or not _asks(shot, take):
        return shot
    frames = sorted({*range(0, shot.frames, _EVERY), shot.frames - 1, *(key.frame for key in shot.camera)})
    ways = {frame: _sharp(shot, take, stage, frame) for frame in frames}
    known = {frame: metres for frame, metres in ways.items() if metres is not None}
    return shot.but(stop=stop, camera=_followed(shot, known, stage)) if known else shot


def _asks(shot: Shot, take: Take) -> bool:
    """Whether a style that opens its lenses opens them for this shot."""
    return shot.idiom == "insert" or (shot.size in _CLOSE and shot.lens_mm >= _LONG * take.option.brief.longer)


def _sharp(shot: Shot, take: Take, stage: Stage, frame: int) -> float | None:
    """Metres to what the shot is about at a frame: the thing of an insert, the eyes of its focus."""
    view = view_at(shot.camera, frame, stage.gate)
    thing = take.option.brief.thing
    if shot.idiom == "insert" and thing is not None:
        return _depth(view, thing)
    return _eyes(shot, stage, frame, view).get(take.intent.focus or "")


def _eyes(shot: Shot, stage: Stage, frame: int, view: View) -> Mapping[str, float]:
    """Metres to the eyes of everybody whom the shot shows, or to the back of their head."""
    found = {}
    for name, track in tracks_of(shot).items():
        if name not in shot.subjects or name not in stage.heights:
            continue
        body = proxy_of(stance_at(track, frame, stage.fps), stage.heights[name])
        x, y, z = point(body)
        dx, dy, dz = (_EYES * axis for axis in body.face)
        metres = _depth(view, (x + dx, y + dy, z + dz))
        if metres is not None:
            found[name] = metres
    return found


def _depth(view: View, at: Vec3) -> float | None:
    metres = view.project(at)[2]
    return round(metres, PLACES) if metres > 0.05 else None


def _followed(shot: Shot, ways: Mapping[int, float], stage: Stage) -> tuple[CameraKey, ...]:
    """The camera's keys with their focus, and as few more as keep it on whom it follows."""
    own = [key.frame for key in shot.camera]
    kept = {frame for frame in own if frame in ways} or {min(ways)}
    while len(kept) < len(ways):
        keys = _keys(shot, {frame: ways[frame] for frame in kept}, stage)
        off = {frame: abs(view_at(keys, frame, stage.gate).focused / metres - 1) for frame, metres in ways.items()}
        worst = max(off, key=lambda frame: (round(off[frame], 6), -frame))
        if off[worst] <= _TRUE or worst in kept:
            break
        kept.add(worst)
    return _keys(shot, {frame: ways[frame] for frame in kept}, stage)


def _keys(shot: Shot, ways: Mapping[int, float], stage: Stage) -> tuple[CameraKey, ...]:
    """The camera at its own keys and at those frames, focused so."""
    own = {key.frame: key for key in shot.camera}
    frames = sorted({*ways, *(own if len(own) > 1 else ())})
    found = []
    for frame in frames:
        view = view_at(shot.camera, frame, stage.gate)
        nearest = min(ways, key=lambda each: (abs(each - frame), each))
        stands = own.get(frame) or CameraKey(
            frame=frame,
            position=_rounded(view.position),
            target=_rounded(view.target),
            roll=round(view.roll, PLACES),
            focal_mm=round(view.focal_mm, PLACES),
        )
        found.append(stands.but(focus_m=ways[nearest]))
    return tuple(found)


def _rounded(at: Vec3) -> Vec3:
    return round(at[0], PLACES), round(at[1], PLACES), round(at[2], PLACES)


def _racked(shot: Shot, take: Take, stage: Stage) -> Shot:
    """From whom the writer names, else from who is farthest off in depth, to what the shot is about."""
    pull = _pull(shot, take, stage)
    ways = {pull.start: pull.near, pull.end: pull.far}
    return shot.but(stop=_stop(shot, pull, stage), camera=_keys(shot, ways, stage))


def _pull(shot: Shot, take: Take, stage: Stage) -> _Pull:
    last = shot.frames - 1
    start = round(_HELD * last)
    end = min(start + max(round(_PULL * stage.fps), 1), max(last, start + 1))
    words = stage.staged[take.pieces[0][0]].step.camera
    to = _sharp(shot, take, stage, min(end, last))
    view = view_at(shot.camera, start, stage.gate)
    to = to if to is not None else round(math.dist(view.position, view.target), PLACES)
    others = {
        name: metres
        for name, metres in _eyes(shot, stage, start, view).items()
        if (shot.idiom == "insert" or name != take.intent.focus) and _far_enough(metres, to)
    }
    named = words.whose if words is not None else None
    if named in others:
        return _Pull(others[named], to, start, end)
    away = max(others, key=lambda name: (abs(1 / others[name] - 1 / to), name), default=None)
    return _Pull(others[away] if away is not None else round(_NEARER * to, PLACES), to, start, end)


def _far_enough(one: float, two: float) -> bool:
    return abs(one - two) >= _APART * min(one, two)


def _stop(shot: Shot, pull: _Pull, stage: Stage) -> float:
    """The style's stop, else the smallest opening at which each of the two is soft while the other is sharp.

    By the circle of confusion of a thin lens, as ``renderer.previs.lens.circle`` has it.
    """
    if stage.style.stop is not None:
        return stage.style.stop
    focal = view_at(shot.camera, pull.start, stage.gate).focal_mm
    metres = focal / 1000

    def soft(stop: float) -> bool:
        pairs = ((pull.near, pull.far), (pull.far, pull.near))
        circles = (focal / stop * metres / max(s - metres, metres) * abs(1 - s / d) for s, d in pairs)
        return min(circles) >= _BLUR * stage.gate.height

    return next((stop for stop in reversed(_STOPS) if soft(stop)), _STOPS[0])
