"""A model's answer held to the script: what it does not bear out is taken out, and said in words that can be mended.

================  ====================================================================================================
evidence          the quote stands in its paragraph; else in the nearest that holds it; else the item goes
who               one of the scene's people, by id or name; whom the answer has in the scene, where they do anything
target            somebody of the scene, a word of its text, or one of the planner's words for furniture
verb              what is done to somebody (give, hug, kiss) has somebody it is done to
coming and going  who is there does not come, who has gone does nothing, nobody goes twice or speaks once gone
a speech          nobody does anything in words that are only said; who feels something in it is who says it
================  ====================================================================================================

An answer that was held to the script once passes unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from film.base import Model
from film.proposals import ProposalKind
from planner.characters.quoted import blank_quotes
from planner.llm.neutral import folded, quoted_in, told
from planner.llm.question import Grounded
from planner.reading.scenes.answer import (
    CHANGE,
    THING,
    WANTS,
    ActionTold,
    BeatTold,
    Evidence,
    FeelingTold,
    MusicTold,
    PersonThere,
    PositionTold,
    PropTold,
    SceneAnswer,
    WornTold,
)
from planner.reading.scenes.comings import Comings
from planner.reading.scenes.faults import Fault, named
from planner.reading.scenes.matter import Matter
from planner.reading.scenes.words import is_furniture, person_called

_TO_SOMEBODY = ("give", "hug", "kiss")
_ALONE = ("far_end", "middle", "across", "outside")
"""Relations that need nothing named: they are to the place."""
_INSIDE = ("in", "on")
_LEFT_OUT = re.compile(r"\.\.\.|…")
_LEAST_QUOTE = 3
"""Letters of a quote that says something."""
Item = TypeVar("Item", bound=Model)
Told = TypeVar("Told", bound=Evidence)


def grounded(matter: Matter, answer: SceneAnswer) -> Grounded[SceneAnswer]:
    """The answer without what the scene does not bear out, and the problems in words.

    A narrowed answer comes out as the type that is kept.
    """
    kept, faults = held(matter, SceneAnswer.model_validate(answer.model_dump()))
    return Grounded(kept, tuple(dict.fromkeys(map(str, faults))))


def held(matter: Matter, answer: SceneAnswer) -> tuple[SceneAnswer, tuple[Fault, ...]]:
    """The answer without what the scene does not bear out, and what was taken out of it."""
    holder = _Holder(matter)
    people = holder.people(answer.people, answer.actions)
    actions = holder.actions(answer.actions, people)
    kept = SceneAnswer(
        people=people,
        time=holder.evident("time", answer.time),
        weather=holder.evident("time", answer.weather),
        day=holder.evident("time", answer.day),
        beats=holder.beats(answer.beats),
        actions=actions,
        positions=holder.each("position", answer.positions, holder.position),
        feelings=holder.each("feeling", answer.feelings, holder.feeling),
        props=holder.each("prop", answer.props, holder.prop),
        sounds=holder.each("sound", answer.sounds, lambda item: item),
        music=holder.each("music", answer.music, holder.music),
        wardrobe=holder.each("wardrobe", answer.wardrobe, holder.worn),
    )
    return kept, tuple(holder.faults)


class _WrongError(Exception):
    """An item that does not hold, and why."""


@dataclass
class _Holder:
    """One answer being held to its matter."""

    matter: Matter
    faults: list[Fault] = field(default_factory=list)
    away: frozenset[str] = frozenset()
    """Whom the answer has not in the scene."""

    def each(self, kind: ProposalKind, items: Iterable[Item], hold: Callable[[Item], Item]) -> tuple[Item, ...]:
        """The items that hold, each once."""
        kept: dict[Item, None] = {}
        for item in items:
            try:
                kept.setdefault(hold(self._found(item) if isinstance(item, Evidence) else item))
            except _WrongError as wrong:
                self.faults.append(Fault(kind, getattr(item, "paragraph", 0), named(item), str(wrong)))
        return tuple(kept)

    def evident(self, kind: ProposalKind, item: Told | None) -> Told | None:
        """A single item where the scene or its heading has its quote."""
        if item is not None and item.paragraph == 0 and quoted_in(item.quote, self.matter.heading):
            return item
        return next(iter(self.each(kind, () if item is None else (item,), lambda each: each)), None)

    def people(self, items: Sequence[PersonThere], actions: Sequence[ActionTold]) -> tuple[PersonThere, ...]:
        """Each person once; who is seen to speak is there, and who comes in was not there from the start."""
        seen: dict[str, PersonThere] = {}
        coming = {person_called(each.who, self.matter.people) for each in actions if each.verb == "enter"}
        going = {person_called(each.who, self.matter.people) for each in actions if each.verb == "exit"}

        def hold(item: PersonThere) -> PersonThere:
            who = self._who(item.who)
            if who in seen:
                raise _WrongError("is listed twice")
            speech = next(
                (each.number for each in self.matter.page.paragraphs if self._speaks(each.number) == who), None
            )
            if item.there in ("heard", "absent") and speech is not None:
                raise _WrongError(f"speaks in paragraph {speech} and is there")
            there = item.there
            if there == "from_start" and who in coming - going:
                there = "comes"
                what = "is there from the start and comes in: say which"
                self.faults.append(Fault("presence", item.paragraph, who, what))
            seen[who] = item.but(who=who, there=there, wants=told(item.wants, WANTS))
            return seen[who]

        kept = self.each("presence", items, hold)
        self.away = frozenset(item.who for item in kept if item.there in ("heard", "absent"))
        return kept

    def actions(self, items: Sequence[ActionTold], people: Sequence[PersonThere]) -> tuple[ActionTold, ...]:
        """What is done, in the order of the page, without what contradicts a coming or going."""
        found = self.each("action", items, self.action)
        ordered = sorted(found, key=lambda item: (item.paragraph, self._place(item)))
        comings = Comings(self.matter, {each.who for each in people if each.there == "from_start"})
        kept = tuple(comings.consistent(ordered))
        self.faults += comings.faults
        return kept

    def action(self, item: ActionTold) -> ActionTold:
        """Somebody's doing."""
        who = self._who(item.who)
        self._is_there(who)
        step = self.matter.step(item.paragraph)
        if step.kind == "speech":
            if not quoted_in(item.quote, step.parenthetical):
                raise _WrongError("is only said; what is spoken of is not done")
            if who != step.character:
                raise _WrongError("is not who speaks there")
        elif not quoted_in(item.quote, blank_quotes(step.text)):
            raise _WrongError("stands between quotation marks and is only read")
        target = self._target(item.target, who, item.paragraph)
        if item.verb in _TO_SOMEBODY and target not in self.matter.people:
            others = [name for name in self.matter.people if name != who and name not in self.away]
            if len(others) != 1:
                raise _WrongError(f"whom they {item.verb} is not named: give that person's id as target")
            target = others[0]
        return item.but(who=who, target=target)

    def position(self, item: PositionTold) -> PositionTold:
        """Where somebody is."""
        who = self._who(item.who)
        self._is_there(who)
        self._no_talk(item.paragraph)
        target = self._target(item.target, who, item.paragraph)
        if target is None and item.relation not in _ALONE:
            raise _WrongError(f"{item.relation} what? give a person's id or the script's word as target")
        if target in self.matter.people and item.relation in _INSIDE:
            raise _WrongError(f"nobody is {item.relation} a person")
        return item.but(who=who, target=target)

    def feeling(self, item: FeelingTold) -> FeelingTold:
        """How somebody feels."""
        who = self._who(item.who)
        step = self.matter.step(item.paragraph)
        if step.kind == "speech" and step.character != who:
            raise _WrongError("is not who speaks there")
        if step.kind == "action":
            self._is_there(who)
        return item.but(who=who)

    def prop(self, item: PropTold) -> PropTold:
        """A thing to carry."""
        paragraph = self._at(item.name, item.paragraph)
        holder = person_called(item.holder or "", self.matter.people)
        return item.but(
            paragraph=paragraph, name=told(item.name, THING), holder=None if holder in self.away else holder
        )

    def music(self, item: MusicTold) -> MusicTold:
        """A cue that ends where it begins or later."""
        if not told(item.music, WANTS):
            raise _WrongError("no words say what music")
        until = min(max(item.until, item.paragraph), self.matter.last)
        return item.but(until=until, music=told(item.music, WANTS))

    def worn(self, item: WornTold) -> WornTold:
        """Clothes in the script's words."""
        clothes = told(item.clothes, WANTS)
        return item.but(who=self._who(item.who), paragraph=self._at(clothes, item.paragraph), clothes=clothes)

    def beats(self, items: Sequence[BeatTold]) -> tuple[BeatTold, ...]:
        """Beats in order, one a paragraph; the first begins with the page."""
        by_place: dict[int, BeatTold] = {}
        for item in items:
            leader = person_called(item.leader or "", self.matter.people)
            if self.matter.page.at(item.paragraph) is None:
                self.faults.append(Fault("beat", item.paragraph, told(item.change, CHANGE), _NO_PARAGRAPH))
                continue
            by_place.setdefault(item.paragraph, item.but(leader=leader, change=told(item.change, CHANGE)))
        beats = [by_place[number] for number in sorted(by_place)]
        return tuple(beats[:1] and [beats[0].but(paragraph=self.matter.first), *beats[1:]])

    def _speaks(self, paragraph: int) -> str | None:
        return self.matter.speaker(paragraph) if self.matter.page.at(paragraph) else None

    def _found(self, item: Told) -> Told:
        """The item at the paragraph that holds its quote; of a quote with words left out, its longest stretch."""
        quote = max(_LEFT_OUT.split(item.quote), key=len).strip()
        told_there = self.matter.page.at(item.paragraph)
        whole = told_there is not None and folded(told_there.text) == folded(quote)
        if len(folded(quote)) < _LEAST_QUOTE and quote.isascii() and not whole:
            raise _WrongError("its quote is too short to show anything")
        return item.but(quote=quote, paragraph=self._at(quote, item.paragraph))

    def _at(self, quote: str, near: int) -> int:
        found = near if self.matter.page.says(near, quote) else self.matter.page.place_of(quote, near)
        if found is None:
            raise _WrongError(f"the words {told(quote, 60)!r} do not stand in the scene; copy them exactly")
        return found

    def _who(self, name: str) -> str:
        who = person_called(name, self.matter.people)
        if who is None:
            raise _WrongError(f"{told(name, 40)!r} is nobody of the scene")
        return who

    def _is_there(self, who: str) -> None:
        if who in self.away:
            raise _WrongError(f"{who} is not in the scene by this answer")

    def _no_talk(self, paragraph: int) -> None:
        if self.matter.step(paragraph).kind == "speech":
            raise _WrongError("is only spoken of")

    def _target(self, word: str | None, who: str, paragraph: int) -> str | None:
        """Whom or what it is about; a word that the script has nowhere is left out, and said."""
        if not word or not folded(word):
            return None
        person = person_called(word, self.matter.people)
        if person == who or person in self.away:
            return None
        if person is not None:
            return person
        if not is_furniture(word) and not self._has(word):
            self.faults.append(Fault("action", paragraph, f"{who}, {told(word, THING)!r}", "is no word of the scene"))
            return None
        return told(word, THING)

    def _has(self, word: str) -> bool:
        """Whether the scene has all the words of a target."""
        words = self.matter.words
        return all(each in words or any(part.startswith(each) for part in words) for each in folded(word).split())

    def _place(self, item: ActionTold) -> int:
        """Where in its paragraph a doing is told."""
        return folded(self.matter.step(item.paragraph).text).find(folded(item.quote))


_NO_PARAGRAPH = "there is no such paragraph"
