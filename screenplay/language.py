"""The language a script is written in, from its title page or from its own words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from film.screenplay import Element

_STOP_WORDS = {
    "en": "the and of to is in it you that he was for on are with his they at be this from have or not but what "
    "all her she there their we him my your it's don't i'm who up out into",
    "fr": "le les de des et est une dans il elle que qui ne pas pour sur avec ce cette je tu vous nous mais son "
    "sa ses au aux du où c'est d'un d'une plus sont leur mon",
    "de": "der die das und ist nicht ein eine einen ich du er sie es wir ihr mit auf von dem den zu im aus was "
    "wie aber auch an für sich noch hat kein dein mein",
    "es": "el los las que y es una por para con no se lo su al del está pero como más qué yo tú él ella sus muy "
    "hay esto cuando desde mi te me",
    "it": "il gli che di è una per con non si lo la le del della nel alla sono ma come più io tu lui lei suo "
    "sua anche questo cosa mi ti dal sul ha",
    "pt": "o os as que e é uma por para com não se do da no na dos das mas como mais eu tu você ele ela seu sua "
    "está isso quando muito em um ao meu",
}
"""The forty or so commonest words of each language; words that several share count for each."""

_NAMES = {
    "en": "english anglais englisch inglés inglese inglês",
    "fr": "french français francais französisch francés francese francês",
    "de": "german deutsch allemand alemán tedesco alemão",
    "es": "spanish español espanol espagnol spanisch castellano spagnolo espanhol",
    "it": "italian italiano italien italienisch",
    "pt": "portuguese português portugues portugais portugiesisch",
    "ru": "russian русский russe russisch",
    "zh": "chinese mandarin 中文 汉语 chinois chinesisch",
    "ja": "japanese 日本語 japonais japanisch",
    "hi": "hindi हिन्दी हिंदी",
    "ko": "korean 한국어 coréen koreanisch",
    "ar": "arabic العربية arabe arabisch",
}
_CODE = re.compile(r"[a-z]{2,3}")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_NOT_LATIN = re.compile("[\u0370-\U0010ffff]")
_SCRIPTS = {"CYRILLIC": "ru", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "DEVANAGARI": "hi", "ARABIC": "ar",
            "CJK": "zh"}  # fmt: skip
_ENOUGH = 200_000
"""Characters looked at: a whole feature, and no more of a monster."""


def language_of(title_page: Mapping[str, tuple[str, ...]], elements: Sequence[Element]) -> str:
    """Two-letter code: what the title page's ``Language`` says, else what the words say, else ``"en"``."""
    for key, values in title_page.items():
        if key.lower() == "language" and values and (named := _named(values[0])):
            return named
    return detect(" ".join(element.text for element in elements if element.type in ("action", "dialogue", "lyrics")))


def _named(value: str) -> str | None:
    """``French``, ``français``, ``fr`` and ``fr-CA`` are all ``fr``."""
    word = value.strip().lower()
    for code, names in _NAMES.items():
        if word in names.split():
            return code
    primary = re.split(r"[-_ ]", word, maxsplit=1)[0]
    return primary if _CODE.fullmatch(primary) else None


def detect(text: str) -> str:
    """The likeliest language of a text: by its writing system, and for Latin letters by its commonest words."""
    sample = text[:_ENOUGH]
    by_script = _by_script(sample)
    if by_script:
        return by_script
    words = Counter(_WORD.findall(sample.lower().replace("’", "'")))
    scores = {code: sum(words[word] for word in stop.split()) for code, stop in _STOP_WORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else "en"


def _by_script(sample: str) -> str | None:
    """A language told by its letters; None where most letters are Latin.  Kana among Han says Japanese."""
    letters = [char for char in _NOT_LATIN.findall(sample) if char.isalpha()]
    if not letters or len(letters) * 2 < len(_LATIN.findall(sample)):
        return None
    found = Counter(_SCRIPTS.get(unicodedata.name(char, "").split(" ", 1)[0], "") for char in letters)
    del found[""]
    if not found:
        return None
    if found["ja"] * 20 > found["zh"] and found["ja"]:
        found["ja"] += found["zh"]
    return found.most_common(1)[0][0]
