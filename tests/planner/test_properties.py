"""The property master: what is worn, held, put down and found in a box."""

from __future__ import annotations

from film.plan import Prop
from film.shot import Shot, ShotProp
from planner.breakdown import break_down
from planner.camera.things import holds_something, span_of
from planner.characters import cast_sheets
from planner.facts import CameraWords, Custody, SceneFacts
from screenplay.fountain import parse
from tests.planner.scenes import action, doing, facts_of, planned, speech

_HAS_BOX = Custody(prop="box", character="anna")

BUS = """INT. BUS - NIGHT

ANNA, 34, a nurse, sits with a cardboard box on her knees. BEN, 60, in a grey cap, sits across from her.

BEN
Heavy?

She puts the box on the seat between them. Ben takes off his cap.

INT. KITCHEN - NIGHT

Anna enters with a suitcase. She puts the suitcase down by the door and takes a letter out of her pocket. She folds
the letter and puts it into her sleeve.
"""


def facts(text: str) -> tuple[SceneFacts, ...]:
    script = parse(text)
    return break_down(script, cast_sheets(script, ()))


def told(scene: SceneFacts) -> list[tuple[str, str | None, str | None]]:
    return [(each.prop, each.character, each.place) for step in scene.steps for each in step.custody]


def test_who_has_what_and_where_it_is_put() -> None:
    bus, kitchen = facts(BUS)
    assert told(bus) == [("box", "anna", None), ("box", "anna", "seat")]
    assert told(kitchen) == [("suitcase", "anna", None), ("suitcase", "anna", "door"), ("letter", "anna", "away")]


def test_a_worn_cap_is_no_prop() -> None:
    bus, _ = facts(BUS)
    assert [prop.id for prop in bus.breakdown.props] == ["box"]
    assert not any(each.verb == "take" for step in bus.steps for each in step.doings)
    (hat,) = facts("INT. HALL - DAY\n\nAn empty hall. A hat lies on the table.")[0].breakdown.props
    assert hat.kind == "hat"


def test_what_is_carried_out_is_carried_into_the_scene_that_follows() -> None:
    script = "INT. HALL - DAY\n\nANNA stands with a suitcase.\n\nINT. KITCHEN - DAY\n\nANNA\nHere I am.\n"
    _, kitchen = facts(script)
    assert told(kitchen) == [("suitcase", "anna", None)]
    assert [prop.id for prop in kitchen.breakdown.props] == ["suitcase"]


def _props(shot: Shot) -> dict[str, ShotProp]:
    return {prop.prop: prop for prop in shot.props}


def _thing(id: str, kind: str) -> Prop:
    return Prop.model_validate({"id": id, "name": id, "kind": kind, "lines": (1, 1)})


def test_a_suitcase_goes_on_the_floor_by_the_door_and_a_cup_on_the_table() -> None:
    lines = [
        action("Anna sits.", 1, 2.0, doings=(doing("anna", "sit", "table"),)),
        action("A cup.", 2, 2.0, props=("cup",), custody=(Custody(prop="cup", character="anna"),)),
        action("Down.", 3, 2.0, props=("case",), custody=(Custody(prop="case", character="anna", place="door"),)),
        speech("anna", "Well.", 4),
    ]
    scene, place, _ = planned(
        "kitchen", facts_of(lines, ("anna",), props=(_thing("cup", "cup"), _thing("case", "suitcase")))
    )
    last = _props(scene.shots[-1])
    assert last["case"].position[2] == 0.0
    tops = {round(each.position[2] + each.size[2], 3) for each in place.fixtures if "table" in each.kind}
    assert round(last["cup"].position[2], 3) in tops


def test_what_somebody_is_met_with_is_there_before_they_are_met() -> None:
    lines = [
        action("An empty hall.", 1, 2.0),
        action("Anna, with a box.", 2, 2.0, mentions=("anna",), props=("box",), custody=(_HAS_BOX,)),
        speech("anna", "Well.", 3),
    ]
    box = (_thing("box", "box"),)
    there, _, _ = planned("kitchen", facts_of(lines, ("anna",), props=box))
    assert "box" in _props(there.shots[0])
    comes, _, _ = planned("kitchen", facts_of(lines, ("anna",), from_start=(), props=box))
    assert "box" not in _props(comes.shots[0])


def test_the_contents_of_a_box_come_with_the_look_into_it() -> None:
    props = (_thing("box", "box"), _thing("key", "key"))
    close = CameraWords(text="CLOSE ON THE BOX", idiom="insert", size="CU", subject="box")
    lines = [
        action("A box.", 1, 2.0, props=("box",), custody=(Custody(prop="box", character="anna", place="table"),)),
        speech("anna", "A key?", 2),
        action("CLOSE ON THE BOX: a key.", 3, 2.0, props=("box", "key"), insert="box", camera=close),
    ]
    scene, _, _ = planned("kitchen", facts_of(lines, ("anna",), props=props))
    seen = [_props(shot) for shot in scene.shots]
    assert "key" not in seen[0]
    shown = next(shot for shot in scene.shots if shot.insert == "box")
    assert holds_something(_props(shown)["box"], shown.props)


def test_an_insert_frames_a_small_thing_closer_than_a_large_one() -> None:
    letter, key = ShotProp(prop="a", kind="letter"), ShotProp(prop="b", kind="key")
    assert 0.3 < 0.24 / span_of(letter) < 0.5
    assert span_of(key) < span_of(letter)
