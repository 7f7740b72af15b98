"""A whole scene planned: what must hold of any script, and how little a changed line changes."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from film.plan import ScenePlan
from film.shot import Shot
from planner.facts import SceneFacts, Step
from planner.scene import label_of
from planner.shooting import letter
from tests.planner.scenes import action, doing, facts_of, planned, speech, unexcused

NAMES = ("anna", "ben", "carl", "dora", "emil", "fay")
KINDS = ("kitchen", "bus_interior", "street", "bar", "car_interior", "hospital_room", "park", "corridor")
WORDS = ("No.", "I told you. Twice. And then again, in the rain.", "Where were you last night?", "Yes", "Well, well...")
VERBS = ("sit", "rise", "cross", "approach", "turn", "look", "point", "phone", "reach", "wave", "exit", "enter", "hug",
         "kneel", "lie", "fall", "run", "retreat", "read", "drink")  # fmt: skip


@st.composite
def scenes(draw: st.DrawFn) -> tuple[str, SceneFacts]:
    """A place and a scene in it: one to six people who talk and do things."""
    names = NAMES[: draw(st.integers(1, 6))]
    steps: list[Step] = []
    for index in range(draw(st.integers(1, 7))):
        who = draw(st.sampled_from(names))
        if draw(st.booleans()):
            extension = draw(st.sampled_from(("", "", "", "V.O.", "O.S.")))
            text, seconds = draw(st.sampled_from(WORDS)), draw(st.floats(0.5, 9.0))
            extra = {"extension": extension, "tension": draw(st.floats(0, 1)), "reveal": draw(st.booleans())}
            steps.append(speech(who, text, 2 * index + 3, seconds, **extra))
        else:
            target = draw(st.sampled_from((None, "door", "window", "table", *names)))
            doings = (doing(who, draw(st.sampled_from(VERBS)), target),)
            steps.append(
                action("Something is done.", 2 * index + 3, draw(st.floats(1.2, 7)), doings=doings, mentions=(who,))
            )
    start = tuple(name for name in names if draw(st.booleans()))
    return draw(st.sampled_from(KINDS)), facts_of(steps, names, start)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenes())
def test_whatever_happens_the_plan_holds(drawn: tuple[str, SceneFacts]) -> None:
    kind, facts = drawn
    scene, place, cast = planned(kind, facts)
    assert [finding.message for finding in unexcused(scene, place, cast)] == []


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenes())
def test_every_step_is_covered_in_order_and_every_line_spoken_once(drawn: tuple[str, SceneFacts]) -> None:
    kind, facts = drawn
    scene, _, _ = planned(kind, facts)
    covered = list(dict.fromkeys(span for shot in scene.shots for span in shot.covers if span[0] > 1))
    assert covered == [step.lines for step in facts.steps]
    assert [line.text for line in scene.dialogue] == [step.text for step in facts.steps if step.kind == "speech"]


def talk() -> list[Step]:
    """Ten lines of two people with a walk in the middle."""
    lines = [speech(NAMES[i % 2], f"This is line {i} of the talk.", 3 + 2 * i, 2.2) for i in range(10)]
    lines.insert(5, action("Anna crosses to the window.", 100, 2.0, doings=(doing("anna", "cross", "window"),)))
    return lines


def played(scene: ScenePlan, line: int) -> list[Shot]:
    """The shots that play a script line."""
    return [shot for shot in scene.shots if any(span[0] == line for span in shot.covers)]


def plain(shot: Shot) -> dict[str, object]:
    """A shot without its number and letter."""
    return shot.model_dump(exclude={"id", "setup", "beat"})


@pytest.mark.parametrize("index", [0, 3, 7, 10])
@pytest.mark.parametrize(
    ("text", "seconds"), [("Another word.", 2.3), ("No.", 0.6), ("It is long. Very long. So it goes on.", 9.5)]
)
def test_a_changed_line_changes_only_the_shots_that_play_it(index: int, text: str, seconds: float) -> None:
    steps = talk()
    changed = list(steps)
    if steps[index].kind == "action":
        pytest.skip("the changed step is a line of dialogue")
    changed[index] = steps[index].but(text=text, seconds=seconds)
    old, _, _ = planned("kitchen", facts_of(steps, NAMES[:2]))
    new, _, _ = planned("kitchen", facts_of(changed, NAMES[:2]))
    line = steps[index].lines[0]
    touched = {span for scene in (old, new) for shot in played(scene, line) for span in shot.covers}
    rest = [[plain(shot) for shot in scene.shots if not touched & set(shot.covers)] for scene in (old, new)]
    assert rest[0] == rest[1]
    assert len(rest[0]) >= len(old.shots) - 5


def test_the_same_facts_give_the_same_bytes() -> None:
    facts = facts_of(talk(), NAMES[:2])
    assert planned("bar", facts)[0].model_dump_json() == planned("bar", facts)[0].model_dump_json()


def test_a_scene_without_steps_shows_its_place() -> None:
    scene, _, _ = planned("street", facts_of([], ()))
    assert [shot.idiom for shot in scene.shots] == ["establishing"]


def test_slate_letters_leave_out_i_and_o() -> None:
    letters = [letter(i) for i in range(26)]
    assert letters[:9] == list("ABCDEFGHJ")
    assert letters[24:] == ["AA", "AB"]
    assert not {"I", "O"} & set(letters)


def test_labels_are_safe_and_distinct() -> None:
    assert label_of("12A", frozenset()) == "12A"
    assert label_of("../etc", frozenset()) == "etc"
    assert label_of("12", frozenset({"12"})) == "12x2"


def test_people_who_talk_face_each_other() -> None:
    scene, _, _ = planned("street", facts_of(talk()[:4], NAMES[:2]))
    marks = {mark.character: mark for mark in scene.shots[-1].marks}
    a, b = marks["anna"], marks["ben"]
    way = math.degrees(math.atan2(b.position[1] - a.position[1], b.position[0] - a.position[0]))
    assert abs((a.yaw - way + 180) % 360 - 180) < 30
    assert abs((b.yaw - way) % 360 - 180) < 30
