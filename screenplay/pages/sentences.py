"""Where sentences end: the places at which a page may cut a speech or a paragraph."""

from __future__ import annotations

import re

_END = re.compile("[.!?…](?:[\"'”’»)\\]}*_]{0,4})\\s|[。！？][」』”’）]{0,4}|[।॥۔؟]\\s?")
"""A full stop with what closes behind it and a space; East Asian and Indic ones need no space."""


def sentence_ends(text: str, start: int, stop: int) -> list[int]:
    """Offsets behind ``start`` and up to ``stop`` at which a new sentence begins."""
    ends = []
    for found in _END.finditer(text, start, stop):
        end = found.end()
        while end < stop and text[end].isspace():
            end += 1
        if start < end <= stop:
            ends.append(end)
    return ends
