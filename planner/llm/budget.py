"""What asking costs: tokens estimated before, counted after, and the bounds that a user sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Annotated

from pydantic import Field

from film.base import Model
from planner.llm.seam import Identity, LanguageModel, Request, Usage

_SMALL = re.compile(r"[a-z \n]")
_CAPITAL = re.compile(r"[A-Z]")
_MARK = re.compile(r"[!-@\[-`{-~]")
_NEAR = re.compile(r"[\u00a0-\u06ff]")
"""Letters that cost less than a token each: Latin with accents, Greek, Cyrillic, Armenian, Hebrew, Arabic."""
_LETTERS_A_TOKEN = 2.6
"""English prose has 4.0 to 4.8 letters a token in the vocabularies of today and screenplays 3.1 in a small one, other
languages in Latin letters fewer; measured on the samples, and taken from above."""
_CAPITALS_A_TOKEN = 2.0
_TOKENS_A_NEAR = 1.0
_TOKENS_A_FAR = 2.0
_PICTURE = 1500
"""Tokens of a picture at most: what models that see make of one of a million pixels."""
_TEMPLATE = 16
"""Tokens that a chat template puts around a message at most."""


class Manners(Model):
    """How a model is asked: seconds for one answer, seconds for all of them (None: as long as it takes), requests at
    once (a server), and how often one is tried that a server did not answer."""

    timeout: Annotated[float, Field(gt=0)] = 300.0
    deadline: Annotated[float | None, Field(gt=0)] = None
    at_once: Annotated[int, Field(ge=1, le=256)] = 8
    attempts: Annotated[int, Field(ge=1, le=20)] = 5


class Price(Model):
    """Money for a million tokens read and a million written, in whatever currency the user counts."""

    input: Annotated[float, Field(ge=0)] = 0.0
    output: Annotated[float, Field(ge=0)] = 0.0

    def of(self, usage: Usage) -> float:
        """What this many tokens cost.  Cached ones are charged in full: no two services agree on a rebate."""
        return (usage.input * self.input + usage.output * self.output) / 1e6


class Estimate(Model):
    """What a batch will cost at most: requests, of these already answered, tokens to read, and to write at most."""

    requests: int
    answered: int = 0
    usage: Usage = Usage()


def estimated(text: str) -> int:
    """Tokens of a text without its tokenizer, from above: a third of its letters, one for every digit and mark, more
    for scripts that vocabularies know less of.

    >>> estimated("She holds the box as if it could break.")
    16
    """
    small, capital, marks, near = (len(kind.findall(text)) for kind in (_SMALL, _CAPITAL, _MARK, _NEAR))
    far = len(text) - small - capital - marks - near
    latin = small / _LETTERS_A_TOKEN + capital / _CAPITALS_A_TOKEN
    return int(latin + marks + near * _TOKENS_A_NEAR + far * _TOKENS_A_FAR) + 1


def read_by(request: Request) -> int:
    """Tokens that a model reads for a request, estimated from above."""
    return _read(request, estimated)


def estimate(requests: Iterable[Request], model: LanguageModel, answered: int = 0) -> Estimate:
    """What these requests cost at most, each asked once."""
    asked = list(requests)
    tokens = sum(_read(each, model.count) for each in asked)
    return Estimate(
        requests=len(asked) + answered,
        answered=answered,
        usage=Usage(input=tokens, output=sum(each.max_tokens for each in asked)),
    )


def needed(request: Request, model: LanguageModel) -> int:
    """Tokens that a model needs room for: what it reads of a request, and its whole answer."""
    return _read(request, model.count) + request.max_tokens


def _read(request: Request, count: Callable[[str], int]) -> int:
    return sum(count(each.text) + _TEMPLATE + len(each.pictures) * _PICTURE for each in request.messages)


def shown(identity: Identity) -> str:
    """A model's name for people: a folder's last part, with the beginning of its revision."""
    name = identity.name.rstrip("/\\").replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}@{identity.revision[:8]}" if identity.revision else name
