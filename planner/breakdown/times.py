"""When a scene plays, in what weather, on which day of the story."""

from __future__ import annotations

import re

from film.plan import TimeOfDay, Weather
from film.screenplay import Heading, PartOfDay
from planner.breakdown.days import days_told, numbered_day
from planner.places.lists import plain

_LIGHT: dict[PartOfDay, TimeOfDay] = {
    "dawn": "dawn", "sunrise": "dawn", "morning": "morning", "day": "day", "noon": "day", "afternoon": "day",
    "sunset": "dusk", "dusk": "dusk", "evening": "evening", "night": "night", "midnight": "night",
}  # fmt: skip
_WEATHER: tuple[tuple[Weather, str], ...] = (
    ("snow", "snow|snows|snowing|snowfall|blizzard|snowflakes|neige|schnee|schneit|nieve|nieva"),
    ("rain", "rain|rains|raining|drizzle|downpour|rainstorm|thunderstorm|storm|umbrellas|pluie|pleut|averse|orage"
             "|regen|regnet|gewitter|sturm|lluvia|llueve|tormenta|pours"),
    ("fog", "fog|foggy|mist|misty|haze|brouillard|brume|nebel|niebla|bruma"),
    ("wind", "wind|windy|gale|gust|gusts|vent|sturmisch|viento|breeze"),
)  # fmt: skip
_OVER = re.compile(
    r"\b(?:rain|snow|storm|pluie|neige|regen|schnee|lluvia|nieve|fog|wind)\b (?:has |have |s )?(?:stopped|stops"
    r"|ended|ends|over|gone|lifted|cleared|eased|est arretee|a cesse|cesse|s est arretee|hat aufgehort|ha parado|has"
    r" lifted)|\b(?:no|without|after the|like|sans) (?:rain|snow|storm|pluie)\b"
)
_THUNDER = re.compile(r"\b(?:thunder|thunderstorm|lightning|storm|orage|gewitter|tormenta)\b")
_REMEMBERED = re.compile(
    r"flash.?back|rückblende|retour en arrière|souvenir|salto atrás|recuerdo|ricordo|lembrança|фл[еэ]ш.?б[еэ]к"
    r"|воспоминани|闪回|閃回|回忆|回憶|回想|फ़?्लैश ?बैक|स्मृति",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\b(?:end|ends|fin|ende|fine|fim|конец)\b", re.IGNORECASE)
_ORDER: dict[TimeOfDay, int] = {"dawn": 0, "morning": 1, "day": 2, "evening": 3, "dusk": 3, "night": 4}


def time_of_day(heading: Heading, before: TimeOfDay | None) -> TimeOfDay:
    """The light of the heading's part of the day; a heading without one keeps that of the scene before; else day."""
    return _LIGHT[heading.part_of_day] if heading.part_of_day else before or "day"


def weather_in(text: str, before: Weather) -> Weather:
    """The weather that a scene's action tells of; ``before`` holds on where it says nothing."""
    flat = plain(text)
    if _OVER.search(flat):
        return "clear"
    for weather, names in _WEATHER:
        if re.search(rf"\b(?:{names})\b", flat):
            return weather
    return before


def thunders(text: str) -> bool:
    """Whether the weather is a storm."""
    return _THUNDER.search(plain(text)) is not None


def is_remembered(heading: Heading) -> bool:
    """Whether a heading calls its scene a flashback or memory, and not the end of one."""
    words = " ".join((heading.time, *heading.modifiers))
    return _REMEMBERED.search(words) is not None and _ENDED.search(words) is None


def day_after(heading: Heading, day: int, time: TimeOfDay, before: TimeOfDay | None) -> int:
    """The story day of a scene that follows one on ``day`` at time ``before``.

    It moves on when the words say so (NEXT MORNING, TWO WEEKS LATER, DAY 2) or when the clock ran backwards: a
    morning after a night.  What goes on without a break or is remembered stays on the day.
    """
    words = (heading.time, *heading.modifiers)
    if heading.relation == "next_day":
        return day + 1
    if heading.relation == "later" and (span := days_told(" ".join(words))):
        return day + span
    if numbered := next((number for number in map(numbered_day, words) if number), None):
        return max(day, numbered)
    if heading.relation in ("continuous", "same", "moments_later", "earlier") or is_remembered(heading):
        return day
    if before is not None and _ORDER[time] < _ORDER[before] and (_ORDER[before] >= 3 or _ORDER[time] <= 1):
        return day + 1
    return day
