"""The breakdown: what each scene says, needs and does, by rules alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from film.cast import CharacterSheet
from film.plan import Breakdown, Prop, TimeOfDay, Weather
from film.screenplay import Element, Scene, Screenplay
from film.words.roles import CROWD
from planner.breakdown.ambience import ambience_of
from planner.breakdown.discourse import Discourse
from planner.breakdown.grammar import Reader
from planner.breakdown.presence import Presence
from planner.breakdown.props import props_of
from planner.breakdown.script import pieces
from planner.breakdown.sounds import sounds_in
from planner.breakdown.steps import SceneReader
from planner.breakdown.times import day_after, thunders, time_of_day, weather_in
from planner.characters.naming import Named, Naming
from planner.facts import Custody, SceneFacts, Step
from planner.places.lists import plain
from planner.places.words import is_inside, kind_of

__all__ = ["break_down"]

_VEHICLES = re.compile(
    r"\b(?:car|taxi|cab|bus|van|truck|lorry|ambulance|motorcycle|motorbike|bicycle|bike|train|tram|plane|helicopter"
    r"|boat|ship|voiture|camion|moto|velo|auto|lastwagen|fahrrad|coche|furgoneta|autobus|wheelchair)s?\b"
)
_NOBODY = {"everyone", "everybody", "others", "both"}
_GARMENT = (
    "coat|raincoat|jacket|uniform|suit|dress|sweater|cardigan|hoodie|shirt|cloak|gown|cap|hat|beard|wig|mask|headset|glasses|boots|scarf|apron"
    "|manteau|veste|robe|chemise|tablier|mantel|jacke|kleid|hemd|abrigo|chaqueta|vestido"
)
_WORN = re.compile(
    rf"\b(?:a|an|his|her|in|une?|son|sa|eine?n?) ((?:(?!the|a|an|his|her|in|and|by)\w+ ){{1,2}}(?:{_GARMENT}))\b"
)
_MANY = re.compile(
    rf"(?:^|[.!?]\s+|\b(?:the|a|two|three|four|five|several|some|many|few|of|hundred|other|more"
    rf"|\d+)\s+(?:\w+\s+)?)({'|'.join(sorted(CROWD - _NOBODY))})\b",
    re.IGNORECASE,
)
_FULL = re.compile(r"\b(?:crowded|packed|full house|house is full|bustling|busy|bonde|bondee|voll|lleno|llena)\b")
_OPENING_SECONDS = 3.0


def break_down(screenplay: Screenplay, cast: Sequence[CharacterSheet]) -> tuple[SceneFacts, ...]:
    """The facts of all scenes in order.  Names in ``cast`` are found in the text; nobody else is."""
    naming = Naming(Named(sheet.id, sheet.name, sheet.aliases) for sheet in cast)
    facts: list[SceneFacts] = []
    before: tuple[TimeOfDay, Weather, int] | None = None
    carried: tuple[tuple[Prop, str], ...] = ()
    for scene in screenplay.scenes:
        found, kept = _facts(scene, screenplay, cast, naming, before)
        now = found.time_of_day, found.weather, found.story_day
        at_once = before is not None and (before[0], before[2]) == (now[0], now[2])
        facts.append(_brought(found, carried) if at_once else found)
        before, carried = now, kept
    return tuple(facts)


def _facts(
    scene: Scene,
    screenplay: Screenplay,
    cast: Sequence[CharacterSheet],
    naming: Naming,
    before: tuple[TimeOfDay, Weather, int] | None,
) -> tuple[SceneFacts, tuple[tuple[Prop, str], ...]]:
    """The facts of one scene, and what is carried out of it by whom."""
    elements = screenplay.elements_of(scene)
    action = "\n".join(element.text for element in elements if element.type == "action")
    last_time, last_weather, last_day = before or (None, "clear", 1)
    time = time_of_day(scene.heading, last_time)
    day = day_after(scene.heading, last_day, time, last_time)
    holds = time == last_time and day == last_day
    weather = weather_in(action, last_weather if holds else "clear")
    inside = is_inside(scene.heading)
    props = _props(elements, cast)
    presence = Presence(outdoors=not inside)
    steps, kept = _steps(scene, elements, presence, screenplay, cast, naming, props)
    crowd = _extras(action)
    ambience = ambience_of(
        kind_of(scene.heading, action), inside, time, weather,
        storm=thunders(action), crowded=bool(crowd) or _FULL.search(plain(action)) is not None,
    )  # fmt: skip
    speakers = (step.character for step in steps if step.character)
    found = SceneFacts(
        scene=scene.id,
        time_of_day=time,
        weather=weather,
        story_day=day,
        ambience=ambience,
        breakdown=Breakdown(
            cast=_once((*presence.order, *speakers)),
            extras=crowd,
            props=props,
            wardrobe=_once(match[1] for match in _WORN.finditer(plain(action))),
            vehicles=_once(match[0] for match in _VEHICLES.finditer(plain(action))),
            sounds=_once(
                sound for element in elements if element.type == "action" for sound in sounds_in(element.text)
            ),
        ),
        present=tuple(presence.order),
        from_start=presence.from_start,
        steps=steps,
    )
    return found, kept


def _brought(facts: SceneFacts, carried: Sequence[tuple[Prop, str]]) -> SceneFacts:
    """What somebody carried out of the scene just before is still theirs when they are in this one."""
    brought = [(prop, who) for prop, who in carried if who in facts.present]
    known = {prop.id for prop in facts.breakdown.props}
    lines = facts.steps[0].lines
    props = tuple(prop.but(lines=lines) for prop, _ in brought if prop.id not in known)
    custody = tuple(Custody(prop=prop.id, character=who) for prop, who in brought)
    first = facts.steps[0].but(custody=(*custody, *facts.steps[0].custody))
    breakdown = facts.breakdown.but(props=(*facts.breakdown.props, *props))
    return facts.but(breakdown=breakdown, steps=(first, *facts.steps[1:]))


def _steps(
    scene: Scene,
    elements: Sequence[Element],
    presence: Presence,
    screenplay: Screenplay,
    cast: Sequence[CharacterSheet],
    naming: Naming,
    props: Sequence[Prop],
) -> tuple[tuple[Step, ...], tuple[tuple[Prop, str], ...]]:
    discourse = Discourse(
        genders={sheet.id: sheet.build.gender for sheet in cast},
        props=frozenset(prop.id for prop in props),
        foreign=screenplay.language[:2] in ("fr", "de", "es"),
    )
    reader = Reader(naming, discourse)
    scene_reader = SceneReader(
        naming, reader, presence, {sheet.id: sheet for sheet in cast}, props, screenplay.language
    )
    steps = scene_reader.steps(tuple(pieces(elements, scene_reader.sheets)))
    # A heading alone is still a place that the film goes to.
    alone = Step(kind="action", lines=scene.lines, text=scene.text, seconds=_OPENING_SECONDS)
    return steps or (alone,), scene_reader.keeping.taken_along()


def _props(elements: Sequence[Element], cast: Sequence[CharacterSheet]) -> tuple[Prop, ...]:
    people = frozenset(word for sheet in cast for name in (sheet.name, *sheet.aliases) for word in plain(name).split())
    return props_of(elements, people)


def _extras(action: str) -> tuple[str, ...]:
    """Crowds in the place: a word for many behind an article or number, or at a sentence's start."""
    return _once(match[1].lower() for match in _MANY.finditer(action))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
