"""The language a script is written in, from its title page or from its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from film.screenplay import Element
from screenplay.headings.lexicon import OF_LANGUAGE, fold

_STOP_WORDS = {
    "en": "the and of to is in it you that he was for on are with his they at be this from have or not but what all her"
    " she there their we him my your it's don't i'm who up out into has just an by as looks me them can know get here"
    " down then off over through back about if when how where a no i were would will that's you're its",
    "fr": "le les de des et est une dans il elle que qui ne pas pour sur avec ce cette je tu vous nous mais son sa ses"
    " au aux du où c'est d'un d'une plus sont leur mon un la se en par on y ça ils elles moi toi qu'il qu'elle j'ai"
    " n'est être fait comme si tout bien oui vers puis deux à",
    "de": "der die das und ist nicht ein eine einen ich du er sie es wir ihr mit auf von dem den zu im aus was wie aber"
    " auch an für sich noch hat kein dein mein in am zum zur des einem einer bei nach ihn ihm dass wenn nur sein haben"
    " wird über ja nein vor sind so schon mir mich dir dich hier doch",
    "es": "el los las que y es una por para con no se lo su al del está pero como más qué yo tú él ella sus muy hay"
    " esto cuando desde mi te me la de en un a sin sobre hasta entre le les o ya eso estoy tiene son ha fue porque"
    " donde si sí aquí nada todo nos una hacia",
    "it": "il gli che di è una per con non si lo la le del della nel alla sono ma come più io tu lui lei suo sua anche"
    " questo cosa mi ti dal sul ha e un i a da in al dei delle nella dalla sulla ci ne se o sta hai ho poi qui quando"
    " perché dove uno tra fra loro c'è un'altra verso fa molto",
    "pt": "o os as que e é uma por para com não se do da no na dos das mas como mais eu tu você ele ela seu sua está"
    " isso quando muito em um ao meu de a à nos nas pelo pela até sem sobre entre já foi são tem ou minha lhe nós"
    " eles elas aqui então vai ser te me num numa",
}
"""The commonest words of each language; one that several share counts for each a part."""

_SHARED = Counter(word for words in _STOP_WORDS.values() for word in set(words.split()))
_WEIGHTS = {code: {word: 1 / _SHARED[word] ** 2 for word in set(words.split())} for code, words in _STOP_WORDS.items()}
_LETTERS = {"de": "ßäö", "es": "ñ¿¡", "pt": "ãõ", "fr": "œêîûëï", "it": "ìò"}
"""Letters that one of these languages alone has, or has far oftener than the others."""
_LETTER_WEIGHT = 0.3

_NAMES = {
    "en": "english anglais englisch inglés inglese inglês английский 英语 英文 英語 अंग्रेज़ी eng",
    "fr": "french français francais französisch francés francese francês французский 法语 法文 フランス語 fra fre",
    "de": "german deutsch allemand alemán tedesco alemão немецкий 德语 德文 ドイツ語 deu ger",
    "es": "spanish español espanol espagnol spanisch castellano spagnolo espanhol испанский 西班牙语 スペイン語 spa",
    "it": "italian italiano italien italienisch итальянский 意大利语 イタリア語 ita",
    "pt": "portuguese português portugues portugais portugiesisch portugués portoghese португальский 葡萄牙语 por",
    "ru": "russian русский russe russisch ruso russo 俄语 ロシア語 rus",
    "zh": "chinese mandarin cantonese 中文 汉语 漢語 普通话 國語 chinois chinesisch chino cinese chinês китайский"
    " 中国語 zho chi",
    "ja": "japanese 日本語 日语 日文 japonais japanisch japonés giapponese japonês японский jpn",
    "hi": "hindi हिन्दी हिंदी хинди 印地语 ヒンディー語 hin",
    "ko": "korean 한국어 coréen koreanisch coreano 韩语 韓国語 kor",
    "ar": "arabic العربية arabe arabisch árabe arabo 阿拉伯语 ara",
}
_KEYS = frozenset(
    {"language", "langue", "sprache", "idioma", "lingua", "língua", "язык", "语言", "語言", "言語", "भाषा"}
)
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*")
_NAME = re.compile(r"[^\s,;/()\[\]-]+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_SCRIPTS = {
    "ru": re.compile("[\u0400-\u052f]+"),
    "ja": re.compile("[\u3040-\u30ff\uff66-\uff9f]+"),
    "zh": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"),
    "hi": re.compile("[\u0900-\u097f]+"),
    "ko": re.compile("[\u1100-\u11ff\uac00-\ud7af]+"),
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f]+"),
}
_KANA_SHARE = 20  # one kana among so many Chinese characters makes a text Japanese
_ENOUGH = 12_000
"""Characters looked at, out of the whole script evenly: some 2,000 words."""
_FEW = 15.0
_MOST_HEADINGS = 60


def language_of(title_page: Mapping[str, tuple[str, ...]], elements: Sequence[Element]) -> str:
    """Two-letter code: what the title page's ``Language`` says, else what the words say, else ``"en"``."""
    for key, values in title_page.items():
        if values and key.strip().lower() in _KEYS and (named := _named(values[0])):
            return named
    told = [element.text for element in elements if element.type in ("action", "dialogue", "lyrics")]
    headings = (element.text for element in elements if element.type == "scene_heading")
    return detect(_evenly(told), headings)


