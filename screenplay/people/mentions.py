"""Where the action names somebody in a way that puts them there, in whatever case or inflection.

ANNA and Anna do; "Anna's car", "a photo of Anna", "waits for Anna" and what is quoted do not; "Anna's face"
does, for a face comes with its owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from film.words.plain import listed
from screenplay.people.letters import CAPITALISED, HAS_CASELESS
from screenplay.people.names import fold

_QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|「[^「」]*」|『[^『』]*』")
_QUOTES = re.compile('["“«„「『]')
_BODY = listed(
    "face faces eye eyes hand hands head hair lips mouth arm arms leg legs finger fingers smile gaze look expression"
    " reaction jaw back foot feet shoulder shoulders cheek cheeks chest neck body breath nose ear ears knee knees fist"
    " fists brow tears grip lap side chin forehead skin palm stomach grin pov wrist throat stare"
    " visage yeux main mains tete cheveux regard sourire epaule bras levres gesicht augen hand kopf blick schulter"
    " rostro cara ojos mano manos mirada cabeza viso volto occhi mani testa sguardo olhos maos rosto olhar cabeca"
    " лицо глаза рука руки взгляд голова"
)
_PICTURES = listed(
    "photo photograph photos picture pictures portrait painting poster statue image footage video sign memory memories"
    " name thought thoughts ghost voice sound bust news word grave tombstone"
)
_OF = listed("of de d di do da del von des")
_THE = listed("the a an le la les un une l el los las il lo i o os as der die das ein eine una um uma")
_ABSENT = listed(
    "phones dials texts emails misses remembers phoning dialing texting without sans ohne sin senza sem без"
)
_SEEKING = listed("waits waiting waited looks looking searches searching searched wartet attend espera")
_FOR = listed("for auf a")
_INDEFINITE = listed("a an another no any every each un une ein eine una uma um uno")
_PRONOUNS = listed("i he she it we they you his her their one all both no yes")
_STOPS = "", ".", ",", ";", ":", "!", "?", ")", "...", "--"
_PARTICLES = re.compile(r"(?<= )(?:De|La|Du|Von|Van|Der|Di|Da|Dos|Le|El|Of|The|And)(?= )")
_OWNER = re.compile("^(?:的|の| (?:का|की|के) )")
_OWN_WIDE = re.compile(
    "^(?:的|の| (?:का|की|के) )(?:脸|眼|手|头|臉|頭|肩|身|嘴|顔|目|体|口|表情|背|方|そば|隣|前|横"
    "|आँख|आंख|चेहर|हाथ|सिर|पास|साथ|सामने|पीछे|बगल)"
)
_LONGEST, _MOST_WORDS = 100, 6
_NONE: dict[str, str] = {}
_CLOSING = ".,;:!?)-–—…'\n"
_CONTEXT = 28
"""Characters before a name that are looked at."""


class Known(NamedTuple):
    """Somebody as far as finding them goes: ``names`` stand with capitals, ``roles`` in any case."""

    who: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()


class Index:
    """Everybody's names by their first word as it stands in running text."""

    def __init__(self, people: Iterable[Known]) -> None:
        """Where two have one form it is the first one's."""
        self._forms: dict[str, dict[str, str]] = {}
        self._roles: dict[tuple[str, ...], str] = {}
        self._role_words: dict[str, str] = {}
        self._wide: dict[str, dict[str, str]] = {}
        for who, names, roles in people:
            for name in names:
                self._add(name, who)
            for role in roles:
                self._add_role(role, who)
        self._lengths = {
            first: sorted({len(name) for name in names}, reverse=True) for first, names in self._wide.items()
        }
        self._words = frozenset(form + owned for form in self._forms for owned in ("", "'s", "'S"))

    def _add(self, name: str, who: str) -> None:
        name = name.replace("’", "'")
        if HAS_CASELESS.match(name):
            if len(name) > 1:
                self._wide.setdefault(name[0], {}).setdefault(name, who)
            return
        title = name.title()
        forms = {name.upper(): 0, name: 0}
        if len(fold(name)) > 2 and fold(name) not in _PRONOUNS:
            small = _PARTICLES.sub(lambda word: word[0].lower(), title)
            scots = title[:2] + title[2:].title() if title.startswith("Mc") else title
            forms |= dict.fromkeys((title, small, scots, *inflected(title)), 0)
        for form in forms:
            first = CAPITALISED.search(form)
            if first:
                self._forms.setdefault(first[0], {}).setdefault(form[first.start() :], who)

    def _add_role(self, role: str, who: str) -> None:
        words = tuple(role.split())
        self._roles.setdefault(words, who)
        for last in (words[-1], words[-1].capitalize()):
            for stop in _STOPS:
                self._role_words[last + stop] = words[-1]

    def named(self, text: str, capitalised: Sequence[str], told: set[str]) -> list[str]:
        """Ids of those whom a paragraph of action puts there, in order.

        Apostrophes are straight; ``capitalised`` are its words that begin with a capital.  ``told`` grows with words
        that have said all they can, and are not looked at again until the scene ends.
        """
        found: list[str] = []
        hits = self._words.intersection(capitalised) - told
        if hits:
            if ('"' in text or not text.isascii()) and _QUOTES.search(text):
                text = _QUOTED.sub(" ", text)
            if len(hits) == 1:
                found = [who for _, _, who in self._places(text, next(iter(hits)))]
                (word,) = hits
                if found and len(self._forms.get(word, _NONE)) == 1:
                    told |= hits
            else:
                found = _outermost(sorted([place for hit in hits for place in self._places(text, hit)]))
        if self._roles:
            spaced = text.split()
            if not self._role_words.keys().isdisjoint(spaced):
                found += self._by_role(spaced)
        if self._wide and not text.isascii():
            found += self._unspaced(text)
        return found

    def _places(self, text: str, word: str) -> list[tuple[int, int, str]]:
        """Where a word begins the name of somebody who is there: start, minus the end, and who, once for each."""
        forms = self._forms.get(word)
        if forms is None:
            word = word[:-2]
            forms = self._forms[word]
        start = text.find(word)
        if start == 0 and len(forms) == 1 and word in forms and text[len(word) : len(word) + 1] == " ":
            return [(0, -len(word), forms[word])]
        places: list[tuple[int, int, str]] = []
        told: set[str] = set()
        while start >= 0 and len(places) < len(forms):
            if not start or not text[start - 1].isalnum():
                who, end = _longest(forms, text, start, word)
                if who is not None and _is_there(text, start, end) and who not in told:
                    places.append((start, -end, who))
                    told.add(who)
            start = text.find(word, start + len(word))
        return places

    def _by_role(self, words: list[str]) -> Iterator[str]:
        for place, word in enumerate(words):
            last = self._role_words.get(word)
            if last is None:
                continue
            role = (*(each.lower() for each in words[max(0, place - _MOST_WORDS) : place]), last)
            for start in range(len(role)):
                who = self._roles.get(role[start:])
                if who is not None:
                    if not start or role[start - 1] not in _INDEFINITE:
                        yield who
                    break

    def _unspaced(self, text: str) -> Iterator[str]:
        for place, letter in enumerate(text):
            names = self._wide.get(letter)
            if names is None or (letter < "\u0e00" and place and HAS_CASELESS.match(text[place - 1])):
                continue
            for length in self._lengths[letter]:
                who = names.get(text[place : place + length])
                if who is None or (letter < "\u0e00" and HAS_CASELESS.match(text[place + length : place + length + 1])):
                    continue
                behind = text[place + length : place + length + 12]
                if not _OWNER.match(behind) or _OWN_WIDE.match(behind):
                    yield who
                break


