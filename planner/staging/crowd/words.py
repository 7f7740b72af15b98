"""How many the script's words make, and of what kind: "three men", "a few passengers", "a crowded little bar"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from film.place import PlaceSheet
from film.words.plain import listed, plain
from planner.facts import SceneFacts, Step

_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "couple": 2, "pair": 2, "trio": 3, "few": 3, "handful": 4, "several": 5, "some": 4, "group": 5,
    "half-dozen": 6, "dozen": 12, "dozens": 24, "score": 20, "hundred": 24, "hundreds": 24, "thousands": 24,
    "one": 1, "another": 1, "lone": 1, "many": 10, "deux": 2, "trois": 3, "quatre": 4, "zwei": 2, "drei": 3,
    "vier": 4, "dos": 2, "tres": 3, "cuatro": 4, "due": 2, "tre": 3, "quelques": 3, "plusieurs": 5, "einige": 4,
    "mehrere": 5, "algunos": 4, "varios": 5, "alcuni": 4,
}  # fmt: skip
_LOOSE = {"couple", "pair", "trio", "few", "handful", "group", "dozen", "dozens", "hundred", "hundreds", "thousands"}
"""Counts that "the" may stand before without meaning people already known."""
_KNOWN = listed("the these those both his her their my your our les ces die diese los las le i gli os as")
_STOPS = listed("and or with at by as in on to from for past through is are und et y e mit con")
_NONE = listed("no without zero not hardly kein keine sans sin senza aucun")
_USUAL = {
    "couple": 2, "twins": 2, "parents": 2, "couples": 6, "family": 4, "families": 8, "team": 5, "crew": 5, "jury": 8,
    "police": 3, "cops": 3, "officers": 3, "guards": 3, "waiters": 2, "nurses": 2, "doctors": 2, "musicians": 3,
    "singers": 3, "neighbours": 3, "neighbors": 3, "siblings": 2, "figures": 3, "men": 3, "women": 3, "boys": 3,
    "girls": 3, "kids": 4, "children": 5, "workers": 4, "teenagers": 4, "eltern": 2, "padres": 2,
    "genitori": 2, "pais": 2, "serveurs": 2, "policiers": 3, "polizisten": 3, "policias": 3, "poliziotti": 3,
}  # fmt: skip
"""How many a word alone means; any other fills its share of the place."""
_PERSONAL = listed(
    "men women boys girls kids children couple couples family parents twins siblings neighbours neighbors figures "
    "people team players students crew teenagers hommes femmes enfants parents maenner manner frauen kinder eltern "
    "hombres mujeres ninos padres uomini donne bambini homens mulheres criancas pais"
)
"""Words that stand for the cast as often as for strangers."""
_GENERAL = listed("people crowd crowds extras men women figures foule gens menge leute gente multitud folla multidao")
"""Words that mean the same people as a narrower one beside them."""
_ALL = listed("crowd crowds mob audience spectators fans foule menge multitud folla multidao")
_ONE = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "police": "policeman", "cops": "cop",
    "families": "family", "passers-by": "passer-by",
}  # fmt: skip
_PLACES = (
    "bar|pub|club|street|road|sidewalk|pavement|room|house|theat(?:re|er)|platform|station|bus|train|carriage|car|tram"
    "|church|hall|hallway|corridor|restaurant|cafe|diner|shop|store|market|square|plaza|park|beach|lobby|terminal|gym"
    "|court|courtroom|class|classroom|ward|office|seats|rows|pews|tables|stools|benches|stands|floor|place|subway"
    "|rue|strasse|calle|salle|saal|sala|quai"
)
_FULL = re.compile(
    r"\b(?:crowded|packed|jam-packed|bustling|teeming|thronged|full house|house is full|standing room only|sold out"
    r"|every (?:table|seat|stool|pew|chair) (?:is )?(?:taken|full)"
    rf"|bonde|bondee|lleno|llena|busy (?:\w+ )?(?:{_PLACES})|(?:{_PLACES}) (?:is|was) (?:\w+ )?(?:busy|full|voll))\b"
)
_PACKED_WITH = re.compile(r"\b(?:packed (?:up|away|lunch|bags?|suitcases?)|busy with)\b")
_EMPTY = re.compile(
    rf"(?<!half[- ])\b(?:empty|deserted|abandoned|leere?r?s?|vide|deserte?|desierta|vacia|vacio)"
    rf" (?:\w+ )?(?:{_PLACES})\b"
    rf"|\b(?:{_PLACES}) (?:is|are|lies?|stands?|sits?) (?:\w+ )?(?:empty|deserted|abandoned)\b|\bdeserted\b"
    r"|\b(?:nobody|no one|no-one|not a soul) (?:else|about|around|in sight)\b"
)
_AWAY = re.compile(
    r"\b(?:hears?|heard|sounds? of|noise of|murmur of|roar of|voices of|shouts of|offscreen|off-screen|o\.s\.|tv"
    r"|television|radio|on (?:the )?screen|photo(?:graph)?s?|picture|painting|poster|in the distance|distant|dreams? of"
    r"|remembers?)\b"
)
_BEYOND = re.compile(r"\b(?:outside|through the (?:wall|window|door)|next door|upstairs|downstairs|in the street)\b")
_COMING = re.compile(
    r"^(?:\W+[\w'-]+){0,3}?\W+(?:enters?|come in|comes in|bursts?|arrives?|pours? in|rush(?:es)? in|storms?|gathers?"
    r"|files? in|streams? in|boards?|gets? on|walks? in|appears?|approach(?:es)?|runs? in|climbs? (?:in|aboard)"
    r"|march(?:es)? in)\b"
)
_GOING = re.compile(
    r"^(?:\W+[\w'-]+){0,3}?\W+(?:leaves?|disperses?|files? out|pours? out|gets? off|exits?|walks? (?:out|away|off)"
    r"|runs? (?:out|away|off)|scatters?|flees?|are gone|is gone|go(?:es)? home|hurry out|drifts? away)\b"
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_NAMING = re.compile(r"^(?:\s+[\w'-]+){0,4}\s*[:,(\u2013\u2014-]")


@dataclass(frozen=True)
class Group:
    """People of one kind: the script's word for them, and how many; ``share`` of the place's room where none says."""

    word: str
    count: int | None
    share: float = 0.0


@dataclass(frozen=True)
class _Mention:
    count: int | None
    known: bool
    named: int


def groups_in(facts: SceneFacts, place: PlaceSheet) -> tuple[Group, ...]:
    """Who is about in the scene's own place beside the cast, in the order of the words; () for nobody.

    A word that is itself one of the cast is not taken twice; of "two men" those who
    have a part are taken off; "the men" among a cast of several are the cast.
    """
    texts = tuple(sentence for sentence, _ in _told(facts.steps, indoors=place.enclosure != "open"))
    said = " . ".join((place.name.casefold(), *texts))
    full = _is_full(said)
    found = tuple(_group(word, texts, facts, full) for word in facts.breakdown.extras)
    groups = _once(tuple(each for each in found if each is not None and each.count != 0))
    counted = any(each.count is None for each in groups)
    if _EMPTY.search(said):
        return tuple(each for each in groups if each.count is not None)
    if full and not counted and not any(each.word in _GENERAL for each in groups):
        return (*groups, Group("people", None, 1.0))
    return groups


def there(word: str, facts: SceneFacts, place: PlaceSheet) -> tuple[float, float]:
    """The script's lines from which and up to which a word's people are in the place: all, where they stay."""
    first, last = -math.inf, math.inf
    mentioned = False
    for sentence, line in _told(facts.steps, indoors=place.enclosure != "open"):
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", sentence):
            after = sentence[match.end() :]
            if not mentioned and _COMING.match(after):
                first = line
            if _GOING.match(after):
                last = line
            mentioned = True
    return (first, last) if first <= last else (first, math.inf)


def _told(steps: Sequence[Step], *, indoors: bool) -> Iterator[tuple[str, int]]:
    """(sentence in small letters, its paragraph's line) of what plays in the scene's own place.

    Left out is who is only heard, on a screen, or beyond the walls.
    """
    for step in steps:
        if step.kind == "action" and step.place is None and not step.montage:
            for sentence in _SENTENCE.findall(step.text.casefold()):
                if not _AWAY.search(sentence) and not (indoors and _BEYOND.search(sentence)):
                    yield sentence, step.lines[0]


def _is_full(text: str) -> bool:
    return _FULL.search(_PACKED_WITH.sub(" ", text)) is not None


def _group(word: str, texts: Sequence[str], facts: SceneFacts, full: bool) -> Group | None:
    if plain(word).replace(" ", "_") in facts.breakdown.cast:
        return None
    mentions = [mention for text in texts for mention in _mentions(word, text, facts.breakdown.cast)]
    if not mentions:
        return None
    first = mentions[0]
    if first.known and word in _PERSONAL and len(facts.breakdown.cast) >= 2:
        return None
    count = next((each.count for each in mentions if each.count is not None), None)
    if count is None and word in _USUAL:
        count = _USUAL[word]
    if count is None:
        return Group(word, None, 1.0 if full else 0.75 if word in _ALL else 0.5)
    return Group(word, max(count - max(first.named, _parts(word, facts)), 0))


def _parts(word: str, facts: SceneFacts) -> int:
    """How many of a word's people have a part of their own: MAN 1 and MAN 2 are two of "three men"."""
    single = _ONE.get(word, word.removesuffix("s"))
    return sum(single in name.split("_") for name in facts.breakdown.cast)


def _mentions(word: str, sentence: str, cast: Sequence[str]) -> Iterator[_Mention]:
    """Where a sentence says that they are there, and does not deny it."""
    for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", sentence):
        before = re.split(r"[,;:]", sentence[: match.start()])[-1].split()[-5:]
        quantity = _quantity(before)
        if quantity is not None:
            count, known = quantity
            yield _Mention(count, known, _introduced(sentence[match.end() :], cast))


def _quantity(before: Sequence[str]) -> tuple[int | None, bool] | None:
    """(how many, whether they are people already known) from the words before; None where there are none of them."""
    count: int | None = None
    for word in reversed(before):
        if word in _NONE:
            return None
        if word in _STOPS:
            break
        if word in _KNOWN:
            # "one of the passengers" says nothing of how many there are; "the few passengers" does.
            return (count, count is None) if count is None or before[-1] in _LOOSE else (None, True)
        if count is None and (word in _NUMBERS or word.isdigit()):
            count = int(word) if word.isdigit() else _NUMBERS[word]
    return count, False


def _introduced(after: str, cast: Sequence[str]) -> int:
    """How many of the cast are named as being these people: "two men in suits: Kowalski and Reyes"."""
    if not _NAMING.match(after):
        return 0
    said = set(re.findall(r"\w+", after))
    return sum(all(part in said for part in name.split("_")) for name in cast)


def _once(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Without the general words where narrower ones say who they are."""
    narrow = any(each.word not in _GENERAL for each in groups)
    kept = [each for each in groups if not (narrow and each.word in _GENERAL and each.count is None)]
    general = [each for each in kept if each.word in _GENERAL and each.count is None]
    return tuple(each for each in kept if each not in general[1:])
