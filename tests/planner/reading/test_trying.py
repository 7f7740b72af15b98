"""What a model says of a scene is given up, kind by kind, where the scene does not hold with it as by rules alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from film.errors import PlanError
from film.findings import Finding, Rule
from film.plan import ScenePlan
from film.proposals import Proposal
from film.screenplay import Heading, Scene
from planner.brief import Brief
from planner.facts import Feeling, Position, SceneFacts, Suggestion
from planner.scene import Entry, Planned, Shared, plan_scene
from planner.trying import timely, tried, without
from tests.planner.scenes import PICTURE, doing, facts_of, person, place_of, planned, speech

PLAIN = facts_of((speech("anna", "Here.", 1), speech("bob", "There.", 2), speech("anna", "Where?", 3)), ("anna", "bob"))
WISH = Suggestion(idiom="single", size="CU", subject="bob", why="he lies")
OTHER = Suggestion(idiom="two_shot", size="MS", why="both")
SAYS = {
    "shot": "the shots cross the line",
    "position": "somebody stands in a wall",
    "action": "somebody walks through a table",
    "presence": "somebody is nowhere",
}
NAMES = {"anna": "Anna", "bob": "Bob"}
Plan = Callable[[SceneFacts], Planned]


def read(**changes: object) -> SceneFacts:
    """The facts as a model has them: a position, a feeling, a deed, two suggestions; and what it says it proposed."""
    one, two, three = PLAIN.steps
    steps = (
        one.but(positions=(Position(character="anna", relation="near", target="bob"),), suggested=OTHER),
        two.but(feelings=(Feeling(character="bob", mood="afraid"),), suggested=WISH, picture="Bob, pale."),
        three.but(doings=(doing("anna", "rise"),), intention="she doubts him"),
    )
    told = tuple(Proposal(kind=kind, text=f"a {kind}") for kind in ("position", "feeling", "action", "music"))
    return PLAIN.but(steps=steps, read_by="a model", proposals=told).but(**changes)


@cache
def made() -> ScenePlan:
    """The scene by rules."""
    return planned("kitchen", PLAIN)[0]


def finding(message: str, rule: Rule = "axis", shots: tuple[str, ...] = ()) -> Finding:
    """Something that does not hold."""
    return Finding(rule=rule, message=message, shots=shots)


class Planner:
    """Plans by a table: what is found wrong with facts; it remembers what it was asked to plan."""

    def __init__(self, wrong: Callable[[SceneFacts], list[Finding]]) -> None:
        self.wrong, self.seen = wrong, list[SceneFacts]()

    def __call__(self, facts: SceneFacts) -> Planned:
        self.seen.append(facts)
        told = tuple(Proposal(kind="shot", text="had") for step in facts.steps if step.suggested)
        scene = made().but(read_by=facts.read_by, proposals=(*facts.proposals, *told))
        return Planned(scene, {}, tuple(self.wrong(facts)))


def fates(plan: Planned) -> dict[str, str]:
    """Why each proposal was refused, "" for one that was not, by its text."""
    return {each.text: each.why if each.verdict == "refused" else "" for each in plan.scene.proposals}


def test_rules_alone_are_planned_once() -> None:
    plan = Planner(lambda _: [finding("as it is")])
    assert len(tried(PLAIN, PLAIN, plan, NAMES).findings) == 1
    assert len(plan.seen) == 1


def test_a_scene_without_objections_is_planned_once_with_all_of_it() -> None:
    plan = Planner(lambda _: [])
    scene = tried(read(), PLAIN, plan, NAMES).scene
    assert plan.seen == [read()]
    assert scene.proposals[:4] == read().proposals
    assert scene.read_by == "a model"


def test_what_rules_break_too_is_no_reason_to_give_anything_up() -> None:
    plan = Planner(lambda _: [finding("the place is narrow")])
    scene = tried(read(), PLAIN, plan, NAMES).scene
    assert len(plan.seen) == 2
    assert "refused" not in {each.verdict for each in scene.proposals}


def test_shots_are_given_up_first_and_told_with_what_they_broke() -> None:
    plan = Planner(lambda facts: [finding(SAYS["shot"])] * any(step.suggested for step in facts.steps))
    scene = tried(read(), PLAIN, plan, NAMES)
    told = fates(scene)
    assert told["a position"] == told["a feeling"] == told["a action"] == ""
    assert told["CU single, Bob: he lies"] == "it breaks a rule (axis): the shots cross the line"
    assert told["MS two-shot: both"] != ""
    assert not scene.findings
    assert plan.seen[-1].steps[0].positions == read().steps[0].positions


def test_only_the_shots_near_what_broke_are_given_up_where_that_is_enough() -> None:
    shots = [shot.id for shot in made().shots if any(a <= 2 <= b for a, b in shot.covers)]
    far = read()
    far = far.but(steps=(far.steps[0].but(lines=(50, 50)), *far.steps[1:]))
    plan = Planner(lambda facts: [finding(SAYS["shot"], shots=tuple(shots[:1]))] * (facts.steps[1].suggested == WISH))
    told = fates(
        tried(
            far,
            PLAIN.but(steps=tuple(s.but(lines=f.lines) for s, f in zip(PLAIN.steps, far.steps, strict=True))),
            plan,
            NAMES,
        )
    )
    assert told["CU single, Bob: he lies"] != ""
    assert "MS two-shot: both" not in told  # the cut has it: "had"
    assert told["had"] == ""


def test_what_was_given_up_in_vain_is_taken_back() -> None:
    plan = Planner(lambda facts: [finding(SAYS["action"], "floor")] * bool(facts.steps[2].doings))
    scene = tried(read(), PLAIN, plan, NAMES)
    told = fates(scene)
    assert told["a action"] == "it breaks a rule (floor): somebody walks through a table"
    assert told["a position"] == told["a feeling"] == told["a music"] == ""
    assert told["had"] == ""
    assert not scene.findings


def test_two_kinds_that_both_break_something_are_both_given_up() -> None:
    def wrong(facts: SceneFacts) -> list[Finding]:
        found = [finding(SAYS["position"], "floor")] * bool(facts.steps[0].positions)
        return found + [finding(SAYS["action"], "crowding")] * bool(facts.steps[2].doings)

    told = fates(tried(read(), PLAIN, Planner(wrong), NAMES))
    assert told["a position"] == "it breaks a rule (floor): somebody stands in a wall"
    assert told["a action"] == "it breaks a rule (crowding): somebody walks through a table"


def test_facts_that_cannot_be_planned_are_given_up_and_the_error_told() -> None:
    def wrong(facts: SceneFacts) -> list[Finding]:
        if facts.steps[0].positions:
            raise KeyError("nobody")
        return []

    scene = tried(read(), PLAIN, Planner(wrong), NAMES)
    assert fates(scene)["a position"] == "the scene cannot be planned with it: 'nobody'"
    assert fates(scene)["a action"] == ""


def test_where_nothing_helps_the_scene_is_planned_by_rules() -> None:
    plan = Planner(lambda facts: [finding("odd")] * (facts != PLAIN))
    scene = tried(read(), PLAIN, plan, NAMES)
    assert plan.seen[-1] == without(read(), PLAIN, ("shot", "position", "feeling", "action"))
    assert not scene.findings
    assert scene.scene.read_by == "a model"
    assert {why for text, why in fates(scene).items() if text != "a music"} == {"it breaks a rule (axis): odd"}


def test_what_rules_cannot_plan_is_raised() -> None:
    def wrong(_: SceneFacts) -> list[Finding]:
        raise PlanError("there is no floor")

    with pytest.raises(PlanError, match="there is no floor"):
        tried(read(), PLAIN, Planner(wrong), NAMES)


def test_tries_are_few() -> None:
    plan = Planner(lambda facts: [finding("odd")] * (facts != PLAIN))
    tried(read(), PLAIN, plan, NAMES)
    assert len(plan.seen) <= 14


def test_without_a_kind_its_fields_are_the_rules() -> None:
    facts = without(read(), PLAIN, ("position", "action"))
    assert [step.positions for step in facts.steps] == [()] * 3
    assert [step.doings for step in facts.steps] == [()] * 3
    assert facts.steps[1].feelings
    assert facts.steps[1].suggested == WISH
    assert without(facts, PLAIN, ("shot", "feeling")).steps[1] == PLAIN.steps[1].but(picture="Bob, pale.")


def test_a_stranger_among_those_present_is_sent_away_with_the_planner_itself() -> None:
    shared = Shared({name: person(name) for name in NAMES}, {"here": place_of("kitchen")}, Brief(format=PICTURE))
    heading = Heading(setting="INT", place="HERE", location="HERE", time="DAY")
    scene = Scene(id="one", number="1", heading=heading, text="INT. HERE - DAY", elements=(), lines=(1, 3), eighths=8)

    def plan(facts: SceneFacts) -> Planned:
        return plan_scene(scene, facts, Entry("1", "here", True), shared)

    told = (Proposal(kind="presence", text="zorg is there"), Proposal(kind="action", text="zorg dances"))
    steps = (PLAIN.steps[0].but(doings=(doing("zorg", "dance"),)), *PLAIN.steps[1:])
    strange = PLAIN.but(present=(*PLAIN.present, "zorg"), steps=steps, read_by="a model", proposals=told)
    found = tried(strange, PLAIN, plan, NAMES)
    assert {name for shot in found.scene.shots for name in shot.subjects} == {"anna", "bob"}
    assert [beat.id for beat in found.scene.beats] == [beat.id for beat in plan(PLAIN).scene.beats]
    assert fates(found)["zorg is there"] == "the scene cannot be planned with it: 'zorg'"
    assert fates(found)["zorg dances"] == fates(found)["zorg is there"]


def days(*told: int, **more: object) -> tuple[tuple[ScenePlan, ...], tuple[SceneFacts, ...]]:
    """Scenes that play on these story days, with the facts of each."""
    scenes = tuple(made().but(id=f"s{row}", number=str(row), story_day=day) for row, day in enumerate(told))
    proposal = Proposal(kind="time", text="another day")
    facts = tuple(
        PLAIN.but(scene=scene.id, story_day=day, read_by="a model", proposals=(proposal,), **more)
        for scene, day in zip(scenes, told, strict=True)
    )
    return scenes, facts


def test_a_day_that_does_not_follow_is_given_up_with_the_rule_that_it_breaks() -> None:
    scenes, facts = days(1, 3, 2, 4)
    _, plain = days(1, 1, 1, 1)
    kept = timely(scenes, facts, plain)
    assert [each.story_day for each in kept] == [1, 1, 1, 4]
    told = [each.proposals[0] for each in kept]
    assert [each.verdict for each in told] == ["taken", "refused", "refused", "taken"]
    assert "it breaks a rule (story_day): Scene 2 plays on story day 2, after day 3 of scene 1." in told[2].why


def test_days_that_follow_are_kept() -> None:
    scenes, facts = days(1, 2, 2, 4)
    assert timely(scenes, facts, days(1, 1, 1, 1)[1]) == facts


def test_what_rules_have_out_of_order_is_not_the_models_fault() -> None:
    scenes, facts = days(1, 3, 2)
    assert timely(scenes, facts, facts) == facts
