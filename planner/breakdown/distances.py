"""How far apart the words say that people are: "thirty paces off", "a few feet away", "at arm's length"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from film.words.numbers import NUMBER_WORDS, count_in
from film.words.plain import listed

METRES = {
    **dict.fromkeys(("pace", "paces", "step", "steps"), 0.75), **dict.fromkeys(("foot", "feet"), 0.305),
    **dict.fromkeys(("yard", "yards"), 0.914), **dict.fromkeys(("inch", "inches"), 0.0254),
    **dict.fromkeys(("metre", "metres", "meter", "meters"), 1.0), **dict.fromkeys(("pas", "schritte", "pasos"), 0.75),
    **dict.fromkeys(("block", "blocks"), 90.0), **dict.fromkeys(("mile", "miles"), 1609.0),
    **dict.fromkeys(("length", "lengths"), 2.4),
}  # fmt: skip
"""A military quick-time pace is 30 inches, 0.76 m."""

_WHERE = listed("apart away off from behind ahead distant")
_LOOSELY = listed("a an half odd good")
_BEFORE = listed("of the about some only just maybe")
_OPENING = frozenset(METRES) | _BEFORE | _LOOSELY | NUMBER_WORDS | {"at"}
_LONGEST = 5
_ARM = 0.7


class Distance(NamedTuple):
    """``metres``, the words it takes from where it begins, and the word behind its unit ("away", "behind")."""

    metres: float
    length: int
    how: str


def opens_distance(word: str) -> bool:
    """Whether a distance can begin with a small word."""
    return word in _OPENING or (not word.isalpha() and count_in([word]) is not None)


def distance_at(words: Sequence[str]) -> Distance | None:
    """The distance that small words begin with; None where they begin with none.

    >>> distance_at(["thirty", "paces", "off", "."])
    Distance(metres=22.5, length=3, how='off')
    """
    if list(words[:4]) == ["at", "arm", "s", "length"]:
        return Distance(_ARM, 4, "apart")
    unit = next((i for i, word in enumerate(words[:_LONGEST]) if word in METRES), None)
    if unit is None or unit + 1 >= len(words) or words[unit + 1] not in _WHERE:
        return None
    before = [word for word in words[:unit] if word not in _BEFORE]
    if any(count_in([word]) is None and word not in _LOOSELY for word in before):
        return None
    counted = count_in(before)
    if counted is None and not set(before) <= {"a", "an"}:
        return None
    if counted is None and (not before and not words[unit].endswith(("s", "feet"))):
        return None
    many = 1.0 if counted is None and before else 3.0 if counted is None else _mean(counted.least, counted.most)
    if words[unit] in ("inch", "inches") and counted is None:
        many = 6.0
    return Distance(round(many * METRES[words[unit]], 2), unit + 2, words[unit + 1])


def _mean(least: int, most: int | None) -> float:
    return (least + (most if most is not None else least)) / 2
