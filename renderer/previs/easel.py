"""What a painter draws a shot's frames on: the seam between the painter and whatever makes pixels of triangles.

Two stand behind it: canvas.Canvas, in compiled Python on any processor, and gl.canvas.GlCanvas on a graphics card.
One contract suite holds both (tests/renderer/test_gl.py): the same stock seen by the same camera gives the same
pictures within the tolerances of gl.tolerance.
"""

from __future__ import annotations

from typing import Protocol

from film.plan import Format
from renderer.previs.canvas import Sheet
from renderer.previs.colour import Floats
from renderer.previs.frame import Eye, Lamps
from renderer.previs.mesh import Ints
from renderer.previs.sets.wild import Wild
from renderer.previs.shadow import Chart
from renderer.previs.stock import Stock


class Easel(Protocol):
    """Draws what a shot's stock shows, frame by frame, on the grid of samples it was made for."""

    @property
    def stock(self) -> Stock:
        """What it draws, as it is placed now."""

    @property
    def wild(self) -> Wild:
        """Which of it goes away with which wall."""

    @property
    def triangle(self) -> Ints:
        """The number of the triangle at each sample (h * side, w * side) of the last frame, -1 at the sky.

        With it ``stock.scene.planes`` holds the planes of all that is seen; see raster.
        """

    def draw(self, eye: Eye, balls: Floats) -> tuple[Floats, Sheet]:
        """All points in the camera's space (n, 3), and the pixels; ``balls`` darken what is near, see rig.contacts."""

    def smaller(self, film: Format) -> Easel:
        """Another of one sample a pixel, for frames of another size, of the same stock in the same light."""

    def draw_anew(self) -> None:
        """Forget what is kept of the last frames."""


class EaselMaker(Protocol):
    """Makes an easel of a shot's stock and wild walls, the film's frame, samples along a pixel's side, and light.

    Of a ``side`` below 1 there is one sample a pixel, and light may be worked out once for two by two of them that show
    one surface.
    """

    def __call__(self, stock: Stock, wild: Wild, film: Format, side: float, light: tuple[Chart, Lamps], /) -> Easel: ...
