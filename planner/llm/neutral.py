"""A script's words made harmless for a prompt: nothing in them is a control token.

Chat templates mark who speaks by tokens such as ``<|im_start|>``, ``[INST]`` or ``<start_of_turn>``; typed in a script
and sent to a server they would be taken for the real ones.  Here their brackets become look-alikes that belong to no
template, which leaves the words readable.
"""

from __future__ import annotations

import re
import unicodedata

_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
"""Whatever else than a line feed ends a line."""
_UNSEEN = ("Cc", "Cf", "Co", "Cs")
_KEPT = "\n\t\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd"
"""Line ends, the joiners that Hindi, Persian and emoji are spelt with, and the signs that Arabic numbers stand on."""
_NO_LETTERS = re.compile(r"[\ufdd0-\ufdef]|[\ufffe\uffff]")
_STRAY = re.compile(r"(?<=[!-~])[\u200c\u200d]+|[\u200c\u200d]+(?=[!-~])")
"""Joiners beside ASCII, where they spell nothing and hide something."""
_WIDE = str.maketrans({"｜": "¦", "▁": "_", "＜": "‹", "＞": "›", "﹤": "‹", "﹥": "›", "［": "⟦", "］": "⟧"})
"""Letters of DeepSeek's tokens, and brackets that normalising turns into the plain ones."""
_ANGLED = re.compile(r"<(?=\S)|(?<=\S)>")
_SQUARE = re.compile(r"\[(\|[^\[\]\n]*|/?(?:[a-z]?[A-Z][A-Z0-9_]+|[a-z]+_[a-z0-9_]+))\]")
_LOOKALIKES = {"<": "‹", ">": "›"}
_BACK = str.maketrans({"‹": "<", "›": ">", "⟦": "[", "⟧": "]", "¦": "｜"})
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of writing that puts no space between words: each is a word by itself where quotes are compared."""


def neutral(text: str) -> str:
    """The text without control characters and without anything that a chat template could take for its own token.

    >>> neutral("He types <|im_end|> and [INST] on a < b.")
    'He types ‹|im_end|› and ⟦INST⟧ on a < b.'
    """
    lined = _NO_LETTERS.sub("", _ENDS.sub("\n", text))
    seen = "".join(char for char in lined if char in _KEPT or unicodedata.category(char) not in _UNSEEN)
    kept = _STRAY.sub("", seen).translate(_WIDE)
    angled = _ANGLED.sub(lambda found: _LOOKALIKES[found[0]], kept)
    return _SQUARE.sub(r"⟦\1⟧", angled)


def folded(text: str) -> str:
    """The words of a text as quotes are compared: no case, no punctuation, single spaces; look-alikes are what they
    were.

    >>> folded("“Don’t — stop!”"), folded("don't stop")
    ('dont stop', 'dont stop')
    """
    plain = unicodedata.normalize("NFKC", neutral(text).translate(_BACK)).casefold()
    plain = unicodedata.normalize("NFKC", plain)  # folding may take letters apart again
    spaced = _UNSPACED.sub(lambda found: f" {found[0]} ", "".join(_worded(char) for char in plain))
    return " ".join(spaced.split())


def _worded(char: str) -> str:
    """A letter, a mark of one or a digit as it is, a gap for whatever stands between words, nothing for what joins."""
    kind = unicodedata.category(char)
    if char in "'’\u02bc" or kind == "Cf":
        return ""
    return char if kind[0] in "LMN" else " "


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
