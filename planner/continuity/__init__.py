"""Continuity proven from geometry: what a script supervisor finds in a finished plan.

::

    Plan ── scenes.seen ──> SceneSeen: every shot's tracks, its glimpse of the first and the last frame
                               │
            cut       across (axis, thirty_degrees, screen_direction) · eyelines · entrances
            sameness  sameness (position, prop) · story (wardrobe, time_of_day, story_day, weather)
            presence  presence (coverage, dialogue, subject)
            kit       camera (camera_wall, camera_body, camera_thing) · floor (floor, crowding) · kit · whole
                               │
                            excuses ──> Findings in the order of the script

It knows nothing of how shots were chosen: marks, camera keys, places and sheets are all it reads.  What each rule
measures, its limits and their sources stand in docs/continuity.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import get_args

from film.findings import Finding, Rule
from film.plan import Plan, ScenePlan
from film.screenplay import Screenplay
from film.style import Style
from planner.continuity import (
    across,
    camera,
    entrances,
    excuses,
    eyelines,
    floor,
    kit,
    presence,
    sameness,
    story,
    whole,
)
from planner.continuity.scenes import SceneSeen, seen, setting_of

_ORDER = {rule: index for index, rule in enumerate(get_args(Rule))}
_ALONE = (
    across.axis,
    across.thirty_degrees,
    eyelines.eyeline,
    across.screen_direction,
    entrances.entrance,
    kit.rhythm,
    sameness.position,
    sameness.prop,
    presence.dialogue,
    presence.subject,
    camera.camera_wall,
    camera.camera_body,
    camera.camera_thing,
    floor.floor,
    floor.crowding,
    kit.in_time,
)
"""The rules that need one scene and nothing else."""
_CLASSICAL = Style()


def check(plan: Plan, style: Style = _CLASSICAL, screenplay: Screenplay | None = None) -> tuple[Finding, ...]:
    """All that does not hold of a plan, in the order of the script, excused findings among them.

    ``style`` gives the lens kit and the reach of the camera; ``screenplay`` the lines that must be covered, where the
    plan's own beats and dialogue are not to be believed, and the pages that its length is held to.
    """
    places = {place.id: place for place in plan.places}
    setting = setting_of(plan)
    scenes = [seen(scene, places, setting) for scene in plan.scenes]
    between = list(_between(plan, scenes))
    found: list[Finding] = []
    for scene in scenes:
        own = chain(_within(scene, style, screenplay), (each for each in between if each.scene == scene.scene.id))
        found += _sorted(excuses.excused(own, scene.scene), scene)
    return (*found, *whole.duration(plan, screenplay))


def check_scene(
    scene: ScenePlan, plan: Plan, style: Style = _CLASSICAL, screenplay: Screenplay | None = None
) -> tuple[Finding, ...]:
    """What does not hold of one scene by itself; ``plan`` gives its cast, its places and the picture's format."""
    ready = seen(scene, {place.id: place for place in plan.places}, setting_of(plan))
    return tuple(_sorted(excuses.excused(_within(ready, style, screenplay), scene), ready))


def proof_of(ready: SceneSeen, style: Style, before: SceneSeen | None) -> tuple[Finding, ...]:
    """What does not hold of a scene that is being planned, nor of the cut to it from the scene ``before``."""
    between = () if before is None else (found for _, found in entrances.entrance_across((before, ready)))
    return tuple(_sorted(excuses.excused(chain(_within(ready, style, None), between), ready.scene), ready))


def _within(scene: SceneSeen, style: Style, screenplay: Screenplay | None) -> Iterator[Finding]:
    found: Iterable[Finding] = chain(
        chain.from_iterable(rule(scene) for rule in _ALONE),
        presence.coverage(scene, screenplay),
        kit.lens_kit(scene, style),
        kit.reach(scene, style),
    )
    yield from (finding.but(scene=scene.scene.id) for finding in found)


def _between(plan: Plan, scenes: Sequence[SceneSeen]) -> Iterator[Finding]:
    """What does not hold from scene to scene, told of the second."""
    yield from (finding.but(scene=scene.scene.id) for scene, finding in entrances.entrance_across(scenes))
    yield from story.wardrobe(plan.scenes, {sheet.id: sheet for sheet in plan.cast})
    for rule in (story.time_of_day, story.story_day, story.weather):
        yield from rule(plan.scenes)


def _sorted(findings: Iterable[Finding], scene: SceneSeen) -> list[Finding]:
    starts = {shot.shot.id: shot.start for shot in scene.shots}

    def place(finding: Finding) -> tuple[int, int, str, tuple[str, ...]]:
        first = finding.shots[0] if finding.shots else ""
        at = starts[first] + (finding.frame or 0) if first in starts else 0
        return at, _ORDER[finding.rule], finding.character or "", finding.shots

    return sorted(findings, key=place)
