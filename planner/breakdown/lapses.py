"""How far the story moves, as headings, supers and lines of their own tell it: THREE DAYS LATER, 1943, PRESENT DAY."""

from __future__ import annotations

import re
from typing import NamedTuple

from planner.breakdown.days import days_told, folded

_NEXT_DAY = re.compile(
    r"\b(?:(?:the )?(?:next|following) (?:day|morning|night|evening|afternoon|dawn)|le lendemain"
    r"|lendemain matin|(?:am )?"
    r"nachsten (?:tag|morgen|abend)|am tag darauf|(?:al )?dia siguiente|manana siguiente|(?:il )?giorno dopo"
    r"|(?:la )?mattina dopo|(?:no )?dia seguinte|manha seguinte|на следующии день|на следующее утро|अगली सुबह|अगले दिन)\b"
    r"|翌朝|翌日|次の日|第二天|次日"
)
_LATER = re.compile(
    r"\b(?:later|after(?:wards)?|on|plus tard|apres|spater|danach|despues|mas tarde|dopo|piu tardi|depois|mais tarde"
    r"|позже|спустя|через|बाद)\b|[后後]"
)
_EARLIER = re.compile(
    r"\b(?:earlier|ago|before|previously|plus tot|auparavant|avant|fruher|zuvor|vorher|antes|atras|prima|назад"
    r"|раньше|पहले)\b|前"
)
_PRESENT = re.compile(
    r"^(?:the )?(?:present(?: day)?|today|now|modern day|back to (?:the )?present|de nos jours|aujourd hui"
    r"|heute|gegenwart"
    r"|actualidad|hoy|oggi|presente|dias de hoje|настоящее время|наши дни|现在|現在|今日)$"
)
_SOON = re.compile(
    r"^(?:(?:much |a little |sometime |some time |shortly |later that \w+)?later|moments? later"
    r"|(?:\w+ )?(?:minutes?|hours?|seconds?)"
    r" (?:later|pass)|later that (?:day|night|morning|evening|afternoon)|plus tard|un peu plus tard|spater|wenig spater"
    r"|mas tarde|poco despues|piu tardi|mais tarde)$"
)
_YEAR = re.compile(r"(?<![\d,.])(1[0-9]\d\d|20\d\d)(?![\d,.]\d|\d|[A-RT-Za-rt-z])")
_LONGEST = 12


class Lapse(NamedTuple):
    """A jump in the story's time: by ``days`` (minus: back), to a ``year`` or the ``present``; none keeps the day."""

    days: int = 0
    year: int | None = None
    present: bool = False


def lapse_in(words: str) -> Lapse | None:
    """The jump that a short text tells of; None where it tells of none.

    >>> lapse_in("THREE DAYS LATER")
    Lapse(days=3, year=None, present=False)
    """
    flat = folded(words)
    if not flat or len(flat.split()) > _LONGEST:
        return None
    if _PRESENT.search(flat):
        return Lapse(present=True)
    if _NEXT_DAY.search(flat):
        return Lapse(days=1)
    span = days_told(words)
    if span and _EARLIER.search(flat):
        return Lapse(days=-span)
    if span and _LATER.search(flat):
        return Lapse(days=span)
    if _SOON.search(flat):
        return Lapse()
    year = _YEAR.search(words)
    return Lapse(year=int(year[1])) if year else None
