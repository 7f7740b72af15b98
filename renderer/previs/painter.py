"""One shot on its set: what can be made once is made at the start, the rest is drawn frame by frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from film.base import Vec3
from film.camera import View
from film.cast import CharacterSheet
from film.errors import RenderError
from film.shot import ShotProp
from film.staging import stance_at
from renderer.measure.parts import Part
from renderer.previs.canvas import Canvas
from renderer.previs.colour import Bytes, Floats
from renderer.previs.easel import EaselMaker
from renderer.previs.eye import eye_of, seen_from, view_of
from renderer.previs.frame import Eye, Lamps
from renderer.previs.labels import Tag, write_names
from renderer.previs.lens import soften
from renderer.previs.light import light_of
from renderer.previs.mesh import Mesh, join
from renderer.previs.parts import part_of
from renderer.previs.passes.figures import Figure, figure_of
from renderer.previs.passes.motion import Instant, flow_between
from renderer.previs.pencil import bands, drawing, frame_within, stamp, take
from renderer.previs.people import Body, Player, Posed, cast_of, crowd
from renderer.previs.props import prop_mesh
from renderer.previs.raster import clear, rasterise
from renderer.previs.rig import contacts, lamps_of
from renderer.previs.sets import build
from renderer.previs.sets.leaves import doors_of
from renderer.previs.shadow import Chart, chart_over, cover_over, shadows
from renderer.previs.stock import Stock, stock_of
from renderer.previs.things import held_in, laid
from renderer.previs.thinning import grain
from renderer.previs.weather import fall
from renderer.request import ShotRequest


@dataclass(frozen=True)
class Picture:
    """One frame: rgb and normal (h, w, 3) and ids (h, w) in bytes, depth (h, w) in metres, infinite at the sky.

    ``lettered`` is where names stand: left, top, right and bottom in pixels.

    Where the look asks for them: flow (h, w, 2), see passes.motion, and the people as figures, see passes.figures.
    """

    rgb: Bytes
    depth: Floats
    normal: Bytes
    ids: Bytes
    flow: Floats | None = None
    figures: tuple[Figure, ...] = ()
    lettered: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True)
class _Held:
    """A prop in a hand: whose, which, and its mesh in the grip's frame."""

    player: int
    thing: ShotProp
    mesh: Mesh


