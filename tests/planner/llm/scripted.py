"""A model that answers by a function, and questions about the things on a page, for tests of asking."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

from pydantic import Field, field_validator

from film.base import Model
from planner.llm.asking import ask
from planner.llm.budget import estimated
from planner.llm.question import Grounded, Outcome, Question
from planner.llm.seam import Answered, Completion, Identity, Request, Usage

PAGE = ("box", "door", "lamp", "key", "rope", "hat", "cup", "map", "pen")


class Things(Model):
    """The answer of these questions: things of a page."""

    things: Annotated[tuple[str, ...], Field(max_length=9)]

    @field_validator("things")
    @classmethod
    def _sane(cls, things: tuple[str, ...]) -> tuple[str, ...]:
        if "bomb" in things:
            raise ValueError("no bombs")
        return things


def say(*things: str) -> str:
    return json.dumps({"things": things})


Reply = str | Completion
Answerer = Callable[[Request], Reply]


class Scripted:
    """A model that answers by a function, last question first, and keeps what it was asked."""

    def __init__(self, answerer: Answerer, context: int = 100_000) -> None:
        self.answerer, self.context = answerer, context
        self.asked: list[list[Request]] = []

    def ready(self) -> Identity:
        return Identity(name="scripted", context=self.context)

    def count(self, text: str) -> int:
        return estimated(text)

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        self.asked.append(list(requests))
        for place in reversed(range(len(requests))):
            reply = self.answerer(requests[place])
            if isinstance(reply, str):
                reply = Completion(text=reply, usage=Usage(input=10, cached=1, output=2), seconds=0.5)
            yield Answered(place, reply)

    def close(self) -> None:
        """Nothing is held."""


def in_turn(*replies: Reply) -> Answerer:
    left = iter(replies)
    return lambda _: next(left)


def ground(answer: Things) -> Grounded[Things]:
    kept = tuple(thing for thing in answer.things if thing in PAGE)
    problems = tuple(f"there is no {thing} on the page" for thing in answer.things if thing not in PAGE)
    return Grounded(Things(things=kept), problems)


def question(page: Sequence[str] = PAGE, name: str = "scene 1") -> Question[Things]:
    def smaller() -> list[Question[Things]]:
        half = len(page) // 2
        return [question(page[:half], f"{name} a"), question(page[half:], f"{name} b")] if half else []

    return Question(
        name=name,
        system="List things.",
        shared="",
        text=" ".join(page),
        answer=Things,
        ground=ground,
        max_tokens=50,
        smaller=smaller,
        join=lambda answers: Things(things=tuple(thing for answer in answers for thing in answer.things)),
    )


def one(answerer: Answerer, context: int = 100_000) -> tuple[Outcome[Things], Scripted]:
    model = Scripted(answerer, context)
    [outcome] = ask([question()], model)
    return outcome, model


def things(outcome: Outcome[Things]) -> tuple[str, ...]:
    assert outcome.answer is not None, outcome.why
    return outcome.answer.things


def echo(request: Request) -> str:
    return say(*request.messages[1].text.split())
