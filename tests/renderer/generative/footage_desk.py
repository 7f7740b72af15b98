"""A shot in two pieces, filmed in greys, and who watches it come together."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from film.clips import FrameMeasure
from film.plan import Format
from film.takes import Evidence, LeftOut, Spent
from renderer.generative.ordering import Ordered, ordered
from renderer.generative.seam import Abilities, Filmed, FrameRule, Heard, Identity, Job, Manner, SizeRule, Text
from tests.renderer.generative.ordering_desk import brief

FORMAT = Format(width=128, height=72)
LONG = brief(40, format=FORMAT)
TAKES = Abilities(
    continues=5, frames=FrameRule(step=4, offset=1, least=5, most=17), size=SizeRule(pixels=64 * 48), rate=Fraction(16)
)
MODEL = Identity(name="wan", revision="r1", family="", abilities=TAKES)


class Told(NamedTuple):
    evidence: tuple[Evidence, ...]
    measured: tuple[FrameMeasure, ...]
    left_out: tuple[LeftOut, ...] = (LeftOut(what="identity", why="nobody looks"),)


class Watcher:
    """Notes what it is shown."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, tuple[int, ...], float]] = []

    def see(self, frame: int, rgb: np.ndarray) -> None:
        self.seen.append((frame, rgb.shape, float(rgb.mean())))

    def told(self) -> Told:
        measure = FrameMeasure(frame=0, sightings=(), luma=0.5, black=0, burnt=0)
        return Told((Evidence(measure="frames", value=len(self.seen), message="counted"),), (measure,))


def order() -> Ordered:
    return ordered(LONG, MODEL, Manner(steps=2, guidance=1.0), 3, Text("A man waits."))


def grey(level: int, job: Job) -> np.ndarray:
    return np.full((job.fit.height, job.fit.width, 3), level, np.uint8)


def filmed(asked: Ordered, **changes: Any) -> list[Filmed]:
    """Model frame n of the shot is grey of 5 n; a head is white, so that one which is shown would be seen."""
    pieces, first = [], 0
    for job in asked.order.jobs:
        own = [grey(5 * (first + n), job) for n in range(job.frames - job.head)]
        first += len(own)
        frames = np.stack([grey(255, job)] * job.head + own)
        pieces.append(
            Filmed(
                job, frames, spent=Spent(gpu_seconds=1.5, seconds=2), made=(("device", "cpu"), ("rung", str(job.piece)))
            )._replace(**changes)
        )
    return pieces


def heard(job: Job, rate: int = 24_000, level: float = 0.5, channels: int = 2) -> Heard:
    length = int(job.frames / job.rate * rate)
    return Heard(np.full((channels, length), level, np.float32), rate)
