"""A shot in words, for a video model and, as it begins, for a model of stills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from film.cast import CharacterSheet
from film.shot import ShotProp
from prompts.book import PromptBook
from renderer.generative.brief import ShotBrief
from renderer.generative.seam import Abilities, Text
from renderer.generative.wording import lens, moves, places, speech, story
from renderer.generative.wording.acting import Acting, acting, prop_words
from renderer.generative.wording.cleaning import article, capped, joined, phrase, sentence, sentences
from renderer.generative.wording.colours import colour_words
from renderer.generative.wording.fitting import Count, Limits, Part, fitted
from renderer.generative.wording.people import clothes, looks, named, noun, spoken_of
from renderer.generative.wording.placing import sight_of
from renderer.generative.wording.sides import Side, sides_of

STILL = "still"
"""The template of a shot's first frame."""
_LOOK = 300
"""Letters of the director's words."""


def worded(brief: ShotBrief, abilities: Abilities, template: str, prompts: PromptBook, count: Count) -> Text:
    """A shot for a video model: what is seen, who and how they look, what they do, where, in what light, how it is
    filmed; for one that makes sound also what is heard.

    The prompt is no longer than ``abilities.prompt_tokens`` by ``count``; what matters least is left out whole.
    Raises RenderError where the template alone is longer.
    """
    limits = Limits.of(abilities)
    sides, names = sides_of(brief), _names(brief)
    parts = [
        *chain.from_iterable(_seen(brief, side, names, still=False) for side in sides),
        *_heard(brief, names, limits),
        Part("move", 1.4, sentence(moves.move(sides[0], _followed(sides[0], names)))),
        Part("look", 1.8, _look(brief)),
    ]
    return fitted(template, parts, _unwanted(brief, sides, names), limits, prompts, count)


def still_worded(brief: ShotBrief, limits: Limits, prompts: PromptBook, count: Count) -> Text:
    """A shot's first frame for a model of stills: who is in it then and how they hold themselves, no moves, no talk."""
    sides = tuple(side._replace(people=tuple(_at_first(side))) for side in sides_of(brief))
    names = {id: name for id, name in _names(brief).items() if any(id == sheet.id for s in sides for sheet in s.people)}
    parts = [
        *chain.from_iterable(_seen(brief, side, names, still=True) for side in sides),
        Part("look", 1.8, _look(brief)),
    ]
    still = [each for each in _unwanted(brief, sides, names) if each not in (*_MOVING, *_TALKING)]
    return fitted(STILL, parts, still, limits, prompts, count)


_ALONG = (
    ("right", "s to the right"),
    ("left", "s to the left"),
    ("pushes in", "s away from the camera"),
    ("pulls back", "s towards the camera"),
)
"""A camera's way and a walk that goes with it."""
_MOVING = ("camera movement", "camera shake", "zoom")
_TALKING = ("talking", "moving lips")


def _names(brief: ShotBrief) -> dict[str, str]:
    people = list(dict.fromkeys(sheet for side in sides_of(brief) for sheet in side.people))
    return {sheet.id: named(sheet, people) for sheet in people}


def _at_first(side: Side) -> Iterator[CharacterSheet]:
    for sheet in side.people:
        if side.stance(sheet.id, 0) is None or sight_of(side, sheet, 0).inside:
            yield sheet


def _look(brief: ShotBrief) -> str:
    return capped(sentences(brief.look), _LOOK)


def _seen(brief: ShotBrief, side: Side, names: Mapping[str, str], still: bool) -> Iterator[Part]:
    """All of one side but how the camera moves and what is heard."""
    people = side.people if side.shot.idiom != "insert" else ()
    if side.where and "left" in side.where:
        yield Part("framing", 0, "Split screen, two separate pictures side by side.")
    yield Part("framing", 0, _led(side, _framed(side, names)))
    yield from _people(brief, side, people, names, still)
    if not people and side.shot.idiom != "insert" and not _crowd(side):
        yield Part("people", 1, _led(side, "no people, the place is empty"))
    if side.where in ("", "on the left half of the screen"):
        yield from _told(brief, side, people, names, still)
    yield from _place(brief, side)
    yield Part("lens", 5, _led(side, lens.lens(side)))


def _led(side: Side, words: str) -> str:
    """A sentence; of a half of a split screen one that says which."""
    return sentence(f"{side.where}: {words[:1].lower()}{words[1:]}" if side.where else words)


def _told(
    brief: ShotBrief, side: Side, people: tuple[CharacterSheet, ...], names: Mapping[str, str], still: bool
) -> Iterator[Part]:
    """What the script tells: what a painter was told to draw, else its action."""
    played = [each for each in (acting(side, sheet, names) for sheet in people) if each is not None]
    seen = story.Seen(people, names, "; ".join(each.begins if still else each.does for each in played))
    picture = story.picture(brief, seen)
    yield Part("action", 2.2, picture)
    yield Part("action", 6, "" if picture else story.action(brief, seen))


def _framed(side: Side, names: Mapping[str, str]) -> str:
    """Size, idiom and angle, and of whom or what: ``... of Dev, over the shoulder of Mara``."""
    told = lens.framing(side, people=bool(side.people))
    if side.shot.idiom == "insert":
        return f"{told}, of {_inserted(side)}"
    who = [names[sheet.id] for sheet in side.people]
    if side.shot.idiom == "ots" and len(who) > 1:
        return f"{told}, of {who[0]}, seen over the shoulder of {who[1]}"
    return f"{told}, of {joined(who)}" if who else told


