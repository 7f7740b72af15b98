"""The places of a script, asked about one by one: what they are, what stands in them, where one comes in and looks
out."""

from __future__ import annotations

from functools import partial
from typing import get_args

from film.place import FixtureKind
from planner.llm.question import Question
from planner.places.arrange import BUILT
from planner.reading.ground import Ground
from planner.reading.places.answer import PlaceAnswer, asked_of, joined
from planner.reading.places.grounding import ground as held
from planner.reading.places.matter import Asked, asked_about
from planner.reading.places.sheets import with_places
from prompts.book import PromptBook

__all__ = ["PlaceAnswer", "questions", "source_of", "with_places"]

_TOKENS = 1400
"""Of an answer: ten fixtures and what else there is."""


def questions(ground: Ground, prompts: PromptBook) -> dict[str, Question[PlaceAnswer]]:
    """The questions by the id of the place, in order of appearance; none for a place that nothing is told of."""
    asked = (asked_about(ground, place.id) for place in ground.places)
    return {each.id: _question(each, prompts) for each in asked if each.page.paragraphs and each.headings}


def source_of(ground: Ground, id: str) -> str:
    """The digest of what the question about a place is about; "" for a place that nobody is asked about."""
    asked = asked_about(ground, id)
    return asked.source if asked.page.paragraphs and asked.headings else ""


def _question(asked: Asked, prompts: PromptBook) -> Question[PlaceAnswer]:
    prompt = prompts.fill(
        "place",
        fixtures=", ".join(kind for kind in get_args(FixtureKind) if kind not in BUILT),
        headings="; ".join(asked.headings),
        kinds=", ".join(asked.kinds),
        page=asked.page.shown,
    )
    return Question(
        name=f"place {asked.id}",
        system=prompt.system,
        shared=prompt.shared,
        text=prompt.text,
        answer=asked_of(asked.kinds),
        ground=partial(held, asked=asked),
        max_tokens=_TOKENS,
        smaller=lambda: [_question(asked._replace(page=half), prompts) for half in asked.page.halves()],
        join=joined,
    )
