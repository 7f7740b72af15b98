"""Triangles with what the shader needs to know of each, and the few solids that sets are built of.

A thing is built in a frame of its own, x to its front, y to its left, z up, and then placed.
Corners are never shared between flat faces, so that one normal per vertex serves flat and round alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from film.base import Vec2, Vec3
from renderer.previs.colour import Bytes, Floats, Rgb

Ints = npt.NDArray[np.int32]

# Flags, one bit each.
ONE_SIDED = 1  # drawn only when its front faces the camera
GLOWS = 2  # shows its colour whatever the light
NO_SHADOW = 4  # casts none
STRUCK = 8  # taken out of the picture for this frame: part of a wild wall, see sets.wild

# Patterns: what the shader lays over a triangle's colour, in metres of its uv.
(
    PLAIN, TILES, BOARDS, ASPHALT, GRASS, CARPET, CONCRETE, WATER, BRICK, WINDOWS, LIT_WINDOWS, FABRIC, LEAVES, SAND,
) = range(14)  # fmt: skip


@dataclass(frozen=True)
class Mesh:
    """n vertices, m triangles; ``colours`` linear RGB; ``texture`` an index into ``images`` or -1."""

    vertices: Floats
    normals: Floats
    uv: Floats
    faces: Ints
    colours: Floats
    pattern: Bytes
    flags: Bytes
    texture: Ints
    images: tuple[Bytes, ...] = ()

    def placed(self, position: Vec3, yaw: float = 0.0) -> Mesh:
        """Turned by ``yaw`` degrees about z, then moved."""
        cos, sin = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
        turn = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]], np.float32)
        vertices = self.vertices @ turn + np.asarray(position, np.float32)
        return replace(self, vertices=vertices, normals=self.normals @ turn)

    def framed(self, frame: npt.NDArray[np.floating]) -> Mesh:
        """In the frame of a rigid 4x4 matrix (columns x, y, z, origin)."""
        turn = np.asarray(frame[:3, :3], np.float32).T
        vertices = self.vertices @ turn + np.asarray(frame[:3, 3], np.float32)
        return replace(self, vertices=vertices, normals=self.normals @ turn)

    def painted(self, pattern: int | None = None, add_flags: int = 0) -> Mesh:
        """The same shape with another pattern or more flags."""
        pattern_of = self.pattern if pattern is None else np.full_like(self.pattern, pattern)
        return replace(self, pattern=pattern_of, flags=self.flags | np.uint8(add_flags))


def empty() -> Mesh:
    """No triangles."""
    return _mesh(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 2)), np.zeros((0, 3)), (0.0, 0.0, 0.0))


def join(meshes: Iterable[Mesh]) -> Mesh:
    """All of them as one, in order."""
    parts = [mesh for mesh in meshes if len(mesh.faces)]
    if not parts:
        return empty()
    starts = np.cumsum([0] + [len(mesh.vertices) for mesh in parts[:-1]])
    shifts = np.cumsum([0] + [len(mesh.images) for mesh in parts[:-1]])
    return Mesh(
        vertices=np.concatenate([mesh.vertices for mesh in parts]),
        normals=np.concatenate([mesh.normals for mesh in parts]),
        uv=np.concatenate([mesh.uv for mesh in parts]),
        faces=np.concatenate([mesh.faces + start for mesh, start in zip(parts, starts, strict=True)]).astype(np.int32),
        colours=np.concatenate([mesh.colours for mesh in parts]),
        pattern=np.concatenate([mesh.pattern for mesh in parts]),
        flags=np.concatenate([mesh.flags for mesh in parts]),
        texture=np.concatenate(
            [np.where(mesh.texture >= 0, mesh.texture + shift, -1) for mesh, shift in zip(parts, shifts, strict=True)]
        ).astype(np.int32),
        images=tuple(image for mesh in parts for image in mesh.images),
    )


def quad(corners: Sequence[Vec3], colour: Rgb, *, uv: Sequence[Vec2] | None = None, pattern: int = PLAIN) -> Mesh:
    """Four corners counter-clockwise seen from the front; uv in metres along its sides unless given."""
    points = np.asarray(corners, np.float64)
    across, up = points[1] - points[0], points[3] - points[0]
    normal = np.cross(across, up)
    normal = normal / max(float(np.linalg.norm(normal)), 1e-12)
    width, height = float(np.linalg.norm(across)), float(np.linalg.norm(up))
    given = uv if uv is not None else [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    faces = [(0, 1, 2), (0, 2, 3)]
    return _mesh(points, np.repeat(normal[None], 4, 0), np.asarray(given), np.asarray(faces), colour, pattern)


def picture_on(corners: Sequence[Vec3], image: Bytes, *, glows: bool = False) -> Mesh:
    """A quad that shows an image (h, w, 3): its first corner is the image's bottom left."""
    flat = quad(corners, (1.0, 1.0, 1.0), uv=[(0, 1), (1, 1), (1, 0), (0, 0)])
    flags = np.full_like(flat.flags, GLOWS if glows else 0)
    return replace(flat, texture=np.zeros_like(flat.texture), images=(image,), flags=flags)


