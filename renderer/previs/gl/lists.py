"""Lists in textures: OpenGL 3.3 has no other way to hand a shader an array of any length.

Entry n lies at column n mod ROW of line n // ROW.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from renderer.previs.gl.machine import ROW, CardError, Machine

if TYPE_CHECKING:
    import moderngl

_TYPES = {np.dtype(np.float32): "f4", np.dtype(np.int32): "i4", np.dtype(np.uint8): "u1"}

Array = npt.NDArray[Any]


def lines(count: int) -> int:
    """How many lines so many entries take; one at the least."""
    return max(-(-count // ROW), 1)


def padded(rows: Array) -> Array:
    """Entries (n, components) with empty ones after them, up to whole lines."""
    whole = np.zeros((lines(len(rows)) * ROW, rows.shape[1]), rows.dtype)
    whole[: len(rows)] = rows
    return whole


def listed(machine: Machine, rows: Array) -> moderngl.Texture:
    """A texture that holds entries (n, components) of float32, int32 or uint8.  Raises CardError for too many."""
    return plain(machine, padded(rows).reshape(lines(len(rows)), ROW, rows.shape[1]))


def plain(machine: Machine, image: Array) -> moderngl.Texture:
    """A texture (rows, columns, components) of which each texel is read as it is."""
    height, width, components = image.shape
    most = int(machine.context.info["GL_MAX_TEXTURE_SIZE"])
    if max(height, width) > most:
        raise CardError(f"a texture of {width} x {height} is more than the card holds ({most})")
    texture = machine.context.texture(
        (width, height), components, np.ascontiguousarray(image), dtype=_TYPES[image.dtype]
    )
    texture.filter = (machine.context.NEAREST, machine.context.NEAREST)
    return texture
