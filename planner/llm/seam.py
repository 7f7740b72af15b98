"""The seam to language models: what is asked, what comes back, and who can be asked.

A backend answers a batch of requests in any order, each as soon as it is there, so that whoever keeps answers loses
none to a kill.  What goes wrong with one request is an answer too (``failed``) and stops no other; what is wrong with
the model as such (no server, no weights, a wrong key) is raised by ``ready``, before anything is spent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, NamedTuple, Protocol

from pydantic import Field

from film.base import Model
from film.names import digest

Role = Literal["system", "user", "assistant"]
Finish = Literal["stop", "length", "overlong", "refused", "failed"]
"""How an answer ended: whole, cut off at ``max_tokens``, never begun because the question and its answer do not fit
into the model's context, refused by the model, or not come at all."""


class Message(Model):
    """One message.  ``pictures`` are PNG files as base64 text, shown before the words; only a model that sees is
    sent any."""

    role: Role
    text: str
    pictures: tuple[str, ...] = ()


class Request(Model):
    """One question as a backend gets it.

    ``name`` is for people ("scene 12A") and decides nothing.  ``answer_schema`` is the JSON Schema that the answer
    keeps, None for free text.  ``max_tokens`` bounds the answer.  Temperature 0 takes the likeliest word each time.
    """

    name: str
    messages: Annotated[tuple[Message, ...], Field(min_length=1)]
    answer_schema: dict[str, Any] | None = None
    max_tokens: Annotated[int, Field(ge=1)]
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.0
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0

    @property
    def key(self) -> str:
        """sha256 of all that decides the answer but the model."""
        return digest(self.model_dump(mode="json", exclude={"name"}))


class Usage(Model):
    """Tokens: read, of these out of the model's own cache of prefixes, and written."""

    input: Annotated[int, Field(ge=0)] = 0
    cached: Annotated[int, Field(ge=0)] = 0
    output: Annotated[int, Field(ge=0)] = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            input=self.input + other.input, cached=self.cached + other.cached, output=self.output + other.output
        )


class Completion(Model):
    """What came back.  ``why`` says in one line why there is no answer; ``seconds`` is how long it took.

    ``usage`` counts every attempt that was paid for, also those whose answer was lost.
    """

    text: str = ""
    finish: Finish = "stop"
    usage: Usage = Usage()
    seconds: Annotated[float, Field(ge=0)] = 0.0
    why: str = ""


class Identity(Model):
    """Which model answers: ``name`` as its maker or server calls it, ``revision`` what tells two of one name apart.

    ``context`` is how many tokens a question and its answer may have together; ``sees`` whether it takes pictures.
    ``revision`` is empty where nobody says it (most servers).
    """

    name: str
    revision: str = ""
    context: Annotated[int, Field(ge=1)]
    sees: bool = False


class Answered(NamedTuple):
    """An answer, and the place of its request in the batch, from 0."""

    place: int
    completion: Completion


class LanguageModel(Protocol):
    """Who can be asked.  Used from one thread; ``close`` gives back memory and connections and may be called twice."""

    def ready(self) -> Identity:
        """Looks whether the model is there and may be used, without asking it anything.

        Raises PlanError, in one line: no server, a wrong key, no such model, no weights, a library that is missing.
        """

    def count(self, text: str) -> int:
        """Tokens of a text: by the model's own tokenizer where there is one at hand, else estimated from above."""

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        """Every request answered exactly once, in any order, as soon as its answer is there.

        Closing the iterator early stops what is under way.  Raises PlanError only where no further request can be
        answered at all (the server is gone, the account is empty).
        """

    def close(self) -> None:
        """Ends it."""
