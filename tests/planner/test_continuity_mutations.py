"""Every rule broken on purpose is found by that rule, in the shots where it was broken.

The unbroken scene has no finding at all (test_continuity_clean), so each finding here is the mutation's own.
"""

from __future__ import annotations

import pytest

from film.base import Vec3
from film.findings import Excuse, Rule
from film.place import Fixture
from film.plan import ScenePlan
from film.shot import Half, Shot, ShotProp, Speech
from film.staging import Mark
from film.style import Style
from tests.planner.clean_cut import (
    ANNA,
    BEN,
    FRAMES,
    at,
    camera,
    changed,
    cup,
    eyes,
    film,
    found,
    looking,
    mirrored,
    moved,
    scene,
    stand,
    talking,
    walk,
)


def through_the_table(shot: Shot) -> Shot:
    """Anna walks north through the table and back while the two talk; both ends are clear of it."""
    spots = ((0, ANNA), (24, (-2.5, 0.8, 0.0)), (40, (-2.5, 2.7, 0.0)), (FRAMES - 1, ANNA))
    marks = tuple(stand("anna", spot, 90, None, frame) for frame, spot in spots)
    return shot.but(marks=(*marks, *(mark for mark in shot.marks if mark.character == "ben")))


def through_the_wall(shot: Shot) -> Shot:
    """Anna takes a step through the south wall and back."""
    spots = ((0, ANNA), (30, (-1.0, -5.6, 0.0)), (FRAMES - 1, ANNA))
    marks = tuple(stand("anna", spot, -90, None, frame) for frame, spot in spots)
    return shot.but(marks=(*marks, *(mark for mark in shot.marks if mark.character == "ben")))


def riding(shot: Shot) -> Shot:
    """The camera rushes four metres aside in half a second."""
    first = shot.camera[0]
    x, y, z = first.position
    return shot.but(move="dolly", camera=(first, first.but(frame=12, position=(x - 4, y, z))))


def halved(ben: Vec3 = BEN, eye: Vec3 = (-0.4, -1.4, 1.6)) -> ScenePlan:
    """Anna speaks in the left half, Ben listens in the right."""
    marks = (stand("ben", ben, 180, eyes(ANNA, "anna")),)
    right = Half(subjects=("ben",), camera=camera(eye, (1, 0, 1.6), 35), marks=marks)
    return changed("1-B2", lambda s: s.but(split=right, excuses=(Excuse(rule="axis", note="SPLIT", by="writer"),)))


