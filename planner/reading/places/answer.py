"""What is asked about a place: its kind, what stands and hangs in it, its openings, its light."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from film.base import Model
from film.place import FixtureKind
from planner.places.arrange import Where
from planner.places.openings import OpeningKind

PARAGRAPHS = 60
"""Paragraphs that a question has at most."""
Light = Literal["dim", "bright", "candles", "cold", "warm", "red", "green"]
"""What the place's own lamps are like: how strong, or what colour."""
Floor = Literal["wood", "tile", "carpet", "concrete", "rubber", "asphalt", "pavement", "grass", "sand", "earth", "snow"]

_FIXTURES, _OPENINGS = 10, 3
"""Kinds of things and of openings that are answered at most."""
_Number = Annotated[int, Field(ge=1, le=PARAGRAPHS)]
_Quote = Annotated[str, Field(max_length=100)]


class Told(Model):
    """Something that the script tells of a place: the number of the paragraph and its words."""

    paragraph: _Number
    quote: _Quote


class KindTold(Model):
    """What sort of place it is; without a paragraph it is a guess."""

    paragraph: _Number | None
    quote: _Quote
    value: Annotated[str, Field(max_length=40)]


class FixtureTold(Told):
    """Things of one kind: how many, where, and what is written on them."""

    kind: FixtureKind
    count: Annotated[int, Field(ge=1, le=6)]
    where: Where
    text: Annotated[str, Field(max_length=40)] | None


class OpeningTold(Told):
    """Doors, windows or archways."""

    kind: OpeningKind
    count: Annotated[int, Field(ge=1, le=3)]


class LightTold(Told):
    """The place's own light."""

    value: Light


class FloorTold(Told):
    """What is underfoot."""

    value: Floor


class MovingTold(Told):
    """Whether a vehicle rides while the scenes are in it."""

    value: bool


class PlaceAnswer(Model):
    """All that is answered about a place; None where the script says nothing."""

    kind: KindTold | None
    fixtures: Annotated[tuple[FixtureTold, ...], Field(max_length=_FIXTURES)]
    openings: Annotated[tuple[OpeningTold, ...], Field(max_length=_OPENINGS)]
    light: LightTold | None
    floor: FloorTold | None
    moving: MovingTold | None


def asked_of(kinds: Sequence[str]) -> type[PlaceAnswer]:
    """The answer about a place that may be of these kinds."""
    return _asked(tuple(kinds))


@lru_cache(maxsize=8)
def _asked(kinds: tuple[str, ...]) -> type[PlaceAnswer]:
    known: Any = Literal[kinds]
    kind: Any = create_model("KindTold", __base__=KindTold, value=(known, ...)) | None
    return create_model("PlaceAnswer", __base__=PlaceAnswer, kind=(kind, ...))


def joined(answers: Sequence[PlaceAnswer]) -> PlaceAnswer:
    """One answer of those to parts of a question: all things, and the first word on what there is one of."""
    kinds = [answer.kind for answer in answers if answer.kind is not None]
    return PlaceAnswer(
        kind=min(kinds, key=lambda kind: kind.paragraph is None, default=None),
        fixtures=tuple(each for answer in answers for each in answer.fixtures)[:_FIXTURES],
        openings=tuple(each for answer in answers for each in answer.openings)[:_OPENINGS],
        light=next((answer.light for answer in answers if answer.light is not None), None),
        floor=next((answer.floor for answer in answers if answer.floor is not None), None),
        moving=next((answer.moving for answer in answers if answer.moving is not None), None),
    )
