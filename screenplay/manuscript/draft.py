"""What every format's reader gives: elements not yet named, and what else the file says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from film.screenplay import Diagnostic, ElementType, Profile, Revision, Run, Source, Tag


class Draft(NamedTuple):
    """An element without a name; the text is that of its runs (none: no text).  Lines count from 1, both included."""

    type: ElementType
    runs: tuple[Run, ...]
    first: int
    last: int
    number: str | None = None
    dual: Literal["left", "right"] | None = None
    level: int | None = None
    kind: str = ""
    page: str | None = None

    @property
    def text(self) -> str:
        """What is printed."""
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)


class PageTurn(NamedTuple):
    """Where a page of the file begins: its printed number, the index of a draft, and characters of it before."""

    page: str
    draft: int
    offset: int = 0


class Manuscript(NamedTuple):
    """A file's content as its format has it, before scenes, people and pages are found in it.

    ``pages`` (how many, the last one in eighths), ``turns`` and ``eighths`` (a scene's length, by the index of
    its heading's draft) are the file's own word, where it has one.
    """

    drafts: list[Draft]
    title_page: Mapping[str, tuple[str, ...]]
    diagnostics: list[Diagnostic]
    source: Source
    profile: Profile | None = None
    pages: float | None = None
    turns: tuple[PageTurn, ...] = ()
    eighths: Mapping[int, int] = {}
    revisions: tuple[Revision, ...] = ()
    tags: tuple[Tag, ...] = ()
