"""A fixture as its maker sees it: a size to fill, a colour, a text, and whether lamps are on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from film.base import Vec3
from film.names import digest
from film.place import Fixture
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.lettering import Ink, drawable, written
from renderer.previs.mesh import Mesh, empty, picture_on


@dataclass(frozen=True)
class Piece:
    """What to build, in its own frame: x to the front, y to the left, foot at z = 0.

    ``lit`` is 0 by day to 1 by night: how strongly lamps and screens shine.  ``seed`` varies what
    repeats (windows, books) and comes from the fixture's own content.
    """

    depth: float
    width: float
    height: float
    colour: Rgb | None
    text: str
    lit: float
    seed: int

    def paint(self, usual: str, factor: float = 1.0) -> Rgb:
        """The colour asked for, or the usual one; ``factor`` makes a part of it darker or lighter."""
        return times(self.colour if self.colour is not None else linear(usual), factor)

    def pick(self, number: int) -> float:
        """A number from 0 to 1 that is this piece's own."""
        return (self.seed * (2 * number + 7919) % 10007) / 10007

    @property
    def size(self) -> Vec3:
        """Depth, width, height."""
        return self.depth, self.width, self.height


Maker = Callable[[Piece], Mesh]


def piece_of(fixture: Fixture, lit: float) -> Piece:
    """The fixture as a piece of work."""
    depth, width, height = (max(side, 1e-3) for side in fixture.size)
    seed = int(digest([fixture.kind, fixture.position, fixture.size])[:8], 16)
    colour = linear(fixture.colour) if fixture.colour else None
    return Piece(depth, width, height, colour, fixture.text, lit, seed)


def board(
    text: str, x: float, y: float, z: float, width: float, height: float, ink: Ink, paper: Ink, *, glows: bool = False
) -> Mesh:
    """A lettered rectangle facing +x, its lower edge's middle at (x, y, z); nothing where no letter can be drawn."""
    if not drawable(text):
        return empty()
    scale = 256 / max(width, height, 1e-3)
    image = written(text, max(int(width * scale), 8), max(int(height * scale), 8), ink, paper)
    half = width / 2
    corners = [(x, y - half, z), (x, y + half, z), (x, y + half, z + height), (x, y - half, z + height)]
    return picture_on(corners, image, glows=glows)
