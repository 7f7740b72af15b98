"""Whatever people do, wherever it is, the plan holds: no finding in a scene drawn at random."""

from __future__ import annotations

import math

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from film.plan import Plan, Prop
from film.screenplay import Heading, Scene
from film.timecode import parse_rate
from planner.brief import Brief
from planner.continuity import check
from planner.facts import SceneFacts, Step
from planner.places.library import KINDS
from planner.places.variety import Variety
from planner.scene import Entry, Shared, plan_scene
from planner.staging.blocking import block
from tests.planner.scenes import PICTURE, action, doing, facts_of, person, place_of, planned, speech, unexcused

FAR = "far"
"""The id of the second place."""

NAMES = ("anna", "ben", "carl", "dora", "emil", "fay", "gus", "hana")
WORDS = ("No.", "I told you. Twice. And then again, in the rain.", "Where were you last night?", "Well, well...")
MOVES = ("enter", "exit", "cross", "approach", "run", "retreat", "sit", "rise", "turn", "look", "kneel", "wave")
LETTER = Prop(id="letter", name="letter", kind="letter", lines=(3, 3))


@st.composite
def steps_of(draw: st.DrawFn, names: tuple[str, ...], line: int) -> Step:
    """A line, a move, or a letter that changes hands."""
    who = draw(st.sampled_from(names))
    what = draw(st.sampled_from(("talk", "talk", "move", "move", "give")))
    if what == "talk":
        return speech(who, draw(st.sampled_from(WORDS)), line, draw(st.floats(0.6, 8.0)), tension=draw(st.floats(0, 1)))
    if what == "give":
        verb, whom = draw(
            st.sampled_from((("take", "letter"), ("put", "letter"), ("give", draw(st.sampled_from(names)))))
        )
        doings = (doing(who, verb, whom),)
        return action("The letter.", line, draw(st.floats(1.5, 4)), doings=doings, mentions=(who,), props=("letter",))
    target = draw(st.sampled_from((None, "door", "window", "table", *names)))
    doings = (doing(who, draw(st.sampled_from(MOVES)), target),)
    return action("Somebody moves.", line, draw(st.floats(1.5, 6)), doings=doings, mentions=(who,))


@st.composite
def scenes(draw: st.DrawFn) -> tuple[str, SceneFacts]:
    """A place of any kind and one to eight people in it, there from the start or not."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    count = draw(st.integers(1, 8))
    steps = [draw(steps_of(names, 2 * index + 3)) for index in range(count)]
    start = tuple(name for name in names if draw(st.booleans()))
    used = {name for step in steps for name in step.props}
    props = (LETTER,) if used else ()
    return draw(st.sampled_from(sorted(KINDS))), facts_of(steps, names, start, props)


@st.composite
def far_scenes(draw: st.DrawFn) -> tuple[str, str, SceneFacts]:
    """A scene in two places: some of its steps play in the other one, some are pictures of a montage."""
    kind, facts = draw(scenes())
    steps = []
    for step in facts.steps:
        place = draw(st.sampled_from((None, None, FAR)))
        steps.append(step.but(place=place, montage=draw(st.integers(0, 7)) == 7))
    where = ((draw(st.sampled_from(facts.present)), FAR),) if draw(st.booleans()) else ()
    return kind, draw(st.sampled_from(sorted(KINDS))), facts.but(steps=tuple(steps), where=where)


def in_two_places(kind: str, far: str, facts: SceneFacts) -> list[tuple[str, str]]:
    """What does not hold of the plan of a scene that plays in a second place too."""
    sheets = (place_of(kind), KINDS[far](Variety(FAR)).sheet(FAR, FAR.upper(), ()))
    cast = tuple(person(name, i) for i, name in enumerate(facts.present))
    last = max(step.lines[1] for step in facts.steps)
    heading = Heading(setting="INT", place="HERE", location="HERE", time="DAY")
    scene = Scene(
        id="one", number="1", heading=heading, text="INT. HERE - DAY", elements=(), lines=(1, last), eighths=8
    )
    shared = Shared({sheet.id: sheet for sheet in cast}, {sheet.id: sheet for sheet in sheets}, Brief(format=PICTURE))
    ready = plan_scene(scene, facts, Entry("1", sheets[0].id, True), shared).scene
    plan = Plan(title="One", format=PICTURE, cast=cast, places=sheets, scenes=(ready,))
    return [(finding.rule, finding.message) for finding in check(plan) if not finding.excused]


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(scenes())
def test_no_random_scene_has_a_finding(drawn: tuple[str, SceneFacts]) -> None:
    kind, facts = drawn
    scene, place, cast = planned(kind, facts)
    assert [(finding.rule, finding.message) for finding in unexcused(scene, place, cast)] == []


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(far_scenes())
def test_no_random_scene_in_two_places_has_a_finding(drawn: tuple[str, str, SceneFacts]) -> None:
    assert in_two_places(*drawn) == []


def test_a_shot_begins_where_somebody_comes_in_late() -> None:
    steps = (
        action("The letter.", 3, 1.7, doings=(doing("emil", "take", "letter"),), props=("letter",)),
        speech("dora", "Well, well...", 5, 2.5),
        action("Ben.", 7, 3.3, doings=(doing("ben", "run"),)),
    )
    facts = facts_of(steps, ("ben", "carl", "dora", "emil"), ("carl", "emil"), (LETTER,))
    scene, place, cast = planned("shop", facts)
    first = {(shot.id, mark.character): mark.frame for shot in scene.shots for mark in reversed(shot.marks)}
    assert set(first.values()) == {0}
    assert unexcused(scene, place, cast) == []


def test_who_acts_elsewhere_is_no_longer_here() -> None:
    steps = (
        speech("anna", "No.", 3),
        action("Anna waits.", 5, doings=(doing("anna", "wait"),), place=FAR),
        speech("ben", "Where were you last night?", 7),
        speech("anna", "No.", 9),
    )
    facts = facts_of(steps, ("anna", "ben"))
    heights = {"anna": 1.7, "ben": 1.8}
    here, far = place_of("kitchen"), KINDS["park"](Variety(FAR)).sheet(FAR, "FAR", ())
    staged = block(here, facts, steps, heights, parse_rate(24), {FAR: far})
    assert ["anna" in each.tracks for each in staged] == [True, True, False, True]
    assert "anna" in staged[3].entered


def test_who_cannot_get_out_does_not_vanish() -> None:
    crowd = ("anna", "ben", "carl", "dora")
    steps = (action("Anna goes.", 3, doings=(doing("anna", "exit"),)), speech("anna", "No.", 5))
    for kind in sorted(KINDS):
        place = place_of(kind)
        staged = block(place, facts_of(steps, crowd), steps, dict.fromkeys(crowd, 1.75), parse_rate(24))
        track = staged[0].tracks["anna"]
        went = max(math.dist(mark.position, track[0].position) for mark in track) > 0.5
        at_door = any(math.dist(track[-1].position[:2], each.position) < 1.2 for each in place.entrances)
        assert ("anna" in staged[0].left) == (went or at_door or not place.entrances), kind
