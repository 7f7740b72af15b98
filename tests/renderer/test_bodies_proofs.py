"""What must hold of every action by every body: feet, hands, eyes, knees and elbows, also of the least usual builds."""

from __future__ import annotations

import math
from typing import get_args

import numpy as np
import pytest

from film.cast import Build, CharacterSheet, Garment
from film.place import Fixture, Opening, PlaceSheet, Wall
from film.shot import ShotProp
from film.staging import Mark, Mood, Pose, Stance, stance_at
from renderer.previs.bodies import Mannequin, Moment, Posed
from renderer.previs.bodies.touch import touch_of
from renderer.previs.people import Player
from renderer.previs.props import grip, prop_mesh

FPS = 24.0
POSES = get_args(Pose)
BUILDS = {
    "infant": Build(age=1, height=0.6, weight=0.6),
    "ancient": Build(age=100, gender=0.0, height=1.45, weight=0.0, muscle=0.0),
    "giant": Build(age=30, gender=1.0, height=2.3, muscle=1.0),
    "stout": Build(age=50, gender=1.0, height=1.7, weight=1.0),
    "thin": Build(age=25, gender=0.0, height=1.8, weight=0.0),
    "usual": Build(),
}
CLOTHES: tuple[Garment, ...] = ("long_coat", "hat", "glasses")


@pytest.fixture(scope="module", params=list(BUILDS))
def body(request: pytest.FixtureRequest) -> Mannequin:
    name = str(request.param)
    return Mannequin(CharacterSheet(id=name, name=name.upper(), build=BUILDS[name], wears=CLOTHES))


@pytest.fixture(scope="module")
def usual() -> Mannequin:
    return Mannequin(CharacterSheet(id="ann", name="ANN", build=Build(gender=0.0, height=1.68)))


def held(pose: Pose, **other: object) -> Stance:
    fields: dict[str, object] = {"position": (0.0, 0.0, 0.0), "yaw": 0.0, "pose_a": pose, "pose_b": pose, "blend": 1.0}
    return Stance(**(fields | {"seat_a": None, "seat_b": None} | other))  # type: ignore[arg-type]


def own(figure: Mannequin, posed: Posed) -> np.ndarray:
    """The body's own vertices (n, 3), without the cloth about it: a hem or a brim may well be in what one lies on."""
    return np.asarray(posed.vertices[: len(figure._kept)])


def hinges(posed: Posed) -> dict[str, float]:
    """How far each knee and elbow is bent the way it goes, in metres off the straight line; less than 0 is backwards.

    A knee goes where its shin's front looks; an elbow away from where the palm's side of its forearm looks.
    """
    bent = {}
    for side in "lr":
        for a, b, c in (("hip", "knee", "foot"), ("shoulder", "elbow", "hand")):
            first, middle, last = (posed.joints[f"{name}_{side}"] for name in (a, b, c))
            along = (last - first) / np.linalg.norm(last - first)
            bent[f"{b}_{side}"] = (middle - first) - along * float((middle - first) @ along)
    return bent  # type: ignore[return-value]


def backwards(figure: Mannequin, posed: Posed) -> dict[str, float]:
    """Of every knee, metres that it is bent against the way its shin's front looks."""
    index, found = figure.rig.skeleton.index, {}
    for side, upper in (("l", "L"), ("r", "R")):
        front = posed.turns[index[f"lowerleg01.{upper}"]][:, 0]
        found[f"knee_{side}"] = -float(hinges(posed)[f"knee_{side}"] @ front)
        # An arm's rest pose is bent forward a little at the elbow: what was behind it there is behind it always.
        back = -posed.turns[index[f"upperarm01.{upper}"]] @ _elbow_front(figure, upper)
        found[f"elbow_{side}"] = -float(hinges(posed)[f"elbow_{side}"] @ back)
    return found


def _elbow_front(figure: Mannequin, side: str) -> np.ndarray:
    """Where the inside of an elbow looks at rest: from the elbow to the line from shoulder to wrist."""
    a, b, c = (figure.rig.skeleton.head(f"{name}.{side}") for name in ("upperarm01", "lowerarm01", "wrist"))
    along = (c - a) / np.linalg.norm(c - a)
    inside = a + along * float((b - a) @ along) - b
    return np.asarray(inside / np.linalg.norm(inside))