# A box's six faces, each counter-clockwise from outside: its four corners as (x, y, z) of the high (1) or low (0) end,
# and the axes that its uv run along.
_SIDES = (
    ((1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)),
    ((0, 1, 0), (0, 0, 0), (0, 0, 1), (0, 1, 1)),
    ((1, 1, 0), (0, 1, 0), (0, 1, 1), (1, 1, 1)),
    ((0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)),
    ((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)),
    ((0, 1, 0), (1, 1, 0), (1, 0, 0), (0, 0, 0)),
)
_CORNERS = np.asarray(_SIDES, np.float64).reshape(24, 3)
_OUTWARD = np.repeat(np.asarray([(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)]), 4, 0)
_ACROSS, _UP = np.repeat([1, 1, 0, 0, 0, 0], 4), np.repeat([2, 2, 2, 2, 1, 1], 4)
_SQUARE = np.tile([(0, 0), (1, 0), (1, 1), (0, 1)], (6, 1))
_BOX_FACES = (np.arange(6)[:, None, None] * 4 + np.asarray([(0, 1, 2), (0, 2, 3)])).reshape(12, 3)


def box(low: Vec3, high: Vec3, colour: Rgb, pattern: int = PLAIN) -> Mesh:
    """An upright box from corner to corner; uv in metres along each side."""
    size = np.asarray(high, np.float64) - np.asarray(low, np.float64)
    uv = _SQUARE * np.stack([size[_ACROSS], size[_UP]], 1)
    return _mesh(_CORNERS * size + np.asarray(low), _OUTWARD, uv, _BOX_FACES, colour, pattern)


def block(x: float, y: float, z: float, size: Vec3, colour: Rgb, pattern: int = PLAIN) -> Mesh:
    """A box of ``size`` (depth, width, height) standing with the middle of its foot at (x, y, z)."""
    dx, dy, dz = size
    return box((x - dx / 2, y - dy / 2, z), (x + dx / 2, y + dy / 2, z + dz), colour, pattern)


def prism(outline: Sequence[Vec2], low: float, high: float, colour: Rgb, axis: str = "z") -> Mesh:
    """A convex outline (counter-clockwise) drawn out along an axis: in (x, y) along z, or in (x, z) along y."""
    ring = np.asarray(outline, np.float64)
    if axis == "y":
        bottom = [(x, high, z) for x, z in ring]
        top = [(x, low, z) for x, z in ring]
    else:
        bottom = [(x, y, low) for x, y in ring]
        top = [(x, y, high) for x, y in ring]
    count = len(ring)
    sides = [quad((bottom[i], bottom[(i + 1) % count], top[(i + 1) % count], top[i]), colour) for i in range(count)]
    return join([*sides, _fan(top, colour), _fan(bottom[::-1], colour)])


def cylinder(
    x: float,
    y: float,
    low: float,
    high: float,
    radius: float,
    colour: Rgb,
    *,
    top: float | None = None,
    sides: int = 12,
) -> Mesh:
    """A round post about the z axis at (x, y); ``top`` is its radius above when it tapers (0 for a cone)."""
    upper = radius if top is None else top
    angles = np.arange(sides + 1) / sides * math.tau
    circle = np.stack([np.cos(angles), np.sin(angles)], 1)
    slope = (radius - upper) / max(high - low, 1e-6)
    normals = np.column_stack([circle, np.full(sides + 1, slope)])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    below = np.column_stack([circle * radius + (x, y), np.full(sides + 1, low)])
    above = np.column_stack([circle * upper + (x, y), np.full(sides + 1, high)])
    along = angles * radius
    uv = np.concatenate(
        [np.column_stack([along, np.full_like(along, low)]), np.column_stack([along, np.full_like(along, high)])]
    )
    first = np.arange(sides)
    up = sides + 1
    faces = np.concatenate(
        [np.column_stack([first, first + 1, first + 1 + up]), np.column_stack([first, first + 1 + up, first + up])]
    )
    wall = _mesh(np.concatenate([below, above]), np.concatenate([normals, normals]), uv, faces, colour)
    caps = [_fan([_point(p) for p in below[:-1][::-1]], colour)]
    if upper > 0:
        caps.append(_fan([_point(p) for p in above[:-1]], colour))
    return join([wall, *caps])


def rod(a: Vec3, b: Vec3, radius: float, colour: Rgb, sides: int = 8) -> Mesh:
    """A round bar from ``a`` to ``b``."""
    axis = np.asarray(b, np.float64) - np.asarray(a, np.float64)
    length = float(np.linalg.norm(axis))
    return cylinder(0, 0, 0, length, radius, colour, sides=sides).framed(_frame_along(np.asarray(a), axis))


