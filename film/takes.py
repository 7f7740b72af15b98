"""Takes: attempts of a video model at a shot, what each was made with, what it cost, and how it measures up.

::

    shot 12A-B3 ─┬─ take 1   rejected by its measures     every take is kept, chosen or not
                 ├─ take 2   chosen
                 └─ take 3
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from film.base import Document, Model
from film.clips import Clip

Measured = Literal[
    "motion", "edges", "layout", "cut", "freeze", "black", "burnt", "flicker", "drift", "frames", "identity", "text",
]  # fmt: skip
"""What a take is held against: the planned flow; the previs' edges; who stands where; a cut or a freeze inside the
shot; crushed or burnt pictures; light that flickers; colour unlike the setup's other shots; count and rate of frames;
the references of who is in it; the words it was asked with.  docs/video-judging.md says how each is measured."""


class Evidence(Model):
    """One measure of a take against its ``limit``; ``fails`` says that it is on the wrong side.

    ``frame`` is where it is worst, ``frames`` counted from the shot's first; ``message`` says it in words.  A measure
    without a limit is told and judges nothing.
    """

    measure: Measured
    value: float
    limit: float | None = None
    unit: str = ""
    fails: bool = False
    frame: int | None = None
    character: str | None = None
    message: str


class LeftOut(Model):
    """What the plan would have given and the model does not take: "depth", "2 references of ANNA", "negative"."""

    what: str
    why: str


class Spent(Model):
    """What making took: seconds of accelerators, seconds on the wall, and watt-hours (measured, or reckoned from the
    device's rating; None where nobody knows)."""

    gpu_seconds: Annotated[float, Field(ge=0)] = 0.0
    seconds: Annotated[float, Field(ge=0)] = 0.0
    watt_hours: Annotated[float, Field(ge=0)] | None = None

    def __add__(self, other: Spent) -> Spent:
        known = [each for each in (self.watt_hours, other.watt_hours) if each is not None]
        return Spent(
            gpu_seconds=self.gpu_seconds + other.gpu_seconds,
            seconds=self.seconds + other.seconds,
            watt_hours=sum(known) if known else None,
        )


class Take(Document):
    """One attempt: number (from 1) and seed, the model, what it was asked piece by piece, and what came of it.

    ``jobs`` are the recipes of its pieces in order (prompts, sizes, frames, settings, digests of what was shown);
    ``given`` says in words what the model was shown, ``left_out`` what it could not take.  ``made`` is what it was made
    on (device, libraries, the rung of the ladder of memory), which decides no key.  ``clip`` has its files.
    """

    shot: str
    number: Annotated[int, Field(ge=1)]
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    model: str
    revision: str
    jobs: tuple[dict[str, Any], ...]
    given: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    spent: Spent = Spent()
    made: dict[str, str] = {}
    clip: Clip

    @property
    def faults(self) -> tuple[Evidence, ...]:
        """What speaks against it."""
        return tuple(each for each in self.evidence if each.fails)
