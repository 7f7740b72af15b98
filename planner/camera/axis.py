"""The 180 degree line: between the two who talk, re-drawn only when people have moved."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from film.base import Vec2
from film.place import PlaceSheet
from film.shot import Axis
from planner.camera.walls import out_of_room
from planner.geometry import along, rounded
from planner.solids import solids_of
from planner.staging.attention import heard_in_place, partner_of
from planner.staging.blocking import Staged
from planner.staging.person import Person

_MOVED = 0.3


def axes_of(staged: Sequence[Staged]) -> tuple[Axis | None, ...]:
    """The axis in force during each step; None where nobody has anybody to talk to.

    Every place has lines of its own, and so has every picture of a montage.
    """
    groups: dict[tuple[str, int], list[int]] = {}
    for index, each in enumerate(staged):
        groups.setdefault((each.place.id, index if each.step.montage else -1), []).append(index)
    found: dict[int, Axis | None] = {}
    for indices in groups.values():
        there = [staged[index] for index in indices]
        found.update(zip(indices, _in_one_place(there, there[0].place), strict=True))
    return tuple(found[index] for index in range(len(staged)))


def _in_one_place(staged: Sequence[Staged], place: PlaceSheet) -> list[Axis | None]:
    axes: list[Axis | None] = []
    held: tuple[str, str, Axis] | None = None
    for first, end in stretches(staged):
        pair = main_pair(staged, first, end)
        people = (
            staged[end - 1].after if pair and all(n in staged[end - 1].after for n in pair) else staged[first].after
        )
        if pair is None or not all(name in people for name in pair):
            axes += [None] * (end - first)
            continue
        before = held[2] if held and set(held[:2]) == set(pair) else None
        flipped = bool(held and held[:2] == (pair[1], pair[0]))
        axis = _draw(people[pair[0]], people[pair[1]], people, place, before, flipped)
        held = (*pair, axis)
        axes += [axis] * (end - first)
    return axes


def stretches(staged: Sequence[Staged]) -> list[tuple[int, int]]:
    """Runs of steps between which somebody has moved: a step with a walk starts a new one."""
    starts = [0] + [i for i in range(1, len(staged)) if staged[i].movers or staged[i].entered or staged[i - 1].left]
    return [(a, b) for a, b in zip(starts, [*starts[1:], len(staged)], strict=True) if b > a]


def main_pair(staged: Sequence[Staged], first: int, end: int) -> tuple[str, str] | None:
    """The two who talk most to each other in a stretch, in the order of their names; else the first two present."""
    steps = [each.step for each in staged]
    talks: Counter[tuple[str, str]] = Counter()
    for index in range(first, end):
        people = staged[index].after
        speaker = heard_in_place(steps[index], people)
        partner = partner_of(steps, index, people) if speaker else None
        if speaker and partner:
            talks[(min(speaker, partner), max(speaker, partner))] += 1
    if talks:
        return min(talks, key=lambda pair: (-talks[pair], pair))
    there = sorted(list(staged[end - 1].after)[:2])
    return (there[0], there[1]) if len(there) == 2 else None


def _draw(
    a: Person, b: Person, people: Mapping[str, Person], place: PlaceSheet, before: Axis | None, flipped: bool
) -> Axis:
    sides: tuple[Literal[-1, 1], ...] = (1, -1)
    ends = (_flat(a.spot), _flat(b.spot))
    merits = {side: _merit(a, b, side, people, place) for side in sides}
    if before is not None:
        kept: Literal[-1, 1] = before.side if not flipped else (-1 if before.side == 1 else 1)
        merits[kept] += 1.5
    side = max(sides, key=lambda each: (round(merits[each], 6), each))
    return Axis(a=ends[0], b=ends[1], side=side)


def _flat(spot: Vec2) -> Vec2:
    x, y, _ = rounded((*spot, 0.0))
    return x, y


def _merit(a: Person, b: Person, side: int, people: Mapping[str, Person], place: PlaceSheet) -> float:
    """How good a side is for cameras: faces are turned to it, it is inside the room, nothing stands there."""
    dx, dy = b.position[0] - a.position[0], b.position[1] - a.position[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length * side, dx / length * side
    merit = 0.0
    for person in people.values():
        cos, sin = along(person.yaw)
        turn_free = person.id in (a.id, b.id) and not person.seated
        weight = 0.5 if turn_free else 1.5 if person.id in (a.id, b.id) else 1.0
        merit += 2.0 * (cos * nx + sin * ny) * weight
    middle = ((a.position[0] + b.position[0]) / 2, (a.position[1] + b.position[1]) / 2)
    body = solids_of(place).body
    for metres in (1.2, 2.0, 2.8, 3.6):
        spot = (middle[0] + nx * metres, middle[1] + ny * metres, 1.45)
        merit -= 2.0 * bool(body.holds(np.array([spot]), 0.15)[0])
        merit -= 0.4 * min(out_of_room(place, spot), 1.0)
    # Others standing on the camera's side would play with their backs to it.
    merit -= sum(
        0.8
        for p in people.values()
        if p.id not in (a.id, b.id) and (p.position[0] - middle[0]) * nx + (p.position[1] - middle[1]) * ny > 0.4
    )
    return merit
