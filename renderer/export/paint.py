"""A mesh's triangles by what they are painted with: exporters make one material of each paint."""

from __future__ import annotations

import io
from typing import NamedTuple

import numpy as np
from PIL import Image

from renderer.previs.colour import Bytes
from renderer.previs.mesh import GLOWS, ONE_SIDED, Ints, Mesh


class Paint(NamedTuple):
    """Linear red, green and blue in steps of 1/1024, whether it glows, whether it has one side, a picture or none."""

    colour: tuple[int, int, int]
    glows: bool
    one_sided: bool
    picture: int = -1

    @property
    def rgb(self) -> tuple[float, float, float]:
        """The colour, within 0 to 1 and to four places."""
        red, green, blue = (min(step / _STEPS, 1.0) for step in self.colour)
        return round(red, 4), round(green, 4), round(blue, 4)

    @property
    def name(self) -> str:
        """What the material is called."""
        red, green, blue = (_srgb(part) for part in self.rgb)
        return f"colour {red:02x}{green:02x}{blue:02x}" + (" light" if self.glows else "")


_STEPS = 1024


def painted(mesh: Mesh) -> list[tuple[Paint, Ints]]:
    """Each paint with the indices of its triangles, in a fixed order."""
    steps = np.rint(mesh.colours * _STEPS).astype(np.int64)
    flags = mesh.flags.astype(np.int64)
    keys = np.column_stack([steps, flags & GLOWS, flags & ONE_SIDED, mesh.texture])
    rows, inverse = np.unique(keys, axis=0, return_inverse=True)
    order = np.argsort(inverse.ravel(), kind="stable")
    ends = np.cumsum(np.bincount(inverse.ravel(), minlength=len(rows)))
    groups = np.split(order, ends[:-1])
    return [
        (Paint((int(r), int(g), int(b)), bool(glow), bool(one), int(picture)), group.astype(np.int32))
        for (r, g, b, glow, one, picture), group in zip(rows, groups, strict=True)
    ]


def picture_of(mesh: Mesh, paint: Paint) -> Bytes | None:
    """The image (h, w, 3) of a paint."""
    return mesh.images[paint.picture] if paint.picture >= 0 else None


def png(pixels: Bytes) -> bytes:
    """A picture (h, w, 3) as a PNG file."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=6)
    return file.getvalue()


def _srgb(part: float) -> int:
    curve = part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(curve * 255)
