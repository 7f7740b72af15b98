"""The samples of a shot's frames and the pixels made of them, and what can be kept from frame to frame.

While the camera stands, the set without anybody in it is painted once.  Of the frames that follow only those pixels
are painted that somebody stands before, and those of the set on which the light of somebody's being there differs:
where a shadow falls that moves, and where a body stands so near that it darkens.  All others are what they were, to
the byte: which frames were drawn before makes no difference to a picture.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from film.plan import Format
from renderer.previs import coarse
from renderer.previs.colour import Bytes, Floats, display_table
from renderer.previs.eye import seen_from
from renderer.previs.frame import Eye, Lamps
from renderer.previs.kept import Places, mark_covered, mark_lit, places_of, restore
from renderer.previs.mesh import Ints
from renderer.previs.raster import clear, rasterise, reach
from renderer.previs.rig import contact_boxes
from renderer.previs.sets.wild import Wild
from renderer.previs.shade import paint
from renderer.previs.shadow import Chart, Shadows
from renderer.previs.solids import Solids
from renderer.previs.stock import Stock


class Sheet(NamedTuple):
    """A frame's pixels: rgb and normal (h, w, 3), ids (h, w), depth (h, w) in metres, infinite at the sky."""

    rgb: Bytes
    depth: Floats
    normal: Bytes
    ids: Bytes

    def copied(self) -> Sheet:
        """The same once more."""
        return Sheet(self.rgb.copy(), self.depth.copy(), self.normal.copy(), self.ids.copy())


class _Kept(NamedTuple):
    """The still set as a standing camera sees it: points, samples, pixels and fragments."""

    key: bytes
    points: Floats
    nearest: Floats
    triangle: Ints
    sheet: Sheet
    places: Places


class Canvas:
    """Draws what a shot's stock shows, frame by frame, with ``side`` samples along a pixel's side, see easel.

    ``rastered`` and ``painted`` count the triangles gone through and the fragments shaded since the start.
    """

    def __init__(self, stock: Stock, wild: Wild, film: Format, side: float, light: tuple[Chart, Lamps]) -> None:
        self.stock, self.wild = stock, wild
        self._light, self._blocks = light, side < 1
        # In a draft light is worked out for blocks of pixels as it else is for pixels of samples.
        self.side = coarse.SIDE if self._blocks else int(side)
        chart, self.lamps = light
        self.shadows = Shadows(chart, self.lamps.chart, stock)
        self.solids = Solids(stock)
        self.table = display_table()
        self._size = (film.height, film.width)
        samples = self._size if self._blocks else (film.height * self.side, film.width * self.side)
        self.shape = (samples[0] // self.side, samples[1] // self.side)
        self.nearest, self.triangle = np.zeros(samples, np.float32), np.zeros(samples, np.int32)
        self.rastered = self.painted = 0
        self._boxes = np.zeros((0, 4), np.int32)
        self._last = b""
        self._kept: _Kept | None = None

    def draw(self, eye: Eye, balls: Floats) -> tuple[Floats, Sheet]:
        """What the stock, as it is placed now, shows to a camera: all points in its space, and the pixels.

        ``balls`` darken what is near them; see rig.contacts.
        """
        eye = eye._replace(pixel=eye.pixel * np.float32(coarse.SIDE)) if self._blocks else eye
        points, kept = self._covered(eye)
        boxes = contact_boxes(balls, eye, self.side)
        lamps = self.lamps._replace(chart=self.shadows.laid(), contacts=balls, contact_boxes=boxes)
        if kept is None:
            return points, self._painted(points, eye, lamps, np.ones(self.shape, np.uint8), self._empty())
        todo, first = np.zeros(self.shape, np.uint8), self.stock.still.faces.stop
        mark_covered(self.triangle, self.side, first, self._boxes, todo)
        mark_lit(kept.places, *self.shadows.touched(), lamps, todo)
        return points, self._painted(points, eye, lamps, todo, kept.sheet.copied())

    def smaller(self, film: Format) -> Canvas:
        """A canvas of another size and one sample a pixel, of the same stock in the same light."""
        return Canvas(self.stock, self.wild, film, 1, self._light)

    def draw_anew(self) -> None:
        """Forget what is kept of the last camera: the next frame is drawn as if it were the first."""
        self._kept, self._last = None, b""

    def _covered(self, eye: Eye) -> tuple[Floats, _Kept | None]:
        """Draw the still set into the samples, or take it as it was while the camera stands, and over it what moves."""
        key = eye.position.tobytes() + eye.axes.tobytes() + eye.lens.tobytes()
        flags = self.solids.backless(self.wild.struck(self.stock.scene.flags, eye.position), eye.position)
        if self._kept is not None and self._kept.key == key:
            self._restore(self._kept)
            points, moved = self._kept.points, self.stock.still.vertices.stop
            points[moved:] = seen_from(self.stock.vertices[moved:], eye)
        else:
            clear(self.nearest, self.triangle)
            points = seen_from(self.stock.vertices, eye)
            self._raster(points, self.stock.still.faces, flags, eye)
            self._kept = self._keep(key, points, eye) if key == self._last else None
        self._last = key
        self._boxes = self._reaches(points, eye)
        self._raster(points, slice(self.stock.still.faces.stop, len(flags)), flags, eye)
        return points, self._kept

    def _reaches(self, points: Floats, eye: Eye) -> Ints:
        """The samples (n, 4) that each moving thing may cover, from left to right."""
        boxes = [reach(points[part.vertices], eye.lens, *self.triangle.shape) for part in self.stock.moving]
        rows = np.asarray(boxes, np.int32).reshape(-1, 4)
        return rows[np.argsort(rows[:, 0], kind="stable")]

    def _raster(self, points: Floats, part: slice, flags: Bytes, eye: Eye) -> None:
        scene = self.stock.scene
        faces = scene.faces[part]
        self.rastered += len(faces)
        rasterise(points, faces, flags[part], eye.lens, part.start, scene.planes, self.nearest, self.triangle)

    def _restore(self, kept: _Kept) -> None:
        """Take away what moved last from before the still set."""
        first = self.stock.still.faces.stop
        restore(self._boxes, first, kept.nearest, kept.triangle, self.nearest, self.triangle)

    def _keep(self, key: bytes, points: Floats, eye: Eye) -> _Kept:
        before = self.painted
        sheet = self._painted(points, eye, self.lamps, np.ones(self.shape, np.uint8), self._empty())
        count = self.painted - before
        places = places_of(self.triangle, self.side, count, points, self.stock.scene, eye, self.lamps)
        return _Kept(key, points, self.nearest.copy(), self.triangle.copy(), sheet, places)

    def _empty(self) -> Sheet:
        rgb, normal = np.empty((*self._size, 3), np.uint8), np.empty((*self._size, 3), np.uint8)
        return Sheet(rgb, np.empty(self._size, np.float32), normal, np.empty(self._size, np.uint8))

    def _painted(self, points: Floats, eye: Eye, lamps: Lamps, todo: Bytes, sheet: Sheet) -> Sheet:
        scene = self.stock.scene
        self.painted += paint(
            self.triangle, self.side, todo, points, scene, eye, lamps, self.table, self._blocks, *sheet
        )
        if self._blocks:
            coarse.write_exactly(self.nearest, self.triangle, scene.owner, sheet.depth, sheet.ids)
        return sheet
