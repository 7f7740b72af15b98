"""Labels of a script by hand, as benchmarks/gold/README.md explains them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field
from ruamel.yaml import YAML

from film.base import Document, Model
from film.plan import TimeOfDay
from film.staging import Mood
from planner.facts import Verb

FOLDER = Path(__file__).resolve().parents[1] / "gold"

Line = Annotated[int, Field(ge=1)]
Presence = Literal["start", "later", "either"]
FactField = Literal["age", "gender", "height", "weight", "hair", "hair_colour", "skin", "clothes"]
FACTS: tuple[FactField, ...] = get_args(FactField)


class Act(NamedTuple):
    """Somebody does something; any of ``verbs`` is right for it."""

    who: str
    verbs: tuple[str, ...]


def act_of(words: str) -> Act:
    """An act as it is written in a file.  Raises ValueError for a verb that the planner does not know.

    >>> act_of("mara cross|approach")
    Act(who='mara', verbs=('cross', 'approach'))
    """
    who, _, verbs = words.partition(" ")
    strange = sorted(set(verbs.split("|")) - set(get_args(Verb)))
    if strange:
        raise ValueError(f"{words!r}: the planner knows no verb {strange[0]!r}")
    return Act(who, tuple(verbs.split("|")))


class GoldScene(Model):
    """A scene as it is labelled.  What stands under ``..._perhaps`` may be found or not."""

    scene: str
    story_day: Annotated[tuple[int, ...], Field(min_length=1)]
    time_of_day: TimeOfDay
    cast: Mapping[str, Presence]
    cast_perhaps: tuple[str, ...] = ()
    props: Mapping[str, Line]
    props_perhaps: tuple[str, ...] = ()
    beats: Annotated[tuple[Line, ...], Field(min_length=1)]
    beats_perhaps: tuple[Line, ...] = ()
    moods: Mapping[Line, tuple[Mood | Literal["none"], ...]] = {}
    actions: Mapping[Line, tuple[str, ...]]
    actions_perhaps: Mapping[Line, tuple[str, ...]] = {}

    def acts(self) -> Iterator[tuple[int, Act]]:
        """The acts that are there, each with its line."""
        return ((line, act_of(words)) for line, all_ in self.actions.items() for words in all_)

    def acts_perhaps(self) -> set[tuple[int, str, str]]:
        """The acts that count neither way: line, who, verb."""
        pairs = ((line, act_of(words)) for line, all_ in self.actions_perhaps.items() for words in all_)
        return {(line, act.who, verb) for line, act in pairs for verb in act.verbs}


class Said(Model):
    """A fact of a sheet as the script has it: a number, the planner's word or the script's, and the lines it is on."""

    is_: Annotated[float | str, Field(alias="is")]
    lines: Annotated[tuple[Line, ...], Field(min_length=1)]


class GoldPerson(Model):
    """What the script says of somebody, and of what it says nothing.  ``words`` are what a portrait should mention."""

    id: str
    age: Said | None = None
    gender: Said | None = None
    height: Said | None = None
    weight: Said | None = None
    hair: Said | None = None
    hair_colour: Said | None = None
    skin: Said | None = None
    clothes: Said | None = None
    unsaid: tuple[FactField, ...] = ()
    related: Mapping[str, Line] = {}
    words: Mapping[str, Line] = {}

    def said(self) -> dict[FactField, Said]:
        """The facts that the script bears out."""
        found = {field: getattr(self, field) for field in FACTS}
        return {field: fact for field, fact in found.items() if fact is not None}


class GoldPlace(Model):
    """A place: the kinds of the planner's that are right for it, and what the script says stands there.

    ``fixtures`` are kinds of the planner's (``a|b``: either is right), each with its line.
    """

    id: str
    kind: Annotated[tuple[str, ...], Field(min_length=1)]
    fixtures: Mapping[str, Line] = {}


class Gold(Document):
    """The labels of one script; ``judged`` says by whom and how."""

    script: str
    judged: str
    scenes: tuple[GoldScene, ...]
    people: tuple[GoldPerson, ...]
    places: tuple[GoldPlace, ...]


def gold_of(script: Path) -> Gold:
    """The labels of a sample.  Raises FileNotFoundError for a script that has none."""
    text = (FOLDER / f"{script.stem}.yaml").read_text(encoding="utf-8")
    return Gold.model_validate(YAML(typ="safe", pure=True).load(text))
