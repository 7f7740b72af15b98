"""What happens: the doings of each paragraph as the answer has them, where it leaves out nothing that rules read.

Person by person and paragraph by paragraph: somebody's doings become the answer's where each of theirs that rules are
sure of is matched there: the same verb, one of its family, or, of what hands do, something else done with the same
thing or another reading of the very words that rules took for it.  Who does nothing by rules does what the answer says,
unless by the words somebody else does just that; everybody else goes on as rules read it.  Then coming and going is
made to fit: who is there does not come, who is gone does nothing, who goes on later has not gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from planner.facts import Doing, Step, Verb
from planner.reading.scenes.answer import ActionTold
from planner.reading.scenes.company import named_in
from planner.reading.scenes.draft import Draft
from planner.reading.scenes.fitting import Act, fitting, text_of
from planner.reading.scenes.words import person_called, prop_called, thing_called, verbs_in

_FAMILIES: tuple[frozenset[Verb], ...] = (
    frozenset(("enter", "cross", "approach", "run", "retreat")), frozenset(("take", "reach")),
    frozenset(("rise", "stand")), frozenset(("strike", "shove")), frozenset(("read", "look")),
    frozenset(("turn", "look")),
    frozenset(("hang_up", "put")), frozenset(("lie", "fall")),
)  # fmt: skip
_LOOSE: frozenset[Verb] = frozenset(("hold", "give", "put", "take", "reach", "strike", "shove"))
"""What hands do by rules; the same words may well mean another thing."""
_SOFT: frozenset[Verb] = frozenset(("react", "wait", "think"))
"""What rules say where they know no better."""
_TAKING: frozenset[Verb] = frozenset(("take", "hold", "read", "open"))


def lay_doings(draft: Draft, actions: Sequence[ActionTold]) -> None:
    """The answer's actions laid over the rules' doings."""
    by_step: dict[int, list[ActionTold]] = {}
    for item in actions:
        if item.who not in draft.present:
            draft.refuse("action", item.paragraph, text_of(draft, item), "they are not in the scene")
        else:
            by_step.setdefault(item.paragraph - 1, []).append(item)
    if not by_step:
        return
    merged = {index: _merged(draft, index, items) for index, items in by_step.items()}
    for index, acts in enumerate(fitting(draft, {index: each.acts for index, each in merged.items()})):
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
    theirs = {who: own for who, acts in theirs.items() if (own := list(_own(draft, who, acts, kept, theirs)))}
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


def _own(
    draft: Draft,
    who: str,
    acts: Sequence[Act],
    rules: Mapping[str, list[Doing]],
    theirs: Mapping[str, list[Act]],
) -> Iterator[Act]:
    """Somebody's actions without those that by the words are another's."""
    mine = {doing.verb for doing in rules.get(who, ())}
    done = {(act.doing.character, act.doing.verb) for each in theirs.values() for act in each}
    for act in acts:
        verb = act.doing.verb
        others = (
            name for name, own in rules.items() if (name, verb) not in done and verb in {each.verb for each in own}
        )
        other = None if verb in mine else next(others, None)
        if other is None or act.told is None:
            yield act
        else:
            text = text_of(draft, act.told)
            draft.refuse("action", act.told.paragraph, text, f"by the words {draft.name(other)} does it")


def _covers(acts: Sequence[Act], rules: Sequence[Doing]) -> bool:
    """Whether everything that rules are sure of is among the answer's doings of the same person, each for itself."""
    left = list(acts)
    for same in (True, False):
        open_ = []
        for doing in rules:
            found = next((act for act in left if (act.doing.verb == doing.verb if same else _alike(act, doing))), None)
            if found is not None:
                left.remove(found)
            elif doing.verb not in _SOFT:
                open_.append(doing)
        rules = open_
    return not rules


def _alike(act: Act, rules: Doing) -> bool:
    """Whether an action of the answer stands for a doing of the rules."""
    told = act.doing
    if told.verb == rules.verb or any(told.verb in family and rules.verb in family for family in _FAMILIES):
        return True
    if rules.verb not in _LOOSE or act.told is None:
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
    text, same = text_of(draft, item), next((each for each in rules if _alike(act, each)), None)
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
