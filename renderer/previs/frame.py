"""What the shader works on: a frame's triangles, camera and lamps, and a row's fragments."""

from __future__ import annotations

from typing import NamedTuple

from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import Ints


class Scene(NamedTuple):
    """All triangles of a frame, static ones first.  ``owner`` is the character's byte, 0 for things."""

    faces: Ints
    normals: Floats
    uv: Floats
    colours: Floats
    pattern: Bytes
    flags: Bytes
    texture: Ints
    owner: Bytes
    surface: Ints
    """Triangles of one number are of one thing, colour, texture and kind."""
    planes: Floats
    """Nine coefficients a triangle; see raster."""
    texels: Bytes
    sheets: Ints
    """For each texture: first texel, width, height."""


class Eye(NamedTuple):
    """The camera: position (3), axes (3, 3: rows right, up, forward), lens (4, see raster), metres a pixel at 1 m."""

    position: Floats
    axes: Floats
    lens: Floats
    pixel: Floats


class Lamps(NamedTuple):
    """The light as arrays: see light.Light.  ``hues`` rows are the colours named in ``HUES``."""

    to_key: Floats
    to_sun: Floats
    hues: Floats
    points: Floats
    portals: Floats
    """Windows that let the sun in: corner (3), across (3), up (3), width, height."""
    numbers: Floats
    """haze, exposure, wet, windows lit, stars, metres a chart cell."""
    chart: Floats
    chart_axes: Floats
    """(3, 4): column, row and height in the shadow chart as functions of x, y, z, 1."""
    cover: Floats
    """Height of what stands near a floor point, blurred, by row and column."""
    cover_at: Floats
    """Cells a metre, column and row of the origin."""
    contacts: Floats
    """Balls that darken what is near them: x, y, z, radius."""
    contact_boxes: Ints
    """Where in the picture that is, in pixels: first and last column, first and last row."""
    room: Floats
    """The inside: low x, low y, high x, high y, ceiling; ceiling 0 out of doors."""
    slope: Floats
    """The key's strength over the floor: at the origin, and its change a metre along x and y."""


HUES = ("key", "sun", "above", "below", "fill", "haze_colour", "zenith", "horizon", "glow")
KEY, SUN, ABOVE, BELOW, FILL, HAZE, ZENITH, HORIZON, GLOW = range(9)
MIST, EXPOSURE, WET, WINDOWS_LIT, STARS, CELL = range(6)

# Lines of a row's fragment table (see shade.paint).  PERSON and LUMINOUS are 1 or 0; the last four are the key's.
(
    COLUMN, ROW, SHARE, DEPTH, X, Y, Z, NX, NY, NZ, DX, DY, DZ, FACING, RED, GREEN, BLUE, SHINE, OPEN, LR, LG, LB,
    PERSON, LUMINOUS, ACROSS, DOWN, HIGH, WAY,
) = range(28)  # fmt: skip
LINES = 28
