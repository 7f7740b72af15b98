"""People on the plan: a head over shoulders that looks its way, in the colour of their sheet, and where they go."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from assembler.papers.drawing import (
    GREY,
    INK,
    WHITE,
    Colour,
    Outline,
    Shape,
    ellipse,
    mixed,
    placed,
    rgb,
    towards,
)
from film.base import Vec2
from film.plan import Plan, ScenePlan
from film.shot import Shot
from film.staging import Mark

_SAME = 0.12
"""Metres within which two marks are one place."""
_LARGE_AT = 110
"""The scale (1 : n) from which on people are drawn larger than life, so that they are seen."""


class Person(NamedTuple):
    """How somebody is printed."""

    id: str
    name: str
    colour: Colour


class Stay(NamedTuple):
    """Where somebody is for a while, and which way the body looks."""

    at: Vec2
    yaw: float
    look: Vec2 | None


def person_of(plan: Plan, scene: ScenePlan, character: str) -> Person:
    """Name and colour out of the sheet, in what is worn in the scene; grey for whoever has no sheet."""
    sheet = next((each for each in plan.cast if each.id == character), None)
    if sheet is None:
        return Person(character, character.replace("_", " "), (168, 170, 176))
    return Person(character, sheet.name, rgb(sheet.dressed(scene.wardrobe.get(character)).palette.top))


def tracks(shots: Sequence[Shot]) -> dict[str, list[Sequence[Mark]]]:
    """Each character's marks, shot by shot in the order given, where they have any."""
    found: dict[str, list[Sequence[Mark]]] = {}
    for shot in shots:
        for character in dict.fromkeys(mark.character for mark in shot.marks):
            found.setdefault(character, []).append([mark for mark in shot.marks if mark.character == character])
    return found


def stays(marks: Sequence[Sequence[Mark]]) -> list[Stay]:
    """Where a character stands first, last and in between for longer, without those passed in a walk."""
    found: list[Stay] = []
    for shot in marks:
        for index, mark in enumerate(shot):
            ends = index in (0, len(shot) - 1)
            rests = any(_near(mark, each) for each in shot[max(index - 1, 0) : index + 2] if each is not mark)
            stay = Stay((mark.position[0], mark.position[1]), mark.yaw, mark.look and (mark.look[0], mark.look[1]))
            known = any(math.dist(stay.at, each.at) < _SAME for each in found)
            if (ends or rests) and not known:
                found.append(stay)
    return found


def _near(a: Mark, b: Mark) -> bool:
    return math.dist(a.position[:2], b.position[:2]) < _SAME


def size_at(scale: int) -> float:
    """How many times larger than life people and cameras are drawn at 1 : ``scale``."""
    return max(1.0, scale / _LARGE_AT)


def body(person: Person, stay: Stay, scale: int, *, first: bool = True, seen: bool = True) -> Iterator[Shape]:
    """Shoulders, nose and head: pale where it is not their first mark, an outline when they are cleared away."""
    large = size_at(scale)
    colour = person.colour if first else mixed(person.colour, WHITE, 0.62)
    fill = colour if seen else None
    ink, dash = (INK, None) if seen else (GREY, (0.6, 0.5))
    part = f"mark {person.id}"
    nose = [(0.09 * large, -0.07 * large), (0.25 * large, 0.0), (0.09 * large, 0.07 * large)]
    yield Outline(part, placed(nose, stay.at, stay.yaw), ink, WHITE if seen else None, 0.18, dash, closed=True)
    yield Outline(
        part, placed(ellipse(0.24 * large, 0.48 * large), stay.at, stay.yaw), ink, fill, 0.2, dash, closed=True
    )
    head = mixed(colour, WHITE, 0.55) if seen else None
    yield Outline(
        part, placed(ellipse(0.19 * large, 0.16 * large), stay.at, stay.yaw), ink, head, 0.2, dash, closed=True
    )


def gaze(person: Person, stay: Stay, scale: int) -> Iterator[Outline]:
    """A dotted line from the head towards what is looked at."""
    if stay.look is None or math.dist(stay.look, stay.at) < 0.3:
        return
    reach = min(math.dist(stay.look, stay.at), 0.9 * size_at(scale))
    yaw = math.degrees(math.atan2(stay.look[1] - stay.at[1], stay.look[0] - stay.at[0]))
    step = towards(yaw, reach)
    end = stay.at[0] + step[0], stay.at[1] + step[1]
    yield Outline(f"gaze {person.id}", (stay.at, end), mixed(person.colour, INK, 0.4), None, 0.25, (0.3, 0.7))


def paths(person: Person, marks: Sequence[Sequence[Mark]], scale: int) -> Iterator[Outline]:
    """An arrow along each way that is walked within one shot."""
    colour = mixed(person.colour, INK, 0.35)
    for shot in marks:
        for way in _ways(shot):
            yield Outline(f"path {person.id}", way, colour, None, 0.45)
            yield arrow(f"path {person.id}", way[-2], way[-1], colour, scale)


def _ways(marks: Sequence[Mark]) -> Iterator[tuple[Vec2, ...]]:
    way: list[Vec2] = []
    for a, b in pairwise(marks):
        if _near(a, b):
            if len(way) > 1:
                yield tuple(way)
            way = []
            continue
        way = [*(way or [(a.position[0], a.position[1])]), (b.position[0], b.position[1])]
    if len(way) > 1:
        yield tuple(way)


def arrow(part: str, start: Vec2, end: Vec2, colour: Colour, scale: int) -> Outline:
    """The head of an arrow that ends a step short of a body."""
    length = math.dist(start, end)
    yaw = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    back = towards(yaw, min(0.26 * size_at(scale), length * 0.3))
    head = 0.0022 * scale
    shape = [(0.0, 0.0), (-head, head * 0.42), (-head, -head * 0.42)]
    return Outline(part, placed(shape, (end[0] - back[0], end[1] - back[1]), yaw), None, colour, closed=True)


def words(person: Person, found: Sequence[Stay]) -> Mapping[int, str]:
    """What is written beside each stay: the name, and its number where there are several."""
    if len(found) == 1:
        return {0: person.name}
    return {index: f"{person.name} 1" if index == 0 else str(index + 1) for index in range(len(found))}
