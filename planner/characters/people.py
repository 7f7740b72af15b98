"""Who is in the script: everybody with a cue, and the silent ones whom the action introduces in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from film.names import slug
from film.screenplay import Element, Screenplay
from planner.characters.given_names import gender_of
from planner.characters.naming import Named, Naming
from planner.characters.roles import CROWD, GENDER, NEVER
from planner.places.lists import plain

_CAPITALS = re.compile(
    r"(?<![\w'’])[A-ZÀ-ÞŒ][A-ZÀ-ÞŒ'’.-]*[A-ZÀ-ÞŒ](?: (?:#?\d{1,2}|[A-ZÀ-ÞŒ][A-ZÀ-ÞŒ'’.-]*[A-ZÀ-ÞŒ.]))*(?![\w])"
)
_AGED = re.compile(
    r"^\s*(?:,|\()\s*(?:(?:in (?:his|her|their) )?(?:early |mid |late |about |around |circa )?(?:-|\d{1,2}\b|\w+ties\b|"
    r"mid-|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|elderly|teen|middle))",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:a|an|the|another|un|une|le|la|ein|eine|der|die|una|el)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
_NAME_BEHIND = re.compile(r"^,? [A-ZÀ-Þ]{2,}[A-ZÀ-Þ .'’-]*(?:,| \()")
_NAME_BEFORE = re.compile(
    r"\b[A-ZÀ-Þ]{2,}(?: \([^)]*\))?, (?:a|an|the|un|une|le|la|ein|eine|der|die|el|una) (?:[\w-]+ ){0,2}$"
)
_LAST_WORDS = re.compile(r"([^\W\d_]+(?: of [^\W\d_]+)?), $", re.IGNORECASE)
_COMMON = re.compile(r"^(?:the|a|an|le|la|les|der|die|das|el|los|las)\s+", re.IGNORECASE)


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
    named = _speakers(screenplay)
    known = {_plain_name(name) for person in named for name in (person.name, *person.aliases)}
    silent = tuple(_introduced(screenplay, known))
    everybody = (*named, *silent)
    naming = Naming(everybody)
    first, scenes = _appearances(screenplay, naming)
    alone = _alone(screenplay, naming)
    cues = _first_cues(screenplay, everybody)
    spoken = {person.id for person in named}
    order = sorted(everybody, key=lambda person: min(cues.get(person.id, 10**9), _line(first.get(person.id))))
    return tuple(
        Person(
            id=person.id,
            name=person.name,
            aliases=person.aliases,
            speaks=person.id in spoken,
            introduced=first.get(person.id),
            scenes=frozenset(scenes.get(person.id, ())),
            alone=tuple(alone.get(person.id, ())),
        )
        for person in order
    )


def together(name: str, singles: frozenset[str]) -> tuple[str, ...]:
    """The single speakers in a cue that names several ("ANNA AND DEV"); empty for one person's own name."""
    parts = tuple(part.strip() for part in re.split(r"\s+(?:AND|ET|UND|Y)\s+|\s*[&/,]\s*", name, flags=re.IGNORECASE))
    return parts if len(parts) > 1 and all(part.casefold() in singles for part in parts) else ()


def _speakers(screenplay: Screenplay) -> list[Named]:
    singles = frozenset(speaker.name.casefold() for speaker in screenplay.cast)
    named = []
    for speaker in screenplay.cast:
        crowd = plain(speaker.name).split()
        if together(speaker.name, singles) or (crowd and crowd[-1] in {"all", "both", "together"}):
            continue
        named.append(Named(speaker.id, speaker.name, speaker.aliases))
    return named


def _plain_name(name: str) -> str:
    return _COMMON.sub("", plain(name))


def _line(found: tuple[Element, int] | None) -> int:
    return found[0].lines[0] if found else 10**9


def _introduced(screenplay: Screenplay, known: set[str]) -> Iterator[Named]:
    """Silent people: capitals in action that are a person's name or role and nobody who speaks."""
    seen = set(known)
    for element in _action(screenplay):
        if not any(letter.islower() for letter in element.text):
            continue  # a paragraph all in capitals is emphasis or a title
        for match in _CAPITALS.finditer(element.text):
            name = _without_noise(match[0].strip(" .'’-"))
            key = _plain_name(name)
            end = match.start() + len(name)
            if key and not _spoken_for(key, seen) and _is_person(name, element.text, match.start(), end):
                seen.add(key)
                yield Named(slug(name), name)


