"""Tokens of a prompt, counted without loading a model."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

_MOST_BYTES = 64 << 20
_PIECE = re.compile(r"[A-Za-z]{1,4}|\d|[^\sA-Za-z\d]")
"""What is one token at most of any vocabulary that is not of bytes alone: four letters, a digit, any other sign."""
_AROUND = 2
"""Tokens that a tokenizer puts around a text."""


@lru_cache(maxsize=4)
def counter_of(folder: Path) -> Callable[[str], int]:
    """Counts by ``tokenizer/tokenizer.json`` in a model's folder; estimates where there is none that can be read."""
    file = folder / "tokenizer" / "tokenizer.json"
    if not file.is_file() or file.stat().st_size > _MOST_BYTES:
        return estimated
    try:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(file))
    except Exception:  # the library raises plain ones, for a file of another version too
        return estimated
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(text).ids)


def estimated(text: str) -> int:
    """From above: pieces of four letters, and the bytes of letters that are not ASCII."""
    return _AROUND + sum(
        max(len(piece.encode()) - 1, 1) if not piece.isascii() else 1 for piece in _PIECE.findall(text)
    )
