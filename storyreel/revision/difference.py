"""What ``storyreel diff`` says, as one value: the object that ``--json`` prints.

::

    scenes  shots     {kept, changed, added, removed, moved}   ids
    pages   minutes   cost        before and after
    changes           every scene with its lines, word by word; people; numbers of changed pages
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from film.base import Document, Model
from film.screenplay import ElementType
from screenplay.revisions import Changes


class Sorted(Model):
    """Ids by what became of them, in the order of the film.

    Each stands in one of the first four; ``moved`` are those kept or changed that stand in another order.
    ``removed`` are ids of the old draft, all others of the new one, which has the old ids of what lives on.
    """

    kept: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


class Pages(Model):
    """Length in pages of each draft, the last page in eighths."""

    before: float
    after: float


class Minutes(Model):
    """Shortest and longest likely running time of each draft."""

    before: tuple[float, float]
    after: tuple[float, float]


class Footage(Model):
    """Pictures to draw, and how long they play."""

    shots: int
    frames: int
    seconds: float


class Cost(Model):
    """The films of the two drafts, and of the new one what has to be rendered that the old one does not have."""

    before: Footage
    after: Footage
    render: Footage


class Row(Model):
    """One printed line: its stretches as they stay, go out or come in; ``star`` sets the mark in the margin.

    ``dual`` says on which side of two who speak at once it stands.
    """

    type: ElementType
    parts: tuple[tuple[Literal["same", "out", "in"], str], ...] = ()
    star: bool = False
    number: str = ""
    dual: Literal["left", "right"] | None = None


class Leaf(Model):
    """A changed page of the new draft."""

    number: str
    rows: tuple[Row, ...]


class Difference(Document):
    """What the draft ``new`` changes in ``old``; both as the user named them.  ``colour`` is the new one's paper.

    ``shots`` and ``cost`` are there where shots were planned: for reels, or when asked for.
    ``leaves`` are for the page only and not in the JSON; ``changes.scenes`` holds all that is in them.
    """

    old: str
    new: str
    title: str
    colour: str = "blue"
    scenes: Sorted
    shots: Sorted | None = None
    pages: Pages
    minutes: Minutes
    cost: Cost | None = None
    changes: Changes
    leaves: tuple[Leaf, ...] = Field(default=(), exclude=True)

    @property
    def changed(self) -> bool:
        """There is any difference at all."""
        moved = any(scene.moved or scene.number_before for scene in self.changes.scenes)
        lines = any(scene.lines for scene in self.changes.scenes) or self.changes.loose
        return bool(moved or lines or self.changes.numbered is not None or self.scenes.added or self.scenes.removed)
