"""Shots to measure with, and how a worker draws one: what previs.py and its rooms share."""

from __future__ import annotations

import functools
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Figures = dict[str, Any]


def requests_of(script: Path, size: str) -> list[Any]:
    """Every shot of a script, to be drawn with the passes that a run keeps."""
    from planner.brief import Brief
    from renderer.request import Look
    from storyreel.selection import chosen_scenes
    from storyreel.settings import Settings
    from storyreel.stages import Stages

    stages, settings = Stages(), Settings(script=script.name, size=size)
    look = Look(passes=settings.passes, supersample=settings.supersample)
    screenplay = stages.read(script)
    plan = stages.plan(screenplay, Brief(format=settings.format, scenes=chosen_scenes(screenplay, "")))
    return list(stages.requests(plan, look))


def in_profile(requests: Sequence[Any], profile: str) -> list[Any]:
    """The same shots as a full run or a draft draws them."""
    from renderer.request import DRAFT

    return [each.but(look=each.look.but(**DRAFT)) if profile == "draft" else each for each in requests]


def spread(requests: Sequence[Any], seconds: float) -> list[Any]:
    """Shots spread evenly through a film, one at least, of about so many seconds together; 0 for all of them."""
    total = sum(seconds_of(each) for each in requests)
    step = min(max(1, round(total / seconds)), len(requests)) if seconds else 1
    return list(requests[step // 2 :: step])


def seconds_of(request: Any) -> float:
    """How long a shot is."""
    return float(request.shot.frames / request.format.rate)


def small(request: Any) -> Any:
    """The same shot in a few pixels: for what must be compiled and loaded first."""
    return request.but(format=request.format.but(width=128, height=72))


def cpu() -> float:
    """Seconds of processor that this process and its ended children have had."""
    use = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in use)


def memory() -> float:
    """MiB that this process holds now; the most it ever held where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError):
        return most_memory()
    return pages * resource.getpagesize() / 2**20


def most_memory() -> float:
    """MiB that this process has held at most."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 2**20 if sys.platform == "darwin" else held / 1024


def draw_into(request: Any, folder: Path, step: Callable[[int], None]) -> None:
    """Draw one shot, encoders and all, and leave the CPU seconds of it and the worker's memory beside the files."""
    from renderer.render import render_shot

    folder.mkdir(parents=True)
    before = cpu()
    render_shot(request, folder, lambda _: step(1))
    cost = {"cpu": cpu() - before, "mib": memory(), "most": most_memory(), "at": time.time(), "worker": os.getpid()}
    (folder / "cost.json").write_text(json.dumps(cost))


def task(request: Any, name: str, folder: Path) -> Any:
    """A worker's task: draw a shot into a folder of its name."""
    from storyreel.workers import Task

    return Task(name, request.shot.frames, functools.partial(draw_into, request, folder / name))


def run(pool: Any, requests: Sequence[Any], folder: Path) -> list[Figures]:
    """What each shot cost, in the order of the requests; ``at`` is when it ended."""
    tasks = [task(each, f"{number}", folder) for number, each in enumerate(requests)]
    for outcome in pool.run(tasks, lambda *_: None):
        if outcome.reason:
            sys.exit(f"previs.py: {outcome.reason}")
    return [json.loads((folder / each.name / "cost.json").read_text()) for each in tasks]
