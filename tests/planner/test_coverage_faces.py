"""A single is on a face: nobody's shot is of the back of their head."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from film.camera import gate_of, view_at
from film.plan import Plan, ScenePlan
from film.shot import Shot
from film.staging import stance_at
from planner.body import proxy_of
from planner.brief import Brief
from planner.continuity.scenes import tracks_of
from planner.planning import plan
from screenplay import read
from tests.planner.scenes import doing, facts_of, planned, speech

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FACES = ("single", "reaction", "ots")
LOST = 100.0
"""Degrees between the face and the way to the camera: beyond a profile."""


def turned_away(shot: Shot, heights: dict[str, float], fps: float) -> float:
    """Degrees on the plan between the first subject's face and the camera, halfway through the shot."""
    name, frame = shot.subjects[0], shot.frames // 2
    body = proxy_of(stance_at(tracks_of(shot)[name], frame, fps), heights[name])
    eye = view_at(shot.camera, frame, gate_of(16 / 9)).position
    face, to = math.atan2(body.face[1], body.face[0]), math.atan2(eye[1] - body.head[1], eye[0] - body.head[0])
    return abs((math.degrees(face - to) + 180) % 360 - 180)


def backs(scene: ScenePlan, heights: dict[str, float], fps: float = 24.0) -> list[tuple[str, float]]:
    """Shots of a face that show a back, and how far it is turned."""
    shots = [shot for shot in scene.shots if shot.idiom in FACES and shot.subjects and not shot.notes]
    found = [(shot.id, round(turned_away(shot, heights, fps))) for shot in shots]
    return [each for each in found if each[1] > LOST]


def plan_of(name: str) -> Plan:
    return plan(read(SAMPLES / f"{name}.fountain"), Brief())


@pytest.mark.parametrize("name", ["night_bus", "the_understudy", "one_table", "la_lettre"])
def test_the_samples_singles_are_on_faces(name: str) -> None:
    film = plan_of(name)
    heights = {sheet.id: sheet.build.height for sheet in film.cast}
    assert [each for scene in film.scenes for each in backs(scene, heights)] == []


def test_who_turns_round_in_the_middle_of_a_talk_is_seen_from_the_other_side() -> None:
    talk = [speech("anna" if i % 2 else "ben", f"Line {i}. I said what I had to say.", i + 1) for i in range(4)]
    away = speech("anna", "I cannot look at you while you say that to me.", 6, doings=(doing("anna", "turn"),))
    after = [speech("anna" if i % 2 else "ben", f"Line {i}. There is nothing more.", i + 3) for i in range(4, 10)]
    scene, _, cast = planned("living_room", facts_of([*talk, away, *after], ("anna", "ben")))
    assert backs(scene, {sheet.id: sheet.build.height for sheet in cast}) == []
