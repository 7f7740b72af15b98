"""The writer's camera moves, once the cut is made: each is in its shot, or a note says why not.

::

    push in    X ----------> o        pull back   o <---------- X     of the way to what is looked at
    pan, tilt  the camera stands and turns from somebody, or from beside or below, to what it is about
    crane      from above down into the shot, or up out of it
    zoom       the lens alone
    dolly zoom the camera goes in or out on its own axis and the lens with it, so that the subject keeps its size
    rack focus the camera stands; ``planner.coverage.focus`` says where it is sharp

A whip pan and a crash zoom are the same in ``_JERK`` seconds, after a moment of rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from film.base import Vec3
from film.camera import CameraKey, view_at
from film.place import PlaceSheet
from film.shot import Move
from planner.camera.candidate import key
from planner.camera.framing import crown
from planner.camera.walls import in_wall, out_of_room
from planner.continuity.kit import DOLLY, FASTEST
from planner.coverage.stage import Stage
from planner.coverage.take import Take, retaken
from planner.coverage.timeline import Moments
from planner.facts import CameraWords
from planner.geometry import heading, off

_SHARES = (0.36, 0.26, 0.18, 0.11)
"""How much of the distance a move covers, the boldest that the room allows first."""
_RISES = (2.2, 1.3, 0.7, 0.4)
"""Metres that a crane comes down or goes up."""
_TURNS = (38.0, -38.0, 26.0, -26.0, 16.0, -16.0)
_NODS = (20.0, 13.0, 8.0)
"""Degrees of a tilt."""
_ZOOM, _LEAST_ZOOM = 0.62, 0.9
"""How much wider a zoom begins than it ends, and how little of it can still be seen."""
_SEEN_FROM, _SEEN_TO = 12.0, 100.0
"""Degrees off the subject between which somebody else is worth panning from."""
_CLEAR, _NEAR, _STEPS = 0.2, 0.5, 8
"""Metres that the camera keeps from things and from people on its way, proven at so many points."""
_STEADY = 0.9
"""Share of a rig's speed that is made use of."""
_JERK, _REST = 0.3, 0.25
"""Seconds of a whip pan or a crash zoom, and the share of the shot, up to ``_LONGEST_REST`` seconds, before it."""
_LONGEST_REST = 0.8
_STRETCHES = (2.0, 1.7, 1.45, 1.25)
"""How many times as far off a dolly zoom begins as it ends, or ends as it begins, the boldest first."""
_NEAREST = 0.6
"""Metres from its subject to which a dolly zoom comes at most."""
_RIDES: tuple[Move, ...] = ("truck", "steadicam", "dolly")
Keys = tuple[CameraKey, ...]


def obeyed(takes: Sequence[Take], stage: Stage, plain: Moments) -> tuple[Take, ...]:
    """The same shots, those for which the writer asks a move moving so; a note where the place does not allow it, as
    for those that begin in ``plain``.
    """
    return tuple(_obeyed(take, stage, take.pieces[0][:2] in plain) for take in takes)


def _obeyed(take: Take, stage: Stage, plain: bool) -> Take:
    staged = stage.staged[take.pieces[0][0]]
    words = staged.step.camera
    if words is None or take.option.wanted.forced is None:
        return take
    if words.move in (None, "static"):
        return _noted(take, words, stage)
    if take.split is not None:
        told = f'both halves of the split screen hold still: "{words.text}"'
        return replace(take, notes=(*take.notes, told))
    move = words.move or "static"
    if take.intent.idiom == "moving" and take.candidate.move in _RIDES and move in _RIDES:
        return _noted(replace(take, candidate=replace(take.candidate, move=move)), words, stage)
    for keys in () if plain else paced(take, words, stage):
        if not clear(keys, move, take, stage):
            continue
        again = retaken(take, replace(take.candidate, keys=keys, move=move), stage)
        if take.intent.focus is None or take.intent.focus in again.subjects or take.intent.focus not in take.subjects:
            return _noted(again, words, stage)
    told = f'there is no room for the {move} asked for: "{words.text}"'
    return _noted(replace(take, notes=(*take.notes, told)), words, stage)


def _noted(take: Take, words: CameraWords, stage: Stage) -> Take:
    """The shot with a note where it is not of what the writer names."""
    place = stage.place_at(take.pieces[0][0])
    if words.subject is None or words.subject in stage.names or take.option.intent.insert is not None:
        return take
    named = set(words.subject.replace("_", " ").casefold().split())
    own = {word for fixture in place.fixtures for word in fixture.kind.split("_")} | set(place.name.casefold().split())
    if named & (own | {"hall", "room", "place", "scene", "street", "sky"}) or words.size in ("EWS", "WS"):
        return take
    told = f'there is no {words.subject.replace("_", " ")} to be seen here: "{words.text}" is seen wide'
    return replace(take, notes=(*take.notes, told)) if take.intent.idiom in ("master", "establishing") else take


