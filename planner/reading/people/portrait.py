"""How somebody sounds, and who they are in words."""

from __future__ import annotations

from collections.abc import Mapping

from film.cast import Portrait, Relation
from planner.characters.voices import Asked
from planner.reading.people.answer import Pace, Pitch
from planner.reading.people.fitting import Fitting

_PITCHES: Mapping[Pitch, float] = {"low": -2.5, "middle": 0.0, "high": 2.5}
_PACES: Mapping[Pace, float] = {"slow": 0.9, "usual": 1.0, "quick": 1.1}


def sound(fit: Fitting) -> None:
    """How the voice is to be, within what a scratch voice can do; nothing for who says nothing."""
    said = fit.answer.sound
    if said is None:
        return
    text = f"a {said.pitch} voice, {said.pace} pace"
    if "voice" not in fit.open:
        fit.fate("voice", said, text, "refused", "they say nothing")
    elif fit.weigh("voice", said, text, same=False):
        fit.sound = Asked(_PITCHES[said.pitch], _PACES[said.pace])


def portrait(fit: Fitting) -> None:
    """The words for an actor; only people of the film are related."""
    answer = fit.answer
    related = [each for each in answer.relations if each.person in fit.known]
    words = {"looks": answer.looks, "manner": answer.manner, "voice": answer.speech, "arc": answer.arc}
    for name, said in words.items():
        if said is not None:
            fit.rest(f"portrait.{name}", said)
            fit.fate(f"portrait.{name}", said, said.text)
    for relation in related:
        fit.rest("portrait.relations", relation)
        fit.fate("portrait.relations", relation, f"{relation.text} ({relation.person})")
    sentences = {name: said.text for name, said in words.items() if said is not None}
    relations = tuple(Relation(character=each.person, text=each.text) for each in related)
    if sentences or relations:
        fit.sheet = fit.sheet.but(portrait=Portrait(**sentences, relations=relations))
