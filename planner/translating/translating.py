"""A film's lines in another language: asked for, those that take too long asked for once more, shorter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from film.base import Model
from planner.llm.asking import ask
from planner.llm.seam import LanguageModel, Request, Usage
from planner.translating.answers import LinesAnswer
from planner.translating.batches import Batch, Job, batches, overlong, shortening, translation
from planner.translating.holding import Flag, flags_of
from planner.translating.lines import Line, speakable
from prompts.book import PromptBook


class Rendered(Model):
    """A line in the other language; ``seconds`` is how long it takes."""

    text: str
    seconds: float
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Translated:
    """What was asked for, by the line's id; ``why`` says why what is missing is; ``asked`` counts requests."""

    lines: Mapping[str, Rendered]
    why: tuple[str, ...] = ()
    asked: int = 0
    usage: Usage = field(default_factory=Usage)


def translate(
    job: Job,
    model: LanguageModel,
    prompts: PromptBook,
    seed: int = 0,
    on_questions: Callable[[int], None] | None = None,
) -> Translated:
    """The lines of a job that are not done.  ``on_questions`` is told how many questions are asked now.

    Raises PlanError where the model is gone for good.
    """
    tell = on_questions or (lambda _: None)
    first = _wanted(job)
    tell(len(first))
    outcomes = ask([translation(job, batch, prompts) for batch in first], model, seed)
    found: dict[str, str] = {}
    for batch, outcome in zip(first, outcomes, strict=True):
        found |= _by_id(batch, outcome.answer)
    again = list(batches(overlong(job, found), "shorter"))
    tell(len(again))
    shorter = ask([shortening(job, batch, found, prompts) for batch in again], model, seed)
    for batch, outcome in zip(again, shorter, strict=True):
        found |= _better(job, batch, outcome.answer, found)
    return Translated(
        lines={line.id: rendered(job, line, found[line.id]) for line in job.lines if line.id in found},
        why=tuple(f"{each.name}: {each.why}" for each in outcomes if each.why),
        asked=sum(each.asked for each in (*outcomes, *shorter)),
        usage=sum((each.usage for each in (*outcomes, *shorter)), Usage()),
    )


def foreseen(job: Job, prompts: PromptBook, seed: int = 0) -> list[Request]:
    """What will be asked about a job, to estimate its cost by; what is asked again, shorter, comes on top."""
    return [translation(job, batch, prompts).request(seed) for batch in _wanted(job)]


def _wanted(job: Job) -> list[Batch]:
    return list(batches([line for line in job.lines if line.id not in job.done]))


def rendered(job: Job, line: Line, text: str) -> Rendered:
    """A translation with how long it takes and what is to be looked at in it."""
    flags = flags_of(line, text, job.language, job.names, job.glossary)
    return Rendered(text=text, seconds=speakable(line, text, job.language), flags=flags)


def _by_id(batch: Batch, answer: LinesAnswer | None) -> dict[str, str]:
    numbered = ((batch.at(each.line), each.text) for each in (answer.lines if answer is not None else ()))
    return {line.id: text for line, text in numbered if line is not None}


def _better(job: Job, batch: Batch, answer: LinesAnswer | None, found: Mapping[str, str]) -> dict[str, str]:
    """The shorter ones that are shorter and have lost nothing."""
    better = {}
    for id, text in _by_id(batch, answer).items():
        line = next(line for line in batch.lines if line.id == id)
        before, after = (rendered(job, line, each) for each in (found[id], text))
        if after.seconds < before.seconds and set(after.flags) <= set(before.flags):
            better[id] = text
    return better
