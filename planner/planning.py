"""The whole film: sheets, facts, and every scene planned by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from film.cast import CharacterSheet
from film.errors import PlanError
from film.place import PlaceSheet
from film.plan import Plan, ScenePlan
from film.screenplay import Scene, Screenplay
from film.shot import Half, Shot
from planner.breakdown import break_down
from planner.brief import Brief
from planner.characters import Dressed, cast_sheets, dress
from planner.facts import SceneFacts
from planner.places import place_sheets
from planner.reading.applying import Applied
from planner.scene import Entry, Shared, label_of, plan_scene
from planner.timing import film_notes, notes_of
from planner.trying import timely, tried

Sheet = TypeVar("Sheet", bound=CharacterSheet | PlaceSheet)
_UNSEEN = ("smash_cut", "match_cut")
"""Ways into a scene that are spoilt by a look at the place first."""


def plan(screenplay: Screenplay, brief: Brief) -> Plan:
    """What will be shot.  Raises PlanError when a wanted scene does not exist or none is left to plan."""
    scenes = wanted_scenes(screenplay, brief.scenes)
    cast = cast_sheets(screenplay, tuple(scene.id for scene in screenplay.scenes))
    places, place_ids = place_sheets(screenplay)
    read = Applied.to(screenplay, brief.reading) if brief.reading is not None else None
    if read is not None:
        cast, places = read.cast(cast), read.places(places)
    kinds = read.kinds(places) if read is not None else {}
    cast, places = _replaced(cast, brief.cast), _replaced(places, brief.places)
    plain = break_down(screenplay, cast, kinds)
    script = _Script(screenplay, cast, places, place_ids, plain, brief)
    facts = read.facts(plain) if read is not None else plain
    dressed, planned = script.filmed(scenes, facts)
    in_time = timely(planned, facts, plain)
    if in_time != facts:
        dressed, planned = script.filmed(scenes, in_time)
    used = {name for scene in planned for name in _places_in(scene)}
    return Plan(
        title=screenplay.title,
        credit=_line(screenplay, "Credit"),
        author=_line(screenplay, "Author", "Authors"),
        language=screenplay.language,
        format=brief.format,
        cast=_seen_or_heard(dressed.cast, planned),
        places=tuple(place for place in places if place.id in used),
        scenes=planned,
        notes=(*film_notes(planned, screenplay, brief.format.rate), *(read.notes if read is not None else ())),
        proposals=tuple(read.proposals) if read is not None else (),
        diagnostics=screenplay.diagnostics,
    )


@dataclass(frozen=True)
class _Script:
    """What all scenes are planned from; ``plain`` are their facts by rules alone."""

    screenplay: Screenplay
    cast: tuple[CharacterSheet, ...]
    places: tuple[PlaceSheet, ...]
    place_ids: Mapping[str, str]
    plain: tuple[SceneFacts, ...]
    brief: Brief

    def filmed(self, scenes: Sequence[Scene], facts: tuple[SceneFacts, ...]) -> tuple[Dressed, tuple[ScenePlan, ...]]:
        """Everybody dressed by the facts, and the scenes planned from them."""
        dressed = dress(self.cast, facts)
        places = {place.id: place for place in self.places}
        shared = Shared({sheet.id: sheet for sheet in dressed.cast}, places, self.brief)
        film = _Film(self.screenplay, _by_scene(facts), _by_scene(self.plain), self.place_ids, dressed, shared)
        return dressed, tuple(film.next(scene) for scene in scenes)


@dataclass
class _Film:
    """The scenes planned one after the other, with what one leaves to the next.  ``plain`` are the facts by rules."""

    screenplay: Screenplay
    facts: Mapping[str, SceneFacts]
    plain: Mapping[str, SceneFacts]
    place_ids: Mapping[str, str]
    dressed: Dressed
    shared: Shared
    labels: dict[str, str] = field(default_factory=dict)
    doors: dict[str, dict[str, str]] = field(default_factory=dict)
    """By which entrance of each place (by id) somebody last came or went."""
    before: tuple[str, str] | None = None
    last: ScenePlan | None = None

    def __post_init__(self) -> None:
        """Labels hang on the whole script, so that a choice of scenes changes none."""
        for scene in self.screenplay.scenes:
            if not scene.omitted:
                self.labels[scene.id] = label_of(scene.number, frozenset(self.labels.values()))

    def next(self, scene: Scene) -> ScenePlan:
        """The next scene, told whether the audience has just been in its place at the same time."""
        facts, place = self.facts[scene.id], self.place_ids[scene.id]
        now = (place, facts.time_of_day)
        new = now != self.before or scene.heading.relation == "later"
        entry = Entry(
            label=self.labels[scene.id],
            place=place,
            establish=new and not (facts.steps and facts.steps[0].transition in _UNSEEN),
            came_from=self.doors.get(place, {}),
            wardrobe=self.dressed.worn.get(scene.id, {}),
            before=self.last,
        )
        names = {name: sheet.name for name, sheet in self.shared.cast.items()}
        planned, doors, _ = tried(
            facts, self.plain[scene.id], lambda each: plan_scene(scene, each, entry, self.shared), names
        )
        for where, ways in doors.items():
            self.doors.setdefault(where, {}).update(ways)
        self.before, self.last = now, planned
        worn = self.dressed.notes.get(scene.id, ())
        return planned.but(notes=(*planned.notes, *worn, *notes_of(planned, scene, self.shared.brief.format.rate)))


def wanted_scenes(screenplay: Screenplay, numbers: Sequence[str]) -> tuple[Scene, ...]:
    """The scenes to plan, in script order; omitted ones are never wanted."""
    scenes = [scene for scene in screenplay.scenes if not scene.omitted]
    known = {scene.number for scene in scenes}
    unknown = [number for number in numbers if number not in known]
    if unknown:
        raise PlanError(
            f"there is no scene {', '.join(unknown)}", do=f"The script has {', '.join(s.number for s in scenes)}."
        )
    chosen = tuple(scene for scene in scenes if not numbers or scene.number in numbers)
    if not chosen:
        raise PlanError("the script has no scene to plan", do="Give it a scene heading such as INT. KITCHEN - DAY.")
    return chosen


def _by_scene(facts: Sequence[SceneFacts]) -> dict[str, SceneFacts]:
    return {each.scene: each for each in facts}


def _replaced(ours: Sequence[Sheet], directors: Sequence[Sheet]) -> tuple[Sheet, ...]:
    theirs: dict[str, Sheet] = {sheet.id: sheet for sheet in directors}
    kept: list[Sheet] = [theirs.pop(sheet.id, sheet) for sheet in ours]
    return (*kept, *theirs.values())


def _halves(scene: ScenePlan) -> list[Shot | Half]:
    return [half for shot in scene.shots for half in (shot, shot.split) if half is not None]


def _places_in(scene: ScenePlan) -> set[str]:
    return {scene.place} | {half.place for half in _halves(scene) if half.place is not None}


def _seen_or_heard(cast: Sequence[CharacterSheet], scenes: Sequence[ScenePlan]) -> tuple[CharacterSheet, ...]:
    names = {mark.character for scene in scenes for half in _halves(scene) for mark in half.marks}
    names |= {line.character for scene in scenes for line in scene.dialogue}
    return tuple(sheet for sheet in cast if sheet.id in names)


def _line(screenplay: Screenplay, *keys: str) -> str:
    found = next((screenplay.title_page[key] for key in keys if key in screenplay.title_page), ())
    return " ".join(" ".join(found).split())
