"""Whether words stand in a source: a speech as it is quoted, a name in whatever form the language gives it.

Scripts without spaces between words are compared letter by letter, those that join small words to a name (Arabic,
Hebrew) by what stands inside a word, languages that decline names by the name's beginning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_WIDE = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}]+")
_JOINING = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\uac00-\ud7a3]")
"""Hebrew, Arabic, the scripts of India, Hangul: small words and endings stand on the name itself."""
_UNDECLINED = frozenset(
    ("en", "fr", "es", "it", "pt", "nl", "da", "no", "nb", "nn", "sv", "zh", "ja", "ko", "vi", "id")
)
"""Languages in which a name keeps its form."""

_TITLES = frozenset(
    ("mr", "mrs", "ms", "dr", "the", "a", "an", "m", "mme", "le", "la", "herr", "frau", "der", "die", "das", "el")
)
"""What a name is given or loses without becoming another."""

_GAPS = 4
"""How often a narrator may break into a speech ("No," she said, "not to-day.")."""


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text for comparing: no case, no accents, what apostrophes join taken apart; letters where a
    script has no spaces.

    >>> tokens("L'été d'Anna"), tokens("你好")
    (('l', 'ete', 'd', 'anna'), ('你', '好'))
    """
    return tuple(_TOKEN.findall(_plain(text)))


def within(words: str, text: str) -> bool:
    """Whether words stand in a text one behind the other.

    >>> within("blue key", "The Blue Key."), within("blue", "The bluebell.")
    (True, False)
    """
    wanted = tokens(words)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(tokens(text))} "


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(char for char in apart if not unicodedata.combining(char)))


class _Words(NamedTuple):
    """The words of a text, and which of them a mark stands before and behind: a comma, a quotation mark, a dash."""

    words: list[str]
    opens: list[bool]
    closes: list[bool]

    @staticmethod
    def of(text: str) -> _Words:
        """Those of a text, whose ends are marks too."""
        plain = _plain(text)
        found = list(_TOKEN.finditer(plain))
        edges = [0, *(edge for match in found for edge in match.span()), len(plain)]
        between = [plain[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        marked = [bool(each.strip(" '’")) for each in between]
        marked[0] = marked[-1] = True
        return _Words([match[0] for match in found], marked[:-1], marked[1:])


def quoted(speech: str, text: str) -> bool:
    """Whether a speech stands in a text word by word, but for a narrator's words, between marks, that break into it.

    >>> quoted("No, not today.", '"No, not," said Anna, "today."')
    True
    >>> quoted("I told you to come.", '"I told you," said Anna, "not to come."')
    False
    """
    words = tokens(speech)
    return bool(words) and _stands(words, _Words.of(text))


def _stands(words: Sequence[str], text: _Words) -> bool:
    """Each round goes on from where a run of words broke off, at its earliest end in the text."""
    ends = {0: -1}
    for _ in range(_GAPS + 1):
        further: dict[int, int] = {}
        for done, end in ends.items():
            for start in range(end + 1, len(text.words)):
                if done and not text.opens[start]:
                    continue
                run = _run(words, done, text.words, start)
                if run and done + run == len(words):
                    return True
                if run and text.closes[start + run - 1]:
                    further[done + run] = min(start + run, further.get(done + run, len(text.words)))
        ends = further
    return False


def _run(words: Sequence[str], at: int, text: Sequence[str], start: int) -> int:
    run = 0
    while at + run < len(words) and start + run < len(text) and words[at + run] == text[start + run]:
        run += 1
    return run


def named(name: str, text: str, language: str) -> bool:
    """Whether every word of a name stands in a text, in some form of it.

    >>> named("АННА", "Он увидел Анну.", "ru"), named("Anna", "She was annoyed.", "en")
    (True, False)
    """
    words = tokens(name)
    there = tokens(text)
    wanted = [word for word in words if word not in _TITLES] or words
    return bool(wanted) and all(_is_in(word, there, language) for word in wanted)


def _is_in(word: str, there: Sequence[str], language: str) -> bool:
    if word in there:
        return True
    if _JOINING.search(word):
        return len(word) > 1 and any(word in other for other in there)
    if language in _UNDECLINED or len(word) < 4:
        return False
    stem = word[: max(3, len(word) - 2)]
    return any(other.startswith(stem) and abs(len(other) - len(word)) <= 3 for other in there)
