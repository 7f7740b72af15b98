"""Planned sample scenes broken on purpose, shot by shot: the check finds every break, wherever it is made."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import pytest

from film.base import Vec2, Vec3
from film.findings import Finding
from film.plan import Format, Plan, ScenePlan
from film.shot import Shot
from planner import plan
from planner.brief import Brief
from planner.continuity import check_scene
from planner.continuity.cuts import lines_of
from planner.continuity.scenes import SceneSeen, seen, setting_of
from screenplay import read

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("one_table", "la_lettre")


@cache
def planned(name: str) -> Plan:
    """The plan of a sample."""
    return plan(read(SAMPLES / f"{name}.fountain"), Brief(format=Format(width=320, height=180)))


def ready(film: Plan, scene: ScenePlan) -> SceneSeen:
    """A scene made ready."""
    return seen(scene, {place.id: place for place in film.places}, setting_of(film))


def with_shot(film: Plan, scene: ScenePlan, shot: Shot) -> set[tuple[str, tuple[str, ...]]]:
    """(rule, shots) of what is found when a shot is put in its namesake's place and was not found before."""
    broken = scene.but(shots=tuple(shot if each.id == shot.id else each for each in scene.shots))

    def told(findings: tuple[Finding, ...]) -> set[tuple[str, tuple[str, ...]]]:
        return {(finding.rule, finding.shots) for finding in findings}

    return told(check_scene(broken, film)) - told(check_scene(scene, film))


def shifted(shot: Shot, position: Vec3, target: Vec3 | None = None) -> Shot:
    """The shot from one point."""
    first = shot.camera[0]
    return shot.but(camera=(first.but(frame=0, position=position, target=target or first.target),))


def over(point: Vec3, a: Vec2, b: Vec2) -> Vec3:
    """A point mirrored over the line from a to b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy)
    foot = a[0] + share * dx, a[1] + share * dy
    return 2 * foot[0] - point[0], 2 * foot[1] - point[1], point[2]


@pytest.mark.parametrize("name", NAMES)
def test_every_camera_mirrored_over_a_line_in_view_is_found(name: str) -> None:
    film, tried = planned(name), 0
    for scene in film.scenes:
        for before, after in ready(film, scene).cuts():
            one, two = lines_of(before.last), lines_of(after.first)
            pair = next((each for each in one if each in two and one[each].side * two[each].side > 0), None)
            if pair is None or len(after.shot.camera) > 1 or before.shot.id == after.shot.id:
                continue
            a, b = (after.first.people[each].head[:2] for each in pair)
            key = after.shot.camera[0]
            broken = shifted(after.shot, over(key.position, a, b), over(key.target, a, b))
            found = with_shot(film, scene, broken)
            assert any(rule == "axis" and shots[-1] == after.shot.id for rule, shots in found), after.shot.id
            tried += 1
    assert tried > 0


@pytest.mark.parametrize("name", NAMES)
def test_every_second_shot_from_ten_degrees_beside_the_first_is_found(name: str) -> None:
    film, tried = planned(name), 0
    for scene in film.scenes:
        for before, after in ready(film, scene).cuts():
            main = before.last.main
            if main is None or main not in after.drawn or main in before.movers:
                continue
            x, y, _ = before.last.people[main].head
            ex, ey, ez = before.last.eye
            cos, sin = math.cos(math.radians(10)), math.sin(math.radians(10))
            eye = (x + (ex - x) * cos - (ey - y) * sin, y + (ex - x) * sin + (ey - y) * cos, ez)
            key = before.shot.camera[-1].but(frame=0, position=eye, target=before.last.people[main].head)
            same = after.shot.but(
                camera=(key,), idiom="single", subjects=(main, *(each for each in after.drawn if each != main))
            )
            found = with_shot(film, scene, same)
            assert ("thirty_degrees", (before.shot.id, after.shot.id)) in found, after.shot.id
            tried += 1
    assert tried > 0


@pytest.mark.parametrize("name", NAMES)
def test_what_breaks_one_shot_is_found_in_that_shot(name: str) -> None:
    film = planned(name)
    for scene in film.scenes:
        for shot in ready(film, scene).shots:
            alone = (shot.shot.id,)
            other = tuple(key.but(focal_mm=61.0) for key in shot.shot.camera)
            assert ("lens_kit", alone) in with_shot(film, scene, shot.shot.but(camera=other))
            assert ("rhythm", alone) in with_shot(film, scene, shot.shot.but(frames=5))
            if shot.drawn:
                head = shot.first.people[shot.drawn[0]].head
                beside = (head[0], head[1] + 0.05, head[2])
                assert ("camera_body", alone) in with_shot(film, scene, shifted(shot.shot, beside))
            table = next((each for each in shot.place.fixtures if each.solid and each.size[2] > 0.3), None)
            if table is not None:
                x, y, z = table.position
                inside = (x, y, z + table.size[2] / 2)
                assert ("camera_thing", alone) in with_shot(film, scene, shifted(shot.shot, inside))
            for wall in shot.place.walls[:1]:
                foot: Vec3 = (wall.start[0] * 0.9 + wall.end[0] * 0.1, wall.start[1] * 0.9 + wall.end[1] * 0.1, 0.3)
                assert ("camera_wall", alone) in with_shot(film, scene, shifted(shot.shot, foot))
