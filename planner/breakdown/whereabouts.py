"""Who is where when a scene is cut against another place, and which place a picture of a montage shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from film.screenplay import Scene
from planner.breakdown.script import Piece
from planner.characters.naming import Naming
from planner.facts import SceneFacts
from planner.places import place_id
from planner.places.lists import plain
from planner.places.words import names_a_kind

_PARTS = re.compile(
    r"\s*(?:/|,|;|\s[-–—&]+\s|\b(?:AND|WITH|BETWEEN|TO|and|with|between|et|avec|entre|und|mit|zwischen|con|y)\b)\s*"
)
_SETTING = re.compile(r"^\W*(?:(?:INT|EXT|I/E|INNEN|AUSSEN|AUẞEN)\b[ ./]*)+", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?P<loud>(?:(?:INT|EXT|I/E|INNEN|AUSSEN|AUẞEN)\b[ ./]*)*[^a-zß-ÿ]{3,50}?)"
    r"(?=\s*(?:[:.]|[-–—]{1,2}\s)|$)|^(?:In|At|On|Inside|Outside) (?:the "
    r"|an? )?(?P<soft>[^,:.]{2,40}),"
)
_WITHIN = re.compile(
    r"\b(?:at|in|into|inside|outside|on|onto|through|across|down|along|up|over|around|crosses|enters|leaves|roams) "
    r"(?:the|an?|his|her|their) (?P<words>(?:[\w'’-]+ ?){1,3})|^(?:The|A|An) (?P<head>(?:[\w'’-]+ ){0,2}[\w'’-]+)\."
)
"""Words of place inside a sentence, and those that are all of a first one ("The vault door.")."""
_TIME = re.compile(r"\s*[-–—]\s*(?:DAY|NIGHT|MORNING|EVENING|LATER|DUSK|DAWN|JOUR|NUIT|TAG|NACHT|DIA|NOCHE)\b.*$")
_BACK = 12
"""Scenes back in which somebody's place is still where they are."""


class Known(NamedTuple):
    """A place of the script: its id and the plain words that headings call it."""

    id: str
    words: frozenset[str]


def known_places(scenes: Sequence[Scene]) -> tuple[Known, ...]:
    """The places of all headings in order."""
    found: dict[str, set[str]] = {}
    for scene in scenes:
        heading = scene.heading
        names = (heading.place, heading.sub_location, heading.location if not heading.sub_location else "")
        found.setdefault(place_id(heading), set()).update(plain(name) for name in names if plain(name))
    return tuple(Known(id, frozenset(words)) for id, words in found.items())


def place_called(words: str, places: Sequence[Known]) -> str | None:
    """The place that is called so: by all of its name, else by a name that holds all the words."""
    flat = _bare(words)
    if not flat:
        return None
    whole = next((place.id for place in places if flat in {_bare(name) for name in place.words}), None)
    if whole is not None:
        return whole
    within = [place.id for place in places if any(set(flat.split()) <= set(name.split()) for name in place.words)]
    return within[0] if len(within) == 1 else None


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|a|an|le|la|les|l|der|die|das|el|los|las) ", "", plain(_SETTING.sub("", words)))


def shown_place(piece: Piece, places: Sequence[Known]) -> str | None:
    """The place that a picture of a montage names first: "GYM - Anna boxes", "INT. GYM. She runs", "At the gym, "."""
    if not piece.montage:
        return None
    lead = _LEAD.match(piece.text)
    found = place_called(_TIME.sub("", lead["loud"] or lead["soft"]), places) if lead else None
    if found is not None:
        return found
    named = (place_called(words, places) for words in _places_named(piece.text))
    return next((place for place in named if place is not None), None)


def _places_named(text: str) -> Iterator[str]:
    """The words that may name a place in a picture's sentences: the longest stretch first."""
    for match in _WITHIN.finditer(text):
        words = (match["words"] or match["head"]).split()
        # "the vault door" is at the vault; "a small office" is an office.
        for start, end in ((0, 3), (0, 2), (0, 1), (1, 3), (1, 2)):
            if start < min(end, len(words)) and end <= max(len(words), 1):
                yield " ".join(words[start:end])


