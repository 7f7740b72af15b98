"""A scene as the proof sees it: every shot with its people's tracks, and what it shows at its first and last frame."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from film.base import Vec2, Vec3
from film.camera import Gate, View, view_at
from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.plan import Plan, ScenePlan
from film.shot import Half, Shot
from film.staging import Mark, Pose, Stance, stance_at
from planner.body import Proxy, proxy_of
from planner.continuity.glimpse import Glimpse, Moment, glimpse_of, looked_at
from planner.geometry import off

EVERY_SECONDS = 0.25
"""How finely a path is looked at: a walker goes a step of 0.35 m in it."""
REDRAWING = ("establishing", "insert", "pov")
PLAIN_CUTS = ("cut", "smash_cut", "match_cut")
"""Transitions over which time goes on; a dissolve, a fade or a wipe says that it has passed."""
MONTAGE = "picture of a montage"
"""Words of a shot's notes by which time passes on both sides of it, cut as it is."""
_AVERTED = 50.0
"""Degrees between a face and the one it talks to from which on it plainly looks elsewhere."""
_BUSY = (
    "drive", "phone", "write", "eat", "drink", "lie", "cover_face", "type", "cry", "pray", "hug", "kiss", "aim",
    "strike", "guard", "pick_up",
)  # fmt: skip
"""Poses whose eyes have something else to do than follow a talk."""


@dataclass(frozen=True)
class Setting:
    """What holds for the whole plan: the people, frames per second, what of the sensor the picture takes."""

    cast: Mapping[str, CharacterSheet]
    fps: float
    gate: Gate

    def name(self, character: str) -> str:
        """How the script calls somebody."""
        return self.cast[character].name if character in self.cast else character

    def height(self, character: str) -> float:
        """Stature in metres."""
        return self.cast[character].build.height if character in self.cast else 1.72


@lru_cache(maxsize=4096)
def _at_rest(position: Vec3, yaw: float, pose: Pose, seat: float | None, look: Vec3 | None, height: float) -> Proxy:
    """The body of somebody who holds one mark: most do, from shot to shot."""
    held = Stance(position=position, yaw=yaw, pose_a=pose, pose_b=pose, seat_a=seat, seat_b=seat, blend=1.0, look=look)
    return proxy_of(held, height)


class _Asked(NamedTuple):
    """What has been looked up of a shot, by frame or by name and frame: several rules look at the same instants."""

    views: dict[float, View]
    stances: dict[tuple[str, float], Stance]
    bodies: dict[tuple[str, float], Proxy]


