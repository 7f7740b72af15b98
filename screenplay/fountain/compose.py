"""Elements to pieces of Fountain text: those kept are in the writer's own lines, all others written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from film.screenplay import Element
from screenplay.fountain.canonical import COMMENTS, SPOKEN, comment, written
from screenplay.fountain.lines import line_ends


class Slice(NamedTuple):
    """Source lines of one or more drafts that share them, ``first`` to ``last`` by index, both included."""

    text: str
    first: int
    last: int


class Piece(NamedTuple):
    """Text of the elements from ``start`` up to ``end``, its last line without an end.

    ``glued`` pieces stand directly below the one before, all others behind a blank line.  ``slice`` is
    where the piece comes from, where it is the writer's.
    """

    text: str
    start: int
    end: int
    glued: bool = False
    slice: Slice | None = None


def compose(elements: Sequence[Element], kept: Mapping[int, Slice], line_end: str = "\n") -> list[Piece]:
    """Pieces in order; ``kept`` has a slice for the index of the first element in each.

    A comment in the middle of a speech stands behind the line before it, for a boneyard on a line of
    its own would end the speech; a note below a line that is kept stands below it.
    """
    spoken = _spoken_behind(elements)
    pieces: list[Piece] = []
    under_cue = False
    at = 0
    while at < len(elements):
        element, slice_ = elements[at], kept.get(at)
        end = at + (slice_.last - slice_.first + 1 if slice_ else 1)
        commenting = element.type in COMMENTS
        glued = under_cue and (spoken[at] if commenting else element.type in SPOKEN)
        if slice_:
            pieces.append(Piece(slice_.text, at, end, glued, slice_))
        elif glued and commenting and pieces and not (pieces[-1].slice and element.type == "note"):
            while end < len(elements) and elements[end].type in COMMENTS and end not in kept:
                end += 1
            text = " ".join(map(comment, elements[at:end])).replace("\n", line_end)
            pieces[-1] = pieces[-1]._replace(text=f"{pieces[-1].text} {text}", end=end)
        elif text := written(element, glued, spoken[end]):
            pieces.append(Piece(text.replace("\n", line_end), at, end, glued))
        else:
            under_cue = under_cue and element.type != "character"
            at = end
            continue
        for member in elements[at:end]:
            under_cue = _stays_under_cue(member, under_cue)
        at = end
    return pieces


def _stays_under_cue(element: Element, under_cue: bool) -> bool:
    if element.type in COMMENTS or element.type in SPOKEN:
        return under_cue
    return element.type == "character"


def _spoken_behind(elements: Sequence[Element]) -> list[bool]:
    """For each index, and the one behind the last: whether what follows from there, comments aside, is spoken."""
    spoken = [False] * (len(elements) + 1)
    for index in range(len(elements) - 1, -1, -1):
        kind = elements[index].type
        spoken[index] = spoken[index + 1] if kind in COMMENTS else kind in SPOKEN
    return spoken


class Joined(NamedTuple):
    """A script's text, and the number of the line on which each of its pieces begins."""

    text: str
    starts: list[int]


def join(head: str, pieces: Sequence[Piece], gaps: Sequence[str], tail: str) -> Joined:
    """``head``, then every piece behind its gap, then ``tail``."""
    parts = [head]
    starts = []
    line = 1 + line_ends(head)
    for piece, gap in zip(pieces, gaps, strict=True):
        line += line_ends(gap)
        starts.append(line)
        line += line_ends(piece.text)
        parts += (gap, piece.text)
    return Joined("".join([*parts, tail]), starts)
