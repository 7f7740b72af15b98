"""The story's calendar from scene to scene, and rules broken on purpose: whose note covers what."""

from __future__ import annotations

import pytest

from film.cast import Outfit
from film.findings import Excuse, Rule
from film.plan import ScenePlan
from film.screenplay import Heading
from tests.planner.clean_cut import (
    changed,
    film,
    found,
    mirrored,
    moved,
    scene,
)


def next_scene(**more: object) -> ScenePlan:
    """A second scene that goes straight on from the first."""
    heading = Heading(setting="EXT", place="ROOM", location="ROOM", relation="continuous")
    renamed = tuple(
        each.but(
            id=each.id.replace("1-", "2-", 1), speech=tuple(s.but(line=s.line.replace("1-", "2-")) for s in each.speech)
        )
        for each in scene().shots
    )
    lines = tuple(line.but(id=line.id.replace("1-", "2-")) for line in scene().dialogue)
    return scene("2", heading=heading, shots=renamed, dialogue=lines).but(**more)


STORY: dict[str, tuple[Rule, dict[str, object]]] = {
    "another outfit": ("wardrobe", {"wardrobe": {"anna": "dress"}}),
    "an outfit that no sheet has": ("wardrobe", {"wardrobe": {"anna": "armour"}}),
    "an hour that leaps": (
        "time_of_day",
        {"time_of_day": "dawn", "heading": Heading(setting="INT", place="X", location="X")},
    ),
    "a day that goes back": ("story_day", {"story_day": 0}),
    "a day that leaps": ("story_day", {"story_day": 3}),
    "a storm out of nothing": ("weather", {"weather": "rain"}),
}


def test_a_scene_that_goes_straight_on_has_no_finding_of_the_story() -> None:
    one = scene(heading=next_scene().heading)
    assert [each.rule for each in found(film(one, next_scene()))] == []


@pytest.mark.parametrize("name", STORY)
def test_the_story_does_not_leap(name: str) -> None:
    rule, more = STORY[name]
    one = scene(heading=next_scene().heading, time_of_day="night" if rule == "time_of_day" else "day")
    told = found(film(one, next_scene(**more)))
    assert rule in [each.rule for each in told]
    assert all(each.scene == "scene2" for each in told if each.rule == rule)


def test_a_flashback_may_go_back() -> None:
    past = next_scene(story_day=0, heading=Heading(setting="INT", place="X", location="X", modifiers=("FLASHBACK",)))
    assert [each.rule for each in found(film(scene(), past))] == []


def test_a_change_of_clothes_that_the_script_tells_is_no_finding() -> None:
    plan = film(scene(), next_scene(wardrobe={"anna": "dress"}))
    told = Outfit(id="dress", text="a red dress", lines=(9, 9))
    cast = (plan.cast[0].but(wardrobe=(plan.cast[0].wardrobe[0], told)), plan.cast[1])
    assert "wardrobe" in [each.rule for each in found(plan)]
    assert "wardrobe" not in [each.rule for each in found(plan.but(cast=cast))]


def test_an_excuse_carries_its_note() -> None:
    note = Excuse(rule="axis", note="the room turns with her")
    broken = changed("1-C3", lambda s: mirrored(s).but(excuses=(note,)))
    told = [each for each in found(broken) if each.rule == "axis"]
    assert ("the room turns with her", "director") in [(each.excused, each.by) for each in told]


def test_an_excuse_for_nothing_is_a_finding() -> None:
    idle = changed("1-C3", lambda s: s.but(excuses=(Excuse(rule="axis", note="why not"),)))
    assert [(each.rule, each.shots) for each in found(idle)] == [("edit", ("1-C3",))]


def test_what_the_writer_asks_for_is_excused_by_the_writer() -> None:
    broken = changed("1-C3", lambda s: mirrored(s).but(transition="smash_cut"))
    told = [each for each in found(broken) if each.shots == ("1-B2", "1-C3")]
    assert told
    assert all(each.by == "writer" and each.excused == "SMASH CUT" for each in told)


def test_a_dissolve_lets_time_pass() -> None:
    jumped = changed("1-C3", lambda s: moved("anna", (-1.6, 0.0, 0.0))(s).but(transition="dissolve"))
    assert "position" not in [each.rule for each in found(jumped) if each.shots == ("1-B2", "1-C3")]
