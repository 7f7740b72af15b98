"""The colours of revised pages, in the trade's order, and how Final Draft writes a colour (#RRRRGGGGBBBB)."""

from __future__ import annotations

import re

PAGES: dict[str, str] = {
    "white": "#FFFFFFFFFFFF",
    "blue": "#C6C6EDEDFEFE",
    "pink": "#FDFDCCCCD4D4",
    "yellow": "#FDFDFFFFABAB",
    "green": "#D1D1FEFED0D0",
    "goldenrod": "#FAFACDCD3939",
    "buff": "#FCFCEDED9D9D",
    "salmon": "#F8F8AEAE8E8E",
    "cherry": "#FBFBA4A4B4B4",
    "tan": "#FDFDF1F1C7C7",
}
"""Paper colours as Final Draft's own files have them."""

_NAMES = {value: name for name, value in PAGES.items()}
_WORD = re.compile(rf"\b(?:{'|'.join(PAGES)})\b", re.IGNORECASE)
_LONG = re.compile("#([0-9A-F]{2})[0-9A-F]{2}([0-9A-F]{2})[0-9A-F]{2}([0-9A-F]{2})[0-9A-F]{2}")
_SHORT = re.compile("#([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})")


def colour_of(name: str, page_colour: str) -> str:
    """A draft's colour: its paper's as a word or as ``#RRGGBB``; for white paper the word in its name, if any."""
    page_colour = page_colour.strip().upper()
    if page_colour != PAGES["white"]:
        if page_colour in _NAMES:
            return _NAMES[page_colour]
        if found := _LONG.fullmatch(page_colour):
            return "#" + "".join(found.groups())
    word = _WORD.search(name)
    return word.group().lower() if word else ""


def paper_of(colour: str) -> str:
    """The paper colour to write for a draft's colour; white for one that is no colour."""
    if found := _SHORT.fullmatch(colour.strip().upper()):
        return "#" + "".join(pair * 2 for pair in found.groups())
    return PAGES.get(colour.strip().lower(), PAGES["white"])
