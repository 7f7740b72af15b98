"""Questions asked in batches: every answer held to its type and to the script, mended once, asked smaller if cut off.

::

    round 1   all questions          whole, in words that hold ─────────▶ kept
    round 2   what did not hold      asked again, once, with the finding ▶ kept, or what holds of either, or rules
              what was cut off       its parts ─▶ round 1
              what does not fit      its parts, before anything is asked or when the model says so

A question that is asked in parts is answered by those of them that are: what the others were about is left to rules,
and its outcome says so among its problems.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic

from pydantic import ValidationError

from film.errors import PlanError
from planner.llm.budget import needed
from planner.llm.neutral import neutral, told
from planner.llm.question import Answer, Grounded, Outcome, Question, schema_of
from planner.llm.salvage import place_of, salvaged
from planner.llm.seam import Completion, LanguageModel, Request, Usage
from prompts import fill

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n[ \t]*```", re.DOTALL)
_DEPTH = 3
"""How often a question is asked in parts: eighths of it are the smallest."""
_MOST_TOLD = 6
"""Findings in a repair; more would only confuse."""
_LETTERS_A_TOKEN = 6
_SPOKEN = 160
"""Letters of a model's prose that a message quotes."""
_FOUND = 240
"""Letters of one finding; those about a word that has to be one of many would name them all."""
_LOST = 0.5
"""A mended answer that says less than this share of the one before it has been emptied, not mended."""


def ask(questions: Sequence[Question[Answer]], model: LanguageModel, seed: int = 0) -> list[Outcome[Answer]]:
    """The outcome of each question, in order.

    Raises PlanError where there is no model to begin with.  One that goes away midway leaves what it has answered, and
    its own words why there is no more.
    """
    context = model.ready().context
    whole = [_Asked(question, 0) for question in questions]
    open_ = [leaf for each in whole for leaf in each.fitted(model, context)]
    while open_:
        gone = _round(open_, model, seed)
        open_ = [leaf for each in whole for leaf in each.still_open()]
        for leaf in open_ if gone else ():
            leaf.end(gone)
        open_ = [smaller for leaf in open_ for smaller in leaf.fitted(model, context)]
    return [each.outcome() for each in whole]


