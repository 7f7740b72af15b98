"""Capital letters of the alphabets that have them, as parts of patterns; scripts that have none."""

from __future__ import annotations

import re

_BLOCKS = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x1F00))
CAPITAL = "".join(chr(code) for block in _BLOCKS for code in block if chr(code).isupper())
"""Latin, Greek and Cyrillic capitals, to stand inside a character class."""

CASELESS = "\u0900-\u0963\u0966-\u0dff\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff々〇"
"""Indic, kana and Han letters, to stand inside a character class."""

HAS_CASELESS = re.compile(f"[{CASELESS}]")
CAPITALISED = re.compile(rf"[{CAPITAL}]\w*(?:['-]\w+)*")
"""A word from its first capital on, with its hyphens and its 's; whether more stands before it is not looked at."""
