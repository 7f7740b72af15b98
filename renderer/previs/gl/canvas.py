"""The canvas on a graphics card: the same samples, fragments and formulas as the kernels', in OpenGL.

::

    stock ──▶ chart   the key's shadow chart, still from the kernels, moving laid over it
          └─▶ seen    the nearest triangle at each sample (side by side of them a pixel)
                └───▶ paint   fragments, light, exposure; rgb, id, normal and metres of each pixel ──▶ numpy

Nothing is kept from frame to frame: a card draws a whole frame in less than it takes to find out what changed.
"""

from __future__ import annotations

import numpy as np

from film.plan import Format
from renderer.previs.canvas import Sheet
from renderer.previs.colour import Floats, display_table
from renderer.previs.eye import seen_from
from renderer.previs.frame import Eye, Lamps
from renderer.previs.gl.chart import GlChart
from renderer.previs.gl.lists import listed, padded, plain
from renderer.previs.gl.machine import ROW, CardError, Machine
from renderer.previs.gl.planes import planes_of
from renderer.previs.gl.reading import part
from renderer.previs.gl.scenery import Scenery
from renderer.previs.gl.uniforms import Value, give, of_eye, of_lamps
from renderer.previs.mesh import Ints
from renderer.previs.raster import NEAR
from renderer.previs.sets.wild import Wild
from renderer.previs.shadow import Chart
from renderer.previs.stock import Stock


class GlCanvas:
    """Draws what a shot's stock shows, frame by frame; an easel.Easel.  Every method may raise machine.CardError."""

    def __init__(
        self, machine: Machine, stock: Stock, wild: Wild, film: Format, side: float, light: tuple[Chart, Lamps],
        scenery: Scenery | None = None,
    ) -> None:  # fmt: skip
        self.stock, self.wild, self.side = stock, wild, max(int(side), 1)
        self._machine, self._light, self._shape = machine, light, (film.height, film.width)
        with machine.at_work():
            self._scenery = scenery or Scenery(machine, stock)
            self._build(light[1])
        self._shown: tuple[Eye, Floats] | None = None

    def _build(self, lamps: Lamps) -> None:
        machine, context, (height, width) = self._machine, self._machine.context, self._shape
        grid = (width * self.side, height * self.side)
        self._seen = context.texture(grid, 1, dtype="i4")
        self._seen.filter = (context.NEAREST, context.NEAREST)
        self._samples = context.framebuffer([self._seen], context.depth_renderbuffer(grid))
        parts = ((4, "u1"), (4, "u1"), (1, "f4"))
        self._pixels = context.framebuffer([context.texture((width, height), n, dtype=kind) for n, kind in parts])
        self._returned = np.empty((height, width, 4), np.uint8), np.empty((height, width, 4), np.uint8)
        self._chart = GlChart(machine, self._scenery, lamps)
        self._textures = {
            **self._scenery.textures,
            "seen": self._seen,
            "table": plain(machine, display_table()[None, :, None]),
            "cover": plain(machine, lamps.cover[..., None]),
            "points": listed(machine, _quads(lamps.points)),
            "portals": listed(machine, _quads(lamps.portals)),
            "contacts": listed(machine, np.zeros((1, 4), np.float32)),
        }
        self._draw_scene = context.vertex_array(machine.visible, [], self._scenery.corners)
        self._draw_empty = context.vertex_array(machine.empty, [])
        self._draw_pixels = context.vertex_array(machine.paint, [])

    @property
    def triangle(self) -> Ints:
        """The number of the triangle at each sample of the last frame; fills ``stock.scene.planes``, see Easel."""
        if self._shown is None:
            raise CardError("no frame was drawn")
        shown = np.empty((self._shape[0] * self.side, self._shape[1] * self.side), np.int32)
        with self._machine.at_work():
            self._samples.read_into(shown, components=1, dtype="i4")
        eye, points = self._shown
        planes_of(shown, points, self.stock.scene.faces, eye.lens, self.stock.scene.planes)
        return shown

    def draw(self, eye: Eye, balls: Floats) -> tuple[Floats, Sheet]:
        """See Easel."""
        points = seen_from(self.stock.vertices, eye)
        with self._machine.at_work():
            self._scenery.placed(self.wild.struck(self.stock.scene.flags, eye.position))
            self._textures["chart"] = self._chart.laid()
            self._look(eye)
            self._paint(eye, balls)
            sheet = self._read()
        self._shown = (eye, points)
        return points, sheet

    def smaller(self, film: Format) -> GlCanvas:
        """See Easel."""
        return GlCanvas(self._machine, self.stock, self.wild, film, 1, self._light, self._scenery)

    def draw_anew(self) -> None:
        """Nothing is kept: every frame is drawn anew."""

    def _look(self, eye: Eye) -> None:
        """Find what each sample shows."""
        context, program = self._machine.context, self._machine.visible
        self._samples.use()
        context.enable_only(context.DEPTH_TEST)
        context.depth_func = "1"  # always: the sky wipes out what was
        self._draw_empty.render(context.TRIANGLES, vertices=3)
        context.depth_func = "<"  # of two as near as each other the first stays, as in the kernels
        self._textures["vertices"].use(0)
        self._textures["triangles"].use(1)
        grid = np.array(self._seen.size, np.float32)
        give(program, {**of_eye(eye), "vertices": 0, "triangles": 1, "first": 0, "near": NEAR, "grid": grid})
        self._draw_scene.render(context.TRIANGLES)

    def _paint(self, eye: Eye, balls: Floats) -> None:
        context, program, lamps = self._machine.context, self._machine.paint, self._light[1]
        if len(balls) > ROW:
            self._textures["contacts"] = listed(self._machine, balls)
        elif len(balls):
            self._textures["contacts"].write(padded(balls)[:ROW], viewport=(0, 0, ROW, 1))
        counts: dict[str, Value] = {
            "side": self.side,
            "contact_count": len(balls),
            "point_count": len(lamps.points),
            "portal_count": len(lamps.portals),
        }
        for unit, (name, texture) in enumerate(self._textures.items()):
            texture.use(unit)
            counts[name] = unit
        give(program, {**of_eye(eye), **of_lamps(lamps), **counts})
        self._pixels.use()
        context.enable_only(context.NOTHING)
        self._draw_pixels.render(context.TRIANGLES, vertices=3)

    def _read(self) -> Sheet:
        for number, into in enumerate(self._returned):
            self._pixels.read_into(into, components=4, attachment=number, dtype="u1")
        rgb, normal = np.empty((*self._shape, 3), np.uint8), np.empty((*self._shape, 3), np.uint8)
        sheet = Sheet(rgb, np.empty(self._shape, np.float32), normal, np.empty(self._shape, np.uint8))
        self._pixels.read_into(sheet.depth, components=1, attachment=2, dtype="f4")
        part(*self._returned, rgb, normal, sheet.ids)
        return sheet


def _quads(rows: Floats) -> Floats:
    """Rows (n, k) as entries of four, each row filled up with noughts."""
    wide = -(-rows.shape[1] // 4) * 4
    whole = np.zeros((len(rows), wide), np.float32)
    whole[:, : rows.shape[1]] = rows
    return whole.reshape(-1, 4)