@pytest.mark.parametrize("pose", POSES)
def test_no_joint_bends_backwards_and_nothing_is_below_the_floor(body: Mannequin, pose: Pose) -> None:
    tall = float(body.rig.rest[:, 2].max())
    for seat in (None, 0.45) if pose != "lie" else (0.0, 0.5):
        for seconds in (0.4, 1.1):
            stance = held(pose, seat_a=seat, seat_b=seat, look=(2.0, 0.5, 0.9 * tall))
            posed = body.pose(stance, Moment(seconds, 0.0, 7))
            assert np.isfinite(posed.vertices).all()
            assert np.isfinite(posed.normals).all()
            assert max(backwards(body, posed).values()) < 0.01 * tall
            assert own(body, posed)[:, 2].min() > (-0.04 if pose == "lie" else -0.03)
            assert own(body, posed)[:, 2].max() < 1.45 * tall + (seat or 0.0)


@pytest.mark.parametrize("mood", get_args(Mood))
def test_moods_bend_nothing_backwards(body: Mannequin, mood: Mood) -> None:
    for pose, seat in (("stand", None), ("sit", 0.45), ("carry", None)):
        stance = held(pose, seat_a=seat, seat_b=seat, mood_a=mood, mood_b=mood)  # type: ignore[arg-type]
        posed = body.pose(stance, Moment(0.7, 0.0, 7))
        assert max(backwards(body, posed).values()) < 0.02
        assert own(body, posed)[:, 2].min() > -0.03


def test_walking_holds_for_every_body(body: Mannequin) -> None:
    tall = float(body.rig.rest[:, 2].max())
    start = Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0)
    walker = Player(
        CharacterSheet(id="ann", name="A"), body, (start, start.but(frame=60, position=(1.9 * tall, 0, 0))), (), 7, 1
    )
    path = [walker.at(frame, FPS) for frame in range(64)]
    assert min(float(own(body, posed)[:, 2].min()) for posed in path) > -0.03
    for side in "lr":
        ball = np.array([posed.joints[f"toe_{side}"] for posed in path])
        down = (np.abs(np.gradient(ball[:, 2])) < 0.0006) & (ball[:, 2] < ball[-1, 2] + 0.002)
        steps = [step for step in np.split(np.arange(64), np.flatnonzero(np.diff(down)) + 1) if down[step[0]]]
        assert len(steps) >= 2
        assert max(float(np.linalg.norm(ball[step, :2] - ball[step[0], :2], axis=1).max()) for step in steps) < 0.01
    assert max(max(backwards(body, posed).values()) for posed in path) < 0.01 * tall


@pytest.mark.parametrize("pose", [pose for pose in POSES if pose not in ("hug", "cry", "pray", "cover_face", "slump")])
def test_eyes_are_on_what_is_looked_at_in_every_pose(usual: Mannequin, pose: Pose) -> None:
    for seat in (None, 0.45) if pose != "lie" else ():
        for point in ((2.0, 0.8, 1.4), (1.2, -0.5, 1.0)):
            angles = []
            for seconds in np.arange(0.0, 2.0, 0.25):  # a head that nods or is shaken is on it in the mean
                posed = usual.pose(held(pose, seat_a=seat, seat_b=seat, look=point), Moment(float(seconds), 0.0, 7))
                eyes = (posed.joints["eye_l"] + posed.joints["eye_r"]) / 2
                across = posed.joints["eye_l"] - posed.joints["eye_r"]
                way = (np.array(point) - eyes) / np.linalg.norm(np.array(point) - eyes)
                angles.append(math.degrees(math.asin(float(across @ way / np.linalg.norm(across)))))
            assert abs(float(np.mean(angles))) < (17 if pose == "pick_up" else 12)


CAR = PlaceSheet(
    id="car", name="Car", kind="car", enclosure="open", stage=(-2, -2, 2, 2), ground="carpet",
    fixtures=(
        Fixture(id="wheel", kind="steering_wheel", position=(0.52, 0.0, 0.55), yaw=180.0, size=(0.1, 0.38, 0.38)),
    ),
)  # fmt: skip
OFFICE = PlaceSheet(
    id="office", name="Office", kind="office", enclosure="open", stage=(-3, -3, 3, 3), ground="wood",
    fixtures=(Fixture(id="desk", kind="desk", position=(0.62, 0.0, 0.0), yaw=180.0, size=(0.7, 1.4, 0.74)),),
    walls=(
        Wall(start=(-2.0, -3.0), end=(-2.0, 3.0), height=2.5,
             openings=(Opening(kind="door", at=2.9, width=0.9, height=2.05),)),
    ),
)  # fmt: skip


def at(figure: Mannequin, mark: Mark, place: PlaceSheet, frame: int = 30) -> Posed:
    sheet = CharacterSheet(id="ann", name="ANN")
    return Player(sheet, figure, (mark,), (), 7, 1, touches=(touch_of(mark, place),)).at(frame, FPS)


