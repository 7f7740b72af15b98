"""A first try at the card, in a process of its own: a driver that crashes or hangs takes no shot with it."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from film.place import PlaceSheet
from film.plan import Format
from renderer.previs.canvas import Canvas
from renderer.previs.frame import Eye
from renderer.previs.gl.canvas import GlCanvas
from renderer.previs.gl.machine import CardError, Machine, opened
from renderer.previs.gl.tolerance import between
from renderer.previs.light import light_of
from renderer.previs.mesh import BOARDS, ball, quad
from renderer.previs.rig import lamps_of
from renderer.previs.sets.wild import Wild
from renderer.previs.shadow import chart_over
from renderer.previs.stock import stock_of

PATIENCE = 60.0
"""Seconds that a driver may take to answer."""

_DEVICES = ("dri/renderD*", "nvidia[0-9]*", "dxg", "mali*", "kgsl*")
"""Names under /dev that a card's driver has on Linux, on Windows' Linux too."""


def tried() -> None:
    """Raises CardError, with the reason, where no card would draw; starts nothing where the system has none."""
    if find_spec("moderngl") is None:
        raise CardError("moderngl is not installed (pip install 'storyreel[gl]')")
    if sys.platform.startswith("linux") and not devices():
        raise CardError("no graphics card")
    command = [sys.executable, "-c", "from renderer.previs.gl.trial import report; report()"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CardError(f"OpenGL did not answer ({type(error).__name__})") from error
    lines = said.stdout.strip().splitlines()
    if said.returncode or not lines:
        raise CardError(f"OpenGL ended its process (code {said.returncode})")
    if lines[-1] != _DRAWS:
        raise CardError(lines[-1])


_DRAWS = "draws"


def devices(folder: Path = Path("/dev")) -> tuple[str, ...]:
    """The cards that a Linux system has, by the names of their devices."""
    return tuple(sorted(path.name for pattern in _DEVICES for path in folder.glob(pattern)))


def report() -> None:
    """Print that the first card draws as the kernels do, or in one line why not."""
    try:
        prove(opened())
        print(_DRAWS)
    except CardError as lost:
        print(lost)


def prove(machine: Machine) -> None:
    """Draw a ball over a floor with both engines.  Raises CardError where the card's picture is not as it must be."""
    film = Format(width=128, height=72)
    floor = quad(((-2, 1, 0), (2, 1, 0), (2, 5, 0), (-2, 5, 0)), (0.5, 0.4, 0.3), pattern=BOARDS)
    ball_ = ball((0.0, 3.0, 0.5), (0.5, 0.5, 0.5), (0.2, 0.3, 0.6))
    stock = stock_of(floor, [(ball_, 1)])
    chart = chart_over((0.0, 3.0, 0.5), 2.0, (0.3, -0.5, 0.8), cells=64)
    place = PlaceSheet(id="p", name="P", kind="p", enclosure="open", stage=(0, 0, 1, 1), ground="grass")
    bare, portals = np.full((64, 64), -1e6, np.float32), np.zeros((0, 11), np.float32)
    light = chart, lamps_of(light_of(place, "day", "clear"), chart, bare, portals)
    wild = Wild((), np.full(len(floor.faces), -1, np.int32))
    eye = Eye(
        position=np.array((0, 0, 0.7), np.float32),
        axes=np.array(((1, 0, 0), (0, 0, 1), (0, 1, 0)), np.float32),
        lens=np.array((256, 256, 127.5, 71.5), np.float32),
        pixel=np.array([1 / 128], np.float32),
    )
    balls = np.zeros((0, 4), np.float32)
    _, ours = Canvas(stock, wild, film, 2, light).draw(eye, balls)
    _, theirs = GlCanvas(machine, stock, wild, film, 2, light).draw(eye, balls)
    found = between(ours, theirs)
    if not found.within:
        raise CardError(f"{machine.name} draws another picture (levels {found.levels:.2f}, ids {found.ids:.4f})")
