"""Doings made to fit with who is there: who is there does not come, who is gone does nothing until they come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from film.proposals import Verdict
from planner.facts import Doing, Verb
from planner.reading.scenes.answer import ActionTold
from planner.reading.scenes.draft import Draft

_WALKING: frozenset[Verb] = frozenset(("approach", "cross", "run"))
"""What coming in is for who is there already, and what is coming in for who is not."""
_WITH_SOMEBODY: frozenset[Verb] = frozenset(("give", "hug", "kiss"))


class Act(NamedTuple):
    """A doing of the new reading: ``told`` is the answer's own item, None where rules read it."""

    doing: Doing
    told: ActionTold | None = None


def fitting(draft: Draft, merged: Mapping[int, list[Act]]) -> Iterator[list[Act]]:
    """The doings step by step as they fit with who is there; those of rules stay as they are.

    ``merged`` has the doings of the steps that an answer speaks of, by index.
    """
    steps = [merged[n] if n in merged else [Act(each) for each in step.doings] for n, step in enumerate(draft.steps)]
    inside = set(draft.from_start) | {who for who, _ in draft.facts.where}
    for index, acts in enumerate(steps):
        if draft.steps[index].montage:
            yield [act for act in acts if act.told is None or _shown(draft, act.told)]
            continue
        speaker = draft.seen(index)
        if speaker is not None:
            inside.add(speaker)
        fitted = []
        for place, act in enumerate(acts):
            after = [(index, each) for each in acts[place + 1 :]]
            after += [(n, each) for n in range(index + 1, len(steps)) for each in steps[n]]
            found = _fit(draft, act, inside, _Later(draft, act.doing.character, index, after))
            if found is None:
                continue
            fitted.append(found)
            change = inside.discard if found.doing.verb == "exit" else inside.add
            change(found.doing.character)
        yield fitted


def _shown(draft: Draft, item: ActionTold) -> bool:
    """An action in a picture of a montage, which has no before and after."""
    draft.tell("action", item.paragraph, text_of(draft, item))
    return True


@dataclass(frozen=True)
class _Later:
    """What comes of somebody behind a moment in the step ``at``: ``acts`` of everybody with their steps' indices."""

    draft: Draft
    who: str
    at: int
    acts: Sequence[tuple[int, Act]]

    @property
    def next_act(self) -> tuple[int, Act] | None:
        """What they do next."""
        return next((each for each in self.acts if each[1].doing.character == self.who), None)

    @property
    def still_there(self) -> int | None:
        """The line on which they are seen again without having come back; None where they are not."""
        speaks = next((n for n in range(self.at + 1, len(self.draft.steps)) if self.draft.seen(n) == self.who), None)
        act = self.next_act
        if speaks is not None and (act is None or speaks <= act[0]):
            return self.draft.line(speaks)
        if act is None or act[1].doing.verb == "enter" or (act[1].told is not None and act[1].doing.verb in _WALKING):
            return None
        return self.draft.line(act[0])

    @property
    def comes(self) -> int | None:
        """The line on which rules have them come in, where they have not gone before that."""
        theirs = ((index, each) for index, each in self.acts if each.doing.character == self.who)
        way = next(((index, each) for index, each in theirs if each.doing.verb in ("enter", "exit")), None)
        return (
            self.draft.line(way[0])
            if way is not None and way[1].told is None and way[1].doing.verb == "enter"
            else None
        )


def _fit(draft: Draft, act: Act, inside: set[str], later: _Later) -> Act | None:
    """One act as it can be played, None where it cannot; its fate is told."""
    doing, item = act
    walk = doing.but(verb="approach" if doing.target in draft.present else "cross")
    here = doing.character in inside
    if item is None:
        return act
    found, verdict, why = _judged(act, draft, here, later)
    draft.tell("action", item.paragraph, text_of(draft, item), verdict, why)
    if verdict == "refused":
        return None
    return Act(walk if found == "walk" else doing.but(verb="enter") if found == "enter" else doing, item)


def _judged(act: Act, draft: Draft, here: bool, later: _Later) -> tuple[str, Verdict, str]:
    """How an action of the answer can be played, and what that makes of the proposal."""
    verb = act.doing.verb
    if verb in _WITH_SOMEBODY and act.doing.target not in draft.present:
        return "", "refused", "nobody is there for it"
    if verb == "enter" and here:
        return "walk", "adjusted", "they are there already: a walk"
    if not here and (verb == "enter" or verb in _WALKING):
        if (line := later.comes) is not None:
            return "", "refused", f"they come in on line {line}"
        return ("", "taken", "") if verb == "enter" else ("enter", "adjusted", "they were not there: they come in")
    if not here:
        return "", "refused", "they are not there at that moment"
    if verb == "exit" and (line := later.still_there) is not None:
        return "", "refused", f"they are still there on line {line}"
    return "", "taken", ""


def text_of(draft: Draft, item: ActionTold) -> str:
    """An action in a few words."""
    target = "" if item.target is None else f" {draft.name(item.target)}"
    return f"{draft.name(item.who)}: {item.verb}{target}"
