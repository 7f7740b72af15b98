"""Step by step through a scene: everybody's marks, how long each step takes, what is in whose hand.

::

    step        |  Anna comes in   |  "Good evening."        |  She sits.   |
    speech                           lead |#########| breath
    tracks      door ---> table      (held, heads turn)        sit
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from film.base import Vec3
from film.place import PlaceSheet
from film.shot import ShotProp
from film.staging import Mark
from film.timecode import frames_in
from planner.facts import Doing, SceneFacts, Step
from planner.geometry import rounded
from planner.staging.acting import PASSING, Scene, act, drop_in
from planner.staging.attention import attention, heard_in_place
from planner.staging.floor import floor_of
from planner.staging.opening import opening
from planner.staging.person import Person
from planner.staging.properties import Properties
from planner.staging.track import Track

LEAD_SECONDS, BREATH_SECONDS = 0.17, 0.25
"""A line starts a moment after the cut and leaves a moment before the next: together about ten frames of air."""
NEWS_SECONDS = 1.5
"""What a listener gets to take the news in."""
SHORTEST_STEP = 1.2
_WATCH = 0.5


@dataclass(frozen=True)
class Staged:
    """One step on its feet.

    ``tracks`` are marks in step frames for everybody who is there in any part of it; ``before`` and
    ``after`` where people are at its first frame and after its last.  A speech lies at ``speech``
    (first frame, frames).  ``movers`` changed their spot by more than half a metre.
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


def block(
    place: PlaceSheet, facts: SceneFacts, steps: Sequence[Step], heights: Mapping[str, float], rate: Fraction
) -> tuple[Staged, ...]:
    """The whole scene.  ``heights`` in metres by character id, for everybody in ``facts.present``."""
    people = opening(place, facts, heights)
    for name, point in attention(steps, 0, people).items():
        people[name] = people[name].looking(point)
    properties = Properties(place, facts, people)
    staged: list[Staged] = []
    for index in range(len(steps)):
        # Who comes back at once comes back from where they went.
        gone = {name: staged[-1].tracks[name][-1] for name in staged[-1].left} if staged else {}
        one = _play(place, steps, index, people, heights, rate, properties, gone)
        staged.append(one)
        people = dict(one.after)
    return tuple(staged)


def _play(
    place: PlaceSheet,
    steps: Sequence[Step],
    index: int,
    before: Mapping[str, Person],
    heights: Mapping[str, float],
    rate: Fraction,
    properties: Properties,
    gone: Mapping[str, Mark],
) -> Staged:
    step, fps = steps[index], float(rate)
    tracks = {name: Track(person, fps) for name, person in before.items()}
    entered = _arrivals(step, before, heights)
    scene_people = dict(before)
    for name in entered:
        person = drop_in(Scene(place, floor_of(place), scene_people, step), name, heights[name])
        if name in gone:
            spot = gone[name].position
            person = person.but(position=spot, yaw=gone[name].yaw + 180)
        tracks[name] = Track(person, fps)
        scene_people[name] = person
    _settle(tracks, steps, index, scene_people)
    _act(tracks, entered, Scene(place, floor_of(place), scene_people, step, _about(steps, index, heights)))
    left = _leavers(step, tracks)
    speech, frames = _timing(step, tracks, rate, scene_people)
    _leave_late(tracks, left, frames)
    movers = tuple(name for name, track in tracks.items() if _travelled(track) > 0.5)
    _watch(tracks, movers, steps, index, round(_WATCH * fps))
    after = {name: track.person for name, track in tracks.items() if name not in left}
    props = properties.after(step, {name: track.person for name, track in tracks.items()})
    marks = {name: tuple(track.marks) for name, track in tracks.items()}
    return Staged(step, frames, speech, marks, before, after, movers, entered, left, props)


def _about(steps: Sequence[Step], index: int, people: Mapping[str, float]) -> str | None:
    """The thing or place that somebody last went to, opened or looked at, up to a step."""
    going = ("open", "cross", "approach", "look", "enter")
    done = [doing for step in steps[: index + 1] for doing in step.doings if doing.verb in going]
    named = [doing.target for doing in done if doing.target is not None and doing.target not in people]
    return named[-1] if named else None


