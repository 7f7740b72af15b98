"""What a language model is asked of how a scene might be shot: at most one wish a beat, in the planner's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from film.base import Model
from film.shot import Angle, Idiom, Size

MOST = 12
"""Wishes for one scene."""
_PARTS = 8
"""Into how many parts a scene too long for one question is divided at most."""
WHY, PICTURE, THING = 80, 160, 40
"""Letters of a reason, of a picture in words, of the name of a thing."""
WishMove = Literal["static", "pan", "tilt", "dolly", "truck", "pedestal", "crane", "zoom", "handheld", "steadicam"]
"""The moves that may be wished for: a dolly zoom and a rack focus are the writer's or the director's to order."""
Number = Annotated[int, Field(ge=1, le=9999)]


class ShotWish(Model):
    """How the paragraphs ``first`` to ``last`` of a page might be shot; the reason comes first, then what follows.

    ``who`` is the id of the person whom the shot is about, ``thing`` what an insert or a POV shows, in the page's
    word; ``why`` it should be shot so, ``picture`` what is to be seen, as a painter is told: people by name.
    """

    first: Number
    last: Number
    why: Annotated[str, Field(max_length=WHY)]
    who: Annotated[str, Field(max_length=80)] | None
    thing: Annotated[str, Field(max_length=THING)] | None
    idiom: Idiom
    size: Size
    angle: Angle
    move: WishMove
    picture: Annotated[str, Field(max_length=PICTURE)]


class ShotsAnswer(Model):
    """The wishes for a scene, in the order of its page."""

    shots: Annotated[tuple[ShotWish, ...], Field(max_length=MOST * _PARTS)]


def asked_of(people: Sequence[str], most: int) -> type[ShotsAnswer]:
    """The answer for a page with these people on it, of at most so many wishes: nobody else can be named."""
    who: Any = Literal[tuple(people)] | None if people else None
    wish: Any = create_model("ShotWish", __base__=ShotWish, who=(who, ...))
    return create_model(
        "ShotsAnswer", __base__=ShotsAnswer, shots=(Annotated[tuple[wish, ...], Field(max_length=most)], ...)
    )
