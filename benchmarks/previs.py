"""Seconds of film that two workers draw in a second, and where a frame's time goes.

Shots spread through every sample are drawn as a run draws them (posing, every pass of the look, H.264, the files
counted), the workers warm and the code compiled.  Then a few are drawn again in this process with a stopwatch in every
part.  Where other renderers are found, they draw one of the shots too.  See README.md beside this file.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import reel

ROOT = Path(__file__).resolve().parent.parent
Figures = dict[str, Any]

_PEER_FRAMES = 5


def requests_of(script: Path, size: str, profile: str) -> list[Any]:
    """Every shot of a script, to be drawn with the passes that a run keeps."""
    from planner.brief import Brief
    from renderer.request import DRAFT, Look
    from storyreel.selection import chosen_scenes
    from storyreel.settings import Settings
    from storyreel.stages import Stages

    stages, settings = Stages(), Settings(script=script.name, size=size)
    look = Look(passes=settings.passes, supersample=settings.supersample)
    screenplay = stages.read(script)
    plan = stages.plan(screenplay, Brief(format=settings.format, scenes=chosen_scenes(screenplay, "")))
    return list(stages.requests(plan, look.but(**DRAFT) if profile == "draft" else look))


def spread(requests: Sequence[Any], seconds: float) -> list[Any]:
    """Shots spread evenly through a film, of about so many seconds together; 0 for all of them."""
    total = sum(float(each.shot.frames / each.format.rate) for each in requests)
    step = max(1, round(total / seconds)) if seconds else 1
    return list(requests[step // 2 :: step])


def cpu() -> float:
    """Seconds of processor that this process and its ended children have had."""
    use = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in use)


def draw_into(request: Any, folder: Path, step: Callable[[int], None]) -> None:
    """Draw one shot, encoders and all, and leave the CPU seconds of it and the worker's memory beside the files."""
    from renderer.render import render_shot

    folder.mkdir(parents=True)
    before = cpu()
    render_shot(request, folder, lambda _: step(1))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (folder / "cost.json").write_text(json.dumps({"cpu": cpu() - before, "mib": memory / 1024}))


def film(requests: Sequence[Any], jobs: int) -> Figures:
    """Seconds of film by seconds of wall time, and by seconds of processor, of some shots in some workers."""
    from storyreel.machine import cold_cache, worker_environment
    from storyreel.workers import Pool, Task

    def tasks(folder: Path, chosen: Sequence[Any]) -> list[Task]:
        return [
            Task(f"{n}", each.shot.frames, functools.partial(draw_into, each, folder / f"{n}"))
            for n, each in enumerate(chosen)
        ]

    def run(pool: Pool, chosen: list[Task]) -> None:
        for outcome in pool.run(chosen, lambda *_: None):
            if outcome.reason:
                sys.exit(f"previs.py: {outcome.reason}")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Pool(jobs, worker_environment(folder), cold=cold_cache(folder)) as pool:
            run(pool, tasks(folder / "warm", [small(each) for each in requests[: 2 * jobs]]))
            start = time.perf_counter()
            run(pool, tasks(folder / "shots", requests))
            wall = time.perf_counter() - start
        costs = [json.loads(path.read_text()) for path in (folder / "shots").glob("*/cost.json")]
    seconds = sum(float(each.shot.frames / each.format.rate) for each in requests)
    busy = sum(cost["cpu"] for cost in costs)
    return {
        "shots": len(requests),
        "film_seconds": round(seconds, 2),
        "wall_seconds": round(wall, 2),
        "cpu_seconds": round(busy, 2),
        "film_seconds_per_second": round(seconds / wall, 3),
        "film_seconds_per_core_second": round(seconds / busy, 3),
        "worker_mib": round(max(cost["mib"] for cost in costs)),
    }


def small(request: Any) -> Any:
    """The same shot in a few pixels: for what must be compiled and loaded first."""
    return request.but(format=request.format.but(width=128, height=72))


