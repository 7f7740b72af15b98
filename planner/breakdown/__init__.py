"""The breakdown: what each scene says, needs and does, by rules alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from film.cast import CharacterSheet
from film.plan import Breakdown, Prop, Weather
from film.screenplay import Element, Scene, Screenplay
from planner.breakdown.ambience import ambience_of
from planner.breakdown.calendar import Calendar, Date
from planner.breakdown.camera import Scenery, asked_in, hushed
from planner.breakdown.crowds import crowds_in
from planner.breakdown.discourse import Discourse
from planner.breakdown.grammar import Reader
from planner.breakdown.markers import marker_of, without_tail
from planner.breakdown.passages import Passage, passages
from planner.breakdown.posts import Parts
from planner.breakdown.presence import Presence
from planner.breakdown.props import props_of
from planner.breakdown.script import Piece, elements_by_scene
from planner.breakdown.sounds import sounds_in
from planner.breakdown.steps import SceneReader
from planner.breakdown.times import thunders, weather_in
from planner.breakdown.whereabouts import far_ends, known_places, set_in
from planner.characters.naming import Named, Naming
from planner.facts import Custody, SceneFacts, Step
from planner.places.lists import plain
from planner.places.words import is_inside, kind_of
from planner.timing import paced

__all__ = ["break_down"]

_VEHICLES = re.compile(
    r"\b(?:car|taxi|cab|bus|van|truck|lorry|ambulance|motorcycle|motorbike|bicycle|bike|train|tram|plane|helicopter"
    r"|boat|ship|voiture|camion|moto|velo|auto|lastwagen|fahrrad|coche|furgoneta|autobus|wheelchair)s?\b"
)
_GARMENT = (
    "coat|raincoat|jacket|uniform|suit|dress|sweater|cardigan|hoodie|shirt|cloak|gown|cap|hat|beard|wig|mask|headset|glasses|boots|scarf|apron"
    "|manteau|veste|robe|chemise|tablier|mantel|jacke|kleid|hemd|abrigo|chaqueta|vestido"
)
_WORN = re.compile(
    rf"\b(?:a|an|his|her|in|une?|son|sa|eine?n?) ((?:(?!the|a|an|his|her|in|and|by)\w+ ){{1,2}}(?:{_GARMENT}))\b"
)
_FULL = re.compile(r"\b(?:crowded|packed|full house|house is full|bustling|busy|bonde|bondee|voll|lleno|llena)\b")
_OPENING_SECONDS = 3.0


def break_down(
    screenplay: Screenplay, cast: Sequence[CharacterSheet], kinds: Mapping[str, str] | None = None
) -> tuple[SceneFacts, ...]:
    """The facts of all scenes in order.  Names in ``cast`` are found in the text; nobody else is.

    ``kinds`` are the kinds of place of scenes (by id) where somebody knows them better than heading and action tell.
    """
    film = _Film(screenplay, cast, kinds or {})
    elements = elements_by_scene(screenplay)
    played = passages(screenplay, elements, {sheet.id for sheet in cast})
    for scene, own, passage in zip(screenplay.scenes, elements, played, strict=True):
        film.tell(scene, own, passage)
    return tuple(facts for _, facts in film.told)


class _Film:
    """What the scenes read so far have established."""

    def __init__(self, screenplay: Screenplay, cast: Sequence[CharacterSheet], kinds: Mapping[str, str]) -> None:
        self.screenplay = screenplay
        self.kinds = kinds
        self.sheets = {sheet.id: sheet for sheet in cast}
        self.naming = Naming(Named(sheet.id, sheet.name, sheet.aliases) for sheet in cast)
        self.scenery = Scenery(self.naming)
        self.genders = {sheet.id: sheet.build.gender for sheet in cast}
        self.parts = Parts(self.sheets, self.naming)
        self.people = frozenset(
            word for sheet in cast for name in (sheet.name, *sheet.aliases) for word in plain(name).split()
        )
        self.places = known_places(screenplay.scenes)
        self.calendar = Calendar()
        self.told: list[tuple[Scene, SceneFacts]] = []
        self.before: tuple[Date, Weather] | None = None
        self.carried: tuple[tuple[Prop, str], ...] = ()

    def tell(self, scene: Scene, elements: Sequence[Element], passage: Passage) -> None:
        """The facts of the next scene."""
        date = self.calendar.turn(scene.heading, passage.told, passage.recalled)
        at_once = self.before is not None and self.before[0] == date
        where = far_ends(scene, passage.pieces, self.told, self.places, passage.with_before, self.naming)
        played = tuple(set_in(piece, where, self.places, self.naming, scene) for piece in passage.pieces)
        weather = self.before[1] if self.before is not None and at_once else "clear"
        found, kept = self._facts(scene, _acted(elements, self.scenery), played, date, weather)
        found = found.but(where=tuple(sorted(where.items())))
        self.told.append((scene, _brought(found, self.carried) if at_once else found))
        self.calendar.later(passage.later)
        if not date.remembered or self.before is None or self.before[0].remembered:
            self.before, self.carried = (date, found.weather), kept

    def _facts(
        self, scene: Scene, elements: Sequence[Element], played: Sequence[Piece], date: Date, weather: Weather
    ) -> tuple[SceneFacts, tuple[tuple[Prop, str], ...]]:
        """The facts of one scene, and what is carried out of it by whom."""
        action = "\n".join(element.text for element in elements if element.type == "action")
        self.parts.hear(action)
        weather = weather_in(action, weather)
        inside = is_inside(scene.heading)
        props = props_of(elements, self.people)
        presence = Presence(outdoors=not inside)
        steps, kept = self._steps(scene, played, presence, props)
        crowds = crowds_in(action)
        crowd = tuple(each.word for each in crowds)
        kind = self.kinds.get(scene.id) or kind_of(scene.heading, action)
        ambience = ambience_of(
            kind, inside, date.time, weather,
            storm=thunders(action), crowded=bool(crowd) or _FULL.search(plain(action)) is not None,
        )  # fmt: skip
        found = SceneFacts(
            scene=scene.id,
            heading=scene.text,
            time_of_day=date.time,
            weather=weather,
            story_day=date.day,
            flashback=date.remembered,
            ambience=ambience,
            crowds=crowds,
            breakdown=_breakdown(elements, action, props, crowd, presence, steps),
            present=tuple(presence.order),
            posts=self.parts.posts(kind, presence.order, steps),
            from_start=presence.from_start,
            steps=steps,
        )
        return found, kept

    def _steps(
        self, scene: Scene, played: Sequence[Piece], presence: Presence, props: Sequence[Prop]
    ) -> tuple[tuple[Step, ...], tuple[tuple[Prop, str], ...]]:
        discourse = Discourse(
            genders=self.genders,
            props=frozenset(prop.id for prop in props),
            foreign=self.screenplay.language[:2] in ("fr", "de", "es"),
        )
        reader = Reader(self.naming, discourse)
        scene_reader = SceneReader(self.naming, reader, presence, self.sheets, props, self.screenplay.language)
        steps = _opened(paced(scene_reader.steps(played), scene.eighths), scene, self.scenery)
        # A heading alone is still a place that the film goes to.
        alone = Step(kind="action", lines=scene.lines, text=scene.text, seconds=_OPENING_SECONDS)
        return steps or (alone,), scene_reader.keeping.taken_along()


def _acted(elements: Sequence[Element], scenery: Scenery) -> tuple[Element, ...]:
    """The paragraphs of action without the words that steer the film: those are neither weather nor props."""
    found = []
    for element in elements:
        if element.type not in ("action", "centered"):
            continue
        marker = marker_of(element.text)
        text, _ = without_tail(marker.rest if marker is not None else element.text)
        found.append(element.but(text=hushed(text, asked_in(text, scenery)), runs=()))
    return tuple(found)


def _opened(steps: tuple[Step, ...], scene: Scene, scenery: Scenery) -> tuple[Step, ...]:
    """A camera word of the heading (ESTABLISHING, AERIAL) is the first step's where that has none of its own."""
    words = " - ".join(words.upper() for words in scene.heading.modifiers)
    asked = asked_in(words, scenery) if steps and steps[0].camera is None and steps[0].kind == "action" else ()
    wanted = next((each.camera for each in asked if each.camera.idiom == "establishing"), None)
    return (steps[0].but(camera=wanted.but(subject=None)), *steps[1:]) if wanted else steps


def _breakdown(
    elements: Sequence[Element],
    action: str,
    props: tuple[Prop, ...],
    crowd: tuple[str, ...],
    presence: Presence,
    steps: Sequence[Step],
) -> Breakdown:
    speakers = (step.character for step in steps if step.character)
    flat = plain(action)
    return Breakdown(
        cast=_once((*presence.order, *speakers)),
        extras=crowd,
        props=props,
        wardrobe=_once(match[1] for match in _WORN.finditer(flat)),
        vehicles=_once(match[0] for match in _VEHICLES.finditer(flat)),
        sounds=_once(sound for element in elements if element.type == "action" for sound in sounds_in(element.text)),
    )


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


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
