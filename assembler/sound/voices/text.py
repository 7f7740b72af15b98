"""A line of dialogue as it is said: no markup, no directions, no capitals that would be spelled out."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40
LONGEST_SENTENCE = 240

_NOTE = re.compile(r"\[\[.*?\]\]|/\*.*?\*/", re.DOTALL)
_DIRECTION = re.compile(r"\([^()]*\)")
_EMPHASIS = re.compile(r"[*_`~#|<>{}\[\]\\^=]+")
_PAUSE = re.compile(r"\s*(?:\.{2,}|…)+\s*")
_DASH = re.compile(r"\s*(?:-{2,}|[–—―])+\s*|\s+-\s+")
_SHOUTED = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*")
_SPACE = re.compile(r"\s+")
_LOOSE_STOP = re.compile(r"\s+(?=[,.;:!?…])")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’']*\s+")
_CLAUSE = re.compile(r"(?<=[,;:—])\s+")

_LITTLE = frozenset((
    "am", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "for", "go", "had", "has", "he", "her",
    "him", "his", "how", "if", "in", "is", "it", "its", "me", "my", "no", "not", "of", "off", "on", "or", "our",
    "out", "she", "so", "the", "to", "up", "was", "we", "who", "why", "yes", "you", "your",
))  # fmt: skip
"""Words that a writer capitalises for stress and a reading machine would spell out or mistake for initials."""

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00ad": "", "\u200b": "", "\ufeff": ""})


def spoken_text(text: str) -> str:
    """What is said of a line as written; empty when nothing is.

    Emphasis marks, notes and directions in brackets go; a line shouted in capitals is put in small
    letters; runs of dots and dashes become one pause; control characters, pictures and everything
    else that has no sound become spaces.
    """
    plain = unicodedata.normalize("NFC", text).translate(_QUOTES)
    plain = _without_directions(_NOTE.sub(" ", plain))
    plain = "".join(character if _sounds(character) else " " for character in plain)
    plain = _EMPHASIS.sub(" ", plain)
    plain = _PAUSE.sub("… ", plain)
    plain = _DASH.sub(" — ", plain)
    plain = _calmed(_SPACE.sub(" ", plain).strip(" —"))
    plain = _LOOSE_STOP.sub("", " ".join(word[:LONGEST_WORD] for word in plain.split()))
    return plain if any(character.isalnum() for character in plain) else ""


def sentences(text: str) -> tuple[str, ...]:
    """The pieces that are said in one breath, none longer than ``LONGEST_SENTENCE`` characters."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        found.extend(_breaths(sentence.strip(" —")))
    return tuple(piece for piece in found if any(character.isalnum() for character in piece))


def _without_directions(text: str) -> str:
    while (shorter := _DIRECTION.sub(" ", text)) != text:
        text = shorter
    return text.replace("(", " ").replace(")", " ")


def _sounds(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "LMNP" or kind in ("Sc", "Zs") or character in "+%&@°"


def _calmed(text: str) -> str:
    shouting = len(text.split()) > 1 and text.isupper()
    if shouting:
        return _SHOUTED.sub(lambda match: match[0].lower(), text)
    return _SHOUTED.sub(
        lambda match: match[0].lower() if match[0].lower() in _LITTLE and match[0].isupper() else match[0], text
    )


def _breaths(sentence: str) -> list[str]:
    pieces = [sentence]
    for cut in (_CLAUSE, _SPACE):
        pieces = [part for piece in pieces for part in _packed(piece, cut)]
    return pieces


def _packed(text: str, cut: re.Pattern[str]) -> list[str]:
    """The text broken at ``cut`` into as few pieces as fit."""
    if len(text) <= LONGEST_SENTENCE:
        return [text]
    packed = [""]
    for part in cut.split(text):
        if packed[-1] and len(packed[-1]) + len(part) + 1 > LONGEST_SENTENCE:
            packed.append(part)
        else:
            packed[-1] = f"{packed[-1]} {part}".strip()
    return packed
