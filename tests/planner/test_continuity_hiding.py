"""What other people may hide of somebody: who stands behind another may be seen in part."""

from __future__ import annotations

from pathlib import Path

from film.camera import view_at
from film.clips import Clip, FrameMeasure, Sighting
from film.plan import Plan
from film.staging import Mark
from planner.continuity.measured import measured
from planner.framing import Box, box_in
from tests.planner.test_continuity_measured import ANN, BO, CAMERA, MARK, PICTURE, film

NEARER = Mark(character="bo", frame=0, position=(1.6, 0.16, 0.0), yaw=0)
FARTHER = Mark(character="bo", frame=0, position=(-1.6, 0.0, 0.0), yaw=0)


def box_of(mark: Mark) -> Box:
    """Where a mark puts its character's whole body in the picture."""
    sheet = {"ann": ANN, "bo": BO}[mark.character]
    box = box_in(view_at((CAMERA,), 0, PICTURE.gate), mark.character, (mark,), sheet, 0, 24.0)
    assert box is not None
    return box


def with_bo(mark: Mark) -> Plan:
    """Ann in a field with Bo at a mark."""
    return film(subjects=("ann", "bo"), marks=(MARK, mark))


def rules(mark: Mark, ann: Box, pixels: float) -> list[tuple[str, str | None]]:
    """What is found where Bo is drawn as planned, and so much of Ann."""
    frame = FrameMeasure(
        frame=0, luma=0.5, black=0.0, burnt=0.0,
        sightings=(
            Sighting(character="ann", pixels=pixels, box=ann), Sighting(character="bo", pixels=0.2, box=box_of(mark))
        ),
    )  # fmt: skip
    clip = Clip(
        shot="1-A1", frames=1, rate=PICTURE.rate, width=192, height=108, picture=Path("p.mp4"), board=Path("b.png"),
        measured=(frame,),
    )  # fmt: skip
    return [(each.rule, each.character) for each in measured(with_bo(mark), {"1-A1": clip})]


def head_alone() -> Box:
    """Ann without what is below her shoulders."""
    left, top, right, bottom = box_of(MARK)
    return left, top, right, top + 0.3 * (bottom - top)


def test_who_stands_nearer_may_hide_part_of_somebody() -> None:
    whole, before = box_of(MARK), box_of(NEARER)
    assert before[0] < whole[0]
    assert whole[2] < before[2]
    assert rules(NEARER, head_alone(), 0.03) == []


def test_who_stands_farther_hides_nothing() -> None:
    assert ("measured_size", "ann") in rules(FARTHER, head_alone(), 0.03)


def test_nobody_is_hidden_higher_than_the_other_reaches() -> None:
    left, top, right, bottom = box_of(MARK)
    assert box_of(NEARER)[1] > top - 0.06
    sunk = (left, top + 0.45 * (bottom - top), right, bottom)
    small = NEARER.but(pose="crouch")
    assert ("measured_size", "ann") in rules(small, sunk, 0.03)
