"""The silhouette in what somebody wears, looks at nothing in, and kneels in, against the mannequin that is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from film.cast import Build, CharacterSheet, Garment
from film.staging import Mark, Pose, Stance
from planner.framing import net_of
from planner.framing.net import CLOTHS
from planner.geometry import Array
from renderer.previs.bodies import Mannequin, Moment

STILL = Moment(seconds=0.0, speaking=0.0, seed=1)


def drawn(who: CharacterSheet, mark: Mark) -> Array:
    """The vertices (n, 3) that the renderer draws of somebody at a mark."""
    stance = Stance(
        position=mark.position, yaw=mark.yaw, pose_a=mark.pose, pose_b=mark.pose, seat_a=mark.seat, seat_b=mark.seat,
        blend=1.0, look=mark.look,
    )  # fmt: skip
    return np.asarray(Mannequin(who).pose(stance, STILL).vertices)


def foreseen(who: CharacterSheet, mark: Mark) -> Array:
    """The points (k, 3) that the planner has of them."""
    return net_of(who.id, (mark,), who, 0, 24.0)[0]


@pytest.mark.parametrize("worn", CLOTHS)
def test_cloth_that_hangs_over_the_knees_of_a_sitter_is_foreseen(worn: Garment) -> None:
    mark = Mark(character="ann", frame=0, position=(0.0, 0.0, 0.0), yaw=0, pose="sit", seat=0.45)
    bare = CharacterSheet(id="ann", name="ANN", build=Build(gender=0, age=45, height=1.66))
    who = bare.but(wears=(worn,))
    box, real = foreseen(who, mark), drawn(who, mark)
    assert box[:, 0].max() == pytest.approx(real[:, 0].max(), abs=0.05)
    assert np.abs(box[:, 1]).max() == pytest.approx(np.abs(real[:, 1]).max(), abs=0.05)
    assert len(box) > len(foreseen(bare, mark))


@pytest.mark.parametrize("pose", ["cry", "pray", "stand"])
@pytest.mark.parametrize("height", [0.4, 2.4])
def test_a_head_is_where_its_pose_looks(pose: Pose, height: float) -> None:
    mark = Mark(
        character="ann", frame=0, position=(0.0, 0.0, 0.0), yaw=0, pose=pose, look=(1.2, 0.3, height)
    )  # fmt: skip
    who = CharacterSheet(id="ann", name="ANN", hair="short")
    box, real = foreseen(who, mark), drawn(who, mark)
    assert box[:, 2].max() == pytest.approx(real[:, 2].max(), abs=0.03)


@pytest.mark.parametrize("weight", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(("age", "height"), [(8.0, 1.3), (30.0, 1.74), (67.0, 1.58)])
def test_who_kneels_is_on_the_floor(age: float, height: float, weight: float) -> None:
    who = CharacterSheet(id="ann", name="ANN", build=Build(age=age, height=height, weight=weight, gender=1))
    mark = Mark(character="ann", frame=0, position=(0.0, 0.0, 0.0), yaw=0, pose="kneel")
    assert foreseen(who, mark)[:, 2].min() == pytest.approx(0.0, abs=0.015)
    assert drawn(who, mark)[:, 2].min() == pytest.approx(0.0, abs=0.015)