def _inserted(side: Side) -> str:
    """The thing that an insert is of, and whose hand has it."""
    thing = next((each for each in side.props if each.prop == side.shot.insert), None)
    if thing is None:
        words = (side.shot.insert or "").replace("_", " ") if side.english else ""
        return article(phrase(words, 60)) or "a detail of the place"
    holder = next((sheet for sheet in (*side.people, *side.others) if sheet.id == thing.holder), None)
    told = _thing(thing, side)
    if holder is None:
        return told
    return f"{told} in the hand of {article(f'{round(holder.build.age)}-year-old {noun(holder)}')}, the sleeve " + (
        colour_words(holder.palette.top)
    )


def _thing(thing: ShotProp, side: Side) -> str:
    colour = f"{colour_words(thing.colour)} " if thing.colour else ""
    words = article(f"{colour}{prop_words(thing.prop, thing.kind, side.english)}")
    text = phrase(thing.text, 120)
    return f'{words} with the words "{text}"' if text else words


def _people(
    brief: ShotBrief, side: Side, people: tuple[CharacterSheet, ...], names: Mapping[str, str], still: bool
) -> Iterator[Part]:
    for index, sheet in enumerate(people):
        after, name = index / 100, names[sheet.id]
        yield Part("people", 1 + after, looks(sheet, name, side.english))
        worn = clothes(sheet, brief.wardrobe.get(sheet.id), side.shot.size, side.english)
        yield Part("people", 4 + after, sentence(f"{spoken_of(sheet, name)} wears {worn}"))
        played = acting(side, sheet, names)
        if played is not None:
            yield from _acted(side, sheet, name, played, after, still)
    crowd = _crowd(side)
    if crowd:
        yield Part("people", 5, sentence(crowd))


def _acted(side: Side, sheet: CharacterSheet, name: str, played: Acting, after: float, still: bool) -> Iterator[Part]:
    where, who = f"{side.where}, " if side.where else "", spoken_of(sheet, name)
    yield Part("action", 2 + after, sentence(f"{name} {played.begins if still else played.does}"))
    yield Part("action", 3 + after, sentence(f"{who} is {where}{played.stands}"))
    told = joined([played.gaze, played.mood])
    yield Part("action", 5 + after, sentence(f"{who} {told}") if told else "")


def _crowd(side: Side) -> str:
    """How many extras are in the frame as the shot begins."""
    view = side.view(0)
    seen = 0
    for extra in side.extras:
        x, y, z = extra.mark.position
        across, _, away = view.project((x, y, z + 1.2))
        seen += 0 < away < 60 and abs(across) <= 1
    if not seen:
        return ""
    many = {1: "one other person", 2: "two other people", 3: "three other people"}
    return f"{many.get(seen, 'a few other people' if seen < 7 else 'a crowd of other people')} in the background"


def _place(brief: ShotBrief, side: Side) -> Iterator[Part]:
    request, place = brief.request, side.place
    look = places.seen(side)
    under = places.ground(place, request.weather)
    yield Part("place", 1.5, _led(side, places.setting(place, side.english)))
    yield Part("place", 8, sentence(places.surroundings(side, look)) if side.shot.size != "ECU" else "")
    if side.shot.size in ("EWS", "WS", "FS", "MWS"):
        yield Part("place", 9, sentence(under))
    yield Part("light", 4, _led(side, places.light(place, look, request.time_of_day, request.weather)))


def _heard(brief: ShotBrief, names: Mapping[str, str], limits: Limits) -> Iterator[Part]:
    """Mouths for every model; words and sounds for one that makes them."""
    shown = {} if brief.shot.idiom == "insert" else names
    words = speech.words(brief, shown) if limits.audio else []
    if not words:
        silent = not any(line.seen for line in brief.spoken)
        yield Part("speech", 7 if silent else 3, speech.mouths(brief, shown))
    for index, line in enumerate(words):
        yield Part("speech", 3 + index / 100, line)
    if limits.audio:
        cues = speech.sounds(brief)
        yield Part("sound", 6, f"Natural sound as recorded on set, without music{cues and f'; heard: {cues}'}.")


def _followed(side: Side, names: Mapping[str, str]) -> str:
    """Whom the camera goes with: the first of the people who walks the way that it moves."""
    told = moves.move(side)
    for sheet in side.people:
        played = acting(side, sheet, names)
        if played is not None and any(word in told and walk in played.does for word, walk in _ALONG):
            return names[sheet.id]
    return ""


def _unwanted(brief: ShotBrief, sides: tuple[Side, ...], names: Mapping[str, str]) -> list[str]:
    """What this shot is not to show, the most important first."""
    insert = brief.shot.idiom == "insert"
    crowd = any(_crowd(side) for side in sides)
    told = [] if names or crowd or insert else ["people", "person", "silhouette"]
    told += ["faces"] if insert else []
    told += [] if len(sides) > 1 else ["split screen", "collage"]
    told += list(_MOVING) if moves.is_still(sides[0]) else []
    if names and not insert and not any(line.seen for line in brief.spoken):
        told += _TALKING
    told += ["extra people", "crowd"] if names and not insert and not crowd else []
    return told
