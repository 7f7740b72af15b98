"""Scenes written by hand, for tests of staging and coverage: facts without a script."""

from __future__ import annotations

from collections.abc import Sequence

from film.cast import Build, CharacterSheet
from film.findings import Finding
from film.place import PlaceSheet
from film.plan import Breakdown, Format, Plan, Prop, ScenePlan
from film.screenplay import Heading, Scene
from film.style import Style
from planner.brief import Brief
from planner.continuity import check
from planner.facts import Doing, SceneFacts, Step
from planner.places.library import KINDS
from planner.places.variety import Variety
from planner.scene import Entry, Shared, plan_scene

PICTURE = Format(width=320, height=180)
CLASSICAL = Style()
HEIGHTS = (1.72, 1.84, 1.6, 1.78, 1.66, 1.9)


def place_of(kind: str, name: str = "here") -> PlaceSheet:
    """A place out of the library."""
    return KINDS[kind](Variety(name)).sheet("here", name.upper(), ())


def person(name: str, number: int = 0) -> CharacterSheet:
    """A character sheet with a height of its own."""
    return CharacterSheet(id=name, name=name.title(), build=Build(height=HEIGHTS[number % len(HEIGHTS)]))


def speech(who: str, text: str, line: int, seconds: float = 2.0, **more: object) -> Step:
    """A spoken line."""
    step = Step(kind="speech", lines=(line, line), text=text, seconds=seconds, character=who)
    return step.but(**more)


def action(text: str, line: int, seconds: float = 2.0, **more: object) -> Step:
    """A paragraph of action."""
    return Step(kind="action", lines=(line, line), text=text, seconds=seconds).but(**more)


def doing(who: str, verb: str, target: str | None = None) -> Doing:
    """Somebody does something."""
    return Doing.model_validate({"character": who, "verb": verb, "target": target})


def facts_of(
    steps: Sequence[Step], present: Sequence[str], from_start: Sequence[str] | None = None, props: Sequence[Prop] = ()
) -> SceneFacts:
    """The facts of a scene with these steps."""
    return SceneFacts(
        scene="one",
        time_of_day="day",
        ambience="room",
        breakdown=Breakdown(cast=tuple(present), props=tuple(props)),
        present=tuple(present),
        from_start=tuple(present if from_start is None else from_start),
        steps=tuple(steps),
    )


def planned(
    kind: str, facts: SceneFacts, establish: bool = True, style: Style = CLASSICAL
) -> tuple[ScenePlan, PlaceSheet, tuple[CharacterSheet, ...]]:
    """The plan of a scene in a place of a kind, with its place and cast."""
    place = place_of(kind)
    cast = tuple(person(name, i) for i, name in enumerate(facts.present))
    last = max((step.lines[1] for step in facts.steps), default=1)
    heading = Heading(setting="INT", place="HERE", location="HERE", time="DAY")
    scene = Scene(
        id="one", number="1", heading=heading, text="INT. HERE - DAY", elements=(), lines=(1, last), eighths=8
    )
    sheets = {sheet.id: sheet for sheet in cast}
    shared = Shared(sheets, {place.id: place}, Brief(format=PICTURE, style=style))
    return plan_scene(scene, facts, Entry("1", place.id, establish), shared).scene, place, cast


def unexcused(scene: ScenePlan, place: PlaceSheet, cast: Sequence[CharacterSheet]) -> list[Finding]:
    """What does not hold of a scene and nobody wanted so."""
    plan = Plan(title="One", format=PICTURE, cast=tuple(cast), places=(place,), scenes=(scene,))
    return [finding for finding in check(plan) if not finding.excused]
