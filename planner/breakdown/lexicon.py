"""The verb table made ready: inflected forms, senses by particle, other languages' verbs, furniture words."""

from __future__ import annotations

import re
from typing import NamedTuple, cast, get_args

from planner.breakdown.verb_table import ENGLISH, OTHERS
from planner.facts import Verb
from planner.places.lists import listed

_IRREGULAR = {
    "lie": ("lies", "lying"), "sit": ("sits", "sitting"), "get": ("gets", "getting"), "put": ("puts", "putting"),
    "run": ("runs", "running"), "hug": ("hugs", "hugging"), "nod": ("nods", "nodding"), "sob": ("sobs", "sobbing"),
    "spin": ("spins", "spinning"), "slip": ("slips", "slipping"), "step": ("steps", "stepping"),
    "sip": ("sips", "sipping"), "set": ("sets", "setting"), "grab": ("grabs", "grabbing"),
    "plop": ("plops", "plopping"), "drop": ("drops", "dropping"), "stop": ("stops", "stopping"),
    "jog": ("jogs", "jogging"), "cut": ("cuts", "cutting"), "spot": ("spots", "spotting"),
    "trip": ("trips", "tripping"), "squat": ("squats", "squatting"), "shut": ("shuts", "shutting"),
    "grip": ("grips", "gripping"), "scan": ("scans", "scanning"), "go": ("goes", "going"),
}  # fmt: skip


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
    if base in _IRREGULAR:
        finite, progressive = _IRREGULAR[base]
    else:
        finite = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
        finite = base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else finite
        progressive = (base[:-1] if base.endswith("e") and not base.endswith("ee") else base) + "ing"
    return {finite: Form(base, "finite"), base: Form(base, "plain"), progressive: Form(base, "progressive")}


SENSES: dict[str, tuple[Sense, ...]] = {}
FORMS: dict[str, Form] = {}
for _line in ENGLISH.strip().splitlines():
    _base, _, _rest = _line.partition(" ")
    SENSES[_base] = (*SENSES.get(_base, ()), *_senses(_rest))
    FORMS.update(_forms(_base))

FOREIGN: dict[str, Verb] = {}
for _line in OTHERS.strip().splitlines():
    _words, _, _verb = _line.partition(":")
    for _word in _words.split():
        FOREIGN[_word] = cast(Verb, _verb)

THINGS = {
    "fenetre": "window", "vitrine": "window", "fenster": "window", "ventana": "window", "porte": "door",
    "tur": "door", "puerta": "door", "chaise": "chair", "stuhl": "chair", "silla": "chair", "lit": "bed",
    "bett": "bed", "cama": "bed", "tisch": "table", "mesa": "table", "banc": "bench", "bank": "bench",
    "banco": "bench", "canape": "sofa", "fauteuil": "armchair", "sessel": "armchair", "wheelchair": "armchair",
    "comptoir": "counter", "tresen": "counter", "barra": "counter", "voiture": "car", "wagen": "car", "coche": "car",
    "arbre": "tree", "baum": "tree", "arbol": "tree", "eau": "water", "escalier": "stairs", "treppe": "stairs",
    "escalera": "stairs", "miroir": "mirror", "spiegel": "mirror", "espejo": "mirror", "bureau": "desk",
    "schreibtisch": "desk", "escritorio": "desk", "cuisiniere": "stove", "rue": "street",
}  # fmt: skip
"""Furniture and openings in the planner's own words."""

BODY = listed(
    "face eyes eye hand hands head shoulder shoulders arm arms back cheek hair lips mouth neck chest feet foot leg"
    " legs finger fingers forehead knee knees lap chin ear wrist breath gaze visage yeux main mains tete epaule bras"
    " gesicht augen hande kopf schulter arm cara ojos mano manos cabeza hombro"
)
