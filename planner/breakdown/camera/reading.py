"""A paragraph of action read for camera directions: each with its place in the text and what it asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from planner.breakdown.camera.subject import Scenery, detail_of, object_of
from planner.breakdown.camera.table import AGENT, OURS, PHRASES, SENTENCE_CASE, SPOKEN, Phrase
from planner.breakdown.camera.viewers import point_of_view, shoulder
from planner.characters.quoted import blank_quotes
from planner.facts import CameraWords

_LONGEST = 80
_SMALL = ("ON", "OF", "DE", "IN", "TO", "UP", "SUR", "AUF", "DI", "EM", "DEL", "DES", "VON", "OUT", "WIT", "OVE")
_HEADS = {
    word[:3]
    for phrase in PHRASES
    for word in re.findall(r"[A-Z]{2,}", phrase.pattern.pattern)
    if word[:3] not in _SMALL
}
"""How the words of the table begin: a text without any of them is not searched."""

_LOUD = re.compile(r"[A-Z]{2,}")
_ON = re.compile(r"(?:BACK )?ON (?=(?:THE|HIS|HER|THEIR|A|AN) [A-Z]{2}|[A-Z])(?!A |THE BACK\b)")
_BACK_TO = re.compile(r"BACK (?:TO|ON) (?=[A-Z])(?!SCENE|PRESENT|THE PRESENT|BLACK|REALITY|SCHOOL|WORK)")
_JOINING = frozenset((
    "", "a", "an", "the", "slow", "slowly", "and", "then", "we", "camera", "as", "to", "in", "into", "with", "move",
    "on", "of", "from", "begin", "begins", "start", "starts", "shot", "while", "continues",
))  # fmt: skip
_OUT = re.compile(r"\b(?:ZOOM|DOLLY|TRACK|CRANE|BOOM|JIB|TILT|PEDESTAL)(?:S|ING)? (?:OUT|BACK|UP)\b", re.IGNORECASE)
"""Moves that go out, back or up."""
_SIDE = re.compile(r"\b(?:LEFT|RIGHT)\b", re.IGNORECASE)
_QUICK = re.compile(r"\b(?:WHIP|SWISH|CRASH|SNAP|FAST|QUICK(?:LY)?)\b", re.IGNORECASE)
"""A jerk of the camera."""
_PART = re.compile(
    r"[A-Z][A-Z .-]*'S (?:[A-Z]+ )?(?:HANDS?|FINGERS?|FISTS?|THUMB|WRISTS?|FEET|FOOT|BOOTS|SHOES|HEELS"
    r"|EYES?|MOUTH|LIPS)\b"
)
_STOP = re.compile(r"[.!?](?=\s|$)|\n|\.{3}|…")


class Found(NamedTuple):
    """A phrase of the camera in a text: from ``start`` to ``end``; ``keeps``: its words stay for the grammar."""

    start: int
    end: int
    phrase: Phrase
    whose: str | None = None
    keeps: bool = False


class Asked(NamedTuple):
    """One direction: what it asks for, where in the text it begins, and the spans that are no action to act.

    ``opens``: it stands at the head of a sentence, so that a new picture begins there.
    """

    camera: CameraWords
    start: int
    spans: tuple[tuple[int, int], ...]
    opens: bool
    role: str = ""


def asked_in(text: str, scenery: Scenery) -> tuple[Asked, ...]:
    """The directions of a paragraph in order; directions that run into each other are one."""
    found = _found(text, scenery)
    groups: list[list[Found]] = []
    for each in found:
        if groups and _joined(text, groups[-1], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    return tuple(_asked(text, group, scenery) for group in groups)


def hushed(text: str, asked: Sequence[Asked]) -> str:
    """The text with the camera's words blanked, every other letter at its place."""
    letters = list(text)
    for each in asked:
        for start, end in each.spans:
            letters[start:end] = " " * (end - start)
    return "".join(letters)


def flattened(text: str) -> str:
    """The same length of text without accents, quotations blanked, directions in sentence case put in capitals."""
    flat = blank_quotes(text)
    if not flat.isascii():
        flat = "".join(_base(letter) for letter in flat)
    return SENTENCE_CASE.sub(lambda match: match[0].upper() if opens(flat, match.start()) else match[0], flat)


def _base(letter: str) -> str:
    if letter in "’‘":
        return "'"
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


def opens(text: str, start: int) -> bool:
    """Whether a sentence, clause or line begins here."""
    before = text[:start].rstrip(" \t'\"([*")
    return not before or before[-1] in ".!?:;–—\n…" or before.endswith(" -") or before == "-"


