"""What the words have people do reaches their bodies: each verb its pose, two who act on one another both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import planner
import screenplay
from film.plan import Plan
from planner.brief import Brief

SCENE = """INT. HALL - DAY

ANNA, 32, and BORIS, 40, stand in the hall.

{deed}

ANNA
Well.
"""


@pytest.fixture
def planned(tmp_path: Path) -> Callable[[str], Plan]:
    """Plans the scene with a deed in it."""

    def plan(deed: str) -> Plan:
        script = tmp_path / "scene.fountain"
        script.write_text(SCENE.format(deed=deed), encoding="utf-8")
        return planner.plan(screenplay.read(script), Brief())

    return plan


def poses(plan: Plan) -> Iterator[tuple[str, str]]:
    for scene in plan.scenes:
        for shot in scene.shots:
            yield from ((mark.character, mark.pose) for mark in shot.marks)


@pytest.mark.parametrize(
    ("deed", "pose"),
    [
        ("Anna dances.", "dance"), ("Anna claps.", "clap"), ("Anna laughs.", "laugh"), ("Anna nods.", "nod"),
        ("Anna shakes her head.", "shake_head"), ("Anna shrugs.", "shrug"), ("Anna prays.", "pray"),
        ("Anna salutes.", "salute"), ("Anna cries.", "cry"), ("Anna types.", "type"), ("Anna cheers.", "cheer"),
        ("Anna thinks.", "think"), ("Anna aims a gun at Boris.", "aim"), ("Anna opens the door.", "open_door"),
    ],
)  # fmt: skip
def test_every_verb_has_its_body(planned: Callable[[str], Plan], deed: str, pose: str) -> None:
    assert ("anna", pose) in set(poses(planned(deed)))


@pytest.mark.parametrize(
    ("deed", "own", "others"),
    [
        ("Anna hugs Boris.", "hug", "hug"),
        ("Anna kisses Boris.", "kiss", "kiss"),
        ("Anna punches Boris.", "strike", "guard"),
        ("Anna shoves Boris.", "shove", "stand"),
    ],
)
def test_two_who_act_on_one_another_both_do(planned: Callable[[str], Plan], deed: str, own: str, others: str) -> None:
    plan = planned(deed)
    assert {("anna", own), ("boris", others)} <= set(poses(plan))


def test_a_blow_at_a_thing_meets_nobody(planned: Callable[[str], Plan]) -> None:
    found = set(poses(planned("Anna punches the wall.")))
    assert ("anna", "strike") not in found
    assert ("boris", "guard") not in found
