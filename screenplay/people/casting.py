"""Everybody in the script, from its drafts: who speaks under each cue, who is named in action, who is where."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from film.screenplay import Diagnostic, Speaker
from screenplay.manuscript import Draft
from screenplay.people.cue import read_cue
from screenplay.people.doubts import doubts_of
from screenplay.people.introduced import introduced_in
from screenplay.people.material import Material, heard_in, material_of
from screenplay.people.mentions import Index
from screenplay.people.names import fold
from screenplay.people.persons import Person, known_of, people_of, usual_of
from screenplay.people.roll import Part, Roll, Who
from screenplay.people.words import BOTH

_FEW = 40
"""Speeches or paragraphs back in which the two whom BOTH means are looked for."""


class Presence(NamedTuple):
    """Ids of those in a stretch of the script, in order of appearance; parts of them say nothing or are only heard."""

    cast: tuple[str, ...]
    silent: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


class Event(NamedTuple):
    """What a draft says of who is there."""

    at: int
    ids: tuple[str, ...]
    speaks: bool
    seen: bool


class Casting(NamedTuple):
    """Everybody in the script; who speaks under each cue, by the draft's index; names that may be none.

    ``events`` are the cues and the paragraphs of action that put somebody there, in order.
    """

    cast: tuple[Speaker, ...]
    speakers: dict[int, tuple[str, ...]]
    doubts: tuple[Diagnostic, ...]
    events: tuple[Event, ...] = ()

    def presence(self, start: int, end: int) -> Presence:
        """Who is in the drafts from ``start`` up to ``end``, which are a scene's or whole scenes'."""
        low = bisect_left(self.events, (start,))
        high = bisect_left(self.events, (end,), low)
        there: dict[str, None] = {}
        spoke: set[str] = set()
        seen: set[str] = set()
        for _, ids, speaks, is_seen in self.events[low:high]:
            for each in ids:
                there[each] = None
                if speaks:
                    spoke.add(each)
                if is_seen:
                    seen.add(each)
        return Presence(
            tuple(there),
            tuple(each for each in there if each not in spoke),
            tuple(each for each in there if each not in seen),
        )


def casting_of(drafts: Sequence[Draft]) -> Casting:
    """Who is in the script, from its drafts in order.

    ``cast`` is in order of first appearance, in a cue or in action.  Under ANNA/BOB both speak; under ALL a
    group of that name; under BOTH the two who spoke last in the scene, where there are two.
    """
    material = material_of(drafts)
    uses = Counter(text for _, text in material.cues)
    roll = Roll(uses)
    speaking = frozenset(roll.spelled.values())
    for index, text, capitalised in material.action:
        found = introduced_in(index, drafts[index], text, capitalised, speaking)
        if found:
            roll.introduce(found)
    roll.close()
    parts = {text: roll.of(text) for text in uses}
    people = people_of(roll, parts, uses)
    named = _named(material, Index(known_of(roll, people)))
    spoken = _spoken(material, parts, people, named)
    _count(material, spoken, people)
    events = _events(drafts, material, spoken, named, roll)
    return Casting(
        _cast(people, roll, events),
        {index: who for (index, _), who in zip(material.cues, spoken, strict=True)},
        doubts_of(drafts, material.cues, roll, {text: people[each[0].who].name for text, each in parts.items()}),
        events,
    )


def name_in(cue: str) -> str:
    """The name in a cue without its extensions: ``ANNA (V.O.) (CONT'D)`` is ANNA, and so is ``ANNA'S VOICE``."""
    found = read_cue(cue)
    return found.voice_of or found.name


def _named(material: Material, index: Index) -> list[tuple[int, tuple[str, ...]]]:
    """Paragraphs of action that put somebody there who was not yet known to be in the scene, and whom."""
    named: list[tuple[int, tuple[str, ...]]] = []
    headings = iter([*material.headings, None])
    following = next(headings)
    told: set[str] = set()
    for at, text, capitalised in material.action:
        while following is not None and at > following:
            following = next(headings)
            told = set()
        found = index.named(text, capitalised, told)
        if found:
            named.append((at, tuple(dict.fromkeys(found))))
    return named


def _spoken(
    material: Material,
    parts: Mapping[str, tuple[Part, ...]],
    people: Mapping[Who, Person],
    named: Sequence[tuple[int, tuple[str, ...]]],
) -> list[tuple[str, ...]]:
    """The ids of those who speak under each cue."""
    ids = {text: tuple(dict.fromkeys(people[who].id for who, _ in each)) for text, each in parts.items()}
    spoken = [ids[text] for _, text in material.cues]
    both = {text for text, each in parts.items() if fold(each[0].spelling) in BOTH}
    if not both:
        return spoken
    groups = {person.id for person in people.values() if person.kind == "group"}
    singles = [(index, tuple(each for each in who if each not in groups)) for index, who in named]
    for place, (index, text) in enumerate(material.cues):
        if text in both:
            scene = bisect_left(material.headings, index)
            start = material.headings[scene - 1] if scene else 0
            spoken[place] = _the_two(material.cues, spoken, place, start, groups) or _only_two(singles, start, index)
            spoken[place] = spoken[place] or ids[text]
    return spoken


def _the_two(
    cues: Sequence[tuple[int, str]], spoken: Sequence[tuple[str, ...]], place: int, start: int, groups: set[str]
) -> tuple[str, ...]:
    """The last two who spoke in the scene before a cue, looked for among the last few speeches."""
    last: dict[str, None] = {}
    for before in range(place - 1, max(-1, place - 1 - _FEW), -1):
        if cues[before][0] < start:
            break
        last.update(dict.fromkeys(each for each in reversed(spoken[before]) if each not in groups))
        if len(last) == 2:
            return tuple(last)[::-1]
    return ()


def _only_two(named: Sequence[tuple[int, tuple[str, ...]]], start: int, end: int) -> tuple[str, ...]:
    """The people whom the scene's action names before a cue, if they are two; the last few paragraphs are looked at."""
    high = bisect_left(named, (end,))
    low = max(bisect_left(named, (start,)), high - _FEW)
    there = dict.fromkeys(who for _, each in named[low:high] for who in each)
    return tuple(there) if len(there) == 2 else ()


def _count(material: Material, spoken: Sequence[tuple[str, ...]], people: Mapping[Who, Person]) -> None:
    """Speeches and words, each counted for all who speak."""
    lines: Counter[tuple[str, ...]] = Counter(spoken)
    words: dict[tuple[str, ...], int] = dict.fromkeys(lines, 0)
    for who, said in zip(spoken, material.words, strict=True):
        words[who] += said
    by_id = {person.id: person for person in people.values()}
    for who, count in lines.items():
        for each in who:
            by_id[each].lines += count
            by_id[each].words += words[who]


def _events(
    drafts: Sequence[Draft],
    material: Material,
    spoken: Sequence[tuple[str, ...]],
    named: Sequence[tuple[int, tuple[str, ...]]],
    roll: Roll,
) -> tuple[Event, ...]:
    """Cues and naming paragraphs in order."""
    seen = {text: not cue.heard or cue.shown for text, cue in roll.cues.items()}
    heard = {
        index - 1
        for index, draft in enumerate(drafts)
        if draft.type == "parenthetical" and heard_in(draft.text) and index
    }
    events = [Event(index, who, False, True) for index, who in named]
    events += [
        Event(index, who, True, seen[text] and index not in heard)
        for (index, text), who in zip(material.cues, spoken, strict=True)
    ]
    events.sort()
    return tuple(events)


def _cast(people: Mapping[Who, Person], roll: Roll, events: Sequence[Event]) -> tuple[Speaker, ...]:
    """Speakers in order of their first event; a BOTH that was always two people is nobody."""
    order = {who: place for place, who in enumerate(dict.fromkeys(who for event in events for who in event.ids))}
    for who, person in people.items():
        if who.key in roll.introduced:
            order.setdefault(person.id, len(order))
    usual = usual_of(people)
    return tuple(
        Speaker(
            id=person.id,
            name=person.name,
            aliases=tuple(name for name, _ in person.spellings.most_common() if name != person.name),
            lines=person.lines,
            words=person.words,
            kind=person.kind,
            age_of=usual[person.who.key] if usual[person.who.key] != person.id else None,
        )
        for person in sorted((each for each in people.values() if each.id in order), key=lambda each: order[each.id])
    )
