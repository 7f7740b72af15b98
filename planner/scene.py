"""One scene from its facts to its plan: beats, blocking, coverage, cameras, the proof of all of it, numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from film.cast import CharacterSheet
from film.findings import Finding
from film.place import PlaceSheet
from film.plan import Extra, ScenePlan
from film.screenplay import Scene
from film.shot import Setup, Size
from planner.beats import Span, beats_of
from planner.brief import Brief
from planner.camera.axis import axes_of
from planner.continuity import proof_of
from planner.continuity.scenes import SceneSeen, Setting, seen
from planner.coverage.cover import Cutting
from planner.coverage.fates import fates_of
from planner.coverage.stage import Stage
from planner.coverage.take import Take
from planner.facts import SceneFacts
from planner.played import played
from planner.proving import Proven, proven
from planner.shooting import dialogue_of, setups_of, shots_of, told
from planner.staging.blocking import Staged, block
from planner.staging.crowd import Bystanders, crowd_of, shot_cleared, stays_of
from planner.wishes import excused, wishes_of


@dataclass(frozen=True)
class Shared:
    """What all scenes of a film share: its cast and places by id, and what the director asks."""

    cast: Mapping[str, CharacterSheet]
    places: Mapping[str, PlaceSheet]
    brief: Brief


@dataclass(frozen=True)
class Entry:
    """How the film comes to a scene.

    ``label`` is its number as shots carry it, ``place`` the id of its place; ``establish``: the place is new here.
    ``came_from`` says by which of the place's entrances somebody left it before, ``wardrobe`` who wears which outfit.
    ``before`` is the scene that it follows.
    """

    label: str
    place: str
    establish: bool
    came_from: Mapping[str, str] = field(default_factory=dict)
    wardrobe: Mapping[str, str] = field(default_factory=dict)
    before: ScenePlan | None = None

    @property
    def size(self) -> Size | None:
        """The size of the shot before it."""
        return self.before.shots[-1].size if self.before is not None else None


class Planned(NamedTuple):
    """A scene's plan, by which entrance of which place (by id) people last came or went, and what does not hold of it
    that nobody excuses."""

    scene: ScenePlan
    doors: Mapping[str, Mapping[str, str]]
    findings: tuple[Finding, ...] = ()


def plan_scene(scene: Scene, facts: SceneFacts, entry: Entry, shared: Shared) -> Planned:
    """The plan of one scene, proven: its cut is made again where the proof objects to it."""
    stage = _stage(scene, facts, entry, shared)
    sheets = {name: shared.cast[name].dressed(entry.wardrobe.get(name)) for name in stage.heights}
    script = _Script(scene, facts, entry, stage, tuple(sheet.palette.top for sheet in sheets.values()))
    setting = Setting(shared.cast, stage.fps, stage.gate)
    before = None if entry.before is None else _ending(entry.before, shared, setting)

    def judged(takes: Sequence[Take]) -> Proven:
        made, used = script.shot(takes)
        found = proof_of(seen(made, shared.places, setting), shared.brief.style, before)
        return Proven(takes, used, *excused(made, found, wishes_of(takes, made.shots, stage)))

    cutting = Cutting(stage, entry.establish)
    best = proven(cutting, judged)
    rows = zip(best.scene.shots, best.used, best.takes, strict=True)
    shots = tuple(told(shot, setup, take, sheets, stage) for shot, setup, take in rows)
    proposals = (*facts.proposals, *fates_of(cutting, best.takes, facts))
    return Planned(best.scene.but(shots=shots, proposals=proposals), _doors(stage.staged), best.findings)


@dataclass(frozen=True)
class _Script:
    """A scene staged.  ``colours`` are those that its people wear, for the crowd to wear others."""

    scene: Scene
    facts: SceneFacts
    entry: Entry
    stage: Stage
    colours: tuple[str, ...]

    @cached_property
    def beats(self) -> tuple[Span, ...]:
        """The scene's beats with their steps."""
        return beats_of([each.step for each in self.stage.staged])

    @cached_property
    def extras(self) -> tuple[Extra, ...]:
        """The crowd."""
        return crowd_of(self.stage.place, self.facts, self.stage.staged, self.stage.axes, self.colours)

    @cached_property
    def crowd(self) -> Bystanders:
        """The crowd as bodies, and when each is there."""
        return Bystanders.of(self.extras, stays_of(self.stage.place, self.facts, self.extras))

    def shot(self, takes: Sequence[Take]) -> tuple[ScenePlan, list[Setup]]:
        """The plan with these shots, whom of the crowd each sends away, and the setup of each."""
        scene, facts, entry, stage = self.scene, self.facts, self.entry, self.stage
        setups, used = setups_of(takes)
        shots = shots_of(takes, used, self.beats, stage, entry.label)
        if self.extras:
            shots = [shot_cleared(self.crowd, shot, stage.heights, stage.fps, stage.gate) for shot in shots]
        made = ScenePlan(
            id=scene.id,
            number=scene.number,
            text=scene.text,
            heading=scene.heading,
            lines=scene.lines,
            place=stage.place.id,
            time_of_day=facts.time_of_day,
            weather=facts.weather,
            story_day=facts.story_day,
            ambience=facts.ambience,
            breakdown=facts.breakdown,
            beats=tuple(span.beat for span in self.beats),
            dialogue=dialogue_of(stage.staged, entry.label),
            wardrobe={name: entry.wardrobe[name] for name in sorted(entry.wardrobe)},
            notes=tuple(dict.fromkeys(note for each in stage.staged for note in each.notes)),
            extras=self.extras,
            setups=setups,
            shots=tuple(shots),
            wants=dict(sorted(facts.wants)),
            music=facts.music,
            read_by=facts.read_by,
        )
        return made, used


def _ending(scene: ScenePlan, shared: Shared, setting: Setting) -> SceneSeen:
    """The last shot of a scene: what the first of the next is cut to."""
    return seen(scene.but(shots=scene.shots[-1:]), shared.places, setting)


def _stage(scene: Scene, facts: SceneFacts, entry: Entry, shared: Shared) -> Stage:
    brief, cast, place = shared.brief, shared.cast, shared.places[entry.place]
    steps = played(scene, facts, entry.establish, entry.size)
    heights = {name: cast[name].build.height for name in facts.present}
    staged = block(place, facts, steps, heights, brief.format.rate, shared.places, entry.came_from)
    return Stage(
        place=place,
        staged=staged,
        axes=axes_of(staged),
        heights=heights,
        names={name: sheet.name for name, sheet in cast.items()},
        rate=brief.format.rate,
        gate=brief.format.gate,
        time=facts.time_of_day,
        style=brief.style,
    )


def _doors(staged: Sequence[Staged]) -> dict[str, dict[str, str]]:
    """By which entrance of each place somebody came or went last."""
    found: dict[str, dict[str, str]] = {}
    for each in staged:
        if each.doors and not each.step.montage:
            found.setdefault(each.place.id, {}).update(each.doors)
    return found


def label_of(number: str, taken: frozenset[str]) -> str:
    """The scene's number as ids carry it: letters and digits only, and no two scenes the same."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", number).strip("_") or "0"
    if plain not in taken:
        return plain
    return next(f"{plain}x{i}" for i in range(2, len(taken) + 3) if f"{plain}x{i}" not in taken)
