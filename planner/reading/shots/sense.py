"""Whether a wish makes sense by itself: whom or what its kind of shot needs, and the sizes that it comes in."""

from __future__ import annotations

from collections.abc import Mapping

from film.shot import Idiom, Size
from planner.coverage.intent import SIZES
from planner.llm.neutral import told
from planner.reading.page import Page
from planner.reading.shots.answer import THING, ShotWish

_SIZES: Mapping[Idiom, tuple[Size, Size]] = {
    "establishing": ("EWS", "FS"), "master": ("EWS", "MWS"), "two_shot": ("FS", "MCU"), "ots": ("MWS", "CU"),
    "single": ("FS", "ECU"), "reaction": ("MS", "ECU"), "insert": ("MCU", "ECU"), "pov": ("EWS", "ECU"),
    "moving": ("WS", "MCU"),
}  # fmt: skip
"""The widest and the tightest size of each kind of shot: whoever two shoulders or a walk must leave room for."""
_OF_SOMEBODY: tuple[Idiom, ...] = ("single", "reaction", "ots", "moving")
_OF_TWO: tuple[Idiom, ...] = ("two_shot", "ots")


def sensible(wish: ShotWish, page: Page, people: int) -> tuple[ShotWish | None, str]:
    """The wish as far as it makes sense, None where it makes none, and in one line what did not.

    A size that a kind of shot does not come in becomes the nearest that it does: that is not worth asking again.
    ``people`` is how many the page may be about.
    """
    thing = told(wish.thing, THING) if wish.thing is not None and _named(wish.thing, page) else None
    if wish.idiom == "insert" and thing is None:
        what = "an insert is of a thing" if not wish.thing else f"{wish.thing!r} is not on the page"
        return None, f"{what}; name one in a word of the page"
    if wish.idiom == "pov" and thing is None and wish.who is None:
        return None, "a pov looks at somebody or something; name who or thing"
    if wish.idiom in _OF_SOMEBODY and wish.who is None:
        return None, f"a shot of the kind {wish.idiom} is about somebody; name who"
    if wish.idiom in _OF_TWO and people < 2:
        return None, f"a shot of the kind {wish.idiom} has two people in it; the page has {people}"
    widest, tightest = _SIZES[wish.idiom]
    low, high = SIZES.index(widest), SIZES.index(tightest)
    size = SIZES[min(max(SIZES.index(wish.size), low), high)]
    why = f"{wish.thing!r} is not on the page" if wish.thing and thing is None else ""
    return wish.but(thing=thing, size=size), why


def _named(thing: str, page: Page) -> bool:
    return any(page.says(paragraph.number, thing) for paragraph in page.paragraphs)
