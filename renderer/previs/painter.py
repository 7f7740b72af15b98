"""One shot on its set: what can be made once is made at the start, the rest is drawn frame by frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from film.camera import View
from film.cast import CharacterSheet
from film.errors import RenderError
from film.shot import ShotProp
from film.staging import stance_at
from renderer.previs.colour import Bytes, Floats, display_table
from renderer.previs.eye import eye_of, seen_from, view_of
from renderer.previs.frame import Eye, Lamps
from renderer.previs.labels import Tag, write_names
from renderer.previs.light import light_of
from renderer.previs.mesh import NO_SHADOW, Ints, Mesh, join
from renderer.previs.people import Body, Player, Posed, cast_of, crowd
from renderer.previs.props import grip, is_open, is_read, prop_mesh, shown
from renderer.previs.raster import clear, lay_shadow, rasterise
from renderer.previs.rig import contacts, lamps_of
from renderer.previs.sets import build
from renderer.previs.shade import paint
from renderer.previs.shadow import Chart, chart_over, cover_over, shadows
from renderer.previs.stock import Stock, stock_of
from renderer.previs.weather import fall
from renderer.request import ShotRequest


@dataclass(frozen=True)
class Picture:
    """One frame: rgb and normal (h, w, 3) and ids (h, w) in bytes, depth (h, w) in metres, infinite at the sky."""

    rgb: Bytes
    depth: Floats
    normal: Bytes
    ids: Bytes


@dataclass(frozen=True)
class _Held:
    """A prop in a hand: whose, which, and its mesh in the grip's frame."""

    player: int
    thing: ShotProp
    mesh: Mesh


class _Kept(NamedTuple):
    """The still set as a camera saw it last: all points in its space and the visibility buffer."""

    key: bytes
    points: Floats
    nearest: Floats
    triangle: Ints


