"""Well-formed XML to a tree, through expat as defusedxml guards it."""

from __future__ import annotations

from typing import Any
from xml.parsers.expat import ErrorString, ExpatError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from screenplay.files.markup.tree import MAX_DEPTH, MAX_ELEMENTS, Node


class TooLargeError(ValueError):
    """A cap was passed, on this line."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


class DoctypeError(ValueError):
    """The file has a document type declaration, on this line."""

    def __init__(self, line: int) -> None:
        super().__init__("document type declaration")
        self.line = line


class DamageError(ValueError):
    """The file is not well-formed: why, the line, and the names of the elements open there, outermost first."""

    def __init__(self, why: str, line: int, open_tags: tuple[str, ...]) -> None:
        super().__init__(why)
        self.line = line
        self.open_tags = open_tags


def tree_of(text: str) -> Node:
    """The root of a well-formed document.  Raises TooLargeError, DoctypeError or DamageError."""
    guarded: Any = DefusedXMLParser(encoding="utf-8", forbid_dtd=True, target=_Nothing())
    parser = guarded.parser
    builder = _Builder(parser)
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except DefusedXmlException:
        raise DoctypeError(parser.CurrentLineNumber) from None
    except ExpatError as error:
        raise DamageError(_why(error), error.lineno, builder.open_tags()) from None
    return builder.root()


class _Nothing:
    """A target that takes no events: the builder listens to expat itself, for the line numbers."""


class _Builder:
    """Collects nodes, inner ones first; ``_open`` holds what is begun: tag, attributes, children, line."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self._open: list[tuple[str, dict[str, str], list[Node | str], int]] = [("", {}, [], 1)]
        self._children: list[Node | str] = self._open[0][2]
        self._count = 0
        parser.buffer_text = True
        parser.buffer_size = 65536
        parser.ordered_attributes = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.DefaultHandlerExpand = None

    def root(self) -> Node:
        """The finished document's one element."""
        return next(child for child in self._children if not isinstance(child, str))

    def open_tags(self) -> tuple[str, ...]:
        """Names of the elements not yet closed."""
        return tuple(tag for tag, *_ in self._open[1:])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        self._count += 1
        check_size(len(self._open), self._count, line)
        self._children = []
        if "}" in "".join(attributes):
            attributes = {local(key): value for key, value in attributes.items()}
        self._open.append((local(name), attributes, self._children, line))

    def _end(self, _name: str) -> None:
        tag, attributes, children, line = self._open.pop()
        self._children = self._open[-1][2]
        self._children.append(Node(tag, attributes, tuple(children), line, self._parser.CurrentLineNumber))

    def _characters(self, text: str) -> None:
        self._children.append(text)


def local(name: str) -> str:
    """A name without its namespace (``uri}name`` or ``prefix:name``)."""
    return name.rpartition("}")[2].rpartition(":")[2]


def check_size(depth: int, count: int, line: int) -> None:
    """Raise TooLargeError for too many elements, or too many inside each other."""
    if depth > MAX_DEPTH:
        raise TooLargeError(f"its elements are nested more than {MAX_DEPTH} deep", line)
    if count > MAX_ELEMENTS:
        raise TooLargeError(f"it has more than {MAX_ELEMENTS:,} elements", line)


def _why(error: ExpatError) -> str:
    reason = ErrorString(error.code) or "not well-formed"
    return _REASONS.get(reason, reason)


_REASONS = {
    "no element found": "the file ends before its last element is closed",
    "unclosed token": "the file ends inside a tag",
    "unclosed CDATA section": "the file ends inside a CDATA section",
    "partial character": "the file ends inside a character",
    "mismatched tag": "an end tag does not fit what is open",
    "duplicate attribute": "a tag says the same attribute twice",
    "junk after document element": "something stands behind the end of the document",
    "undefined entity": "a name between & and ; is not defined",
    "reference to invalid character number": "a character number stands for no character",
    "not well-formed (invalid token)": "a character stands where none may be",
    "unbound prefix": "a name has a prefix that is not declared",
}
