"""What happens: the doings of each paragraph as the answer has them, where it leaves out nothing that rules read.

Person by person and paragraph by paragraph: somebody's doings become the answer's where each of theirs that rules are
sure of is matched there: the same verb, one of its family, the same thing, or another reading of the very words that
rules took for it.  Who does nothing by rules does what the answer says; everybody else goes on as rules read it.  Then
coming and going is made to fit: who is there does not come, who is gone does nothing, who goes on later has not gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from film.proposals import Verdict
from planner.facts import Doing, Step, Verb
from planner.reading.scenes.answer import ActionTold
from planner.reading.scenes.company import named_in
from planner.reading.scenes.draft import Draft
from planner.reading.scenes.words import person_called, prop_called, thing_called, verbs_in

_FAMILIES: tuple[frozenset[Verb], ...] = (
    frozenset(("enter", "cross", "approach", "run", "retreat")), frozenset(("take", "reach")),
    frozenset(("rise", "stand")), frozenset(("strike", "shove")), frozenset(("read", "look")),
    frozenset(("hang_up", "put")), frozenset(("lie", "fall")),
)  # fmt: skip
_SOFT: frozenset[Verb] = frozenset(("react", "wait", "think"))
"""What rules say where they know no better."""
_WALKING: frozenset[Verb] = frozenset(("approach", "cross", "run"))
"""What coming in is for who is there already, and what is coming in for who is not."""
_TAKING: frozenset[Verb] = frozenset(("take", "hold", "read", "open"))
_WITH_SOMEBODY: frozenset[Verb] = frozenset(("give", "hug", "kiss"))


class Act(NamedTuple):
    """A doing of the new reading: ``told`` is the answer's own item, None where rules read it."""

    doing: Doing
    told: ActionTold | None = None


def lay_doings(draft: Draft, actions: Sequence[ActionTold]) -> None:
    """The answer's actions laid over the rules' doings."""
    by_step: dict[int, list[ActionTold]] = {}
    for item in actions:
        if item.who not in draft.present:
            draft.refuse("action", item.paragraph, _text(draft, item), "they are not in the scene")
        else:
            by_step.setdefault(item.paragraph - 1, []).append(item)
    if not by_step:
        return
    merged = {index: _merged(draft, index, items) for index, items in by_step.items()}
    for index, acts in enumerate(_fitting(draft, merged)):
        if index in merged:
            doers = {act.doing.character for act in acts}
            lost = (doing for who, own in merged[index].rules.items() if who not in doers for doing in own)
            _put(draft, index, [*map(Act, lost), *acts])


class Merged(NamedTuple):
    """A step's doings out of both readings, and those of the rules, by person, that are not mistaken."""

    acts: list[Act]
    rules: Mapping[str, list[Doing]]


def _merged(draft: Draft, index: int, items: Sequence[ActionTold]) -> Merged:
    """The doings of one step, the answer's in the place of the rules' for everybody whose own are matched."""
    rules = draft.steps[index].doings
    theirs: dict[str, list[Act]] = {}
    for item in items:
        theirs.setdefault(item.who, []).append(Act(_doing(draft, item), item))
    kept: dict[str, list[Doing]] = {}
    for doing in rules:
        if not _mistaken(draft, index, doing, theirs):
            kept.setdefault(doing.character, []).append(doing)
    replaced = {who for who, acts in theirs.items() if _covers(acts, kept.get(who, ()))}
    for who in theirs.keys() - replaced:
        for act in theirs.pop(who):
            if act.told is not None:
                _settle_with_rules(draft, act, act.told, kept[who])
    if set(kept) <= replaced:
        ordered = [act for item in items if item.who in replaced for act in theirs[item.who] if act.told is item]
        return Merged(ordered, kept)
    return Merged(list(_in_turn(rules, kept, theirs)), kept)


def _in_turn(rules: Sequence[Doing], kept: Mapping[str, list[Doing]], theirs: dict[str, list[Act]]) -> Iterator[Act]:
    """The rules' order, with somebody's own doings where the first of theirs stood; who is new comes last."""
    left = dict(theirs)
    for doing in rules:
        who = doing.character
        if who in left:
            yield from left.pop(who)
        elif who not in theirs and doing in kept.get(who, ()):
            yield Act(doing)
    for acts in left.values():
        yield from acts


