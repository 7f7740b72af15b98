"""What the text asks to see close, and what is written there."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from planner.breakdown.props import KIND, prop_id, props_in
from planner.facts import CameraWords
from planner.places.lists import listed, plain

LIMBS = listed(
    "hand hands finger fingers fist fists palm palms thumb wrist knuckles arm arms foot feet heel heels toes"
    " boots shoes knee knees leg legs"
)
"""Parts of a body that are seen by themselves; eyes and mouths are a face."""
Direction = Literal["", "close", "wide", "pov", "insert", "angle_on"]
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


def direction_of(camera: CameraWords | None) -> Direction:
    """A camera direction in one word."""
    match camera:
        case None:
            return ""
        case CameraWords(idiom="pov"):
            return "pov"
        case CameraWords(size="CU" | "ECU" | "MCU"):
            return "close"
        case CameraWords(idiom="insert"):
            return "insert"
        case CameraWords(size="WS" | "EWS" | "FS"):
            return "wide"
        case CameraWords(subject=None, idiom=None):
            return ""
    return "angle_on"


def closeness(text: str, camera: CameraWords | None, props: frozenset[str], last: str | None, people: bool) -> Close:
    """What a paragraph of action asks to see close.

    ``last`` is the prop that was in play before it; ``people``: the camera's subject is somebody.
    """
    direction = direction_of(camera)
    wanted = camera.subject if camera is not None and camera.subject in props else None
    thing = wanted or _thing(text, props, last)
    direction = "insert" if direction == "angle_on" and wanted else direction
    said = _SAYS.search(text) or _MESSAGE.search(text)
    written = _written(text) if said or direction == "insert" or _only_quote(text) else ""
    if not written and (direction not in ("insert", "close") or people):
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
