"""A script read by a language model for a run: looked for, estimated, asked; and what was read before.

::

    reader_of   which model, is it there, own prompts, what it costs    before anything is spent or written
    read        questions ─▶ answers kept one by one ─▶ Reading         before the director's files are read
    memory      .storyreel/reading.json                                 what every other command plans by
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from film.errors import PlanError, ProjectError
from film.screenplay import Screenplay
from storyreel.llm.choosing import choose
from storyreel.llm.kept import FILE, Answers, Kept
from storyreel.llm.memory import before, file_of, in_force, joined
from storyreel.llm.own_prompts import book_of
from storyreel.llm.report import EstimateReport, LeftToRules, ReadingReport, Tokens, counted, estimate_line
from storyreel.project import Project, Reel

if TYPE_CHECKING:
    from planner.llm.budget import Manners
    from planner.llm.seam import LanguageModel, Request, Usage
    from planner.llm.spec import Spec
    from planner.reading.reader import Questions
    from planner.reading.reading import Reading
    from storyreel.progress import Progress
    from storyreel.settings import Settings

Open = Callable[["Spec", "Manners"], "LanguageModel | None"]
_SAY = "Say --llm SPEC, write llm: into reel.yaml or set STORYREEL_LLM"


@dataclass(frozen=True)
class Wanted:
    """What a command wants read: ``scenes`` by number, none for all; ``required`` stops a run rather than go on by
    rules."""

    project: Project
    screenplay: Screenplay
    scenes: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Outcome:
    """What the plan goes by, what the reel keeps of it (for ``edits.keep``), what was asked, what has to be told.

    ``note`` is for who watches the run, once there is a plan.
    """

    reading: Reading | None
    files: Mapping[Path, str | None] = field(default_factory=dict)
    report: ReadingReport | None = None
    told: tuple[str, ...] = ()
    note: str = ""


class Reader(Protocol):
    """Who reads the script for a run."""

    def estimate(self) -> EstimateReport:
        """What asking will cost at most.  Raises ProjectError where nobody is asked."""

    def read(self, reel: Reel, progress: Progress, /) -> Outcome:
        """Reads it; only for who holds the reel's lock.  Raises FilmError where the run has to stop."""


class Memory:
    """Nobody is to be asked by this command: the plan goes by what was read before."""

    def estimate(self) -> EstimateReport:
        """There is nothing to estimate."""
        raise ProjectError("this command asks no language model", do="Say storyreel plan --estimate")

    def read(self, reel: Reel, _: Progress) -> Outcome:
        """What was read before.  Raises ProjectError for a file that is broken."""
        return _by(in_force(reel))


class Nobody:
    """No model is asked: none is configured, none is wanted (``forgets``: nor what one read before), none is ready."""

    def __init__(self, why: str, *, forgets: bool = False, warns: bool = False) -> None:
        self._why, self._forgets, self._warns = why, forgets, warns

    def estimate(self) -> EstimateReport:
        """There is nothing to estimate."""
        raise ProjectError(self._why, do="" if self._warns else _SAY)

    def read(self, reel: Reel, _: Progress) -> Outcome:
        """What was read before, where that is to be used."""
        if self._forgets:
            return Outcome(None, {file_of(reel): None})
        known = before(reel)
        by = "planned by rules" if known is None else f"planned by what {known.model} read before, else by rules"
        line = f"{self._why.rstrip('.')}: {by}"
        return replace(_by(known), told=(line,)) if self._warns else replace(_by(known), note=line)


