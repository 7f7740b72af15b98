"""A scene's elements as what is played: paragraphs of action, and speeches with their cue and manner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from film.base import LineSpan
from film.plan import Extension
from film.screenplay import Element
from planner.characters.naming import Naming, name_in
from planner.places.lists import plain

_EXTENSIONS = re.compile(r"\(([^()]*)\)?")
_VOICE = re.compile(
    r"\b(?:v ?o|voice over|voice|voix off|off|on (?:the )?phone|over (?:the )?phone|phone|on (?:the )?radio|over"
    r" radio|radio|filtered|filter|intercom|on tv|on television|recording|recorded|pre lap|prelap|am telefon|au"
    r" telephone|por telefono|narrator|narration)\b"
)
_AWAY = re.compile(r"\b(?:o ?s|o ?c|off ?screen|off ?camera|hors champ|h ?c|im off|fuera de campo|from (?:the )?\w+)\b")


class Piece(NamedTuple):
    """A paragraph of action or one speech; ``character`` is None for action."""

    text: str
    lines: LineSpan
    character: str | None = None
    extension: Extension = ""
    parenthetical: str = ""


def pieces(elements: Iterable[Element], naming: Naming) -> Iterator[Piece]:
    """The playing order.  A parenthetical is folded into the dialogue behind it; a cue's lines into its first speech.

    A cue whose speaker is nobody in the cast, or that nothing is said under, is played as action.
    """
    cue: Element | None = None
    manner: list[str] = []
    start = 0
    for element in elements:
        match element.type:
            case "character":
                yield from _mute(cue, manner, start)
                cue, manner, start = element, [], element.lines[0]
            case "parenthetical" if cue is not None:
                manner.append(element.text.strip().strip("()").strip())
                start = start or element.lines[0]
            case "dialogue" | "lyrics" if cue is not None:
                yield _speech(cue, element, manner, (start or element.lines[0], element.lines[1]), naming)
                manner, start = [], 0
            case "action" | "centered" | "dialogue" | "lyrics" | "parenthetical":
                yield from _mute(cue, manner, start)
                cue, manner, start = None, [], 0
                yield Piece(element.text, element.lines)
            case "scene_heading" | "transition" | "page_break" | "section":
                yield from _mute(cue, manner, start)
                cue, manner, start = None, [], 0
            case _:
                pass
    yield from _mute(cue, manner, start)


def _mute(cue: Element | None, manner: list[str], start: int) -> Iterator[Piece]:
    """A cue or a last parenthetical without words: "ANNA (nods)" is something done."""
    if cue is not None and start:
        last = cue.lines[1] + len(manner) if start == cue.lines[0] else start
        yield Piece(" ".join((name_in(cue.text), *manner)), (start, max(start, last)))


def _speech(cue: Element, said: Element, manner: list[str], lines: LineSpan, naming: Naming) -> Piece:
    text = " ".join(said.text.split())
    speaker = naming.called(cue.text)
    if speaker is None:
        return Piece(f"{cue.text}: {text}", lines)
    return Piece(text, lines, speaker, extension_of(cue.text), ", ".join(manner))


def extension_of(cue: str) -> Extension:
    """V.O. for voices that are elsewhere (phone, radio, narrator), O.S. for voices out of frame, else nothing."""
    for extension in _EXTENSIONS.findall(cue):
        words = plain(extension)
        if _AWAY.search(words) and not _VOICE.search(words):
            return "O.S."
        if _VOICE.search(words):
            return "V.O."
    return ""