def _elsewhere(text: str, scene: Scene) -> str | None:
    """The kind of place that a picture names and the script has nowhere, in its words."""
    here = set(plain(scene.heading.place).split())
    for words in _places_named(text):
        known = names_a_kind(words, inside=True) or names_a_kind(words, inside=False)
        if known and not set(plain(words).split()) & here:
            return words
    return None


def far_ends(
    scene: Scene,
    played: Sequence[Piece],
    told: Sequence[tuple[Scene, SceneFacts]],
    places: Sequence[Known],
    with_before: bool,
    naming: Naming,
) -> dict[str, str]:
    """Who of a scene is in another place, and in which, by the words of its intercuts.

    ``told`` are the scenes before with their facts.  Somebody's place is the one of the
    intercut that bears their name, else the one where they were last.
    """
    words = [piece.intercut for piece in played if piece.intercut is not None]
    if not words:
        return {}
    here = place_id(scene.heading)
    named = [part for text in dict.fromkeys(words) for part in _PARTS.split(text or "") if part]
    named_places = [found for found in (place_called(part, places) for part in named) if found]
    by_name = {mention.character: found for part in named if (found := place_called(part, places))
               for mention in naming.mentions(part)}  # fmt: skip
    people = dict.fromkeys(
        who
        for piece in played
        if piece.intercut is not None
        for who in (piece.character, *_named(piece, naming))
        if who
    )
    acting = {who for piece in played if piece.intercut is None for who in _there(piece, naming)}
    before = {who for _, facts in told[-1:] for who in facts.present} if with_before else set()
    where: dict[str, str] = {}
    for who in people:
        if who in by_name:
            where[who] = by_name[who]
        elif who in before:
            where[who] = _place_in(told[-1], who)
        elif who not in acting and not with_before:
            where[who] = _last_place(who, told, named_places, here)
    return {who: place for who, place in where.items() if place != here}


def _named(piece: Piece, naming: Naming) -> tuple[str, ...]:
    """Whom a paragraph of action names."""
    return tuple(mention.character for mention in naming.mentions(piece.text)) if piece.character is None else ()


def _there(piece: Piece, naming: Naming) -> tuple[str, ...]:
    """Who is seen in the place by a piece: whoever speaks there or is named in its action."""
    if piece.character is not None:
        return (piece.character,) if not piece.extension else ()
    return _named(piece, naming)


def _place_in(told: tuple[Scene, SceneFacts], who: str) -> str:
    scene, facts = told
    return dict(facts.where).get(who) or place_id(scene.heading)


def _last_place(who: str, told: Sequence[tuple[Scene, SceneFacts]], named: Sequence[str], here: str) -> str:
    """Where somebody was last, among the places named where there are any; here when they were nowhere."""
    for each in reversed(told[-_BACK:]):
        place = _place_in(each, who) if who in each[1].present else None
        if place is not None and (not named or place in named):
            return place
    others = [place for place in named if place != here]
    return others[0] if len(others) == 1 else here


def set_in(piece: Piece, where: Mapping[str, str], places: Sequence[Known], naming: Naming, scene: Scene) -> Piece:
    """The piece where it plays: in the place that a montage names, else with who speaks or is first in it.

    A picture of a montage that names a place of which the script has no scene plays in the scene's, with a note.
    """
    far = shown_place(piece, places)
    if far is None and piece.intercut is not None:
        people = (piece.character,) if piece.character else _named(piece, naming)[:1]
        far = next((where[who] for who in people if who in where), None)
    if far is None and piece.montage and piece.is_action:
        other = _elsewhere(piece.text, scene)
        told = f'no scene plays in "{other}": it is shown in {scene.heading.place}'
        return piece._replace(notes=(told,)) if other is not None else piece
    return piece._replace(place=far) if far else piece
