"""The question about a scene: its words, its parts where it is too long, and one answer of theirs.

One question a scene, not two: what happens, where people are and what they feel is read from the same lines, and a
second question would pay for the page again.  A page that is too long for a model is halved instead, which keeps every
list of the answer short.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from planner.llm.question import Question
from planner.reading.ground import Ground
from planner.reading.scenes.answer import MOST, DayTold, PersonThere, SceneAnswer, narrowed
from planner.reading.scenes.grounding import grounded
from planner.reading.scenes.matter import Matter, matter_of, matters
from prompts.book import PromptBook

_TOKENS, _A_PERSON, _A_PARAGRAPH, _MOST_TOKENS = 700, 80, 140, 12_000
"""Tokens of an answer: for what every scene has, for each of its people, for each paragraph; more is never written."""


def questions(ground: Ground, prompts: PromptBook) -> dict[str, Question[SceneAnswer]]:
    """The question about every scene that is played, by the scene's id, in order."""
    return {matter.scene: question_of(matter, prompts) for matter in matters(ground)}


def source_of(ground: Ground, scene: str) -> str:
    """The digest of what a scene's question is about; "" where no such scene is played."""
    matter = matter_of(ground, scene)
    return "" if matter is None else matter.source


def question_of(matter: Matter, prompts: PromptBook) -> Question[SceneAnswer]:
    """The question about a scene or a part of one."""
    prompt = prompts.fill(
        "scene",
        before=matter.before or "(none: the film begins)",
        heading=matter.heading,
        people=matter.listed,
        part=_part(matter),
        page=matter.page.shown,
    )
    most = _TOKENS + _A_PERSON * len(matter.people) + _A_PARAGRAPH * len(matter.page.paragraphs)
    return Question(
        name=f"scene {matter.scene}" + ("" if matter.whole else f" ({matter.first} to {matter.last})"),
        system=prompt.system,
        shared=prompt.shared,
        text=prompt.text,
        answer=narrowed(tuple(matter.people), matter.first, matter.last),
        ground=partial(grounded, matter),
        max_tokens=min(most, _MOST_TOKENS),
        smaller=partial(_smaller, matter, prompts),
        join=joined,
    )


def _part(matter: Matter) -> str:
    if matter.whole:
        return "the whole scene"
    return f"paragraphs {matter.first} to {matter.last} of {len(matter.steps)}; the rest is asked about by itself"


def _smaller(matter: Matter, prompts: PromptBook) -> tuple[Question[SceneAnswer], ...]:
    return tuple(question_of(part, prompts) for part in matter.halves())


def joined(answers: Sequence[SceneAnswer]) -> SceneAnswer:
    """One answer of those about the parts of a scene, in order.

    Who is there as a part begins came in an earlier one where that had them away.  The scene's time, weather and day
    are the first that are said.
    """
    return SceneAnswer(
        people=_people(answers),
        time=next((each.time for each in answers if each.time), None),
        weather=next((each.weather for each in answers if each.weather), None),
        day=_day(answers),
        beats=tuple(item for each in answers for item in each.beats),
        actions=tuple(item for each in answers for item in each.actions),
        positions=tuple(item for each in answers for item in each.positions),
        feelings=tuple(item for each in answers for item in each.feelings),
        props=tuple(
            {item.name.casefold(): item for each in reversed(answers) for item in reversed(each.props)}.values()
        )[::-1],
        sounds=tuple(item for each in answers for item in each.sounds),
        music=tuple(item for each in answers for item in each.music)[: MOST.music],
        wardrobe=tuple(item for each in answers for item in each.wardrobe),
    )


def _people(answers: Sequence[SceneAnswer]) -> tuple[PersonThere, ...]:
    found: dict[str, PersonThere] = {}
    for number, answer in enumerate(answers):
        for item in answer.people:
            known = found.get(item.who)
            away = known is None or known.there in ("heard", "absent")
            if number and away and item.there == "from_start":
                item = item.but(there="comes")
            if known is None or (away and item.there == "comes"):
                found[item.who] = item
            elif not known.wants and item.wants:
                found[item.who] = known.but(wants=item.wants)
    return tuple(found.values())


def _day(answers: Sequence[SceneAnswer]) -> DayTold | None:
    """Only the beginning of a scene says how far it lies from the one before."""
    return answers[0].day if answers else None
