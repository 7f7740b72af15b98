"""Names for what is new between things that keep theirs: ``12A-B3A`` after ``12A-B3``, setup K after J.

A running number with its tail sorts as text does: 3, 3-A, 3A, 3AA, 3B, 4.  The letters are those of
a slate, without I and O, which read as digits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from typing import NamedTuple

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
Place = tuple[int, str]
"""A running number and its tail, as they sort."""

_RUNNING = re.compile(r"(.*?)(\d+)([-A-Z]*)", re.DOTALL)


class Running(NamedTuple):
    """A name with a running number: what stands before it, the number, the letters of what was put in later."""

    stem: str
    number: int
    tail: str

    @property
    def place(self) -> Place:
        """What it sorts by."""
        return self.number, self.tail


def running(name: str) -> Running | None:
    """The last number of a name and its tail; None for a name without."""
    match = _RUNNING.fullmatch(name)
    return Running(match[1], int(match[2]), match[3]) if match else None


def between(before: Place, after: Place | None, taken: Collection[Place]) -> Place:
    """A free place behind one and in front of another (None: there is nothing more, so the next number)."""
    if after is None:
        return next(place for number in count(before[0] + 1) if (place := (number, "")) not in taken)
    finer = ((before[0], tail) for tail in _tails(before[1]))
    return next(place for place in finer if place < after and place not in taken)


def _tails(tail: str) -> Iterator[str]:
    """Ever finer tails that sort behind one, the trade's first."""
    if tail and tail[-1] in _LETTERS:
        yield from (f"{tail[:-1]}{letter}" for letter in _LETTERS[_LETTERS.index(tail[-1]) + 1 :])
    for depth in count():
        yield from (f"{tail}{'-' * depth}{letter}" for letter in _LETTERS)


def next_letters(known: Sequence[str], taken: Collection[str]) -> Iterator[str]:
    """Letters for setups behind the last of those known, without end: after J comes K."""
    last = max((_index(letters) for letters in known if letters), default=-1)
    yield from (name for index in count(last + 1) if (name := letters(index)) not in taken)


def split_letters(name: str) -> tuple[str, str]:
    """What stands before the capital letters at a name's end, and they."""
    match = re.fullmatch(r"(.*?)([A-Z]*)", name, re.DOTALL)
    return (match[1], match[2]) if match else (name, "")


def letters(index: int) -> str:
    """A, B ... Z without I and O, then AA, AB ..."""
    first, rest = divmod(index, len(_LETTERS))
    return (letters(first - 1) if first else "") + _LETTERS[rest]


def _index(name: str) -> int:
    index = 0
    for letter in name:
        index = index * len(_LETTERS) + (_LETTERS.find(letter) + 1)
    return index - 1
