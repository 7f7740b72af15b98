"""Answers kept as they come, and asked for only once: ``.storyreel/answers.jsonl``, a record a line.

An answer is found again by its request, its model and the model's revision.  What a model said is kept however it
ended (whole, cut off, refused), for all of it was paid for and the same question would get the same answer; what
never came (``failed``) is not, nor that a question was too long (``overlong``).  A last line that a kill tore is
dropped, lines that are no answers are left where they stand and told of; the rest holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, NamedTuple

from pydantic import ValidationError

from film.errors import PlanError
from planner.llm.budget import needed
from planner.llm.record import Record, line_of, recorded, slot_of
from planner.llm.seam import Answered, Completion, Identity, LanguageModel, Request, Usage
from storyreel.files import make_folder, refusals

FILE = "answers.jsonl"
_NO_ANSWER = ("failed", "overlong")
"""What was not paid for: nothing came, or the question was too long for the model as it was set up that day."""


class Found(NamedTuple):
    """What a file of answers holds: completions by slot, and the lines that are none, from 1."""

    answers: dict[str, Completion]
    broken: tuple[int, ...]


@dataclass
class Spent:
    """What asking took: requests sent, requests answered from the file, tokens."""

    requests: int = 0
    before: int = 0
    usage: Usage = field(default_factory=Usage)


class Answers:
    """The file, read on first use; only who holds the reel's lock adds to it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def found(self) -> Found:
        """What was answered before.  Raises ProjectError for a file that cannot be read."""
        with refusals(self.path):
            lines = self.path.read_bytes().splitlines(keepends=True) if self.path.is_file() else []
        answers: dict[str, Completion] = {}
        broken = []
        for number, line in enumerate(lines, 1):
            try:
                record = Record.model_validate_json(line)
            except ValidationError:
                if line.strip() and line.endswith(b"\n"):
                    broken.append(number)
            else:
                answers[record.slot] = record.completion
        return Found(answers, tuple(broken))

    def forget(self) -> None:
        """Has the file read anew: another run may have added to it."""
        self.__dict__.pop("found", None)

    def add(self, file: IO[bytes], record: Record) -> None:
        """Writes one answer and has the disk hold it.  Raises ProjectError."""
        with refusals(self.path):
            file.write(line_of(record).encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        self.found.answers[record.slot] = record.completion

    def opened(self) -> IO[bytes]:
        """The file to add to, its last line whole.  Raises ProjectError."""
        make_folder(self.path.parent)
        with refusals(self.path):
            file = self.path.open("a+b")
            _mend(file)
        return file


class Kept:
    """A language model that is asked only what it has not answered before.

    ``file`` is None for recorded answers, which are a file already and cost nothing.  ``limit`` is how many tokens
    may be spent at most (0: any number); what goes beyond it fails.  ``heard`` is called with each request that is
    answered now.  A model that is gone for good fails what is left instead of ending the run; ``gone`` says why.
    """

    def __init__(self, model: LanguageModel, file: Answers | None, *, limit: int = 0) -> None:
        self.file, self.spent, self.gone = file, Spent(), ""
        self.heard: Callable[[Request], None] = lambda _: None
        self._model, self._limit = model, limit

    @cached_property
    def identity(self) -> Identity:
        """Who answers.  Raises PlanError where nobody does."""
        return self._model.ready()

    def ready(self) -> Identity:
        """The model's own; looked for once."""
        return self.identity

    def count(self, text: str) -> int:
        """The model's own."""
        return self._model.count(text)

    def known(self, request: Request) -> Completion | None:
        """What was answered before; None for nothing.  Raises PlanError, ProjectError."""
        if self.file is None:
            return None
        return self.file.found.answers.get(slot_of(request.key, self.identity.name, self.identity.revision))

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        """First what is known, then what the model says now.  Raises ProjectError where an answer cannot be kept."""
        missing: dict[str, list[int]] = {}
        for place, request in enumerate(requests):
            if (known := self.known(request)) is None:
                missing.setdefault(request.key, []).append(place)
                continue
            self.spent.before += 1
            yield Answered(place, known)
        asked = self._within(requests, [places[0] for places in missing.values()])
        for first, completion in self._asked(requests, asked):
            yield from (Answered(place, completion) for place in missing.pop(requests[first].key))
        beyond = f"more than the {self._limit:,} tokens that one run may spend"
        why = self.gone or (beyond if self._limit else "the model left it out")
        for places in missing.values():
            yield from (Answered(place, Completion(finish="failed", why=why)) for place in places)

    def close(self) -> None:
        """The model's own."""
        self._model.close()

    def _within(self, requests: Sequence[Request], places: Sequence[int]) -> list[int]:
        """Those of the requests that may still be asked before the limit is reached, in order."""
        if not self._limit or self.file is None:
            return list(places)
        left = self._limit - self.spent.usage.input - self.spent.usage.output
        asked = []
        for place in places:
            left -= needed(requests[place], self._model)
            if left < 0:
                break
            asked.append(place)
        return asked

    def _asked(self, requests: Sequence[Request], places: Sequence[int]) -> Iterator[Answered]:
        """The model's answers, each kept before anybody sees it."""
        if self.gone or not places:
            return
        batch = [requests[place] for place in places]
        with ExitStack() as stack:
            file = None if self.file is None else stack.enter_context(self.file.opened())
            stream = self._model.answers(batch)
            stack.callback(getattr(stream, "close", lambda: None))
            try:
                for place, completion in stream:
                    if self.file is not None and file is not None and completion.finish not in _NO_ANSWER:
                        self.file.add(file, recorded(batch[place], self.identity, completion))
                    self._count(completion)
                    self.heard(batch[place])
                    yield Answered(places[place], completion)
            except PlanError as error:
                self.gone = str(error)

    def _count(self, completion: Completion) -> None:
        """What an answer that came now took; a recorded one was paid for before."""
        if self.file is None:
            self.spent.before += completion.finish != "failed"
            return
        self.spent.requests += 1
        self.spent.usage = self.spent.usage + completion.usage


def _mend(file: IO[bytes]) -> None:
    """Drops a last line that was torn; one that is whole but for its line end gets it."""
    file.seek(0)
    data = file.read()
    end = data.rfind(b"\n") + 1
    if end == len(data):
        return
    try:
        Record.model_validate_json(data[end:])
    except ValidationError:
        file.truncate(end)
    else:
        file.write(b"\n")
