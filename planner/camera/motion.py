"""Cameras that follow a walk, and the tilt that follows a head."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from film.base import Vec3
from film.camera import CameraKey, gate_of, view_at
from film.shot import Move
from planner.body import Proxy
from planner.camera.batch import Batch, aimed, grid, half_width, tidy
from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate, key
from planner.camera.framing import crown, distance, head_at, lenses, point, span
from planner.camera.kernels.codes import SIZES
from planner.camera.singles import within_reach
from planner.geometry import Array, heading

_STRAY = 0.02
"""How far from their place in the picture people may get between two keys, in frame widths."""
_TOGETHER = 1.5
_RIDE = 2.0
"""Metres of way from which a camera rides along."""
_NOSE = 0.14
"""How far behind the frame's middle a walker stays, in half frames: room to walk into."""
_PUSHED = 2.0
"""Metres per second of a walker that a pushed dolly keeps pace with: between keys it is up to 1.5 times as fast."""
_NOT_RIDDEN = 8.0
"""What speaks against a camera that only turns where one is asked to go along."""
_NEAR, _FAR = 0.75, 1.8
"""How much nearer and farther than its size asks a walker may come before that speaks against a camera."""
_AROUND = (90, 65, 115, 40, 140, 20, 160, 5, 175)


@dataclass(frozen=True)
class Way:
    """The way of the focus: (frame, body, height of the tallest crown) where it starts, turns and ends."""

    points: tuple[tuple[int, Proxy, float], ...]
    metres: float
    line: float

    def ahead(self, index: int) -> float:
        """Degrees of the way that is walked at a point; of the whole way where it is none."""
        before, after = (self.heads[min(max(i, 0), len(self.points) - 1)] for i in (index - 1, index + 1))
        return heading(before, after) if math.dist(before[:2], after[:2]) > 0.1 else self.line

    @property
    def heads(self) -> tuple[Vec3, ...]:
        """Where the head is at each point."""
        return tuple(point(body) for _, body, _ in self.points)


def followers(brief: CameraBrief) -> Batch | None:
    """Pans, trucks and leads along the way of the focus; a camera that holds still where the way is short.

    From every side: standing off the middle of the way, standing off its end, riding along.
    """
    way = _way(brief)
    if way is None:
        return None
    kit = lenses(brief.intent.size, brief)
    rides = way.metres > _RIDE
    j, i, sign, kind = grid(
        tuple(range(len(kit))), tuple(range(len(_AROUND))), (1.0, -1.0), (0.0, 1.0, 2.0)[: 2 + rides]
    )
    lens, turn = np.array(kit)[j.astype(int)], np.array(_AROUND)[i.astype(int)] * sign
    depth = distance(_span(brief, brief.intent.focus or ""), lens, brief.gate)
    eyes = _eyes(brief, way, way.line + turn, depth, kind)
    across = np.abs(np.sin(np.radians(turn))) > 0.7
    on_foot = _pace(brief, way) > _PUSHED
    moves: tuple[Move, ...] = tuple(
        "pan" if k < 2 else "steadicam" if on_foot else "truck" if side else "dolly"
        for k, side in zip(kind, across, strict=True)
    )
    prior = 0.2 * i + 0.4 * j + np.array((0.0, 0.3, 0.1))[kind.astype(int)]
    away = np.sqrt(((eyes - np.array(way.heads)) ** 2).sum(axis=2))
    prior += 30.0 * np.maximum(_NEAR - away.min(axis=1) / depth, 0.0) + 2.0 * np.maximum(
        away.max(axis=1) / depth - _FAR, 0.0
    )
    if brief.intent.move == "steadicam":
        prior = prior + _NOT_RIDDEN * (kind < 2)
    return _keyed(brief, way, eyes, lens, prior, moves)


def _pace(brief: CameraBrief, way: Way) -> float:
    """Metres per second of the fastest stretch of a way."""
    legs = pairwise((frame, body.head) for frame, body, _ in way.points)
    metres = [(math.dist(p[:2], q[:2]), b - a) for (a, p), (b, q) in legs]
    return max((length / max(frames, 1) for length, frames in metres), default=0.0) * brief.fps


def _eyes(brief: CameraBrief, way: Way, yaw: Array, depth: Array, kind: Array) -> Array:
    """(n, points, 3) where the cameras are as the focus passes each point of its way."""
    heads = np.array(way.heads)
    height = within_reach(brief, np.array([max(0.84 * heads[:, 2].max(), 0.9)]))[0]
    middle = (heads[0, :2] + heads[-1, :2]) / 2
    widest = np.sqrt(((heads[:, :2] - middle) ** 2).sum(axis=1)).max()
    off = np.stack([np.cos(np.radians(yaw)), np.sin(np.radians(yaw))], axis=1)
    eyes = np.full((len(yaw), len(heads), 3), height)
    still = middle + off * (depth + 0.4 * widest)[:, None]
    at_end = heads[-1, :2] + off * depth[:, None]
    riding = heads[None, :, :2] + (off * depth[:, None])[:, None]
    held = np.where((kind == 0)[:, None], still, at_end)[:, None]
    eyes[:, :, :2] = np.where((kind == 2)[:, None, None], riding, held)
    return eyes