def _round(asked: Sequence[_Asked[Answer]], model: LanguageModel, seed: int) -> str:
    """Asks each once; why there can be no further round, else ""."""
    waiting = set(range(len(asked)))
    try:
        for place, completion in model.answers([each.request(seed) for each in asked]):
            if place in waiting:
                waiting.discard(place)
                asked[place].take(completion)
    except PlanError as error:
        return str(error)
    for place in waiting:
        asked[place].end("the model left it out")
    return ""


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
    overlong: str = ""
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
        tokens = needed(self.request(0), model)
        if tokens > context and not self.overlong:
            self.overlong = f"a question of {tokens} tokens does not fit into the model's {context}"
        if not self.overlong and not self.cut_off:
            return [self]
        if self.finding:  # the answer before makes it too long: what held of it has to do
            self.done = True
            return []
        smaller = self.question.smaller() if self.question.smaller is not None and self.depth < _DEPTH else ()
        if len(smaller) < 2:
            self.end(self.overlong or f"the answer is longer than {self.question.max_tokens} tokens")
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
            self.end(completion.why or f"the model {completion.finish}")
        elif completion.finish == "overlong":
            self.overlong, self.done = completion.why or "the question is too long for the model", again
        elif completion.finish == "length" and not self._holds(completion.text):
            # A repair that runs over leaves what held before it.
            self.cut_off, self.done = not again, again
        else:
            self._read(completion.text, again)

    def _holds(self, text: str) -> bool:
        """Whether an answer that ran over is one all the same: weak models go on with blanks after the last brace."""
        try:
            self.question.answer.model_validate_json(_json_in(text))
        except ValidationError:
            return False
        return True

    def _read(self, text: str, again: bool) -> None:
        found = _json_in(text)
        try:
            kept = salvaged(self.question.answer, found)
        except ValidationError as error:
            if again:
                self.end(self.why or _told(error, text))
            else:
                self.why = _told(error, text)
                self._mend(found, [place_of(each) for each in error.errors(include_url=False)], form=True)
            return
        borne_out = self.question.ground(kept.answer)
        grounded = Grounded(borne_out.answer, (*kept.problems, *borne_out.problems))
        if again and self.answer is not None and self._worse(grounded):
            self.done = True
            return
        self.answer, self.problems, self.why = grounded.answer, grounded.problems, ""
        if grounded.problems and not again:
            self._mend(found, grounded.problems, form=bool(kept.problems))
        else:
            self.done = True

    def _mend(self, found: str, problems: Sequence[str], form: bool = False) -> None:
        """Has it asked again with what is wrong, and with the form where that was not kept.

        What the model said comes back to it as its own words, so it is made harmless like the script's.
        """
        shown = "\n".join(f"- {told(problem, _FOUND)}" for problem in problems[:_MOST_TOLD])
        self.before = neutral(found)[: self.question.max_tokens * _LETTERS_A_TOKEN]
        self.finding = fill("repair", problems=shown)
        if form:
            schema = json.dumps(schema_of(self.question.answer), ensure_ascii=False)
            self.finding += "\n\n" + fill("form", schema=schema)

    def _worse(self, mended: Grounded[Answer]) -> bool:
        """Whether a mended answer is no better than the one before: more is wrong with it, or most of it is gone."""
        before = self.answer.model_dump_json() if self.answer is not None else ""
        return len(mended.problems) > len(self.problems) or len(mended.answer.model_dump_json()) < len(before) * _LOST

    def end(self, why: str) -> None:
        """It is not asked any more; ``why`` it has no answer, if it has none."""
        self.done = True
        if self.answer is None:
            self.why = why

    def outcome(self) -> Outcome[Answer]:
        """What became of it and of its parts."""
        inner = [part.outcome() for part in self.parts]
        missing = [each.why for each in inner if each.answer is None]
        answer, why = self.answer, self.why
        left: tuple[str, ...] = ()
        if inner:
            answer, why = self._joined([each.answer for each in inner if each.answer is not None])
            why = why or missing[0] if answer is None else ""
            left = _left_out(missing, len(inner)) if answer is not None else ()
        return Outcome(
            name=self.question.name,
            answer=answer,
            why=why,
            problems=(*self.problems, *(problem for each in inner for problem in each.problems), *left),
            asked=self.asked + sum(each.asked for each in inner),
            repaired=int(bool(self.finding) and self.asked > 1) + sum(each.repaired for each in inner),
            usage=sum((each.usage for each in inner), self.usage),
            seconds=self.seconds + sum(each.seconds for each in inner),
        )

    def _joined(self, answers: Sequence[Answer]) -> tuple[Answer | None, str]:
        """One answer of those of its parts, or why there is none."""
        if not answers or self.question.join is None:
            return None, ""
        try:
            return self.question.join(answers), ""
        except ValidationError as error:
            return None, f"the answers of its parts do not go together: {place_of(error.errors(include_url=False)[0])}"


def _left_out(missing: Sequence[str], parts: int) -> tuple[str, ...]:
    """What an outcome says of parts that have no answer."""
    if not missing:
        return ()
    return (f"{len(missing)} of its {parts} parts {'is' if len(missing) == 1 else 'are'} left to rules: {missing[0]}",)


def _json_in(text: str) -> str:
    """The JSON of an answer: without the thoughts before it, the fence around it, the words before and after it."""
    plain = _THOUGHT.sub("", text).strip()
    if plain.startswith("{") or "{" not in plain:
        return _first_object(plain)
    fenced = _FENCED.search(plain)
    return _first_object(fenced[1].strip() if fenced else plain[plain.index("{") :])


def _first_object(text: str) -> str:
    """The JSON value at the beginning of a text, without what follows it; the text itself where it begins none."""
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return text
    return text[:end]


def _told(error: ValidationError, text: str) -> str:
    """Why an answer is none, in one line."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        spoken = told(_THOUGHT.sub("", text), _SPOKEN)
        if spoken.startswith("{"):
            return f"the model's JSON is malformed: {told(first['msg'], _FOUND)}"
        return f"the model answered in prose: {spoken!r}" if spoken else "the model answered nothing"
    return told(f"the answer does not keep its form: {place_of(first)}", _FOUND)
