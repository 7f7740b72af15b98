"""A script in which people are described, how they are read, and what becomes of what is read."""

from __future__ import annotations

from typing import Any

from film.cast import CharacterSheet
from planner.reading import people
from planner.reading.ground import Ground
from planner.reading.people import PersonAnswer
from prompts.book import PromptBook
from screenplay.fountain import parse
from tests.planner.reading.people_answers import answer

BOOK = PromptBook()
SCRIPT = """
INT. HALL - DAY

ANNA, 40, in a red coat, waits. BEN, young, comes in with CARL and DORA. A boy, EMIL, nine, hides.

BEN
You are late, Anna.

ANNA
I am never late.

CARL
(in a deep voice)
She is my sister. Her dark skin shines in the sun, and her coat is all she has.

DORA
Ben, my son, let her be. Emil is small for his age.

EMIL
Mama!

INT. BARN - DAY

Anna comes in, now in a black dress. Dora has grey hair, and heavy boots.

DORA
Anna.

EXT. FIELD - DAY

Ben is forty if a day.
"""
GROUND = Ground.of(parse(SCRIPT))
QUESTIONS = people.questions(GROUND, BOOK)


def held(who: str, **told: Any) -> tuple[PersonAnswer, tuple[str, ...]]:
    grounded = QUESTIONS[who].ground(answer(**told))
    return grounded.answer, grounded.problems


def laid(**answers: PersonAnswer) -> dict[str, CharacterSheet]:
    sheets, _ = people.with_people(GROUND.cast, answers, GROUND)
    return {sheet.id: sheet for sheet in sheets}


def number(who: str, words: str) -> int:
    """The excerpt of a question that has the words."""
    lines = [line for line in QUESTIONS[who].text.splitlines() if words in line]
    return int(lines[0].split("|")[0])


def fates(**answers: PersonAnswer) -> dict[str, tuple[str, str]]:
    _, proposals = people.with_people(GROUND.cast, answers, GROUND)
    return {proposal.text.partition(": ")[2]: (proposal.verdict, proposal.why) for proposal in proposals}
