"""Words that come from a server or go to a model: made harmless for a message, counted for a prompt."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = 8
"""How many letters are looked at for each that may be shown: words may stand behind many that cannot be seen."""
_LETTERS_A_TOKEN = 3
_PIECE = re.compile(r"[a-z]+|[ \n]+|.", re.DOTALL)


def told(text: str, most: int) -> str:
    """Somebody else's words on one line, without control characters and at most ``most`` letters long.

    >>> told("out of\\x1b[31m\\n memory", 13)
    'out of [31m m'
    """
    shown = (" " if unicodedata.category(char)[0] == "C" else char for char in text[: most * _UNSEEN])
    return " ".join("".join(shown).split())[:most].strip()


def counted(text: str) -> int:
    """Tokens of a prompt without its tokenizer, from above: a third of a word's small letters, one for each capital,
    digit and mark, two for letters that vocabularies know less of, and the one that ends it.

    >>> counted("A slow push in.")
    8
    """
    return 1 + sum(_tokens(piece[0]) for piece in _PIECE.finditer(text))


def _tokens(piece: str) -> int:
    if piece.isspace():
        return 0  # a space belongs to the word behind it
    if not piece.isascii():
        return 2
    return -(-len(piece) // _LETTERS_A_TOKEN)
