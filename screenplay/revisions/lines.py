"""What the matching of two drafts looks at: each line's key, its words, the cue it stands under."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from film.screenplay import Element, ElementType

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that put no spaces between words: there two letters that follow each other stand for a word."""

_SPOKEN: frozenset[ElementType] = frozenset({"dialogue", "lyrics", "parenthetical"})
_LOOKED_AT: Final = 2000
"""Characters of a paragraph whose words are compared; nobody writes a longer one."""

_TELLING_WORDS: Final = 3
"""A line of so many words is the same line wherever it stands; "Yes." is not."""

Key = tuple[str, str]
"""Type and text."""


def words_of(text: str) -> list[str]:
    """The words of a text in order, in lower case and without punctuation."""
    words = _WORD.findall(text[:_LOOKED_AT].casefold())
    if not UNSPACED.search(text):
        return words
    return [pair for word in words for pair in _pairs(word)]


def _pairs(word: str) -> list[str]:
    return [first + second for first, second in pairwise(word)] or [word]


class Lines:
    """The elements of one draft, as the matching sees them.

    ``cue[i]`` is the index of the cue that line ``i`` is spoken under, -1 where there is none; ``sides[i]``
    says that it only accompanies a speech (its cue, its parentheticals) and tells nothing by itself.
    """

    def __init__(self, elements: Sequence[Element]) -> None:
        self.elements = elements
        self.types: list[ElementType] = [element.type for element in elements]
        self.texts = [element.text for element in elements]
        self.keys: list[Key] = list(zip(self.types, self.texts, strict=True))
        self.cue = _cues(self.types)
        self.sides = [kind in ("character", "parenthetical") for kind in self.types]
        self._words: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def telling(self) -> list[int]:
        """The indices of the lines that are no cue and no parenthetical."""
        return [index for index, side in enumerate(self.sides) if not side]

    @cached_property
    def heads(self) -> dict[int, int]:
        """For each cue with a speech the index of its first spoken line."""
        return {self.cue[index]: index for index in reversed(self.telling) if self.cue[index] >= 0}

    def soften(self, names: Mapping[str, str], partners: Sequence[int]) -> None:
        """From here on a line's key is its words alone, new names for old ones in them.

        Lines that have a partner and tell something need no key any more.
        """
        for index, (kind, text) in enumerate(self.keys):
            if partners[index] >= 0 and not self.sides[index]:
                continue
            words = [renamed(word, names) for word in words_of(text)]
            if words:
                self.keys[index] = kind, " ".join(words)
                self._words[index] = frozenset(words)

    def words(self, index: int) -> frozenset[str]:
        """The different words of a line."""
        found = self._words.get(index)
        if found is None:
            found = self._words[index] = frozenset(words_of(self.texts[index]))
        return found

    def distinct(self, index: int) -> bool:
        """The line is long enough to be known again far from where it stood; a heading is not without its scene."""
        return self.types[index] != "scene_heading" and len(self.words(index)) >= _TELLING_WORDS

    def speaker(self, index: int) -> str:
        """The cue that a line stands under, as written; nothing for action."""
        cue = self.cue[index]
        return self.texts[cue] if cue >= 0 else ""

    def leads(self, index: int) -> bool:
        """The line is the first that is spoken under its cue."""
        return self.cue[index] >= 0 and self.heads.get(self.cue[index]) == index


def _cues(types: Sequence[ElementType]) -> list[int]:
    cues = []
    last = -1
    for index, kind in enumerate(types):
        if kind == "character":
            last = index
            cues.append(-1)
            continue
        if kind not in _SPOKEN and kind not in ("note", "boneyard"):
            last = -1
        cues.append(last if kind in _SPOKEN else -1)
    return cues


def renamed(word: str, names: Mapping[str, str]) -> str:
    """The word's new name; what stands behind an apostrophe stays."""
    if word in names:
        return names[word]
    for mark in "'’":
        stem, found, ending = word.partition(mark)
        if found and stem in names:
            return f"{names[stem]}{mark}{ending}"
    return word


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their words that two lines have in common, 0 to 1 (Dice's coefficient)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