def _found(text: str, scenery: Scenery) -> list[Found]:
    """Phrases without overlaps, the longer of two first."""
    flat = flattened(text)
    every = [*_loud(text, flat, scenery), *_spoken(text, flat, scenery), *_shoulders(text, flat, scenery)]
    kept: list[Found] = []
    for each in sorted(every, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _loud(text: str, flat: str, scenery: Scenery) -> Iterator[Found]:
    heads = {word[:3] for word in _LOUD.findall(flat)}
    if not heads:
        return
    yield from _bodily(text, flat, scenery)
    yield from (Found(*span, Phrase(_ON, idiom="pov"), whose) for span, whose in point_of_view(text, flat, scenery))
    if heads & _HEADS:
        for phrase in PHRASES:
            for match in phrase.pattern.finditer(flat):
                placed = not phrase.opens or opens(flat, match.start()) or _agreed(flat, match.start())
                if placed and (phrase.role != "named" or _points(text, match.end() + 1, scenery, names=True)):
                    yield Found(match.start(), match.end(), phrase, _left(text, match, phrase, scenery))
    if "ON" in heads:
        for pattern in (_ON, _BACK_TO):
            for match in pattern.finditer(flat):
                if opens(flat, match.start()) and _points(text, match.end(), scenery):
                    yield Found(match.start(), match.end(), Phrase(_ON, role="angle_on"))
    elif "BAC" in heads:
        for match in _BACK_TO.finditer(flat):
            if opens(flat, match.start()) and _points(text, match.end(), scenery, names=True):
                yield Found(match.start(), match.end(), Phrase(_ON, role="angle_on"))


def _left(text: str, match: re.Match[str], phrase: Phrase, scenery: Scenery) -> str | None:
    """Whom a focus leaves: "RACK FOCUS FROM ANNA TO BEN"."""
    named = scenery.naming.mentions(text[match.start() : match.end()]) if phrase.role == "focus" else []
    return named[0].character if named else None


def _bodily(text: str, flat: str, scenery: Scenery) -> Iterator[Found]:
    """ "ANNA'S HANDS dealing cards": a part of somebody in capitals at the head of a paragraph is a picture of it."""
    match = _PART.match(flat)
    named = scenery.naming.mentions(text[: match.end()]) if match else []
    if named and named[0].start == 0 and named[0].owns:
        yield Found(0, 0, Phrase(_ON, idiom="insert"))


def _agreed(flat: str, start: int) -> bool:
    """Whether another direction leads up to it: "LOW ANGLE, HANDHELD", "We PAN TO", "CAMERA TILTS UP", "SLOW ZOOM"."""
    before = re.findall(r"[A-Za-z']+", flat[max(0, start - 40) : start].rpartition(".")[2])
    return (
        bool(before)
        and before[-1].casefold() in ("we", "camera", "slow", "kamera", "then", "and")
        and (before[-1].casefold() not in ("then", "and") or any(word.isupper() and len(word) > 2 for word in before))
    )


def _points(text: str, at: int, scenery: Scenery, names: bool = False) -> bool:
    """Whether what follows ON is somebody or something in capitals or by name, and no place in a sentence."""
    tail = text[at : at + 60]
    mentions = scenery.naming.mentions(tail)
    if mentions and mentions[0].start == 0:
        return True
    words = tail.split()
    return (
        not names
        and len(words) > 1
        and words[0].isupper()
        and words[1].strip(".,:;!?-").isupper()
        and len(words[1]) > 2
    )


def _spoken(text: str, flat: str, scenery: Scenery) -> Iterator[Found]:
    """What "we" or the camera does."""
    for match in AGENT.finditer(flat):
        if match["camera"] and not _is_the_camera(flat, match):
            continue
        behind = match.end() + 1 if flat[match.end() : match.end() + 1] == " " else match.end()
        if match["we"] and flat[match.start() : match.end()].casefold() == "on" and not opens(flat, match.start()):
            continue
        options = ((phrase.pattern.match(flat, behind), phrase) for phrase in SPOKEN)
        best = max(((hit, phrase) for hit, phrase in options if hit), key=lambda pair: pair[0].end(), default=None)
        if best is not None:
            keeps = best[1].role == "see" and match["we"] is not None
            left = _left(text, best[0], best[1], scenery)
            yield Found(match.start(), best[0].end(), best[1], left, keeps)
    for phrase in OURS:
        for match in phrase.pattern.finditer(flat):
            yield Found(match.start(), match.end(), phrase)


def _is_the_camera(flat: str, match: re.Match[str]) -> bool:
    """The film's camera heads its clause; "a camera", "Anna's camera" and "the security camera" are things."""
    before = flat[: match.start()].rstrip()
    return opens(flat, match.start()) or before[-1:] == "," or before.split()[-1].casefold() in (
        "as", "and", "then", "while", "when", "slowly", "et", "und", "y"
    )  # fmt: skip


def _shoulders(text: str, flat: str, scenery: Scenery) -> Iterator[Found]:
    for span, whose in shoulder(text, flat, scenery):
        if opens(flat, span[0]) or flat[span[0] : span[1]].isupper():
            yield Found(*span, Phrase(_ON, idiom="ots"), whose)


def _joined(text: str, group: Sequence[Found], later: Found) -> bool:
    """Whether a phrase goes on with the direction before it: nothing to see stands between, or the sentence runs on."""
    between = text[group[-1].end : later.start]
    if _STOP.search(between) is None and not opens(text, later.start):
        return True
    if any(word.strip(".,:;!?-–—()").casefold() not in _JOINING for word in between.split()):
        return False
    return not any(_clash(earlier.phrase, later.phrase) for earlier in group)


def _clash(a: Phrase, b: Phrase) -> bool:
    pairs = ((a.size, b.size), (a.angle, b.angle), (a.idiom, b.idiom))
    return any(one and other and one != other for one, other in pairs)


def _asked(text: str, group: Sequence[Found], scenery: Scenery) -> Asked:
    first = group[0]
    end = _sentence_end(text, group[-1].end)
    subject = _subject(text, group, scenery)
    roles = [each.phrase.role for each in group if each.phrase.role]
    wide = any(role == "away" for role in roles)
    said = flattened(text)[first.start : group[-1].end]
    camera = CameraWords(
        text=" ".join(text[first.start : end].split())[:_LONGEST].strip(),
        idiom=next((each.phrase.idiom for each in group if each.phrase.idiom), None),
        size=next((each.phrase.size for each in group if each.phrase.size), "WS" if wide else None),
        angle=next((each.phrase.angle for each in group if each.phrase.angle), None),
        move=next((each.phrase.move for each in group if each.phrase.move), None),
        subject=subject,
        detail=detail_of(text[group[-1].end :]) if subject is not None else None,
        whose=next((each.whose for each in group if each.whose), None),
        away=wide or _OUT.search(said) is not None,
        way=_way(said),
        quick=_QUICK.search(said) is not None,
    )
    spans = tuple((each.start, each.end) for each in group if not each.keeps)
    role = "see" if set(roles) == {"see"} and len(group) == len(roles) else next(iter(roles), "")
    return Asked(camera, first.start, spans, opens(flattened(text), first.start), role)


def _way(said: str) -> Literal["left", "right"] | None:
    found = _SIDE.search(said)
    return None if found is None else "left" if found[0].upper() == "LEFT" else "right"


def _is_known(found: str | None, tail: str, scenery: Scenery) -> bool:
    """Whether it is a prop or somebody named: only those are meant from one sentence into the next."""
    return found in scenery.props or any(mention.character == found for mention in scenery.naming.mentions(tail))


def _sentence_end(text: str, start: int) -> int:
    stop = _STOP.search(text, start)
    return stop.start() if stop else len(text)


def _subject(text: str, group: Sequence[Found], scenery: Scenery) -> str | None:
    """The object of what is revealed, else of the first phrase that has one, else who stands before the phrase."""
    ordered = sorted(range(len(group)), key=lambda i: group[i].phrase.role not in ("reveal", "see"))
    for i in ordered:
        until = group[i + 1].start if i + 1 < len(group) else len(text)
        tail = text[group[i].end : until]
        stop = _STOP.search(tail.lstrip(" -:–—.\n"))
        lead = len(tail) - len(tail.lstrip(" -:–—.\n"))
        found = object_of(tail[lead : lead + (stop.start() if stop else len(tail))], scenery)
        whose = group[i].whose
        ended = "." in tail[:lead] and not _is_known(found, tail, scenery)
        if found is not None and found != whose and not ended:
            return found
    if any(each.phrase.role == "reverse" for each in group):
        return None
    line = text[text.rfind("\n", 0, group[0].start) + 1 : group[0].start]
    before = scenery.naming.mentions(line.rpartition(". ")[2])
    return before[-1].character if before and not group[0].whose else None