def paced(take: Take, words: CameraWords, stage: Stage) -> Iterator[Keys]:
    """The ways of the move; a jerk of them where the writer wants one."""
    for keys in _ways(take, words, stage):
        if not words.quick or words.move not in ("pan", "tilt", "zoom") or len(keys) != 2:
            yield keys
            continue
        last = take.frames - 1
        start = min(round(last * _REST), round(_LONGEST_REST * stage.fps))
        end = min(start + max(round(_JERK * stage.fps), 2), last)
        yield keys[0].but(frame=start), keys[1].but(frame=end)


def _ways(take: Take, words: CameraWords, stage: Stage) -> Iterator[Keys]:
    """The move as camera keys, the boldest first."""
    still, end = take.candidate.keys[-1].but(frame=0), take.frames - 1
    moved, away = words.move, words.away
    if end < 1:
        return
    if moved in ("handheld", "steadicam"):
        yield from (
            [take.candidate.keys] if moved == "handheld" else (_along(still, share, False, end) for share in _SHARES)
        )
    elif moved == "rack_focus":
        yield take.candidate.keys
    elif moved == "dolly_zoom":
        yield from _dolly_zooms(still, take, away, stage)
    elif moved == "dolly":
        top = _top(take, stage)
        yield from (_along(still, share, away, end, top) for share in _SHARES)
    elif moved == "crane":
        yield from (_craned(still, rise, away, end) for rise in _RISES)
    elif moved == "pedestal":
        yield from (_raised(still, rise / 3, away, end) for rise in _RISES)
    elif moved == "truck":
        yield from (_aside(still, share / 2, end, words.way == "left") for share in _SHARES)
    elif moved == "zoom":
        wide = still.but(focal_mm=round(max(still.focal_mm * _ZOOM, stage.style.lens_kit[0]), 3))
        if wide.focal_mm < still.focal_mm * _LEAST_ZOOM:
            yield _from_to(*((still, wide) if away else (wide, still)), end)
    elif moved == "pan":
        turns = _pans(take, still, stage)
        if words.way is not None:  # a pan to the left comes from the right
            turns = [yaw for yaw in turns if (yaw < 0) == (words.way == "left")]
        yield from (_from_to(_turned(still, yaw), still, end) for yaw in turns)
    elif moved == "tilt":
        yield from (_from_to(_nodded(still, -nod if away else nod), still, end) for nod in _NODS)


def _top(take: Take, stage: Stage) -> Vec3 | None:
    """Where the head of the one that a shot of people is about ends."""
    step, frame, _ = take.pieces[0]
    body = stage.company.at(step, frame).get(take.intent.focus or "")
    if body is None or take.intent.idiom in ("insert", "pov"):
        return None
    x, y, z = crown(body, stage.heights[take.intent.focus or ""]).tolist()
    return x, y, z


def _from_to(first: CameraKey, last: CameraKey, end: int) -> Keys:
    """From one camera to another over the shot, at rest for a moment before it ends."""
    return first.but(frame=0), last.but(frame=end)


def _mixed(a: Vec3, b: Vec3, share: float) -> Vec3:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share


def _moved(still: CameraKey, position: Vec3, target: Vec3) -> CameraKey:
    return key(0, position, target, still.focal_mm, still.roll)


def _along(still: CameraKey, share: float, away: bool, end: int, top: Vec3 | None = None) -> Keys:
    """In on what is looked at, or out from there; the aim rises with it so that a head keeps its room."""
    x, y, z = _mixed(still.position, still.target, share)
    aim = still.target if top is None else (*still.target[:2], _mixed(still.target, top, share)[2])
    near = _moved(still, (x, y, still.position[2] + (z - still.position[2]) * 0.5), aim)
    return _from_to(near, still, end) if away else _from_to(still, near, end)


def _craned(still: CameraKey, rise: float, up: bool, end: int) -> Keys:
    x, y, z = _mixed(still.position, still.target, -0.12 * min(rise, 1.5))
    aim = still.target[0], still.target[1], still.target[2] + 0.15 * rise
    high = _moved(still, (x, y, max(z, still.position[2]) + rise), aim)
    return _from_to(still, high, end) if up else _from_to(high, still, end)


def _raised(still: CameraKey, rise: float, up: bool, end: int) -> Keys:
    x, y, z = still.position
    other = _moved(still, (x, y, z - rise if up else z + rise), still.target)
    return _from_to(other, still, end)


