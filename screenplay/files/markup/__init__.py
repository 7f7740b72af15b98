"""XML from strangers: bytes to a small immutable tree with line numbers, strictly or saving what can be saved.

Any document type declaration is refused, so no entity is ever defined, expanded or fetched; size and depth
are capped.  A file that is not well-formed is refused with the line, or read around the damage.
"""

from __future__ import annotations

import re
from pathlib import Path

from film.errors import ScriptError
from film.screenplay import Diagnostic
from screenplay.files.markup import lenient, strict
from screenplay.files.markup.encoding import Decoded, decode
from screenplay.files.markup.spans import Span, replaced, spans
from screenplay.files.markup.strict import DamageError, DoctypeError, TooLargeError
from screenplay.files.markup.tree import MAX_CHARACTERS, MAX_DEPTH, MAX_ELEMENTS, Node, Parsed

__all__ = [
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "MAX_ELEMENTS",
    "Node",
    "Parsed",
    "Span",
    "line_of",
    "parse",
    "replaced",
    "spans",
    "whole",
]

_AGAIN = "Save it again from the program that wrote it"


def parse(data: bytes, where: Path, *, salvage: bool = False) -> Parsed:
    """The tree of an XML file, comments and instructions left out, references resolved, line ends made LF.

    Raises ScriptError, with the line, for what is no XML, has a DOCTYPE, passes a cap, or is damaged.  With
    ``salvage`` damage is read around: the tree holds every tag and text that is whole, each diagnostic of
    severity ``error`` says what is lost and where.
    """
    decoded = decode(data)
    if len(decoded.text) > MAX_CHARACTERS:
        raise ScriptError(f"it has more than {MAX_CHARACTERS:,} characters", where=where, do=_SMALLER)
    start = decoded.text.lstrip()
    if not start.strip("\0"):
        raise ScriptError("it is empty", where=where, do="Give another file")
    if not re.match(r"<[\w?!/]", start) and not (salvage and "<" in start[:4096] and "\0" not in start[:4096]):
        raise ScriptError("it is not XML", where=where, do="Give the file as its program saved it")
    try:
        return _parsed(decoded, where, salvage)
    except TooLargeError as error:
        raise ScriptError(str(error), where=where, line=error.line, do=_SMALLER) from None
    except DoctypeError as error:
        what = "it has a DOCTYPE, which a screenplay never needs and which can make a small file huge"
        raise ScriptError(what, where=where, line=error.line, do="Take the DOCTYPE out, or save it again") from None


def whole(text: str) -> Node | None:
    """The tree of a text that was read before; None if it is damaged."""
    try:
        return strict.tree_of(text)
    except ValueError:
        return None


_SMALLER = "Give a single screenplay"


def line_of(text: str, offset: int) -> int:
    """The line, from 1, of an offset; LF, CRLF and CR end a line."""
    return 1 + text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)


def _parsed(decoded: Decoded, where: Path, salvage: bool) -> Parsed:
    doubts = _doubts(decoded)
    try:
        return Parsed(strict.tree_of(decoded.text), decoded.text, decoded.encoding, doubts)
    except TooLargeError:
        if not salvage:  # depth may be damage: ends of paragraphs that are lost
            raise
    except DamageError as damage:
        if not salvage:
            raise ScriptError(_damaged(damage), where=where, line=damage.line, do=_do(damage)) from None
    saved = lenient.salvage(decoded.text)
    losses = [Diagnostic(severity="error", line=line, message=what) for line, what in saved.losses]
    if saved.unlisted:
        line, message = saved.losses[-1].line, f"{saved.unlisted:,} more places behind this line are damaged"
        losses.append(Diagnostic(severity="error", line=line, message=message))
    return Parsed(saved.root, decoded.text, decoded.encoding, (*doubts, *losses), damaged=True)


def _doubts(decoded: Decoded) -> tuple[Diagnostic, ...]:
    if decoded.doubt is None:
        return ()
    line = line_of(decoded.text, decoded.doubt)
    message = f"some characters are not {decoded.encoding.upper()}; read as Windows-1252, so look at accented letters"
    if decoded.encoding != "utf-8":
        message = f"some characters are not {decoded.encoding.upper()}; they stand as \ufffd"
    return (Diagnostic(severity="warning", line=line, message=message),)


def _damaged(damage: DamageError) -> str:
    inside = f", inside {' > '.join(damage.open_tags[-4:])}" if damage.open_tags else ""
    return f"the file is damaged here{inside}: {damage}"


def _do(damage: DamageError) -> str:
    return f"{_AGAIN}, or read what is left of it with --salvage" if damage.open_tags else _AGAIN
