"""Where the time of a frame goes, how it grows, and whether a worker's memory does."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import reel
from previs_shots import Figures, run, small

_SAMPLED = 50
"""Shots between two looks at a worker's memory."""


def parts(requests: Sequence[Any]) -> Figures:
    """CPU milliseconds of a frame by part, in this process; each without the parts that are called from it."""
    from renderer.render import render_shot

    with tempfile.TemporaryDirectory() as name:
        for n, each in enumerate(requests):
            render_shot(small(each), _made(Path(name) / f"warm{n}"))
        start = time.process_time()
        with reel.stopwatches(time.process_time) as spent:
            for n, each in enumerate(requests):
                render_shot(each, _made(Path(name) / f"{n}"))
        spent["rest"] = time.process_time() - start - sum(spent.values())
    frames = sum(each.shot.frames for each in requests)
    found = {part: round(seconds / frames * 1000, 2) for part, seconds in spent.items()}
    return {**found, "all": round(sum(spent.values()) / frames * 1000, 2)}


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def growth(request: Any) -> Figures:
    """CPU milliseconds as a shot gets longer, and as the triangles in a picture of one size get more."""
    return {"frames": grown(_frames(request)), "triangles": grown(_triangles(request))}


def grown(costs: dict[int, float]) -> Figures:
    """``of_linear`` is how much dearer the largest is than the smallest, by how much larger: 1 or less is linear."""
    least, most = min(costs), max(costs)
    ratio = (costs[most] / costs[least]) / (most / least)
    return {"ms": {str(count): round(ms, 2) for count, ms in costs.items()}, "of_linear": round(ratio, 3)}


def _frames(request: Any) -> dict[int, float]:
    """Whole shots of more and more frames, files and all.

    The same camera and people for all of a longer shot: their keys lie where they lay.
    """
    from renderer.render import render_shot

    costs = {}
    with tempfile.TemporaryDirectory() as name:
        for count in (24, 48, 96, 192):
            longer = small(request).but(shot=request.shot.but(frames=count))
            start = time.process_time()
            render_shot(longer, _made(Path(name) / f"{count}"))
            costs[count] = (time.process_time() - start) * 1000
    return costs


def _triangles(request: Any) -> dict[int, float]:
    """A ball of more and more triangles that fills the same pixels: seen, covered and lit."""
    from renderer.previs.bodies import Mannequin
    from renderer.previs.canvas import Canvas
    from renderer.previs.eye import eye_of, view_of
    from renderer.previs.mesh import ball
    from renderer.previs.painter import Painter
    from renderer.previs.sets.wild import Wild
    from renderer.previs.stock import stock_of

    painter, film = Painter(small(request), Mannequin), request.format
    eye = eye_of(view_of(request.shot, 0, film), film, painter.side)
    nobody = np.zeros((0, 4), np.float32)
    costs = {}
    for sides in (64, 128, 256, 512):
        mesh = ball(request.shot.camera[0].target, (0.5, 0.5, 0.5), (1.0, 1.0, 1.0), sides)
        wild = Wild((), np.full(len(mesh.faces), -1, np.int32))
        canvas = Canvas(stock_of(mesh, []), wild, film, painter.side, painter._lamps())
        canvas.draw(eye, nobody)
        start = time.process_time()
        for _ in range(5):
            canvas.draw_anew()
            canvas.draw(eye, nobody)
        costs[len(mesh.faces)] = (time.process_time() - start) * 200
    return costs


def memory(requests: Sequence[Any], shots: int) -> Figures:
    """MiB of a worker, looked at every fifty shots, while it draws so many: small ones of three frames, in turn.

    ``grown_mib`` is the mean of the last quarter of the looks less that of the quarter before.
    """
    from storyreel.machine import cold_cache, worker_environment
    from storyreel.workers import Pool

    short = [small(each).but(shot=each.shot.but(frames=3)) for each in requests]
    looks: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Pool(1, worker_environment(folder), cold=cold_cache(folder)) as pool:
            turns = cycle(short)
            for begin in range(0, shots, _SAMPLED):
                costs = run(pool, list(islice(turns, min(_SAMPLED, shots - begin))), folder / f"{begin}")
                looks.append(round(float(costs[-1]["mib"]), 1))
                shutil.rmtree(folder / f"{begin}")
    quarter = max(1, len(looks) // 4)
    last, before = looks[-quarter:], looks[-2 * quarter : -quarter] or looks[:1]
    return {
        "shots": shots,
        "different": len(short),
        "mib": {str(min((n + 1) * _SAMPLED, shots)): mib for n, mib in enumerate(looks)},
        "grown_mib": round(sum(last) / len(last) - sum(before) / len(before), 1),
    }
