"""A heading taken apart: number off, setting found, times and remarks off the ends, the rest is the place."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from film.screenplay import Heading, Setting
from screenplay.headings.ends import Body, Part, body_of, known
from screenplay.headings.labels import label_of
from screenplay.headings.phrases import read_phrase
from screenplay.headings.places import split_location
from screenplay.headings.prefixes import Prefix, opening_of
from screenplay.headings.unspaced import unspaced_parts

_JOINTS = " .。．।:：-–—/／・·、,，"
_MOST_PARTS = 8
_SEPARATOR = re.compile(r"[.。．।] | [-–—]{1,3} | ?[–—] ?| ?--+ ?| ?[/／] ?|[,，、] ?")
_SECOND = re.compile(r"[/／] ?|(?<= )[-–—+&] ")


class Found(NamedTuple):
    """Where a heading says INT or EXT: what stands before and behind that, and how the two are joined.

    ``hung``: what follows hangs on it by a slash; ``foreign``: by a space, behind a whole word.
    """

    setting: Setting | None
    before: str
    joint: str
    behind: str
    hung: bool = False
    foreign: bool = False
    language: str = ""


def parse_heading(text: str, language: str | None = None) -> Heading:
    """Take the printed text of a scene heading apart.  A scene number in front is left out, no other word is.

    ``language`` (two letters) is the script's, where it is known; it decides what a word means that several
    languages have.  A relative time (LATER, CONTINUOUS) is a modifier, and stands in ``time`` too where the
    heading names no time of day, for then it is all that the writer says about it.
    """
    tidy = " ".join(text.split())
    prefix = opening_of(tidy)
    found = _behind(tidy, "", "", prefix, prefix.end) if prefix else find_setting(_unnumbered(tidy))
    spoken = language or found.language or None
    if found.setting is None:
        return _heading(None, body_of(found.behind, spoken))
    if found.before:
        return _set_behind(found, found.setting, spoken)
    return _heading(*_halves(found.setting, found, spoken))


def _unnumbered(text: str) -> str:
    """A heading that opens with no setting, without its scene number, which some scripts print at both ends."""
    label = label_of(text)
    if label is None or not (rest := text[label.end :]):
        return text
    if not label.sure and opening_of(rest) is None and unspaced_parts(rest) is None:
        return text
    return rest.removesuffix(f" {label.number}") if label.number else rest


def find_setting(text: str) -> Found:
    """The setting at the start; else behind one of the first separators; else among the words, as in 咖啡馆 日 内."""
    if prefix := opening_of(text):
        return _behind(text, "", "", prefix, prefix.end)
    for stop in islice(_SEPARATOR.finditer(text), _MOST_PARTS):
        prefix = opening_of(text[stop.end() : stop.end() + 40])
        if prefix and _counts(text, stop.end(), prefix):
            return _behind(text, text[: stop.start()], stop[0], prefix, stop.end() + prefix.end)
    if parts := unspaced_parts(text):
        return Found(parts.setting, "", "", parts.rest)
    return _among_spaces(text) or Found(None, "", "", text)


def _behind(text: str, before: str, joint: str, prefix: Prefix, end: int) -> Found:
    rest = text[end:]
    hung = rest.lstrip(" .")[:1] in ("/", "／")
    foreign = not prefix.short and not prefix.stopped and not hung
    return Found(prefix.setting, before, joint, rest.lstrip(_JOINTS), hung, foreign, prefix.language)


def _counts(text: str, start: int, prefix: Prefix) -> bool:
    """EST behind other words is the east of somewhere unless a full stop follows; small letters are no setting."""
    word = text[start : start + prefix.end]
    return (prefix.stopped or word.upper() != "EST") and (word == word.upper() or text != text.upper())


def _among_spaces(text: str) -> Found | None:
    """КУХНЯ ИНТ. ДЕНЬ, KÜCHE INNEN TAG: a setting between spaces with nothing but times behind it."""
    for space in islice(re.finditer(" ", text), _MOST_PARTS):
        prefix = opening_of(text[space.end() : space.end() + 40])
        if prefix and _counts(text, space.end(), prefix):
            found = _behind(text, text[: space.start()], " ", prefix, space.end() + prefix.end)
            if known(found.behind, prefix.language or None) if found.behind else text == text.upper():
                return found
    return None


def _set_behind(found: Found, setting: Setting, language: str | None) -> Heading:
    """PLACE - INT. TIME, or a remark in front: FLASHBACK - INT. PLACE - TIME."""
    setting, body = _halves(setting, found, language)
    if not body.place:
        before = body_of(found.before, language)
        early = (before.time,) if body.time and before.time else ()
        return _heading(
            setting, Body(before.place, body.time or before.time, (*early, *before.modifiers, *body.modifiers))
        )
    remark = Part(found.before, read_phrase(found.before, language))
    if remark.reading and remark.reading.kind == "time" and body.time is None:
        return _heading(setting, body._replace(time=remark))
    if remark.reading or found.joint.strip()[:1] in (".", "。", "．", "।"):
        return _heading(setting, body._replace(modifiers=(remark, *body.modifiers)))
    joint = found.joint if found.joint.strip() else " - "
    return _heading(setting, body._replace(place=f"{found.before}{joint}{body.place}"))


def _halves(setting: Setting, found: Found, language: str | None) -> tuple[Setting, Body]:
    """A second prefix makes it both: INT. CAR / EXT. ROAD - DAY is INT/EXT in CAR / ROAD."""
    text = found.behind
    for slash in islice(_SECOND.finditer(text), _MOST_PARTS):
        prefix = opening_of(text[slash.end() : slash.end() + 40])
        if prefix is None or not _counts(text, slash.end(), prefix) or not text[: slash.start()].strip():
            continue
        first = body_of(text[: slash.start()].rstrip(), language, found.hung, found.foreign)
        second = body_of(text[slash.end() + prefix.end :].lstrip(_JOINTS), language)
        both: Setting = setting if setting == prefix.setting else "INT/EXT"
        late = (second.time,) if first.time and second.time else ()
        place = " / ".join(place for place in (first.place, second.place) if place)
        return both, Body(place, first.time or second.time, (*first.modifiers, *late, *second.modifiers))
    return setting, body_of(text, language, found.hung, found.foreign)


def _heading(setting: Setting | None, body: Body) -> Heading:
    """The model, with what its words mean in the normal form."""
    said = body.time.reading if body.time else None
    related = [part for part in body.modifiers if part.reading and part.reading.relation]
    relative = next((part for part in related if part.reading and part.reading.kind == "relation"), None)
    relation = said.relation if said else None
    if relation is None and related and related[0].reading:
        relation = related[0].reading.relation
    location, sub_location = split_location(body.place)
    return Heading(
        setting=setting,
        place=body.place,
        location=location,
        sub_location=sub_location,
        time=body.time.words if body.time else relative.words if relative else "",
        modifiers=tuple(part.words for part in body.modifiers),
        part_of_day=said.part if said else None,
        relation=relation,
    )
