"""How far a heading moves the story on, counted in days: TWO WEEKS LATER, TROIS JOURS PLUS TARD, 三天后, DAY 2."""

from __future__ import annotations

import re
import unicodedata

_UNITS = {
    1: "day days jour jours tag tage tagen día días dia dias giorno giorni день дня дней сутки суток दिन दिनों",
    7: "week weeks semaine semaines woche wochen semana semanas settimana settimane неделя неделю недели недель हफ़्ते"
    " हफ़्ता सप्ताह",
    30: "month months mois monat monate monaten mes meses mês mese mesi месяц месяца месяцев महीने महीना",
    365: "year years an ans année années jahr jahre jahren año años ano anos anno anni год года лет साल वर्ष",
}
_NUMBERS = {
    1: "a an one un une ein eine einen einem einer uno una um uma один одна одну एक",
    2: "two couple deux zwei dos due dois duas два две пару दो",
    3: "three several few some trois quelques plusieurs drei einige paar mehrere tres três varios varias unos unas tre"
    " qualche alcuni alguns algumas три несколько तीन कुछ कई",
    4: "four quatre vier cuatro quattro quatro четыре चार",
    5: "five cinq fünf fuenf cinco cinque пять पाँच पांच",
    6: "six sechs seis sei шесть छह",
    7: "seven sept sieben siete sette sete семь सात",
    8: "eight huit acht ocho otto oito восемь आठ",
    9: "nine neuf neun nueve nove девять नौ",
    10: "ten dix zehn diez dieci dez десять दस",
}


def folded(words: str) -> str:
    """Small letters without accents or the vowel signs that writers leave out, single spaces."""
    letters = (char for char in unicodedata.normalize("NFKD", words.casefold()) if unicodedata.category(char) != "Mn")
    spaced = "".join(char if char.isalnum() or unicodedata.category(char) == "Mc" else " " for char in letters)
    return " ".join(spaced.split())


_UNIT = {word: days for days, words in _UNITS.items() for word in folded(words).split()}
_NUMBER = {word: number for number, words in _NUMBERS.items() for word in folded(words).split()}
_ONE_DAY = frozenset(folded("day jour tag dia giorno день दिन").split())
"""Without a number these are a time of day, not a span."""
_UNSPACED = re.compile(r"(\d{1,3}|[一二两兩三四五六七八九十数數几幾])\s?[个個ヶかカヵ]?(天|日|周|週|星期|礼拜|月|年)")
_UNSPACED_UNIT = {"天": 1, "日": 1, "周": 7, "週": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365}
_UNSPACED_NUMBER = {
    "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
_SOME = 3
_NUMBERED = re.compile(r"(?:day|jour|tag|dia|giorno|день|दिन|第)\s?(\d{1,3})\s?[天日]?")


def days_told(words: str) -> int | None:
    """The days of the span that the words name, a month counted as 30; None when they name none."""
    flat = folded(words)
    if found := _UNSPACED.search(flat):
        count = int(found[1]) if found[1].isdecimal() else _UNSPACED_NUMBER.get(found[1], _SOME)
        return count * _UNSPACED_UNIT[found[2]]
    tokens = flat.split()
    for number, unit in zip(("", *tokens), tokens, strict=False):
        if unit in _UNIT:
            count = int(number) if number.isdecimal() else _NUMBER.get(number, 0)
            if count:
                return count * _UNIT[unit]
            if unit not in _ONE_DAY:
                return _SOME * _UNIT[unit]
    return None


def numbered_day(words: str) -> int | None:
    """The story day that a writer numbers: DAY 2 is 2."""
    found = _NUMBERED.fullmatch(folded(words))
    return int(found[1]) if found else None