def _spoken_for(key: str, seen: set[str]) -> bool:
    """The same name, or a part of somebody's longer one."""
    return key in seen or any(key in other.split() or set(other.split()) <= set(key.split()) for other in seen)


def _is_person(name: str, text: str, start: int, end: int) -> bool:
    words = plain(name).split()
    if _describes(words, text[:start], text[end:]):
        return False
    if not words or words[-1] in CROWD or all(word in NEVER for word in words) or len(words) > 4:
        return False
    if _head(words) in GENDER:
        return True
    if any(word in NEVER for word in words):
        return False
    if _AGED.match(text[end : end + 40]) or _role_before(text[:start]):
        return True
    # "reads a MARTHA STEWART magazine" has an article before it; a person's name has none.
    return gender_of(name) is not None and not _ARTICLE.search(text[:start]) and len(name) > 2


def _role_before(before: str) -> bool:
    """Whether a role and a comma stand right before: "a tired woman, ZORA,"."""
    match = _LAST_WORDS.search(before)
    words = plain(match[1]).split() if match else []
    return bool(words) and _head(words) in GENDER


def _describes(words: list[str], before: str, behind: str) -> bool:
    """Whether a role in capitals only says who a person beside it is: "a BOY OF NINE, TEO," and "TEO, a BOY,"."""
    role = bool(words) and _head(words) in GENDER
    return role and (_NAME_BEHIND.match(behind) is not None or _NAME_BEFORE.search(before) is not None)


def _without_noise(name: str) -> str:
    """A name without the sound behind it: "WOMAN SCREAMS" is a woman."""
    words = name.split(" ")
    while len(words) > 1 and plain(words[-1]) in NEVER:
        words.pop()
    return " ".join(words)


def _head(words: list[str]) -> str:
    """The noun that says what somebody is: "boy" of "boy of nine", "cop" of "cop 2"."""
    if "of" in words[1:]:
        return words[words.index("of", 1) - 1]
    return words[-2] if words[-1].isdigit() and len(words) > 1 else words[-1]


def _action(screenplay: Screenplay) -> Iterator[Element]:
    return (element for element in screenplay.elements if element.type == "action")


def _appearances(screenplay: Screenplay, naming: Naming) -> tuple[dict[str, tuple[Element, int]], dict[str, set[str]]]:
    """Where the action first names each (capitals before others), and the scenes that each is in."""
    first: dict[str, tuple[Element, int]] = {}
    scenes: dict[str, set[str]] = {}
    loud: set[str] = set()
    for scene in screenplay.scenes:
        for element in screenplay.elements_of(scene):
            if element.type not in ("action", "character"):
                continue
            speaker = naming.called(element.text) if element.type == "character" else None
            if speaker is not None:
                scenes.setdefault(speaker, set()).add(scene.id)
            for mention in naming.mentions(element.text):
                scenes.setdefault(mention.character, set()).add(scene.id)
                shout = element.text[mention.start : mention.end].isupper()
                if element.type == "action" and (
                    mention.character not in first or (shout and mention.character not in loud)
                ):
                    first[mention.character] = element, mention.start
                    loud |= {mention.character} if shout else set()
    return first, scenes


def _first_cues(screenplay: Screenplay, people: tuple[Named, ...]) -> dict[str, int]:
    naming = Naming(people)
    cues: dict[str, int] = {}
    for element in screenplay.elements:
        if element.type == "character":
            speaker = naming.called(element.text)
            if speaker is not None:
                cues.setdefault(speaker, element.lines[0])
    return cues


def _alone(screenplay: Screenplay, naming: Naming) -> dict[str, list[str]]:
    """Paragraphs that name one person only, from the name on."""
    alone: dict[str, list[str]] = {}
    for element in _action(screenplay):
        mentions = naming.mentions(element.text)
        if len({mention.character for mention in mentions}) == 1:
            alone.setdefault(mentions[0].character, []).append(element.text[mentions[0].end :])
    return alone
