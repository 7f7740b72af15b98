"""An XML file as a small immutable tree, and the caps that keep it small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from film.screenplay import Diagnostic

MAX_DEPTH = 100
"""Elements inside each other; Final Draft's own files reach nine."""

MAX_ELEMENTS = 500_000
"""Elements in a file; a feature has ten to fifty thousand."""

MAX_CHARACTERS = 32 * 1024 * 1024
"""Characters in a file; a feature has half a million."""


class Node(NamedTuple):
    """An element: its name and its attributes' names without prefix, and what is in it, text as strings, in order.

    ``line`` is the line its start tag begins on, ``last`` the line its end tag begins on, or its only
    tag ends on (both count from 1).
    """

    tag: str
    attributes: dict[str, str]
    children: tuple[Node | str, ...]
    line: int
    last: int

    def elements(self, tag: str | None = None) -> Iterator[Node]:
        """The elements directly in this one, or those of them with this name."""
        for child in self.children:
            if not isinstance(child, str) and (tag is None or child.tag == tag):
                yield child

    def first(self, tag: str) -> Node | None:
        """The first element of this name directly in this one."""
        return next(self.elements(tag), None)

    @property
    def text(self) -> str:
        """All text in it and in its descendants, in order."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class Parsed(NamedTuple):
    """A file's tree, its text as decoded (what line numbers count in), and what was wrong with it.

    ``damaged`` says that something was lost; the diagnostics of severity ``error`` say what and where.
    """

    root: Node
    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...]
    damaged: bool = False
