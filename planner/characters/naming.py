"""Where a text names a character: full names, first or last names that are nobody else's, roles with an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from film.words.roles import GENDER
from planner.places.lists import listed

_TITLES = listed(
    "mr mrs ms miss dr doctor sir lord lady dame sister brother father mother aunt uncle captain sergeant detective"
    " officer inspector professor judge king queen prince princess madame monsieur mister herr frau the old young"
    " little big señor señora agent general colonel major lieutenant"
)


class Mention(NamedTuple):
    """A character's name in a text, from ``start`` to ``end``; ``owns`` says that the name stands with 's."""

    start: int
    end: int
    character: str
    owns: bool


class Named(NamedTuple):
    """A character as far as naming goes."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class Naming:
    """Finds characters by name in running text."""

    def __init__(self, people: Iterable[Named]) -> None:
        people = tuple(people)
        forms: dict[str, str] = {}
        for person in people:
            for name in (person.name, *person.aliases):
                forms.setdefault(_key(name), person.id)
        for short, owner in _short_forms(people).items():
            forms.setdefault(short, owner)
        self._owner = forms
        patterns = sorted((form for form in forms if form), key=len, reverse=True)
        body = "|".join(_pattern(form) for form in patterns)
        self._finder = re.compile(rf"(?<!\w)({body})(['’][sS]\b|['’](?!\w))?(?!\w)") if body else None

    def mentions(self, text: str) -> list[Mention]:
        """Every mention in order of place."""
        if self._finder is None:
            return []
        return [
            Mention(match.start(1), match.end(1), self._owner[_key(match[1])], match[2] is not None)
            for match in self._finder.finditer(text)
        ]


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def _short_forms(people: Sequence[Named]) -> dict[str, str]:
    """Shorter names that are one person's alone: first and last names, "the boy" for a BOY OF NINE."""
    uses: Counter[str] = Counter()
    owners: dict[str, str] = {}
    for person in people:
        for short in _parts(_key(person.name)):
            uses[short] += 1
            owners[short] = person.id
    return {short: owner for short, owner in owners.items() if uses[short] == 1}


def _parts(name: str) -> set[str]:
    """First and last words of a longer name; nothing of a numbered one, for COP #2 is not just any cop."""
    whole = name.split()
    words = [word for word in whole if word.strip(".") not in _TITLES]
    if len(whole) < 2 or not words or words[-1].strip("#").isdigit():
        return set()
    ends = {words[0]} if "of" in words else {words[0], words[-1]}
    return {f"the {word}" if word in GENDER else word for word in ends if len(word) > 2 and word.isalpha()}


def _pattern(form: str) -> str:
    """A form as a pattern: a role in any case, a person's name with capitals (ANNA, Anna), never in small letters."""
    words = form.split()
    spelled = [re.escape(word).replace("'", "['’]") for word in words]
    if words[-1] in GENDER or words[0] in GENDER or words[-1].strip("#").isdigit():
        return r"(?i:" + r"\s+".join(spelled) + ")"
    return r"\s+".join(_capital(word) for word in words)


def _capital(word: str) -> str:
    upper, title = word.upper(), word[:1].upper() + word[1:]
    inner = "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
    choices = sorted({upper, title, inner})
    return "(?:" + "|".join(re.escape(choice).replace("'", "['’]") for choice in choices) + ")"
