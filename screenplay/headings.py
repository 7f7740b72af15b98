"""A scene heading taken apart: setting, place, time of day, and what else stands there.

::

    INT./EXT. CAR - BACK SEAT - NIGHT - CONTINUOUS (FLASHBACK)
    setting   place           time    modifiers
              location / sub
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from film.screenplay import Heading, Setting
from screenplay.heading_words import (
    LONG_PREFIXES,
    PHRASES,
    QUALIFIERS,
    RELATIVE,
    RELATIVE_PHRASES,
    REMARK_PHRASES,
    REMARKS,
    SHORT_PREFIXES,
    TIMES,
)

_SHORT = re.compile(r"(INT|EXT|EST|I|E)(?:\.? ?/ ?(INT|EXT|I|E))?(?=[\s.。．:/-])", re.IGNORECASE)
_LONG_WORDS = "|".join(sorted(map(re.escape, LONG_PREFIXES), key=len, reverse=True))
_LONG = re.compile(rf"({_LONG_WORDS})(?:\.? ?/ ?({_LONG_WORDS}))?(?=[\s.。．:/-]|$)", re.IGNORECASE)
_DASH = re.compile(r"\s+(?:-{1,3}|–|—)\s+|\s*[–—]\s*|\s*--+\s*|(?<=\S)-\s+")
_CLOCK = re.compile(r"\d{1,2}([:.H]\d{0,2})?( ?([AP]\.?M\.?|UHR|H))?( O'CLOCK)?")
_YEAR = re.compile(r"(CIRCA |C\. ?)?(\d{4}S?|\d{2,4} (A\.?D|B\.?C|B\.?C\.?E)\.?)")
_NUMBER = re.compile(r"\d{1,4}(ST|ND|RD|TH)?")
_SECOND = re.compile(r" ?/ ?(INT|EXT)(?:\. ?| )", re.IGNORECASE)
_JOINTS = " .。．:-–—/"
_APART = re.compile(r"[/,.]")
_MOST_PARTS = 8  # times and remarks looked for at a heading's end, so that no heading costs more than a few passes


class Prefix(NamedTuple):
    """What a heading opens with: its setting, where the rest of the text begins, whether a full stop stood there."""

    setting: Setting
    end: int
    stopped: bool
    short: bool


def prefix_of(text: str) -> Prefix | None:
    """INT, EXT or both at the start of a text, in any of the languages known; None without.

    A short prefix needs a full stop, space or slash behind it: "INTERDIT" and "Est-ce" are none.
    """
    short = _SHORT.match(text)
    found = short or _LONG.match(text)
    if not found:
        return None
    setting = _setting(found[1].upper(), (found[2] or "").upper(), SHORT_PREFIXES if short else LONG_PREFIXES)
    if setting is None:
        return None
    return Prefix(setting, found.end(), text[found.end() : found.end() + 1] in (".", "。", "．"), short is not None)


def _setting(first: str, second: str, table: dict[str, Setting]) -> Setting | None:
    """None for half a pair (I, E), and for letters that only case folding makes look like a prefix."""
    if not second:
        return table.get(first)
    if table is SHORT_PREFIXES:
        return table.get(f"{first[0]}/{second[0]}")
    settings = {table.get(first), table.get(second)}
    return None if None in settings else settings.pop() if len(settings) == 1 else "INT/EXT"


def parse_heading(text: str) -> Heading:
    """Take the printed text of a scene heading, without its number, apart.

    A relative time (LATER, CONTINUOUS) is a modifier, and stands in ``time`` too where the heading
    names no time of day, for then it is all that the writer says about it.
    """
    setting, body, before = _split_setting(" ".join(text.split()))
    body, remarks = _without_parentheses(body)
    place, time, said = _split_place(body)
    modifiers = [*before, *said]
    for remark in remarks:
        if not time and _is_time(remark):
            time = remark
        else:
            modifiers.append(remark)
    relative = next((words for words in modifiers if _is_relative(words)), "")
    location, sub_location = _split_location(place)
    return Heading(
        setting=setting,
        place=place,
        location=location,
        sub_location=sub_location,
        time=time or relative,
        modifiers=tuple(modifiers),
    )


def _split_setting(text: str) -> tuple[Setting | None, str, list[str]]:
    """Setting, the words behind it, and remarks that stood before it."""
    if prefix := prefix_of(text):
        return *_second_setting(prefix.setting, text[prefix.end :].lstrip(_JOINTS)), []
    for stop in islice(re.finditer(r"[.。] +", text), _MOST_PARTS):
        if prefix := prefix_of(text[stop.end() :]):
            rest = text[stop.end() + prefix.end :].lstrip(_JOINTS)
            return prefix.setting, rest, [text[: stop.start()]]
    place, _, last = text.rpartition(" / ")
    if place and (prefix := prefix_of(last)):
        return prefix.setting, f"{place} - {last[prefix.end :].lstrip(' ./')}".rstrip(" -"), []
    return None, text, []


def _second_setting(setting: Setting, body: str) -> tuple[Setting, str]:
    """A second prefix behind a slash makes it both: INT. CAR/EXT. ROAD is INT/EXT in CAR / ROAD."""
    found = _SECOND.search(body)
    if not found or SHORT_PREFIXES.get(found[1].upper()) in (None, setting):
        return setting, body
    return "INT/EXT", f"{body[: found.start()]} / {body[found.end() :]}"


def _without_parentheses(body: str) -> tuple[str, list[str]]:
    remarks: list[str] = []
    for _ in range(_MOST_PARTS):
        closed = body.rstrip(" .")
        start = closed.rfind("(")
        if not closed.endswith(")") or start < 0 or ")" in closed[start:-1]:
            break
        remarks.insert(0, closed[start + 1 : -1].strip())
        body = closed[:start].rstrip()
    return body, [remark for remark in remarks if remark]


def _split_place(body: str) -> tuple[str, str, list[str]]:
    """Place, time and modifiers of what stands behind the setting; times and remarks are taken off its end."""
    time = ""
    modifiers: list[str] = []
    for _ in range(_MOST_PARTS):
        split = _last_part(body)
        if split is None:
            break
        body, words = split
        if not time and _is_time(words):
            time = words
        else:
            modifiers.insert(0, words)
    if not time and not modifiers:
        body, time = _split_bare_time(body)
    closed, remarks = _without_parentheses(body)
    if remarks and all(_is_remark(remark) for remark in remarks):
        body, modifiers = closed, [*remarks, *modifiers]
    return body.strip(" -–—,/"), time, modifiers


def _last_part(body: str) -> tuple[str, str] | None:
    """(rest, last part) by the strongest separator behind which a time or remark stands."""
    stripped = body.rstrip(" .。")
    for split in (_by_dash, _by_stop, _by_hyphen, _by_comma, _by_slash):
        parts = split(stripped)
        if parts and parts[0].strip() and _is_known(parts[1].strip()):
            stop = "." if body.endswith(".") and stripped[-2:].upper() == ".M" else ""
            return parts[0].rstrip(" ,-–—"), parts[1].strip() + stop
    return None


def _by_dash(body: str) -> tuple[str, str] | None:
    dashes = list(_DASH.finditer(body))
    return (body[: dashes[-1].start()], body[dashes[-1].end() :]) if dashes else None


def _by_stop(body: str) -> tuple[str, str] | None:
    rest, stop, last = body.rpartition(". ")
    return (rest, last) if stop else None


def _by_hyphen(body: str) -> tuple[str, str] | None:
    rest, hyphen, last = body.rpartition("-")
    return (rest, last) if hyphen else None


def _by_comma(body: str) -> tuple[str, str] | None:
    rest, comma, last = body.rpartition(",")
    return (rest, last) if comma else None


def _by_slash(body: str) -> tuple[str, str] | None:
    rest, slash, last = body.rpartition(" / ")
    return (rest, last) if slash else None


def _split_bare_time(body: str) -> tuple[str, str]:
    """A time word at the end with nothing but a space before it, as in HOUSE DAY."""
    rest, space, last = body.rstrip(" .").rpartition(" ")
    if space and last.upper() in TIMES and rest.upper() not in QUALIFIERS and not _DASH.search(body):
        return rest, last
    return body, ""


def _is_known(words: str) -> bool:
    return _is_time(words) or _is_relative(words) or _is_remark(words)


def _tokens(words: str) -> list[str]:
    tokens = _APART.sub(" ", words.upper().replace("’", "'")).split()
    return [part for token in tokens for part in ([token] if token in TIMES else token.split("-")) if part]


def _normal(words: str) -> str:
    return " ".join(words.upper().split()).strip(" .")


def _is_time(words: str) -> bool:
    upper = _normal(words)
    if upper in PHRASES or (_CLOCK.fullmatch(upper) and not upper.isdigit()):
        return True
    if upper in REMARK_PHRASES or upper in RELATIVE_PHRASES:
        return False
    tokens = _tokens(words)
    return any(token in TIMES for token in tokens) and all(_may_qualify(token) or token in TIMES for token in tokens)


def _is_relative(words: str) -> bool:
    if _normal(words) in RELATIVE_PHRASES:
        return True
    tokens = _tokens(words)
    if not any(token in RELATIVE for token in tokens) or any(token in TIMES - QUALIFIERS for token in tokens):
        return False
    return all(_may_qualify(token) for token in tokens)


def _may_qualify(token: str) -> bool:
    return token in QUALIFIERS or token in RELATIVE or _NUMBER.fullmatch(token) is not None


def _is_remark(words: str) -> bool:
    upper = _normal(words)
    if upper in REMARK_PHRASES or upper.startswith("INTERCUT ") or _YEAR.fullmatch(upper):
        return True
    tokens = _tokens(words)
    return bool(tokens) and all(token in REMARKS for token in tokens)


def _split_location(place: str) -> tuple[str, str]:
    """The place and the part of it: "WATERFORD HOUSE - BEDROOM", "PHARE, LANTERNE"."""
    for separator in (_DASH, re.compile(r"\s/\s"), re.compile(r",\s")):
        found = separator.search(place)
        if found and place[: found.start()].strip() and place[found.end() :].strip():
            return place[: found.start()].strip(), place[found.end() :].strip()
    return place, ""