class Somebody:
    """A model that is there, with what it is to be asked."""

    def __init__(self, wanted: Wanted, questions: Questions, model: Kept) -> None:
        self._wanted, self._questions, self._model = wanted, questions, model

    def estimate(self) -> EstimateReport:
        """What asking will cost at most, each question once."""
        from planner.llm.budget import estimate, shown

        settings = self._wanted.project.settings
        if self._model.file is None:
            return EstimateReport(model=shown(self._model.identity), questions=len(self._questions), recorded=True)
        asked = self._missing()
        found = estimate(asked, self._model, len(self._questions) - len(asked))
        return EstimateReport(
            model=shown(self._model.identity),
            questions=found.requests,
            answered=found.answered,
            usage=_tokens(found.usage),
            cost=_cost(settings, found.usage),
        )

    def read(self, reel: Reel, progress: Progress) -> Outcome:
        """Asks it.

        Raises ProjectError for more tokens than ``llm_limit``, and where answers are missing and a model is required.
        """
        from planner.reading.reader import reading_of

        if self._model.file is not None:
            self._model.file.forget()
        estimate = self.estimate()
        self._refuse(estimate)
        progress.note(estimate_line(estimate))
        if missing := estimate.questions - estimate.answered:
            progress.begin("Reading", missing, counted=True)
        self._model.heard = _once_each(progress)
        start = time.monotonic()
        reading = reading_of(self._questions, self._model, self._wanted.project.settings.seed)
        self._model.close()  # its memory is for the renderer now
        report = self._spent(_report(reading), time.monotonic() - start)
        if report.by_rules and self._wanted.required:
            first = report.by_rules[0]
            what = f"{len(report.by_rules)} of {counted(report.questions, 'question')} got no answer"
            raise ProjectError(f"{what}: {first.name}: {first.why}", do="What was answered is kept; run it again")
        whole = reading if not self._wanted.scenes else joined(reading, before(reel))
        return Outcome(whole, {file_of(reel): whole.model_dump_json()}, report, tuple(self._told()))

    def _refuse(self, estimate: EstimateReport) -> None:
        limit, tokens = self._wanted.project.settings.llm_limit, estimate.usage.input + estimate.usage.output
        if 0 < limit < tokens:
            what = f"reading may take {tokens:,} tokens, and llm_limit is {limit:,}"
            do = "Raise it, or read fewer scenes at a time with --scenes"
            raise ProjectError(what, where=self._wanted.project.reel.settings, do=do)

    def _missing(self) -> list[Request]:
        """The requests that nobody answered before."""
        seed = self._wanted.project.settings.seed
        requests = {request.key: request for request in (question.request(seed) for question in self._questions)}
        return [request for request in requests.values() if self._model.known(request) is None]

    def _spent(self, report: ReadingReport, seconds: float) -> ReadingReport:
        """The report with what asking took."""
        spent = self._model.spent
        return report.but(
            requests=spent.requests,
            answered_before=spent.before,
            usage=_tokens(spent.usage),
            cost=_cost(self._wanted.project.settings, spent.usage),
            seconds=round(seconds, 3),
        )

    def _told(self) -> Iterator[str]:
        if self._model.gone:
            yield f"the language model is gone: {self._model.gone}"
        file = self._model.file
        if file is not None and (broken := file.found.broken):
            what = "this is no answer" if len(broken) == 1 else f"this and {len(broken) - 1} more are no answers"
            yield f"{file.path}:{broken[0]}: {what} and left out. Take it out"


@contextmanager
def reader_of(wanted: Wanted, open_: Open) -> Iterator[Reader]:
    """Who reads the script for a run: the model that is configured, where it is ready.

    Raises ProjectError and PlanError where a run has to stop before anything is written: an own prompt that does not
    hold, and where a model is required, one that is not configured or not ready.
    """
    project = wanted.project
    chosen = choose(project.settings.llm, project.reel.folder, os.environ)
    model = open_(chosen.spec, project.settings.manners)
    if model is None:
        why = "the script is to be read by rules alone" if chosen.where else "no language model is configured"
        if wanted.required:
            raise ProjectError(why, where="--llm-required", do=_SAY)
        yield Nobody(why, forgets=bool(chosen.where))
        return
    try:
        prompts = book_of(project.reel.folder)
        file = None if chosen.spec.kind == "replay" else Answers(project.reel.private / FILE)
        kept = Kept(model, file, limit=project.settings.llm_limit)
        try:
            kept.ready()
        except PlanError as error:
            if wanted.required:
                raise
            yield Nobody(str(error), warns=True)
            return
        from planner.reading.reader import questions_of

        ids = {scene.id for scene in wanted.screenplay.scenes if scene.number in wanted.scenes}
        yield Somebody(wanted, questions_of(wanted.screenplay, prompts).only(ids), kept)
    finally:
        model.close()


def _by(reading: Reading | None) -> Outcome:
    """A plan by what was read before, and nothing asked."""
    return Outcome(reading, report=None if reading is None else _report(reading))


def _report(reading: Reading) -> ReadingReport:
    """What a model answered and what not, whenever that was."""
    left = tuple(LeftToRules(name=item.name, why=item.why) for item in reading.items if item.why)
    questions = len(reading.items)
    return ReadingReport(model=reading.model, questions=questions, by_model=questions - len(left), by_rules=left)


def _once_each(progress: Progress) -> Callable[[Request], None]:
    """Moves the bar by one for each question, however often it has to be asked."""
    seen: set[str] = set()

    def heard(request: Request) -> None:
        if request.name not in seen:
            seen.add(request.name)
            progress.advance(1)

    return heard


def _tokens(usage: Usage) -> Tokens:
    return Tokens.model_validate(usage.model_dump())


def _cost(settings: Settings, usage: Usage) -> float | None:
    from planner.llm.budget import Price

    if settings.llm_price is None:
        return None
    return round(Price.model_validate(settings.llm_price.model_dump()).of(usage), 6)
