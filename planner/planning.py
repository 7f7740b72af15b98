"""The whole film: sheets, facts, and every scene planned by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from film.cast import CharacterSheet
from film.errors import PlanError
from film.place import PlaceSheet
from film.plan import Plan, ScenePlan
from film.screenplay import Scene, Screenplay
from planner.breakdown import break_down
from planner.brief import Brief
from planner.characters import cast_sheets
from planner.facts import SceneFacts
from planner.places import place_sheets
from planner.scene import label_of, plan_scene

Sheet = TypeVar("Sheet", bound=CharacterSheet | PlaceSheet)


def plan(screenplay: Screenplay, brief: Brief) -> Plan:
    """What will be shot.  Raises PlanError when a wanted scene does not exist or none is left to plan."""
    scenes = wanted_scenes(screenplay, brief.scenes)
    cast = _replaced(cast_sheets(screenplay, tuple(scene.id for scene in screenplay.scenes)), brief.cast)
    places, place_ids = place_sheets(screenplay)
    places = _replaced(places, brief.places)
    facts = {each.scene: each for each in break_down(screenplay, cast)}
    planned = _plan_scenes(screenplay, scenes, facts, places, place_ids, cast, brief)
    used = {scene.place for scene in planned} | {shot.place for scene in planned for shot in scene.shots}
    return Plan(
        title=screenplay.title,
        credit=_line(screenplay, "Credit"),
        author=_line(screenplay, "Author", "Authors"),
        language=screenplay.language,
        format=brief.format,
        cast=_seen_or_heard(cast, planned),
        places=tuple(place for place in places if place.id in used),
        scenes=planned,
        diagnostics=screenplay.diagnostics,
    )


def _plan_scenes(
    screenplay: Screenplay,
    scenes: Sequence[Scene],
    facts: dict[str, SceneFacts],
    places: Sequence[PlaceSheet],
    place_ids: dict[str, str],
    cast: Sequence[CharacterSheet],
    brief: Brief,
) -> tuple[ScenePlan, ...]:
    """Every wanted scene, told whether the audience has just been in its place at the same time."""
    sheets = {place.id: place for place in places}
    people = {sheet.id: sheet for sheet in cast}
    planned: list[ScenePlan] = []
    labels: dict[str, str] = {}
    for scene in (each for each in screenplay.scenes if not each.omitted):
        labels[scene.id] = label_of(scene.number, frozenset(labels.values()))
    before: tuple[str, str] | None = None
    for scene in scenes:
        now = (place_ids[scene.id], facts[scene.id].time_of_day)
        establish = now != before or scene.heading.relation == "later"
        place = sheets[now[0]]
        planned.append(plan_scene(scene, labels[scene.id], facts[scene.id], place, people, brief, establish, sheets))
        before = now
    return tuple(planned)


def wanted_scenes(screenplay: Screenplay, numbers: Sequence[str]) -> tuple[Scene, ...]:
    """The scenes to plan, in script order; omitted ones are never wanted."""
    scenes = [scene for scene in screenplay.scenes if not scene.omitted]
    known = {scene.number for scene in scenes}
    unknown = [number for number in numbers if number not in known]
    if unknown:
        raise PlanError(
            f"there is no scene {', '.join(unknown)}", do=f"The script has {', '.join(s.number for s in scenes)}."
        )
    chosen = tuple(scene for scene in scenes if not numbers or scene.number in numbers)
    if not chosen:
        raise PlanError("the script has no scene to plan", do="Give it a scene heading such as INT. KITCHEN - DAY.")
    return chosen


def _replaced(ours: Sequence[Sheet], directors: Sequence[Sheet]) -> tuple[Sheet, ...]:
    theirs: dict[str, Sheet] = {sheet.id: sheet for sheet in directors}
    kept: list[Sheet] = [theirs.pop(sheet.id, sheet) for sheet in ours]
    return (*kept, *theirs.values())


def _seen_or_heard(cast: Sequence[CharacterSheet], scenes: Sequence[ScenePlan]) -> tuple[CharacterSheet, ...]:
    names = {mark.character for scene in scenes for shot in scene.shots for mark in shot.marks}
    names |= {line.character for scene in scenes for line in scene.dialogue}
    return tuple(sheet for sheet in cast if sheet.id in names)


def _line(screenplay: Screenplay, *keys: str) -> str:
    found = next((screenplay.title_page[key] for key in keys if key in screenplay.title_page), ())
    return " ".join(" ".join(found).split())
