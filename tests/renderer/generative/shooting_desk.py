"""A crew and a model without pixels: takes that are good or bad by their numbers, jobs that fail by their names."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np

from film.clips import Clip
from film.errors import RenderError
from film.takes import Evidence, Spent, Take
from renderer.generative.ordering import Ordered
from renderer.generative.seam import Filmed, Fit, Job, Manner, Queue, TakeOrder, Trouble, Work

FAULT = Evidence(measure="black", value=1.0, fails=True, message="all of it is black")


class Flat:
    """Reckons a second for every frame of a job, and learns nothing."""

    def __call__(self, job: Job) -> float:
        return float(job.frames)

    def learn(self, job: Job, seconds: float) -> None:
        """Nothing."""


@dataclass
class Unit:
    """A crew whose shots have so many pieces of so many frames each; ``bad`` takes have a fault, ``kept`` ones were
    made before, ``refused`` shots cannot be ordered."""

    pieces: Mapping[str, Sequence[int]] = field(default_factory=dict)
    bad: Callable[[str, int], bool] = lambda _, __: False
    refused: frozenset[str] = frozenset()
    kept: dict[tuple[str, int], Take] = field(default_factory=dict)
    made: list[tuple[str, int]] = field(default_factory=list)
    orders: dict[tuple[str, int], str] = field(default_factory=dict)
    book: list[str] = field(default_factory=list)
    broken: frozenset[str] = frozenset()
    error: type[Exception] = RenderError
    spool: dict[str, Filmed] = field(default_factory=dict)
    gate: threading.Event | None = None

    def order(self, shot: str, number: int, before: Take | None) -> Ordered:
        if shot in self.refused:
            raise RenderError("no model makes this", where=shot)
        self.orders[shot, number] = "" if before is None else f"{before.shot}/{before.number}"
        sizes = self.pieces.get(shot, (5,))
        jobs = tuple(
            Job(
                shot=shot, take=number, piece=piece, prompt=shot, frames=frames, rate=Fraction(16), seed=number,
                fit=Fit(width=16, height=16, inner_width=16, inner_height=16), manner=Manner(), head=2 if piece else 0,
            )
            for piece, frames in enumerate(sizes)
        )  # fmt: skip
        return Ordered(TakeOrder(shot=shot, number=number, jobs=jobs, shows=(0,)), (), ())

    def found(self, ordered: Ordered) -> Take | None:
        return self.kept.get((ordered.order.shot, ordered.order.number))

    def filmed_before(self, job: Job) -> Filmed | None:
        return self.spool.get(f"{job.shot}/{job.take}.{job.piece}")

    def begun(self, job: Job) -> None:
        self.book.append(f"begun {job.shot}/{job.take}.{job.piece}")

    def ended(self, filmed: Filmed) -> None:
        self.book.append(f"ended {filmed.job.shot}/{filmed.job.take}.{filmed.job.piece}")

    def keep(self, ordered: Ordered, filmed: Sequence[Filmed]) -> Take:
        if self.gate is not None:
            assert self.gate.wait(20)
        order = ordered.order
        if order.shot in self.broken:
            raise self.error("what came is no picture")
        assert [piece.job for piece in filmed] == list(order.jobs)
        take = take_of(order.shot, order.number, bad=self.bad(order.shot, order.number))
        assert (order.shot, order.number) not in self.kept
        self.kept[order.shot, order.number] = take
        self.made.append((order.shot, order.number))
        return take


def take_of(shot: str, number: int, *, bad: bool = False) -> Take:
    clip = Clip(
        shot=shot,
        frames=1,
        rate=Fraction(24),
        width=16,
        height=16,
        picture=Path("picture.mp4"),
        board=Path("board.png"),
    )
    evidence = (FAULT,) if bad else ()
    return Take(shot=shot, number=number, seed=number, model="fake", revision="", jobs=(), evidence=evidence, clip=clip)


@dataclass
class Fake:
    """A model with ``room`` jobs under way; ``troubles`` by shot, ``dear`` times what is reckoned; ``gone`` after so
    many jobs.  ``jobs`` are what it was given, ``heads`` the first numbers of the frames that it went on from."""

    room: int = 1
    troubles: Mapping[str, Trouble] = field(default_factory=dict)
    dear: float = 1.0
    gone: int | None = None
    jobs: list[Job] = field(default_factory=list)
    heads: list[int | None] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def film(self, queue: Queue) -> Iterator[Filmed]:
        self.texts = [text.prompt for text in queue.texts]
        under_way: list[Work] = []
        while True:
            while len(under_way) < self.room and (work := queue.take()) is not None:
                under_way.append(work)
                self.jobs.append(work.job)
                self.heads.append(None if work.head is None else int(work.head[0, 0, 0, 0]))
            if not under_way:
                return
            if self.gone is not None and len(self.jobs) > self.gone:
                raise RenderError("the server is gone")
            yield self.outcome(under_way.pop(0).job)

    def outcome(self, job: Job) -> Filmed:
        """What comes of a job."""
        spent = Spent(gpu_seconds=job.frames * self.dear)
        if trouble := self.troubles.get(job.shot):
            return Filmed(job, spent=spent, trouble=trouble, why=f"{job.shot} could not be made")
        numbers = np.arange(job.frames, dtype=np.uint8) + 10 * job.piece
        frames = np.broadcast_to(numbers[:, None, None, None], (job.frames, 16, 16, 3)).copy()
        return Filmed(job, frames, spent=spent)
