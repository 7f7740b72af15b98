"""Small places, shots and bodies that the renderer's tests share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from film.camera import CameraKey
from film.cast import CharacterSheet
from film.place import Fixture, Opening, PlaceSheet, Wall
from film.plan import Format
from film.shot import Shot
from film.staging import Mark, Stance
from renderer.previs.bodies import Moment
from renderer.previs.bodies.footfalls import Shifts
from renderer.previs.mesh import ball, join
from renderer.request import Look, ShotRequest

JOINTS = ("head", "head_top", "neck", "pelvis", "hand_l", "hand_r", "foot_l", "foot_r")
TINY = Format(width=128, height=72)


@dataclass(frozen=True)
class BallPose:
    """Where the ball-bodied stand-in is."""

    vertices: np.ndarray
    normals: np.ndarray
    joints: dict[str, np.ndarray]
    hands: dict[str, np.ndarray]


class BallBody:
    """A head on a trunk, as cheap as a body can be: for tests of what is around bodies."""

    def __init__(self, sheet: CharacterSheet) -> None:
        tall = sheet.build.height
        self.height = tall
        self.mesh = join(
            [
                ball((0, 0, tall * 0.42), (0.2, 0.25, tall * 0.42), (0.3, 0.3, 0.5)),
                ball((0, 0, tall - 0.12), (0.1, 0.1, 0.13), (0.5, 0.4, 0.3)),
            ]
        )
        self.faces = self.mesh.faces
        self.colours = self.mesh.colours

    def footfalls(self, frames: Sequence[tuple[Stance, Moment]], fps: float) -> list[Shifts]:
        del fps
        return [{} for _ in frames]

    def landmarks(self, posed: BallPose) -> np.ndarray:
        """A ball has neither face nor limbs: all of a figure's points are its head."""
        return np.repeat(posed.joints["head"][None], 130, 0)

    def pose(self, stance: Stance, moment: Moment, shifts: Shifts | None = None) -> BallPose:
        del moment, shifts
        at = self.mesh.placed(stance.position, stance.yaw)
        shares = (0.93, 1.0, 0.84, 0.5, 0.5, 0.5, 0.03, 0.03)
        names = dict(zip(JOINTS, shares, strict=True))
        foot = np.asarray(stance.position, np.float64)
        joints = {name: foot + np.array([0, 0, share * self.height]) for name, share in names.items()}
        hand = np.eye(4)
        hand[:3, 3] = joints["hand_r"] + np.array([0.3, 0, 0.4])
        return BallPose(at.vertices, at.normals, joints, {"left": hand, "right": hand})


def room(**changes: Any) -> PlaceSheet:
    """Four by four metres, a window in the far wall, a table."""
    window = Opening(kind="window", at=1.2, width=1.6, height=1.2, sill=0.9)
    corners = [(-2.0, -2.0), (2.0, -2.0), (2.0, 2.0), (-2.0, 2.0)]
    walls = tuple(
        Wall(start=corners[i], end=corners[(i + 1) % 4], height=2.6, openings=(window,) if i == 2 else ())
        for i in range(4)
    )
    table = Fixture(id="table", kind="table", position=(0.9, 0.9, 0), size=(0.8, 1.2, 0.75))
    base = PlaceSheet(
        id="room",
        name="Room",
        kind="room",
        enclosure="room",
        stage=(-1, -1, 1, 1),
        ceiling=2.6,
        ground="wood",
        walls=walls,
        fixtures=(table,),
    )
    return base.but(**changes)


def field(**changes: Any) -> PlaceSheet:
    """Flat ground and nothing on it."""
    return PlaceSheet(id="f", name="Field", kind="field", enclosure="open", stage=(-3, -3, 3, 3), ground="grass").but(
        **changes
    )


def shot(**changes: Any) -> Shot:
    """Two people seen from the south."""
    base = Shot(
        id="1-A1", setup="A", beat="b1", idiom="two_shot", size="WS", angle="eye", lens_mm=24, move="static",
        subjects=("ann", "bo"), frames=3, covers=((1, 2),), description="Two people",
        camera=(CameraKey(frame=0, position=(0.0, -1.9, 1.5), target=(0.0, 1.0, 1.0), focal_mm=20),),
        marks=(
            Mark(character="ann", frame=0, position=(-0.5, 0.6, 0.0), yaw=0),
            Mark(character="bo", frame=0, position=(0.5, 0.6, 0.0), yaw=180),
        ),
    )  # fmt: skip
    return base.but(**changes)


def request(**changes: Any) -> ShotRequest:
    """A tiny request by day."""
    base = ShotRequest(
        shot=shot(), place=room(), cast=(CharacterSheet(id="ann", name="ANN"), CharacterSheet(id="bo", name="BO")),
        time_of_day="day", weather="clear", format=TINY, look=Look(labels=False),
    )  # fmt: skip
    return base.but(**changes)
