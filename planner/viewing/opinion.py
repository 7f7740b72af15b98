"""What was seen in a keyframe, and how that differs from its shot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, get_args

from pydantic import Field

from film.base import Model
from film.shot import Angle, Shot, Size

REMARK = 120
"""Letters of a remark."""
_MOST_SEEN = 99
_BESIDE = 1
"""Sizes apart that are the same to the eye."""
_ALIKE = frozenset({("high", "overhead"), ("overhead", "high")})


class Look(Model):
    """What a model says that it sees.  ``size`` is None for an empty place."""

    people: Annotated[int, Field(ge=0, le=_MOST_SEEN)]
    size: Size | None
    angle: Angle
    subject: bool
    agrees: bool
    remark: Annotated[str, Field(max_length=REMARK)]


class Opinion(Model):
    """A look at a shot's picture: ``differs`` is what is otherwise than planned, in words, most telling first.

    ``look`` is None where there is no answer; ``why`` says why.
    """

    shot: str
    look: Look | None = None
    differs: tuple[str, ...] = ()
    why: str = ""


def opinion_of(shot: Shot, look: Look, crowded: bool) -> Opinion:
    """A look as an opinion; ``crowded`` where there are extras, whom nobody counts."""
    return Opinion(shot=shot.id, look=look, differs=tuple(_differences(shot, look, crowded)))


def _differences(shot: Shot, look: Look, crowded: bool) -> Iterator[str]:
    if not look.subject:
        yield "what it is about cannot be made out"
    planned = len(shot.subjects) + (len(shot.split.subjects) if shot.split else 0)
    if look.people < planned or (look.people > planned and not crowded):
        yield f"{_people(look.people)} can be seen, {planned or 'nobody'} planned"
    if look.size is not None and shot.insert is None:
        sizes = get_args(Size)
        if abs(sizes.index(look.size) - sizes.index(shot.size)) > _BESIDE:
            yield f"it looks like {_an(look.size)}, planned is {_an(shot.size)}"
    if look.angle != shot.angle and (look.angle, shot.angle) not in _ALIKE:
        yield f"its angle looks {look.angle}, planned is {shot.angle}"
    if look.remark or not look.agrees:
        yield look.remark or "it does not serve the moment"


def _people(count: int) -> str:
    return {0: "nobody", 1: "one person"}.get(count, f"{count} people")


def _an(size: str) -> str:
    """A size with its article: by its name, an M or an F, a C or a W."""
    return f"{'an' if size[0] in 'EFM' else 'a'} {size}"
