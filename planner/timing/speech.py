"""How long speech takes, from the words.

Seconds = (syllables * s + sentence ends * 0.197 + commas * 0.188) / pace, then 5 % and a breath of 0.25 s.  The
constants for English are a least-squares fit to the scratch voice itself (15 lines of 1 to 27 words, rms error
0.25 s; s = 0.185 s).  Other languages keep the pauses and scale s by the syllable rates that Pellegrino, Coupé and
Marsico measured ("Across-language perspective on speech information rate", Language 87(3), 2011).
"""

from __future__ import annotations

import re
import unicodedata

_ENGLISH_SYLLABLE = 0.185
_SENTENCE, _COMMA = 0.197, 0.188
_SLACK, _BREATH = 1.05, 0.25

_SYLLABLES_PER_SECOND = {
    "en": 6.19, "fr": 7.18, "de": 5.97, "it": 6.99, "ja": 7.84, "zh": 5.18, "es": 7.82, "vi": 5.22,
}  # fmt: skip
"""Reading aloud, Pellegrino et al. 2011, table 1; a language without an entry is taken at English pace."""

_VOWELS = re.compile(r"[aeiouyœæøåаеёиоуыэюяіїєαεηιουω]+")
_SILENT_ENGLISH = re.compile(r"(?<=[^aeiouy])(?:e|es|ed)$")
_SYLLABIC_LE = re.compile(r"[^aeiouyl]le$")
_SILENT_FRENCH = re.compile(r"(?<=[^aeiouy])(?:e|es|ent)$")
_SYLLABIC = re.compile(r"[\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_ENDS = re.compile(r"[.!?…。！？]+|[-–—]{2,}|[–—]")
_COMMAS = re.compile(r"[,;:、，；：]")
_PAUSES = (
    (re.compile(r"\b(?:long pause|long beat|long silence)\b"), 2.2),
    (re.compile(r"\b(?:beat|pause|silence|hesitates|hesitating|un temps|pausa|temps)\b"), 1.0),
    (re.compile(r"\b(?:then|sighs|sighing|thinks|thinking|swallows|breathes|puis|dann)\b"), 0.6),
)
_SLOW = re.compile(r"\b(?:slowly|slow|drunk|dying|weakly|sleepily|lentement|langsam|despacio|whispers?|whispering)\b")
_FAST = re.compile(r"\b(?:quickly|fast|rapidly|hurried|in a rush|panicked|vite|schnell|rapido)\b")
SLOW_PACE, FAST_PACE = 0.87, 1.15
"""How a parenthetical changes the voice's pace."""


def speech_seconds(text: str, language: str = "en", parenthetical: str = "", pace: float = 1.0) -> float:
    """How long a line takes, its breath and the pauses of its parenthetical included.

    ``pace`` is the voice's own (1 is usual).  Never below 0.5 s.
    """
    code = language.lower()[:2]
    syllable = _ENGLISH_SYLLABLE * _SYLLABLES_PER_SECOND["en"] / _SYLLABLES_PER_SECOND.get(code, 6.19)
    ends = max(1, len(_ENDS.findall(text)))
    spoken = syllable * syllables(text, code) + _SENTENCE * ends + _COMMA * len(_COMMAS.findall(text))
    spoken /= pace * manner_pace(parenthetical)
    return round(max(0.5, spoken * _SLACK + _BREATH) + pause_seconds(parenthetical), 3)


def manner_pace(parenthetical: str) -> float:
    """How much faster (above 1) or slower than usual a parenthetical has the line spoken."""
    words = parenthetical.casefold()
    if _SLOW.search(words):
        return SLOW_PACE
    return FAST_PACE if _FAST.search(words) else 1.0


def pause_seconds(parenthetical: str) -> float:
    """The silence that a parenthetical asks for: (beat) a second, (long pause) more than two."""
    words = parenthetical.casefold()
    return next((seconds for pattern, seconds in _PAUSES if pattern.search(words)), 0.0)


def words_in(text: str) -> float:
    """Words of a text; scripts that write syllables and no spaces take two and a half characters to one."""
    spaced = _SYLLABIC.sub(" ", text)
    return len(_WORD.findall(spaced)) + len(_SYLLABIC.findall(text)) / 2.5


def syllables(text: str, language: str = "en") -> int:
    """Syllables when read aloud, by vowel groups; a character each in scripts that write syllables; at least 1."""
    total = len(_SYLLABIC.findall(text))
    for word in _WORD.findall(_SYLLABIC.sub(" ", text)):
        total += 2 * len(word) if word.isdigit() else _of_word(word, language)
    return max(1, total)


def _of_word(word: str, language: str) -> int:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    stem = plain.split("'")[0].split("’")[0] if language == "en" else plain
    if (
        language == "en"
        and len(stem) > 3
        and not stem.endswith(("ted", "ded", "ses", "ces", "zes", "ges", "ches", "shes"))
    ):
        stem = stem if _SYLLABIC_LE.search(stem) else _SILENT_ENGLISH.sub("", stem)
    elif language == "fr" and len(stem) > 3 and not word.casefold().endswith("é"):
        stem = _SILENT_FRENCH.sub("", stem)
    return max(1, len(_VOWELS.findall(stem)))