class Painter:
    """Draws the frames of one shot.  Frames may be asked for in any order; each depends on its number alone."""

    def __init__(self, request: ShotRequest, body: Callable[[CharacterSheet], Body]) -> None:
        self.request = request
        self.side = request.look.samples
        self.players = cast_of(request.shot, request.cast, body)
        self.light = light_of(request.place, request.time_of_day, request.weather)
        self.set = build(request.place, self.light)
        self.held, standing = self._props()
        self.stock = self._stock([*standing, *crowd(request.extras, body)])
        self.chart, self.lamps = self._lamps()
        self.table = display_table()
        film = request.format
        rows, columns = film.height * self.side, film.width * self.side
        self.nearest = np.zeros((rows, columns), np.float32)
        self.triangle = np.zeros((rows, columns), np.int32)
        self.last_eye = b""
        self.kept: _Kept | None = None

    def draw(self, frame: int) -> Picture:
        """The picture of one frame and all its passes."""
        view = view_of(self.request.shot, frame, self.request.format)
        posed = self._pose(frame, view)
        eye = eye_of(view, self.request.format, self.side)
        lamps = self._shadowed(posed)
        points = self._cover_samples(eye)
        picture = self._paint(points, eye, lamps)
        seconds = float(frame / self.request.format.rate)
        fall(picture.rgb, picture.depth, self.request.weather, self.request.place.enclosure, view, seconds)
        if self.request.look.labels and self.request.shot.insert is None:
            write_names(picture.rgb, view, self._tags(posed, frame))
        return picture

    def _tags(self, posed: Sequence[Posed], frame: int) -> list[Tag]:
        fps = float(self.request.format.rate)
        return [
            Tag(player.sheet.name, body.joints, stance_at(player.marks, frame, fps).yaw)
            for player, body in self._seen(posed)
        ]

    def _seen(self, posed: Sequence[Posed]) -> list[tuple[Player, Posed]]:
        return [(player, body) for player, body in zip(self.players, posed, strict=True) if player.byte]

    def _pose(self, frame: int, view: View) -> list[Posed]:
        """Put everybody, what they hold and what passes by where they are at this frame."""
        fps = float(self.request.format.rate)
        posed = [self._finite(player, frame, player.at(frame, fps)) for player in self.players]
        slices = iter(self.stock.moving)
        for _, body in self._seen(posed):
            self.stock.place(next(slices), body.vertices, body.normals)
        for held in self.held:
            now = held.mesh.framed(self._held_in(held, posed[held.player], view))
            self.stock.place(next(slices), now.vertices, now.normals)
        if self.set.passing is not None:
            now = self.set.passing.at(frame / fps)
            self.stock.place(next(slices), now.vertices, now.normals)
        return posed

    def _finite(self, player: Player, frame: int, body: Posed) -> Posed:
        if not np.isfinite(body.vertices).all():
            name = self.request.shot.id
            raise RenderError(
                f"the body of {player.sheet.id} has no finite pose at frame {frame}", where=f"shot {name}"
            )
        return body

    def _held_in(self, held: _Held, holder: Posed, view: View) -> npt.NDArray[np.float64]:
        hand = holder.hands[held.thing.hand]
        if held.thing.prop == self.request.shot.insert and is_read(held.thing.kind):
            return shown(hand, view)
        return grip(held.thing.kind, hand, held.thing.hand)

    def _laid(self, thing: ShotProp) -> Mesh:
        """A thing put down; what an insert reads lies the right way up for its camera."""
        yaw, camera = thing.yaw, self.request.shot.camera[0].position
        if thing.prop == self.request.shot.insert and is_read(thing.kind):
            yaw = math.degrees(math.atan2(camera[1] - thing.position[1], camera[0] - thing.position[0]))
        opened = is_open(thing, self.request.shot.props)
        return prop_mesh(thing, in_hand=False, opened=opened).placed(thing.position, yaw)

    def _props(self) -> tuple[list[_Held], list[Mesh]]:
        held, standing = [], []
        number = {player.sheet.id: index for index, player in enumerate(self.players)}
        for thing in self.request.shot.props:
            if thing.holder is None:
                standing.append(self._laid(thing))
            elif thing.holder in number:
                held.append(_Held(number[thing.holder], thing, prop_mesh(thing, in_hand=True)))
        return held, standing

    def _stock(self, standing: list[Mesh]) -> Stock:
        moving = [(player.mesh(), player.byte) for player in self.players if player.byte]
        moving += [(thing.mesh, 0) for thing in self.held]
        if self.set.passing is not None:
            moving.append((self.set.passing.mesh, 0))
        return stock_of(join([self.set.still, *standing]), moving)

    def _lamps(self) -> tuple[Chart, Lamps]:
        place, still = self.request.place, self.stock.still
        centre, radius = self.set.play(self.request.shot)
        chart = chart_over(centre, radius, self.light.to_key)
        points, faces, flags = (
            self.stock.vertices[still.vertices],
            self.stock.local(still),
            self.stock.scene.flags[still.faces],
        )
        cover, cover_at = cover_over(centre, radius, points, faces, flags, place.walls)
        lamps = lamps_of(self.light, chart, shadows(chart, points, faces, flags), self.set.portals)
        return chart, lamps._replace(cover=cover, cover_at=cover_at)

    def _shadowed(self, posed: Sequence[Posed]) -> Lamps:
        """The lamps with the shadows of whoever and whatever moves in this frame."""
        chart = self.lamps.chart.copy()
        for part in self.stock.moving:
            if (self.stock.scene.flags[part.faces] & NO_SHADOW).all():
                continue
            points = self.chart.of(self.stock.vertices[part.vertices])
            lay_shadow(points, self.stock.local(part), self.stock.scene.flags[part.faces], chart)
        return self.lamps._replace(chart=chart, contacts=contacts(body for _, body in self._seen(posed)))

    def _cover_samples(self, eye: Eye) -> Floats:
        """Draw the still set, or take it as it was while the camera stands, and over it what moves."""
        scene, first = self.stock.scene, self.stock.still.faces.stop
        key = eye.position.tobytes() + eye.axes.tobytes() + eye.lens.tobytes()
        kept = self.kept
        if kept is not None and kept.key == key:
            points = kept.points
            np.copyto(self.nearest, kept.nearest)
            np.copyto(self.triangle, kept.triangle)
            moved = self.stock.still.vertices.stop
            points[moved:] = seen_from(self.stock.vertices[moved:], eye)
        else:
            clear(self.nearest, self.triangle)
            flags = self.set.wild.struck(scene.flags[:first], eye.position)
            points = seen_from(self.stock.vertices, eye)
            rasterise(points, scene.faces[:first], flags, eye.lens, 0, scene.planes, self.nearest, self.triangle)
            stands = key == self.last_eye
            self.kept = _Kept(key, points, self.nearest.copy(), self.triangle.copy()) if stands else None
        self.last_eye = key
        faces, flags = scene.faces[first:], scene.flags[first:]
        rasterise(points, faces, flags, eye.lens, first, scene.planes, self.nearest, self.triangle)
        return points

    def _paint(self, points: Floats, eye: Eye, lamps: Lamps) -> Picture:
        film = self.request.format
        shape = (film.height, film.width)
        picture = Picture(
            np.empty((*shape, 3), np.uint8),
            np.empty(shape, np.float32),
            np.empty((*shape, 3), np.uint8),
            np.empty(shape, np.uint8),
        )
        todo = np.ones(shape, np.uint8)
        paint(
            self.triangle,
            self.side,
            todo,
            points,
            self.stock.scene,
            eye,
            lamps,
            self.table,
            picture.rgb,
            picture.depth,
            picture.normal,
            picture.ids,
        )
        return picture
