"""Language models for tests of texts: they answer what a function says of a request, and count what they are asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from planner.llm.budget import estimated
from planner.llm.seam import Answered, Completion, Identity, Request, Usage

Answers = Callable[[Request], Any]


class Says:
    """Answers each request with what ``answer`` makes of it, as JSON; text as it is; None fails."""

    def __init__(self, answer: Answers, context: int = 100_000) -> None:
        self.answer, self.context = answer, context
        self.asked: list[Request] = []
        self.batches: list[int] = []

    def ready(self) -> Identity:
        return Identity(name="says", context=self.context)

    def count(self, text: str) -> int:
        return estimated(text)

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        self.batches.append(len(requests))
        for place, request in enumerate(requests):
            self.asked.append(request)
            said = self.answer(request)
            if said is None:
                yield Answered(place, Completion(finish="failed", why="no answer"))
            else:
                text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
                yield Answered(place, Completion(text=text, usage=Usage(input=10, output=10)))

    def close(self) -> None:
        """Nothing is held."""


def paragraphs_in(request: Request) -> dict[int, str]:
    """The numbered paragraphs (or lines) that a question shows, without those of its instructions."""
    asked = request.messages[1].text
    return {int(number): text for number, text in re.findall(r"^(\d+)\| (.*)$", asked, re.MULTILINE)}


def action(numbers: Sequence[int], text: str) -> dict[str, Any]:
    """An action as a model answers it."""
    return element("action", numbers, text)


def speech(
    numbers: Sequence[int], speaker: str, text: str, words: str | None = "quoted", **more: Any
) -> dict[str, Any]:
    """A speech as a model answers it."""
    return {**element("speech", numbers, text), "speaker": speaker, "words": words, **more}


def element(kind: str, numbers: Sequence[int], text: str) -> dict[str, Any]:
    """An element as a model answers it."""
    blank = {"speaker": None, "heard": None, "manner": None, "words": None}
    return {"kind": kind, "paragraphs": list(numbers), **blank, "text": text}


def piece(*elements: dict[str, Any], left: Sequence[tuple[int, str]] = (), **scene: Any) -> dict[str, Any]:
    """One scene of these elements as a model's whole answer."""
    where = {"goes_on": False, "setting": "INT", "place": "KITCHEN", "time": "NIGHT", **scene}
    aside = [{"paragraph": number, "why": why} for number, why in left]
    return {"scenes": [{**where, "elements": list(elements)}], "left_out": aside}
