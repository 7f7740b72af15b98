"""What a body does by itself: breath, sway, nods, the jaw and the hands of somebody who speaks.

All of it is a function of time and of a number drawn from who it is, so that a shot is the same
whenever and wherever it is rendered.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass

from film.camera import ease
from renderer.previs.bodies.touch import NOTHING, Touch


@dataclass(frozen=True)
class Moment:
    """An instant of the shot: ``seconds`` since it began, ``speaking`` 0 to 1, ``seed`` of the shot.

    ``reacts``: the shot is there to see how they take something.  ``touch`` is what of the place their hands are on;
    ``laden`` says whether something heavy hangs from the left and the right one.
    """

    seconds: float
    speaking: float
    seed: int
    reacts: bool = False
    touch: Touch = NOTHING
    laden: tuple[bool, bool] = (False, False)


@dataclass(frozen=True)
class Life:
    """Offsets at an instant: ``breath`` -1 to 1, ``sway`` metres to the left, the rest in degrees.

    ``hip`` is how much higher the hip of the leg is that carries the weight (left positive).
    ``start`` is how far they are in a reaction, 0 to 1.
    ``gesture`` (left, right) is how far each free hand is raised in talk, 0 to 1; ``beat`` moves it.
    """

    breath: float
    sway: float
    nod: float
    turn: float
    jaw: float
    hip: float
    gesture: tuple[float, float]
    beat: float
    start: float = 0.0


_START = (0.30, 0.35)
"""Seconds until somebody starts who hears news, and by how much more for some than for others: a simple reaction to a
sound takes 0.15 s to 0.2 s, one to a word's meaning twice that (Woodworth and Schlosberg, "Experimental Psychology",
1954)."""


def life(character: str, moment: Moment) -> Life:
    """The signs of life of a character."""
    own = zlib.crc32(f"{character}/{moment.seed}".encode()) / 2**32
    t = moment.seconds + 37.0 * own
    talk = min(max(moment.speaking, 0.0), 1.0)
    nod = 0.5 * _drift(t, 0.17, own) + talk * (
        2.0 * math.sin(2 * math.pi * 0.9 * t) + 1.4 * math.sin(2 * math.pi * 0.53 * t)
    )
    turn = 0.9 * _drift(t, 0.11, own + 0.3) + talk * 2.2 * math.sin(2 * math.pi * 0.37 * t + 6 * own)
    return Life(
        breath=math.sin(2 * math.pi * (0.24 + 0.05 * own) * t),
        sway=0.006 * _drift(t, 0.13, own + 0.6),
        nod=nod,
        turn=turn,
        start=_started(moment.seconds - _START[0] - _START[1] * own) if moment.reacts else 0.0,
        jaw=talk * syllables(t, own),
        hip=(1.0 if own < 0.5 else -1.0) * (2.2 + 1.4 * abs(own - 0.5)) + 0.25 * _drift(t, 0.05, own),
        gesture=(talk * _phrase(t, own, 0.0), talk * _phrase(t, own, 0.55)),
        beat=math.sin(2 * math.pi * 1.1 * t) + 0.5 * math.sin(2 * math.pi * 1.9 * t),
    )


def syllables(t: float, own: float) -> float:
    """Degrees the jaw is open: four to five syllables a second, unequal, with short closures."""
    fast = math.sin(2 * math.pi * (4.3 + 0.6 * own) * t)
    slow = 0.6 + 0.4 * math.sin(2 * math.pi * 1.3 * t + 9.0 * own) * math.cos(2 * math.pi * 0.47 * t)
    return 1.0 + 13.0 * max(0.5 + 0.5 * fast - 0.12, 0.0) * slow


def _drift(t: float, rate: float, own: float) -> float:
    """A slow wander within -1 to 1 that does not visibly repeat: two incommensurate waves."""
    return 0.6 * math.sin(2 * math.pi * (rate * t + own)) + 0.4 * math.sin(2 * math.pi * (rate * 1.618 * t + 2.3 * own))


def _started(seconds: float) -> float:
    """A start: there within a fifth of a second, let go in a long breath."""
    return ease(seconds / 0.2) * (1 - 0.7 * ease((seconds - 0.45) / 1.3))


def _phrase(t: float, own: float, offset: float) -> float:
    """Hands come up for a phrase of some seconds and go down again; the two sides seldom together."""
    cycle = (t / (4.6 + 2.2 * own) + own * 7 + offset) % 1.0
    return ease(cycle / 0.12) * (1 - ease((cycle - 0.42) / 0.16))
