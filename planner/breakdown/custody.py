"""Where things are: who has them in hand or under an arm, and where they were put, in the words of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    r"\b(?:with|carrying|holding|clutching|hugging|avec|mit|con|portant) (?:(?:a|an|the|his|her|their|two|three|some"
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
        flat = plain(text)
        for start, word in props_in(text):
            id = prop_id(word)
            if id not in self.props:
                continue
            before, behind = flat[:start], flat[start + len(word) :]
            who = _owner(text, start, deeds, mentions)
            put = next((d for d in reversed(deeds) if d.base in _PUT_BASES and d.doing.target == id), None)
            if put is not None and _at(text, put.start) < start:
                yield from _put(id, put.doing.character, behind)
            elif who is not None and _EAR.match(behind):
                yield Custody(prop=id, character=who, place="ear")
            elif who is not None and (_HAS.search(before) or _HANDS.match(behind)):
                yield Custody(prop=id, character=who)
            elif who is not None and _BEFORE.match(behind):
                yield Custody(prop=id, character=who, place=who)
        yield from self._put_it(text, deeds)

    def _put_it(self, text: str, deeds: Sequence[Deed]) -> Iterator[Custody]:
        """ "folds the letter and puts it into her sleeve": the thing is a pronoun behind the verb."""
        flat = plain(text)
        for deed in deeds:
            at = _at(text, deed.start)
            behind = re.match(r"\w+ (?:it|them)( .*)$", flat[at:])
            if deed.base in _PUT_BASES and deed.doing.target in self.props and behind:
                yield from _put(deed.doing.target or "", deed.doing.character, behind[1].split(" and ")[0])


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


def _at(text: str, start: int) -> int:
    """Where a place in the text lies in its plain form."""
    before = plain(text[:start])
    return len(before) + (1 if before else 0)


def _owner(text: str, start: int, deeds: Sequence[Deed], mentions: Sequence[Mention]) -> str | None:
    """Whose a thing is: the last to act before it, or to be named at the head of a clause."""
    heads = [
        (_at(text, mention.start), mention.character)
        for mention in mentions
        if not mention.owns and _heads(text[: mention.start])
    ]
    acts = [(_at(text, deed.start), deed.doing.character) for deed in deeds]
    found = [pair for pair in (*heads, *acts) if pair[0] < start]
    return max(found)[1] if found else None


def _heads(before: str) -> bool:
    """Whether a name that follows begins a sentence or a clause."""
    last = before.rstrip()
    return not last or last[-1] in ".,;:!?…" or last.split()[-1].casefold() in ("beside", "him", "her", "and", "et")
