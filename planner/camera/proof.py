"""What speaks against a candidate: rules that must hold weigh tens, wishes of the craft weigh ones."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from film.camera import CameraKey, View, view_at
from film.place import PlaceSheet
from planner.body import Proxy
from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate
from planner.camera.sight import Seen, covered, look, turned_from
from planner.camera.things import face_of
from planner.camera.walls import in_wall, out_of_room, through_window
from planner.coverage.intent import SIZES
from planner.geometry import Array, heading, nearest_point, off, side_of, walled

HARD = 30.0
"""From here on a rule is broken, not only a wish."""
FACE_LIMIT, PROFILE_LIMIT = 75.0, 92.0
"""Degrees off the face at which it is lost; a profile is meant to be one."""
_FACED = ("single", "ots", "reaction")
_NEAREST = 0.5
CLUTTER = 9.0
CROSSED, STACKED, LANDMARK = 24.0, 3.0, 4.0
LANDMARKS = ("shelter", "building", "house", "shop_front", "stairs")
FOREGROUND, FOREGROUND_METRES = 60.0, 3.0
"""A place is shown with nothing large within so many metres of the lens."""
_GRID = np.array([(x, y) for x in (-0.9, -0.55, -0.2, 0.2, 0.55, 0.9) for y in (-0.8, -0.3, 0.2, 0.7)])
"""Where across the frame to look for what stands in the foreground."""


@dataclass(frozen=True)
class Verdict:
    """The sum of what speaks against a candidate, and the broken rules by name."""

    cost: float
    broken: tuple[str, ...]


def quick(candidate: Candidate, brief: CameraBrief) -> Verdict:
    """The cheap part: where the camera stands, whom it stands too near to, its side of the axis, the face's turn."""
    broken: list[str] = []
    cost = candidate.prior
    eyes = np.array([key.position for key in candidate.keys])
    if brief.intent.idiom != "pov" and brief.solids.body.holds(eyes, 0.12).any():
        cost, broken = cost + 100, [*broken, "inside a fixture"]
    ceiling = brief.place.ceiling
    outside = max(out_of_room(brief.place, key.position) for key in candidate.keys)
    if eyes[:, 2].min() < 0.12 or (ceiling is not None and outside == 0 and eyes[:, 2].max() > ceiling - 0.1):
        cost, broken = cost + 60, [*broken, "off the floor or ceiling"]
    cost += outside * 0.7 + (0.7 if outside > 0 else 0.0) + max(outside - 2.0, 0.0) * 6
    walls = max(_walls(brief.place, key) for key in candidate.keys)
    cost += _jump(candidate, brief) + walls
    if walls >= HARD:
        broken.append("in a wall or behind a window's frame")
    ends = _ends(candidate, brief)
    for rule in (_too_near, _wrong_side):
        worst, why = max((rule(eye, bodies, brief) for bodies, eye in ends), key=lambda found: found[0])
        cost, broken = cost + worst, broken + why
    # Who turns round shows the face before or after.
    turns = [_turned(eye, bodies, brief) for bodies, eye in ends]
    least, why = min(turns, key=lambda found: found[0])
    return Verdict(cost + least + 0.1 * max(turn for turn, _ in turns), tuple(dict.fromkeys(broken + why)))


def _walls(place: PlaceSheet, key: CameraKey) -> float:
    return in_wall(place, key.position) + through_window(place, key.position, key.target)


def _jump(candidate: Candidate, brief: CameraBrief) -> float:
    """A cut on the same person that changes neither the angle by 30 degrees nor the size by two is a jump."""
    before, first = brief.before, candidate.keys[0]
    if before is None or not set(brief.intent.subjects[:2]) & set(before.subjects[:2]):
        return 0.0
    if math.dist(before.position, first.position) < 0.01:
        return 0.0
    turn = abs(off(heading(before.target, before.position), heading(first.target, first.position)))
    near = abs(SIZES.index(before.size) - SIZES.index(candidate.size)) < 2
    return 2.5 * (1 - turn / 30) + 1.0 if near and turn < 30 else 0.0


def _ends(candidate: Candidate, brief: CameraBrief) -> list[tuple[Mapping[str, Proxy], Array]]:
    first = (brief.first, np.array(candidate.keys[0].position))
    last = (brief.last, np.array(candidate.keys[-1].position))
    return [first] if len(brief.samples) == 1 and len(candidate.keys) == 1 else [first, last]