class Painter:
    """Draws the frames of one shot.  Frames may be asked for in any order; each depends on its number alone."""

    def __init__(
        self, request: ShotRequest, body: Callable[[CharacterSheet], Body], easel: EaselMaker = Canvas
    ) -> None:
        self.request = request
        self.side = request.look.samples
        self.players = cast_of(request.shot, request.cast, body, request.place)
        self.light = light_of(request.place, request.time_of_day, request.weather)
        self.doors = doors_of(request.place, request.shot, float(request.format.rate))
        self.set = build(request.place, self.light, (door.swing.number for door in self.doors))
        self.held, standing = self._props()
        self.stock = self._stock([*standing, *crowd(request.extras, body, self._grain)])
        self.canvas = easel(self.stock, self.set.wild, request.format, request.look.light_samples, self._lamps())
        self.posed: tuple[int, list[Posed]] = (-1, [])

    def draw(self, frame: int) -> Picture:
        """The picture of one frame and all its passes."""
        view = view_of(self.request.shot, frame, self.request.format)
        posed = self._pose(frame, view)
        eye = eye_of(view, self.request.format, self.side)
        points, sheet = self.canvas.draw(eye, contacts(body for _, body in self._seen(posed)))
        picture = Picture(*sheet)
        seconds = float(frame / self.request.format.rate)
        fall(picture.rgb, picture.depth, self.request.weather, self.request.place.enclosure, view, seconds)
        soften(picture.rgb, picture.depth, view)
        if self.request.look.labels and self.request.shot.insert is None:
            names = write_names(picture.rgb, view, self._tags(posed, frame))
            picture = replace(picture, lettered=tuple(names))
        passes = self.request.look.passes
        figures = self._figures(posed, eye, picture.depth, picture.ids) if "pose" in passes else ()
        flow = self._flow(frame, Instant(eye, points)) if {"flow", "flow_colour"} & set(passes) else None
        return replace(picture, figures=figures, flow=flow)

    def sketch(self, frame: int) -> Bytes:
        """The drawing (h, w, 3) of one frame, of a size that depends on the frame's aspect alone; see pencil."""
        film, shot = self.request.format, self.request.shot
        view = view_of(shot, frame, film)
        posed = self._pose(frame, view)
        study = take(self.canvas, film, view, contacts(body for _, body in self._seen(posed)))
        with np.errstate(divide="ignore"):
            metres = np.float32(1) / study.inverse
        rgb = drawing(study, self._figures(posed, study.eye, metres, study.owner))
        fall(rgb, metres, self.request.weather, self.request.place.enclosure, view, float(frame / film.rate))
        soften(rgb, metres, view)
        frame_within(rgb, shot, view)
        stamp(rgb, bands(shot, view, frame, float(film.rate), study.inverse), study.inverse)
        if self.request.look.labels and shot.insert is None:
            names = [replace(tag, name=tag.name.upper()) for tag in self._tags(posed, frame)]
            write_names(rgb, view, names, letters=30, rim=252)
        return rgb

    def parts(self, frame: int) -> tuple[Part, ...]:
        """The camera and the people of a frame, to measure it with."""
        view = view_of(self.request.shot, frame, self.request.format)
        eye = eye_of(view, self.request.format, self.side)
        return (part_of(eye, self.side, self.request.format.width, self._seen(self._pose(frame, view))),)

    def glance(self, frame: int) -> tuple[Floats, Bytes]:
        """Depth and ids of a frame, coarse and without light: for what must be known of a shot before it is drawn."""
        film = self.request.format
        small = film.but(width=max(film.width // 6 * 2, 64), height=max(film.height // 6 * 2, 64))
        view, scene = view_of(self.request.shot, frame, film), self.stock.scene
        self._pose(frame, view)
        eye = eye_of(view, small, 1)
        nearest, triangle = (
            np.zeros((small.height, small.width), np.float32),
            np.empty((small.height, small.width), np.int32),
        )
        clear(nearest, triangle)
        flags = self.set.wild.struck(scene.flags, eye.position)
        planes = np.empty_like(scene.planes)
        rasterise(seen_from(self.stock.vertices, eye), scene.faces, flags, eye.lens, 0, planes, nearest, triangle)
        with np.errstate(divide="ignore"):
            return np.float32(1) / nearest, np.where(triangle >= 0, scene.owner[triangle], 0).astype(np.uint8)

    def _flow(self, frame: int, now: Instant) -> Floats:
        """Where each pixel's point goes until the next frame; after the last one, where it would go."""
        film, scene = self.request.format, self.stock.scene
        view = view_of(self.request.shot, frame + 1, film)
        self._pose(frame + 1, view)
        if self.set.passing is not None:  # it starts over now and then, which is no motion
            on = self.set.passing.at(float(frame / film.rate), float(1 / film.rate))
            self.stock.place(self.stock.moving[-1], on.vertices, on.normals)
            self.posed = (-1, [])
        eye = eye_of(view, film, self.side)
        then = Instant(eye, seen_from(self.stock.vertices, eye))
        flow = np.empty((film.height, film.width, 2), np.float32)
        flow_between(self.canvas.triangle, self.side, scene.planes, scene.faces, now, then, flow)
        return flow

    def _figures(self, posed: Sequence[Posed], eye: Eye, metres: Floats, ids: Bytes) -> tuple[Figure, ...]:
        return tuple(
            figure_of(player.sheet.id, player.byte, player.body.landmarks(body), eye, metres, ids)
            for player, body in self._seen(posed)
        )

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
        if self.posed[0] == frame:
            return self.posed[1]
        fps = float(self.request.format.rate)
        posed = [self._finite(player, frame, player.at(frame, fps)) for player in self.players]
        slices = iter(self.stock.moving)
        for _, body in self._seen(posed):
            self.stock.place(next(slices), body.vertices, body.normals)
        for held in self.held:
            now = held.mesh.framed(held_in(held.thing, self.request.shot, posed[held.player], view))
            self.stock.place(next(slices), now.vertices, now.normals)
        for door in self.doors:
            now = door.at(frame, view.position)
            self.stock.place(next(slices), now.vertices, now.normals)
        if self.set.passing is not None:
            now = self.set.passing.at(frame / fps)
            self.stock.place(next(slices), now.vertices, now.normals)
        self.posed = (frame, posed)
        return posed

    def _finite(self, player: Player, frame: int, body: Posed) -> Posed:
        if not np.isfinite(body.vertices).all():
            name = self.request.shot.id
            raise RenderError(
                f"the body of {player.sheet.id} has no finite pose at frame {frame}", where=f"shot {name}"
            )
        return body

    def _props(self) -> tuple[list[_Held], list[Mesh]]:
        held, standing, models = [], [], self.request.models
        number = {player.sheet.id: index for index, player in enumerate(self.players)}
        for thing in self.request.shot.props:
            if thing.holder is None:
                standing.append(laid(thing, self.request.shot, models.get(thing.prop)))
            elif thing.holder in number:
                mesh = prop_mesh(thing, in_hand=True, model=models.get(thing.prop))
                held.append(_Held(number[thing.holder], thing, mesh))
        return held, standing

    def _stock(self, standing: list[Mesh]) -> Stock:
        moving = [(player.mesh(), player.byte) for player in self.players if player.byte]
        moving += [(thing.mesh, 0) for thing in self.held]
        moving += [(door.mesh, 0) for door in self.doors]
        if self.set.passing is not None:
            moving.append((self.set.passing.mesh, 0))
        return stock_of(join([self.set.still, *standing]), moving)

    def _grain(self, at: Vec3) -> float:
        """How many metres one sample shows of what stands at a point."""
        return grain(at, self.request.shot.camera, self.request.format) / self.side

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
