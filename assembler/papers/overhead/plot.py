"""Overhead plots: one setup on its floor plan, or the two cameras of a cut."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from assembler.papers.drawing import Box, Drawing, Key, Outline, Shape, around, towards
from assembler.papers.names import people, setup_name
from assembler.papers.overhead import cameras
from assembler.papers.overhead.ground import WALL, ground
from assembler.papers.overhead.labels import Wanted, place_labels
from assembler.papers.overhead.people import (
    Person,
    Stay,
    body,
    gaze,
    paths,
    person_of,
    size_at,
    stays,
    tracks,
    words,
)
from film.base import Vec2
from film.camera import Gate, View, view_at
from film.place import PlaceSheet
from film.plan import Plan, ScenePlan
from film.shot import Axis, Setup, Shot
from film.staging import Mark, stance_at

ROOM = (188.0, 158.0)
"""Millimetres of paper that a plan may take."""
_SCALES = (20, 25, 30, 40, 50, 60, 75, 100, 125, 150, 200, 250, 300, 400, 500, 750, 1000, 2000, 5000)
_MARGIN = 0.6
_OPEN_MARGIN = 3.0
"""Metres shown round what plays, indoors and out."""
_FARTHEST = 60.0
"""Metres from the middle of what plays beyond which a camera no longer widens the plan."""

ORIENTATION = "x to the right and y up the page, as in the place's sheet"


def plot(plan: Plan, scene: ScenePlan, of: Setup | Sequence[Shot]) -> Drawing:
    """The plot of a setup, or of some shots of one setup (at least one; they are drawn together).

    Everybody's marks of all these shots, whether the frame shows them or not; the camera of each shot that differs;
    the axis; and the scene's other setups in the same place, faintly.
    """
    setup, shots = _setup_and_shots(scene, of)
    place = plan.place_of(scene, shots[0])
    shots = [shot for shot in shots if plan.place_of(scene, shot) == place]
    gate = plan.format.gate
    eyes = [key.position for shot in shots for key in shot.camera]
    feet = [mark.position for shot in shots for mark in shot.marks]
    box, scale = _frame(place, [*eyes, *feet, *(_aims(shots) if not feet else ())])
    name = setup_name(scene, setup.id)
    found = tracks(shots)
    others = [
        (setup_name(scene, each.id), each)
        for each in scene.setups
        if each.id != setup.id and _plays_in(plan, scene, each, place)
    ]
    shapes: list[Shape] = [*ground(place, box, scale), *cameras.neighbours(others, gate, scale)]
    for shot in _different_cameras(shots):
        shapes += cameras.camera(name, shot.camera, gate, _reach(shot, eyes), cameras.CAMERA, scale)
    if setup.axis is not None:
        shapes += cameras.axis(setup.axis, scale)
    persons = {id: person_of(plan, scene, id) for id in found}
    shown = {subject for shot in shots for subject in shot.subjects}
    shapes += _cast(persons, found, shown, scale)
    wanted = [*_camera_words(name, shots[0], gate, scale), *_cast_words(persons, found, scale)]
    shapes += place_labels([*wanted, *_axis_words(setup.axis)], _taken(shapes), box, scale)
    return Drawing(
        title=f"{name}   {scene.text}",
        facts=tuple(_facts(plan, scene, setup, shots)),
        key=tuple(_key(persons, shown)),
        box=box,
        scale=scale,
        shapes=tuple(shapes),
    )


def cut_plot(plan: Plan, scene: ScenePlan, before: Shot, after: Shot) -> Drawing:
    """The two cameras of a cut in one plot: the last frame of ``before`` and the first of ``after``.

    Who is elsewhere after the cut is drawn twice, the second time pale.  The axis is that of either setup; at the one
    whom both shots are about first stands the angle from camera to camera.
    """
    place, gate = plan.place_of(scene, before), plan.format.gate
    views = [view_at(before.camera, before.frames - 1, gate), view_at(after.camera, 0, gate)]
    found = _at_the_cut(plan, before, after)
    everywhere = [*(view.position for view in views), *(stay.at for held in found.values() for stay in held)]
    box, scale = _frame(place, [*everywhere, *(view.target for view in views)])
    shapes: list[Shape] = list(ground(place, box, scale))
    line = _axis_of(scene, before, after)
    for shot, view, colour in zip((before, after), views, (cameras.CAMERA, cameras.SECOND), strict=True):
        reach = _reach(shot, [view.position])
        shapes += cameras.wedge(f"wedge {shot.id}", view, reach, colour)
        shapes += cameras.symbol(f"camera {shot.id}", view, colour, scale)
    if line is not None:
        shapes += cameras.axis(line, scale)
    persons = {id: person_of(plan, scene, id) for id in found}
    for id, held in found.items():
        shapes += gaze(persons[id], held[0], scale)
        for index, stay in reversed(list(enumerate(held))):
            seen = id in (before.subjects if index == 0 else after.subjects) or id in after.subjects
            shapes += body(persons[id], stay, scale, first=index == 0, seen=seen)
    shared = next(
        (id for id in (*before.subjects, *after.subjects) if id in found and _in_both(id, before, after)), None
    )
    if shared is not None:
        shapes += cameras.between(found[shared][0].at, views[0], views[1], scale)
    wanted = [
        _beside_camera(shot.id, f"{shot.id} {shot.size} {view.focal_mm:g} mm", view, scale)
        for shot, view in zip((before, after), views, strict=True)
    ]
    wanted += [Wanted(f"name {id}", persons[id].name, held[0].at, 0.32 * size_at(scale)) for id, held in found.items()]
    shapes += place_labels([*wanted, *_axis_words(line)], _taken(shapes), box, scale)
    return Drawing(
        title=f"{before.id} → {after.id}   {scene.text}",
        facts=(
            f"orange: {before.id}, its last frame; blue: {after.id}, its first",
            f"{place.name}, {ORIENTATION}",
        ),
        key=tuple(_key(persons, {*before.subjects, *after.subjects})),
        box=box,
        scale=scale,
        shapes=tuple(shapes),
    )


def _setup_and_shots(scene: ScenePlan, of: Setup | Sequence[Shot]) -> tuple[Setup, list[Shot]]:
    if isinstance(of, Setup):
        return of, [shot for shot in scene.shots if shot.setup == of.id]
    shots = list(of)
    return next(setup for setup in scene.setups if setup.id == shots[0].setup), shots


def _frame(place: PlaceSheet, points: Iterable[Sequence[float]]) -> tuple[Box, int]:
    """What is shown and at which scale: the whole of a room, out of doors what plays and a margin."""
    held = list(points)
    if place.enclosure == "open":
        middle = _middle(held)
        near = [point for point in held if math.dist(point[:2], middle) < _FARTHEST] or [middle]
        box = around(near, _OPEN_MARGIN)
        box = around(
            [(box[0], box[1]), (box[2], box[3]), (middle[0] - 6, middle[1] - 4), (middle[0] + 6, middle[1] + 4)]
        )
    else:
        x0, y0, x1, y1 = place.stage
        walls = [point for wall in place.walls for point in (wall.start, wall.end)]
        box = around([(x0, y0), (x1, y1), *walls, *held], _MARGIN + WALL)
    wide, tall = box[2] - box[0], box[3] - box[1]
    scale = next(
        (each for each in _SCALES if wide * 1000 / each <= ROOM[0] and tall * 1000 / each <= ROOM[1]), _SCALES[-1]
    )
    return box, scale


def _middle(points: Sequence[Sequence[float]]) -> Vec2:
    xs, ys = sorted(point[0] for point in points), sorted(point[1] for point in points)
    return xs[len(xs) // 2], ys[len(ys) // 2]


def _aims(shots: Sequence[Shot]) -> Iterator[Vec2]:
    return ((key.target[0], key.target[1]) for shot in shots for key in shot.camera)


def _plays_in(plan: Plan, scene: ScenePlan, setup: Setup, place: PlaceSheet) -> bool:
    first = next((shot for shot in scene.shots if shot.setup == setup.id), None)
    return first is not None and plan.place_of(scene, first) == place


def _different_cameras(shots: Sequence[Shot]) -> Iterator[Shot]:
    """The shots whose camera starts or moves in another way than those before them: each placement once."""
    seen = set()
    for shot in shots:
        way = tuple((key.position, key.target, key.focal_mm) for key in (shot.camera[0], shot.camera[-1]))
        if way not in seen:
            seen.add(way)
            yield shot


def _reach(shot: Shot, eyes: Sequence[Sequence[float]]) -> float:
    """How far a wedge is drawn: a little past the farthest subject, else past the aim."""
    feet = [mark.position for mark in shot.marks if mark.character in shot.subjects] or [shot.camera[0].target]
    far = max(math.dist(foot[:2], eye[:2]) for foot in feet for eye in eyes)
    return min(max(far * 1.15 + 0.4, 1.5), 40.0)


def _cast(
    persons: dict[str, Person], found: dict[str, list[Sequence[Mark]]], shown: set[str], scale: int
) -> Iterator[Shape]:
    for id, marks in found.items():
        yield from paths(persons[id], marks, scale)
        if id in shown:
            yield from gaze(persons[id], stays(marks)[0], scale)
    for id, marks in found.items():
        for index, stay in reversed(list(enumerate(stays(marks)))):
            yield from body(persons[id], stay, scale, first=index == 0, seen=id in shown)


def _cast_words(persons: dict[str, Person], found: dict[str, list[Sequence[Mark]]], scale: int) -> Iterator[Wanted]:
    for id, marks in found.items():
        held = stays(marks)
        for index, text in words(persons[id], held).items():
            yield Wanted(f"name {id}", text, held[index].at, 0.32 * size_at(scale))


def _camera_words(name: str, shot: Shot, gate: Gate, scale: int) -> Iterator[Wanted]:
    first, last = shot.camera[0], shot.camera[-1]
    yield _beside_camera(name, f"{name}  {first.focal_mm:g} mm", view_at(shot.camera, first.frame, gate), scale)
    if math.dist(first.position[:2], last.position[:2]) > 0.5:
        yield _beside_camera(name, "ends", view_at(shot.camera, last.frame, gate), scale)._replace(strong=False)


def _beside_camera(name: str, text: str, view: View, scale: int) -> Wanted:
    back = towards(cameras.yaw_of(view) + 180, 0.25 * size_at(scale))
    at = view.position[0] + back[0], view.position[1] + back[1]
    return Wanted(f"label {name}", text, at, 0.26 * size_at(scale), 7, strong=True)


def _axis_words(line: Axis | None) -> Iterator[Wanted]:
    if line is not None and math.dist(line.a, line.b) > 1e-6:
        length = math.dist(line.a, line.b)
        beyond = max(0.8, length * 0.35)
        step = ((line.b[0] - line.a[0]) / length * beyond, (line.b[1] - line.a[1]) / length * beyond)
        yield Wanted("axis", "axis", (line.b[0] + step[0], line.b[1] + step[1]), 0.1, 6, cameras.AXIS)


def _taken(shapes: Iterable[Shape]) -> list[Box]:
    """The ground that people and cameras cover."""
    parts = ("mark ", "camera ", "other ")
    return [around(shape.points) for shape in shapes if isinstance(shape, Outline) and shape.part.startswith(parts)]


def _key(persons: dict[str, Person], shown: set[str]) -> Iterator[Key]:
    for person in persons.values():
        yield Key(person.colour, person.name if person.id in shown else f"{person.name} (not in frame)")


def _facts(plan: Plan, scene: ScenePlan, setup: Setup, shots: Sequence[Shot]) -> Iterator[str]:
    keys = [key for shot in shots for key in shot.camera]
    lens = _range([key.focal_mm for key in keys], "g", " mm")
    height = _range([key.position[2] for key in keys], ".2f", " m")
    moving = sorted({shot.move.replace("_", " ") for shot in shots} - {"static"})
    kind = setup.idiom.replace("_", " ") if setup.idiom != "ots" else "over the shoulder"
    yield f"{setup.size} {kind}: {people(plan, setup.subjects)}".rstrip(": ")
    yield f"lens {lens} · camera height {height} · {setup.angle} angle · {', '.join(moving) or 'static'}"
    yield "shots " + ", ".join(shot.id for shot in shots)
    yield f"{plan.place_of(scene, shots[0]).name}, {ORIENTATION}"


def _range(values: Sequence[float], form: str, unit: str) -> str:
    low, high = format(min(values), form), format(max(values), form)
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"


def _at_the_cut(plan: Plan, before: Shot, after: Shot) -> dict[str, list[Stay]]:
    """Everybody of both shots: where they are before the cut and, if that is elsewhere, after it."""
    found: dict[str, list[Stay]] = {}
    for shot, frame in ((before, before.frames - 1), (after, 0)):
        for character, marks in tracks([shot]).items():
            stance = stance_at(marks[0], frame, float(plan.format.rate))
            at = stance.position[0], stance.position[1]
            stay = Stay(at, stance.yaw, stance.look and (stance.look[0], stance.look[1]))
            if all(math.dist(at, each.at) > 0.15 for each in found.get(character, ())):
                found.setdefault(character, []).append(stay)
    return found


def _axis_of(scene: ScenePlan, before: Shot, after: Shot) -> Axis | None:
    setups = {setup.id: setup for setup in scene.setups}
    lines = (setups[shot.setup].axis for shot in (before, after) if shot.setup in setups)
    return next((line for line in lines if line is not None), None)


def _in_both(character: str, before: Shot, after: Shot) -> bool:
    return character in before.subjects and character in after.subjects
