"""What a camera direction is about: the person, prop or thing named behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from planner.breakdown.function_words import (
    ADVERBS,
    AND,
    ARTICLES,
    CLAUSE_STARTS,
    HE,
    HER,
    HIM,
    OBJECTS,
    PREPOSITIONS,
    SHE,
)
from planner.breakdown.lexicon import BODY, FORMS, THINGS
from planner.breakdown.props import KIND, prop_id, props_in
from planner.characters.naming import Mention, Naming
from planner.places.lists import listed, plain

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FEATURES = BODY | listed(
    "faces profile reaction smile tears expression stare look reflection silhouette eyeball pupil"
)
_PARTS = (BODY - listed("back breath gaze lap head")) | listed(
    "fist fists palm palms thumb knuckles heel heels toes boots shoes pupil eyeball teeth tongue brow"
)
_CLAUSE_END = re.compile(r"[,;.!?\n]")
_OWNER = listed("his her their son sa ses sein ihr seine ihre su sus")
_LEADING = ARTICLES | listed("on of to in onto our at from de d du des sur auf zu zum zur nach di em del von")
_ENDING = ADVERBS | AND | CLAUSE_STARTS | PREPOSITIONS | listed("we camera then where far nearby who that which")
_OF = re.compile(r"^\W*(?:of|OF|de|DE|d['’]|von|VON|di|DI) *$")


class Scenery(NamedTuple):
    """What a direction may point at: the cast's names, the scene's props, and whom "he" and "she" mean by now."""

    naming: Naming
    props: frozenset[str] = frozenset()
    he: str | None = None
    she: str | None = None
    last: str | None = None


def object_of(tail: str, scenery: Scenery) -> str | None:
    """What stands behind a direction's phrase: a character or prop id, the script's word for a thing, or None.

    A part of the body is its owner; any other thing with an owner is the thing.
    """
    mentions = scenery.naming.mentions(tail)
    phrase, ends_at = _phrase(tail, mentions)
    parts = _FEATURES | (_PARTS - scenery.props)
    if mentions and mentions[0].start <= ends_at:
        first = mentions[0]
        owned = phrase_after(tail[first.end :]) if first.owns else []
        if not owned or owned[0] in parts or owned[-1] in parts:
            return first.character
        return _thing(tail[first.end :], owned, scenery)
    if not phrase:
        return None
    if phrase[0] in HIM | HE | (HER if len(phrase) == 1 else frozenset()) | SHE:
        return scenery.he if phrase[0] in HIM | HE else scenery.she
    if phrase[0] in _OWNER and len(phrase) > 1 and phrase[-1] in parts:
        return scenery.he if phrase[0] == "his" else scenery.she if phrase[0] == "her" else scenery.last
    named = [word for word in phrase if word not in _LEADING and word not in _OWNER and word not in OBJECTS]
    if not named or named[-1] in parts:
        whose = mentions[0].character if mentions and _OF.match(tail[ends_at : mentions[0].start]) else scenery.last
        return whose if named else None
    return _thing(tail, named, scenery)


def detail_of(tail: str) -> str | None:
    """The part of a body that a direction names: "CALLOWAY'S HAND" a hand, "her trembling fingers" fingers."""
    for match in list(_WORD.finditer(_CLAUSE_END.split(tail.lstrip(" -:–—.\n"))[0]))[:5]:
        word = plain(match[0])
        if word in CLAUSE_STARTS or word in AND:
            return None
        if word in _PARTS:
            return word
    return None


def _thing(tail: str, words: Sequence[str], scenery: Scenery) -> str:
    """A prop of the scene where one is meant, else the head of the phrase, furniture in the planner's own word."""
    near = " ".join(words)
    for _, word in props_in(tail[: len(tail) if len(words) < 2 else 80]):
        if prop_id(word) in scenery.props and word in near:
            return prop_id(word)
    bare = next((prop_id(word) for word in words if prop_id(word) in scenery.props), None)
    if bare is not None:
        return bare
    # "the boat drifts away": a last word in -s that is no known thing is the verb.
    led = plain(tail).split(" ", 1)[0] in ARTICLES
    acts = led and len(words) > 1 and words[-1].endswith("s") and not words[-1].endswith("ss") and words[-1] not in KIND
    head = next((word for word in words if word in THINGS), words[-2] if acts else words[-1])
    return THINGS.get(head, head)


def _phrase(tail: str, mentions: Sequence[Mention]) -> tuple[list[str], int]:
    """The words of the first noun phrase with its owner, and where in the tail it ends."""
    words: list[str] = []
    last = end = 0
    for match in _WORD.finditer(tail):
        between = tail[end : match.start()]
        if words and any(mark in between for mark in ",;:.!?()\n–—"):
            break
        word = plain(match[0]) or match[0].casefold()
        shape = FORMS[word].shape if word in FORMS and words and words[-1] not in ARTICLES else ""
        acts = shape == "finite" and word not in BODY  # "her trembling hands"
        verb = acts or shape == "progressive" or (shape == "plain" and words[-1].endswith("s"))
        if words and (word in _ENDING or verb or (match[0].islower() and tail[last:end].isupper() and end - last > 2)):
            break
        if not words and word in _LEADING | PREPOSITIONS | ADVERBS:
            end = match.end()
            continue
        if not words and word in CLAUSE_STARTS:
            return [], 0
        words.append(word)
        last, end = match.span()
        if len(words) >= 5 or any(mention.start <= match.start() < mention.end for mention in mentions):
            break
    return words, end


def phrase_after(tail: str) -> list[str]:
    """The words owned by a name: ANNA'S [left hand]."""
    return _phrase(tail, ())[0][:3] if tail[:2].strip(" \n") else []