def _covers(acts: Sequence[Act], rules: Sequence[Doing]) -> bool:
    """Whether everything that rules are sure of is among the answer's doings of the same person."""
    return all(doing.verb in _SOFT or any(_alike(act, doing) for act in acts) for doing in rules)


def _alike(act: Act, rules: Doing) -> bool:
    """Whether an action of the answer stands for a doing of the rules; coming and going are nothing else."""
    told = act.doing
    if told.verb == rules.verb or any(told.verb in family and rules.verb in family for family in _FAMILIES):
        return True
    if rules.verb in ("enter", "exit") or act.told is None:
        return False
    return (told.target is not None and told.target == rules.target) or rules.verb in verbs_in(act.told.quote)


def _mistaken(draft: Draft, index: int, doing: Doing, theirs: Mapping[str, list[Act]]) -> bool:
    """Whether rules took a pronoun for the wrong person.

    The same is done by somebody else, and they are not named, or named as whom it is done to.
    """
    if doing.character in theirs:
        return False
    others = {each.character for each in draft.steps[index].doings if each.verb == doing.verb}
    same = [
        act.doing for who, acts in theirs.items() if who not in others for act in acts if act.doing.verb == doing.verb
    ]
    named = named_in(draft, doing.character, index)
    return any(not named or each.target == doing.character for each in same)


def _settle_with_rules(draft: Draft, act: Act, item: ActionTold, rules: Sequence[Doing]) -> None:
    """An action of somebody whose doings stay as rules read them."""
    text, same = _text(draft, item), next((each for each in rules if _alike(act, each)), None)
    if any(each.verb == item.verb for each in rules):
        draft.tell("action", item.paragraph, text)
    elif same is not None:
        draft.tell("action", item.paragraph, text, "adjusted", f"the words are read as: {same.verb}")
    else:
        more = ", ".join(dict.fromkeys(each.verb for each in rules))
        draft.refuse("action", item.paragraph, text, f"it leaves out what the words say: {more}")


def _doing(draft: Draft, item: ActionTold) -> Doing:
    return Doing(character=item.who, verb=item.verb, target=_target(draft, item))


def _target(draft: Draft, item: ActionTold) -> str | None:
    """A person who is there, a prop by its id, or the planner's word for a thing."""
    if item.target is None:
        return None
    who = person_called(item.target, draft.matter.people)
    if who is not None:
        return who if who in draft.present and who != item.who else None
    prop = prop_called(item.target, draft.props)
    return prop.id if prop is not None else thing_called(item.target)


def _fitting(draft: Draft, merged: Mapping[int, Merged]) -> Iterator[list[Act]]:
    """The doings step by step as they fit with who is there; those of rules stay as they are."""
    steps = [
        merged[n].acts if n in merged else [Act(each) for each in step.doings] for n, step in enumerate(draft.steps)
    ]
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
    draft.tell("action", item.paragraph, _text(draft, item))
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
    draft.tell("action", item.paragraph, _text(draft, item), verdict, why)
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


def _put(draft: Draft, index: int, acts: Sequence[Act]) -> None:
    """The doings into their step, with whom and what they name."""
    step: Step = draft.steps[index]
    doings = tuple(dict.fromkeys(_handed_on([act.doing for act in acts])))
    ids = {prop.id for prop in draft.props}
    handled = (doing.target for doing in doings if doing.target in ids)
    people = (doing.character for doing in doings) if step.kind == "action" else ()
    draft.change(
        index,
        doings=doings,
        mentions=tuple(dict.fromkeys((*step.mentions, *people))),
        props=tuple(dict.fromkeys((*step.props, *(each for each in handled if each is not None)))),
    )


def _handed_on(doings: Sequence[Doing]) -> Iterator[Doing]:
    """What is put before somebody who takes it at once is held out to them: it lies nowhere in between."""
    for place, doing in enumerate(doings):
        later = doings[place + 1 :]
        taken = any(
            each.target == doing.target and each.verb in _TAKING for each in later if each.character != doing.character
        )
        yield doing.but(verb="reach") if doing.verb == "put" and doing.target is not None and taken else doing


def _text(draft: Draft, item: ActionTold) -> str:
    target = "" if item.target is None else f" {draft.name(item.target)}"
    return f"{draft.name(item.who)}: {item.verb}{target}"
