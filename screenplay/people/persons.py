"""Everybody with their spellings, ids and sorts, and the names by which action may call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from film.names import slug
from film.words.roles import GENDER
from screenplay.people.mentions import Known
from screenplay.people.names import fold
from screenplay.people.roll import Part, Roll, Who
from screenplay.people.words import EVERYBODY


@dataclass
class Person:
    """Somebody while the script is read: spellings with their uses, and what is counted."""

    who: Who
    kind: Literal["person", "group", "extra"] = "person"
    spellings: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    words: int = 0
    name: str = ""
    id: str = ""


def people_of(roll: Roll, parts: Mapping[str, tuple[Part, ...]], uses: Mapping[str, int]) -> dict[Who, Person]:
    """Everybody with their spellings: those of cues in order, then those whom only the action introduces."""
    people: dict[Who, Person] = {}
    for text, each in parts.items():
        for who, spelling in each:
            person = people.get(who)
            if person is None:
                person = people[who] = Person(who)
            person.spellings[spelling] += uses[text]
    speaking = set(people)
    for who, spelling in roll.at_age():
        people.setdefault(who, Person(who)).spellings.setdefault(spelling, 0)
    for key in roll.names:
        who = Who(roll.root(key))
        if key in roll.introduced or who in people:
            person = people.setdefault(who, Person(who))
            person.spellings.setdefault(roll.spelled[key], 0)
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    for who, person in people.items():
        person.name = max(person.spellings, key=person.spellings.__getitem__)
        person.id = _free(slug(person.name), taken, counts)
        name = roll.name(person.name)
        person.kind = "group" if name.is_many else "extra" if name.is_role and who not in speaking else "person"
    return people


def _free(base: str, taken: set[str], counts: Counter[str]) -> str:
    """An id that nobody has: of two with one slug the later gets a number."""
    name = base
    while name in taken:
        counts[base] += 1
        name = f"{base}_{counts[base] + 1}"
    taken.add(name)
    return name


def known_of(roll: Roll, people: Mapping[Who, Person]) -> Iterator[Known]:
    """How everybody may be named in action; a part of a name only if it is one person's alone."""
    shorts: dict[str, set[Who]] = {}
    heads: Counter[str] = Counter()
    for key, name in roll.names.items():
        if name.is_role:
            heads[name.words[-1]] += not name.is_many
        elif len(name.words) > 1:
            for word in {name.words[0], name.words[-1]} - GENDER.keys():
                shorts.setdefault(word, set()).add(Who(roll.root(key)))
    for who, person in people.items():
        names = dict.fromkeys(person.spellings)
        roles: dict[str, None] = {}
        for spelling in person.spellings:
            name = roll.name(spelling)
            if name.is_many and fold(spelling) in EVERYBODY:
                del names[spelling]
            elif name.is_role and not name.number and not who.age:
                roles[" ".join(name.words)] = None
                if heads[name.words[-1]] == 1:
                    roles[name.words[-1]] = None
            elif not who.age and len(name.words) > 1:
                ends = {fold(word): word.strip('"“”.,') for word in spelling.split()}
                names |= {ends[word]: None for word in ends if shorts.get(word) == {who} and len(word) > 2}
        yield Known(person.id, tuple(names), tuple(roles))


def usual_of(people: Mapping[Who, Person]) -> dict[str, str]:
    """For every person the id at the usual age: that of the bare name, else the age that is used most."""
    usual: dict[str, Person] = {}
    for who, person in people.items():
        best = usual.get(who.key)
        if best is None or (best.who.age and (not who.age or person.lines > best.lines)):
            usual[who.key] = person
    return {key: person.id for key, person in usual.items()}
