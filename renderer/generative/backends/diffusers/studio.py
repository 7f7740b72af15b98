"""A model at work on one device: its words, its weights, its memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from renderer.generative.backends.diffusers.asking import kind_of
from renderer.generative.backends.diffusers.asking.asking import Asking
from renderer.generative.backends.diffusers.devices import free, is_out_of_memory
from renderer.generative.backends.diffusers.folder import Folder
from renderer.generative.backends.diffusers.gate import Gate
from renderer.generative.backends.diffusers.ladder import Ladder, shape_of
from renderer.generative.backends.diffusers.loading import Placed, compute_type
from renderer.generative.backends.diffusers.meter import Meter, energy_of
from renderer.generative.backends.diffusers.words import Dictionary, Words
from renderer.generative.means import Rung
from renderer.generative.seam import Identity, Job

_Made = TypeVar("_Made")


class NoRoomError(Exception):
    """No rung of the ladder had room for a job."""


class Studio:
    """Weights are loaded with the first job, and stay until ``close``."""

    def __init__(self, folder: Folder, identity: Identity, device: Any, first: Rung) -> None:
        self.identity, self.device = identity, device
        self.gate, self.meter = Gate(), Meter(energy_of(device))
        self._folder, self._ladder = folder, Ladder(first, device.type)
        self._placed: Placed | None = None
        by = kind_of(folder.pipeline).encodes
        numbers = compute_type(identity.manner.precision)
        self._dictionary = Dictionary(folder.path, folder.index, by, device, numbers) if by else None

    def words(self, prompt: str, negative: str, others: Iterable[str]) -> Words:
        """Both texts encoded, and the others on this occasion where one of the two is not yet."""
        if self._dictionary is None:
            return Words()
        if self._dictionary.missing((prompt, negative)):
            with self.gate.alone():
                self._dictionary.learn((prompt, negative, *others))
        return self._dictionary.words(prompt, negative)

    def within_memory(self, job: Job, do: Callable[[Asking], _Made]) -> tuple[_Made, Rung]:
        """What ``do`` makes, and on which rung.  Raises NoRoomError after the last one, and what ``do`` raises."""
        shape = shape_of(job)
        rung: Rung | None = self._ladder.of(shape)
        while rung is not None:
            try:
                with self._at(job, rung) as asking:
                    return do(asking), rung
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
            free(self.device)  # out here, where no traceback holds the frames of what failed
            rung = self._ladder.below(shape, rung)
        raise NoRoomError

    def close(self) -> None:
        """Gives the memory back."""
        self._placed = None
        free(self.device)

    @contextmanager
    def _at(self, job: Job, rung: Rung) -> Iterator[Asking]:
        """The pipeline on that rung: beside others where it stands there and decoding overlaps, else alone."""
        if rung == "whole":
            with self.gate.beside():
                placed = self._placed
                if placed is not None and _is_ready(placed, job, rung) and placed.asking.overlaps:
                    yield placed.asking
                    return
        with self.gate.alone():
            yield self._settled(job, rung)

    def _settled(self, job: Job, rung: Rung) -> Asking:
        precision = job.manner.precision
        placed = self._placed
        if placed is None or placed.precision != precision or not placed.settle(rung):
            if placed is not None:
                placed = self._placed = None
                free(self.device)
            placed = Placed(self._folder, precision, self.device)
            placed.settle(rung)
            self._placed = placed
        return placed.asking


def _is_ready(placed: Placed, job: Job, rung: Rung) -> bool:
    return placed.rung == rung and placed.precision == job.manner.precision
