"""Who somebody is to a model that has never heard of them: age, build, hair, skin, and what they wear.

Only what the size of the shot shows is told, since a model that hears of shoes moves back until it can show them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from film.cast import CharacterSheet, Garment, HairStyle, Outfit
from film.shot import Size
from renderer.generative.wording.cleaning import article, capped, cleaned, joined, phrase, sentence, sentences
from renderer.generative.wording.colours import colour_words, hair_words, skin_words

_LOOKS = 240
"""Letters that a portrait's looks may take."""
_TOLD = 90
"""Letters that an outfit's words may take."""
_BELOW_THE_CHEST: tuple[Size, ...] = ("EWS", "WS", "FS", "MWS")
_TO_THE_FEET: tuple[Size, ...] = ("EWS", "WS", "FS")
_HAIR: dict[HairStyle, str] = {
    "short": "short {} hair", "long": "long {} hair", "bun": "{} hair in a bun", "bob": "a {} bob",
    "bald": "a bald head", "cap": "short {} hair under a cap", "hood": "{} hair under a hood",
}  # fmt: skip
_WORN: dict[Garment, str] = {
    "apron": "an apron", "belt": "a belt", "hat": "a brimmed hat", "glasses": "glasses", "sunglasses": "sunglasses",
}  # fmt: skip
_SKIRTS: dict[Garment, str] = {"skirt": "{} skirt", "long_skirt": "long {} skirt"}
_COATS: dict[Garment, str] = {"dress": "{} dress", "long_coat": "long {} coat"}
_LOWER = re.compile(r"\b(?:trousers|pants|jeans|skirt|shorts|leggings|suit|dress|overalls?|gown|uniform|scrubs)\b")
_SHOD = re.compile(r"\b(?:shoes|boots|sneakers|heels|sandals|barefoot)\b")
_UPPER = re.compile(
    r"\b(?:coat|jacket|blazer|shirt|blouse|sweater|jumper|hoodie|cardigan|top|tee|t-shirt|vest|waistcoat|raincoat"
    r"|uniform|suit|dress|overalls?|gown|robe|cloak|parka|scrubs|apron|undershirt|tunic|pullover|habit|\w+coat)\b"
)
_COLOURED = re.compile(
    r"\b(?:black|white|gr[ae]y|red|orange|yellow|green|blue|purple|violet|pink|brown|beige|tan|khaki|navy|teal|cream|gold"
    r"|golden|silver|maroon|burgundy|crimson|scarlet|turquoise|lilac|lavender|olive|ivory|denim|dark|light|pale)\b"
)


def noun(sheet: CharacterSheet) -> str:
    """Woman, boy, teenage girl ...; ``person`` where the build says neither."""
    age, gender = sheet.build.age, sheet.build.gender
    grown, young = ("woman", "girl") if gender < 0.4 else ("man", "boy") if gender > 0.6 else ("person", "child")
    if age >= 18:
        return grown
    return young if age < 13 else ("teenager" if young == "child" else f"teenage {young}")


def spoken_of(sheet: CharacterSheet, name: str) -> str:
    """Who has been named goes by a pronoun from then on, where one says it: ``they`` would take another verb."""
    who, _ = pronouns(sheet)
    return name if who == "they" else who


def pronouns(sheet: CharacterSheet) -> tuple[str, str]:
    """``she, her``; ``they, their`` where the build says neither."""
    gender = sheet.build.gender
    return ("she", "her") if gender < 0.4 else ("he", "his") if gender > 0.6 else ("they", "their")


def named(sheet: CharacterSheet, everybody: Sequence[CharacterSheet]) -> str:
    """What somebody is called in a prompt: their name in Latin letters, else by what tells them apart.

    >>> named(CharacterSheet(id="mara", name="MARA"), ())
    'Mara'
    """
    name = phrase(sheet.name, 40)
    if name and all(not sign.isalpha() or "LATIN" in unicodedata.name(sign, "") for sign in name):
        return name.title().replace("'S ", "'s ") if name.isupper() else name
    alike = [each for each in everybody if noun(each) == noun(sheet)]
    return f"the {noun(sheet)}" + (f" in {colour_words(sheet.palette.top)}" if len(alike) > 1 else "")


