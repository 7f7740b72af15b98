"""Who is there: silent ones that rules missed come on, who is only spoken of goes, comings are set right."""

from __future__ import annotations

from collections.abc import Sequence

from planner.facts import Doing, Step
from planner.llm.neutral import folded
from planner.reading.scenes.answer import ActionTold, PersonThere, SceneAnswer
from planner.reading.scenes.draft import Draft

_SAYS = {
    "from_start": "is there from the start", "comes": "comes in", "heard": "is only heard",
    "absent": "is only spoken of",
}  # fmt: skip


def lay_company(draft: Draft, answer: SceneAnswer) -> None:
    """Presence as the answer has it, where nothing that rules are sure of speaks against it."""
    for item in answer.people:
        text = f"{draft.name(item.who)} {_SAYS[item.there]}" + (f"; wants {item.wants}" if item.wants else "")
        if item.there in ("heard", "absent"):
            _away(draft, item, text, answer.actions)
        elif item.who not in draft.present:
            _come_on(draft, item, text, answer.actions)
        elif item.there == "from_start":
            _from_start(draft, item, text)
        else:
            _later(draft, item, text, answer.actions)


def _away(draft: Draft, item: PersonThere, text: str, actions: Sequence[ActionTold]) -> None:
    """Somebody who is not there, unless they speak, or do what the answer has nobody else do."""
    who = item.who
    others = {(each.paragraph - 1, each.verb) for each in actions if each.who != who}
    acts = next((each for each in draft.active(who) if each[1] is None or (each[0], each[1].verb) not in others), None)
    if who in draft.present and acts is not None:
        draft.refuse("presence", item.paragraph, text, f"they are seen to act on line {draft.line(acts[0])}")
        return
    if who in draft.present:
        draft.present.remove(who)
        draft.from_start.discard(who)
        draft.steps = [_without(step, who) for step in draft.steps]
    draft.tell("presence", item.paragraph, text)


def _without(step: Step, who: str) -> Step:
    """A step in which somebody is not: nothing is beside them, and nothing is theirs."""
    return step.but(
        positions=tuple(each for each in step.positions if who not in (each.character, each.target)),
        feelings=tuple(each for each in step.feelings if each.character != who),
        custody=tuple(each for each in step.custody if who not in (each.character, each.place)),
        doings=tuple(
            each.but(target=None) if each.target == who else each for each in step.doings if each.character != who
        ),
    )


def _come_on(draft: Draft, item: PersonThere, text: str, actions: Sequence[ActionTold]) -> None:
    """Somebody whom rules have not there."""
    index = item.paragraph - 1
    if item.there == "from_start":
        _add(draft, item.who, index)
        draft.from_start.add(item.who)
        draft.tell("presence", item.paragraph, text)
        return
    entered = next((each for each in actions if each.who == item.who and each.verb == "enter"), None)
    if entered is not None:
        _add(draft, item.who, entered.paragraph - 1)
        draft.tell("presence", item.paragraph, text)
    elif draft.steps[index].kind == "action":
        _add(draft, item.who, index)
        comes = Doing(character=item.who, verb="enter")
        draft.change(index, doings=(*draft.steps[index].doings, comes))
        draft.tell("presence", item.paragraph, text, "adjusted", "they come in there, for nothing says when")
    else:
        draft.refuse("presence", item.paragraph, text, "nothing says when they come in")


def _add(draft: Draft, who: str, index: int) -> None:
    """Puts somebody among those present, in the order in which people are first seen."""
    firsts = {name: _first_seen(draft, name) for name in draft.present}
    at = next((n for n, name in enumerate(draft.present) if firsts[name] > index), len(draft.present))
    draft.present.insert(at, who)
    step = draft.steps[index]
    if step.kind == "action" and who not in step.mentions:
        draft.change(index, mentions=(*step.mentions, who))


def _first_seen(draft: Draft, who: str) -> int:
    steps = enumerate(draft.steps)
    return next((n for n, step in steps if who in step.mentions or draft.seen(n) == who), len(draft.steps))


def _from_start(draft: Draft, item: PersonThere, text: str) -> None:
    """Somebody who is there as the scene opens; whom rules first see coming is first seen so in the film too."""
    if item.who in draft.from_start:
        draft.tell("presence", item.paragraph, text)
    else:
        draft.tell("presence", item.paragraph, text, "adjusted", "they are first seen as they come: they come in")


def _later(draft: Draft, item: PersonThere, text: str, actions: Sequence[ActionTold]) -> None:
    """Somebody who is there from the start by rules: not before they are seen to come."""
    if item.who not in draft.from_start:
        draft.tell("presence", item.paragraph, text)
        return
    entered = next((each.paragraph - 1 for each in actions if each.who == item.who and each.verb == "enter"), None)
    first = next((index for index, _ in draft.active(item.who)), None)
    if entered is None:
        draft.refuse("presence", item.paragraph, text, "nothing says how they come in")
    elif first is not None and first < entered:
        draft.refuse("presence", item.paragraph, text, f"they are there already on line {draft.line(first)}")
    else:
        draft.from_start.discard(item.who)
        draft.tell("presence", item.paragraph, text)


def named_in(draft: Draft, who: str, index: int) -> bool:
    """Whether a paragraph calls somebody by their name or a part of it."""
    words = set(folded(draft.steps[index].text).split())
    return any(word in words for word in folded(draft.name(who)).split() if len(word) > 2)
