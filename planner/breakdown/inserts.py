"""What the text asks to see close, what is written there, and the writer's own camera words."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from planner.breakdown.props import KIND, prop_id, props_in
from planner.places.lists import plain

Direction = Literal["", "close", "wide", "pov", "insert", "angle_on"]

_DIRECTIONS: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    ("insert", re.compile(r"^\s*(?:INSERT|INSERTS|INSERTO|DETAIL|DÉTAIL|GROS PLAN SUR)\b")),
    ("close", re.compile(r"\b(?:CLOSE ON|CLOSE UP|CLOSE-UP|CLOSER ON|TIGHT ON|EXTREME CLOSE|GROS PLAN|NAHAUFNAHME"
                         r"|PRIMER PLANO|CU)\b")),
    ("pov", re.compile(r"\b(?:P\.?O\.?V\.?|POINT OF VIEW|SUBJEKTIVE)(?![\w])")),
    ("wide", re.compile(r"\b(?:WIDE ON|WIDE SHOT|WIDE|ESTABLISHING|AERIAL|PLAN LARGE|TOTALE|PLANO GENERAL)\b")),
    ("angle_on", re.compile(r"\b(?:ANGLE ON|ON THE|ON (?=[A-Z]{2})|REVERSE ANGLE|NEW ANGLE)\b(?=[^a-z]*)")),
)  # fmt: skip
_ON = re.compile(r"^\s*ON (?:THE|HER|HIS|A)\b")
_RETURN = re.compile(r"^\s*(?:BACK TO|END INSERT|RETURN TO|RETOUR|ZURÜCK)\b")
_QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”|«\s*([^»]+?)\s*»|„([^“]+)“")
_SAYS = re.compile(
    r"\b(?:(?P<thing>\w+) )?(?:that |which |now )?(?:reads?|says?|flashes|shows|spells|lit|dit|lautet"
    r"|dice)\s*[:,]?\s*(?=[\"“«„])",
    re.IGNORECASE,
)
_MESSAGE = re.compile(
    r"\b(?:a |the |one |an |une |eine |un )?(?:new |incoming |text |single |seule |single )*(text|message|email"
    r"|headline|caption|inscription|note|line|words|ligne|nachricht|mensaje|caller id)(?:"
    r" [^:.]{1,30})?\s*:", re.IGNORECASE
)  # fmt: skip
_SCREENS = {
    "screen": "phone", "display": "phone", "message": "phone", "text": "phone", "email": "phone", "ecran": "phone",
    "headline": "newspaper", "nachricht": "phone", "mensaje": "phone", "label": "bottle",
}  # fmt: skip


class Close(NamedTuple):
    """What is to be seen close: a prop's id or a word, the words written on it, and the camera word used."""

    insert: str | None = None
    text: str = ""
    direction: Direction = ""


def direction_of(text: str) -> Direction:
    """The camera word in a paragraph, if any."""
    if _RETURN.match(text):
        return ""
    return next((name for name, pattern in _DIRECTIONS if pattern.search(text)), "")


def closeness(text: str, props: frozenset[str], last: str | None) -> Close:
    """What a paragraph of action asks to see close; ``last`` is the prop that was in play before it."""
    direction = direction_of(text)
    thing = _thing(text, props, last)
    shown = direction == "angle_on" and _ON.match(text) is not None and thing is not None
    direction = "insert" if shown else direction
    said = _SAYS.search(text) or _MESSAGE.search(text)
    written = _written(text) if said or direction == "insert" or _only_quote(text) else ""
    if not written and direction not in ("insert", "close"):
        return Close(None, "", direction)
    if direction == "close" and thing is None:
        return Close(None, "", direction)
    return Close(thing, written, direction)


def _only_quote(text: str) -> bool:
    match = _QUOTED.search(text)
    return match is not None and len(match[0]) > 0.75 * len(text.strip())


def _written(text: str) -> str:
    quotes = [next(group for group in match.groups() if group).strip() for match in _QUOTED.finditer(text)]
    if quotes:
        return quotes[-1] if _MESSAGE.search(text) or len(quotes) == 1 else max(quotes, key=len)
    message = _MESSAGE.search(text)
    tail = text[message.end() :].strip() if message else ""
    return tail if 0 < len(tail) <= 80 else ""


def _thing(text: str, props: frozenset[str], last: str | None) -> str | None:
    """The thing named in the paragraph; else the one that messages stand on; else the last small thing in play."""
    named = [prop_id(word) for _, word in props_in(text) if prop_id(word) in props]
    if named:
        return named[0]
    flat = plain(text).split()
    bare = [prop_id(word) for word in flat if word in KIND and prop_id(word) in props]
    if bare:
        return bare[0]
    for word in flat:
        screen = _SCREENS.get(word)
        if screen in props:
            return screen
    return last if last in props else None


def is_return(text: str) -> bool:
    """BACK TO SCENE and its like: no picture of their own."""
    return _RETURN.match(text) is not None and len(text.split()) <= 5


def is_heading(text: str) -> bool:
    """A camera line that only announces what the next paragraph shows ("INSERT - THE PHONE", "CLOSE ON THE BOX")."""
    return direction_of(text) != "" and text.upper() == text and '"' not in text and len(text.split()) <= 8