def _outermost(places: Sequence[tuple[int, int, str]]) -> list[str]:
    """Whose the names are that stand in no longer one: KOWALSKI in ANNA KOWALSKI is not a name of its own."""
    until = 0
    found = []
    for start, end, who in places:
        if start >= until:
            until = -end
            found.append(who)
    return found


def _longest(forms: dict[str, str], text: str, start: int, word: str) -> tuple[str | None, int]:
    """Whose is the longest of the forms that stands at ``start``, and where it ends."""
    if len(forms) == 1 and word in forms:
        end = start + len(word)
        return (None if text[end : end + 1].isalnum() else forms[word]), end
    words = text[start : start + _LONGEST].split(" ", _MOST_WORDS)[:_MOST_WORDS]
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count])
        bare = phrase.rstrip(_CLOSING)
        for form in (phrase, bare, bare.removesuffix("'s").removesuffix("'S")):
            if form in forms:
                return forms[form], start + len(form)
    return None, start


def _is_there(text: str, start: int, end: int) -> bool:
    """Whether a name at this place says that its owner is there."""
    if text.startswith("'", end):
        behind = text[end + 1 : end + 40].split(None, 3)
        if behind and behind[0] in ("s", "S"):
            return any(word.strip(".,;:!?").lower() in _BODY for word in behind[1:3])
    if start == 0:
        return True
    before = text[max(0, start - _CONTEXT) : start].lower().replace("'", " ").split()
    if not before:
        return True
    last = before[-1]
    if last in _ABSENT:
        return False
    if len(before) < 2:
        return True
    if last in _FOR and before[-2] in _SEEKING:
        return False
    if last in _OF:
        owned = before[-2]
        if owned in _PICTURES or (last != "of" and len(before) > 2 and before[-3] in _THE):
            return owned in _BODY
    return True


def inflected(title: str) -> tuple[str, ...]:
    """Cases of a Russian name that can only be of somebody there, not the genitive of a thing's owner."""
    if not "\u0400" <= title[-1:] <= "\u04ff" or " " in title:
        return ()
    stem, last = title[:-1], title[-1]
    if last == "а":
        return tuple(stem + ending for ending in ("у", "е", "ой", "ою"))
    if last == "я":
        return tuple(stem + ending for ending in ("ю", "е", "ей", "ёй"))
    if last in "йь":
        return tuple(stem + ending for ending in ("ю", "ем", "е"))
    return tuple(title + ending for ending in ("у", "ом", "е", "ем")) if last not in "оеёиуыэю" else ()


def genitive(title: str) -> tuple[str, ...]:
    """How a Russian name stands behind "the voice of"."""
    stem, last = title[:-1], title[-1:]
    endings = {"а": ("ы", "и"), "я": ("и",), "й": ("я",), "ь": ("я", "и")}
    if last in endings:
        return tuple(stem + ending for ending in endings[last])
    return (title + "а",) if "\u0400" <= last <= "\u04ff" and last not in "оеёиуыэю" else ()
