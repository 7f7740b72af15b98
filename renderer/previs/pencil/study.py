"""What a drawing is made from: the geometry at the sheet's own size, and the light on it, small.

Neither depends on the size of the film's picture, so that a small film has the boards of a large one.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from film.camera import View
from film.plan import Format
from renderer.previs.colour import Bytes, Floats, luma
from renderer.previs.easel import Easel
from renderer.previs.eye import eye_of, seen_from
from renderer.previs.frame import Eye, Scene
from renderer.previs.mesh import Ints
from renderer.previs.precision import ONE, ZERO, F
from renderer.previs.raster import clear, rasterise

SHEET = 750_000
"""Points of a sheet, whatever its aspect: 1154 x 650 at 16:9, 330 to an inch where six are printed on a page."""
LIGHT = 90_000
"""Pixels of the small picture that the tone comes from."""
_LEAST, _MOST = 64, 4096
"""Pixels of a side of any picture; see film.plan.Format."""


class Study(NamedTuple):
    """One frame as geometry.  ``inverse`` (h, w) one over the metres, 0 at the sky; ``owner``, ``surface`` as in Scene.

    ``normal`` (h, w, 3) in the world, ``light`` (h, w) the picture's luma from 0 to 1, kept within each surface.
    ``image`` (h, w) is the luma of the words or picture on a thing, -1 where there is none.
    """

    view: View
    eye: Eye
    inverse: Floats
    owner: Bytes
    surface: Ints
    normal: Floats
    light: Floats
    image: Floats


def sized(film: Format, points: int) -> Format:
    """The film's frame with about so many points; with fewer where it is too narrow a strip for as many."""
    high = math.sqrt(points / film.aspect)
    sides = (min(max(round(side / 2) * 2, _LEAST), _MOST) for side in (high * film.aspect, high))
    return film.but(**dict(zip(("width", "height"), sides, strict=True)))


def take(canvas: Easel, film: Format, view: View, balls: Floats) -> Study:
    """A study of what the canvas' stock shows to a view, as it is placed now; ``balls`` as for Canvas.draw."""
    scene, sheet = canvas.stock.scene, sized(film, SHEET)
    eye = eye_of(view, sheet, 1)
    nearest = np.zeros((sheet.height, sheet.width), np.float32)
    triangle = np.empty(nearest.shape, np.int32)
    clear(nearest, triangle)
    flags, planes = canvas.wild.struck(scene.flags, eye.position), np.empty_like(scene.planes)
    rasterise(seen_from(canvas.stock.vertices, eye), scene.faces, flags, eye.lens, 0, planes, nearest, triangle)
    owner, surface = np.zeros(nearest.shape, np.uint8), np.full(nearest.shape, -1, np.int32)
    normal = np.zeros((*nearest.shape, 3), np.float32)
    image = np.full(nearest.shape, -1, np.float32)
    _facts(triangle, scene._replace(planes=planes), owner, surface, normal, image)
    small = canvas.smaller(sized(film, LIGHT))
    _, picture = small.draw(eye_of(view, sized(film, LIGHT), 1), balls)
    shown = np.where(small.triangle >= 0, scene.surface[small.triangle], -1).astype(np.int32)
    light = np.empty(nearest.shape, np.float32)
    _enlarged(_calmed(luma(picture.rgb), shown, picture.ids), shown, surface, light)
    return Study(view, eye, nearest, owner, surface, normal, light, image)


@njit(cache=True, error_model="numpy", nogil=True)
def _facts(triangle: Ints, scene: Scene, owner: Bytes, surface: Ints, normal: Floats, image: Floats) -> None:
    """Whose each point is, of which surface, its normal between the triangle's corners, and what is written there."""
    height, width = triangle.shape
    for row in range(height):
        for column in range(width):
            t = triangle[row, column]
            if t < 0:
                continue
            owner[row, column], surface[row, column] = scene.owner[t], scene.surface[t]
            x, y = F(column), F(row)
            nx, ny, nz, u, v, whole = ZERO, ZERO, ZERO, ZERO, ZERO, F(1e-9)
            for corner in range(3):
                k = 3 * corner
                share = scene.planes[t, k] * x + scene.planes[t, k + 1] * y + scene.planes[t, k + 2]
                share = max(share, ZERO)
                n = scene.faces[t, corner]
                nx += share * scene.normals[n, 0]
                ny += share * scene.normals[n, 1]
                nz += share * scene.normals[n, 2]
                u, v, whole = u + share * scene.uv[n, 0], v + share * scene.uv[n, 1], whole + share
            over = ONE / max(math.sqrt(nx * nx + ny * ny + nz * nz), F(1e-9))
            normal[row, column, 0], normal[row, column, 1], normal[row, column, 2] = nx * over, ny * over, nz * over
            if scene.texture[t] >= 0:
                image[row, column] = _texel(scene, scene.texture[t], u / whole, v / whole)


@njit(cache=True, error_model="numpy", nogil=True)
def _texel(scene: Scene, sheet: int, u: float, v: float) -> float:
    """The luma (Rec. 709, as coded) of an image where u, v from 0 to 1 fall."""
    first, width, height = scene.sheets[sheet, 0], scene.sheets[sheet, 1], scene.sheets[sheet, 2]
    column = min(max(int(u * F(width)), 0), width - 1)
    row = min(max(int(v * F(height)), 0), height - 1)
    r, g, b = scene.texels[first + row * width + column]
    return (F(0.2126) * F(r) + F(0.7152) * F(g) + F(0.0722) * F(b)) * F(1 / 255)


@njit(cache=True, error_model="numpy", nogil=True)
def _calmed(small: Floats, shown: Ints, owner: Bytes) -> Floats:
    """The mean of each pixel and those of its surface about it: patterns go, light stays.  On people only a little."""
    rows, columns = small.shape
    out, now = small.copy(), small.copy()
    for down in range(2):
        now[:] = out
        for row in range(rows):
            for column in range(columns):
                reach = 1 if owner[row, column] else 5
                total, count = ZERO, 0
                for step in range(-reach, reach + 1):
                    r, c = row + step * down, column + step * (1 - down)
                    if 0 <= r < rows and 0 <= c < columns and shown[r, c] == shown[row, column]:
                        total += now[r, c]
                        count += 1
                out[row, column] = total / F(count)
    return out


@njit(cache=True, error_model="numpy", nogil=True)
def _enlarged(small: Floats, shown: Ints, surface: Ints, out: Floats) -> None:
    """The small picture at the sheet's size: between pixels of the same surface only, where there are such.

    Joint bilateral upsampling (Kopf et al., 2007), with the surface for a guide.
    """
    height, width = out.shape
    rows, columns = small.shape
    down, across = F(rows) / F(height), F(columns) / F(width)
    for row in range(height):
        y = max((F(row) + F(0.5)) * down - F(0.5), ZERO)
        r0 = min(int(y), rows - 1)
        r1, v = min(r0 + 1, rows - 1), y - F(r0)
        for column in range(width):
            x = max((F(column) + F(0.5)) * across - F(0.5), ZERO)
            c0 = min(int(x), columns - 1)
            c1, u = min(c0 + 1, columns - 1), x - F(c0)
            mine = surface[row, column]
            total, weight, plain = ZERO, F(1e-6), ZERO
            for r, wr in ((r0, ONE - v), (r1, v)):
                for c, wc in ((c0, ONE - u), (c1, u)):
                    share = wr * wc
                    plain += share * small[r, c]
                    if shown[r, c] == mine:
                        total += share * small[r, c]
                        weight += share
            out[row, column] = total / weight if weight > F(1e-3) else plain