@dataclass(frozen=True, eq=False)
class ShotSeen:
    """A shot with its place, its people's tracks (marks in frame order) and its first frame in the scene."""

    shot: Shot
    place: PlaceSheet
    tracks: Mapping[str, tuple[Mark, ...]]
    start: int
    setting: Setting

    @property
    def drawn(self) -> tuple[str, ...]:
        """Who is on the set for this shot: its subjects that have marks."""
        return tuple(name for name in self.shot.subjects if name in self.tracks)

    @property
    def line(self) -> int | None:
        """The first line of the script that it plays."""
        return self.shot.covers[0][0] if self.shot.covers else None

    @cached_property
    def movers(self) -> frozenset[str]:
        """Who does not keep one spot."""
        return frozenset(
            name
            for name, track in self.tracks.items()
            if any(a.position != b.position or a.seat != b.seat for a, b in pairwise(track))
        )

    @cached_property
    def first(self) -> Glimpse:
        """What it shows at its first frame."""
        return self._glimpse(0)

    @cached_property
    def last(self) -> Glimpse:
        """What it shows at its last frame."""
        return self._glimpse(self.shot.frames - 1)

    @cached_property
    def still(self) -> bool:
        """Whether its camera neither moves nor turns nor zooms."""
        return len({(key.position, key.target, key.focal_mm) for key in self.shot.camera}) == 1

    @cached_property
    def _asked(self) -> _Asked:
        return _Asked({}, {}, {})

    def frames(self) -> list[int]:
        """The frames at which a path is looked at: every quarter of a second, the first and the last."""
        step = max(round(EVERY_SECONDS * self.setting.fps), 1)
        return sorted({*range(0, self.shot.frames, step), self.shot.frames - 1})

    def view(self, frame: float) -> View:
        """The camera at a frame."""
        at = 0 if len(self.shot.camera) == 1 else frame
        found = self._asked.views.get(at)
        if found is None:
            found = self._asked.views[at] = view_at(self.shot.camera, at, self.setting.gate)
        return found

    def views(self) -> Iterator[tuple[int, View]]:
        """The camera along its way: once for one that holds still."""
        yield from ((frame, self.view(frame)) for frame in ([0] if self.still else self.frames()))

    def stance(self, name: str, frame: float) -> Stance:
        """How somebody stands at a frame."""
        at = name, 0 if len(self.tracks[name]) == 1 else frame
        found = self._asked.stances.get(at)
        if found is None:
            found = self._asked.stances[at] = stance_at(self.tracks[name], frame, self.setting.fps)
        return found

    def body(self, name: str, frame: float) -> Proxy:
        """Somebody's body at a frame."""
        at = name, 0 if len(self.tracks[name]) == 1 else frame
        found = self._asked.bodies.get(at)
        if found is None:
            height, mark = self.setting.height(name), self.tracks[name][0]
            if len(self.tracks[name]) == 1:
                found = _at_rest(mark.position, mark.yaw, mark.pose, mark.seat, mark.look, height)
            else:
                found = proxy_of(self.stance(name, frame), height)
            self._asked.bodies[at] = found
        return found

    def velocity(self, name: str, frame: int) -> Vec2:
        """Metres per second over the ground near a frame of the shot."""
        reach = min(max(round(self.setting.fps / 8), 1), max(self.shot.frames - 1, 0))
        if name not in self.movers or not reach:
            return 0.0, 0.0
        start = min(max(frame - reach // 2, 0), self.shot.frames - 1 - reach)
        (x0, y0, _), (x1, y1, _) = self.stance(name, start).position, self.stance(name, start + reach).position
        return (x1 - x0) * self.setting.fps / reach, (y1 - y0) * self.setting.fps / reach

    def _glimpse(self, frame: int) -> Glimpse:
        stances = {name: self.stance(name, frame) for name in self.tracks}
        bodies = {name: self.body(name, frame) for name in self.tracks}
        moment = Moment(
            heights={name: self.setting.height(name) for name in self.tracks},
            looks=self._looks(stances, bodies),
            moves={name: self.velocity(name, frame) for name in self.movers},
        )
        return glimpse_of(
            self.view(frame), bodies, moment, self.drawn, self._main(), redraws=self.shot.idiom in REDRAWING
        )

    def _main(self) -> str | None:
        shot = self.shot
        return shot.subjects[0] if shot.subjects and shot.idiom not in REDRAWING else None

    def _looks(self, stances: Mapping[str, Stance], bodies: Mapping[str, Proxy]) -> dict[str, str]:
        """Who looks at whom; who talks with somebody and looks at nothing at all is taken to mean them."""
        looks = looked_at({name: stance.look for name, stance in stances.items()}, bodies)
        for speech in self.shot.speech:
            for other, at in list(looks.items()):
                if at == speech.character and at not in looks and self._astray(bodies[at], stances[at], other):
                    looks[at] = other
        return looks

    def _astray(self, body: Proxy, stance: Stance, partner: str) -> bool:
        """Whether somebody's look goes to no thing and no door while it turns away from whom they talk to."""
        point = stance.look
        if point is None or stance.pose_b in _BUSY or self.shot.insert is not None or partner not in self.tracks:
            return False
        things = [
            *(each.position[:2] for each in self.place.fixtures),
            *(each.position for each in self.place.entrances),
        ]
        things += [prop.position[:2] for prop in self.shot.props]
        if any(math.dist(point[:2], thing) < _thing_reach(self.place, thing) for thing in things):
            return False
        other = self.stance(partner, 0).position
        to = math.degrees(math.atan2(other[1] - stance.position[1], other[0] - stance.position[0]))
        faces = math.degrees(math.atan2(body.face[1], body.face[0]))
        return abs(off(to, faces)) > _AVERTED


def _thing_reach(place: PlaceSheet, thing: Sequence[float]) -> float:
    """Half the length of the fixture that stands there, at least an arm's half."""
    sizes = [each.size for each in place.fixtures if each.position[:2] == tuple(thing)]
    return max([0.4, *(max(size[:2]) / 2 for size in sizes)])


@dataclass(frozen=True, eq=False)
class SceneSeen:
    """A scene of the plan with its shots as seen.

    ``pictures`` are all that its cameras see: the shots, a split screen's left half as such, and the right halves.
    """

    scene: ScenePlan
    shots: tuple[ShotSeen, ...]
    pictures: tuple[ShotSeen, ...]
    setting: Setting

    def cuts(self) -> Iterator[tuple[ShotSeen, ShotSeen]]:
        """The cuts inside the scene over which place and time go on."""
        for before, after in pairwise(self.shots):
            if goes_on(before, after):
                yield before, after


def goes_on(before: ShotSeen | None, after: ShotSeen) -> bool:
    """Whether place and time go on from the shot before: one place, a plain cut, and neither a montage's."""
    if before is None or before.place.id != after.place.id or after.shot.transition not in PLAIN_CUTS:
        return False
    return not any(MONTAGE in note for shot in (before, after) for note in shot.shot.notes)


def setting_of(plan: Plan) -> Setting:
    """What all scenes of a plan share."""
    return Setting({sheet.id: sheet for sheet in plan.cast}, float(plan.format.rate), plan.format.gate)


def seen(scene: ScenePlan, places: Mapping[str, PlaceSheet], setting: Setting) -> SceneSeen:
    """A scene made ready for the rules."""
    shots: list[ShotSeen] = []
    pictures: list[ShotSeen] = []
    at = 0
    for shot in scene.shots:
        halves = [shot] if shot.split is None else [shot, _right(shot, shot.split)]
        each = setting if shot.split is None else replace(setting, gate=setting.gate.half())
        seen_halves = [ShotSeen(half, places[half.place or scene.place], tracks_of(half), at, each) for half in halves]
        shots.append(seen_halves[0])
        pictures += seen_halves
        at += shot.frames
    return SceneSeen(scene, tuple(shots), tuple(pictures), setting)


def _right(shot: Shot, half: Half) -> Shot:
    """The right half of a split screen as a shot of its own."""
    return shot.but(
        place=half.place, subjects=half.subjects, camera=half.camera, marks=half.marks, props=half.props, split=None
    )


def tracks_of(shot: Shot) -> dict[str, tuple[Mark, ...]]:
    """A shot's marks by character, in frame order."""
    tracks: dict[str, list[Mark]] = {}
    for mark in shot.marks:
        tracks.setdefault(mark.character, []).append(mark)
    return {name: tuple(sorted(marks, key=lambda mark: mark.frame)) for name, marks in tracks.items()}
