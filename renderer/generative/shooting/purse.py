"""What making takes may cost: nothing is begun that does not fit into what is left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from renderer.generative.seam import Filmed, Job


class Reckons(Protocol):
    """Who says what a job takes, and learns from what jobs took (renderer.generative.costs.Reckoner)."""

    def __call__(self, job: Job, /) -> float:
        """GPU-seconds that it will take."""

    def learn(self, job: Job, seconds: float) -> None:
        """So long it took."""


class Purse:
    """GPU-seconds: ``limit`` for all (None: any number), of which some are spent and some set aside."""

    def __init__(self, limit: float | None, reckon: Reckons) -> None:
        self._limit, self._reckon = limit, reckon
        self._reserved: dict[tuple[str, int, int], Job] = {}
        self.spent = 0.0

    def fits(self, jobs: Iterable[Job]) -> bool:
        """All of these can be paid besides what is set aside."""
        if self._limit is None:
            return True
        return self.spent + sum(map(self._reckon, (*self._reserved.values(), *jobs))) <= self._limit

    def reserve(self, jobs: Iterable[Job]) -> None:
        """Sets aside what these will take."""
        self._reserved.update({_name(job): job for job in jobs})

    def pay(self, filmed: Filmed) -> None:
        """Pays what making took; where frames came and nobody counted, what was reckoned."""
        reckoned = self._reckon(filmed.job) if filmed.frames is not None else 0.0
        self._reserved.pop(_name(filmed.job), None)
        self.spent += filmed.spent.gpu_seconds or reckoned
        if filmed.frames is not None:
            self._reckon.learn(filmed.job, filmed.spent.gpu_seconds)

    def release(self, jobs: Iterable[Job]) -> None:
        """These will not be made after all."""
        for job in jobs:
            self._reserved.pop(_name(job), None)


def _name(job: Job) -> tuple[str, int, int]:
    return job.shot, job.take, job.piece
