"""Shots drawn by a graphics card (OpenGL 3.3 through moderngl), with the same shading as the kernels draw them with.

::

    card = gl.context()                # a graphics card, or None and gl.why() says why not
    card = gl.context(software=True)   # any renderer, llvmpipe too: for tests and benchmarks
    artist = artist_of(request, body_for, gl.easel(card))     # split.artist_of, as for the kernels
    artist.draw(0)                     # a painter.Picture; card.name is what the driver calls itself

``easel(card)`` stands where canvas.Canvas does by default: Painter, SplitPainter and artist_of all take it last.  An
artist's canvas draws with ``draw(eye, balls)`` and raises CardError for whatever goes wrong on the card.

render.render_shot takes its ``hand`` here.  A card is looked for once a process, the first time that a shot wants one;
a processor that speaks OpenGL is never taken for one.  See docs/decisions/022-hardware-gl.md.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from renderer.previs.canvas import Canvas
from renderer.previs.easel import EaselMaker
from renderer.previs.gl.canvas import GlCanvas
from renderer.previs.gl.machine import CardError, Machine, no_card, opened
from renderer.previs.gl.trial import tried
from renderer.request import Engine

KERNELS = "numba"
"""What a clip says that the kernels drew."""


class Hand(NamedTuple):
    """Who draws: what makes its easels, and how a clip names it."""

    easel: EaselMaker
    name: str


class _Found:
    """What this process knows of its machine: the one context that it has open, or why there is none.

    OpenGL acts on whichever context is current: with a second one open, a texture could be freed in the wrong one.
    """

    def __init__(self) -> None:
        self._machine: Machine | None = None
        self._reasons: dict[bool, str] = {}

    def machine(self, software: bool) -> Machine | str:
        if software not in self._reasons and self._machine is None:
            try:
                if not software:
                    tried()
                self._machine = opened(software=software)
            except CardError as error:
                self._reasons[software] = str(error)
        if software in self._reasons or self._machine is None:
            return self._reasons[software]
        if self._machine.software and not software:
            return no_card(self._machine.name)
        return self._machine

    def give_up(self, reason: str) -> None:
        self._reasons = {True: reason, False: reason}


_found = _Found()


def context(*, software: bool = False) -> Machine | None:
    """The graphics card of this process, None where none answers; with ``software`` whatever speaks OpenGL."""
    found = _found.machine(software)
    return found if isinstance(found, Machine) else None


def why(*, software: bool = False) -> str:
    """The renderer's name, or one line on why there is none."""
    found = _found.machine(software)
    return found.name if isinstance(found, Machine) else found


def easel(machine: Machine) -> EaselMaker:
    """What makes canvases on a card."""
    return partial(GlCanvas, machine)


def hand(engine: Engine) -> Hand:
    """Who draws: the kernels, or with ``auto`` a card that answers.

    ``gl`` takes a processor that speaks OpenGL too; where nothing does, the kernels draw.
    """
    machine = None if engine == "numba" else context(software=engine == "gl")
    return Hand(Canvas, KERNELS) if machine is None else Hand(easel(machine), f"gl ({machine.name})")


def give_up(lost: CardError) -> None:
    """Draw with the kernels from now on: a card that failed once may do so at every shot of this process."""
    _found.give_up(str(lost))


__all__ = ["KERNELS", "CardError", "Hand", "Machine", "context", "easel", "give_up", "hand", "why"]
