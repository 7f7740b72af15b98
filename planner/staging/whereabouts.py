"""Who is in which place at each step: scenes that play in several, such as a phone call seen at both ends.

A step plays in ``Step.place``, or in the scene's own place.  Who is at the far end of an intercut
(``SceneFacts.where``) stays there: in a step of another place they are heard, not seen.  Everybody else has one
place at a time, that of the first step in which they speak or do something in person, and goes where they act.
A step of a montage has its own company, which comes from nowhere and goes nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planner.facts import SceneFacts, Step


def in_person(step: Step) -> tuple[str, ...]:
    """Who speaks or does something in the picture of a step, in the order of the text."""
    names = [doing.character for doing in step.doings]
    if step.kind == "speech" and step.extension == "" and step.character is not None:
        names.append(step.character)
    return tuple(dict.fromkeys(names))


def company_of(step: Step, facts: SceneFacts) -> tuple[str, ...]:
    """Who is in a step of a montage: who acts in it or is named in it."""
    return tuple(name for name in dict.fromkeys((*in_person(step), *step.mentions)) if name in facts.present)


class Whereabouts:
    """Follows everybody from place to place; asked step by step, in order."""

    def __init__(self, steps: Sequence[Step], facts: SceneFacts, home: str, places: Collection[str]) -> None:
        self._steps = steps
        self._facts = facts
        self._home = home
        self._far = {name: place for name, place in facts.where if place in places}
        self._at: dict[str, str] = {}
        self._opened: set[str] = set()

    def place_of(self, index: int) -> str:
        """The id of the place that a step plays in."""
        return self._steps[index].place or self._home

    def opens(self, index: int) -> tuple[str, ...] | None:
        """Who is in a step's place as it is seen for the first time; None when it has been seen."""
        place = self.place_of(index)
        if place in self._opened:
            return None
        self._opened.add(place)
        first = [step for step in self._steps if (step.place or self._home) == place and not step.montage]
        if place == self._home:
            there = [name for name in self._facts.from_start if self._first_place(name) == place]
        else:
            there = [name for name in self._facts.present if self._is_there_already(name, place, first)]
        self._at.update(dict.fromkeys(there, place))
        return tuple(there)

    def arrivals(self, index: int) -> tuple[str, ...]:
        """Who comes into a step's place in it, having been elsewhere or nowhere."""
        step, place = self._steps[index], self.place_of(index)
        coming = [
            name
            for name in in_person(step)
            if name in self._facts.present and self._at.get(name) != place and self._comes(name, index)
        ]
        self._at.update(dict.fromkeys(coming, place))
        return tuple(coming)

    def gone(self, names: Sequence[str]) -> None:
        """These have left the place they were in."""
        for name in names:
            self._at.pop(name, None)

    def on_a_call(self, index: int) -> bool:
        """Whether the speaker of a step talks with somebody in another place: the nearest speech is from there."""
        step = self._steps[index]
        if step.kind != "speech" or step.extension != "" or step.montage:
            return False
        around = (*reversed(self._steps[max(index - 3, 0) : index]), *self._steps[index + 1 : index + 4])
        for other in around:
            if other.kind == "speech" and other.character != step.character and not other.montage:
                return other.extension == "" and (other.place or self._home) != self.place_of(index)
        return False

    def _comes(self, name: str, index: int) -> bool:
        return self._far.get(name) in (None, self.place_of(index))

    def _first_place(self, name: str) -> str:
        if name in self._far:
            return self._far[name]
        steps = [step for step in self._steps if not step.montage]
        acts = next((step for step in steps if name in in_person(step)), None)
        if acts is None:
            named = [step.place or self._home for step in steps if name in step.mentions]
            if not named and any(name in company_of(step, self._facts) for step in self._steps if step.montage):
                return ""  # a montage shows them, and nothing else does
            return named[0] if named and self._home not in named else self._home
        return acts.place or self._home

    def _is_there_already(self, name: str, place: str, steps: Sequence[Step]) -> bool:
        """Whether the first thing that somebody does in a place is not to come into it."""
        if name in self._far:
            return self._far[name] == place
        for step in steps:
            if name in in_person(step):
                first = next((doing.verb for doing in step.doings if doing.character == name), None)
                return first != "enter"
        acts = any(name in in_person(step) for step in self._steps)
        return not acts and any(name in step.mentions for step in steps)
