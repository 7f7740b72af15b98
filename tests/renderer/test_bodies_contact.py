"""What bodies touch: the floor they step on, what is in their hands, whom they hold, what they look at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest

from film.cast import Build, CharacterSheet
from film.shot import PropKind, ShotProp, Speech
from film.staging import RAMP_SECONDS, Mark, Pose, Stance, stance_at
from renderer.previs.bodies import Mannequin, Moment, Posed
from renderer.previs.people import Player
from renderer.previs.props import grip, prop_mesh

FPS = 24.0
NOW = Moment(seconds=1.3, speaking=0.0, seed=7)


@pytest.fixture(scope="module")
def ann() -> Mannequin:
    return Mannequin(CharacterSheet(id="ann", name="ANN", build=Build(gender=0.0, height=1.68)))


@pytest.fixture(scope="module")
def bob() -> Mannequin:
    return Mannequin(CharacterSheet(id="bob", name="BOB", build=Build(gender=1.0, height=1.82)))


def player(body: Mannequin, marks: Sequence[Mark], speech: Sequence[Speech] = ()) -> Player:
    return Player(CharacterSheet(id="ann", name="ANN"), body, tuple(marks), tuple(speech), 7, 1)


def wandering(seed: int) -> list[Mark]:
    """A wait, a walk or run round corners at some speed, looking somewhere else at times, and a turn where it ends."""
    chance = np.random.default_rng(seed)
    spot, way = np.zeros(2), float(chance.uniform(-180, 180))
    frame, speed = int(chance.integers(1, 20)), float(chance.choice([0.7, 1.25, 1.6, 3.4]))
    facing = float(chance.uniform(-180, 180))
    marks = [Mark(character="ann", frame=at, position=(0, 0, 0), yaw=facing) for at in (0, frame)]
    legs = int(chance.integers(1, 4))
    for leg in range(legs):
        metres = float(chance.uniform(0.5, 3.0))
        way += float(chance.uniform(-90, 90)) if leg else 0.0
        spot = spot + metres * np.array([math.cos(math.radians(way)), math.sin(math.radians(way))])
        frame += round((metres / speed + ((leg == 0) + (leg == legs - 1)) * RAMP_SECONDS / 2) * FPS)
        looking = way if chance.random() < 0.6 else way + float(chance.uniform(-150, 150))
        marks.append(Mark(character="ann", frame=frame, position=(float(spot[0]), float(spot[1]), 0), yaw=looking))
    turned = marks[-1].but(frame=frame + 15, yaw=way + float(chance.uniform(-170, 170)))
    return [*marks, turned]


def slips(path: Sequence[Posed], level: bool = True) -> list[float]:
    """How far each foot moves over the floor from setting down to lifting, in metres, once for each step.

    Down is a ball of the foot that neither rises nor sinks, as low as it ever stands.
    """
    found = []
    for side in "lr":
        ball = np.array([posed.joints[f"toe_{side}"] for posed in path])
        low = ball[:, 2] < (ball[-1, 2] + 0.002 if level else np.inf)
        down = low & (np.abs(np.gradient(ball[:, 2])) < 0.0006)
        for step in np.split(np.arange(len(ball)), np.flatnonzero(np.diff(down)) + 1):
            if down[step[0]] and len(step) > 1:
                found.append(float(np.linalg.norm(ball[step, :2] - ball[step[0], :2], axis=1).max()))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_no_foot_slips_a_centimetre(ann: Mannequin, seed: int) -> None:
    marks = wandering(seed)
    walker = player(ann, marks)
    path = [walker.at(frame, FPS) for frame in range(marks[-1].frame + 1)]
    steps = slips(path)
    assert len(steps) >= 4
    assert max(steps) < 0.01
    assert min(float(posed.vertices[:, 2].min()) for posed in path) > -0.02


def test_a_stance_alone_would_slide_round_a_corner(ann: Mannequin) -> None:
    marks = wandering(0)
    path = [ann.pose(stance_at(marks, frame, FPS), Moment(frame / FPS, 0.0, 7)) for frame in range(marks[-1].frame + 1)]
    assert max(slips(path)) > 0.03


def test_turning_on_the_spot_steps_round(ann: Mannequin) -> None:
    start = Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0)
    walker = player(ann, (start, start.but(frame=24, yaw=150), start.but(frame=60, yaw=150)))
    path = [walker.at(frame, FPS) for frame in range(60)]
    lifts = [max(posed.joints[f"toe_{side}"][2] for posed in path) for side in "lr"]
    assert min(lifts) > path[0].joints["toe_l"][2] + 0.02
    ahead = path[-1].joints["toe_l"] - path[-1].joints["foot_l"]
    assert abs(math.degrees(math.atan2(ahead[1], ahead[0])) - 158) < 40


@pytest.mark.parametrize("rise", [0.45, -0.45])
def test_feet_stand_on_every_step_of_a_stair(ann: Mannequin, rise: float) -> None:
    marks = [
        Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0),
        Mark(character="ann", frame=96, position=(3, 0, 3 * rise), yaw=0),
    ]
    walker = player(ann, marks)
    path = [walker.at(frame, FPS) for frame in range(24, 72)]
    heights = []
    for side in "lr":
        ball = np.array([posed.joints[f"toe_{side}"] for posed in path])
        still = np.linalg.norm(np.gradient(ball, axis=0), axis=1) < 0.004
        heights += [round(float(z - rise * x), 3) for x, _, z in ball[still]]
    assert len(heights) > 20
    assert np.ptp(heights) < 0.03


@pytest.mark.parametrize("hand", ["left", "right"])
@pytest.mark.parametrize("kind", get_args(PropKind))
def test_no_hand_is_far_from_what_it_holds(ann: Mannequin, kind: PropKind, hand: str) -> None:
    thing = ShotProp(prop="x", kind=kind, holder="ann", hand=hand)
    holding = held("hold")
    palm = ann.pose(holding, NOW).hands[hand]
    mesh = prop_mesh(thing, in_hand=True).framed(grip(kind, palm, hand))
    corners = mesh.vertices[mesh.faces].astype(np.float64)
    near = corners[np.linalg.norm(corners.mean(axis=1) - palm[:3, 3], axis=1).argsort()[:400]]
    shares = np.array([(a, b, 16 - a - b) for a in range(17) for b in range(17 - a)]) / 16
    surface = np.einsum("sk,mkx->msx", shares, near).reshape(-1, 3)
    assert np.linalg.norm(surface - palm[:3, 3], axis=1).min() < 0.02


def held(pose: Pose, **other: object) -> Stance:
    fields: dict[str, object] = {"position": (0.0, 0.0, 0.0), "yaw": 0.0, "pose_a": pose, "pose_b": pose, "blend": 1.0}
    return Stance(**(fields | {"seat_a": None, "seat_b": None} | other))  # type: ignore[arg-type]


def face_to_face(one: Mannequin, two: Mannequin, pose: Pose, apart: float) -> tuple[Posed, Posed]:
    tall = [body.pose(held("stand"), NOW).joints["eye_l"][2] for body in (one, two)]
    a = one.pose(held(pose, look=(apart, 0.0, float(tall[1]))), NOW)
    b = two.pose(held(pose, position=(apart, 0.0, 0.0), yaw=180.0, look=(0.0, 0.0, float(tall[0]))), NOW)
    return a, b


def test_an_embrace_has_its_hands_on_the_others_back(ann: Mannequin, bob: Mannequin) -> None:
    one, two = face_to_face(ann, bob, "hug", 0.47)
    for holder, other in ((one, two), (two, one)):
        for palm in holder.hands.values():
            assert np.linalg.norm(other.vertices - palm[:3, 3], axis=1).min() < 0.045
    assert one.hands["right"][0, 3] > two.joints["chest"][0] - 0.12


def test_lips_meet_in_a_kiss(ann: Mannequin, bob: Mannequin) -> None:
    one, two = face_to_face(ann, bob, "kiss", 0.47)
    assert np.linalg.norm(one.joints["mouth"] - two.joints["mouth"]) < 0.16


@pytest.mark.parametrize("point", [(4.0, 1.5, 1.0), (3.0, -2.0, 2.2), (2.0, 0.0, 0.4)])
def test_a_weapon_is_aimed_at_what_is_looked_at(bob: Mannequin, point: tuple[float, float, float]) -> None:
    palm = bob.pose(held("aim", look=point), NOW).hands["right"]
    way = np.array(point) - palm[:3, 3]
    assert math.degrees(math.acos(float(palm[:3, 0] @ way / np.linalg.norm(way)))) < 12


@pytest.mark.parametrize("seed", range(8))
def test_eyes_are_on_what_they_look_at(ann: Mannequin, seed: int) -> None:
    chance = np.random.default_rng(seed)
    turn, up, far = (float(chance.uniform(*span)) for span in ((-60, 60), (-25, 25), (1.0, 6.0)))
    bearing = math.radians(turn)
    point = (far * math.cos(bearing), far * math.sin(bearing), 1.57 + far * math.tan(math.radians(up)))
    posed = ann.pose(held("stand", look=point), Moment(0.0, 0.0, 7))
    eyes = (posed.joints["eye_l"] + posed.joints["eye_r"]) / 2
    across = posed.joints["eye_l"] - posed.joints["eye_r"]
    way = (np.array(point) - eyes) / np.linalg.norm(np.array(point) - eyes)
    assert abs(math.degrees(math.asin(float(across @ way / np.linalg.norm(across))))) < 4


def test_the_jaw_moves_with_the_line_and_not_before_or_after(ann: Mannequin) -> None:
    line = Speech(line="1-1", character="ann", start=24, frames=48)
    speaker = player(ann, (Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0),), (line,))
    jaw, head = (ann.rig.skeleton.index[name] for name in ("jaw", "head"))

    def opened(frame: int) -> float:
        turn = (speaker.at(frame, FPS).turns[head].T @ speaker.at(frame, FPS).turns[jaw])[0, 2]
        return math.degrees(math.asin(min(max(float(turn), -1.0), 1.0)))

    assert max(abs(opened(frame)) for frame in (*range(23), *range(73, 96))) < 0.01
    spoken = [opened(frame) for frame in range(26, 70)]
    assert max(spoken) > 6
    assert sum(a > 3 >= b for a, b in pairwise(spoken)) >= 4
