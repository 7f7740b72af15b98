"""How the pictures move against the way the camera and the people are planned to go.

Points of the set are known by where they are and how far off; the planned camera of a frame and of the one before say
how far each must have moved in between (what the flow pass says of the same pixel).  Somebody's figure goes with their
floor point.  Frames that repeat or leap tell of a picture that stands still or is cut where nothing in the plan is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from film.base import Vec3
from film.camera import View
from film.clips import Clip, FrameMeasure, Sighting, Way
from film.findings import Finding
from film.place import PlaceSheet
from film.staging import Mark, Stance, stance_at
from planner.continuity.measured.room import Part, Room
from planner.framing import tracks_of

POINT, POINT_SHARE = 0.0015, 0.3
"""A point of the set agrees with the plan within so much of the frame's width a frame, and this share of its way."""
CARRIED = 0.006
"""Share of the width a frame that the breath and step of a camera in the hand add to that."""
AGREED = 0.34
"""Share of the points that must agree; who passes, what is in hands and what the wind moves do not."""
_POINTS = 6
FASTER, SLOWER = 1.7, 0.5
"""How many times as fast as planned somebody may cross the picture, and how many times as slow."""
_CROSSING = 0.02
"""Share of the frame's width that they must have gone, over all measured frames, for their speed to be judged."""
STANDING = 0.02
"""Share of the width a frame by which the figure of somebody who keeps a pose on the spot may move."""
FROZEN = 6
"""So many frames that show what the one before showed are a frozen picture, where the plan has something move."""
_MOVES = 0.0005
"""Share of the width a frame from which on that is so."""
LEAP = 0.04
"""Mean luma (0 to 1) by which one frame may differ from the last beyond what the frames near it do."""
_AROUND = 1.0
"""Metres around a place that rides which still ride with it."""

Shift = tuple[float, float]
"""Right and down, as shares of the frame's width and of its height."""


def motion(room: Room, clip: Clip) -> Iterator[Finding]:
    """Rule ``measured_motion``."""
    frozen = list(_frozen(room, clip))
    yield from frozen
    if not frozen:
        for part in room.parts():
            yield from _camera(room, part, clip)
            yield from _people(room, part, clip)
    yield from _leaps(room, clip)


def way_of(view: View, before: View, x: float, y: float, metres: float | None, moved: Vec3 = (0.0, 0.0, 0.0)) -> Shift:
    """How far a point at (x, y), shares of the picture, has come in it since the camera was ``before``.

    ``metres`` is how far off along the axis it is, None for the sky; ``moved`` how far it has itself gone since.
    """
    right, up, forward = view.axes()
    across, over = (2 * x - 1) * view.half_width, (1 - 2 * y) * view.half_height
    ray = [f + r * across + u * over for f, r, u in zip(forward, right, up, strict=True)]
    if metres is not None:
        way = zip(ray, view.position, before.position, moved, strict=True)
        ray = [part * metres + here - there - own for part, here, there, own in way]
    r, u, f = (sum(a * b for a, b in zip(axis, ray, strict=True)) for axis in before.axes())
    depth = f if abs(f) > 1e-9 else 1e-9
    return x - (r / depth / before.half_width + 1) / 2, y - (1 - u / depth / before.half_height) / 2


class _Step(NamedTuple):
    """A point or person from one frame to the next, in pixels: seen, and asked; with its frame."""

    frame: int
    seen: tuple[float, float]
    asked: tuple[float, float]

    @property
    def off(self) -> float:
        return math.dist(self.seen, self.asked)

    @property
    def way(self) -> float:
        return math.hypot(*self.asked)


