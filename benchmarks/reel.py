"""Seconds of film per second of wall time, and where the time goes.

A reel is made from nothing (960x540, 24 frames per second, every pass, two workers) and timed by
stage; then a few of its shots are rendered again in this process with a stopwatch in every part of
a frame.  Code is compiled before the clock starts.  See README.md beside this file.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

Seconds = defaultdict[str, float]
Clock = Callable[[], float]

ROOT = Path(__file__).resolve().parent.parent
PARTS: tuple[tuple[str, str, str], ...] = (
    ("pose", "renderer.previs.painter:Painter", "_pose"),
    ("shadow", "renderer.previs.shadow:Shadows", "laid"),
    ("raster", "renderer.previs.canvas:Canvas", "_covered"),
    ("shade", "renderer.previs.canvas:Canvas", "_painted"),
    ("weather", "renderer.previs.painter", "fall"),
    ("lens blur", "renderer.previs.painter", "soften"),
    ("labels", "renderer.previs.painter", "write_names"),
    ("board in pencil", "renderer.previs.painter:Painter", "sketch"),
    ("rest of the frame", "renderer.previs.painter:Painter", "draw"),
    ("set", "renderer.previs.painter:Painter", "__init__"),
    ("planes for the encoders", "renderer.render", "yuv420"),
    ("planes for the encoders", "renderer.previs.passes.pictures", "depth_bytes"),
    ("encoders", "renderer.encode:Encoder", "__init__"),
    ("encoders", "renderer.encode:Encoder", "write"),
    ("encoders", "renderer.encode:Encoder", "__exit__"),
    ("counting", "renderer.render", "_count"),
    ("measure", "renderer.measure:Meter", "see"),
)
"""Parts of a frame's time: name, whose it is, which function.  A part that calls another is counted without it."""


class Stopwatch:
    """Progress that takes the time of each stage it is told of."""

    def __init__(self) -> None:
        self.spent: Seconds = defaultdict(float)
        self._what = ""
        self._since = 0.0

    def begin(self, what: str, total: int) -> None:  # noqa: ARG002
        """A stage starts, the one before is over."""
        self.close()
        self._what, self._since = what, time.perf_counter()

    def advance(self, amount: int) -> None:
        """Nothing to tell."""

    def note(self, text: str) -> None:
        """A failed shot makes the figures worthless."""
        sys.exit(f"reel.py: {text}")

    def close(self) -> None:
        """The run is over."""
        if self._what:
            self.spent[self._what] += time.perf_counter() - self._since
        self._what = ""


def make(script: Path, folder: Path, size: str, jobs: int, scenes: str = "") -> tuple[Any, Seconds]:
    """A reel from nothing: its report and the seconds of each stage."""
    from storyreel import pipeline
    from storyreel.project import project_of
    from storyreel.stages import Stages

    watch = Stopwatch()
    run = pipeline.Run(project_of(script, folder, {"size": size}), Stages(), watch, jobs, scenes)
    return pipeline.make(run), watch.spent


