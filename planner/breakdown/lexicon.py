"""The verb table made ready: inflected forms, senses by particle, other languages' verbs, furniture words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, cast, get_args

from planner.breakdown.verbs import ENGLISH, OTHERS, PHRASES
from planner.facts import Verb
from planner.places.lists import listed

_IRREGULAR = {"go": ("goes", "going"), "begin": ("begins", "beginning")}
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One syllable with one vowel before one last consonant, which doubles: sit, sitting."""


class Sense(NamedTuple):
    """What a verb means with one of ``particles`` behind it (``*``: whatever follows); None is no doing."""

    particles: frozenset[str]
    verb: Verb | None
    apart: bool


class Form(NamedTuple):
    """An inflected form: its base, and whether it is finite singular (sits), plain (sit) or progressive (sitting)."""

    base: str
    shape: str


def _senses(line: str) -> tuple[Sense, ...]:
    senses = []
    for particles, verb in re.findall(r"(\S+):(\w*)", line):
        if verb and verb not in get_args(Verb):
            raise ValueError(f"{verb!r} in the verb table is none of the planner's verbs")
        apart = particles.startswith("~")
        meaning = cast(Verb, verb) if verb else None
        senses.append(Sense(frozenset(particles.lstrip("~").split("|")), meaning, apart))
    return tuple(senses)


def _forms(base: str) -> dict[str, Form]:
    """The forms that action is written in: sits, sit, sitting."""
    if base in _IRREGULAR:
        finite, progressive = _IRREGULAR[base]
    else:
        finite = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
        finite = base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else finite
        progressive = _stem(base) + "ing"
    return {finite: Form(base, "finite"), base: Form(base, "plain"), progressive: Form(base, "progressive")}


def _stem(base: str) -> str:
    """What "-ing" is put to."""
    if base.endswith("ie"):
        return base[:-2] + "y"
    if base.endswith("e") and not base.endswith(("ee", "ye")):
        return base[:-1]
    return base + base[-1] if _DOUBLED.fullmatch(base) else base


SENSES: dict[str, tuple[Sense, ...]] = {}
FORMS: dict[str, Form] = {}
for _line in ENGLISH:
    _bases, _, _rest = _line.partition(" ")
    for _base in _bases.split("+"):
        if any("*" in _sense.particles for _sense in SENSES.get(_base, ())):
            raise ValueError(f"{_base!r} stands twice in the verb table: its second meaning is never reached")
        SENSES[_base] = (*SENSES.get(_base, ()), *_senses(_rest))
        FORMS.update(_forms(_base))

FOREIGN: dict[str, Verb] = {}
for _line in OTHERS.strip().splitlines():
    _words, _, _verb = _line.partition(":")
    for _word in _words.split():
        FOREIGN[_word] = cast(Verb, _verb)

_BEFORE: dict[tuple[str, str], Verb] = {}
_BEHIND: dict[str, list[tuple[list[str], Verb]]] = {}
for _line in PHRASES.strip().splitlines():
    _words, _, _verb = _line.partition(":")
    for _phrase in _words.split(", "):
        if "<" in _phrase:
            _first, _, _base = _phrase.partition(" < ")
            _BEFORE[_first, _base] = cast(Verb, _verb)
        else:
            _base, *_particles = _phrase.split()
            _BEHIND.setdefault(_base, []).append((_particles, cast(Verb, _verb)))
_PREFIXES = listed("auf zusammen um herein rein hinein ein hinaus raus weg fort aus heraus hin an ab")
"""German prefixes, which stand at the end of the clause; elsewhere they are prepositions."""
FOREIGN_WORDS = frozenset(FOREIGN) | _BEHIND.keys() | {base for _, base in _BEFORE}
"""Every verb form of the other tongues, alone or with its particle."""


def foreign_verb(base: str, before: Sequence[str], ahead: Sequence[str]) -> Verb | None:
    """What a verb form means between the words before it and those of its clause behind it.

    >>> foreign_verb("steht", (), ["vom", "stuhl", "auf"])
    'rise'
    """
    for word in before:
        if (word, base) in _BEFORE:
            return _BEFORE[word, base]
    for particles, verb in _BEHIND.get(base, ()):
        leads = len(particles) > 1 or particles[0] not in _PREFIXES
        if list(ahead[: len(particles)] if leads else ahead[-1:]) == particles:
            return verb
    return FOREIGN.get(base)


THINGS = {
    "fenetre": "window", "vitrine": "window", "fenster": "window", "ventana": "window", "porte": "door",
    "tur": "door", "puerta": "door", "chaise": "chair", "stuhl": "chair", "silla": "chair", "lit": "bed",
    "bett": "bed", "cama": "bed", "tisch": "table", "mesa": "table", "banc": "bench", "bank": "bench",
    "banco": "bench", "canape": "sofa", "fauteuil": "armchair", "sessel": "armchair",
    "comptoir": "counter", "tresen": "counter", "barra": "counter", "voiture": "car", "wagen": "car", "coche": "car",
    "arbre": "tree", "baum": "tree", "arbol": "tree", "eau": "water", "escalier": "stairs", "treppe": "stairs",
    "escalera": "stairs", "miroir": "mirror", "spiegel": "mirror", "espejo": "mirror", "bureau": "desk",
    "schreibtisch": "desk", "escritorio": "desk", "cuisiniere": "stove", "rue": "street",
    "pillow": "bed", "pillows": "bed",
}  # fmt: skip
"""Furniture and openings in the planner's own words."""

BODY = listed(
    "face eyes eye hand hands head shoulder shoulders arm arms back cheek hair lips mouth neck chest feet foot leg"
    " legs nail nails finger fingers forehead knee knees lap chin ear wrist breath gaze visage yeux main mains tete"
    " epaule bras gesicht augen hande kopf schulter arm cara ojos mano manos cabeza hombro"
)