def _keyed(brief: CameraBrief, way: Way, eyes: Array, lens: Array, prior: Array, moves: tuple[Move, ...]) -> Batch:
    """Aimed at each point of the way, with room ahead of the walker and headroom over the company."""
    count = len(way.points)
    keys = np.zeros((len(lens), count, 9))
    wide = half_width(lens, brief.gate)
    v = np.full(len(lens), head_at(brief.intent.size)) * wide / brief.gate.aspect
    for i, (frame, body, top) in enumerate(way.points):
        ahead = math.radians(way.ahead(i))
        ray = body.head[:2] - eyes[:, i, :2]
        side = (math.cos(ahead) * ray[:, 1] - math.sin(ahead) * ray[:, 0]) / np.sqrt((ray * ray).sum(axis=1))
        goal = (float(body.head[0]), float(body.head[1]), top)
        keys[:, i, 0], keys[:, i, 1:4] = frame, eyes[:, i]
        keys[:, i, 4:7] = aimed(eyes[:, i], goal, -_NOSE * side * wide, v)
        keys[:, i, 8] = lens
    keys = tidy(keys)
    still = np.abs(keys[:, :, 1:7] - keys[:, :1, 1:7]).max(axis=(1, 2)) == 0
    if still.all():
        keys = keys[:, :1].copy()
        keys[:, 0, 0] = 0
        held: Move = "static"
        moves = (held,) * len(moves)
    return Batch(keys, np.full(len(lens), SIZES.index(brief.intent.size), dtype=np.int64), prior, moves)


def _way(brief: CameraBrief) -> Way | None:
    name = brief.intent.focus
    path = [(frame, bodies) for frame, bodies in brief.samples if name in bodies]
    if name is None or not path:
        return None
    off = _STRAY * _span(brief, name) * brief.gate.aspect
    kept = _turning_points([(frame, bodies[name]) for frame, bodies in path], off)
    heights = [_highest(brief, dict(path)[frame], name) for frame, _ in kept]
    start, end = point(kept[0][1]), point(kept[-1][1])
    face = kept[0][1].face
    metres = math.dist(start[:2], end[:2])
    line = heading(start, end) if metres > 0.2 else math.degrees(math.atan2(face[1], face[0]))
    points = tuple((frame, body, height) for (frame, body), height in zip(kept, heights, strict=True))
    return Way(points, metres, line)


def _highest(brief: CameraBrief, bodies: Mapping[str, Proxy], name: str) -> float:
    """The crown of the focus, or of whoever walks along and is taller."""
    return max(
        float(crown(bodies[each], brief.heights[each])[2])
        for each in {*brief.intent.subjects, name}
        if each in bodies and math.dist(point(bodies[each])[:2], point(bodies[name])[:2]) < _TOGETHER
    )


def _span(brief: CameraBrief, name: str) -> float:
    return span(brief.intent.size, brief.heights[name], brief.seated.get(name, False))


def _turning_points(path: list[tuple[int, Proxy]], off: float) -> list[tuple[int, Proxy]]:
    """As few of the samples in which the focus moves as keep a camera through them within ``off`` metres of it.

    A camera sets off from rest and comes to rest, and passes the keys between without a stop
    (``film.camera.view_at``); people walk straight from sample to sample.
    """
    start, end = _moving_part(path)
    inner = [each for each in path if start[0] <= each[0] <= end[0]]
    kept = {0, len(inner) - 1}
    while len(kept) < len(inner):
        keys = [key(inner[i][0], point(inner[i][1]), point(inner[i][1]), 35.0) for i in sorted(kept)]
        gaps = {i: _gap(keys, inner, i) for i in range(len(inner)) if i not in kept}
        worst = max(gaps, key=lambda i: (round(gaps[i], 6), -i))
        if gaps[worst] <= off:
            break
        kept.add(worst)
    return [inner[i] for i in sorted(kept)]


def _gap(keys: Sequence[CameraKey], path: Sequence[tuple[int, Proxy]], index: int) -> float:
    """Metres between a head and the way through some keys, at a sample and half a sample before and after it."""
    frame, body = path[index]
    here, worst = body.head, 0.0
    for other in (index - 1, index, index + 1):
        middle, head = (frame + path[other][0]) / 2, (here + path[other][1].head) / 2
        worst = max(worst, math.dist(view_at(keys, middle, gate_of(1.0)).position, head.tolist()))
    return worst


def _moving_part(path: list[tuple[int, Proxy]]) -> tuple[tuple[int, Proxy], tuple[int, Proxy]]:
    """The first and last sample between which the focus really moves."""
    moved = [i for i in range(len(path) - 1) if math.dist(point(path[i][1]), point(path[i + 1][1])) > 0.08]
    if not moved:
        return path[0], path[-1]
    return path[moved[0]], path[moved[-1] + 1]


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
    return Candidate(keys, candidate.size, candidate.lens, move, candidate.prior)


def held_up(candidate: Candidate, brief: CameraBrief) -> Candidate:
    """A push at somebody who keeps headroom and look room all the way: the operator tilts and pans a little with it."""
    body = brief.middle.get(brief.intent.focus or "")
    if body is None or candidate.move != "dolly" or brief.intent.idiom not in ("single", "reaction", "ots"):
        return candidate
    first, top = candidate.keys[0], crown(body, brief.heights[brief.intent.focus or ""])
    x, y, _ = view_at((first,), 0, brief.gate).project((float(top[0]), float(top[1]), float(top[2])))
    wide = half_width(first.focal_mm, brief.gate)
    u, v = np.array([x * wide]), np.array([y * wide / brief.gate.aspect])
    keys = [first]
    for each in candidate.keys[1:]:
        target = aimed(np.array([each.position]), top, u, v, each.roll)[0].tolist()
        keys.append(key(each.frame, each.position, (target[0], target[1], target[2]), each.focal_mm, each.roll))
    return replace(candidate, keys=tuple(keys))
