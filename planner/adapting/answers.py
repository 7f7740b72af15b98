"""What a model is asked for: a piece of prose as scenes, every element with the paragraphs that it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from film.base import Model

MOST_LETTERS = 900
"""Of an action or a speech: a quarter of a page."""
Words = Literal["quoted", "reported", "invented"]
"""Where a speech's words come from: they stand in the source; the source tells that somebody said so; from nowhere."""

_Number = Annotated[int, Field(ge=1, le=99)]


class ElementAnswer(Model):
    """An action, a speech or a transition.

    ``speaker``, ``manner`` (how it is said, without brackets), ``heard`` and ``words`` are of a speech; ``heard`` says
    that the speaker is out of the picture.  ``paragraphs`` are the numbers of the paragraphs that it comes from.
    """

    kind: Literal["action", "speech", "transition"]
    paragraphs: Annotated[tuple[_Number, ...], Field(max_length=12)]
    speaker: Annotated[str, Field(max_length=60)] | None
    heard: Literal["V.O.", "O.S."] | None
    manner: Annotated[str, Field(max_length=60)] | None
    words: Words | None
    text: Annotated[str, Field(max_length=MOST_LETTERS)]


class SceneAnswer(Model):
    """A scene: where and when; ``goes_on`` where it is the scene that the piece before ended in."""

    goes_on: bool
    setting: Literal["INT", "EXT", "INT/EXT"]
    place: Annotated[str, Field(max_length=60)]
    time: Annotated[str, Field(max_length=30)] | None
    elements: Annotated[tuple[ElementAnswer, ...], Field(max_length=48)]


class SetAside(Model):
    """A paragraph that the screenplay leaves out, and why in a few words."""

    paragraph: _Number
    why: Annotated[str, Field(max_length=120)]


class PieceAnswer(Model):
    """A piece as scenes."""

    scenes: Annotated[tuple[SceneAnswer, ...], Field(max_length=12)]
    left_out: Annotated[tuple[SetAside, ...], Field(max_length=40)]


class WholeAnswer(PieceAnswer):
    """The answers about the parts of a piece as one; up to eight parts."""

    scenes: Annotated[tuple[SceneAnswer, ...], Field(max_length=96)]
    left_out: Annotated[tuple[SetAside, ...], Field(max_length=320)]


def joined(answers: Sequence[PieceAnswer]) -> PieceAnswer:
    """The answers about the parts of a piece, as one."""
    return WholeAnswer(
        scenes=tuple(scene for answer in answers for scene in answer.scenes),
        left_out=tuple(aside for answer in answers for aside in answer.left_out),
    )
