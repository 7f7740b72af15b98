"""Cameras that follow a walk, and the tilt that follows a head."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from film.base import Vec3
from film.shot import Move
from planner.body import Proxy
from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate, key, polar
from planner.camera.framing import centre_height, distance, lenses, span
from planner.camera.people import point
from planner.geometry import heading

_BEND = 0.35
"""Metres off the straight way at which a camera needs a key of its own."""
_TOGETHER = 1.5
_AROUND = (90, 65, 115, 40, 140, 20, 160, 5, 175)


@dataclass(frozen=True)
class Way:
    """The way of the focus: (frame, body, world height of the frame's middle) where it starts, turns most and ends."""

    points: tuple[tuple[int, Proxy, float], ...]
    metres: float
    line: float

    @property
    def heads(self) -> tuple[Vec3, ...]:
        """Where the head is at each point."""
        return tuple(point(body) for _, body, _ in self.points)


def followers(brief: CameraBrief) -> Iterator[Candidate]:
    """Pans, trucks and leads along the way of the focus; a camera that holds still where the way is short."""
    way = _way(brief)
    if way is None:
        return
    for j, lens in enumerate(lenses(brief.intent.size, brief.place)):
        for i, turn in enumerate(_AROUND):
            for sign in (1, -1):
                yield from _follow(brief, way, way.line + sign * turn, lens, 0.2 * i + 0.4 * j)


def _way(brief: CameraBrief) -> Way | None:
    name = brief.intent.focus
    path = [(frame, bodies) for frame, bodies in brief.samples if name in bodies]
    if name is None or not path:
        return None
    kept = _turning_points([(frame, bodies[name]) for frame, bodies in path])
    heights = [_middle_height(brief, dict(path)[frame], name) for frame, _ in kept]
    start, end = point(kept[0][1]), point(kept[-1][1])
    face = kept[0][1].face
    metres = math.dist(start[:2], end[:2])
    line = heading(start, end) if metres > 0.2 else math.degrees(math.atan2(face[1], face[0]))
    points = tuple((frame, body, height) for (frame, body), height in zip(kept, heights, strict=True))
    return Way(points, metres, line)


def _middle_height(brief: CameraBrief, bodies: Mapping[str, Proxy], name: str) -> float:
    """The height of the frame's middle that leaves headroom over the focus and whoever walks along."""
    together = [
        each
        for each in brief.intent.subjects
        if each in bodies and math.dist(point(bodies[each])[:2], point(bodies[name])[:2]) < _TOGETHER
    ]
    tall = max(together, key=lambda each: float(bodies[each].head[2]))
    return centre_height(bodies[tall], brief.intent.size, _span(brief, name), brief.heights[tall])


def _span(brief: CameraBrief, name: str) -> float:
    return span(brief.intent.size, brief.heights[name], brief.seated.get(name, False))


def _turning_points(path: list[tuple[int, Proxy]]) -> list[tuple[int, Proxy]]:
    """The first and last sample between which the focus really moves, and the one farthest off their line."""
    start, end = _moving_part(path)
    a, b = np.array(point(start[1])), np.array(point(end[1]))
    between = [each for each in path if start[0] < each[0] < end[0]]
    gaps = []
    for frame, body in between:
        share = (frame - start[0]) / (end[0] - start[0])
        gaps.append(float(np.linalg.norm(body.head - (a + (b - a) * share))))
    if gaps and max(gaps) > _BEND:
        return [start, between[gaps.index(max(gaps))], end]
    return [start, end]


def _moving_part(path: list[tuple[int, Proxy]]) -> tuple[tuple[int, Proxy], tuple[int, Proxy]]:
    """The first and last sample between which the focus really moves."""
    moved = [i for i in range(len(path) - 1) if math.dist(point(path[i][1]), point(path[i + 1][1])) > 0.08]
    if not moved:
        return path[0], path[-1]
    return path[moved[0]], path[moved[-1] + 1]


def _follow(brief: CameraBrief, way: Way, yaw: float, lens: float, prior: float) -> Iterator[Candidate]:
    """From one side: standing off the middle of the way, standing off its end, riding along."""
    away = distance(_span(brief, brief.intent.focus or ""), lens, brief.aspect)
    heads = way.heads
    height = max(0.84 * max(head[2] for head in heads), 0.9)
    middle = ((heads[0][0] + heads[-1][0]) / 2, (heads[0][1] + heads[-1][1]) / 2, 0.0)
    widest = max(math.dist(head[:2], middle[:2]) for head in heads)
    still = polar(middle, yaw, away + 0.4 * widest, height)
    yield _keyed(brief, way, (still,) * len(heads), lens, "pan", prior)
    yield _keyed(brief, way, (polar(heads[-1], yaw, away, height),) * len(heads), lens, "pan", prior + 0.3)
    if way.metres > 2.0:
        move: Move = "truck" if abs(math.sin(math.radians(yaw - way.line))) > 0.7 else "dolly"
        rides = tuple(polar(head, yaw, away, height) for head in heads)
        yield _keyed(brief, way, rides, lens, move, prior + 0.1)


def _keyed(brief: CameraBrief, way: Way, positions: Sequence[Vec3], lens: float, move: Move, prior: float) -> Candidate:
    keys = [
        key(frame, position, (*point(body)[:2], height), lens)
        for (frame, body, height), position in zip(way.points, positions, strict=True)
    ]
    if len({(each.position, each.target) for each in keys}) == 1:
        return Candidate((keys[0].but(frame=0),), brief.intent.size, lens, "static", prior)
    return Candidate(tuple(keys), brief.intent.size, lens, move, prior)


def travel(brief: CameraBrief) -> float:
    """Metres that the head of the focus moves between the shot's first and last frame."""
    name = brief.intent.focus
    if name is None or name not in brief.first or name not in brief.last:
        return 0.0
    return math.dist(point(brief.first[name]), point(brief.last[name]))


def tilted(candidate: Candidate, brief: CameraBrief) -> Candidate:
    """The same camera going up, down or aside with a head that rises, sinks or leans while its owner stays."""
    path = [(frame, bodies[brief.intent.focus or ""]) for frame, bodies in brief.samples]
    (f0, start), (f1, end) = _moving_part(path)
    half = point(brief.middle[brief.intent.focus or ""])
    first, a, b = candidate.keys[0], point(start), point(end)
    targets: list[Vec3] = []
    for head in (a, b):
        x, y, z = (first.target[i] + head[i] - half[i] for i in range(3))
        targets.append((x, y, z))
    keys = tuple(
        key(frame, first.position, target, first.focal_mm, first.roll)
        for frame, target in zip((f0, f1), targets, strict=True)
    )
    move: Move = "tilt" if abs(b[2] - a[2]) > math.dist(a[:2], b[:2]) else "pan"
    return Candidate(keys, candidate.size, candidate.lens, move, candidate.prior, candidate.note)
