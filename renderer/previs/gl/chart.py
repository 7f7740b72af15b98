"""The key's shadow chart on the card: what stands still comes from the kernels, what moves is laid over it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from renderer.previs.frame import Lamps
from renderer.previs.gl.lists import plain
from renderer.previs.gl.machine import Machine
from renderer.previs.gl.scenery import Scenery
from renderer.previs.gl.uniforms import give
from renderer.previs.mesh import NO_SHADOW

if TYPE_CHECKING:
    import moderngl


class GlChart:
    """The chart of a shot frame by frame, of the same cells and heights as shadow.Shadows has."""

    def __init__(self, machine: Machine, scenery: Scenery, lamps: Lamps) -> None:
        self._context, self._program, self._scenery = machine.context, machine.chart, scenery
        self._still = plain(machine, lamps.chart[..., None])
        self._now = plain(machine, lamps.chart[..., None])
        self._from = machine.context.framebuffer([self._still])
        self._to = machine.context.framebuffer([self._now])
        self._axes, self._cells = lamps.chart_axes, lamps.chart.shape[1]
        self._vertices = machine.context.vertex_array(machine.chart, [], scenery.corners)
        moving = scenery.stock.scene.flags[scenery.stock.still.faces.stop :]
        self._casts = bool(((moving & NO_SHADOW) == 0).any())

    def laid(self) -> moderngl.Texture:
        """The chart of the scenery as it is placed now; the next call writes over it."""
        if not self._casts:
            return self._still
        context, scene = self._context, self._scenery.stock
        first, end = scene.still.faces.stop, len(scene.scene.faces)
        context.copy_framebuffer(self._to, self._from)
        self._to.use()
        context.enable_only(context.BLEND)
        context.blend_equation = context.MAX  # type: ignore[assignment]  # one word for colour and alpha is allowed
        self._scenery.textures["vertices"].use(0)
        self._scenery.textures["triangles"].use(1)
        values = {"vertices": 0, "triangles": 1, "first": first}
        give(self._program, {**values, "chart_axes": self._axes, "cells": float(self._cells)})
        self._vertices.render(context.TRIANGLES, vertices=3 * (end - first), first=3 * first)
        context.enable_only(context.NOTHING)
        return self._now
