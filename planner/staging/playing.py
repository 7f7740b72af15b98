"""One step in its parts: eyes settle, doings are played in turn, who goes out goes last, eyes follow who moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from film.base import Vec3
from film.staging import Mood
from planner.facts import Doing, Step
from planner.geometry import rounded
from planner.staging.acting import PASSING, act, on_the_phone
from planner.staging.attention import attention, turn_limit
from planner.staging.floor import Floor
from planner.staging.going import take
from planner.staging.moment import Scene
from planner.staging.person import Person
from planner.staging.targets import find
from planner.staging.track import Track
from planner.staging.traffic import meets, play

_WATCH_SECONDS = 0.5
_SOONER = 6
"""Frames by which a late exit is brought forward until it meets nobody."""
_BUSY = ("drive", "phone", "lie", "write", "type", "pray", "hug", "kiss", "aim", "strike", "guard", "pick_up")
_STILL = ("react", "wait", "stand")
"""Doings that move nobody: how somebody feels shows by itself."""
_COMING_IN = ("enter", "cross", "approach", "run", "sit")


class Cue(NamedTuple):
    """A step to play, the ``at``-th of the scene's.

    ``things`` is where props in sight are, ``call`` that its speaker talks to another place.
    """

    steps: Sequence[Step]
    at: int
    things: Mapping[str, Vec3]
    call: bool

    @property
    def step(self) -> Step:
        """The step itself."""
        return self.steps[self.at]


def settle(tracks: Mapping[str, Track], cue: Cue, people: Mapping[str, Person], floor: Floor) -> None:
    """Arms down from the last step's gesture; eyes to where this step draws them; a phone to who calls."""
    looks = attention(cue.steps, cue.at, people, cue.things)
    acting = {doing.character for doing in cue.step.doings}
    moving = {doing.character for doing in cue.step.doings if doing.verb not in _STILL}
    for name, track in tracks.items():
        person = track.person.but(mood=_mood(track.person, cue.step))
        if person.pose in PASSING:
            person = person.but(pose="sit" if person.seated and person.base == "stand" else person.base)
        if cue.call and name == cue.step.character and person.pose in ("stand", "sit", "hold"):
            person = on_the_phone(person, floor, [each for each in people.values() if each.id != name])
        elif name in looks and name not in acting and cue.at > 0:
            person = person.looking(looks[name], turn_limit(cue.steps, cue.at, people, person, looks[name]))
        if cue.at == 0 and (cue.call or person.mood is not None):
            _begin_as(track, person)
        elif name in moving and person == track.person.but(mood=person.mood):
            track.person = person  # it shows in what they do
        else:
            track.become(person, 0.5)


def _mood(person: Person, step: Step) -> Mood | None:
    """What the step's words say; else what was felt before, until somebody speaks or does something again."""
    told = next((each.mood for each in step.feelings if each.character == person.id), None)
    active = person.id == step.character or any(doing.character == person.id for doing in step.doings)
    return told if told is not None or active else person.mood


def _begin_as(track: Track, person: Person) -> None:
    """So from the first frame: a scene that opens on a call opens on it."""
    track.points[0] = track.points[0]._replace(person=person)
    track.person = person


def act_out(tracks: Mapping[str, Track], entered: Sequence[str], scene: Scene) -> None:
    """Every doing in turn; whoever came in without a verb that moves walks in all the same."""
    people = dict(scene.people)
    now = replace(scene, people=people)
    for name in entered:
        first = next((doing.verb for doing in scene.step.doings if doing.character == name), None)
        if first not in _COMING_IN:
            lead = scene.step.doings[0] if scene.step.doings else None
            target = lead.target if lead and lead.character == name else None
            act(tracks[name], Doing(character=name, verb="enter", target=target), now)
            people[name] = tracks[name].person
    for doing in _while_there(scene.step):
        if doing.character in tracks:
            act(tracks[doing.character], doing, now)
            people.update({name: track.person for name, track in tracks.items()})
            if doing.verb == "point":
                _look_there(tracks, doing, now)
    for name in scene.ends:
        if name in tracks and name not in leavers(scene.step):
            play(tracks[name], tracks, partial(_come_to, tracks[name], now))
            people.update({each: track.person for each, track in tracks.items()})


