"""The columns a script is printed in, found in the script itself: programs, papers and pitches differ.

::

    |  margin       dialogue  parenthetical  cue                  right |
    |  INT. BUS - NIGHT                                                 |
    |                                        ANNA                       |
    |                         (quietly)                                 |
    |               It goes on.                                         |
    |                                                           CUT TO: |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from screenplay.laid_out.bands import Band
from screenplay.laid_out.rows import part_of
from screenplay.laid_out.words import is_cue, is_heading, is_name, leading_number, scene_number

NEAR = 0.14
"""Inches that two left edges may lie apart and still be one column: a character and a bit."""

_GRAIN = 0.05
_INDENT = 0.35
_MOST_IN_PARENTHESES = 4
_LEAST_PAIRS = 3
"""Names above speech that make a script of text without a heading."""
_SPARSEST = 50
"""Rows of a script to one heading or name above speech, at the most; prose has many more."""


class Columns(NamedTuple):
    """Left edges in inches: of headings and action, speech, parentheticals and cues; None where none was found.

    ``right`` is where full rows of action end, ``speech_right`` where full rows of speech do.  ``speech_gap``
    is how many blank lines stand between two rows of one speech (1 where speech is double-spaced),
    ``heading_gap`` how many usually stand above a heading, ``action_gap`` above a paragraph of action.
    ``flush``: everything begins at the margin, and only blank lines tell speech from action.
    """

    margin: float
    right: float
    dialogue: float | None = None
    parenthetical: float | None = None
    cue: float | None = None
    speech_right: float = 0.0
    speech_gap: int = 0
    heading_gap: int = 1
    action_gap: int = 1
    flush: bool = False

    @property
    def centre(self) -> float:
        """The middle of the print area."""
        return (self.margin + self.right) / 2

    def at_margin(self, left: float) -> bool:
        """Whether a row that begins there stands in the column of headings and action."""
        return abs(left - self.margin) <= NEAR

    def in_speech(self, left: float) -> bool:
        """Whether a row that begins there stands where speech or its parentheticals do."""
        return self.is_dialogue(left) or (self.parenthetical is not None and abs(left - self.parenthetical) <= NEAR)

    def is_dialogue(self, left: float) -> bool:
        """Whether a row that begins there stands in the column of speech."""
        return self.dialogue is not None and abs(left - self.dialogue) <= NEAR


def columns_of(bands: Sequence[Band]) -> Columns | None:
    """The columns, or None where the rows show neither headings nor speech set apart."""
    main = [_main(band) for band in bands]
    headings = [index for index, band in enumerate(main) if _opens_scene(band)]
    margin = _margin(main, headings)
    if margin is None:
        return None
    pairs = _pairs(main, margin, is_cue)
    if len(pairs) < _LEAST_PAIRS and len(small := _pairs(main, margin, is_name)) > 2 * max(len(pairs), _LEAST_PAIRS):
        pairs = small
    flush = [] if pairs else _flush_pairs(main, margin)
    signs = len(headings) + len(pairs) + len(flush)
    if not (headings or len(pairs) >= _LEAST_PAIRS) or signs * _SPARSEST < len(main):
        return None
    right = _edge([band.end for band in main if abs(band.left - margin) <= NEAR]) or margin + 6.0
    heading_gap, action_gap = _gaps(main, headings, margin)
    columns = Columns(margin, max(right, margin + 3.0), heading_gap=heading_gap, action_gap=action_gap)
    if not pairs:
        return columns._replace(flush=bool(flush))
    return _with_speech(columns, main, *_speech(pairs))


def _main(band: Band) -> Band:
    """The band without a scene number before it and what stands far to its right."""
    if len(band.pieces) > 1 and scene_number(band.first.text):
        return Band(band.pieces[1:2])
    if lead := leading_number(band.first.text):
        return Band((part_of(band.first, lead[1], len(band.first.text)),))
    return Band(band.pieces[:1])


def _opens_scene(band: Band) -> bool:
    return is_heading(band.first.text)


def _margin(main: Sequence[Band], headings: Sequence[int]) -> float | None:
    """Where headings begin, else the leftmost edge that a twentieth of the rows share."""
    if found := peak(main[index].left for index in headings):
        return found
    counts = Counter(round(band.left / _GRAIN) for band in main)
    strong = [edge for edge, count in counts.items() if count * 20 >= len(main)]
    return min(strong) * _GRAIN if strong else None


def _pairs(main: Sequence[Band], margin: float, names: Callable[[str], bool]) -> list[tuple[float, float, int]]:
    """Left edges of names that stand apart from the margin and of what follows them, and blank lines between."""
    return [
        (above.left, below.left, main[index + 1].gap)
        for index, above in enumerate(main)
        if above.left > margin + _INDENT
        and names(above.first.text)
        and (below := _said(main, index)) is not None
        and margin + _INDENT < below.left < above.left + NEAR
    ]


def _said(main: Sequence[Band], index: int) -> Band | None:
    """The first row of speech under a cue, behind what stands in parentheses; None where none follows."""
    inside = False
    for band in main[index + 1 : index + 2 + _MOST_IN_PARENTHESES]:
        text = band.first.text
        if band.page != main[index].page or band.gap > 1:
            return None
        inside = inside or text.startswith("(")
        if not inside:
            return None if is_cue(text) else band
        inside = ")" not in text
    return None


def _flush_pairs(main: Sequence[Band], margin: float) -> list[int]:
    """Where a name in capitals stands at the margin directly above something said: a script without indents."""
    return [
        index
        for index, (above, below) in enumerate(pairwise(main))
        if (above.gap or not index or main[index - 1].page != above.page)
        and below.gap == 0
        and abs(above.left - margin) <= NEAR
        and abs(below.left - margin) <= NEAR
        and above.page == below.page
        and is_cue(above.first.text)
        and not is_heading(above.first.text)
        and not is_cue(below.first.text)
    ]


def _speech(pairs: Sequence[tuple[float, float, int]]) -> tuple[float, float, int]:
    """(cue, dialogue, blank lines between them): where most of what is said stands, and most names above that."""
    dialogue = peak(left for _, left, _ in pairs) or 0.0
    fitting = [pair for pair in pairs if abs(pair[1] - dialogue) <= NEAR]
    cue = peak(left for left, _, _ in fitting) or dialogue
    return cue, dialogue, Counter(gap for _, _, gap in fitting).most_common(1)[0][0]


def _with_speech(columns: Columns, main: Sequence[Band], cue: float, dialogue: float, gap: int) -> Columns:
    spoken = [band for band in main if abs(band.left - dialogue) <= NEAR]
    apart = (band.left for band in main if band.first.text.startswith("(") and dialogue - 0.5 < band.left < cue - NEAR)
    return columns._replace(
        cue=cue,
        dialogue=dialogue,
        parenthetical=peak(apart),
        speech_gap=gap,
        speech_right=_edge([band.end for band in spoken]) or dialogue + 3.5,
    )


def _gaps(main: Sequence[Band], headings: Sequence[int], margin: float) -> tuple[int, int]:
    """How many blank lines usually stand above a heading and above a paragraph of action."""
    above = Counter(main[index].gap for index in headings if main[index].gap)
    opening = set(headings)
    action = Counter(
        band.gap
        for index, band in enumerate(main)
        if band.gap and index not in opening and abs(band.left - margin) <= NEAR and not is_cue(band.first.text)
    )
    return above.most_common(1)[0][0] if above else 1, action.most_common(1)[0][0] if action else 1


def peak(places: Iterable[float]) -> float | None:
    """The place that most of them lie near; None of none."""
    found = list(places)
    if not found:
        return None
    counts = Counter(round(place / _GRAIN) for place in found)
    best = max(counts, key=lambda edge: (sum(counts.get(edge + step, 0) for step in (-1, 0, 1)), counts[edge], -edge))
    near = sorted(place for place in found if abs(place / _GRAIN - best) <= 1.5)
    return near[len(near) // 2]


def _edge(ends: list[float]) -> float | None:
    """Where full rows end: the 98th of a hundred, so that a stray long row does not count."""
    return sorted(ends)[(len(ends) * 98) // 100] if ends else None
