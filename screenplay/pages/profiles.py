"""Which way a script is set: as its title page says, else as it looks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from film.screenplay import Element, Profile
from screenplay.pages.blocks import ENDS_ACT, OPENS_ACT

_KEYS = frozenset({"format", "template", "fmt", "profile", "layout"})
_MULTICAM = re.compile(r"\b(?:multi[- ]?cam(?:era)?|(?:three|four|3|4)[- ]camera|sitcom)\b", re.I)
_FILM = re.compile(r"\b(?:single[- ]?cam(?:era)?|one[- ]camera|film|feature|movie|screenplay)\b", re.I)
_DIRECTION = re.compile(r"\((?=[^()a-z]*[A-Z]{2})[^()a-z]{2,80}\)")

_FEWEST = 20
"""Paragraphs of action, and speeches, below which the look of a script says nothing."""

_CAPITALS = 0.9
_DIRECTED = 0.05


def profile_of(title_page: Mapping[str, tuple[str, ...]], elements: Sequence[Element]) -> Profile:
    """How the script is laid out.

    The title page's Format, Template or Fmt decides where it names one.  Else a script is multi-camera only when nine
    in ten of its paragraphs of action are in capitals, and either an act opens or ends by name or one speech in
    twenty has directions in capitals in it: "(TO DEV) Sit down."
    """
    for key, values in title_page.items():
        if key.strip().casefold() in _KEYS:
            said = " ".join(values)
            if _FILM.search(said):
                return "film"
            if _MULTICAM.search(said):
                return "multicam"
    return "multicam" if _in_capitals(elements) and (_has_acts(elements) or _has_directions(elements)) else "film"


def _in_capitals(elements: Sequence[Element]) -> bool:
    texts = [element.text for element in elements if element.type == "action"]
    return len(texts) >= _FEWEST and sum(map(str.isupper, texts)) >= _CAPITALS * len(texts)


def _has_acts(elements: Sequence[Element]) -> bool:
    return any(
        OPENS_ACT.fullmatch(element.text) or ENDS_ACT.fullmatch(element.text)
        for element in elements
        if element.type in ("centered", "scene_heading", "action", "transition")
    )


def _has_directions(elements: Sequence[Element]) -> bool:
    texts = [element.text for element in elements if element.type == "dialogue"]
    return len(texts) >= _FEWEST and sum(bool(_DIRECTION.search(text)) for text in texts) >= _DIRECTED * len(texts)
