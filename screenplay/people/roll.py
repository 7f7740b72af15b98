"""The roll: every name that cues and action give, and the one person that each spelling stands for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from film.words.given_names import gender_of
from film.words.roles import NEVER
from screenplay.people.alike import alike
from screenplay.people.cue import LONGEST, Cue, read_cue
from screenplay.people.introduced import Introduction
from screenplay.people.mentions import genitive
from screenplay.people.names import Name, fold, name_of
from screenplay.people.words import GENERIC, TITLES

_SEPARATOR = re.compile(
    r" ?[/&+;、] ?| ?, (?:(?:and|et|und|y|e|и) )?| (?:and|et|und|y|e|и|和|与|與|और|तथा|with|avec|mit|con|com|с) ",
    re.IGNORECASE,
)
_WIDE_AND = re.compile("[和与與跟とや]")
_STRONG = re.compile("[/&+、]")
_MOST = 12
"""Names in one cue; more are one name as they stand."""


class Who(NamedTuple):
    """Somebody: the key of a name, and which age of that person where it is not the usual one."""

    key: str
    age: str = ""


class Part(NamedTuple):
    """One of those whom a cue names, and the spelling that it uses."""

    who: Who
    spelling: str


class Roll:
    """Names by key, first those that cues give plainly, then the action's, then those of cues with several.

    After ``close`` every cue's people can be asked for.
    """

    def __init__(self, cues: Mapping[str, int]) -> None:
        """``cues`` are the distinct texts of cues, in order, and how often each stands."""
        self.names: dict[str, Name] = {}
        self.spelled: dict[str, str] = {}
        self.cues = {text: read_cue(text) for text in cues}
        self.introduced: dict[str, int] = {}
        self.introduced_at_age: list[Cue] = []
        self._read: dict[str, Name] = {}
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        self._sure: set[str] = set()
        self._ages: defaultdict[str, set[str]] = defaultdict(set)
        self._usual_ages: defaultdict[str, set[str]] = defaultdict(set)
        self._at_age: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._root: dict[str, str] = {}
        self._genitives: dict[str, str] = {}
        for text, cue in self.cues.items():
            if cue.age:
                self._at_age[self.name(cue.base).key][cue.age] += cues[text]
            elif not (cue.voice_of or cue.maybe or _SEPARATOR.search(cue.name)):
                self._add(cue.name)
        for cue in self.cues.values():
            if cue.maybe and not self.knows(cue.maybe) and not _SEPARATOR.search(cue.name):
                self._add(cue.name)

    def name(self, spelling: str) -> Name:
        """A spelling taken apart."""
        found = self._read.get(spelling)
        if found is None:
            found = self._read[spelling] = name_of(spelling)
        return found

    def knows(self, spelling: str) -> bool:
        """Whether that very name is on the roll."""
        return self.name(spelling).key in self.names

    def _add(self, spelling: str) -> str:
        name = self.name(spelling)
        key = name.key
        if key not in self.names:
            self.names[key] = name
            self.spelled[key] = spelling
            for word in name.words:
                self._words[word].append(key)
        return key

    def introduce(self, found: Sequence[Introduction]) -> None:
        """Adds whom the action introduces, but for short forms and descriptions of those already there."""
        for each in found:
            cue = read_cue(each.name)
            if cue.age and not self.name(cue.base).is_role:
                self._at_age[self.name(cue.base).key][cue.age] += 0
                self.introduced_at_age.append(cue)
                continue
            name = self.name(each.name)
            known = name.key in self.names
            if not known and self._is_meant(name, each.whole):
                continue
            key = self._add(each.name)
            if not known:
                self.introduced[key] = each.at
            if each.whole:
                self._sure.add(key)
            if each.age:
                self._ages[key].add(each.age)

    def _is_meant(self, name: Name, whole: bool) -> bool:
        """Whether it only says again who is there: KOWALSKI for ANNA KOWALSKI, OLD WOMAN for WOMAN."""
        if whole and not name.is_role:
            return False
        mine = set(name.words)
        for word in name.words:
            for key in self._words[word][:_MOST]:
                other = self.names[key]
                if other.number == name.number and (mine <= set(other.words) or set(other.words) <= mine):
                    return True
        return False

    def close(self) -> None:
        """Adds the people of cues that name several, then finds which names are one person."""
        for cue in self.cues.values():
            if not cue.age and not cue.voice_of:
                for part in self._parts(cue.name):
                    inner = read_cue(part)
                    if not inner.age and not inner.voice_of:
                        self._add(inner.name)
        root = alike(self.names, self._sure)
        for key in root:
            end = root[key]
            while root[end] != end:
                end = root[end]
            self._root[key] = end
        for key, ages in self._ages.items():
            self._usual_ages[self.root(key)] |= ages

    def root(self, key: str) -> str:
        """The key that stands for all names of one person."""
        return self._root.get(key, key)

    def of(self, text: str) -> tuple[Part, ...]:
        """Who speaks under a cue of this text; at least one."""
        cue = self.cues[text]
        parts = () if cue.age or cue.voice_of else self._parts(cue.name)
        if parts:
            return tuple(dict.fromkeys(self._one(read_cue(part)) for part in parts))
        return (self._one(cue),)

    def _one(self, cue: Cue) -> Part:
        if cue.maybe and self.knows(cue.maybe):
            cue = cue._replace(name=cue.maybe)
        if cue.voice_of:
            owner = self._owner(cue.voice_of)
            spelling = owner or cue.name
            return Part(Who(self.root(self.name(spelling).key)), spelling)
        if cue.age:
            return self._aged(cue)
        return Part(Who(self.root(self.name(cue.name).key)), cue.name)

    def _owner(self, voice_of: str) -> str:
        """The name of a voice's owner; nothing for a role that the script has nowhere else."""
        for spelling in (voice_of, voice_of[:-1] if voice_of[-1:] in "sS" else voice_of):
            key = self.name(spelling).key
            if key in self.names:
                return self.spelled[key]
        if not self._genitives:
            self._genitives = {form: key for key in self.names for form in genitive(key)}
        owner = self._genitives.get(fold(voice_of))
        return self.spelled[owner] if owner else "" if self.name(voice_of).is_role else voice_of

    def at_age(self) -> tuple[Part, ...]:
        """Those whom the action introduces at another age than their usual one."""
        return tuple(dict.fromkeys(self._aged(cue) for cue in self.introduced_at_age))

    def _aged(self, cue: Cue) -> Part:
        """At another age only beside the person's own name, or beside another age: else it is just a name."""
        base = self.name(cue.base)
        ages = self._at_age[base.key]
        known = base.key in self.names
        if not base.titles and (base.is_role or base.words[-1] in GENERIC):
            spelling = cue.base if cue.age.isdigit() and len(ages) == 1 else cue.name
            return Part(Who(self.root(self.name(spelling).key)), spelling)
        root = self.root(base.key)
        if known and cue.age not in self._usual_ages[root]:
            return Part(Who(root, cue.age), cue.name)
        if known or (len(ages) == 1 and cue.age.isdigit()):
            return Part(Who(root), cue.base)
        if len(ages) > 1:
            return Part(Who(root, cue.age), cue.name)
        return Part(Who(self.root(self.name(cue.name).key)), cue.name)

    def _parts(self, name: str) -> tuple[str, ...]:
        """The names in one that stands for several; empty for one person's own (SALT AND PEPPER, AC/DC)."""
        if len(name) >= LONGEST:
            return ()
        strong = _STRONG.search(name) is not None
        if strong or _SEPARATOR.search(name):
            pieces = _with_surname([piece for each in _SEPARATOR.split(name) if (piece := each.strip(" -"))])
        elif name[:1] > "\u2fff" and _WIDE_AND.search(name):
            pieces = [piece for piece in _WIDE_AND.split(name) if piece]
        else:
            return ()
        if not 2 <= len(pieces) <= _MOST:
            return ()
        known = sum(self._is_known(piece) for piece in pieces)
        likely = sum(self._is_known(piece) or self._is_likely(piece) for piece in pieces)
        if name[:1] > "\u2fff" and not strong:
            return tuple(pieces) if known == len(pieces) else ()
        if "," in name and len(pieces) == 2 and not strong:
            return tuple(pieces) if known == 2 else ()
        if likely == len(pieces) or (strong and known and all(self._may_be(piece) for piece in pieces)):
            return tuple(pieces)
        return tuple(pieces) if strong and all(len(piece) > 2 and self._may_be(piece) for piece in pieces) else ()

    def _is_known(self, spelling: str) -> bool:
        if self.knows(spelling):
            return True
        cue = read_cue(spelling)
        return bool(cue.age or cue.voice_of) and self.knows(cue.base or cue.voice_of)

    def _is_likely(self, spelling: str) -> bool:
        """A usual first name, a title with a name, a role, or a word for many."""
        name = self.name(spelling)
        return bool(name.titles) or name.is_role or name.is_many or gender_of(spelling) is not None

    def _may_be(self, spelling: str) -> bool:
        words = fold(spelling).split()
        return 0 < len(words) <= 3 and not any(word in NEVER for word in words) and not words[0].isdigit()


def _with_surname(pieces: list[str]) -> list[str]:
    """MR. AND MRS. SMITH are MR. SMITH and MRS. SMITH."""
    surname = pieces[-1].rpartition(" ")[2] if pieces else ""
    return [f"{piece} {surname}" if fold(piece) in TITLES and piece != surname else piece for piece in pieces]