def parts(requests: Sequence[Any]) -> Figures:
    """CPU milliseconds of a frame by part, in this process; ``encoders`` are the children's."""
    from renderer.render import render_shot

    with tempfile.TemporaryDirectory() as name:
        for n, each in enumerate(requests):
            render_shot(small(each), _made(Path(name) / f"warm{n}"))
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.process_time()
        with reel.stopwatches(time.process_time) as spent:
            for n, each in enumerate(requests):
                render_shot(each, _made(Path(name) / f"{n}"))
        spent["all"] = time.process_time() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent["labels, weather, marks"] = spent.pop("frame") - sum(spent[p] for p in ("pose", "shadow", "raster", "shade"))
    spent["encoders"] = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    frames = sum(each.shot.frames for each in requests)
    return {part: round(seconds / frames * 1000, 2) for part, seconds in spent.items()}


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def growth(request: Any) -> Figures:
    """CPU milliseconds as a shot gets longer, and as the triangles in a picture of one size get more."""
    from renderer.previs.bodies import Mannequin
    from renderer.previs.eye import eye_of, seen_from, view_of
    from renderer.previs.mesh import ball
    from renderer.previs.painter import Painter
    from renderer.previs.raster import clear, rasterise

    painter, frames, triangles = Painter(small(request), Mannequin), {}, {}
    for count in (24, 48, 96):
        start = time.process_time()
        for frame in range(count):
            painter.draw(frame % request.shot.frames)
        frames[str(count)] = round((time.process_time() - start) * 1000, 1)
    eye, canvas = eye_of(view_of(request.shot, 0, request.format), request.format, 1), painter.canvas
    key = request.shot.camera[0]
    for sides in (64, 128, 256):
        mesh = ball(key.target, (0.5, 0.5, 0.5), (1.0, 1.0, 1.0), sides)
        points, planes = seen_from(mesh.vertices, eye), np.zeros((len(mesh.faces), 9), np.float32)
        start = time.process_time()
        for _ in range(10):
            clear(canvas.nearest, canvas.triangle)
            rasterise(points, mesh.faces, mesh.flags, eye.lens, 0, planes, canvas.nearest, canvas.triangle)
        triangles[str(len(mesh.faces))] = round((time.process_time() - start) * 100, 2)
    return {"frames_ms": frames, "triangles_ms": triangles}


def measure(options: argparse.Namespace) -> Figures:
    """All figures as one object."""
    from storyreel.machine import keep_compiled

    keep_compiled()
    scripts = options.scripts or sorted((ROOT / "samples").glob("*.fountain"))
    films = {script.stem: requests_of(script, options.size, options.profile) for script in scripts}
    chosen = {name: spread(each, 0 if options.full else options.seconds) for name, each in films.items()}
    samples = {name: film(each, options.jobs) for name, each in chosen.items()}
    totals = {
        key: sum(each[key] for each in samples.values()) for key in ("film_seconds", "wall_seconds", "cpu_seconds")
    }
    some = [shot for each in chosen.values() for shot in each[:2]]
    core = totals["film_seconds"] / totals["cpu_seconds"]
    return {
        "size": options.size,
        "profile": options.profile,
        "passes": list(some[0].look.passes),
        "jobs": options.jobs,
        "cores": os.cpu_count(),
        "samples": samples,
        **{key: round(value, 2) for key, value in totals.items()},
        "film_seconds_per_second": round(totals["film_seconds"] / totals["wall_seconds"], 3),
        "film_seconds_per_core_second": round(core, 3),
        "film_seconds_per_idle_second": round(core * min(options.jobs, os.cpu_count() or 1), 3),
        "worker_mib": max(each["worker_mib"] for each in samples.values()),
        "frame_ms": parts(some),
        "growth": growth(some[0]),
        "peers": peers(some[0], options.peers),
    }


