"""Names for elements that outlive text inserted elsewhere.

A name is a pure function of one draft of the script, so it needs no memory; names that follow an
element through rewriting as well are carried from draft to draft by ``screenplay.revisions``.

::

    stands once in the script      type and text
    stands several times           ... and the longest word beside it: a cue's is that of its speech
    still the same                 ... and those of 1, 3, then 8 paragraphs on both sides
    the same even so               ... and a running number

One word stands for a paragraph, so that most rewriting of a speech leaves its cue's name alone.
Cues, parentheticals and what is not printed stand for nothing: they repeat, or come and go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import Final

from film.screenplay import ElementType
from screenplay.manuscript import Draft

_BYTES: Final = 5
"""Forty bits: among 3,000 names two fall together once in 200,000 scripts, and then they are told apart."""

_NO_DIGEST: Final = blake2b(digest_size=_BYTES)
"""What every digest begins as: copied faster than made."""

_SHOWN: Final = 6
"""Digits that tell scenes of one heading apart; all of them where these do not."""

_TELLING: frozenset[ElementType] = frozenset({"scene_heading", "action", "dialogue", "lyrics", "centered"})
_LEADING: frozenset[ElementType] = frozenset(
    {"scene_heading", "character", "parenthetical", "transition", "section", "synopsis", "page_break"}
)
"""What belongs to that which follows it; the others answer what stands before them."""

_REACHES: Final = (1, 3, 8)
_HOPELESS: Final = 0.95
"""Share still alike after a step beyond which the script repeats itself as a whole, and looking farther is in vain."""

_LOOKED_AT: Final = 120
"""Characters of a paragraph among which its longest word is looked for."""


def element_ids(drafts: Sequence[Draft]) -> list[str]:
    """One name a draft, all different: ten hexadecimal digits made of what it says and what stands around it."""
    types = [draft.type for draft in drafts]
    texts = [draft.text for draft in drafts]
    keys = [f"{kind}\n{text}" for kind, text in zip(types, texts, strict=True)]
    alike = _alike(range(len(keys)), keys)
    if alike:
        _tell_apart(keys, alike, _Surroundings(types, texts))
    return _distinct([_digest(key) for key in keys])


def _tell_apart(keys: list[str], alike: list[int], around: _Surroundings) -> None:
    """Widens the keys of those that are alike, in place, until none are."""
    for index, word in zip(alike, around.beside(alike), strict=True):
        keys[index] = f"{keys[index]}\n\0{word}"
    before, alike = len(alike), _alike(alike, keys)
    for reach in _REACHES:
        if len(alike) > _HOPELESS * before:
            break
        for index in alike:
            keys[index] = f"{keys[index]}\n\0{around.within(index, reach)}"
        before, alike = len(alike), _alike(alike, keys)
    counts: dict[str, int] = {}
    for index in alike:
        key = keys[index]
        counts[key] = count = counts.get(key, 0) + 1
        keys[index] = f"{key}\n\0{count}"


def _alike(indices: Iterable[int], keys: Sequence[str]) -> list[int]:
    """Those of the indices whose key another of them has too."""
    chosen = list(indices)
    often = Counter([keys[index] for index in chosen])
    return [index for index in chosen if often[keys[index]] > 1]


class _Surroundings:
    """The words that stand for the paragraphs around an element."""

    def __init__(self, types: Sequence[ElementType], texts: Sequence[str]) -> None:
        telling = [kind in _TELLING for kind in types]
        self._types = types
        self._texts = [text for text, tells in zip(texts, telling, strict=True) if tells]
        self._before = [0, *accumulate(telling)]
        self._words: dict[str, str] = {}

    def beside(self, indices: Sequence[int]) -> list[str]:
        """For each the word of the paragraph that follows a cue or a heading, or stands before anything else."""
        types, before, word = self._types, self._before, self._word
        return [word(before[i + 1] if types[i] in _LEADING else before[i] - 1) for i in indices]

    def within(self, index: int, reach: int) -> str:
        """The words of as many paragraphs before and after it."""
        start, end = self._before[index], self._before[index + 1]
        before = [self._word(place) for place in range(start - reach, start)]
        return " ".join([*before, "|", *[self._word(place) for place in range(end, end + reach)]])

    def _word(self, place: int) -> str:
        text = self._texts[place] if 0 <= place < len(self._texts) else ""
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = max(text[:_LOOKED_AT].split(), key=len, default="")
        return word


def _digest(key: str) -> str:
    digest = _NO_DIGEST.copy()
    digest.update(key.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _distinct(names: list[str]) -> list[str]:
    """The names, with those changed whose digest an earlier, different key has by chance."""
    taken: set[str] = set()
    if len(set(names)) == len(names):
        return names
    for index, name in enumerate(names):
        while name in taken:
            name = _digest(name)
        names[index] = name
        taken.add(name)
    return names


def scene_ids(slugs: Sequence[str], openings: Sequence[str]) -> list[str]:
    """A name for each scene: its heading's slug, and behind it, where several have that, some of its opening's id.

    ``openings`` are the ids of the scenes' first elements, in which equal headings are told apart by what
    follows them; so a scene put in front of an equal one does not take its name.
    """
    often = Counter(slugs)
    for digits in (_SHOWN, 2 * _BYTES):
        pairs = zip(slugs, openings, strict=True)
        names = [slug if often[slug] == 1 else f"{slug}_{opening[:digits]}" for slug, opening in pairs]
        if len(set(names)) == len(names):
            return names
    return _distinct(names)
