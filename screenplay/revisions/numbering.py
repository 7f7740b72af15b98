"""Scene numbers and page numbers of a revision, as a production office gives them.

Once a script is numbered its numbers stay: what is put in between 12 and 13 is 12A, then 12B; between
12 and 12A it is A12A; what is taken out is kept as OMITTED.  Pages likewise: what page 12 cannot hold
any more goes to 12A.  The letters I and O are left out, they look like figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count
from typing import Final

COLOURS: Final = ("white", "blue", "pink", "yellow", "green", "goldenrod", "buff", "salmon", "cherry", "tan")
"""The paper of the drafts in the order that most offices in the United States keep to (the Writers Guild's)."""

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_NUMBER = re.compile(f"([{_LETTERS}]*)([0-9]+)([{_LETTERS}]*)")


def colour(draft: int) -> str:
    """The paper of a draft counted from 0: ``white``, ``blue`` ... ``tan``, then ``second white``, ``second blue``."""
    again, place = divmod(draft, len(COLOURS))
    times = ("", "second ", "third ", "fourth ", "fifth ")
    return f"{times[again] if again < len(times) else f'{again + 1}th '}{COLOURS[place]}"


def next_colour(name: str) -> str:
    """The paper after one: blue after white, second white after tan; ValueError for a name that is none."""
    names = [colour(draft) for draft in range(5 * len(COLOURS))]
    return colour(names.index(" ".join(name.casefold().split())) + 1)


def letters(number: int) -> str:
    """1 is A, 8 is H, 9 is J, 24 is Z, 25 is AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, len(_LETTERS))
        text = _LETTERS[rest] + text
    return text


def numbered(kept: Sequence[str | None], taken: set[str]) -> list[str]:
    """A number for every scene: ``kept`` are those of the old draft in the new order, None for what is new.

    ``taken`` are numbers that may not be given again, those of omitted scenes among them.
    """
    used = {*taken, *(number for number in kept if number)}
    following = _following(kept)
    numbers: list[str] = []
    for place, number in enumerate(kept):
        if number is None:
            number = _between(numbers[-1] if numbers else "", following[place], used)
            used.add(number)
        numbers.append(number)
    return numbers


def _following(kept: Sequence[str | None]) -> list[str]:
    """For each scene the next number that is kept, nothing behind the last."""
    following = []
    after = ""
    for number in reversed(kept):
        following.append(after)
        after = number or after
    return following[::-1]


def _between(before: str, after: str, used: set[str]) -> str:
    """12A or 12B behind 12 or 12A; A12A in front of 12A; A1 before the first."""
    here, there = _NUMBER.fullmatch(before), _NUMBER.fullmatch(after)
    if here and not (there and there[2] == here[2] and there[3]) and (after or not here[1]):
        return _first_free(used, lambda letter: f"{here[2]}{letter}", _place(here[3]) + 1)
    if before and not here:
        return _first_free(used, lambda letter: f"{before}{letter}", 1)
    stem = after or (here[2] if here else "1")
    return _first_free(used, lambda letter: f"{letter}{stem}", 1)


def _first_free(used: set[str], name: Callable[[str], str], start: int) -> str:
    return next(number for place in count(start) if (number := name(letters(place))) not in used)


def _place(text: str) -> int:
    """The reverse of ``letters``; 0 for nothing."""
    place = 0
    for letter in text:
        place = place * len(_LETTERS) + _LETTERS.index(letter) + 1
    return place
