"""When scenes play, by the story's own calendar, with what a model read in the place of what nobody says in a heading.

The calendar is turned twice from the first scene to the last, by rules and with the answers; a scene whose date is the
same both times keeps its facts.  A heading's own words (a part of the day, CONTINUOUS, NEXT DAY), supers, lapses and
flashbacks stand; an answer speaks where they are silent: ``same`` keeps the day, ``next`` is a day on, ``later`` some
days, ``earlier`` a memory with a day of its own.  What passes from scene to scene (the day, the time of a heading
without one, the weather of scenes that follow at once) passes on as it is then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from film.plan import TimeOfDay, Weather
from film.proposals import Proposal, Verdict
from film.screenplay import Heading, Relation, Scene
from planner.breakdown.ambience import ambience_of
from planner.breakdown.calendar import Calendar, Date
from planner.breakdown.days import days_told, numbered_day
from planner.breakdown.lapses import lapse_in
from planner.breakdown.passages import Passage, passages
from planner.breakdown.script import elements_by_scene
from planner.breakdown.times import is_remembered, thunders, weather_in
from planner.facts import SceneFacts
from planner.places.words import is_inside, kind_of
from planner.reading.ground import Ground
from planner.reading.scenes.answer import DayRelation, SceneAnswer

_DAYS_LATER = ("THREE DAYS LATER",)
"""Some days, as the calendar counts them."""
_RELATIONS: dict[DayRelation, Relation] = {"same": "same", "next": "next_day"}


def with_hours(
    facts: Sequence[SceneFacts], answers: Mapping[str, SceneAnswer], ground: Ground
) -> tuple[SceneFacts, ...]:
    """The facts of all scenes, in order, at the times, in the weather and on the days that the answers tell of."""
    if not any(each.time or each.weather or each.day for each in answers.values()):
        return tuple(facts)
    script = ground.screenplay
    told = passages(script, elements_by_scene(script), set(ground.sheets))
    by_id = {each.scene: each for each in facts}
    dated = _Dated(Calendar(), Calendar())
    changed = {
        scene.id: dated.next(scene, passage, by_id[scene.id], answers.get(scene.id))
        for scene, passage in zip(script.scenes, told, strict=True)
        if scene.id in by_id
    }
    return tuple(changed[each.scene] for each in facts)


class _Sky(NamedTuple):
    """What a scene hands on: when it was, and the weather."""

    date: Date
    weather: Weather


@dataclass
class _Dated:
    """Both calendars, and what the scenes so far hand on."""

    rules: Calendar
    read: Calendar
    before_by_rules: _Sky | None = None
    before: _Sky | None = None

    def next(self, scene: Scene, passage: Passage, facts: SceneFacts, answer: SceneAnswer | None) -> SceneFacts:
        """The next scene at its date and in its weather."""
        by_rules = self.rules.turn(scene.heading, passage.told, passage.recalled)
        first = self.read.now is None
        date = self._turn(scene.heading, passage, answer)
        fates = [] if answer is None else list(_fates(scene, passage, answer, by_rules, date, first))
        weather = self._weather(facts, by_rules, date, answer)
        self.rules.later(passage.later)
        self.read.later(passage.later)
        self.before_by_rules = _handed(self.before_by_rules, _Sky(by_rules, facts.weather))
        self.before = _handed(self.before, _Sky(date, weather))
        if answer is not None and answer.weather is not None:
            fates.append(Proposal(kind="time", text=f"weather: {answer.weather.weather}", line=scene.lines[0]))
        found = _at(scene, facts, date if date != by_rules else None, weather)
        return found.but(proposals=(*found.proposals, *fates)) if fates else found

    def _turn(self, heading: Heading, passage: Passage, answer: SceneAnswer | None) -> Date:
        """The date with what the answer adds to a silent heading."""
        told, recalled = passage.told, passage.recalled
        if answer is not None and answer.time is not None and heading.part_of_day is None:
            heading = heading.but(part_of_day=answer.time.time)
        if (
            answer is not None
            and answer.day is not None
            and self.read.now is not None
            and not _says_when(heading, passage)
        ):
            relation = answer.day.day
            if relation == "earlier":
                recalled = True
            elif relation == "later":
                told = (*told, *_DAYS_LATER)
            else:
                heading = heading.but(relation=_RELATIONS[relation])
        return self.read.turn(heading, told, recalled)

    def _weather(self, facts: SceneFacts, by_rules: Date, date: Date, answer: SceneAnswer | None) -> Weather:
        """What the answer read; else what rules read or what the scene before hands on."""
        if answer is not None and answer.weather is not None:
            return answer.weather.weather
        known = _carried(self.before_by_rules, by_rules)
        now = _carried(self.before, date)
        action = _action(facts)
        said = weather_in(action, "snow") == weather_in(action, "fog")
        return facts.weather if now == known or said else now


def _carried(before: _Sky | None, date: Date) -> Weather:
    return before.weather if before is not None and before.date == date else "clear"


def _handed(before: _Sky | None, now: _Sky) -> _Sky:
    """A memory hands nothing on to the story."""
    return now if not now.date.remembered or before is None or before.date.remembered else before


def _at(scene: Scene, facts: SceneFacts, date: Date | None, weather: Weather) -> SceneFacts:
    """The facts at another date (None: the same) and in this weather; what is heard out of doors goes with them."""
    if date is None and weather == facts.weather:
        return facts
    time: TimeOfDay = facts.time_of_day if date is None else date.time
    action = _action(facts)
    inside = is_inside(scene.heading)
    sounds = facts.ambience
    if not inside:
        kind = kind_of(scene.heading, action)
        sounds = ambience_of(kind, inside, time, weather, storm=thunders(action), crowded=bool(facts.crowds))
    found = facts.but(time_of_day=time, weather=weather, ambience=sounds)
    return found if date is None else found.but(story_day=date.day, flashback=date.remembered)


def _action(facts: SceneFacts) -> str:
    return "\n".join(step.text for step in facts.steps if step.kind == "action")


def _says_when(heading: Heading, passage: Passage) -> bool:
    """Whether the script says in words how a scene lies to the one before."""
    words = (*heading.modifiers, *(words for words in (heading.time,) if words))
    return (
        heading.relation is not None
        or passage.recalled
        or is_remembered(heading)
        or any(lapse_in(each) for each in (*passage.told, *words))
        or any(numbered_day(each) or days_told(each) for each in words)
    )


def _fates(
    scene: Scene, passage: Passage, answer: SceneAnswer, by_rules: Date, date: Date, first: bool
) -> Iterator[Proposal]:
    """What became of the time and the day that the answer has."""
    line = scene.lines[0]
    if answer.time is not None:
        kept = answer.time.time == date.time
        yield _fate(f"time of day: {answer.time.time}", line, "" if kept else f"the heading says {date.time}")
    if answer.day is not None:
        text = f"day: {answer.day.day}"
        if first:
            yield _fate(text, line, "no scene is before it")
        elif _says_when(scene.heading, passage) and date != by_rules:
            yield _fate(text, line, "the script says in words when it plays")
        else:
            why = "the script says in words when it plays" if _says_when(scene.heading, passage) else ""
            yield _fate(text, line, why)


def _fate(text: str, line: int, why: str) -> Proposal:
    verdict: Verdict = "refused" if why else "taken"
    return Proposal(kind="time", text=text, line=line, verdict=verdict, why=why)
