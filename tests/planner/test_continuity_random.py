"""Whatever people do, wherever it is, the plan holds: no finding in a scene drawn at random."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from film.plan import Prop
from planner.facts import SceneFacts, Step
from planner.places.library import KINDS
from tests.planner.scenes import action, doing, facts_of, planned, speech, unexcused

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


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenes())
def test_no_random_scene_has_a_finding(drawn: tuple[str, SceneFacts]) -> None:
    kind, facts = drawn
    scene, place, cast = planned(kind, facts)
    assert [(finding.rule, finding.message) for finding in unexcused(scene, place, cast)] == []
