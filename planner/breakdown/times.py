"""When a scene plays, in what weather, on which day of the story."""

from __future__ import annotations

import re

from film.plan import TimeOfDay, Weather
from film.screenplay import Heading
from planner.places.lists import plain

_TIMES: tuple[tuple[TimeOfDay, str], ...] = (
    ("dawn", "dawn|sunrise|daybreak|sunup|first light|aube|lever du jour|lever de soleil|morgendammerung|sonnenaufgang"
     "|amanecer|madrugada|alba|salida del sol"),
    ("dusk", "dusk|sunset|sundown|twilight|magic hour|golden hour|blue hour|nightfall|crepuscule|coucher de soleil"
     "|tombee de la nuit|dammerung|abenddammerung|sonnenuntergang|blaue stunde|atardecer|anochecer|crepusculo|tramonto"
     "|puesta de sol|last light"),
    ("night", "night|nights|midnight|nighttime|nuit|minuit|nacht|mitternacht|noche|medianoche|notte|noite"),
    ("morning", "morning|early morning|breakfast|matin|matinee|morgen|vormittag|fruhmorgens|manana|mattina|manha"),
    ("evening", "evening|eve|soir|soiree|abend|tarde noche|sera|supper|dinner time"),
    ("day", "day|days|noon|midday|afternoon|daytime|daylight|lunchtime|teatime|jour|journee|midi|apres midi|tag|mittag"
     "|nachmittag|dia|tarde|mediodia|giorno|pomeriggio"),
)  # fmt: skip
_OTHER_SCRIPTS: tuple[tuple[TimeOfDay, str], ...] = (
    ("dawn", "黎明|凌晨|рассвет|새벽|فجر"), ("dusk", "黄昏|夕方|夕|сумерки|закат"),
    ("night", "夜|深夜|午夜|晚|ночь|полночь|밤|रात|ليل"), ("morning", "晨|早|朝|上午|утро|아침|सुबह|صباح"),
    ("evening", "傍晚|вечер|저녁|शाम|مساء"), ("day", "日|白天|中午|下午|昼|день|полдень|낮|दिन|نهار"),
)  # fmt: skip
_HOURS = re.compile(r"\b(\d{1,2})(?: ?[:h] ?\d{0,2})? ?(am|pm|a m|p m|uhr)?\b")
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
_NEXT = re.compile(
    r"\b(?:next|following) (?:day|morning|night|evening|afternoon|dawn)\b|\b(?:lendemain|am nachsten|nachster"
    r"|nachsten|siguiente|dia siguiente)\b"
)
_LATER = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|a|\d{1,3}|several|few|some) (day|week|month|year)s? later\b"
)
_NUMBER = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "a": 1, "several": 3, "few": 3, "some": 3,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_ORDER: dict[TimeOfDay, int] = {"dawn": 0, "morning": 1, "day": 2, "evening": 3, "dusk": 3, "night": 4}


def time_of_day(heading: Heading, before: TimeOfDay | None) -> TimeOfDay:
    """By the heading's words; CONTINUOUS, LATER, SAME and nothing keep the time of the scene before; else day."""
    said = told_time(f"{heading.time} {' '.join(heading.modifiers)}")
    return said or before or "day"


def told_time(words: str) -> TimeOfDay | None:
    """The time of day that words name, in any language of the lists or by the clock; None when they name none."""
    flat = plain(words)
    found = [(match.start(), time) for time, names in _TIMES for match in re.finditer(rf"\b(?:{names})\b", flat)]
    if found:
        return min(found)[1]
    for time, marks in _OTHER_SCRIPTS:
        if any(mark in words.casefold() for mark in marks.split("|")):
            return time
    clock = _HOURS.search(flat)
    return _by_clock(int(clock[1]), clock[2]) if clock and (clock[2] or ":" in words) else None


def _by_clock(hour: int, half: str | None) -> TimeOfDay:
    hour = hour % 12 + (12 if half and half.startswith("p") else 0) if half and half[0] in "ap" else hour % 24
    until_hour: tuple[tuple[int, TimeOfDay], ...] = (
        (5, "night"), (7, "dawn"), (11, "morning"), (18, "day"), (21, "evening"),
    )  # fmt: skip
    for until, time in until_hour:
        if hour < until:
            return time
    return "night"


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


def day_after(heading: Heading, day: int, time: TimeOfDay, before: TimeOfDay | None) -> int:
    """The story day of a scene that follows one on ``day`` at time ``before``.

    It moves on when the words say so (NEXT MORNING, TWO WEEKS LATER) or when the clock ran backwards: a
    morning after a night.
    """
    words = plain(f"{heading.time} {' '.join(heading.modifiers)}")
    jump = _LATER.search(words)
    if jump:
        count = _NUMBER.get(jump[1]) or int(jump[1])
        return day + count * _DAYS[jump[2]]
    if _NEXT.search(words):
        return day + 1
    if "flashback" in words:
        return day
    if before is not None and _ORDER[time] < _ORDER[before] and (_ORDER[before] >= 3 or _ORDER[time] <= 1):
        return day + 1
    return day
