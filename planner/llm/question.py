"""One question with the type of its answer, how the answer is held to the script, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from film.base import Model
from planner.llm.seam import Message, Request, Usage

Answer = TypeVar("Answer", bound=Model)


class Grounded(NamedTuple, Generic[Answer]):
    """An answer without what the script does not bear out; ``problems`` say in one line each what that was and why."""

    answer: Answer
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question(Generic[Answer]):
    """Something asked of a language model.

    ``name`` is for people ("scene 12A").  ``system`` and ``shared`` are the same for many questions and come first, so
    that a model reads them once; ``text`` is the question's own.  ``ground`` holds an answer to the script.
    ``smaller`` gives the question in parts, where it is too long to be asked or its answer was cut off, and ``join``
    one answer of theirs; without them it is asked whole or not at all.
    """

    name: str
    system: str
    shared: str
    text: str
    answer: type[Answer]
    ground: Callable[[Answer], Grounded[Answer]]
    max_tokens: int
    smaller: Callable[[], Sequence[Question[Answer]]] | None = None
    join: Callable[[Sequence[Answer]], Answer] | None = None
    pictures: tuple[str, ...] = ()

    def request(self, seed: int, *, before: str = "", finding: str = "") -> Request:
        """The question as a backend gets it; with ``finding``, asked again after the answer ``before``."""
        asked = "\n\n".join(part for part in (self.shared, self.text) if part)
        messages = [Message(role="system", text=self.system), Message(role="user", text=asked, pictures=self.pictures)]
        if finding:
            messages += [Message(role="assistant", text=before), Message(role="user", text=finding)]
        return Request(
            name=self.name,
            messages=tuple(messages),
            answer_schema=schema_of(self.answer),
            max_tokens=self.max_tokens,
            seed=seed,
        )


@dataclass(frozen=True)
class Outcome(Generic[Answer]):
    """What became of a question: its answer, or why there is none and rules have to do.

    ``problems`` are what was taken out of the answer; ``asked`` counts requests, ``repaired`` those that were asked
    again with what was wrong.
    """

    name: str
    answer: Answer | None
    why: str = ""
    problems: tuple[str, ...] = ()
    asked: int = 0
    repaired: int = 0
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0


def schema_of(answer: type[Model]) -> dict[str, Any]:
    """The JSON Schema of an answer: every field is required, nothing else is allowed, no titles.

    Servers in their strict mode refuse optional fields; what may be missing is null instead.  They refuse ``oneOf``
    too, which says no more than ``anyOf`` where each kind has a word of its own.
    """
    return dict(_strict(answer.model_json_schema(mode="validation")))


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: {name: _strict(each) for name, each in value.items()} if key in ("properties", "$defs") else _strict(value)
        for key, value in node.items()
        if key not in ("title", "default", "discriminator")
    }
    if "oneOf" in kept:
        kept["anyOf"] = kept.pop("oneOf")
    if "properties" in kept:
        kept["required"] = list(kept["properties"])
        kept["additionalProperties"] = False
    return kept
