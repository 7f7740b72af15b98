"""What a model answered before anything was held to the script: form, evidence, and names out of nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from benchmarks.judging.measures import Tally
from film.base import Model
from planner.llm.neutral import folded, quoted_in
from planner.llm.seam import Answered, Completion, Identity, LanguageModel, Request

_PARAGRAPH = re.compile(r"^(\d+)\| (.*)$", re.MULTILINE)
_BRACES = re.compile(r"\{.*\}", re.DOTALL)
_NAME = re.compile(r"(?<![.!?…:»\"“”] )(?<!^)(?<=[ (])[A-ZÀ-Þ][\w’'-]+")
_OWNER = re.compile(r"['’]s?$")
_NUMBERS = ("paragraph", "excerpt")
_PEOPLE = ("who", "leader", "holder", "person")


class Heard(NamedTuple):
    """A request and what came back."""

    request: Request
    completion: Completion

    @property
    def first(self) -> bool:
        """Whether it was asked for the first time, not again with what was wrong."""
        return all(message.role != "assistant" for message in self.request.messages)


class Listening:
    """A model, and everything that it is asked and answers, in the order of the answers."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self.heard: list[Heard] = []

    def ready(self) -> Identity:
        """The model's own."""
        return self.model.ready()

    def count(self, text: str) -> int:
        """The model's own."""
        return self.model.count(text)

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        """The model's own, noted down."""
        for answered in self.model.answers(requests):
            self.heard.append(Heard(requests[answered.place], answered.completion))
            yield answered

    def close(self) -> None:
        """The model's own."""
        self.model.close()


def page_of(request: Request) -> dict[int, str]:
    """The numbered paragraphs that a request shows, and the rest of it as paragraph 0: heading, names."""
    asked = next(message.text for message in request.messages if message.role == "user")
    shown = {int(number): text for number, text in _PARAGRAPH.findall(asked)}
    return {0: _PARAGRAPH.sub("", asked), **shown}


def form(heard: Sequence[Heard], types: Mapping[str, type[Model]]) -> dict[str, Tally]:
    """How many first answers keep their form, and how many of all were cut off (``right``: those that were).

    ``types`` are the answers' by the name of their question; a question asked in parts keeps the type of the whole.
    """
    first = [each for each in heard if each.first and each.request.name in types]
    valid = sum(_valid(each.completion, types[each.request.name]) for each in first)
    cut = sum(each.completion.finish == "length" for each in heard)
    return {"valid_first": Tally(valid, len(first), len(first)), "truncated": Tally(cut, len(heard), len(heard))}


def evidence(heard: Sequence[Heard]) -> Tally:
    """Quotes that stand in the paragraph they are said to stand in; a guess, which names none, is not counted."""
    right = found = 0
    for each in heard:
        page = page_of(each.request)
        for item in items_in(each.completion.text):
            number = next((item[key] for key in _NUMBERS if isinstance(item.get(key), int)), None)
            quote = item.get("quote")
            if number is not None and isinstance(quote, str):
                found += 1
                right += quoted_in(quote, page.get(number, ""))
    return Tally(right, found, found)


def strangers(heard: Sequence[Heard], people: Sequence[str], script: str) -> tuple[str, ...]:
    """Whom an answer speaks of and the script does not: ids that nobody has, capital words that stand nowhere in it."""
    known, found = set(folded(script).split()), []
    for each in heard:
        for item in items_in(each.completion.text):
            ids = [item[key] for key in _PEOPLE if isinstance(item.get(key), str)]
            found += [name for name in ids if name not in people]
            texts = [value for key, value in item.items() if isinstance(value, str) and key not in _PEOPLE]
            named = [_OWNER.sub("", name) for text in texts for name in _NAME.findall(text)]
            found += [name for name in named if not set(folded(name).split()) <= known]
    return tuple(sorted(found))


def items_in(text: str) -> Iterator[dict[str, Any]]:
    """Every object in an answer, the outer before the inner; none in one that is no JSON."""
    try:
        found = _BRACES.search(text)
        yield from _objects(json.loads(found[0]) if found else None)
    except (ValueError, RecursionError):
        return


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _objects(inner)


def _valid(completion: Completion, answer: type[Model]) -> bool:
    if completion.finish != "stop":
        return False
    try:
        answer.model_validate_json(completion.text.strip())
    except ValidationError:
        return False
    return True