def _dolly_zooms(still: CameraKey, take: Take, away: bool, stage: Stage) -> Iterator[Keys]:
    """In with the lens going wide, or away with it going long: focal length over the subject's distance stays the same.

    Of the two ends one is where the shot would stand still, first the nearer one.
    """
    body = stage.company.at(*take.pieces[0][:2]).get(take.intent.focus or "")
    reach = math.dist(still.position, still.target)
    depth = reach if body is None else view_at((still,), 0, stage.gate).project(tuple(body.head.tolist()))[2]
    shortest, longest = stage.style.lens_kit[0], stage.style.lens_kit[-1]
    for stretch in _STRETCHES:
        for times in (stretch, 1 / stretch):
            ahead = depth * (1 - times)
            if not shortest <= still.focal_mm * times <= longest or depth * times < _NEAREST or ahead > 0.9 * reach:
                continue
            position = _mixed(still.position, still.target, ahead / reach)
            other = key(0, position, still.target, still.focal_mm * times, still.roll)
            far, near = (other, still) if times > 1 else (still, other)
            yield _from_to(*((near, far) if away else (far, near)), take.frames - 1)


def _aside(still: CameraKey, share: float, end: int, leftwards: bool) -> Keys:
    (x, y, z), (tx, ty, tz) = still.position, still.target
    dx, dy = (tx - x) * share, (ty - y) * share
    left = _moved(still, (x - dy / 2, y + dx / 2, z), (tx - dy / 4, ty + dx / 4, tz))
    right = _moved(still, (x + dy / 2, y - dx / 2, z), (tx + dy / 4, ty - dx / 4, tz))
    return _from_to(right, left, end) if leftwards else _from_to(left, right, end)


def _turned(still: CameraKey, yaw: float) -> CameraKey:
    (x, y, _), (tx, ty, tz) = still.position, still.target
    cos, sin = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    dx, dy = tx - x, ty - y
    return _moved(still, still.position, (x + dx * cos - dy * sin, y + dx * sin + dy * cos, tz))


def _nodded(still: CameraKey, degrees: float) -> CameraKey:
    x, y, z = still.target
    away = math.dist(still.position[:2], still.target[:2])
    return _moved(still, still.position, (x, y, z + away * math.tan(math.radians(degrees))))


def _pans(take: Take, still: CameraKey, stage: Stage) -> list[float]:
    """From where a pan may start, in degrees off its end: from somebody else in the place first."""
    step, frame, _ = take.pieces[0]
    aim = heading(still.position, still.target)
    others = [body.head.tolist() for name, body in stage.company.at(step, frame).items() if name != take.intent.focus]
    turns = [off(aim, heading(still.position, (head[0], head[1]))) for head in others]
    x0, y0, x1, y1 = stage.place_at(step).stage
    inward = off(aim, heading(still.position, ((x0 + x1) / 2, (y0 + y1) / 2)))
    towards = min(turns, key=abs, default=inward)
    plain = sorted(_TURNS, key=lambda turn: (turn * towards < 0, -abs(turn)))
    return [*sorted((turn for turn in turns if _SEEN_FROM < abs(turn) < _SEEN_TO), key=abs), *plain]


def clear(keys: Keys, move: Move, take: Take, stage: Stage) -> bool:
    """Whether the camera is clear of walls, things, people and the ceiling all the way, and within its legs' reach."""
    step, frame, _ = take.pieces[0]
    last, _, last_end = take.pieces[-1]
    place, solids, reach = stage.place_at(step), stage.solids_at(step), stage.style.reach
    highest = min(reach.crane if place.enclosure == "open" else reach.highest, (place.ceiling or math.inf) - 0.11)
    frames = [(take.frames - 1) * i / _STEPS for i in range(_STEPS + 1)]
    eyes = [view_at(keys, at, stage.gate).position for at in frames]
    if not all(reach.lowest <= eye[2] <= highest for eye in eyes):
        return False
    fastest = FASTEST.get(move, DOLLY) * _STEADY
    if max(math.dist(a, b) for a, b in pairwise(eyes)) * _STEPS * stage.fps > fastest * (take.frames - 1):
        return False
    if solids.body.holds(np.array(eyes), _CLEAR).any() or any(_through_wall(place, eye, take) for eye in eyes):
        return False
    if take.intent.idiom == "pov":
        return True
    bodies = (*stage.company.at(step, frame).values(), *stage.company.at(last, last_end - 1).values())
    return all(math.dist(eye, body.head.tolist()) > _NEAR for eye in eyes for body in bodies)


def _through_wall(place: PlaceSheet, eye: Vec3, take: Take) -> bool:
    """Whether a camera that stood in the room would leave it."""
    flies = out_of_room(place, take.candidate.position) > 0
    return in_wall(place, eye) or (not flies and out_of_room(place, eye) > 0)