def peers(request: Any, pythons: Sequence[Path]) -> Figures:
    """One frame's geometry drawn by others, each in the Python that has it: milliseconds a frame, and of ours."""
    if not pythons:
        return {}
    from renderer.previs.bodies import Mannequin
    from renderer.previs.eye import view_of
    from renderer.previs.painter import Painter

    painter, view = Painter(request, Mannequin), view_of(request.shot, 0, request.format)
    for frame in (0, 1):
        painter.canvas.draw_anew()
        painter.draw(frame)
    start = time.process_time()
    for frame in range(_PEER_FRAMES):
        painter.canvas.draw_anew()
        painter.draw(frame)
    ours = (time.process_time() - start) * 1000 / _PEER_FRAMES
    found: Figures = {"ours, nothing kept": {"cpu_ms": round(ours, 1)}}
    with tempfile.TemporaryDirectory() as name:
        scene, path = painter.stock.scene, Path(name) / "scene.npz"
        np.savez(
            path, vertices=painter.stock.vertices, normals=scene.normals, faces=scene.faces, colours=scene.colours,
            owner=scene.owner, position=view.position, axes=view.axes(), half=(view.half_width, view.half_height),
            light=painter.light.to_key, size=(request.format.width, request.format.height),
        )  # fmt: skip
        for python in pythons:
            command = [str(python), str(ROOT / "benchmarks" / "previs_peers.py"), str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
            if done.returncode == 0:
                figures = json.loads(done.stdout.splitlines()[-1])
                found[figures.pop("name")] = {**figures, "of_ours": round(figures["cpu_ms"] / ours, 2)}
    return found


def table(figures: Figures) -> str:
    """The figures for people."""
    lines = [
        f"{figures['size']}, profile {figures['profile']}, passes {', '.join(figures['passes'])}, "
        f"{figures['jobs']} workers on {figures['cores']} cores",
        "",
        f"{'':16}{'shots':>6}{'film s':>8}{'wall s':>8}{'CPU s':>8}{'film/wall':>11}{'film/core':>11}",
        *(
            f"{name:16}{each['shots']:6}{each['film_seconds']:8.1f}{each['wall_seconds']:8.1f}"
            f"{each['cpu_seconds']:8.1f}{each['film_seconds_per_second']:11.2f}"
            f"{each['film_seconds_per_core_second']:11.2f}"
            for name, each in figures["samples"].items()
        ),
        "",
        f"{figures['film_seconds_per_second']:8.2f} seconds of film per second of wall time",
        f"{figures['film_seconds_per_core_second']:8.2f} per second of one core; "
        f"{figures['film_seconds_per_idle_second']:.2f} if {figures['jobs']} cores had nothing else to do",
        f"{figures['worker_mib']:8} MiB in the largest worker",
        "",
        "CPU milliseconds of a frame",
        *(f"{ms:8.2f}  {part}" for part, ms in sorted(figures["frame_ms"].items(), key=lambda each: -each[1])),
    ]
    for name, each in figures["growth"].items():
        lines += ["", f"growth, {name}: " + ", ".join(f"{count}: {ms}" for count, ms in each.items())]
    lines += [f"{peer}: " + ", ".join(f"{k} {v}" for k, v in each.items()) for peer, each in figures["peers"].items()]
    return "\n".join(lines)


def main() -> None:
    """Parses, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scripts", nargs="*", type=Path, help="the samples unless named")
    parser.add_argument("--size", default="960x540")
    parser.add_argument("--profile", default="full", choices=("full", "draft"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10.0, help="of film drawn of each script")
    parser.add_argument("--full", action="store_true", help="every shot")
    parser.add_argument("--peers", type=Path, nargs="*", default=[], help="Pythons that have moderngl")
    parser.add_argument("--json", action="store_true", help="one object on stdout")
    options = parser.parse_args()
    figures = measure(options)
    print(json.dumps(figures) if options.json else table(figures))


if __name__ == "__main__":
    main()
