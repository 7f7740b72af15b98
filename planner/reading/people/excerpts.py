"""The excerpts of a script that a question about somebody shows: how they come in, what is done and said of them, a
spread of their own lines.

Who they are is told by what names them, so that a paragraph about somebody else, put in or reworded anywhere, changes
nothing.  A question has 3,800 letters of excerpts at most, about 1,200 tokens, however long the script.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from film.names import digest
from film.words.plain import plain
from planner.characters.description import age_number, hair_of
from planner.characters.wardrobe import COVERINGS, GARMENTS, shapes_in
from planner.facts import Step
from planner.reading.excerpts import LONGEST, Piece, chosen, cut, spread
from planner.reading.ground import Ground
from planner.reading.page import Page
from planner.reading.people.answer import EXCERPTS

_INTRODUCED, _DONE, _OF_THEM, _THEIRS = 500, 1500, 700, 1100
"""Letters for the paragraph that brings them in, for other action, for what others say of them, for their own lines."""
_EACH = (EXCERPTS - 1) // 3
"""Excerpts of one sort at most, the introduction being one more."""
_OTHERS = 12
"""People whom somebody may have something to do with, as a question lists them."""
_CLOTHES = re.compile(rf"\b(?:{GARMENTS}|{COVERINGS})\b")


class Asked(NamedTuple):
    """Who is asked about: the excerpts about them, and those with whom they have to do, by id with their names."""

    id: str
    name: str
    page: Page
    others: Mapping[str, str]

    @property
    def source(self) -> str:
        """The digest of what the question is about."""
        return digest([self.id, self.name, self.page.shown, dict(self.others)])


def wanted(ground: Ground) -> tuple[str, ...]:
    """Whom to ask about, by id: who speaks, and who is in two scenes or more.  The others are read by rules."""
    speak = {speaker.id for speaker in ground.screenplay.cast if speaker.lines > 0}
    often = {name for name in ground.sheets if len(scenes_of(ground, name)) > 1}
    return tuple(sheet.id for sheet in ground.cast if sheet.id in speak | often)


def scenes_of(ground: Ground, name: str) -> frozenset[str]:
    """The ids of the scenes that somebody is in."""
    return frozenset(scene.id for scene, _ in ground.scenes if name in scene.cast)


def asked_about(ground: Ground, name: str) -> Asked:
    """The question's own matter: the excerpts about somebody, numbered from 1 in the order of the script."""
    steps = [step for _, facts in ground.scenes for step in facts.steps]
    sheet = ground.sheets[name]
    names = {each.id: each.name for each in ground.cast}
    spoken = [step for step in steps if step.kind == "speech"]
    about = [step for step in steps if step.kind == "action" and name in step.mentions]
    first = [step for step in about if step.lines in sheet.evidence][:1] or about[:1]
    rest = [step for step in about if step not in first]
    telling = [step for step in rest if _describes(step.text)]
    done = [*_spread(telling), *_spread([step for step in rest if step not in telling])]
    of_them = _spread([step for step in spoken if name in step.mentions and step.character != name])
    theirs = _spread([step for step in spoken if step.character == name])
    kept = [
        piece
        for some, most in ((first, _INTRODUCED), (done, _DONE), (of_them, _OF_THEM), (theirs, _THEIRS))
        for piece in chosen([_piece(step, names, sheet.name, most) for step in some], most)[:_EACH]
    ]
    page = Page.of(sorted(dict.fromkeys(kept)))
    others = _company(ground, name, page, steps)
    return Asked(name, sheet.name, page, {other: names[other] for other in others})


def _piece(step: Step, names: Mapping[str, str], about: str, most: int) -> Piece:
    """A step as an excerpt: how somebody comes in is shown at more length than the rest."""
    if step.kind == "action":
        return Piece(step.lines, cut(step.text, about, most - 20 if most == _INTRODUCED else LONGEST))
    aside = f"({step.parenthetical}) " if step.parenthetical else ""
    return Piece(step.lines, cut(f"{aside}{step.text}", about), names.get(step.character or "", step.character or ""))


def _spread(steps: Sequence[Step]) -> list[Step]:
    return [steps[place] for place in spread(len(steps))]


def _describes(text: str) -> bool:
    """Whether words for looks or clothes stand in a paragraph."""
    flat = plain(text)
    return bool(_CLOTHES.search(flat) or hair_of(text) or shapes_in(text)) or age_number(text.casefold()) is not None


def _company(ground: Ground, name: str, page: Page, steps: Sequence[Step]) -> tuple[str, ...]:
    """Those who are named in the excerpts or share a scene, the most scenes first; by name where they share as many."""
    lines = {paragraph.lines for paragraph in page.paragraphs}
    named = {who for step in steps if step.lines in lines for who in (step.character, *step.mentions) if who}
    mine = scenes_of(ground, name)
    shared = {other: len(mine & scenes_of(ground, other)) for other in ground.sheets if other != name}
    found = [other for other, count in shared.items() if count or other in named]
    return tuple(sorted(sorted(found, key=lambda other: (-shared[other], other))[:_OTHERS]))
