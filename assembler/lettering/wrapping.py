"""Lines that fit: broken at spaces, between ideographs where there are none, inside a word only in need."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], float]

_NOT_FIRST = "、。，．・：；？！）］｝」』】〉》ー…ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}%"
"""What never starts a line: closing marks and small kana (JIS X 4051)."""

_CLOSING = frozenset(("?", "!", ":", ";", "»", "?!", "!?", "…"))
_OPENING = frozenset(("«",))
"""What French sets apart by a space and never leaves alone at a line's end or beginning."""

_MOST_BALANCED = 60
"""Pieces up to which every way to break is weighed; longer texts fill more lines than a card has."""


def words(text: str) -> list[str]:
    """The text in pieces that stay whole, each with the space before it, if any."""
    pieces: list[str] = []
    for word in re.findall(r"\s*\S+", text):
        if pieces and (word.strip() in _CLOSING or pieces[-1].strip() in _OPENING):
            pieces[-1] += word
            continue
        start = len(pieces)
        for char in word:
            fresh = len(pieces) == start or (
                (_ideograph(char) or _ideograph(pieces[-1][-1])) and char not in _NOT_FIRST and not pieces[-1].isspace()
            )
            if fresh:
                pieces.append(char)
            else:
                pieces[-1] += char
    return pieces


def _ideograph(char: str) -> bool:
    name = unicodedata.name(char, "")
    return name.startswith(("CJK UNIFIED", "CJK COMPAT", "HIRAGANA", "KATAKANA"))


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Lines no wider than ``width``, filled from the top; no line for text without a visible character."""
    lines: list[str] = []
    line = ""
    for word in words(text):
        if measure((line + word).strip()) <= width:
            line += word
            continue
        if line.strip():
            lines.append(line.strip())
        line = word.lstrip()
        while measure(line) > width and len(line) > 1:
            head = _longest_head(line, width, measure)
            lines.append(line[:head])
            line = line[head:]
    return [*lines, line.strip()] if line.strip() else lines


def _longest_head(word: str, width: float, measure: Measure) -> int:
    fitting = [end for end in range(1, len(word)) if measure(word[:end]) <= width]
    return max(fitting, default=1)


def balance(text: str, width: float, measure: Measure) -> list[str]:
    """As few lines as ``wrap`` needs, but of even length: no single word is left alone below a full line."""
    lines = wrap(text, width, measure)
    pieces = words(text)
    if len(lines) < 2 or len(pieces) > _MOST_BALANCED or any(measure(piece.strip()) > width for piece in pieces):
        return lines
    return _evenest(pieces, len(lines), width, measure)


def _evenest(pieces: list[str], count: int, width: float, measure: Measure) -> list[str]:
    """The breaks whose lines differ least from the mean, by least squares over all ways to break."""
    mean = measure("".join(pieces).strip()) / count
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for _ in range(count):
        reached: dict[int, tuple[float, list[str]]] = {}
        for start, (cost, lines) in best.items():
            for end in range(start + 1, len(pieces) + 1):
                line = "".join(pieces[start:end]).strip()
                wide = measure(line)
                if wide > width:
                    break
                total = cost + (wide - mean) ** 2
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, [*lines, line])
        best = reached
    return best[len(pieces)][1]