def looks(sheet: CharacterSheet, name: str, english: bool) -> str:
    """A sentence that ties a name to looks: ``Mara is a 34-year-old woman with fair skin and a brown bob.``"""
    told = capped(sentences(sheet.portrait.looks), _LOOKS) if sheet.portrait is not None and english else ""
    who = f"{round(sheet.build.age)}-year-old {_shape(sheet)}{noun(sheet)}"
    skin = f"{skin_words(sheet.palette.skin)} skin"
    features = joined([skin, _hair(sheet), "a beard" if "beard" in sheet.wears else ""])
    first = sentence(f"{name} is {article(who)} with {features}")
    return f"{first} {told}" if told else first


def _shape(sheet: CharacterSheet) -> str:
    build = sheet.build
    words = []
    if build.age >= 18:
        usual = 1.65 + 0.13 * build.gender
        words += ["tall"] * (build.height > usual + 0.08) + ["short"] * (build.height < usual - 0.09)
    words += ["slim"] * (build.weight < 0.3) + ["heavy-set"] * (build.weight > 0.72)
    words += ["muscular"] * (build.muscle > 0.75)
    return "".join(f"{word} " for word in words)


def _hair(sheet: CharacterSheet) -> str:
    colour = hair_words(sheet.palette.hair)
    return _HAIR[sheet.hair].format(colour)


def clothes(sheet: CharacterSheet, outfit: str | None, size: Size, english: bool) -> str:
    """What is worn and seen at a size, without a verb: ``a green coat, taupe trousers and dark brown shoes``.

    ``sheet`` is dressed already; of the outfit its own words are taken where they are English.
    """
    worn = next((each for each in sheet.wardrobe if each.id == outfit), None)
    items = _told(worn) if worn is not None and english else []
    told = " ".join(items)
    palette = sheet.palette
    pieces = [_garment(item, palette.top) for item in items]
    dress = next((word for garment, word in _COATS.items() if garment in sheet.wears), "")
    if not _UPPER.search(told):
        pieces.append(article((dress or "{} top").format(colour_words(palette.top))))
    if size in _BELOW_THE_CHEST and not _LOWER.search(told) and "dress" not in dress:
        skirt = next((word for garment, word in _SKIRTS.items() if garment in sheet.wears), "")
        below = (skirt or "{} trousers").format(colour_words(palette.bottom))
        pieces.append(article(below) if skirt else below)
    if size in _TO_THE_FEET and not _SHOD.search(told):
        pieces.append(f"{colour_words(palette.shoes)} shoes")
    pieces += [word for garment, word in _WORN.items() if garment in sheet.wears and word.split()[-1] not in told]
    return joined(pieces)


def _told(worn: Outfit) -> list[str]:
    """The things that an outfit's words name, without what they say has been taken off."""
    words = phrase(worn.text, _TOLD).lower()
    base, _, gone = words.partition(" without ")
    items = [item.strip() for item in re.split(r",| and (?!white\b|black\b)", base)]
    missing = {word for word in cleaned(gone).split() if word not in ("a", "an", "the", "his", "her", "their")}
    return [item for item in items if item and not missing & set(item.split())]


def _garment(words: str, top: str) -> str:
    """Pronouns of the script tell of nobody here: ``her coat`` is ``a green coat``, with the colour that it is drawn in
    where the script has none."""
    bare = re.sub(r"^(?:his|her|their|in|wearing|the|a|an)\s+", "", words)
    if (found := _UPPER.search(bare)) and not _COLOURED.search(bare):
        bare = f"{bare[: found.start()]}{colour_words(top)} {bare[found.start() :]}"
    return article(bare)
