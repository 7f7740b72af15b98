"""What a model is asked for: the lines of a question in the other language, each by its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from film.base import Model

MOST = 14
"""Lines of a question."""


class LineAnswer(Model):
    """A line by its number in the question."""

    line: Annotated[int, Field(ge=1, le=99)]
    text: Annotated[str, Field(max_length=1200)]


class LinesAnswer(Model):
    """All lines of a question."""

    lines: Annotated[tuple[LineAnswer, ...], Field(max_length=MOST)]


def joined(answers: Sequence[LinesAnswer]) -> LinesAnswer:
    """The answers about the parts of a question, which together have no more lines than it."""
    return LinesAnswer(lines=tuple(line for answer in answers for line in answer.lines)[:MOST])
