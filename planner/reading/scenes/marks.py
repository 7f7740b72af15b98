"""Where people are and how they feel, where rules found nothing of it."""

from __future__ import annotations

from planner.breakdown.feelings import mood_of
from planner.facts import Feeling, Position, Step, Verb
from planner.reading.scenes.answer import FeelingTold, PositionTold, SceneAnswer
from planner.reading.scenes.draft import Draft
from planner.reading.scenes.words import person_called, thing_called

_GOING: frozenset[Verb] = frozenset(("enter", "cross", "approach", "run", "retreat", "sit", "lie", "kneel"))


def lay_positions(draft: Draft, answer: SceneAnswer) -> None:
    """A place for whom rules have nowhere in a paragraph."""
    for item in answer.positions:
        step = draft.steps[item.paragraph - 1]
        text = f"{draft.name(item.who)} {item.relation}" + (f" {draft.name(item.target)}" if item.target else "")
        target = _target(draft, item)
        if item.who not in draft.present:
            draft.refuse("position", item.paragraph, text, "they are not in the scene")
        elif item.target is not None and target is None:
            draft.refuse("position", item.paragraph, text, "whom they are with is not in the scene")
        elif any(each.character == item.who for each in step.positions):
            known = [(each.relation, each.target) for each in step.positions if each.character == item.who]
            if (item.relation, target) in known:
                draft.tell("position", item.paragraph, text)
            else:
                draft.refuse("position", item.paragraph, text, f"the words have them {_said(draft, known[0])}")
        elif step.montage:
            draft.refuse("position", item.paragraph, text, "it is a picture of a montage")
        else:
            moving = any(each.character == item.who and each.verb in _GOING for each in step.doings)
            place = Position(
                character=item.who, relation=item.relation, target=target, moving=moving and _known(draft, item)
            )
            draft.change(item.paragraph - 1, positions=(*step.positions, place))
            draft.tell("position", item.paragraph, text)


def _known(draft: Draft, item: PositionTold) -> bool:
    """Whether a walk or a seat taken can end there: of who is first seen sitting it is how they are."""
    walks = any(
        each.character == item.who and each.verb in ("enter", "cross", "approach", "run", "retreat")
        for each in draft.steps[item.paragraph - 1].doings
    )
    seen = any(index < item.paragraph - 1 for index, _ in draft.active(item.who))
    return walks or seen


def _target(draft: Draft, item: PositionTold) -> str | None:
    if item.target is None:
        return None
    who = person_called(item.target, draft.matter.people)
    if who is None:
        return thing_called(item.target)
    return who if who in draft.present else None


def _said(draft: Draft, known: tuple[str, str | None]) -> str:
    relation, target = known
    return f"{relation} {draft.name(target)}" if target else relation


def lay_feelings(draft: Draft, answer: SceneAnswer) -> None:
    """A mood for whom rules have none in a paragraph, and another reading of the very word that rules took for one.

    The writer's own word about a speech stands.
    """
    for item in answer.feelings:
        step = draft.steps[item.paragraph - 1]
        text = f"{draft.name(item.who)} is {item.mood}"
        known = next((each.mood for each in step.feelings if each.character == item.who), None)
        if item.who not in draft.present:
            draft.refuse("feeling", item.paragraph, text, "they are not in the scene")
        elif known == item.mood:
            draft.tell("feeling", item.paragraph, text)
        elif known is not None and (step.kind == "speech" or mood_of(item.quote) != known):
            draft.refuse("feeling", item.paragraph, text, f"the words have them {known}")
        else:
            _feel(draft, item, step)
            draft.tell("feeling", item.paragraph, text)


def _feel(draft: Draft, item: FeelingTold, step: Step) -> None:
    others = (each for each in step.feelings if each.character != item.who)
    feelings = (*others, Feeling(character=item.who, mood=item.mood))
    draft.change(item.paragraph - 1, feelings=feelings)
