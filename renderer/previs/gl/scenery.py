"""A shot's stock on the card: laid out once, and what moves written anew for each frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from renderer.previs.colour import Bytes
from renderer.previs.gl.lists import listed, padded
from renderer.previs.gl.machine import ROW, Machine
from renderer.previs.mesh import STRUCK
from renderer.previs.stock import Stock

if TYPE_CHECKING:
    import moderngl


class Scenery:
    """The textures and the index buffer that all canvases of a shot draw from.

    ``textures`` by the names that the shaders know them by.
    """

    def __init__(self, machine: Machine, stock: Stock) -> None:
        scene = stock.scene
        self.stock, self._faces = stock, np.ascontiguousarray(scene.faces, np.int32)
        self._points = padded(np.column_stack([stock.vertices, scene.uv[:, 0]]).astype(np.float32))
        self._normals = padded(np.column_stack([scene.normals, scene.uv[:, 1]]).astype(np.float32))
        kind = scene.pattern.astype(np.int32) | scene.flags.astype(np.int32) << 8 | scene.owner.astype(np.int32) << 16
        colours = np.column_stack([scene.colours, scene.texture]).astype(np.float32)
        sheets = np.column_stack([scene.sheets, np.zeros(len(scene.sheets))]).astype(np.int32)
        self.textures: dict[str, moderngl.Texture] = {
            "vertices": listed(machine, self._points),
            "normals": listed(machine, self._normals),
            "triangles": listed(machine, np.column_stack([scene.faces, kind]).astype(np.int32)),
            "colours": listed(machine, colours),
            "surfaces": listed(machine, scene.surface[:, None].astype(np.int32)),
            "texels": listed(machine, scene.texels),
            "sheets": listed(machine, sheets.reshape(-1, 4)),
        }
        self._flags: Bytes = scene.flags
        self.corners = machine.context.buffer(self._faces)
        self._strike(scene.flags)

    def placed(self, flags: Bytes) -> None:
        """Everything where the stock has it now; of triangles whose flags are STRUCK nothing is drawn."""
        if flags is not self._flags and not np.array_equal(flags, self._flags):
            self._strike(flags)
        self._flags = flags
        first, end = self.stock.still.vertices.stop, len(self.stock.vertices)
        if first == end:
            return
        top = first // ROW
        for name, kept, now in (
            ("vertices", self._points, self.stock.vertices),
            ("normals", self._normals, self.stock.scene.normals),
        ):
            kept[first:end, :3] = now[first:end]
            lines = len(kept) // ROW - top
            self.textures[name].write(kept[top * ROW :], viewport=(0, top, ROW, lines))

    def _strike(self, flags: Bytes) -> None:
        """A struck triangle keeps its number and loses its area: three times the same corner."""
        faces = self._faces
        struck = (flags & STRUCK) != 0
        if struck.any():
            faces = faces.copy()
            faces[struck] = 0
        self.corners.write(faces)