def test_a_drivers_hands_are_on_the_wheel(usual: Mannequin) -> None:
    mark = Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0, pose="drive", seat=0.32)
    posed = at(usual, mark, CAR)
    middle, radius = np.array((0.52, 0.0, 0.74)), 0.17
    axis = np.array((-1.0, 0.0, 0.1 / 0.38))
    axis /= np.linalg.norm(axis)
    for palm in posed.hands.values():
        arm = palm[:3, 3] - middle
        off = float(arm @ axis)
        assert math.hypot(off, float(np.linalg.norm(arm - axis * off)) - radius) < 0.02
    assert posed.hands["left"][1, 3] - posed.hands["right"][1, 3] > 0.25
    free = usual.pose(stance_at((mark,), 30, FPS), Moment(30 / FPS, 0.0, 7))
    assert np.linalg.norm(free.hands["left"][:3, 3] - posed.hands["left"][:3, 3]) > 0.03


@pytest.mark.parametrize("pose", ["write", "type", "eat"])
@pytest.mark.parametrize("height", [0.66, 0.74, 0.82])
def test_hands_work_on_the_table_and_not_in_it(usual: Mannequin, pose: Pose, height: float) -> None:
    place = OFFICE.but(fixtures=(OFFICE.fixtures[0].but(size=(0.7, 1.4, height)),))
    mark = Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0, pose=pose, seat=0.45)
    posed = at(usual, mark, place)
    left = posed.hands["left"][2, 3]
    assert height < left < height + 0.11
    arms = [n for name, n in usual.rig.skeleton.index.items() if name.startswith(("wrist", "finger", "lowerarm02"))]
    hands = posed.vertices[np.isin(usual.rig.bones[:, 0], arms)]
    assert hands[:, 2].min() > height - 0.012


def test_who_opens_a_door_has_the_handle(usual: Mannequin) -> None:
    mark = Mark(character="ann", frame=0, position=(-1.45, 0.15, 0), yaw=180, pose="open_door")
    posed = at(usual, mark, OFFICE)
    handle = np.array((-2.0 + 0.06, -3.0 + 2.9 + 0.075, 1.06))
    assert np.linalg.norm(posed.hands["right"][:3, 3] - handle) < 0.14


@pytest.mark.parametrize(("pose", "kind"), [
    ("phone", "phone"), ("drink", "cup"), ("hold", "letter"), ("write", "tool"), ("aim", "gun"), ("hand_over", "book"),
    ("stand", "suitcase"), ("eat", "food"), ("wave", "flower"),
])  # fmt: skip
def test_what_is_held_stays_in_the_hand_through_the_action(usual: Mannequin, pose: Pose, kind: str) -> None:
    thing = ShotProp(prop="x", kind=kind, holder="ann")  # type: ignore[arg-type]
    for frame in range(0, 96, 12):
        posed = usual.pose(held(pose, look=(2.0, 0.0, 1.5)), Moment(frame / FPS, 0.0, 7))
        palm = posed.hands["right"]
        mesh = prop_mesh(thing, in_hand=True).framed(grip(thing.kind, palm, "right"))
        corners = mesh.vertices[mesh.faces].astype(np.float64)
        near = corners[np.linalg.norm(corners.mean(axis=1) - palm[:3, 3], axis=1).argsort()[:400]]
        shares = np.array([(a, b, 16 - a - b) for a in range(17) for b in range(17 - a)]) / 16
        surface = np.einsum("sk,mkx->msx", shares, near).reshape(-1, 3)
        assert np.linalg.norm(surface - palm[:3, 3], axis=1).min() < 0.02
        index = usual.rig.skeleton.index["wrist.R"]
        assert np.linalg.norm(palm[:3, 3] - posed.places[index]) < 0.14


def test_a_wheelchair_carries_who_sits_in_it(body: Mannequin) -> None:
    posed = body.pose(held("sit", seat_a=0.48, seat_b=0.48), Moment(0.3, 0.0, 7))
    hips = posed.joints["pelvis"]
    flesh = own(body, posed)
    near = 0.045 * float(body.rig.skeleton.points["crown"][2])
    under = (np.abs(flesh[:, 0] - hips[0]) < near) & (np.abs(flesh[:, 1]) < near)
    assert flesh[under, 2].min() == pytest.approx(0.48, abs=0.03)
    assert flesh[:, 2].max() > 0.48 + 0.4 * float(body.rig.skeleton.points["crown"][2])
