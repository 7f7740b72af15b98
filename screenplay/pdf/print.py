"""Characters with places to rows of print: by baseline from the top down, and from left to right in each."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from film.screenplay import Run, Style
from screenplay.pdf.glyphs import POINT, Glyph
from screenplay.pdf.rules import Rule, line_style

_SAME_ROW = 0.35
"""Baselines so near, in sizes of the letter, are one row's."""
_SPACE = 0.2
"""A gap as wide, in sizes of the letter, is a space."""
_PITCH = 0.6
"""Width of a typewriter's letter in sizes of it: 10 to the inch at 12 points."""
_APART = 3.4
"""Characters of white after which another piece of the row begins."""
_MOST_RULES = 200
"""Lines near one row that are looked at; a row has no more words to underline."""
_TWICE = 0.25
"""A letter printed again so near, in its own widths, only makes it darker."""
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_RIGHT_TO_LEFT = ("R", "AL")


class Segment(NamedTuple):
    """A piece of a row: its runs and places in inches from the paper's left and top edges; ``size`` in points."""

    runs: tuple[Run, ...]
    left: float
    right: float
    top: float
    size: float

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


def rows_of(glyphs: Iterable[Glyph], rules: Sequence[Rule]) -> list[list[Segment]]:
    """The page's rows from the top down, each cut where wide space divides it."""
    bases = [rule.base for rule in rules]
    rows = []
    for row in _by_baseline(glyphs):
        size = max(glyph.size for glyph in row)
        first, last = bisect_left(bases, row[0].base - size), bisect_right(bases, row[0].base + size)
        near = rules[first : min(last, first + _MOST_RULES)]
        if segments := list(_segments(_once(row), near)):
            rows.append(segments)
    return rows


def _by_baseline(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: (each.base, each.left)):
        if rows and glyph.base - rows[-1][0].base <= _SAME_ROW * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _once(row: list[Glyph]) -> list[Glyph]:
    """From left to right, without letters printed twice in one place; right to left as the file has them."""
    turned = sum(unicodedata.bidirectional(glyph.char) in _RIGHT_TO_LEFT for glyph in row)
    if turned * 2 > len(row):
        return sorted(row, key=lambda glyph: glyph.order)
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: (glyph.left, glyph.order)):
        for before in kept[-2:]:
            near = glyph.left - before.left <= _TWICE * max(before.right - before.left, 1.0)
            if near and glyph.char == before.char and abs(glyph.order - before.order) != 1:
                break
        else:
            kept.append(glyph)
    return kept


def _segments(row: Sequence[Glyph], rules: Sequence[Rule]) -> Iterable[Segment]:
    start = 0
    for index in range(1, len(row) + 1):
        if index == len(row) or _white(row[index - 1], row[index]) > _APART:
            yield _segment(row[start:index], rules)
            start = index


def _white(before: Glyph, glyph: Glyph) -> float:
    """White between two letters, in a typewriter's letters."""
    return (glyph.left - before.right) / (_PITCH * max(min(before.size, glyph.size), 1.0))


def _segment(row: Sequence[Glyph], rules: Sequence[Rule]) -> Segment:
    runs: list[tuple[str, tuple[Style, ...]]] = []
    before: Glyph | None = None
    for glyph in row:
        style = glyph.look.style
        if rules and (drawn := line_style(rules, glyph.left, glyph.right, glyph.base, glyph.size)):
            style = (*style, drawn)
        if before is not None and (spaces := _spaces(before, glyph)):
            runs.append((" " * spaces, runs[-1][1]))
        runs.append((_LIGATURES.get(glyph.char, glyph.char), style))
        before = glyph
    top = Counter(glyph.base for glyph in row).most_common(1)[0][0]
    size = Counter(glyph.size for glyph in row).most_common(1)[0][0]
    left, right = min(glyph.left for glyph in row), max(glyph.right for glyph in row)
    return Segment(_merged(runs), left / POINT, right / POINT, top / POINT, size)


def _spaces(before: Glyph, glyph: Glyph) -> int:
    """How many spaces stand between two letters; a typewriter's two behind a full stop stay two."""
    white = glyph.left - before.right
    if white < _SPACE * min(before.size, glyph.size):
        return 0
    return max(1, min(3, round(white / (_PITCH * glyph.size))))


def _merged(parts: Sequence[tuple[str, tuple[Style, ...]]]) -> tuple[Run, ...]:
    """Neighbours in one style as one run; a space before another style takes the plainer of the two."""
    texts: list[list[str]] = []
    styles: list[tuple[Style, ...]] = []
    for index, (text, style) in enumerate(parts):
        if text.isspace() and index + 1 < len(parts) and len(parts[index + 1][1]) < len(style):
            style = parts[index + 1][1]
        if styles and styles[-1] == style:
            texts[-1].append(text)
        else:
            texts.append([text])
            styles.append(style)
    joined = [unicodedata.normalize("NFC", "".join(each)) for each in texts]
    return tuple(Run.model_construct(text=text, style=style) for text, style in zip(joined, styles, strict=True))
