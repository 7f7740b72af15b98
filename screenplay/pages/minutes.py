"""How long a script plays, as a range, from what is said and what is done.

Speech: a letter of an alphabet takes 0.195 s / 3, as betterfountain (MIT) reckons; that is also a syllable of
three letters at the pace of the scratch voice.  Each speech has a breath of 0.25 s, each sentence end 0.2 s and each
comma 0.19 s, as measured of that voice.  Other scripts pack more into a character: see ``weight``.

Action: 20 printed characters a second (betterfountain), which is 0.3 s a word; no paragraph under 1.2 s.  A
heading stands for a second of looking around, after Storyboarder's (0.5 to 1 s an element).

The range: betterfountain tabulates eleven released films against their scripts, from 11.7 to 20.2 characters a second.
The same spread around their geometric mean is put around our sum.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import sqrt

from film.screenplay import Element, ElementType, Profile

_LETTER = 0.195 / 3
_BREATH, _SENTENCE, _COMMA = 0.25, 0.2, 0.19
_ACTION_CHARACTER = 1 / 20
_LETTERS = 0.8
"""Of the characters of alphabetic text those that are letters, not spaces and marks."""
_SHORTEST_ACTION = 1.2
_HEADING = 1.0
_SUNG = 2.0
"""Sung words take twice the time: two to three syllables a second against five or six spoken."""

_FAST_FILM, _SLOW_FILM = 20.2, 11.7
_SPREAD = sqrt(_FAST_FILM / _SLOW_FILM)

_PACE: dict[Profile, float] = {"film": 1.0, "multicam": 1.3}
"""How much faster speech is played: a multi-camera page, double-spaced, is half a minute by the trade's rule of thumb,
and only rapid talk fits that."""

_ENDS = re.compile("[.!?…。！？।॥۔؟]+")
_COMMAS = ",;:、，；：،"
_CODE_PAGES = ("cp1252", "cp1251", "cp1253", "cp1250")
"""Code pages of one byte a letter.  They have the marks of Latin script in the same places, and no others of ours."""

_STOPS = bytes(b"."[0] if byte in b".!?\x85" else b" "[0] for byte in range(256))
"""Those marks as a table for ``bytes.translate``: a full stop for what ends a sentence, a space for all else."""
_PAUSES = (
    (re.compile(r"\blong (?:pause|beat|silence)\b|\blong silence\b", re.I), 2.2),
    (re.compile(r"\b(?:beat|pause|silence|un temps|pausa|stille|temps)\b", re.I), 1.0),
)
_TOLD: tuple[ElementType, ...] = ("action", "centered")
_MUTE = b" \t\n\r.,;:!?-'\"()[]*_"


def running_minutes(elements: Sequence[Element], profile: Profile = "film") -> tuple[float, float]:
    """Shortest and longest likely running time in minutes, to a tenth.

    Of a dual dialogue the longer column counts.
    """
    plain: list[Element] = []
    seconds = 0.0
    for group in _apart(elements, plain):
        sides = [[each for each in group if (each.dual == "right") == right] for right in (False, True)]
        seconds += max(_spoken_seconds(_texts(side), _PACE[profile]) for side in sides)
    texts = _texts(plain)
    seconds += _spoken_seconds(texts, _PACE[profile]) + _action_seconds(texts)
    return round(seconds / _SPREAD / 60, 1), round(seconds * _SPREAD / 60, 1)


def _apart(elements: Sequence[Element], plain: list[Element]) -> Iterator[list[Element]]:
    """The dual dialogues; everything else goes to ``plain``."""
    group: list[Element] = []
    for element in elements:
        if element.dual is None:
            plain.append(element)
            if group and element.type not in ("note", "boneyard"):
                yield group
                group = []
        else:
            if element.dual == "left" and group and group[-1].dual == "right":
                yield group
                group = []
            group.append(element)
    if group:
        yield group


def _texts(elements: Iterable[Element]) -> defaultdict[ElementType, list[str]]:
    """What elements print, by their type."""
    texts: defaultdict[ElementType, list[str]] = defaultdict(list)
    for element in elements:
        texts[element.type].append(element.text)
    return texts


def _spoken_seconds(texts: Mapping[ElementType, list[str]], pace: float) -> float:
    spoken = _voiced(texts.get("dialogue", [])) / pace + _voiced(texts.get("lyrics", [])) * _SUNG
    return spoken + _paused("\n".join(texts.get("parenthetical", [])))


def _voiced(lines: list[str]) -> float:
    text = "\n".join(lines)
    plain = _single_byte(text)
    if plain is not None:
        letters: float = _letters(plain)
        ends = (plain.translate(_STOPS) + b" ").count(b". ")
        commas = sum(plain.count(mark) for mark in b",;:")
    else:
        letters = weight(text)
        ends = len(_ENDS.findall(text))
        commas = sum(text.count(mark) for mark in _COMMAS)
    return letters * _LETTER + len(lines) * _BREATH + ends * _SENTENCE + commas * _COMMA


def _paused(text: str) -> float:
    seconds = 0.0
    for pattern, length in _PAUSES:
        text, count = pattern.subn("", text)
        seconds += count * length
    return seconds


def _action_seconds(texts: Mapping[ElementType, list[str]]) -> float:
    told = [text for kind in _TOLD for text in texts.get(kind, ()) if text]
    whole = "".join(told)
    dense = 1.0 if _single_byte(whole) is not None else weight(whole) / (_LETTERS * len(whole))
    a_character = _ACTION_CHARACTER * dense
    headings = len(texts.get("scene_heading", ()))
    return headings * _HEADING + sum([max(_SHORTEST_ACTION, len(text) * a_character) for text in told])


def weight(text: str) -> float:
    """What is to be said in a text, in letters of an alphabet.

    A Chinese character or a Hangul block is a syllable, three letters and more; kana are lighter, the consonants of
    Indic scripts carry their vowel.  Spaces and marks weigh nothing.
    """
    if (plain := _single_byte(text)) is not None:
        return _letters(plain)
    return sum(_weight(char) * count for char, count in Counter(text).items())


def _letters(plain: bytes) -> int:
    return len(plain.translate(None, _MUTE))


def _single_byte(text: str) -> bytes | None:
    """A text in a code page of one byte a letter, if one has all of it: told, and counted, at C's speed."""
    for codec in _CODE_PAGES:
        try:
            return text.encode(codec)
        except UnicodeEncodeError:
            continue
    return None


@lru_cache(maxsize=8192)
def _weight(char: str) -> float:
    """Letters that a character stands for, after the syllable rates of Pellegrino et al., Language 87(3), 2011."""
    category = unicodedata.category(char)
    if category[0] not in "LN":
        return 0.0
    code = ord(char)
    if 0x3040 <= code <= 0x30FF or 0xFF66 <= code <= 0xFF9D:
        return 2.3
    if 0xAC00 <= code <= 0xD7A3:
        return 2.7
    if category == "Lo" and (0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000):
        return 3.5
    if category == "Lo" and 0x0900 <= code <= 0x0DFF:
        return 2.5
    if 0x0590 <= code <= 0x06FF:
        return 1.4
    return 1.0
