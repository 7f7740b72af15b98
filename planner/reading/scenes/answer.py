"""What a language model answers about a scene: small lists of things, each with the words of the script that say so.

Every item begins with its evidence: the number of a paragraph and a few words copied from it.  Whoever writes JSON from
left to right then reads first and judges after.  ``narrowed`` makes the type that one scene's question is asked with,
in which only its people and paragraphs are possible.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, create_model

from film.base import Model
from film.plan import TimeOfDay, Weather
from film.shot import PropKind
from film.staging import Mood
from planner.facts import Relation, Verb

There = Literal["from_start", "comes", "heard", "absent"]
"""Whether somebody is in the scene's place: as it opens, from later on, only as a voice, or only spoken of."""
DayRelation = Literal["same", "next", "later", "earlier"]
"""The day of a scene beside the one before it: ``later`` is days or more, ``earlier`` a memory or a look back."""
Sound = Literal[
    "thunder", "doorbell", "gunshot", "buzz", "alarm", "siren", "bell", "horn", "beep", "phone rings", "knock", "slam",
    "creak", "glass breaks", "brakes screech", "hiss", "whistle", "engine", "footsteps", "dog barks", "splash",
    "applause", "static", "clatter", "thud", "click",
]  # fmt: skip
"""The sounds that a film is mixed with: each is one that the sound library makes."""

QUOTE, WANTS, CHANGE, THING = 120, 80, 100, 40
"""Letters at most: of evidence, of what somebody wants, of what changes in a beat, of a thing's name."""
_PARTS = 8
"""Into as many parts a question is divided at most, whose answers are joined."""


class Evidence(Model):
    """Where the script says it: a paragraph's number, 0 for the heading, and words copied from it."""

    paragraph: Annotated[int, Field(ge=0, le=9999)]
    quote: Annotated[str, Field(max_length=QUOTE)]


class PersonThere(Evidence):
    """Somebody of the scene, whether they are in its place, and what they want in it."""

    who: str
    there: There
    wants: Annotated[str, Field(max_length=WANTS)]


class TimeTold(Evidence):
    """The time of day."""

    time: TimeOfDay


class WeatherTold(Evidence):
    """The weather out of doors."""

    weather: Weather


class DayTold(Evidence):
    """The day beside that of the scene before."""

    day: DayRelation


class BeatTold(Model):
    """A beat by its first paragraph: who drives it, what changes in it, how tense it is from 0 to 10."""

    paragraph: Annotated[int, Field(ge=0, le=9999)]
    leader: str | None
    change: Annotated[str, Field(max_length=CHANGE)]
    tension: Annotated[int, Field(ge=0, le=10)]


class ActionTold(Evidence):
    """Somebody does something: to a person (an id), with or towards a thing (its word), or to nothing."""

    who: str
    verb: Verb
    target: Annotated[str, Field(max_length=THING)] | None


class PositionTold(Evidence):
    """Where somebody is, as a relation to a person (an id) or a thing (its word)."""

    who: str
    relation: Relation
    target: Annotated[str, Field(max_length=THING)] | None


class FeelingTold(Evidence):
    """How somebody feels there, so that it shows."""

    who: str
    mood: Mood


class PropTold(Model):
    """A thing that somebody handles, in the script's word for it, and who has it there."""

    paragraph: Annotated[int, Field(ge=0, le=9999)]
    name: Annotated[str, Field(max_length=THING)]
    kind: PropKind
    holder: str | None


class SoundTold(Evidence):
    """A sound that is heard there."""

    sound: Sound


class MusicTold(Evidence):
    """Music from a paragraph to the end of another, in words."""

    until: Annotated[int, Field(ge=0, le=9999)]
    music: Annotated[str, Field(max_length=WANTS)]


class WornTold(Model):
    """What somebody wears, in the script's words."""

    paragraph: Annotated[int, Field(ge=0, le=9999)]
    who: str
    clothes: Annotated[str, Field(max_length=WANTS)]


class Most(NamedTuple):
    """How many of each an answer may hold."""

    people: int = 24
    beats: int = 16
    actions: int = 72
    positions: int = 24
    feelings: int = 40
    props: int = 16
    sounds: int = 12
    music: int = 3
    wardrobe: int = 16


MOST = Most()


class SceneAnswer(Model):
    """All that a model read of a scene; what it leaves open is null or not in the lists."""

    people: Annotated[tuple[PersonThere, ...], Field(max_length=MOST.people * _PARTS)]
    time: TimeTold | None
    weather: WeatherTold | None
    day: DayTold | None
    beats: Annotated[tuple[BeatTold, ...], Field(max_length=MOST.beats * _PARTS)]
    actions: Annotated[tuple[ActionTold, ...], Field(max_length=MOST.actions * _PARTS)]
    positions: Annotated[tuple[PositionTold, ...], Field(max_length=MOST.positions * _PARTS)]
    feelings: Annotated[tuple[FeelingTold, ...], Field(max_length=MOST.feelings * _PARTS)]
    props: Annotated[tuple[PropTold, ...], Field(max_length=MOST.props * _PARTS)]
    sounds: Annotated[tuple[SoundTold, ...], Field(max_length=MOST.sounds * _PARTS)]
    music: Annotated[tuple[MusicTold, ...], Field(max_length=MOST.music * _PARTS)]
    wardrobe: Annotated[tuple[WornTold, ...], Field(max_length=MOST.wardrobe * _PARTS)]


_ITEMS: dict[str, type[Model]] = {
    "people": PersonThere, "beats": BeatTold, "actions": ActionTold, "positions": PositionTold,
    "feelings": FeelingTold, "props": PropTold, "sounds": SoundTold, "music": MusicTold, "wardrobe": WornTold,
}  # fmt: skip
_SINGLE: dict[str, type[Model]] = {"time": TimeTold, "weather": WeatherTold, "day": DayTold}


def narrowed(people: tuple[str, ...], first: int, last: int) -> type[SceneAnswer]:
    """The answer's type for paragraphs ``first`` to ``last`` and these people (ids): nobody and nothing else fits."""
    who: Any = Literal[people or ("nobody",)]
    number = Annotated[int, Field(ge=first, le=last)]
    kinds: dict[str, Any] = {
        "who": who, "leader": who | None if people else None, "holder": who | None if people else None,
        "paragraph": number, "until": number,
    }  # fmt: skip
    fields: dict[str, Any] = {}
    for name, item in _ITEMS.items():
        own: Any = _made(item, {field: kind for field, kind in kinds.items() if field in item.model_fields})
        fields[name] = Annotated[tuple[own, ...], Field(max_length=_most(name, people, last - first + 1))]
    for name, item in _SINGLE.items():
        fields[name] = _made(item, {"paragraph": Annotated[int, Field(ge=0, le=last)]}) | None
    made: type[SceneAnswer] = _made(SceneAnswer, fields)
    return made


def _made(base: type[Model], kinds: dict[str, Any]) -> Any:
    """A model with some of its fields narrowed; every one stays required."""
    fields: dict[str, Any] = {name: (kind, ...) for name, kind in kinds.items()}
    return create_model(base.__name__, __base__=base, **fields)


def _most(name: str, people: tuple[str, ...], paragraphs: int) -> int:
    """As many as a page can hold; nothing of anybody where there is nobody."""
    if not people and name in ("people", "actions", "positions", "feelings", "wardrobe"):
        return 0
    by_page = {
        "people": len(people), "beats": paragraphs, "actions": 2 * paragraphs + 4, "positions": paragraphs + 2,
        "feelings": paragraphs + 2,
    }  # fmt: skip
    return min(int(getattr(MOST, name)), by_page.get(name, 99))
