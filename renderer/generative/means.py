"""With what a video model is run: device, memory, time.  None of it is in a take's key, since none asks for a frame."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from film.base import Model

Rung = Literal["whole", "in_turn", "tiled", "offloaded", "by_block", "float8"]
"""Rungs of the ladder of memory, each needing less than the one before; backends/diffusers/ladder.py says what each
does."""


class Means(Model):
    """How a backend works.

    In this process: ``device`` is "auto" (the first accelerator; without one nothing is begun), "cuda", "cuda:N",
    "mps" or "cpu"; ``memory`` the rung of the ladder that is begun on; ``threads`` how many of the processor's
    (None: as torch chooses).

    At a server: ``timeout`` is how long it may be silent, ``at_once`` how many jobs it is given at once, ``attempts``
    how often a request that failed for the moment is made, ``poll`` after how long a job is first looked at.

    For both: ``deadline`` is how long one job may take, ``gpu_seconds`` what all may take together (None: no bound);
    what is under way when it is reached is stopped.  Times are in seconds.
    """

    device: Annotated[str, Field(pattern=r"^(auto|cpu|mps|cuda(:\d{1,3})?)$")] = "auto"
    memory: Rung = "whole"
    threads: Annotated[int | None, Field(ge=1, le=1024)] = None
    timeout: Annotated[float, Field(gt=0)] = 60.0
    deadline: Annotated[float, Field(gt=0)] = 3600.0
    at_once: Annotated[int, Field(ge=1, le=64)] = 4
    attempts: Annotated[int, Field(ge=1, le=20)] = 5
    poll: Annotated[float, Field(gt=0, le=60)] = 2.0
    gpu_seconds: Annotated[float | None, Field(ge=0)] = None
