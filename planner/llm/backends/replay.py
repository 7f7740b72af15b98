"""Answers that were given before, in the order of the requests: for reruns without the model, and for tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from film.errors import PlanError
from planner.llm.budget import estimated
from planner.llm.record import Record, records
from planner.llm.seam import Answered, Completion, Identity, Request

_CONTEXT = 1_000_000
"""Whatever was answered once fitted; nothing is too long to be looked up."""


class Replay:
    """A file of recorded answers.

    A request is answered by the record of its key; else by the one written by hand for its name; else it fails.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: dict[str, Record] | None = None

    def ready(self) -> Identity:
        """The model whose answers these are.  Raises PlanError for a file that is not there or holds no answer."""
        found = self._records()
        names = {(record.model, record.revision) for record in found.values()}
        name, revision = next(iter(names)) if len(names) == 1 else ("recorded answers", "")
        return Identity(name=name, revision=revision, context=_CONTEXT, sees=True)

    def count(self, text: str) -> int:
        """Tokens of a text, estimated."""
        return estimated(text)

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        """What is recorded, request by request; a request that nobody answered has failed."""
        found = self._records()
        for place, request in enumerate(requests):
            record = found.get(request.key) or found.get(f"name {request.name}")
            if record is not None:
                yield Answered(place, record.completion)
            else:
                yield Answered(place, Completion(finish="failed", why=f"no answer for {request.name} is recorded"))

    def close(self) -> None:
        """Nothing is held."""

    def _records(self) -> dict[str, Record]:
        if self._found is None:
            self._found = {record.key or f"name {record.name}": record for record in self._read()}
            if not self._found:
                raise PlanError("there are no recorded answers in it", where=self.file, do="Name a file that has some")
        return self._found

    def _read(self) -> Iterator[Record]:
        path = Path(self.file)
        try:
            with path.open(encoding="utf-8-sig") as lines:
                yield from records(lines, self.file)
        except FileNotFoundError:
            raise PlanError("there is no such file of answers", where=self.file, do="Check the name") from None
        except (OSError, UnicodeDecodeError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise PlanError(f"it cannot be read: {reason}", where=self.file, do="Name a file of answers") from None
