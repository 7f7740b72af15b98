"""Bodies that go down and come up: by themselves, and by somebody else's hand.

"She falls", "drops to her knees", "sinks onto the bed"; "knocks him out", "is shot", "throws her to the ground";
"helps him to his feet".
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.breakdown.discourse import Discourse, Token
from planner.breakdown.function_words import ADVERBS, ARTICLES, HER, HIM, SITTING, THEM
from planner.facts import Verb
from planner.places.lists import listed

_SINKING = listed(
    "fall drop sink slump collapse crumple crumble topple tumble go get flop plop crash sag pitch trip keel sprawl"
    " throw fling lower ease stumble faint swoon slide"
)
_TOWARDS = listed("to onto on into in against back backwards forward forwards over down off")
_GROUND = listed(
    "floor ground dirt dust earth grass sand mud snow pavement sidewalk asphalt concrete carpet rug deck street road"
    " cobblestones gutter face"
)
_KNEES = listed("knee knees")
_BEDS = listed("bed couch sofa mattress bunk cot hammock stretcher pillow pillows")
_LIFELESS = listed("dead lifeless unconscious senseless")
_UPRIGHTS = listed("wall door bar counter tree fence post pillar column bars desk table fridge railing")
_SEATING = listed("sit settle plop perch squat")
_GETTING = listed("get climb roll jump leap spring scramble crawl ease heave haul")
_LYING = _GROUND - {"face", "road", "street", "deck"}
_NO_FALL = listed("love line step place silence")
"""What somebody falls in or into and stays on their feet."""

_KILLED = listed("shot stabbed killed felled gunned tackled murdered executed strangled")
_STRUCK = listed("knocked thrown flung struck hurled blown hit pulled pushed shoved beaten punched cut")
PASSIVE = listed("is are gets get being been was were")
_KILLING = listed("kill murder tackle")
_STRIKING = listed(
    "knock throw push shove strike hit punch kick fling hurl pull gun shoot cut slam wrestle smack floor"
)
_DOWN = listed("down over unconscious cold dead") | _GROUND - {"face", "dust"}
_OUT_COLD = listed("knock punch hit smack")
"""Verbs whose "out" is senseless, not outside."""
_HURLED = listed("thrown flung hurled blown")
_LEADING = listed("lead guide usher escort drag walk march")
_TAKING = _LEADING | listed("take show carry pull haul wheel rush hustle bundle help")
"""Verbs that take somebody out along with who does it."""
_EXPELLING = listed("throw kick chase push shove send order toss shoo")
_FIGURATIVELY = listed("on tired serious set still quiet calm certain sure silent right wrong")
"""Behind "is dead": still on their feet."""
_LED = listed("led escorted ushered dragged carried taken marched hauled wheeled rushed hustled bundled thrown")
_OUTSIDE = listed("out outside away off")
_UNDER = listed("under beneath underneath behind")
_OFF_THEIR_FEET = listed("from back backwards clear against through")
_ROOMS = listed(
    "room house building bar office kitchen church court courtroom hall apartment flat cell shop store tent barn"
    " hotel club cafe restaurant saloon place bedroom door ward station"
)
_RAISING = listed("help pull haul lift pick drag")
_UP = listed("up feet upright")
FELLING = _KILLING | _STRIKING | _RAISING | _EXPELLING
"""Verbs that may bring somebody else down, or up."""


def comes_down(base: str, verb: Verb | None, ahead: Sequence[Token], rest: Sequence[Token] = ()) -> Verb | None:
    """What becomes of a verb that lets a body down, by what it comes down on; ``verb`` where that says nothing.

    ``rest`` is the sentence behind the verb, beyond its own words ``ahead`` ("slumps against the wall, dead").
    """
    words = [token.low for token in ahead if token.mention is None]
    while words and (words[0] in ("himself", "herself", "themselves", "suddenly", "slowly", "heavily")):
        words = words[1:]
    if ahead and ahead[0].mention is not None:
        return verb  # somebody else is brought down
    if words[:2] == ["out", "of"] and base in _GETTING and frozenset(words) & (_BEDS | (SITTING - {"car"})):
        return "rise"
    if words[:1] == ["out"] and words[1:2] == ["from"] and frozenset(words[2:3]) & _UNDER and verb == "exit":
        return "cross"  # "steps out from behind the bar" stays in the room
    if base == "hit" and any(word in _GROUND - {"face", "street", "road"} for word in words[:2]):
        return "fall"  # "hits the deck"
    if base in _SEATING and on_the_ground(words):
        return "kneel"  # no seat is taken
    if base not in _SINKING or not words or words[0] not in _TOWARDS:
        return verb
    behind = frozenset(words)
    if base in ("slump", "sink", "slide", "sag") and behind & _UPRIGHTS and words[0] in ("against", "down"):
        return "fall" if any(token.low in _LIFELESS for token in rest) else "kneel"
    if behind & _NO_FALL and verb == "fall":
        return None
    if behind & _KNEES:
        return "kneel"
    if behind & _BEDS:
        return "sit" if base in ("sink", "lower", "ease", "plop", "get", "go") else "lie"
    if behind & SITTING:
        return "rise" if "off" in behind and base == "get" else "fall" if "off" in behind else "sit"
    if base == "go" and words[0] == "down" and (len(words) == 1 or words[1] in ("hard", "heavily", "fast")):
        return "fall"
    return "fall" if behind & _GROUND and base not in ("get", "go") else verb


def on_the_ground(words: Sequence[str]) -> bool:
    """Whether the words behind "sits" say that it is on the floor, not on a seat."""
    at = next((i for i, word in enumerate(words[:3]) if word in ("on", "onto")), None)
    return at is not None and any(word in _LYING for word in words[at + 1 : at + 4])


def suffered(word: str, before: str, ahead: Sequence[Token]) -> Verb | None:
    """What "is" says of the subject with a word: "is shot", "gets knocked to the floor", "is asleep on the couch"."""
    if before not in PASSIVE:
        return None
    if word == "dead" and ahead and ahead[0].low in _FIGURATIVELY:
        return None
    if word == "asleep":
        return "lie" if _reaches(ahead, _BEDS) else None
    if word in _LED and ahead and ahead[0].low in _OUTSIDE:
        return "exit"
    struck = word in _STRUCK and (_reaches(ahead, _DOWN) or (word != "pulled" and ahead[:1] and ahead[0].low == "out"))
    hurled = word in _HURLED and _reaches(ahead, _OFF_THEIR_FEET)
    return "fall" if word in _KILLED or word in ("dead", "unconscious") or struck or hurled else None


def taken_along(scene: Discourse, base: str, ahead: Sequence[Token], subject: tuple[str, ...]) -> tuple[str, ...]:
    """Whom somebody leads where they go themselves: "leads Ben away"."""
    return _objects(scene, ahead, subject) if base in _TAKING else ()


def leads_out(scene: Discourse, base: str, ahead: Sequence[Token], subject: tuple[str, ...]) -> bool:
    """Whether somebody takes another out with them: "takes Ben out by the arm", "carries her away"."""
    return base in _TAKING and _goes_out(ahead) and bool(_objects(scene, ahead, subject))


def _goes_out(ahead: Sequence[Token]) -> bool:
    """Whether out of the place is where the words behind an object lead: not "out of the way", "away from the door"."""
    lows = [token.low for token in ahead]
    at = next((i for i, low in enumerate(lows[:4]) if low in ("out", "outside", "away")), None)
    if at is None:
        return False
    if lows[at + 1 : at + 2] == ["of"]:
        return any(low in _ROOMS for low in lows[at + 2 : at + 5])
    return lows[at + 1 : at + 2] != ["from"]


def _reaches(ahead: Sequence[Token], words: frozenset[str]) -> bool:
    return any(token.low in words for token in ahead[:7])


def done_to(scene: Discourse, base: str, ahead: Sequence[Token], subject: tuple[str, ...]) -> list[tuple[str, Verb]]:
    """(whom, what) where a verb brings somebody else down or up: "knocks him out", "helps her to her feet"."""
    people = _objects(scene, ahead, subject)
    if not people:
        return []
    if base in _EXPELLING and _goes_out(ahead):
        return [(who, "exit") for who in people]
    cold = base in _OUT_COLD and any(token.low == "out" for token in ahead[:3])
    if base in _KILLING or cold or (base in _STRIKING and _reaches(ahead, _DOWN)):
        return [(who, "fall") for who in people]
    if base in _RAISING and _reaches(ahead, _UP):
        return [(who, "rise") for who in people]
    return []


def _objects(scene: Discourse, ahead: Sequence[Token], subject: tuple[str, ...]) -> tuple[str, ...]:
    """The people right behind a verb, with nothing but articles and adverbs between."""
    for token in ahead:
        if token.mention is not None:
            whole = not token.mention.owns and token.mention.character not in subject
            return (token.mention.character,) if whole else ()
        if token.low in HIM or token.low in HER:
            who = scene.meant(token.low in HIM, subject)
            return (who,) if who is not None else ()
        if token.low in THEM:
            return tuple(who for who in scene.talk.group if who not in subject)
        if token.low not in ARTICLES and token.low not in ADVERBS:
            return ()
    return ()
