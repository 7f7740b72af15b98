"""Where things are: who has them in hand or under an arm, and where they were put, in the words of a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from film.plan import Prop
from film.shot import PropKind
from planner.breakdown.discourse import Deed
from planner.breakdown.lexicon import THINGS
from planner.breakdown.props import prop_id, props_in
from planner.characters.naming import Mention
from planner.facts import Custody, Doing
from planner.places.lists import listed, plain

_HAS = re.compile(
    r"\b(?:with|carrying|carries|holding|holds|clutching|hugging|brings|bringing|avec|mit|con|portant)"
    r" (?:(?:a|an|the|his|her|their|two|three|some"
    r"|une?|le|la|eine?n?|einem|einer|un|una)(?: \w+){0,2} )?$"
)
_HANDS = re.compile(
    r"^ (?:\w+ ){0,2}?(?:in (?:one|his|her|their|each|both) (?:\w+ )?hands?|(?:under|over|on)"
    r" (?:one|his|her|their|an|the) (?:arm|knees|lap|shoulder)"
    r"|a la main|sous le bras|sur les genoux|in der hand|auf dem schoss|en la mano)\b"
)
_EAR = re.compile(r"^ (?:pressed |held )?(?:at|to|against) (?:his|her|one|the) ear\b")
_BEFORE = re.compile(
    r"^ (?:\w+ ){0,2}?(?:in front of|before|devant|vor) (?:her|him|them|elle|lui|eux|ihr|ihm|sich|[a-z]+)\b"
)
_AWAY = re.compile(
    r"\b(?:in|into|inside|dans|in die|en) (?:his|her|their|the|a|sa|son|ses|seine|ihre|su) (?:\w+ )?"
    r"(?:pocket|pockets|sleeve|bag|handbag|purse|coat|jacket|drawer|bin|belt|manche|poche|sac|tasche|bolsillo)\b"
    r"|^ away\b"
)
_SHOULDERED = re.compile(r"\bon(?:to)? (?:his|her|one|the) (?:shoulder|back|lap|knees|arm)\b")
_WHERE = re.compile(
    r"\b(?:on|onto|upon|by|beside|at|near|sur|pres de|auf|neben|en|sobre) (?:the|a|an|his|her|le|la|l|der|die|das|den"
    r"|dem|el) (?P<words>(?:\w+ ?){1,3})"
)
_SUPPORTS = listed(
    "floor ground door table desk seat bench chair bed counter bar shelf sofa couch window stove nightstand step stairs"
    " boden sol sitz suelo"
)
_NEAR = 200
"""Letters before and behind a thing's word that tell where it is."""

_PUT_BASES = frozenset(("put", "place", "set", "lay", "rest", "drop", "leave", "throw"))
_READ: frozenset[PropKind] = frozenset(("photograph", "letter", "book", "newspaper", "ticket", "phone"))
_HELD_ON: frozenset[PropKind] = frozenset(("bag", "suitcase", "box", "umbrella", "instrument", "key", "letter"))
"""What goes along from one scene into the next that follows at once."""


