"""An answer as one line of JSON: what a reel keeps so that nothing is asked twice, and what ``replay`` reads.

``key`` is the request's (``seam.Request.key``).  A line whose key is empty answers any request of its ``name``: that
is how answers are written by hand.  A last line that was cut off by a kill is skipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field, ValidationError

from film.base import Document
from film.errors import PlanError
from film.names import digest
from planner.llm.seam import Completion, Identity, Request


class Record(Document):
    """A request's answer by a model.  ``model`` and ``revision`` are its identity's."""

    key: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
    name: str
    model: str
    revision: str = ""
    completion: Completion

    @property
    def slot(self) -> str:
        """What it is found by among the answers of all models."""
        return slot_of(self.key, self.model, self.revision)


def slot_of(key: str, model: str, revision: str) -> str:
    """One name for a request to one model."""
    return digest([key, model, revision])


def recorded(request: Request, identity: Identity, completion: Completion) -> Record:
    """An answer as it is kept."""
    return Record(
        key=request.key, name=request.name, model=identity.name, revision=identity.revision, completion=completion
    )


def line_of(record: Record) -> str:
    """The record as one line, with its line end."""
    return json.dumps(record.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, sort_keys=True) + "\n"


def records(lines: Iterable[str], where: str) -> Iterator[Record]:
    """The records of a file's lines.  Raises PlanError with file and line for one that is none, but for the last."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Record.model_validate_json(line)
        except ValidationError as error:
            if not line.endswith("\n"):
                return  # the last one, which a kill cut off
            what = error.errors(include_url=False)[0]["msg"]
            do = "Take the line out, or record the answers anew"
            raise PlanError(f"this is no recorded answer: {what}", where=where, line=number, do=do) from None
