"""A camera setup that the cut may use: what it is meant to show, and the camera that was found for it."""

from __future__ import annotations

from dataclasses import dataclass

from film.shot import Axis
from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate
from planner.coverage.intent import Intent

Asked = tuple[str, int | str]
"""What a setup must be there for: ("words", step) or ("thing", prop)."""


@dataclass(frozen=True)
class Wanted:
    """A setup to be solved: the intent and the moments (step, frame) at which its people must be framed.

    ``walk`` is the step and frames [start, end) of a walk that the camera goes along with.  ``uses`` is
    about how many speeches or deeds it could play: a setup that serves often is cheap to light.
    ``forced`` names the camera words that it obeys, or the thing that it shows.  ``only`` are the moments (step,
    frame) at which atoms begin that it may play, of a setup that would say something else anywhere else; empty for all.
    """

    intent: Intent
    moments: tuple[tuple[int, int], ...]
    uses: int = 1
    walk: tuple[int, int, int] | None = None
    forced: Asked | None = None
    opening: bool = False
    only: frozenset[tuple[int, int]] = frozenset()

    @property
    def free(self) -> bool:
        """Whether it may play whatever it shows."""
        return self.forced is None and not self.opening and not self.only


@dataclass(frozen=True)
class Option:
    """A solved setup.  ``brief`` is what the solver was told, ``price`` what it has against what it found, ``notes``
    what had to give.
    """

    wanted: Wanted
    brief: CameraBrief
    intent: Intent
    candidate: Candidate
    axis: Axis | None
    price: float
    notes: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two options one setup."""
        first = self.candidate.keys[0]
        wanted = self.wanted
        return self.intent.idiom, self.intent.subjects, self.candidate.keys, first.focal_mm, wanted.forced, wanted.only