def ring(centre: Vec3, axis: Vec3, radius: float, thickness: float, colour: Rgb, sides: int = 16) -> Mesh:
    """A hoop of round bar about an axis: a wheel's rim, a steering wheel."""
    frame = _frame_along(np.asarray(centre, np.float64), np.asarray(axis, np.float64))
    around = [
        (radius * math.cos(i / sides * math.tau), radius * math.sin(i / sides * math.tau), 0.0) for i in range(sides)
    ]
    bars = [rod(around[i], around[(i + 1) % sides], thickness, colour, 6) for i in range(sides)]
    return join(bars).framed(frame)


def disc(centre: Vec3, axis: Vec3, radius: float, thickness: float, colour: Rgb, sides: int = 16) -> Mesh:
    """A flat round slab whose middle is at ``centre``: a wheel, a clock, a plate."""
    frame = _frame_along(np.asarray(centre, np.float64), np.asarray(axis, np.float64))
    return cylinder(0, 0, -thickness / 2, thickness / 2, radius, colour, sides=sides).framed(frame)


def ball(centre: Vec3, radii: Vec3, colour: Rgb, sides: int = 10, pattern: int = PLAIN) -> Mesh:
    """An ellipsoid."""
    rows = max(sides // 2, 3)
    theta, phi = np.meshgrid(
        np.arange(rows + 1) / rows * math.pi, np.arange(sides + 1) / sides * math.tau, indexing="ij"
    )
    unit = np.stack([np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), np.cos(theta)], -1).reshape(-1, 3)
    normals = unit / np.asarray(radii)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    size = float(max(radii))
    uv = np.stack([phi.ravel() * size, theta.ravel() * size], 1)
    r, s = np.meshgrid(np.arange(rows), np.arange(sides), indexing="ij")
    a = (r * (sides + 1) + s).ravel()
    b = a + sides + 1
    faces = np.concatenate([np.column_stack([a, b, b + 1]), np.column_stack([a, b + 1, a + 1])])
    return _mesh(unit * np.asarray(radii) + np.asarray(centre), normals, uv, faces, colour, pattern)


def solid_of(vertices: Floats, normals: Floats, faces: Ints, colours: Floats) -> Mesh:
    """A body's triangles with its own smooth normals."""
    count = len(faces)
    return Mesh(
        vertices=np.asarray(vertices, np.float32),
        normals=np.asarray(normals, np.float32),
        uv=np.zeros((len(vertices), 2), np.float32),
        faces=np.asarray(faces, np.int32),
        colours=np.asarray(colours, np.float32),
        pattern=np.zeros(count, np.uint8),
        flags=np.zeros(count, np.uint8),
        texture=np.full(count, -1, np.int32),
    )


def _fan(points: Sequence[Vec3], colour: Rgb) -> Mesh:
    ring_points = np.asarray(points, np.float64)
    normal = np.cross(ring_points[1] - ring_points[0], ring_points[2] - ring_points[0])
    normal = normal / max(float(np.linalg.norm(normal)), 1e-12)
    count = len(ring_points)
    faces = np.column_stack([np.zeros(count - 2), np.arange(1, count - 1), np.arange(2, count)])
    return _mesh(ring_points, np.repeat(normal[None], count, 0), ring_points[:, :2], faces, colour)


def _frame_along(origin: npt.NDArray[np.floating], axis: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    z = axis / max(float(np.linalg.norm(axis)), 1e-9)
    helper = np.array([0.0, 0.0, 1.0]) if abs(z[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    x = np.cross(helper, z)
    x /= np.linalg.norm(x)
    frame = np.eye(4)
    frame[:3, 0], frame[:3, 1], frame[:3, 2], frame[:3, 3] = x, np.cross(z, x), z, origin
    return frame


def _point(row: npt.NDArray[np.floating]) -> Vec3:
    return float(row[0]), float(row[1]), float(row[2])


def _mesh(
    vertices: npt.NDArray[np.floating],
    normals: npt.NDArray[np.floating],
    uv: npt.NDArray[np.floating],
    faces: npt.NDArray[np.generic],
    colour: Rgb,
    pattern: int = PLAIN,
) -> Mesh:
    count = len(faces)
    return Mesh(
        vertices=np.asarray(vertices, np.float32),
        normals=np.asarray(normals, np.float32),
        uv=np.asarray(uv, np.float32).reshape(-1, 2),
        faces=np.asarray(faces, np.int32).reshape(-1, 3),
        colours=np.tile(np.asarray(colour, np.float32), (count, 1)),
        pattern=np.full(count, pattern, np.uint8),
        flags=np.zeros(count, np.uint8),
        texture=np.full(count, -1, np.int32),
    )
