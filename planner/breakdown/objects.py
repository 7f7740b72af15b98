"""What a verb is done to: a person, a prop, or a thing of the place."""

from __future__ import annotations

from collections.abc import Sequence

from planner.breakdown.discourse import Discourse, Token
from planner.breakdown.distances import METRES
from planner.breakdown.function_words import (
    ADVERBS,
    ARTICLES,
    ASIDE,
    HER,
    HIM,
    NOTHING_TAKEN,
    OBJECTS,
    PREPOSITIONS,
    SHE,
    THEM,
    WORN,
)
from planner.breakdown.lexicon import BODY, FORMS, THINGS
from planner.breakdown.props import KIND, prop_id
from planner.characters.wardrobe import COVERINGS, GARMENTS
from planner.facts import Verb
from planner.places.lists import listed

_HANDLING = listed(
    "look reach take give put open phone hang_up read write eat drink hold point turn strike shove aim type"
)
_ONESELF = ("himself", "herself", "themselves")
_BODILY = (
    "react", "fall", "rise", "cry", "laugh", "nod", "dance", "clap", "cheer", "pray", "shrug", "shake_head", "think",
)  # fmt: skip
"""What is done with oneself: only people are its object."""
_TO_PEOPLE = ("give", "wave", "look", "turn", "point", "aim", "salute")
_ON_BODIES = ("look", "reach", "take", "hug", "kiss", "strike", "shove")
"""Verbs whose "his hand" is another's hand: "grabs his hand", but "closes his eyes"."""


_PARTS = listed("head foot end edge side top bottom middle centre center front back corner row")
"""Parts of a thing: "at the head of the table" is at the table."""
_THINGS_IN_ING = listed(
    "building ceiling railing clearing landing opening crossing king ring thing something nothing everything swing"
    " painting wedding meeting drawing evening morning dining living string spring wing"
)
_AT_REST = ("stand", "wait", "sit", "lie")
_MEASURES = frozenset(METRES)
_CLOTHES = frozenset(f"{GARMENTS}|{COVERINGS}".split("|")) | WORN - {"mask"} - {"rock", "top", "pull", "hut"} | {"tie"}
_DRESSING = listed("rip tear kick slip tie tighten adjust straighten")
_NO_MANNER = listed("family belly jelly ally assembly lily bully butterfly trolley supply reply homily gully dolly")


def target_of(
    scene: Discourse, ahead: Sequence[Token], subject: tuple[str, ...], verb: Verb, *, it: bool
) -> str | None:
    """What ``verb`` is done to, from the words behind it; ``it``: a pronoun for a thing stands before the verb."""
    person = person_in(scene, ahead, subject, verb)
    if verb in _BODILY:
        return person
    if verb == "kneel" and person is None and noun_in(ahead) in BODY:
        return None  # "drops to her knees"
    if verb not in _HANDLING:
        dressed = verb in ("cross", "run", "stand") and any(token.low == "in" for token in ahead[:2])
        noun = None if person is not None or dressed else noun_in(ahead)
        return person or (None if noun in BODY and verb in _AT_REST else noun)  # "stands with her feet apart"
    named = (prop_id(token.low) for token in ahead if token.low in KIND)
    prop = next((id for id in named if id in scene.props), None)
    noun = noun_in(ahead)
    prop = prop or next((id for id in sorted(scene.props) if noun in id.split("_")), None)
    if prop is None and (it or any(token.low in ("it", "them") for token in ahead[:2])):
        prop = scene.talk.prop
    if verb in _TO_PEOPLE and person is not None:
        # "looks at Mara's box": the thing is looked at, not its owner.
        owned = any(token.mention is not None and token.mention.owns for token in ahead)
        return prop if verb == "look" and prop is not None and owned else person
    return prop or (person if person and noun in BODY else noun) or person


