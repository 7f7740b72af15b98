"""The same face from the same side again and again tires: a near repeat is seen otherwise.

Only what was meant a few shots back decides, never what became of it, so that a changed shot
changes its next repeats at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from film.shot import Size
from planner.coverage.intent import Intent

_BACK = 6
_TURNS: tuple[tuple[Size | None, int], ...] = ((None, 0), (None, 1), ("MWS", 2), ("CU", 0))
"""What a first, second, third and fourth like shot become: as meant, in profile, wider with the place, close."""


def varied(shots: Sequence[Intent]) -> tuple[Intent, ...]:
    """The same shots; a single or reaction like one of the last few is turned to the profile, widened or closed in."""
    return tuple(_turned(shot, shots[max(i - _BACK, 0) : i]) for i, shot in enumerate(shots))


def _turned(shot: Intent, before: Sequence[Intent]) -> Intent:
    if shot.idiom not in ("single", "reaction"):
        return shot
    size, turn = _TURNS[min(sum(_alike(shot, each) for each in before), len(_TURNS) - 1)]
    wider = size if size is not None and shot.size in ("MS", "MCU") else shot.size
    return replace(shot, size=wider, variant=(shot.variant + turn) % 3)


def _alike(a: Intent, b: Intent) -> bool:
    return b.idiom in ("single", "reaction") and a.focus == b.focus and (a.size, a.variant) == (b.size, b.variant)
