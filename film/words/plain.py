"""Word lists and the plain form of words that they are written in."""

from __future__ import annotations

import re
import unicodedata

_OTHER = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Lower case without accents or punctuation, single spaces: what the word lists are written in."""
    flat = unicodedata.normalize("NFKD", text.replace("ß", "ss").casefold()).encode("ascii", "ignore").decode()
    return " ".join(_OTHER.sub(" ", flat).split())


def listed(words: str) -> frozenset[str]:
    """The words of a list written with spaces between them."""
    return frozenset(words.split())