def frame_parts(script: Path, folder: Path, size: str, scenes: str, shots: int) -> dict[str, float]:
    """Milliseconds a frame of each part, over some shots spread through the film."""
    from planner.brief import Brief
    from renderer.request import Look
    from storyreel.selection import chosen_scenes
    from storyreel.settings import Settings
    from storyreel.stages import Stages

    stages = Stages()
    settings = Settings(script=script.name, size=size)
    screenplay = stages.read(script)
    plan = stages.plan(screenplay, Brief(format=settings.format, scenes=chosen_scenes(screenplay, scenes)))
    requests = stages.requests(plan, Look(passes=settings.passes, supersample=settings.supersample))
    chosen = requests[:: max(1, len(requests) // shots)][:shots]
    with stopwatches() as spent:
        start = time.perf_counter()
        for number, request in enumerate(chosen):
            (folder / f"{number}").mkdir(parents=True)
            stages.render(request, folder / f"{number}", lambda _: None)
        spent["rest"] = time.perf_counter() - start - sum(spent.values())
    frames = sum(request.shot.frames for request in chosen)
    return {part: round(seconds / frames * 1000, 3) for part, seconds in spent.items()}


@contextmanager
def stopwatches(clock: Clock = time.perf_counter) -> Iterator[Seconds]:
    """Times the parts of a frame while the block runs.  AttributeError when the renderer has no such part."""
    spent: Seconds = defaultdict(float)
    before: list[tuple[Any, str, Any]] = []
    inner: list[float] = [0.0]
    try:
        for part, owner, name in PARTS:
            home = _found(owner)
            before.append((home, name, getattr(home, name)))
            setattr(home, name, _timed(getattr(home, name), part, spent, inner, clock))
        yield spent
    finally:
        for home, name, function in before:
            setattr(home, name, function)


def _found(owner: str) -> Any:
    module, _, name = owner.partition(":")
    home = __import__(module, fromlist=["_"])
    return getattr(home, name) if name else home


def _timed(
    function: Callable[..., Any], part: str, spent: Seconds, inner: list[float], clock: Clock
) -> Callable[..., Any]:
    """The function, its time added to its part, less that of the parts called from it: the last of ``inner``."""

    @functools.wraps(function)
    def timed(*args: Any, **kwargs: Any) -> Any:
        inner.append(0.0)
        start = clock()
        try:
            return function(*args, **kwargs)
        finally:
            took = clock() - start
            spent[part] += took - inner.pop()
            inner[-1] += took

    return timed


def measure(script: Path, size: str, scenes: str, jobs: int, shots: int) -> dict[str, Any]:
    """The figures as one object."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        make(script, Path(folder) / "warm.reel", "64x64", 1, scenes)
        warming = time.perf_counter() - start
        report, stages = make(script, Path(folder) / "timed.reel", size, jobs, scenes)
        parts = frame_parts(script, Path(folder) / "shots", size, scenes, shots)
    film = float(report.frames / Fraction(report.rate))
    return {
        "script": script.name,
        "scenes": scenes or "all",
        "size": size,
        "jobs": jobs,
        "cores": os.cpu_count(),
        "film_seconds": round(film, 2),
        "wall_seconds": report.seconds.total,
        "film_per_wall": round(film / report.seconds.total, 3),
        "film_per_render": round(film / report.seconds.render, 3),
        "seconds": report.seconds.model_dump(),
        "stages": {what: round(seconds, 2) for what, seconds in stages.items()},
        "frame_ms": parts,
        "warming_seconds": round(warming, 1),
    }


def table(figures: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [
        f"{figures['script']}, scenes {figures['scenes']}, at {figures['size']}, "
        f"{figures['jobs']} workers on {figures['cores']} cores",
        f"{figures['film_seconds']:8.2f} s of film in {figures['wall_seconds']:.2f} s: "
        f"{figures['film_per_wall']} s of film per second ({figures['film_per_render']} while rendering)",
        "",
        "seconds of the run",
        *(f"{seconds:8.2f}  {name}" for name, seconds in figures["seconds"].items()),
        *(f"{seconds:8.2f}    {name}" for name, seconds in figures["stages"].items()),
        "",
        "milliseconds of a frame, one worker",
        *(f"{ms:8.2f}  {part}" for part, ms in figures["frame_ms"].items()),
        "",
        f"{figures['warming_seconds']:8.1f} s before the clock started, compiling included",
    ]
    return "\n".join(lines)


def main() -> None:
    """Parses, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--script", type=Path, default=ROOT / "samples" / "night_bus.fountain")
    parser.add_argument("--scenes", default="3", help="as storyreel make takes them; '' for the whole film")
    parser.add_argument("--size", default="960x540")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shots", type=int, default=4, help="shots that are looked into")
    parser.add_argument("--json", action="store_true", help="one object on stdout")
    options = parser.parse_args()
    figures = measure(options.script.resolve(), options.size, options.scenes, options.jobs, options.shots)
    print(json.dumps(figures) if options.json else table(figures))


if __name__ == "__main__":
    main()
