"""What the story's calendar holds together from scene to scene: days, hours, weather, clothes.

Source: Miller, *Script Supervising and Film Continuity* (1999): the script breakdown by story day and time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from film.cast import CharacterSheet, Outfit
from film.findings import Finding, Rule
from film.plan import ScenePlan
from planner.continuity.entrances import GOES_ON

HOURS: Mapping[str, tuple[float, float]] = {
    "dawn": (4, 8), "morning": (5, 12.5), "day": (7, 19), "evening": (16.5, 23), "dusk": (16.5, 22), "night": (17, 30),
}  # fmt: skip
"""From when to when, in hours of the story day, a heading's word may mean, in any season; after midnight over 24."""
PAST = ("flashback", "flash back", "flash-back", "retour en arrière", "rückblende", "memory", "dream", "flash forward")
"""A heading's words for a scene that stands outside the order of days."""


def time_of_day(scenes: Sequence[ScenePlan]) -> Iterator[Finding]:
    """The hour goes on within a story day, and does not leap while the story goes straight on."""
    for one, two in _in_order(scenes):
        if one.story_day != two.story_day:
            continue
        was, now = HOURS[one.time_of_day], HOURS[two.time_of_day]
        back = now[1] <= was[0]
        leaps = _straight_on(two) and (now[1] <= was[0] or was[1] <= now[0])
        if back or leaps:
            how = "goes back" if back else "leaps"
            message = (
                f"The hour {how} from {one.time_of_day} in scene {one.number} to {two.time_of_day} in scene "
                f"{two.number}, both on story day {one.story_day}"
            )
            mend = "Give the second scene its own story day, mark it a flashback, or change its hour."
            yield _between("time_of_day", one, two, message, mend)


def story_day(scenes: Sequence[ScenePlan]) -> Iterator[Finding]:
    """Days go forward but for a flashback; a scene that goes straight on plays on the same day, or past midnight."""
    for one, two in _in_order(scenes):
        if two.story_day < one.story_day:
            message = (
                f"Scene {two.number} plays on story day {two.story_day}, after day {one.story_day} of scene "
                f"{one.number}"
            )
            yield _between("story_day", one, two, message, "Say FLASHBACK in its heading, or move its day on.")
        elif _straight_on(two) and two.story_day > one.story_day and one.time_of_day != "night":
            message = (
                f"Scene {two.number} goes straight on from scene {one.number}, but on story day {two.story_day} "
                f"instead of {one.story_day}"
            )
            yield _between("story_day", one, two, message, f"Set its story day to {one.story_day}.")


def weather(scenes: Sequence[ScenePlan]) -> Iterator[Finding]:
    """The weather out of doors is the same while the story goes straight on."""
    for one, two in _in_order(scenes):
        outside = one.heading.setting != "INT" and two.heading.setting != "INT"
        if outside and _straight_on(two) and one.story_day == two.story_day and one.weather != two.weather:
            message = (
                f"It is {one.weather} in scene {one.number} and {two.weather} in scene {two.number}, a moment later"
            )
            yield _between("weather", one, two, message, f"Make it {one.weather} in both, or let time pass.")


def wardrobe(scenes: Sequence[ScenePlan], cast: Mapping[str, CharacterSheet]) -> Iterator[Finding]:
    """Somebody wears one outfit through a story day, on its days, unless the script says that they change."""
    worn: dict[tuple[str, int], tuple[ScenePlan, str]] = {}
    for scene in scenes:
        for name in sorted(_people(scene)):
            outfit = scene.wardrobe.get(name, "")
            sheet = cast.get(name)
            found = _outfit(sheet, outfit)
            who = sheet.name if sheet is not None else name
            if outfit and found is None:
                message = f"{who} wears {outfit} in scene {scene.number}, which their sheet does not have"
                yield _in(scene, message, f"Add {outfit} to the wardrobe of {who}, or choose one that is there.", name)
            elif found is not None and found.days and scene.story_day not in found.days:
                days = ", ".join(str(day) for day in found.days)
                message = (
                    f"{who} wears {found.text or outfit} in scene {scene.number} on story day {scene.story_day}, "
                    f"not on {days}"
                )
                yield _in(scene, message, f"Add day {scene.story_day} to the outfit's days, or choose another.", name)
            before = worn.get((name, scene.story_day))
            if before is not None and before[1] != outfit and not _says_so(found, before[0], scene):
                message = (
                    f"{who} wears {_called(sheet, before[1])} in scene {before[0].number} and {_called(sheet, outfit)} "
                    f"in scene {scene.number}, both on story day {scene.story_day}"
                )
                mend = f"Keep {who} in {_called(sheet, before[1])}, or say in the script that they change."
                yield _between("wardrobe", before[0], scene, message, mend).but(character=name)
            worn[(name, scene.story_day)] = (scene, outfit)


def _people(scene: ScenePlan) -> set[str]:
    """Who is seen in a scene."""
    return {name for shot in scene.shots for name in shot.subjects}


def _outfit(sheet: CharacterSheet | None, outfit: str) -> Outfit | None:
    return next((each for each in sheet.wardrobe if each.id == outfit), None) if sheet is not None else None


def _called(sheet: CharacterSheet | None, outfit: str) -> str:
    found = _outfit(sheet, outfit)
    return (found.text or found.id) if found is not None else outfit or "their usual clothes"


def _says_so(outfit: Outfit | None, before: ScenePlan, scene: ScenePlan) -> bool:
    """Whether the words that dress them stand after the scene before began and before this one ends."""
    return outfit is not None and outfit.lines is not None and before.lines[0] <= outfit.lines[0] <= scene.lines[1]


def _in_order(scenes: Sequence[ScenePlan]) -> Iterator[tuple[ScenePlan, ScenePlan]]:
    """Neighbours in the story's present: a flashback is left out, and what follows it held to what came before."""
    yield from pairwise(scene for scene in scenes if not _past(scene))


def _past(scene: ScenePlan) -> bool:
    words = f"{scene.text} {' '.join(scene.heading.modifiers)}".casefold()
    return scene.heading.relation == "earlier" or any(word in words for word in PAST)


def _straight_on(scene: ScenePlan) -> bool:
    return scene.heading.relation in GOES_ON


def _between(rule: Rule, one: ScenePlan, two: ScenePlan, message: str, mend: str) -> Finding:
    shots = (one.shots[-1].id, two.shots[0].id)
    return Finding(rule=rule, shots=shots, scene=two.id, line=two.lines[0], message=f"{message}.", mend=mend)


def _in(scene: ScenePlan, message: str, mend: str, who: str) -> Finding:
    shots = (next((shot for shot in scene.shots if who in shot.subjects), scene.shots[0]).id,)
    return Finding(
        rule="wardrobe",
        shots=shots,
        scene=scene.id,
        line=scene.lines[0],
        character=who,
        message=f"{message}.",
        mend=mend,
    )
