"""A scene as values that no format owns: who and what is where at every frame, and through which camera."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from film.base import Vec3
from film.camera import View
from film.cast import CharacterSheet
from film.doors import leaves_of
from film.names import digest
from film.plan import Format
from film.staging import stance_at
from renderer.check import check
from renderer.export.lights import Lamp, Sky, lamps_in
from renderer.previs.bodies import Mannequin, Posed
from renderer.previs.eye import view_of
from renderer.previs.light import light_of
from renderer.previs.mesh import Mesh
from renderer.previs.models.person import body_for
from renderer.previs.people import Player, cast_of, crowd
from renderer.previs.props import prop_mesh
from renderer.previs.sets import Set, build
from renderer.previs.sets.leaves import doors_of
from renderer.previs.sets.own import stretch
from renderer.previs.split import halves
from renderer.previs.things import held_in, laid
from renderer.request import ShotRequest

Matrices = npt.NDArray[np.float64]


@dataclass
class Thing:
    """A rigid mesh: at each of ``frames`` it stands as the matrix (4, 4) there says; at no other frame is it there."""

    name: str
    mesh: Mesh
    frames: list[int] = field(default_factory=list)
    matrices: list[Matrices] = field(default_factory=list)

    def add(self, frame: int, matrix: Matrices) -> None:
        """It is there at a later frame; the right half of a split screen finds it there already."""
        if not self.frames or frame > self.frames[-1]:
            self.frames.append(frame)
            self.matrices.append(matrix)


@dataclass
class Actor:
    """A body on its bones: at each of ``frames`` the bones' turns (b, 3, 3) and places (b, 3) in the world.

    ``felt`` is how much of which look the face shows there.
    """

    name: str
    body: Mannequin
    frames: list[int] = field(default_factory=list)
    turns: list[Matrices] = field(default_factory=list)
    places: list[Matrices] = field(default_factory=list)
    felt: list[dict[str, float]] = field(default_factory=list)

    def add(self, frame: int, posed: Posed, felt: dict[str, float]) -> None:
        """It is there at a later frame, as for things."""
        if not self.frames or frame > self.frames[-1]:
            self.frames.append(frame)
            self.turns.append(posed.turns)
            self.places.append(posed.places)
            self.felt.append(felt)

    @property
    def looks(self) -> tuple[str, ...]:
        """The looks that it ever shows, by name."""
        return tuple(sorted({name for each in self.felt for name in each}))

    def shares(self) -> Matrices:
        """How much of each of its looks it shows at each of its frames (k, l)."""
        return np.array([[each.get(name, 0.0) for name in self.looks] for each in self.felt])


@dataclass(frozen=True)
class Camera:
    """A shot's camera: ``views`` from the scene's frame ``first`` on."""

    name: str
    first: int
    views: tuple[View, ...]
    film: Format


@dataclass(frozen=True)
class Stage:
    """A scene, ``frames`` long at ``rate``."""

    name: str
    rate: Fraction
    frames: int
    things: tuple[Thing, ...]
    actors: tuple[Actor, ...]
    cameras: tuple[Camera, ...]
    lamps: tuple[Lamp, ...] = ()
    skies: tuple[Sky, ...] = ()


def stage_of(name: str, requests: Sequence[ShotRequest]) -> Stage:
    """The shots one after the other on one stage.  Raises RenderError for a shot that cannot be drawn."""
    maker, first = _Maker(), 0
    for request in requests:
        check(request)
        if request.shot.split is None:
            maker.play(request, first, request.shot.id)
        else:
            for half, side in zip(halves(request), ("left", "right"), strict=True):
                maker.play(half, first, f"{request.shot.id} {side}")
        first += request.shot.frames
    return Stage(
        name,
        requests[0].format.rate,
        first,
        things=tuple(maker.things.values()),
        actors=tuple(maker.actors.values()),
        cameras=maker.cameras,
        lamps=tuple(maker.lamps.values()),
        skies=tuple(maker.skies.values()),
    )


class _Maker:
    """Fills a stage shot by shot; what a later shot shows again is not made again."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self.actors: dict[str, Actor] = {}
        self.cameras: tuple[Camera, ...] = ()
        self.lamps: dict[str, Lamp] = {}
        self.skies: dict[str, Sky] = {}
        self.sets: dict[str, Set] = {}
        self.bodies: dict[str, Mannequin] = {}

    def play(self, request: ShotRequest, first: int, name: str) -> None:
        """One shot, or one half of a split one, from the scene's frame ``first`` on."""
        shot, film = request.shot, request.format
        set_ = self._set(request)
        doors = [
            (self._thing(f"{request.place.id} {door.name}", door.mesh), door)
            for door in doors_of(request.place, shot, float(film.rate), every=True)
        ]
        self._light(request, first)
        fixed = self._fixed(request, set_)
        players = cast_of(shot, request.cast, self._body, request.place)
        views = []
        for frame in range(shot.frames):
            views.append(view_of(shot, frame, film))
            for thing in fixed:
                thing.add(first + frame, np.eye(4))
            for thing, door in doors:
                thing.add(first + frame, door.matrix(frame))
            if set_.passing is not None:
                thing = self._thing(f"{request.place.id} passing by", set_.passing.mesh)
                thing.add(first + frame, _moved(set_.passing.shift(frame / float(film.rate))))
            self._pose(request, players, frame, first, views[-1])
        self.cameras += (Camera(name, first, tuple(views), film),)

    def _pose(self, request: ShotRequest, players: Sequence[Player], frame: int, first: int, view: View) -> None:
        for player in players:
            fps = float(request.format.rate)
            stance, feet = stance_at(player.marks, frame, fps), player.feet(frame, fps)
            body, moment = self._body(player.sheet), player.moment(frame, fps)
            posed = body.pose(stance, moment, feet)
            if player.byte:
                self._actor(player).add(first + frame, posed, body.felt(stance, moment))
            for prop in request.shot.props:
                if prop.holder == player.sheet.id:
                    mesh = prop_mesh(prop, in_hand=True, model=request.models.get(prop.prop))
                    thing = self._thing(f"{prop.prop} in hand", mesh)
                    thing.add(first + frame, held_in(prop, request.shot, posed, view))

    def _fixed(self, request: ShotRequest, set_: Set) -> list[Thing]:
        """Set, crowd and things put down: what does not move in the shot."""
        place, shot = request.place.id, request.shot
        things, start = [], 0
        for name, count in set_.parts:
            if count:
                things.append(self._thing(f"{place} {name}", stretch(set_.still, slice(start, start + count))))
            start += count
        extras = crowd(request.extras, self._body)
        things += [self._thing(extra.mark.character, mesh) for extra, mesh in zip(request.extras, extras, strict=True)]
        lying = [thing for thing in shot.props if thing.holder is None]
        things += [self._thing(each.prop, laid(each, shot, request.models.get(each.prop))) for each in lying]
        return list({id(thing): thing for thing in things}.values())

    def _set(self, request: ShotRequest) -> Set:
        key = digest([request.place.id, request.time_of_day, request.weather])
        if key not in self.sets:
            light = light_of(request.place, request.time_of_day, request.weather)
            self.sets[key] = build(request.place, light, range(len(leaves_of(request.place))))
        return self.sets[key]

    def _light(self, request: ShotRequest, first: int) -> None:
        """The lamps of the shot's place, on for as long as it lasts."""
        light = light_of(request.place, request.time_of_day, request.weather)
        frames = range(first, first + request.shot.frames)
        for lamp in lamps_in(request.place, light):
            own = self.lamps.setdefault(lamp.name, lamp)
            for frame in frames:
                own.add(frame)
        sky = self.skies.setdefault(request.place.id, Sky(f"{request.place.id} sky", light.above, light.below))
        sky.frames += [frame for frame in frames if not sky.frames or frame > sky.frames[-1]]

    def _body(self, sheet: CharacterSheet) -> Mannequin:
        key = digest(sheet.model_dump(mode="json"))
        if key not in self.bodies:
            self.bodies[key] = body_for(sheet)
        return self.bodies[key]

    def _thing(self, name: str, mesh: Mesh) -> Thing:
        """The thing of a name and a shape; another shape of the same name gets a number."""
        for number in range(1, len(self.things) + 2):
            key = name if number == 1 else f"{name} {number}"
            if key not in self.things:
                self.things[key] = Thing(key, mesh)
                return self.things[key]
            if alike(self.things[key].mesh, mesh):
                return self.things[key]
        raise AssertionError("one of the numbers is free")

    def _actor(self, player: Player) -> Actor:
        body = self._body(player.sheet)
        return self.actors.setdefault(player.sheet.id, Actor(player.sheet.id, body))


def alike(a: Mesh, b: Mesh) -> bool:
    """Whether two meshes look the same."""
    if a is b:
        return True
    pairs = ((a.vertices, b.vertices), (a.faces, b.faces), (a.colours, b.colours))
    return all(x.shape == y.shape and np.array_equal(x, y) for x, y in pairs) and len(a.images) == len(b.images)


def _moved(shift: Vec3) -> Matrices:
    matrix = np.eye(4)
    matrix[:3, 3] = shift
    return matrix