BROKEN: dict[str, tuple[Rule, tuple[str, ...], ScenePlan]] = {
    "a single over the line": ("axis", ("1-B2", "1-C3"), changed("1-C3", mirrored)),
    "a single over the line after an answer": ("axis", ("1-C3", "1-B4"), changed("1-B4", mirrored)),
    "ten degrees between two shots of one person": (
        "thirty_degrees",
        ("1-B2", "1-C3"),
        changed("1-C3", lambda s: s.but(subjects=("anna",), camera=camera((0.92, -1.1, 1.55), (-1, 0, 1.5)))),
    ),
    "the same setup twice": (
        "thirty_degrees",
        ("1-B2", "1-C3"),
        changed("1-C3", lambda s: s.but(subjects=("anna",), setup="B", camera=scene().shots[1].camera)),
    ),
    "a look turned the other way": (
        "eyeline",
        ("1-B2", "1-C3"),
        changed("1-C3", looking("ben", (2.1, -4.5, 1.68))),
    ),
    "a look over the other's head": (
        "eyeline",
        ("1-B2", "1-C3"),
        changed("1-C3", looking("ben", (-1.0, 0.0, 2.7))),
    ),
    "a POV from nobody's eyes": (
        "eyeline",
        ("1-C3",),
        changed("1-C3", lambda s: s.but(idiom="pov", camera=camera((-2.2, -0.2, 1.6), (1, 0, 1.6)))),
    ),
    "a POV that points away": (
        "eyeline",
        ("1-C3",),
        changed("1-C3", lambda s: s.but(idiom="pov", subjects=(), camera=camera(eyes(ANNA, "anna"), (-1, -4, 1.6)))),
    ),
    "a walk from the other side": ("screen_direction", ("1-E6", "1-F7"), changed("1-F7", mirrored)),
    "an entrance on the side that was left": (
        "entrance",
        ("1-E6", "1-F7"),
        changed(
            "1-F7",
            lambda s: s.but(camera=camera((3.2, 2.4, 1.5), (3.2, 0, 1.4), 35), marks=walk(2.2, 4.0)),
            changed("1-E6", lambda s: s.but(camera=camera((0.6, -4.0, 1.5), (0.6, 0, 1.4), 50), marks=walk(0.6, 2.2))),
        ),
    ),
    "a jump of a person": ("position", ("1-B2", "1-C3"), changed("1-C3", moved("anna", (-1.6, 0.0, 0.0)))),
    "sitting in one shot and standing in the next": (
        "position",
        ("1-B2", "1-C3"),
        changed(
            "1-C3",
            lambda s: s.but(marks=(talking()[0].but(seat=0.45, pose="sit"), talking()[1])),
        ),
    ),
    "a cup that jumps": ("prop", ("1-B2", "1-C3"), changed("1-C3", cup(position=(-2.5, 1.3, 0.75)))),
    "a cup that turns into a bottle": ("prop", ("1-B2", "1-C3"), changed("1-C3", cup(kind="bottle"))),
    "a cup in a hand from nowhere": ("prop", ("1-B2", "1-C3"), changed("1-C3", cup(holder="ben"))),
    "a cup that is gone": ("prop", ("1-B2", "1-C3"), changed("1-C3", lambda s: s.but(props=()))),
    "a cup in two places": ("prop", ("1-B2",), changed("1-B2", lambda s: s.but(props=s.props * 2))),
    "a letter in hand from nowhere": (
        "prop",
        ("1-B2", "1-C3"),
        changed(
            "1-C3",
            lambda s: s.but(props=(*s.props, ShotProp(prop="letter", kind="letter", holder="ben"))),
            changed("1-B2", lambda s: s.but(subjects=("anna", "ben"), camera=camera((0, -4, 1.6), (0, 0, 1.1), 35))),
        ),
    ),
    "a line of action that nothing plays": ("coverage", ("1-A1",), changed("1-A1", lambda s: s.but(covers=((4, 4),)))),
    "a line of talk that nothing plays": ("coverage", ("1-B2",), changed("1-B2", lambda s: s.but(covers=((4, 4),)))),
    "a line that is not heard": ("dialogue", ("1-C3",), changed("1-C3", lambda s: s.but(speech=()))),
    "a line cut short": (
        "dialogue",
        ("1-C3",),
        changed("1-C3", lambda s: s.but(speech=(s.speech[0].but(frames=60),))),
    ),
    "a line out of another's mouth": (
        "dialogue",
        ("1-C3",),
        changed("1-C3", lambda s: s.but(speech=(s.speech[0].but(character="anna"),))),
    ),
    "a line of no scene": (
        "dialogue",
        ("1-B4",),
        changed("1-B4", lambda s: s.but(speech=(*s.speech, Speech(line="1-L9", character="ben", start=0, frames=9)))),
    ),
    "a subject out of the picture": ("subject", ("1-B2",), changed("1-B2", lambda s: s.but(subjects=("anna", "ben")))),
    "a subject behind a wall": (
        "subject",
        ("1-C3",),
        changed("1-C3", at(((1.0, -6.0, 1.6), (1.0, -8.0, 1.6)))),
    ),
    "a camera in a wall": ("camera_wall", ("1-A1",), changed("1-A1", at(((0.0, -4.95, 1.6), (0, 0, 1.1))))),
    "a camera behind a wall": ("camera_wall", ("1-A1",), changed("1-A1", at(((0.0, -5.8, 1.6), (0, 0, 1.1))))),
    "a camera in a person": ("camera_body", ("1-C3",), changed("1-C3", at(((0.85, -0.1, 1.6), (1, 0, 1.6))))),
    "a camera in a table": ("camera_thing", ("1-D5",), changed("1-D5", at(((-2.5, 1.5, 0.6), (-2.5, 1.8, 0.8))))),
    "feet over the floor": ("floor", ("1-B2",), changed("1-B2", moved("ben", (1.0, 0.0, 0.3)))),
    "a walk through a wall": ("floor", ("1-B2",), changed("1-B2", through_the_wall)),
    "a walk through a table": ("crowding", ("1-B2",), changed("1-B2", through_the_table)),
    "two in one another": ("crowding", ("1-B2",), changed("1-B2", moved("ben", (-0.75, 0.0, 0.0)))),
    "a camera in a person on the right": ("camera_body", ("1-B2",), halved(eye=(0.85, -0.1, 1.6))),
    "a camera in a wall on the right": ("camera_wall", ("1-B2",), halved(eye=(1.0, -4.95, 1.6))),
    "a camera too high on the right": ("reach", ("1-B2",), halved(eye=(1.0, -3.0, 2.75))),
    "feet in the table on the right": ("crowding", ("1-B2",), halved((-2.5, 1.8, 0.0), (-1.0, -0.5, 1.6))),
    "nobody in the right half": ("subject", ("1-B2",), halved((-3.0, -2.0, 0.0))),
    "a lens that is not in the kit": (
        "lens_kit",
        ("1-B2",),
        changed("1-B2", lambda s: s.but(camera=tuple(key.but(focal_mm=65) for key in s.camera))),
    ),
    "a camera under the ceiling": ("reach", ("1-A1",), changed("1-A1", at(((0.0, -4.0, 2.75), (0, 0, 1.1))))),
    "a camera on the floor": ("reach", ("1-A1",), changed("1-A1", at(((0.0, -4.0, 0.1), (0, 0, 1.1))))),
    "a camera that rushes": ("reach", ("1-A1",), changed("1-A1", riding)),
    "a flash": ("rhythm", ("1-D5",), changed("1-D5", lambda s: s.but(frames=9))),
    "a mark after the shot's end": (
        "edit",
        ("1-D5",),
        changed("1-D5", lambda s: s.but(marks=(*s.marks, talking()[0].but(frame=FRAMES + 3)))),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_break_on_purpose_is_found_where_it_is(name: str) -> None:
    rule, shots, broken = BROKEN[name]
    told = [finding for finding in found(broken) if finding.rule == rule]
    assert shots in [finding.shots for finding in told]
    finding = next(finding for finding in told if finding.shots == shots)
    assert finding.scene == "scene1"
    assert finding.mend
    assert all(shot in finding.message or finding.rule in ("coverage", "dialogue") for shot in shots[-1:])
    assert not finding.excused


def test_a_split_screen_in_order_has_no_finding() -> None:
    assert [each for each in found(halved()) if not each.excused] == []


SHOW: dict[str, tuple[Rule, ScenePlan]] = {
    "over an insert": (
        "axis",
        changed(
            "1-B4",
            mirrored,
            changed("1-C3", lambda s: s.but(idiom="insert", insert="cup", camera=scene().shots[4].camera)),
        ),
    ),
    "a camera on the line": (
        "axis",
        changed("1-B4", mirrored, changed("1-C3", at(((-0.9, -0.12, 1.6), (1.0, 0.0, 1.6))))),
    ),
    "nineteen degrees and a step closer": (
        "thirty_degrees",
        changed(
            "1-C3", lambda s: s.but(subjects=("anna",), camera=camera((-0.2, -1.12, 1.55), (-1, 0, 1.5), 50)), scene()
        ),
    ),
    "a walker who comes at the camera": ("screen_direction", changed("1-F7", at(((4.9, 0.3, 1.5), (3.6, 0, 1.4))))),
    "a wall that flies": (
        "camera_wall",
        changed("1-A1", lambda s: at(((0.0, -5.8, 1.6), (0, 0, 1.1)))(s).but(notes=("the wall must fly",))),
    ),
}


@pytest.mark.parametrize("name", SHOW)
def test_what_an_editor_allows_is_allowed(name: str) -> None:
    rule, allowed = SHOW[name]
    assert [finding.message for finding in found(allowed) if finding.rule == rule] == []


def test_the_kit_is_the_styles() -> None:
    assert [each.rule for each in found(scene(), style=Style(lens_kit=(25, 50)))] == []
    assert {each.rule for each in found(scene(), style=Style(lens_kit=(35, 75)))} == {"lens_kit"}


def test_findings_come_in_the_order_of_the_script() -> None:
    twice = changed("1-A1", at(((0.0, -4.95, 1.6), (0, 0, 1.1))), changed("1-F7", mirrored))
    assert found(twice)[0].rule == "camera_wall"
    assert "1-F7" in found(twice)[-1].shots


def seated(name: str, spot: Vec3) -> Mark:
    """Somebody on a chair."""
    return Mark(character=name, frame=0, position=spot, yaw=0, pose="sit", seat=0.45)


def test_a_fixture_under_a_sitter_is_no_crowding() -> None:
    chair = Fixture(id="chair", kind="chair", position=BEN, size=(0.5, 0.5, 0.9))
    plan = film(changed("1-B2", lambda s: s.but(marks=(talking()[0], seated("ben", BEN)))))
    plan = plan.but(places=(plan.places[0].but(fixtures=(chair,)),))
    assert [each for each in found(plan) if each.rule == "crowding" and each.shots == ("1-B2",)] == []
