"""Questions asked in batches: every answer held to its type and to the script, mended once, asked smaller if cut off.

::

    round 1   all questions          whole, in words that hold ─────────▶ kept
    round 2   what did not hold      asked again, once, with the finding ▶ kept, or what holds of it, or rules
              what was cut off       its parts ─▶ round 1
              what does not fit      its parts, before anything is asked
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

from pydantic import ValidationError

from planner.llm.question import Answer, Outcome, Question
from planner.llm.seam import Completion, LanguageModel, Request, Usage

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?\s*(\{.*\})\s*```", re.DOTALL)
_DEPTH = 3
"""How often a question is asked in parts: eighths of it are the smallest."""
_MOST_TOLD = 6
"""Findings in a repair; more would only confuse."""
_OVERHEAD = 64
"""Tokens that a chat template adds to a question at most."""
_SPOKEN = 160
"""Letters of a model's prose that a message quotes."""


def ask(questions: Sequence[Question[Answer]], model: LanguageModel, seed: int = 0) -> list[Outcome[Answer]]:
    """The outcome of each question, in order.  Raises PlanError where the model is gone for good."""
    context = model.ready().context
    whole = [_Asked(question, 0) for question in questions]
    open_ = [leaf for each in whole for leaf in each.fitted(model, context)]
    while open_:
        requests = [each.request(seed) for each in open_]
        for place, completion in model.answers(requests):
            open_[place].take(completion)
        open_ = [leaf for each in whole for leaf in each.still_open() for leaf in leaf.fitted(model, context)]
    return [each.outcome() for each in whole]


@dataclass
class _Asked(Generic[Answer]):
    """A question while it is asked: by itself, or by its parts."""

    question: Question[Answer]
    depth: int
    parts: list[_Asked[Answer]] = field(default_factory=list)
    answer: Answer | None = None
    why: str = ""
    problems: tuple[str, ...] = ()
    finding: str = ""
    before: str = ""
    cut_off: bool = False
    done: bool = False
    asked: int = 0
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0

    def request(self, seed: int) -> Request:
        """What is asked now: the question, or the question with what was wrong with its answer."""
        return self.question.request(seed, before=self.before, finding=self.finding)

    def fitted(self, model: LanguageModel, context: int) -> list[_Asked[Answer]]:
        """What to ask for it now: itself, or its parts where it does not fit or was cut off; nothing where none do."""
        if self.done:
            return []
        long = _tokens(self.request(0), model) > context
        if not long and not self.cut_off:
            return [self]
        if long and self.finding:  # the answer before makes it too long: what held of it has to do
            self.done = True
            return []
        smaller = self.question.smaller() if self.question.smaller is not None and self.depth < _DEPTH else ()
        if len(smaller) < 2:
            self.done = True
            self.why = (
                f"a question of {_tokens(self.request(0), model)} tokens does not fit into the model's {context}"
                if long
                else f"the answer is longer than {self.question.max_tokens} tokens"
            )
            return []
        self.parts = [_Asked(part, self.depth + 1) for part in smaller]
        return [leaf for part in self.parts for leaf in part.fitted(model, context)]

    def still_open(self) -> list[_Asked[Answer]]:
        """The leaves that are not done."""
        if self.parts:
            return [leaf for part in self.parts for leaf in part.still_open()]
        return [] if self.done else [self]

    def take(self, completion: Completion) -> None:
        """An answer came."""
        self.asked += 1
        self.usage = self.usage + completion.usage
        self.seconds += completion.seconds
        again = bool(self.finding)
        if completion.finish in ("failed", "refused"):
            self._end(completion.why or f"the model {completion.finish}")
        elif completion.finish == "length":
            # A repair that runs over leaves what held before it.
            self.cut_off = not again
            self.done = again
        else:
            self._read(completion.text, again)

    def _read(self, text: str, again: bool) -> None:
        try:
            answer = self.question.answer.model_validate_json(_json_in(text))
        except ValidationError as error:
            if again:
                self._end(self.why or _told(error, text))
            else:
                self.before, self.finding = text, _repair([_where(each) for each in error.errors()])
                self.why = _told(error, text)
            return
        grounded = self.question.ground(answer)
        if again and self.answer is not None and len(grounded.problems) > len(self.problems):
            self.done = True
            return
        self.answer, self.problems, self.why = grounded.answer, grounded.problems, ""
        if grounded.problems and not again:
            self.before, self.finding = text, _repair(grounded.problems)
        else:
            self.done = True

    def _end(self, why: str) -> None:
        self.done = True
        if self.answer is None:
            self.why = why

    def outcome(self) -> Outcome[Answer]:
        """What became of it and of its parts."""
        inner = [part.outcome() for part in self.parts]
        answers = [each.answer for each in inner if each.answer is not None]
        join = self.question.join
        joined = self.answer if not inner else join(answers) if answers and join is not None else None
        missing = [each.why for each in inner if each.answer is None]
        return Outcome(
            name=self.question.name,
            answer=joined,
            why=self.why if not inner else (missing[0] if missing else ""),
            problems=(*self.problems, *(problem for each in inner for problem in each.problems)),
            asked=self.asked + sum(each.asked for each in inner),
            repaired=int(bool(self.finding) and self.asked > 1) + sum(each.repaired for each in inner),
            usage=sum((each.usage for each in inner), self.usage),
            seconds=self.seconds + sum(each.seconds for each in inner),
        )


def _tokens(request: Request, model: LanguageModel) -> int:
    """Tokens that a request may need: its words, its schema where that is sent as words, and its whole answer."""
    return _OVERHEAD + sum(model.count(message.text) for message in request.messages) + request.max_tokens


def _json_in(text: str) -> str:
    """The JSON of an answer: without the thoughts before it and the fence around it."""
    plain = _THOUGHT.sub("", text).strip()
    fenced = _FENCED.search(plain)
    return fenced[1] if fenced else plain


def _repair(problems: Sequence[str]) -> str:
    """What a model is told of its answer."""
    from prompts import fill

    shown = "\n".join(f"- {problem}" for problem in problems[:_MOST_TOLD])
    return fill("repair", problems=shown)


def _where(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"]) or "the answer"
    return f"{place}: {error['msg']}"


def _told(error: ValidationError, text: str) -> str:
    """Why an answer is none, in one line."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        spoken = " ".join(text.split())[:_SPOKEN]
        return f"the model answered in prose: {spoken!r}" if spoken else "the model answered nothing"
    return f"the answer does not keep its form: {_where(first)}"
