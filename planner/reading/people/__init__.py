"""Everybody who matters, asked about one by one: how they look, dress, carry themselves and sound, what becomes of
them, what they are to others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from planner.characters import Described, described
from planner.llm.neutral import neutral
from planner.llm.question import Question
from planner.reading.ground import Ground
from planner.reading.people.answer import PersonAnswer, asked_of, joined
from planner.reading.people.excerpts import Asked, asked_about, wanted
from planner.reading.people.grounding import ground as held
from planner.reading.people.sheets import with_people
from prompts.book import PromptBook

__all__ = ["PersonAnswer", "questions", "source_of", "with_people"]

_TOKENS = 1800
"""Of an answer: nineteen fields, most of them with a quote."""
_NOTHING = Described("", "", None, 0.0, 0.0, 0.0)


def questions(ground: Ground, prompts: PromptBook) -> dict[str, Question[PersonAnswer]]:
    """The questions by the id of the sheet, in order of appearance: everybody who speaks or is in two scenes."""
    read = described(ground.screenplay)
    names = [name for sheet in ground.cast for name in (sheet.name, *sheet.aliases)]
    return {
        asked.id: _question(asked, prompts, names, read.get(asked.id, _NOTHING))
        for asked in (asked_about(ground, name) for name in wanted(ground))
        if asked.page.paragraphs
    }


def source_of(ground: Ground, id: str) -> str:
    """The digest of what the question about somebody is about; "" for a sheet that nobody is asked about."""
    asked = asked_about(ground, id) if id in wanted(ground) else None
    return asked.source if asked is not None and asked.page.paragraphs else ""


def _question(asked: Asked, prompts: PromptBook, names: Sequence[str], read: Described) -> Question[PersonAnswer]:
    others = ", ".join(f"{other} ({neutral(name)})" for other, name in asked.others.items())
    prompt = prompts.fill("person", person=neutral(asked.name), others=others or "nobody", page=asked.page.shown)
    return Question(
        name=f"person {asked.id}",
        system=prompt.system,
        shared=prompt.shared,
        text=prompt.text,
        answer=asked_of(tuple(asked.others)),
        ground=partial(held, asked=asked, names=names, read=read),
        max_tokens=_TOKENS,
        smaller=lambda: [_question(asked._replace(page=half), prompts, names, read) for half in asked.page.halves()],
        join=joined,
    )
