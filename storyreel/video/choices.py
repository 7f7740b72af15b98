"""choices.yaml: what was decided of stills and takes, on the review page, by a command or by hand.

::

    shots:
      12A-B3:
        still: 5f3c...           # the approved still, by its sha256
        take: 2                  # the take that is in the film
        rejected: {1: her hand melts}
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from film.base import Document, Model
from storyreel.files import write_text
from storyreel.project import Reel
from storyreel.yamlfile import dump_document, read_document, read_page

_HEAD = "# Decided of stills and takes; change it here, by storyreel takes, or on the review page.\n"
_Number = Annotated[int, Field(ge=1)]


class Choice(Model):
    """What was decided of one shot.

    ``still`` is the sha256 of the approved first frame, ``take`` the number of the take that is in the film (None: the
    best by its measures), ``rejected`` why takes are not to be used, by number.
    """

    still: str = ""
    take: _Number | None = None
    rejected: dict[_Number, str] = {}


class Choices(Document):
    """Every decision, by shot id."""

    shots: dict[str, Choice] = {}

    def of(self, shot: str) -> Choice:
        """What was decided of a shot; nothing where nobody did."""
        return self.shots.get(shot, Choice())


def read_choices(reel: Reel) -> Choices:
    """The reel's decisions.  Raises ProjectError with file, line and the nearest right name."""
    path = reel.folder / "choices.yaml"
    return read_page(path).model(Choices) if path.is_file() else Choices()


def decide(reel: Reel, shot: str, choice: Choice) -> None:
    """Writes what was decided of a shot; comments and what was decided of others stay.  Raises ProjectError."""
    path = reel.folder / "choices.yaml"
    read_choices(reel)
    document = read_document(path) if path.is_file() else None
    if document is None:
        write_text(path, _HEAD + "shots: {}\n")
        document = read_document(path)
    told = choice.model_dump(exclude_defaults=True)
    document.setdefault("shots", {})
    if told:
        document["shots"][shot] = told
    else:
        document["shots"].pop(shot, None)
    write_text(path, dump_document(document))