def _named(value: str) -> str | None:
    """``French``, ``français (Canada)``, ``fr``, ``fra`` and ``fr-CA`` are all ``fr``."""
    words = _NAME.findall(value.lower())
    for word in words:
        for code, names in _NAMES.items():
            if word in names.split() or word == code:
                return code
    found = _CODE.fullmatch(value.strip().lower())
    return found[1] if found else None


def _evenly(texts: Sequence[str]) -> str:
    """Texts from the beginning to the end of a script, together about enough characters."""
    total = sum(map(len, texts))
    step = max(1, total // _ENOUGH)
    return " ".join(text[:_ENOUGH] for text in texts[::step])[: 2 * _ENOUGH]


def detect(text: str, headings: Iterable[str] = ()) -> str:
    """The likeliest language of a text: by its writing system, and for Latin letters by its commonest words.

    ``headings`` help where the text is short.
    """
    sample = text[: 2 * _ENOUGH].lower().replace("’", "'")
    if by_script := _by_script(sample):
        return by_script
    words = Counter(_WORD.findall(sample))
    scores = {
        code: sum(words[word] * weight for word, weight in weights.items() if word in words)
        for code, weights in _WEIGHTS.items()
    }
    if not sample.isascii():
        for code, letters in _LETTERS.items():
            scores[code] += _LETTER_WEIGHT * sum(map(sample.count, letters))
    if max(scores.values()) < _FEW:
        few = list(islice(headings, _MOST_HEADINGS))
        if not words and (by_script := _by_script(" ".join(few))):
            return by_script
        for code, score in _of_headings(few).items():
            scores[code] += score
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else "en"


def _of_headings(headings: Iterable[str]) -> dict[str, float]:
    """What the times of day in headings say of the language: NUIT, NACHT, NOTTE."""
    scores = dict.fromkeys(_STOP_WORDS, 0.0)
    for heading in headings:
        for token in fold(heading[:200]).split():
            own = [code for code in scores if (word := OF_LANGUAGE[code].get(token.strip(".,()"))) and word.part]
            for code in own:
                scores[code] += 1 / len(own)
    return scores


def _is_western(sample: str) -> bool:
    """Whether all of a text is in Western Europe's code page, which has no letter of the other scripts."""
    try:
        sample.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _by_script(sample: str) -> str | None:
    """A language told by its letters; None where most letters are Latin.  Kana among Han says Japanese."""
    if _is_western(sample):
        return None
    found = {code: sum(map(len, script.findall(sample))) for code, script in _SCRIPTS.items()}
    if sum(found.values()) * 2 <= sum(map(len, _LATIN.findall(sample))):
        return None
    if found["ja"] * _KANA_SHARE > found["zh"]:
        found["ja"] += found["zh"]
    best = max(found, key=lambda code: found[code])
    return best if found[best] else None