def person_in(scene: Discourse, ahead: Sequence[Token], subject: tuple[str, ...], verb: Verb) -> str | None:
    """The first person behind the verb who is not the subject and does not only accompany."""
    before = ""
    for place, token in enumerate(ahead):
        following = ahead[place + 1].low if place + 1 < len(ahead) else ""
        for_nothing = before == "for" and verb not in ("reach", "wait", "look")
        if not (for_nothing or before in ASIDE - {"for"} or before == "than"):
            found, who = _person_at(scene, token, following, subject, verb)
            if found:
                return who
        before = token.low
    rest = [character for character in scene.talk.group if character not in subject]
    return rest[-1] if verb in ("hug", "kiss") and rest else None


def _person_at(
    scene: Discourse, token: Token, following: str, subject: tuple[str, ...], verb: Verb
) -> tuple[bool, str | None]:
    """Whether ``token`` decides who is meant, and who that is."""
    body = following in BODY and verb in _ON_BODIES
    if body and verb == "hug" and token.low in ("his", "her"):
        return False, None  # "flings her arms around him": her own
    if token.mention is not None and token.mention.character not in subject:
        thing = token.mention.owns and bool(following) and following not in BODY
        return True, None if thing else token.mention.character
    if token.low in HIM or (token.low == "his" and body):
        return True, scene.meant(True, subject)
    if token.low in THEM and verb not in ("take", "put", "give", "open", "read", "hold"):
        rest = [character for character in scene.talk.group if character not in subject]
        return True, rest[0] if rest else None
    # "her" before a noun owns it; before the end, a preposition or another object it is she.
    alone = not following or following in PREPOSITIONS or following in ("the", "a", "an", "his", "back")
    if (token.low in HER or (scene.foreign and token.low in SHE)) and (alone or body):
        return True, scene.meant(False, subject)
    return False, None


def noun_in(ahead: Sequence[Token]) -> str | None:
    """The head of the first noun phrase: its last word, in English for furniture."""
    words = [token.low for token in ahead if token.mention is None]
    named = False
    while words and (words[0] in _ONESELF or words[0] in PREPOSITIONS or words[0] in ARTICLES or words[0] in ADVERBS):
        if words[0] in ASIDE:
            return None
        named = named or words[0] in ARTICLES
        words = words[1:]
    phrase: list[str] = []
    for word in words:
        # "by the stove knitting": a progressive is no part of the noun.
        doing = word.endswith("ing") and (bool(phrase) or (not named and word not in _THINGS_IN_ING))
        if word in PREPOSITIONS or word in ADVERBS or word in OBJECTS or doing or is_manner(word):
            break
        phrase.append(word)
    if not phrase or not phrase[-1].isalpha() or phrase[-1] in _MEASURES:
        return None
    behind = words[len(phrase) :]
    if phrase[-1] in _PARTS and behind[:1] == ["of"] and len(behind) > 1:
        return noun_in([token for token in ahead[-len(behind) + 1 :] if token.mention is None])
    if len(phrase) == 1 and not named and phrase[0] in FORMS and FORMS[phrase[0]].shape == "plain":
        return None  # "turns to leave"
    if phrase[-1] in SHE:
        return None
    head = next((word for word in phrase if word in THINGS), phrase[-1])
    return THINGS.get(head, head)


def is_manner(word: str) -> bool:
    """Whether a word is an adverb by its ending: "badly", not "family"."""
    return len(word) > 4 and word.endswith("ly") and word not in _NO_MANNER


def is_idle(base: str, verb: Verb, target: str | None, props: frozenset[str]) -> bool:
    """What looks like a doing and is none: "opens her mouth", "answers the question", "takes off his smile"."""
    if target in BODY and verb in ("open", "reach", "take", "put", "read", "eat", "hold"):
        return base not in ("take", "grab", "touch", "reach", "catch")
    if verb == "cross" and target in BODY:
        return True  # "crosses her arms"
    if verb in ("enter", "exit") and target in _CLOTHES:
        return True  # "slips out of her shoes"
    if base == "ride" and target == "shotgun":
        return True  # the seat beside the driver's
    if base == "answer":
        return target not in (None, "phone", "it", "call") and target not in props
    worn = WORN if base in ("take", "pull", "put", "lift", "raise") else _CLOTHES if base in _DRESSING else frozenset()
    if target in worn and target not in props:
        return True  # the body wears it: nothing comes into the hand
    return base == "take" and target in NOTHING_TAKEN