def _too_near(eye: Array, bodies: Mapping[str, Proxy], brief: CameraBrief) -> tuple[float, list[str]]:
    for name, body in bodies.items():
        if brief.intent.idiom == "pov" and name == brief.intent.over:
            continue
        limit = 0.38 if name == brief.intent.over or brief.intent.idiom == "insert" else _NEAREST
        if float(np.linalg.norm(body.points[:9] - eye, axis=1).min()) < limit:
            return 50.0, ["too near to somebody"]
    return 0.0, []


def _wrong_side(eye: Array, _bodies: Mapping[str, Proxy], brief: CameraBrief) -> tuple[float, list[str]]:
    axis = brief.axis
    if axis is None or brief.intent.idiom in ("pov", "insert", "establishing"):
        return 0.0, []
    if side_of(axis.a, axis.b, eye.tolist()) * axis.side < 0.02:
        return 45.0, ["across the axis"]
    return 0.0, []


def _turned(eye: Array, bodies: Mapping[str, Proxy], brief: CameraBrief) -> tuple[float, list[str]]:
    intent = brief.intent
    faced = intent.subjects[:2] if intent.idiom == "two_shot" else intent.subjects[:1]
    if intent.idiom in ("insert", "pov", "establishing", "master"):
        names = [name for name in intent.subjects if name in bodies]
        return 0.3 * sum(turned_from(bodies[name], eye) > 100 for name in names), []
    cost, broken = 0.0, []
    for name in faced:
        if name not in bodies:
            continue
        turn = turned_from(bodies[name], eye)
        if turn > (PROFILE_LIMIT if intent.variant == 1 else FACE_LIMIT) and intent.idiom in _FACED:
            cost, broken = cost + 35, ["the face is turned away"]
        cost += max(turn - 60, 0) / 12 * (1.0 if intent.idiom != "moving" else 0.4)
    return cost, broken


