"""A script's words made harmless for a prompt: nothing in them is a control token.

Chat templates mark who speaks by tokens such as ``<|im_start|>``, ``[INST]`` or ``<start_of_turn>``; typed in a script
and sent to a server they would be taken for the real ones.  Here their brackets become look-alikes that belong to no
template, which leaves the words readable.
"""

from __future__ import annotations

import re
import unicodedata

_ANGLED = re.compile(r"<(?=[|｜/!?\w<])|(?<=[|｜\w/>])>")
_SQUARE = re.compile(r"\[(?=/?[A-Z][A-Z_]{2,}\])|(?<=[A-Z_])\](?![\w])")
_BARS = str.maketrans({"｜": "¦", "▁": "_"})
_LOOKALIKES = {"<": "‹", ">": "›", "[": "⟦", "]": "⟧"}
_KEPT = "\n\t\u200c\u200d"
"""Line ends, and the joiners that Hindi, Persian and emoji are spelt with."""
_UNSEEN = ("Cc", "Cf", "Co", "Cn", "Cs")
_BACK = str.maketrans({"‹": "<", "›": ">", "⟦": "[", "⟧": "]", "¦": "｜"})


def neutral(text: str) -> str:
    """The text without control characters and without anything that a chat template could take for its own token.

    >>> neutral("He types <|im_end|> and [INST] on a < b.")
    'He types ‹|im_end|› and ⟦INST⟧ on a < b.'
    """
    kept = "".join(char for char in text if char in _KEPT or unicodedata.category(char) not in _UNSEEN)
    for pattern in (_ANGLED, _SQUARE):
        kept = pattern.sub(lambda found: _LOOKALIKES[found[0]], kept)
    return kept.translate(_BARS)


def folded(text: str) -> str:
    """The words of a text as quotes are compared: no case, no marks, single spaces; look-alikes are what they were.

    >>> folded("“Don’t — stop!”"), folded("don't stop")
    ('dont stop', 'dont stop')
    """
    plain = unicodedata.normalize("NFKC", text.translate(_BACK)).casefold().replace("'", "").replace("’", "")
    return " ".join(re.findall(r"\w+", plain))


def quoted_in(quote: str, text: str) -> bool:
    """Whether the words of ``quote`` stand in ``text`` one behind the other; an empty quote stands nowhere.

    >>> quoted_in("a Careful way", "That's a careful way to carry a box."), quoted_in("car", "a careful way")
    (True, False)
    """
    words = folded(quote)
    return bool(words) and f" {words} " in f" {folded(text)} "


def told(text: str, most: int) -> str:
    """A model's own words on one line, without control characters and at most ``most`` letters long.

    >>> told("  a\\tlong\\n story ", 6)
    'a long'
    """
    return " ".join(neutral(text).split())[:most].strip()