def _camera(room: Room, part: Part, clip: Clip) -> Iterator[Finding]:
    """Where too few points of the set go with the planned camera, in most frames that tell."""
    judged, wrong = 0, []
    for one in clip.measured:
        steps = _steps(part, one, clip)
        if len(steps) < _POINTS:
            continue
        judged += 1
        slack = (POINT + CARRIED * room.sway) * clip.width
        good = sum(step.off <= slack + POINT_SHARE * step.way for step in steps)
        if good < AGREED * len(steps):
            wrong.append(sorted(steps, key=lambda step: step.off)[len(steps) // 2])
    if wrong and 2 * len(wrong) > judged:
        worst = max(wrong, key=lambda step: step.off)
        yield room.finding(
            "measured_motion",
            f"{_how(worst)}: most of the set moves {_px(worst.seen)} a frame where the camera's way makes it "
            f"{_px(worst.asked)}.",
            f"Render {room.shot.id} again; if it stays, look at its camera's keys.",
            frame=worst.frame, measure=round(worst.off, 1), limit=round(POINT * clip.width, 1), unit="px",
        )  # fmt: skip


def _how(step: _Step) -> str:
    """In a word what a wrong way is like."""
    seen, asked = math.hypot(*step.seen), step.way
    along = step.seen[0] * step.asked[0] + step.seen[1] * step.asked[1]
    if seen < 0.25 * asked:
        return "stands still"
    if asked < 0.25 * seen:
        return "moves, and should not"
    if along < -0.5 * seen * asked:
        return "moves the other way"
    return "moves too fast" if seen > asked else "moves too slowly" if along > 0.9 * seen * asked else "moves elsewhere"


def _px(way: tuple[float, float]) -> str:
    across, down = way
    sides = [f"{abs(across):.1f} px {'right' if across > 0 else 'left'}"] if abs(across) >= 0.05 else []
    sides += [f"{abs(down):.1f} px {'down' if down > 0 else 'up'}"] if abs(down) >= 0.05 else []
    return " and ".join(sides) or "nowhere"


def _steps(part: Part, one: FrameMeasure, clip: Clip) -> list[_Step]:
    """The points of the set that a camera's picture shows at a frame, but for what rides past."""
    if one.frame == 0:
        return []
    view, before = part.view(one.frame), part.view(one.frame - 1)
    wide, tall = clip.width * part.width, clip.height
    found = []
    for way in one.ways:
        x = (way.x - part.left) / part.width
        if part.holds(way.x) and not (part.place.moving and _outside(part.place, view, x, way)):
            right, down = way_of(view, before, x, way.y, way.metres)
            found.append(_Step(one.frame, (way.right, way.down), (right * wide, down * tall)))
    return found


def _outside(place: PlaceSheet, view: View, x: float, way: Way) -> bool:
    """Whether a point is beyond the walls of a place that rides, and so is left behind."""
    if way.metres is None:
        return True
    right, up, forward = view.axes()
    across, over = (2 * x - 1) * view.half_width * way.metres, (1 - 2 * way.y) * view.half_height * way.metres
    at = [
        eye + f * (way.metres or 0.0) + r * across + u * over
        for eye, r, u, f in zip(view.position, right, up, forward, strict=True)
    ]
    ends = [end for wall in place.walls for end in (wall.start, wall.end)]
    ends = ends or [(place.stage[0], place.stage[1]), (place.stage[2], place.stage[3])]
    slack = 0.1 if place.walls else _AROUND
    return any(
        not min(end[axis] for end in ends) - slack <= at[axis] <= max(end[axis] for end in ends) + slack
        for axis in (0, 1)
    )


def _people(room: Room, part: Part, clip: Clip) -> Iterator[Finding]:
    """Who crosses the picture faster or slower than planned, and who does not keep their spot."""
    for character, track in tracks_of(part.shot).items():
        steps = [
            (step, walks)
            for one in clip.measured
            for sight in one.sightings
            if sight.character == character
            for step, walks in _gone(room, part, track, one.frame, sight, clip)
        ]
        yield from _speed(room, character, [step for step, walks in steps if walks], clip)
        shaken = [step for step, walks in steps if not walks and step.off > _loose(room, clip) + 0.5 * step.way]
        if shaken and 2 * len(shaken) > sum(not walks for _, walks in steps):
            worst = max(shaken, key=lambda step: step.off)
            yield room.finding(
                "measured_motion",
                f"moves {room.name(character)} {_px(worst.seen)} a frame, who keeps the spot and should move "
                f"{_px(worst.asked)}.",
                f"Render {room.shot.id} again; if it stays, look at the marks of {room.name(character)}.",
                frame=worst.frame, character=character, measure=round(worst.off, 1),
                limit=round(STANDING * clip.width, 1), unit="px",
            )  # fmt: skip


def _loose(room: Room, clip: Clip) -> float:
    return (STANDING + CARRIED * room.sway) * clip.width


def _gone(
    room: Room, part: Part, track: Sequence[Mark], frame: int, sight: Sighting, clip: Clip
) -> Iterator[tuple[_Step, bool]]:
    """How somebody's figure has moved since the frame before, and whether they walk; nothing while a pose changes."""
    if frame == 0 or sight.way is None or sight.box is None:
        return
    then, now = (stance_at(track, each, room.fps) for each in (frame - 1, frame))
    if now.gait is None and not _keeps(then, now):
        return
    view, before = part.view(frame), part.view(frame - 1)
    moved: Vec3 = (
        now.position[0] - then.position[0],
        now.position[1] - then.position[1],
        now.position[2] - then.position[2],
    )
    forward = view.axes()[2]
    x, y = ((sight.box[0] + sight.box[2]) / 2 - part.left) / part.width, (sight.box[1] + sight.box[3]) / 2
    body = (now.position[0], now.position[1], now.position[2] + 1.0)
    metres = sum((there - here) * f for there, here, f in zip(body, view.position, forward, strict=True))
    if metres < 0.3:
        return
    right, down = way_of(view, before, x, y, metres, moved)
    yield _Step(frame, sight.way, (right * clip.width * part.width, down * clip.height)), now.gait is not None


def _keeps(then: Stance, now: Stance) -> bool:
    """Whether a body is in one pose on one spot."""
    return now.blend == then.blend and now.position == then.position


def _speed(room: Room, character: str, steps: Sequence[_Step], clip: Clip) -> Iterator[Finding]:
    """A walk's speed over the picture: along the way asked, of all measured frames together, so that steps even out."""
    asked = sum(step.way for step in steps)
    if len(steps) < 2 or asked < _CROSSING * clip.width or asked < 0.004 * clip.width * len(steps):
        return
    along = sum((step.seen[0] * step.asked[0] + step.seen[1] * step.asked[1]) / max(step.way, 1e-6) for step in steps)
    times = along / asked
    if SLOWER <= times <= FASTER:
        return
    worst = max(steps, key=lambda step: step.off)
    name = room.name(character)
    what = (
        f"{times:.1f} times as fast as" if times > 0.05 else "the other way than" if times < -0.25 else "still, not as"
    )
    yield room.finding(
        "measured_motion",
        f"has {name} go {what} planned.",
        f"Render {room.shot.id} again; if it stays, look at the marks of {name}.",
        frame=worst.frame, character=character, measure=round(times, 2), limit=FASTER if times > FASTER else SLOWER,
        unit="",
    )  # fmt: skip


def _frozen(room: Room, clip: Clip) -> Iterator[Finding]:
    """Frames that repeat while the camera, or somebody who walks, should be seen to move."""
    for one in clip.measured:
        if one.between is None or one.between.repeats < FROZEN:
            continue
        steps = [step for part in room.parts() for step in _steps(part, one, clip)]
        steps += [
            step
            for part in room.parts()
            for sight in one.sightings
            for step, walks in _gone(room, part, tracks_of(part.shot).get(sight.character, ()), one.frame, sight, clip)
            if walks
        ]
        if any(step.way > _MOVES * clip.width for step in steps):
            yield room.finding(
                "measured_motion",
                f"stands still for {one.between.repeats} frames in which the plan has it move.",
                f"Render {room.shot.id} again.",
                frame=one.frame, measure=float(one.between.repeats), limit=float(FROZEN), unit="frames",
            )  # fmt: skip
            return


def _leaps(room: Room, clip: Clip) -> Iterator[Finding]:
    """A cut within the shot, or a frame out of its place."""
    leaps = [(one.between.leap, one.frame) for one in clip.measured if one.between is not None]
    leap, frame = max(leaps, default=(0.0, 0))
    if leap > LEAP:
        yield room.finding(
            "measured_motion",
            f"leaps before frame {frame}: one frame differs from the last by {leap:.0%} more than "
            "those near it.",
            f"Render {room.shot.id} again.",
            frame=frame, measure=leap, limit=LEAP, unit="share",
        )  # fmt: skip
