"""What the script tells of a shot, as far as it tells of what is seen there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from film.cast import CharacterSheet
from renderer.generative.brief import ShotBrief
from renderer.generative.wording.cleaning import capped, is_english, sentences
from renderer.generative.wording.people import pronouns
from renderer.generative.wording.speech import spoken_texts

_PICTURE, _ACTION = 400, 300
"""Letters."""
_DONE = {
    **dict.fromkeys(("walk", "walks", "cross", "crosses", "enter", "enters", "exit", "exits", "leave", "leaves", "come",
                     "comes", "go", "goes", "approach", "approaches", "retreat", "retreats", "follow", "follows",
                     "step", "steps", "hurry", "hurries", "run", "runs", "rush", "rushes"), ("walks", "runs")),
    **dict.fromkeys(("stand", "stands", "rise", "rises"), ("stands", "gets up", "walks", "runs")),
    **dict.fromkeys(("sit", "sits"), ("sits",)),
    **dict.fromkeys(("kneel", "kneels", "crouch", "crouches"), ("kneels", "crouches", "bends down")),
    **dict.fromkeys(("lie", "lies"), ("lies",)),
}  # fmt: skip
"""Verbs of the whole body, each with what is staged where it is done: a beat is played by more than one shot, and what
another one plays is not told of this."""
_QUOTED = re.compile(r"[^.!?]*[\"“«][^\"”»]*(?:[\"”»][.!?]?|$)")
"""A sentence with words in quotes, which are read or heard and are told where the thing is that has them."""
_PRONOUNS = {"he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she"}


class Seen(NamedTuple):
    """Who is seen, what they are called in the prompt, and what they are staged to do, in words."""

    people: Sequence[CharacterSheet]
    names: Mapping[str, str]
    does: str


def picture(brief: ShotBrief, seen: Seen) -> str:
    """What a painter was told to draw for the shot's beat, as far as it is seen: written in English by who reads
    scripts, whatever the script is in."""
    return _told(brief, brief.beat.picture, seen, _PICTURE) if brief.beat is not None else ""


def action(brief: ShotBrief, seen: Seen) -> str:
    """The script's action, where it is English: sentences that name nobody who is not seen, and tell of no walking,
    sitting or rising that the shot has not."""
    beat = brief.beat
    if beat is None or not is_english(brief.language):
        return ""
    if beat.kind == "dialogue" or beat.id.startswith("dialogue"):  # news that is told is a beat of its own kind
        return ""
    lines = (_QUOTED.sub(" ", line) for line in beat.text.splitlines() if not line.isupper())
    return _told(brief, " ".join(lines), seen, _ACTION)


def _told(brief: ShotBrief, text: str, seen: Seen, letters: int) -> str:
    absent, said = _absent(brief, seen.people), spoken_texts(brief.spoken)
    here = {pronouns(sheet)[0] for sheet in seen.people}
    kept = (
        _lowered(each, seen)
        for each in sentences(text)
        if each not in said and not _speaks_of(each, absent) and _fits(each, here) and _is_done(each, seen)
    )
    return capped(kept, letters)


def _absent(brief: ShotBrief, seen: Sequence[CharacterSheet]) -> frozenset[str]:
    """Words by which people go who are not in the picture."""
    here = {sheet.id for sheet in seen}
    unseen = [sheet for sheet in brief.request.cast if sheet.id not in here]
    words = {word for sheet in unseen for name in (sheet.name, *sheet.aliases) for word in _words(name)}
    beat = brief.beat
    words |= {word for name in (beat.characters if beat else ()) if name not in here for word in name.split("_")}
    return (
        frozenset(word for word in words if len(word) > 1)
        - {word for sheet in seen for name in (sheet.name, *sheet.aliases) for word in _words(name)}
        - {"the"}
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _speaks_of(text: str, names: frozenset[str]) -> bool:
    return not names.isdisjoint(_words(text))


def _fits(text: str, here: set[str]) -> bool:
    """Whether somebody is seen whom each of its pronouns may mean."""
    return {_PRONOUNS[word] for word in _words(text) if word in _PRONOUNS} <= here or "they" in here


def _is_done(text: str, seen: Seen) -> bool:
    """Whether what its verbs of the body tell is staged; where nobody is seen there is nothing to hold them against."""
    wanted = [_DONE[word] for word in _words(text) if word in _DONE]
    return not seen.people or all(any(done in seen.does for done in each) for each in wanted)


def _lowered(text: str, seen: Seen) -> str:
    """Names as the prompt has them, and other words in capitals (``PHONE BUZZES``) as words."""
    for sheet in seen.people:
        text = seen.names[sheet.id].join(re.split(rf"\b{re.escape(sheet.name)}\b", text, flags=re.IGNORECASE))
    bare = re.sub(r"\b[A-Z][A-Z']{2,}\b", lambda found: found[0].lower(), text)
    return bare[:1].upper() + bare[1:]
