"""What the script says of a person's looks: the words around the introduction, read by word lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from film.cast import HairStyle
from film.words.given_names import gender_of
from film.words.roles import GENDER
from planner.places.lists import plain

_NUMBERS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = "|".join(_NUMBERS)
_DECADE = re.compile(
    r"\b(early|mid|late|in (?:his|her|their))?[ -]*(?:(\d)0s|(twen|thir|for|fif|six|seven|eigh|nine)ties)\b"
)
_DIGITS = re.compile(
    r"(?:^|[,(]|\baged?|\bis|\babout|\baround|\bcirca)\s*(?:about |around |maybe |barely )?(\d{1,2})(?= ?(?:,|\)"
    r"|\.|;|$|ans\b|anos\b|jahre\b|years?\b|yo\b|y o\b))"
)
_YEARS = re.compile(r"\b(\d{1,2})[ -](?:years?|yrs?)[ -]old\b|\b(\d{1,2}) (?:ans|jahre|anos)\b")
_WORDED = re.compile(
    rf"(?:^|[,(]|\baged?|\bof|\bis)\s*(?:an? )?((?:{_TENS})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(list(_SMALL)[3:])})"
    r"(?= ?(?:,|\)|\.|;|$|years?\b|[ -]year))"
)
_AGE_WORDS = (
    ("newborn|baby|infant|bebe|saugling", 1), ("toddler", 2), ("little girl|little boy|small girl|small boy", 6),
    ("child|kid|enfant|kind|nino|nina|garcon|fillette", 9),
    ("teenage|teenaged|teenager|teen|adolescent|adolescente", 16), ("boy|girl|schoolboy|schoolgirl|junge|madchen", 11),
    ("student|trainee|intern", 21),
    ("twenty something|twentysomething", 25), ("young|jeune|jung|junge|joven", 25), ("thirty something", 35),
    ("middle aged|middle age", 50), ("elderly|very old|ancient|aged", 76), ("retired|grey haired|gray haired", 66),
    ("old|vieux|vieille|alt|alte|alter|viejo|vieja|grandmother|grandfather|grandma|grandpa|granny|abuela|abuelo", 71),
)  # fmt: skip
_BUILDS = (
    ("giant|huge|towering|enormous", 0.15, 0.2, 0.25), ("very tall", 0.13, 0.0, 0.0),
    ("tall|lanky|grand|grande|gross|grosser|grosse|alto|alta", 0.09, 0.0, 0.0),
    ("short|small|tiny|petite|diminutive|petit|klein|kleine|kleiner|bajo|baja|pequena", -0.09, 0.0, 0.0),
    ("thin|skinny|slim|slender|lanky|gaunt|wiry|slight|lean|frail|bony|mince|maigre|dunn|schlank|delgado"
     "|delgada", 0.0, -0.28, -0.1),
    ("fat|heavy|heavyset|overweight|stout|plump|portly|large|stocky|chubby|round|obese|gros|grosse|dick|dicke"
     "|gordo|gorda",
     0.0, 0.32, 0.1),
    ("muscular|broad|broad shouldered|burly|strong|athletic|brawny|powerful|strapping|beefy|stocky"
     "|muscle", 0.0, 0.12, 0.32),
)  # fmt: skip
_HAIR: tuple[tuple[str, HairStyle], ...] = (
    ("bald|balding|shaved head|shaven head|chauve|kahl|glatze|calvo", "bald"),
    ("hooded|hood up|in a hood|under a hood", "hood"),
    ("(?:\\w+ )?(?:cap|beanie|beret|helmet|hat|casquette|chapeau|mutze|hut|kappe|gorra|sombrero|turban"
     "|kerchief)", "cap"),
    ("ponytail|pony tail|bun|chignon|dutt|zopf|mono|topknot|hair up|braid|braids|plaits", "bun"),
    ("(?:an?|her|his|the|sharp|neat|blonde?|dark|black|red|brown|grey|gray) bob|bob cut|bobbed(?: hair)?", "bob"),
    ("long(?: \\w+){0,2} hair|cheveux longs|lange haare|langes haar|pelo largo|hair down|curls|long haired", "long"),
    ("short(?: \\w+){0,2} hair|cropped|crew cut|buzz cut|cheveux courts|kurze haare|pelo corto|short haired", "short"),
)  # fmt: skip
_HE = re.compile(r"(?:^|[.!?;]\s+|,\s+|\b(?:and|as|while|then|when)\s+)(?:he|er|il)\b")
_SHE = re.compile(r"(?:^|[.!?;]\s+|,\s+|\b(?:and|as|while|then|when)\s+)(?:she|elle|ella)\b")
_HIS = re.compile(r"\b(?:he|him|his|himself|beard|bearded|moustache|mustache|unshaven)\b")
_HER = re.compile(r"\b(?:she|her|hers|herself)\b")


class Gender(NamedTuple):
    """From 0 (female) to 1 (male), and whether the script says so rather than the name or nothing."""

    share: float
    said: bool


def age_of(*sources: str) -> float | None:
    """Years, by a number in any of the sources, else by a word for an age in any; None where nothing is said.

    Sources are in small letters with their punctuation, the surest first.
    """
    found = (read(words) for read in (age_number, age_word) for words in sources)
    return next((years for years in found if years is not None), None)


def age_number(words: str) -> float | None:
    """Years where they are told: "34", "(40s)", "in her sixties", "nine years old"; None otherwise."""
    decade = _DECADE.search(words)
    if decade:
        tens = (
            int(decade[2]) * 10
            if decade[2]
            else 10 * (2 + ["twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"].index(decade[3]))
        )
        return tens + {"early": 2.0, "mid": 5.0, "late": 8.0}.get(decade[1] or "", 5.0)
    number = _YEARS.search(words) or _DIGITS.search(words)
    if number:
        years = int(number[1] or number[2] if number.re is _YEARS else number[1])
        return float(years) if 1 <= years <= 100 else None
    worded = _WORDED.search(words)
    return float(_number(worded[1])) if worded else None


def age_word(words: str) -> float | None:
    """Years from a word that stands for an age ("elderly", "teenage", "boy")."""
    flat = plain(words)
    return next((float(age) for names, age in _AGE_WORDS if re.search(rf"\b(?:{names})\b", flat)), None)


def _number(words: str) -> int:
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens in _SMALL:
        return _SMALL[tens]
    return _NUMBERS[tens] + (_SMALL[ones] if ones else 0)


def gender_in(name: str, described: str, later: str) -> Gender:
    """By nouns in name and description, then "he" or "she" as a subject, then the given name, then any pronoun.

    ``later`` are sentences that name nobody else; an object or owner in them may still be a stranger,
    and so weighs less than the name.
    """
    for words in (plain(name), plain(described)):
        found = [GENDER[word] for word in words.split() if GENDER.get(word) is not None]
        if found:
            return Gender(float(found[0] or 0.0), True)
    small = later.casefold()
    for male, female in ((_HE, _SHE), (_HIS, _HER)):
        he, she = len(male.findall(small)), len(female.findall(small))
        if he != she:
            said = Gender(1.0 if he > she else 0.0, True)
            return said if male is _HE else _usual(name) or said
    return _usual(name) or Gender(0.5, False)


def _usual(name: str) -> Gender | None:
    usual = gender_of(name)
    return None if usual is None else Gender(usual, False)


def build_of(words: str) -> tuple[float, float, float]:
    """What a description adds to height (metres), weight and muscle (shares)."""
    flat = re.sub(r"\b(?:short|long) (?=(?:\w+ )?hair|beard)", "", plain(words))
    height = weight = muscle = 0.0
    for names, taller, heavier, stronger in _BUILDS:
        if re.search(rf"\b(?:{names})\b", flat):
            height, weight, muscle = height + taller, weight + heavier, muscle + stronger
    return height, weight, muscle


def hair_of(words: str) -> HairStyle | None:
    """The hair, or what covers it."""
    flat = plain(words)
    return next((style for names, style in _HAIR if re.search(rf"\b(?:{names})\b", flat)), None)