def _arrivals(step: Step, people: Mapping[str, Person], heights: Mapping[str, float]) -> tuple[str, ...]:
    """Who comes in: told so, or acting or speaking here without having been here."""
    names = [doing.character for doing in step.doings]
    if step.kind == "speech" and step.extension == "" and step.character is not None:
        names.append(step.character)
    return tuple(dict.fromkeys(name for name in names if name in heights and name not in people))


def _settle(tracks: Mapping[str, Track], steps: Sequence[Step], index: int, people: Mapping[str, Person]) -> None:
    """Arms down from the last step's gesture; eyes to where this step draws them."""
    looks = attention(steps, index, people)
    acting = {doing.character for doing in steps[index].doings}
    for name, track in tracks.items():
        person = track.person
        if person.pose in PASSING:
            person = person.but(pose="sit" if person.seated and person.base == "stand" else person.base)
        if name in looks and name not in acting and index > 0:
            person = person.looking(looks[name])
        track.become(person, 0.5)


def _act(tracks: dict[str, Track], entered: Sequence[str], scene: Scene) -> None:
    """Every doing in turn; whoever came in without a verb that moves walks in all the same."""
    people = dict(scene.people)
    now = Scene(scene.place, scene.floor, people, scene.step, scene.about)
    for name in entered:
        first = next((doing.verb for doing in scene.step.doings if doing.character == name), None)
        if first not in ("enter", "cross", "approach", "run", "sit"):
            from_door = scene.step.doings[0] if scene.step.doings else None
            target = from_door.target if from_door and from_door.character == name else None
            act(tracks[name], _entering(name, target), now)
            people[name] = tracks[name].person
    for doing in scene.step.doings:
        if doing.character in tracks:
            act(tracks[doing.character], doing, now)
            people[doing.character] = tracks[doing.character].person


def _entering(name: str, target: str | None) -> Doing:
    return Doing(character=name, verb="enter", target=target)


def _leavers(step: Step, tracks: Mapping[str, Track]) -> tuple[str, ...]:
    """Who is gone afterwards: the last thing they do is to go out."""
    last = {doing.character: doing.verb for doing in step.doings if doing.verb in ("enter", "exit")}
    return tuple(name for name, verb in last.items() if verb == "exit" and name in tracks)


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


def _leave_late(tracks: Mapping[str, Track], left: Sequence[str], frames: int) -> None:
    """Who goes out reaches the door as the step ends, so that nobody is seen waiting at it."""
    for name in left:
        track = tracks[name]
        spare = frames - 1 - track.frame
        if spare > 0:
            track.delay(spare)


def _travelled(track: Track) -> float:
    return max(math.dist(mark.position, track.marks[0].position) for mark in track.marks)


def _watch(tracks: Mapping[str, Track], movers: Sequence[str], steps: Sequence[Step], index: int, every: int) -> None:
    """Those who stand still follow the first mover with their eyes."""
    if not movers:
        return
    lead = tracks[movers[0]]
    acting = {doing.character for doing in steps[index].doings}
    for name, track in tracks.items():
        if name in acting or name in movers or track.person.pose in ("drive", "phone", "lie", "write"):
            continue
        for frame in range(track.frame + every, lead.frame + every, every):
            track.glance(eyes_at(lead, min(frame, lead.frame)), frame - track.frame)


def eyes_at(track: Track, frame: int) -> Vec3:
    """About where a moving person's eyes are at a frame."""
    before = max((mark for mark in track.marks if mark.frame <= frame), key=lambda mark: mark.frame)
    after = min((mark for mark in track.marks if mark.frame >= frame), key=lambda mark: mark.frame)
    share = 0.0 if after.frame == before.frame else (frame - before.frame) / (after.frame - before.frame)
    x, y = (before.position[i] + (after.position[i] - before.position[i]) * share for i in (0, 1))
    return rounded((x, y, track.person.eyes[2]))