def _come_to(track: Track, scene: Scene) -> None:
    """Where the words have somebody, unless their doings have brought them there."""
    me = track.person
    spot = scene.end(me, sits=me.seat_id is not None)
    if spot is None or me.down or (spot.seat is None and _sat_down(me, scene.step)):
        return
    take(track, spot, scene)


def _sat_down(me: Person, step: Step) -> bool:
    """Whether a step has brought somebody to a seat: its place is where they are then, and nothing lifts them."""
    return me.seat_id is not None and any(
        doing.character == me.id and doing.verb in ("sit", "lie", "drive") for doing in step.doings
    )


def leavers(step: Step) -> tuple[str, ...]:
    """Who is gone after a step: of coming and going they go last."""
    last = {doing.character: doing.verb for doing in step.doings if doing.verb in ("enter", "exit")}
    return tuple(name for name, verb in last.items() if verb == "exit")


def _while_there(step: Step) -> Iterator[Doing]:
    """The doings in order; who is out of the door does nothing more that is seen."""
    exits = Counter(doing.character for doing in step.doings if doing.verb == "exit")
    gone: set[str] = set()
    placed = {name for each in step.positions if not each.moving for name in (each.character, each.target)}
    for doing in step.doings:
        if doing.character not in gone and not (_aimless(doing) and doing.character in placed):
            yield doing
        exits[doing.character] -= doing.verb == "exit"
        if doing.verb == "exit" and not exits[doing.character] and doing.character in leavers(step):
            gone.add(doing.character)


def _aimless(doing: Doing) -> bool:
    """Whether somebody only goes about; whom the same words have at a place is there."""
    return doing.verb == "cross" and doing.target is None


def _look_there(tracks: Mapping[str, Track], doing: Doing, scene: Scene) -> None:
    """Eyes go where somebody points; who is busy does not look."""
    target = find(doing.target, scene.place, scene.floor, scene.people, scene.people[doing.character])
    if target is None:
        return
    acting = {each.character for each in scene.step.doings}
    for name, track in tracks.items():
        if name not in acting and name != target.person and track.person.pose not in _BUSY:
            track.wait(tracks[doing.character].frame)
            track.become(track.person.looking(target.look, 60.0), _WATCH_SECONDS)


def leave_late(tracks: Mapping[str, Track], left: Sequence[str], frames: int) -> None:
    """Who goes out reaches the door as the step ends, so that nobody is seen waiting at it."""
    for name in left:
        track = tracks[name]
        points, others = list(track.points), [each for other, each in tracks.items() if other != name]
        for spare in range(frames - 1 - track.frame, 0, -_SOONER):
            track.delay(spare)
            if not meets(track, others, track.points[0].frame):
                break
            track.points[:] = points
            track.back_to(len(points))


def watch(tracks: Mapping[str, Track], movers: Sequence[str], cue: Cue) -> None:
    """Those who stand still follow the first mover with their eyes."""
    if not movers:
        return
    lead = tracks[movers[0]]
    every = round(_WATCH_SECONDS * lead.fps)
    acting = {doing.character for doing in cue.step.doings}
    for name, track in tracks.items():
        if name in acting or name in movers or track.person.pose in _BUSY:
            continue
        for frame in range(track.frame + every, lead.frame + every, every):
            until = min(frame, lead.frame)
            if until > track.frame:
                track.glance(eyes_at(lead, until), until - track.frame)


def eyes_at(track: Track, frame: int) -> Vec3:
    """About where a moving person's eyes are at a frame."""
    before = max((point for point in track.points if point.frame <= frame), key=lambda point: point.frame)
    after = min((point for point in track.points if point.frame >= frame), key=lambda point: point.frame)
    share = 0.0 if after.frame == before.frame else (frame - before.frame) / (after.frame - before.frame)
    a, b = before.person.position, after.person.position
    return rounded((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, track.person.eyes[2]))
