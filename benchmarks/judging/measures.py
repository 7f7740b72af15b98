"""A reading beside its labels: how much of what was found is right, and how much of what is there was found."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.judging.gold import Gold, GoldPerson, GoldPlace, GoldScene
from benchmarks.judging.sheets import claims_of, holds
from film.cast import CharacterSheet
from film.place import PlaceSheet
from planner.beats import beats_of
from planner.facts import SceneFacts
from planner.llm.neutral import folded

_NEAR = 1
"""Lines by which a beat may begin elsewhere."""


class Tally(NamedTuple):
    """How many are right, how many were found, how many there are."""

    right: int = 0
    found: int = 0
    there: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """What of the found is right; not a number where nothing was found."""
        return self.right / self.found if self.found else math.nan

    @property
    def recall(self) -> float:
        """What of the right was found; not a number where there is nothing."""
        return self.right / self.there if self.there else math.nan

    @property
    def f1(self) -> float:
        """The harmonic mean of both: 2 right / (found + there)."""
        return 2 * self.right / (self.found + self.there) if self.found + self.there else math.nan


def summed(tallies: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Tallies by name added up."""
    total: dict[str, Tally] = {}
    for each in tallies:
        for name, tally in each.items():
            total[name] = total.get(name, Tally()).plus(tally)
    return total


def judged(
    gold: Gold, facts: Sequence[SceneFacts], cast: Sequence[CharacterSheet], places: Sequence[PlaceSheet]
) -> dict[str, Tally]:
    """All measures of one script, by name.  Raises KeyError for a label of a scene or sheet that is not there."""
    by_place = {place.id: place for place in places}
    by_scene = {each.scene: each for each in facts}
    by_sheet = {sheet.id: sheet for sheet in cast}
    scenes = [scene_judged(scene, by_scene[scene.scene]) for scene in gold.scenes]
    people = [person_judged(person, by_sheet[person.id]) for person in gold.people]
    sets = [place_judged(place, by_place[place.id]) for place in gold.places]
    return summed([*scenes, *people, *sets])


def scene_judged(gold: GoldScene, facts: SceneFacts) -> dict[str, Tally]:
    """The measures of one scene."""
    return {
        "cast": _cast(gold, facts),
        "opening": _opening(gold, facts),
        "props": _props(gold, facts),
        "beats": _beats(gold, facts),
        "story_day": _one(facts.story_day in gold.story_day),
        "time_of_day": _one(facts.time_of_day == gold.time_of_day),
        **_moods(gold, facts),
        "actions": _actions(gold, facts),
    }


def person_judged(gold: GoldPerson, sheet: CharacterSheet) -> dict[str, Tally]:
    """The measures of one sheet: facts, claims on what the script leaves unsaid, relations and words of a portrait.

    Of ``unsaid`` every one that is claimed counts as found, none as right.
    """
    claims, said = claims_of(sheet), gold.said()
    right = sum(field in claims and holds(field, fact.is_, claims[field]) for field, fact in said.items())
    made_up = [field for field in gold.unsaid if field in claims]
    claimed = sum(field in claims for field in said) + len(made_up)
    portrait = sheet.portrait
    related = {relation.character for relation in portrait.relations} if portrait else set()
    told = (portrait.looks, portrait.manner, portrait.voice, portrait.arc) if portrait else ()
    text = f" {folded(' '.join((*told, *(r.text for r in portrait.relations)))) if portrait else ''} "
    return {
        "sheet": Tally(right, claimed, len(said)),
        "made_up": Tally(0, len(made_up), len(gold.unsaid)),
        "relations": Tally(len(related & gold.related.keys()), len(related), len(gold.related)),
        "portrait": Tally(*(sum(f" {folded(word)} " in text for word in gold.words),) * 2, len(gold.words)),
    }


