"""Doors in planned scenes: nobody is in a doorway whose leaf is closed, and who opens one has a hand on its handle."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import pytest

from film.doors import Leaf, ajar, hand_on, handle_near, leaves_of, swings
from film.place import PlaceSheet
from film.plan import Format, Plan
from film.shot import Shot
from film.staging import stance_at
from planner import plan
from planner.brief import Brief
from screenplay import read
from screenplay.reader import read_bytes

SAMPLES = Path(__file__).parents[2] / "samples"
SCRIPT = """INT. OFFICE - DAY

ANNA sits at the desk. BEN stands by the window.

ANNA
Somebody is at the door.

Ben goes to the door and opens it.

BEN
Nobody.

ANNA
Are you sure about that?

Ben walks out.
"""


@cache
def planned(name: str) -> Plan:
    """The plan of a sample, or of the script above."""
    script = read(SAMPLES / f"{name}.fountain") if name else read_bytes(SCRIPT.encode(), Path("door.fountain"))
    return plan(script, Brief(format=Format(width=320, height=180)))


def shots(film: Plan) -> list[tuple[PlaceSheet, Shot]]:
    return [(film.place_of(scene, shot), shot) for scene in film.scenes for shot in scene.shots]


def depth_in(leaf: Leaf, x: float, y: float) -> float | None:
    """Metres that a point is into a doorway from the wall's face, negative in the room; None beside the leaf."""
    dx, dy = x - leaf.hinge[0], y - leaf.hinge[1]
    along = dx * leaf.along[0] + dy * leaf.along[1]
    return dx * leaf.out[0] + dy * leaf.out[1] if -0.1 < along < leaf.width + 0.1 else None


@pytest.mark.parametrize("name", ["", "one_table", "la_lettre", "night_bus", "the_understudy"])
def test_nobody_walks_through_a_closed_leaf(name: str) -> None:
    film = planned(name)
    for place, shot in shots(film):
        marks = [mark for mark in shot.marks if mark.character in shot.subjects]
        open_ = {swing.number: swing for swing in swings(place, marks, shot.frames, 24.0)}
        for number, leaf in enumerate(leaves_of(place)):
            for who in {mark.character for mark in marks}:
                own = [mark for mark in marks if mark.character == who]
                for frame in range(0, shot.frames, 3):
                    x, y, _ = stance_at(own, frame, 24.0).position
                    depth = depth_in(leaf, x, y)
                    share = open_[number].at(frame) if number in open_ else 0.0
                    closed = depth is not None and -0.15 < depth < 0.6 and share < 0.9
                    assert not closed, (shot.id, who, frame)


@pytest.mark.parametrize("name", ["one_table", "la_lettre", "the_understudy", "night_bus"])
def test_who_comes_into_a_samples_room_comes_by_an_open_door(name: str) -> None:
    film = planned(name)
    opened = [shot.id for place, shot in shots(film) if swings(place, shot.marks, shot.frames, 24.0)]
    assert opened


def test_who_opens_a_door_goes_to_its_handle_and_pushes_it() -> None:
    opening = [
        (place, shot, mark) for place, shot in shots(planned("")) for mark in shot.marks if mark.pose == "open_door"
    ]
    assert opening
    for place, shot, mark in opening:
        held = handle_near(mark, place)
        assert held is not None
        leaf = held[1]
        assert math.dist(mark.position[:2], leaf.handle(0.0)[:2]) < 0.6
        assert ajar(leaf, mark) > 0.08
        own = [each for each in shot.marks if each.character == mark.character]
        assert hand_on(place, own, mark.frame, 24.0) is not None
