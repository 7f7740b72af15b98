"""Numbers for the programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from renderer.previs.frame import Eye, Lamps

if TYPE_CHECKING:
    import moderngl

Value = float | int | npt.NDArray[np.float32]


def give(program: moderngl.Program, values: dict[str, Value]) -> None:
    """Set those of the numbers that the program uses; a compiler takes away what it finds unused."""
    for name, value in values.items():
        member = program.get(name, None)
        if not hasattr(member, "write"):
            continue
        member.write(np.ascontiguousarray(value, np.int32 if isinstance(value, int) else np.float32))


def of_eye(eye: Eye) -> dict[str, Value]:
    """The camera's."""
    right, up, forward = eye.axes
    return {
        "position": eye.position, "right": right, "up": up, "forward": forward, "lens": eye.lens, "pixel": eye.pixel,
    }  # fmt: skip


def of_lamps(lamps: Lamps) -> dict[str, Value]:
    """The light's, without what lies in textures."""
    names = ("to_key", "to_sun", "hues", "numbers", "chart_axes", "cover_at", "room", "slope")
    return {name: getattr(lamps, name) for name in names}
