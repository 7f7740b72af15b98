"""A script in which places are described, how they are read, and what becomes of what is read."""

from __future__ import annotations

from film.place import PlaceSheet
from planner.reading import places
from planner.reading.ground import Ground
from planner.reading.places import PlaceAnswer
from prompts.book import PromptBook
from screenplay.fountain import parse

BOOK = PromptBook()
SCRIPT = """
INT. RICK'S - NIGHT

Smoke. A long counter, a piano in the corner, three stools in a row. Above the door a sign: "NO CREDIT". Candles.

INT. BUS - NIGHT

A sofa blocks the aisle. The bus stands still.

EXT. STREET - DAY

A sofa on the wet grass, two barrels, a van. Someone has painted a board: "FREE".

INT. STUDY - DAY

It is a barn, really: hay on the earth floor, one door more than there should be, and an armchair by the window.
"""
GROUND = Ground.of(parse(SCRIPT))
QUESTIONS = places.questions(GROUND, BOOK)
BEFORE = {place.id: place for place in GROUND.places}


def laid(**answers: PlaceAnswer) -> dict[str, PlaceSheet]:
    held = {place: QUESTIONS[place].ground(each).answer for place, each in answers.items()}
    return {place.id: place for place in places.with_places(GROUND.places, held, GROUND)[0]}


def fates(**answers: PlaceAnswer) -> list[tuple[str, str, str]]:
    held = {place: QUESTIONS[place].ground(each).answer for place, each in answers.items()}
    _, proposals = places.with_places(GROUND.places, held, GROUND)
    return [(each.verdict, each.text.partition(": ")[2], each.why) for each in proposals]