@dataclass
class Keeping:
    """Who holds what, read from the top of a scene; ``props`` are the scene's own."""

    props: Mapping[str, Prop]
    holders: dict[str, str] = field(default_factory=dict)

    def read(self, text: str, deeds: Sequence[Deed], mentions: Sequence[Mention]) -> tuple[Custody, ...]:
        """What the paragraph says of where its things are; the holders are brought up to date."""
        told = tuple(self._told(text, deeds, mentions))
        for deed in deeds:
            self._follow(deed.doing)
        for each in told:
            if each.place in (None, "ear") and each.character is not None:
                self.holders[each.prop] = each.character
            else:
                self.holders.pop(each.prop, None)
        return told

    def looked_at(self, doing: Doing) -> Doing:
        """Who looks at a picture or page that is in their own hand reads it; any other doing stays as it is."""
        prop = self.props.get(doing.target or "")
        own = prop is not None and prop.kind in _READ and self.holders.get(prop.id) == doing.character
        return doing.but(verb="read") if own and doing.verb == "look" else doing

    def taken_along(self) -> tuple[tuple[Prop, str], ...]:
        """What its holder still has at the scene's end and would not leave behind, with the holder."""
        kept = ((self.props[prop], who) for prop, who in self.holders.items())
        return tuple((prop, who) for prop, who in kept if prop.kind in _HELD_ON)

    def _follow(self, doing: Doing) -> None:
        given = self._given(doing)
        if given is not None and doing.target is not None:
            self.holders[given] = doing.target
        elif doing.target is None or doing.target not in self.props:
            return
        elif doing.verb in ("take", "hold", "read", "phone", "drink", "write"):
            self.holders[doing.target] = doing.character
        elif doing.verb in ("put", "hang_up"):
            self.holders.pop(doing.target, None)

    def _given(self, doing: Doing) -> str | None:
        """The thing that a person is given: what the giver holds last, else what nobody holds."""
        if doing.verb != "give" or doing.target in self.props:
            return None
        own = [prop for prop, who in self.holders.items() if who == doing.character]
        free = [prop for prop in self.props if prop not in self.holders]
        return own[-1] if own else free[-1] if free else None

    def _told(self, text: str, deeds: Sequence[Deed], mentions: Sequence[Mention]) -> Iterator[Custody]:
        found = [(start, word) for start, word in props_in(text) if prop_id(word) in self.props]
        if not found and not any(deed.base in _PUT_BASES for deed in deeds):
            return
        flat = plain(text)
        at = _flat_places(text, [*(deed.start for deed in deeds), *(mention.start for mention in mentions)])
        owners = _owners(text, at, deeds, mentions)
        puts = {deed.doing.target: deed for deed in deeds if deed.base in _PUT_BASES}
        for start, word in found:
            id, end = prop_id(word), start + len(word)
            before, behind = flat[max(0, start - _NEAR) : start], flat[end : end + _NEAR]
            last = bisect_left(owners, (start, ""))
            who = owners[last - 1][1] if last else None
            put = puts.get(id)
            if put is not None and at[put.start] < start:
                yield from _put(id, put.doing.character, behind)
            elif who is not None and _EAR.match(behind):
                yield Custody(prop=id, character=who, place="ear")
            elif who is not None and (_HAS.search(before) or _HANDS.match(behind)):
                yield Custody(prop=id, character=who)
            elif who is not None and _BEFORE.match(behind):
                yield Custody(prop=id, character=who, place=who)
        for deed in deeds:
            if deed.base in _PUT_BASES and deed.doing.target in self.props:
                yield from _put_it(deed.doing, flat[at[deed.start] : at[deed.start] + _NEAR])


def _put_it(doing: Doing, flat: str) -> Iterator[Custody]:
    """ "folds the letter and puts it into her sleeve": the thing is a pronoun behind the verb, ``flat`` from there."""
    behind = re.match(r"\w+ (?:it|them)( .*)$", flat)
    if behind:
        yield from _put(doing.target or "", doing.character, behind[1].split(" and ")[0])


def _put(prop: str, who: str, behind: str) -> Iterator[Custody]:
    behind = re.split(r" (?:and|then|et|und|y) ", behind, maxsplit=1)[0]
    if _AWAY.search(behind):
        yield Custody(prop=prop, character=who, place="away")
    elif _SHOULDERED.search(behind):
        yield Custody(prop=prop, character=who)
    else:
        found = (word for match in _WHERE.finditer(behind) for word in match["words"].split())
        where = next((THINGS.get(word, word) for word in found if THINGS.get(word, word) in _SUPPORTS), None)
        if where is not None:
            yield Custody(prop=prop, character=who, place=where)


def _flat_places(text: str, starts: Iterable[int]) -> dict[int, int]:
    """Where the beginnings of words lie in the plain form of their text."""
    found: dict[int, int] = {}
    before = place = 0
    for start in sorted(set(starts)):
        between = plain(text[before:start])
        place += len(between) + 1 if between else 0
        before, found[start] = start, place
    return found


def _owners(
    text: str, at: Mapping[int, int], deeds: Sequence[Deed], mentions: Sequence[Mention]
) -> list[tuple[int, str]]:
    """Who may own a thing from each place in the plain text on: who acts there, or is named at a clause's head."""
    heads = (
        (at[mention.start], mention.character)
        for mention in mentions
        if not mention.owns and _heads(text[max(0, mention.start - _NEAR) : mention.start])
    )
    return sorted((*heads, *((at[deed.start], deed.doing.character) for deed in deeds)))


def _heads(before: str) -> bool:
    """Whether a name that follows begins a sentence or a clause."""
    last = before.rstrip()
    return not last or last[-1] in ".,;:!?…" or last.split()[-1].casefold() in ("beside", "him", "her", "and", "et")