def place_judged(gold: GoldPlace, sheet: PlaceSheet) -> dict[str, Tally]:
    """The measures of one place: its kind, and what of the script's things stands there.

    What else stands there is dressing, which no script tells of, and counts neither way.
    """
    kinds = {fixture.kind for fixture in sheet.fixtures}
    standing = sum(any(kind in kinds for kind in words.split("|")) for words in gold.fixtures)
    return {"place": _one(sheet.kind in gold.kind), "fixtures": Tally(standing, standing, len(gold.fixtures))}


def _one(right: bool) -> Tally:
    return Tally(int(right), 1, 1)


def _cast(gold: GoldScene, facts: SceneFacts) -> Tally:
    found = set(facts.present) - set(gold.cast_perhaps)
    return Tally(len(found & gold.cast.keys()), len(found), len(gold.cast))


def _opening(gold: GoldScene, facts: SceneFacts) -> Tally:
    """Of those who are there: whether they are so when the scene opens."""
    known = [who for who, when in gold.cast.items() if when != "either" and who in facts.present]
    right = sum((who in facts.from_start) == (gold.cast[who] == "start") for who in known)
    return Tally(right, len(known), len(known))


def _props(gold: GoldScene, facts: SceneFacts) -> Tally:
    """Props by the script's word: a found one may be called by more ("cardboard box" is the box)."""
    names = [f" {folded(prop.name)} {prop.id.replace('_', ' ')} " for prop in facts.breakdown.props]
    perhaps = [f" {folded(word)} " for word in gold.props_perhaps]
    wanted = [f" {folded(word)} " for word in gold.props]
    hits = [next((word for word in wanted if word in name), None) for name in names]
    counted = [hit for hit, name in zip(hits, names, strict=True) if hit or not any(word in name for word in perhaps)]
    right = len({hit for hit in counted if hit})
    return Tally(right, right + sum(hit is None for hit in counted), len(wanted))


def _beats(gold: GoldScene, facts: SceneFacts) -> Tally:
    """Where beats begin, the scene's first left out: it begins for everybody.

    Where a reading says in so many words where something turns, that is taken; else how the planner divides the scene,
    which also begins a beat wherever talk turns into action.
    """
    turns = [step.lines[0] for step in facts.steps[1:] if step.turn]
    starts = turns or [span.beat.lines[0] for span in beats_of(facts.steps)][1:]
    wanted = list(gold.beats[1:])
    right = 0
    missed: list[int] = []
    for start in starts:
        near = next((line for line in wanted if abs(line - start) <= _NEAR), None)
        if near is None:
            missed.append(start)
        else:
            wanted.remove(near)
            right += 1
    wrong = [start for start in missed if all(abs(start - line) > _NEAR for line in gold.beats_perhaps)]
    return Tally(right, right + len(wrong), len(gold.beats) - 1)


def _moods(gold: GoldScene, facts: SceneFacts) -> dict[str, Tally]:
    """Of every speech: whether its mood is right; of those with a clear one: whether it was found."""
    every, clear = Tally(), Tally()
    for step in facts.steps:
        labels = gold.moods.get(step.lines[0])
        if step.kind != "speech" or labels is None:
            continue
        mood = next((each.mood for each in step.feelings if each.character == step.character), "none")
        every = every.plus(_one(mood in labels))
        if "none" not in labels:
            clear = clear.plus(_one(mood in labels))
    return {"moods": every, "clear_moods": clear}


def _actions(gold: GoldScene, facts: SceneFacts) -> Tally:
    """Who does what in which paragraph; doing a thing twice in one counts once."""
    done = {
        (step.lines[0], doing.character, doing.verb)
        for step in facts.steps
        if step.kind == "action"
        for doing in step.doings
    }
    perhaps, right, there = gold.acts_perhaps(), 0, 0
    for line, act in gold.acts():
        there += 1
        hit = next((each for verb in act.verbs if (each := (line, act.who, verb)) in done), None)
        if hit is not None:
            right += 1
            done.discard(hit)
    return Tally(right, right + len(done - perhaps), there)
