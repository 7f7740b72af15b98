"""Step by step through a scene: everybody's marks, how long each step takes, what is in whose hand.

::

    step        |  Anna comes in   |  "Good evening."        |  She sits.   |
    speech                           lead |#########| breath
    tracks      door ---> table      (held, heads turn)        sit
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from film.place import PlaceSheet
from film.shot import ShotProp
from film.staging import Mark
from film.timecode import frames_in
from planner.facts import Position, Post, SceneFacts, Step
from planner.staging.attention import attention, heard_in_place, turn_limit
from planner.staging.company import Company, opened
from planner.staging.floor import CLOSEST, floor_of
from planner.staging.going import drop_in
from planner.staging.hands import hand_point
from planner.staging.moment import Scene
from planner.staging.opening import opening_positions
from planner.staging.person import Person
from planner.staging.playing import Cue, act_out, leave_late, leavers, settle, watch
from planner.staging.posts import posts_of
from planner.staging.track import Track
from planner.staging.whereabouts import Whereabouts, company_of

LEAD_SECONDS, BREATH_SECONDS = 0.17, 0.25
"""A line starts a moment after the cut and leaves a moment before the next: together about ten frames of air."""
NEWS_SECONDS = 1.5
"""What a listener gets to take the news in."""
SHORTEST_STEP = 1.2
_STEP, _AT_DOOR = 0.5, 1.2
"""Metres that somebody goes at least who goes away, and within which of a way out they need not."""


@dataclass(frozen=True)
class Staged:
    """One step on its feet.

    ``tracks`` are marks in step frames for everybody who is in the step's ``place`` in any part of it;
    ``before`` and ``after`` where people are at its first frame and after its last.  A speech lies at
    ``speech`` (first frame, frames).  ``movers`` changed their spot by more than half a metre.  ``doors``
    says by which entrance (its id) somebody came in or went out.  ``notes`` is what of the words the place has no
    room for, and what was staged instead.
    """

    step: Step
    frames: int
    speech: tuple[int, int] | None
    tracks: Mapping[str, tuple[Mark, ...]]
    before: Mapping[str, Person]
    after: Mapping[str, Person]
    movers: tuple[str, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    props: tuple[ShotProp, ...]
    place: PlaceSheet
    doors: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def block(
    place: PlaceSheet,
    facts: SceneFacts,
    steps: Sequence[Step],
    heights: Mapping[str, float],
    rate: Fraction,
    elsewhere: Mapping[str, PlaceSheet] | None = None,
    came_from: Mapping[str, str] | None = None,
) -> tuple[Staged, ...]:
    """The whole scene.  ``heights`` in metres by character id, for everybody in ``facts.present``.

    ``elsewhere`` are the sheets, by id, of other places that steps name; a step whose place is not among
    them plays in the scene's place.  ``came_from`` says by which of the place's entrances somebody left it
    in an earlier scene: they come back by it.
    """
    sheets = {**(elsewhere or {}), place.id: place}
    known = tuple(step if step.place is None or step.place in sheets else step.but(place=None) for step in steps)
    shoot = _Shoot(
        facts, steps, heights, rate, Whereabouts(known, facts, place.id, sheets), sheets, dict(came_from or {})
    )
    return tuple(shoot.play(index) for index in range(len(steps)))


@dataclass
class _Shoot:
    """One scene being blocked: its companies, one a place, as far as they have got."""

    facts: SceneFacts
    steps: Sequence[Step]
    heights: Mapping[str, float]
    rate: Fraction
    whereabouts: Whereabouts
    sheets: Mapping[str, PlaceSheet]
    doors: dict[str, str]
    companies: dict[str, Company] = field(default_factory=dict)

    @cached_property
    def posts(self) -> dict[str, Post]:
        """Whose part gives them a place."""
        return posts_of(self.facts)

    @cached_property
    def first_told(self) -> dict[str, Position]:
        """Where the words have people as the scene opens."""
        return opening_positions(self.facts)

    def play(self, index: int) -> Staged:
        """The next step."""
        step = self.steps[index]
        place = self.sheets[self.whereabouts.place_of(index)]
        if step.montage:
            cast = company_of(step, self.facts)
            return self._staged(index, opened(place, self.facts.but(steps=(step,)), cast, self.heights), ())
        there = self.whereabouts.opens(index)
        if there is not None:
            company = opened(place, self._facts_of(place), there, self.heights)
            for name, point in attention(self.steps, index, company.people).items():
                me = company.people[name]
                limit = turn_limit(self.steps, index, company.people, me, point)
                company.people[name] = me.looking(point, limit)
            self.companies[place.id] = company
            self._leave_others(company, there)
        arriving = self.whereabouts.arrivals(index)
        self._leave_others(self.companies[place.id], arriving)
        return self._staged(index, self.companies[place.id], arriving)

    def _leave_others(self, here: Company, names: tuple[str, ...]) -> None:
        """Who is seen in one place is in no other any more."""
        for company in self.companies.values():
            if company is not here:
                company.people = {name: each for name, each in company.people.items() if name not in names}

    def _facts_of(self, place: PlaceSheet) -> SceneFacts:
        """What the script says of one place: everything where the scene has no other."""
        if len({self.whereabouts.place_of(index) for index in range(len(self.steps))}) == 1:
            return self.facts
        steps = (
            step
            for index, step in enumerate(self.steps)
            if not step.montage and self.whereabouts.place_of(index) == place.id
        )
        return self.facts.but(steps=tuple(steps))

    def _staged(self, index: int, company: Company, arriving: tuple[str, ...]) -> Staged:
        step, fps, place = self.steps[index], float(self.rate), company.place
        floor, before = floor_of(place), dict(company.people)
        tracks = {name: Track(person, fps) for name, person in before.items()}
        people = dict(before)
        for name in sorted(arriving, key=lambda each: each not in company.gone):
            people[name] = self._comes_in(name, company, people, tracks)
        cue = Cue(self.steps, index, company.things, self.whereabouts.on_a_call(index))
        settle(tracks, cue, people, floor)
        scene = Scene(place, floor, people, step, self._about(index), tracks, self.posts, self._ends(step))
        act_out(tracks, arriving, scene)
        left = tuple(name for name in leavers(step) if name in tracks and _got_out(tracks[name], place))
        speech, frames = _timing(step, tracks, self.rate, people)
        leave_late(tracks, left, frames)
        movers = tuple(name for name, track in tracks.items() if track.travelled > 0.5)
        watch(tracks, movers, cue)
        after = {name: track.person for name, track in tracks.items() if name not in left}
        props = company.properties.after(step, {name: track.person for name, track in tracks.items()})
        doors = {name: track.door for name, track in tracks.items() if track.door is not None}
        if not step.montage:
            self._remember(company, after, left, doors, tracks, props)
        marks = {name: track.marks for name, track in tracks.items()}
        notes, company.notes = company.notes, ()
        return Staged(step, frames, speech, marks, before, after, movers, arriving, left, props, place, doors, notes)

    def _comes_in(self, name: str, company: Company, people: Mapping[str, Person], tracks: dict[str, Track]) -> Person:
        """Somebody at a door: the one by which they left, and where they were last seen if that was just now."""
        door = self.doors.get(name)
        person, way = drop_in(company.place, floor_of(company.place), people, name, self.heights[name], door)
        gone = company.gone.get(name)
        if (
            gone is not None
            and gone.seat is None
            and not any(each.id != name and _close(each, gone) for each in people.values())
        ):
            person = person.but(position=gone.position, yaw=gone.yaw + 180)
        tracks[name] = Track(person, float(self.rate))
        tracks[name].door = way
        return person

    def _remember(
        self,
        company: Company,
        after: Mapping[str, Person],
        left: tuple[str, ...],
        doors: Mapping[str, str],
        tracks: Mapping[str, Track],
        props: Sequence[ShotProp],
    ) -> None:
        company.people = dict(after)
        company.gone = {name: tracks[name].person for name in left}
        company.things = {
            prop.prop: prop.position if prop.holder is None else hand_point(after[prop.holder], prop.hand)
            for prop in props
            if prop.holder is None or prop.holder in after
        }
        self.doors.update(doors)
        self.whereabouts.gone(left)

    def _ends(self, step: Step) -> dict[str, Position]:
        """Where the words have people once a step is played: where a walk ends, or where they have got to unseen."""
        return {
            each.character: each
            for each in step.positions
            if each.moving or self.first_told.get(each.character) != each
        }

    def _about(self, index: int) -> str | None:
        """The thing or place that somebody last went to, opened or looked at, up to a step."""
        going = ("open", "cross", "approach", "look", "enter")
        for step in reversed(self.steps[: index + 1]):
            for doing in reversed(step.doings):
                if doing.verb in going and doing.target is not None and doing.target not in self.heights:
                    return doing.target
        return None


def _close(one: Person, two: Person) -> bool:
    return any(math.dist(spot, two.spot) < CLOSEST - 0.03 for spot in one.ground)


def _got_out(track: Track, place: PlaceSheet) -> bool:
    """Whether somebody went, or was at a way out already; whose way is barred is held, and stays."""
    if track.travelled > _STEP or not place.entrances:
        return True
    return min(math.dist(track.person.spot, each.position) for each in place.entrances) < _AT_DOOR


def _timing(
    step: Step, tracks: Mapping[str, Track], rate: Fraction, people: Mapping[str, Person]
) -> tuple[tuple[int, int] | None, int]:
    """Where the speech lies in the step, and the step's frames: what is longer, the words or the way."""
    acted = max((track.frame for track in tracks.values()), default=0) + 2
    if step.kind == "action":
        return None, max(frames_in(max(step.seconds, SHORTEST_STEP), rate), acted if acted > 2 else 0)
    lead, spoken = frames_in(LEAD_SECONDS, rate), max(frames_in(step.seconds, rate), 1)
    listeners = [name for name in people if name != heard_in_place(step, people)]
    news = frames_in(NEWS_SECONDS, rate) if step.reveal and listeners else 0
    frames = lead + spoken + frames_in(BREATH_SECONDS, rate) + news
    return (lead, spoken), max(frames, acted)
