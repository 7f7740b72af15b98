"""What asking costs: tokens estimated before, counted after, and the bounds that a user sets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from film.base import Model
from planner.llm.seam import Identity, LanguageModel, Request, Usage

_WIDE = re.compile(r"[⺀-鿿가-힣ऀ-෿฀-๿]")
_LETTERS_A_TOKEN = 3.2
"""English prose has 4.0 to 4.8 letters a token in the vocabularies in use, names and markup fewer; from above."""
_TOKENS_A_WIDE = 1.5
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
    """Tokens of a text without its tokenizer, from above: a third of its letters, more for scripts that have words in
    one letter.

    >>> estimated("She holds the box as if it could break.")
    13
    """
    wide = len(_WIDE.findall(text))
    return int((len(text) - wide) / _LETTERS_A_TOKEN + wide * _TOKENS_A_WIDE) + 1


def estimate(requests: Iterable[Request], model: LanguageModel, answered: int = 0) -> Estimate:
    """What these requests cost at most, each asked once."""
    asked = list(requests)
    tokens = sum(model.count(message.text) + _TEMPLATE for each in asked for message in each.messages)
    return Estimate(
        requests=len(asked) + answered,
        answered=answered,
        usage=Usage(input=tokens, output=sum(each.max_tokens for each in asked)),
    )


def shown(identity: Identity) -> str:
    """A model's name for people: a folder's last part, with the beginning of its revision."""
    name = identity.name.rstrip("/\\").replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}@{identity.revision[:8]}" if identity.revision else name
