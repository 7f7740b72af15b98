"""Who is to be cast: everybody in the screenplay's cast who is one person, and what its action says of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from film.screenplay import Element, Screenplay, Speaker
from planner.characters.naming import Named, Naming
from planner.places.lists import plain

_WHOEVER = {"all", "both", "together", "everyone", "everybody"}


class Person(NamedTuple):
    """Somebody in the script: ``speaks`` has a cue; ``introduced`` is where the action first says the name.

    ``alone`` are the paragraphs of action that name nobody else: their pronouns speak of this person.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    speaks: bool
    introduced: tuple[Element, int] | None
    scenes: frozenset[str]
    alone: tuple[str, ...]


def people_of(screenplay: Screenplay) -> tuple[Person, ...]:
    """Everybody in order of first appearance, in action or in a cue."""
    speakers = [speaker for speaker in screenplay.cast if _is_one(speaker)]
    naming = Naming(Named(speaker.id, speaker.name, speaker.aliases) for speaker in speakers)
    first = _introductions(screenplay, naming)
    scenes: dict[str, set[str]] = {}
    for scene in screenplay.scenes:
        for who in scene.cast:
            scenes.setdefault(who, set()).add(scene.id)
    alone = _alone(screenplay, naming)
    return tuple(
        Person(
            id=speaker.id,
            name=speaker.name,
            aliases=speaker.aliases,
            speaks=speaker.lines > 0,
            introduced=first.get(speaker.id),
            scenes=frozenset(scenes.get(speaker.id, ())),
            alone=tuple(alone.get(speaker.id, ())),
        )
        for speaker in speakers
    )


def _is_one(speaker: Speaker) -> bool:
    """Whether one body and voice can stand for a speaker: no silent crowd, and nobody's ALL."""
    if speaker.kind != "group":
        return True
    return speaker.lines > 0 and not _WHOEVER & set(plain(speaker.name).split())


def _action(screenplay: Screenplay) -> Iterator[Element]:
    return (element for element in screenplay.elements if element.type == "action")


def _introductions(screenplay: Screenplay, naming: Naming) -> dict[str, tuple[Element, int]]:
    """Where the action first names each, capitals before others."""
    first: dict[str, tuple[Element, int]] = {}
    loud: set[str] = set()
    for element in _action(screenplay):
        for mention in naming.mentions(element.text):
            shout = element.text[mention.start : mention.end].isupper()
            if mention.character not in first or (shout and mention.character not in loud):
                first[mention.character] = element, mention.start
                loud |= {mention.character} if shout else set()
    return first


def _alone(screenplay: Screenplay, naming: Naming) -> dict[str, list[str]]:
    """Paragraphs that name one person only, from the name on."""
    alone: dict[str, list[str]] = {}
    for element in _action(screenplay):
        mentions = naming.mentions(element.text)
        if len({mention.character for mention in mentions}) == 1:
            alone.setdefault(mentions[0].character, []).append(element.text[mentions[0].end :])
    return alone