def prove(candidate: Candidate, brief: CameraBrief, so_far: Verdict) -> Verdict:
    """The whole proof, over every sample: heads in frame, nobody in the way, the shoulder where it belongs."""
    cost, broken = so_far.cost, list(so_far.broken)
    for frame, bodies in brief.samples:
        view = view_at(candidate.keys, frame, brief.aspect)
        if brief.intent.idiom == "insert":
            extra, why = _thing_seen(np.array(view.position), bodies, brief)
            extra += _clutter(view, math.dist(view.position, brief.thing or view.target), brief)
        else:
            drawn = _drawn(bodies, brief)
            seen = look(view, drawn, tuple(drawn), brief.place, brief.solids)
            extra, why = _framed(seen, brief, candidate)
            extra += _strangers(seen, brief)
            if frame == brief.samples[len(brief.samples) // 2][0]:
                focus = seen.get(brief.intent.focus or "")
                depth = float(focus.screen[0, 2]) if focus is not None and focus.in_front else 0.0
                extra += _clutter(view, depth, brief) * len(brief.samples) ** 0.5
                extra += LANDMARK * _landmark(view, brief) * len(brief.samples) ** 0.5
                if candidate.size in ("EWS", "WS"):
                    extra += FOREGROUND * _filled(view, FOREGROUND_METRES, brief) * len(brief.samples) ** 0.5
        cost, broken = cost + extra / len(brief.samples) ** 0.5, broken + why
    return Verdict(cost, tuple(dict.fromkeys(broken)))


def _drawn(bodies: Mapping[str, Proxy], brief: CameraBrief) -> Mapping[str, Proxy]:
    """Everybody but the one through whose eyes a POV looks."""
    if brief.intent.idiom != "pov":
        return bodies
    return {name: body for name, body in bodies.items() if name != brief.intent.over}


def _thing_seen(eye: Array, bodies: Mapping[str, Proxy], brief: CameraBrief) -> tuple[float, list[str]]:
    if brief.thing is None:
        return 0.0, []
    face = face_of(brief, eye)
    itself = frozenset({brief.intent.insert or ""})
    covers = brief.solids.sight.between(eye, face, itself) | walled(brief.place.walls, eye, face)
    for body in bodies.values():
        covers |= covered(eye, face, body)
    if not covers[0] and covers.any():
        return 25.0 * float(covers.mean()), ["a corner of the thing is hidden"]
    hidden = bool(covers[0])
    return (50.0, ["the thing is hidden"]) if hidden else (0.0, [])


def _framed(seen: Mapping[str, Seen], brief: CameraBrief, candidate: Candidate) -> tuple[float, list[str]]:
    intent = brief.intent
    cost = 0.0
    broken: list[str] = []
    for rank, name in enumerate(intent.subjects):
        if name not in seen:
            continue
        if intent.idiom == "ots" and name == intent.over:
            cost += _shoulder(seen[name])
            continue
        weight = 1.0 if rank == 0 or intent.idiom == "two_shot" else 0.7 if intent.idiom == "moving" else 0.35
        extra, why = _one(seen[name], candidate.size)
        if intent.idiom in ("establishing", "master") and rank > 0:
            why = []
        cost, broken = cost + weight * extra, broken + why
    if intent.idiom == "two_shot" and len(intent.subjects) > 1:
        cost += _overlap(seen, intent.subjects)
    if intent.idiom in ("establishing", "master", "moving"):
        cost += _stacked(seen, intent.subjects)
    return cost, broken


def _one(seen: Seen, size: str) -> tuple[float, list[str]]:
    cost, broken = 0.0, []
    over = seen.head_out()
    if over > (0.45 if size == "ECU" else 0.02):
        cost, broken = cost + 30 + 20 * min(over, 1), ["the head is cut"]
    if seen.head_hidden() > 0.34:
        cost, broken = cost + 45, [*broken, "the face is hidden"]
    cost += CROSSED * seen.crossed
    cost += 12 * seen.torso_hidden() if size in ("WS", "FS", "MWS", "MS") else 5 * seen.torso_hidden()
    return cost, broken


def _shoulder(seen: Seen) -> float:
    """The foreground of an OTS: at one side, 15 to 35 % of the frame's width."""
    left, right = seen.extent()
    share = (right - left) / 2
    cost = 30 * max(0.15 - share, 0) + 16 * max(share - 0.35, 0)
    if not seen.in_front or share < 0.08 or seen.head_hidden() > 0.5:
        cost += HARD
    return cost + (10 if abs(seen.head_x) < 0.3 else 0)


def _overlap(seen: Mapping[str, Seen], subjects: tuple[str, ...]) -> float:
    heads = [seen[name].head_x for name in subjects[:2] if name in seen]
    return 24.0 * max(0.42 - abs(heads[0] - heads[1]), 0) if len(heads) == 2 else 6.0


def _stacked(seen: Mapping[str, Seen], subjects: tuple[str, ...]) -> float:
    """Heads of a company behind one another, by how far each pair overlaps across the frame."""
    heads = [(seen[name].head_x, float(seen[name].radius[0, 0])) for name in subjects if name in seen]
    pairs = [(a, b) for i, a in enumerate(heads) for b in heads[i + 1 :]]
    return sum(STACKED * max(1 - abs(a[0] - b[0]) / max(a[1] + b[1], 1e-6) / 1.2, 0.0) for a, b in pairs)


def _landmark(view: View, brief: CameraBrief) -> float:
    """What it costs when an establishing shot out of doors looks away from what the place is known by, 1 at most."""
    if brief.intent.idiom != "establishing" or brief.place.enclosure != "open":
        return 0.0
    x0, y0, x1, y1 = brief.place.stage
    near = nearest_point(brief.place.fixtures, LANDMARKS, ((x0 + x1) / 2, (y0 + y1) / 2))
    if near is None:
        return 0.0
    x, _, depth = view.project((*near, 1.2))
    return 0.0 if depth > FOREGROUND_METRES and abs(x) < 0.9 else 1.0


def _clutter(view: View, away: float, brief: CameraBrief) -> float:
    """Things between the camera and what it is about, ``away`` metres off: by the share of the frame they fill."""
    return CLUTTER * _filled(view, 0.75 * away, brief) if away > 0.0 else 0.0


def _filled(view: View, depth: float, brief: CameraBrief) -> float:
    """The share of the frame that things nearer than ``depth`` metres fill."""
    right, up, forward = (np.array(axis) for axis in view.axes())
    across = _GRID[:, :1] * view.half_width * right + _GRID[:, 1:] * view.half_height * up
    eye = np.array(view.position)
    return float(brief.solids.body.between(eye, eye + (forward + across) * depth).mean())


def _strangers(seen: Mapping[str, Seen], brief: CameraBrief) -> float:
    """Somebody unasked: large in the foreground, or cut through the head by the frame's edge."""
    cost = 0.0
    focus = seen.get(brief.intent.focus or "")
    for name, one in seen.items():
        if name in brief.intent.subjects or not one.in_front or one.area < 0.01:
            continue
        if focus is not None and one.screen[0, 2] < 0.6 * focus.screen[0, 2]:
            cost += 0.5
        if one.head_out() > 0.02:
            cost += 2.5
    return cost
