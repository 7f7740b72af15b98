"""The same frames drawn by others: a card or another renderer through our own GL, and engines in other Pythons."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from previs_shots import Figures

_FRAMES = 5
_PEERS = Path(__file__).resolve().parent / "previs_peers.py"


def card(requests: Sequence[Any]) -> Figures:
    """Frames of shots drawn by the kernels and by whatever speaks OpenGL: how far apart, and milliseconds of both.

    First, middle and last frame of each shot; of each figure the largest.  The limits are gl.tolerance's.
    """
    from renderer.previs import gl
    from renderer.previs.gl.tolerance import LIMITS

    machine = gl.context() or gl.context(software=True)
    if machine is None:
        return {"name": "none", "reason": gl.why(software=True)}
    shots = {each.shot.id: _apart(each, gl.easel(machine)) for each in requests}
    return {
        "name": machine.name,
        "limits": LIMITS._asdict(),
        "within": all(each["within"] for each in shots.values()),
        "shots": shots,
        **{
            key: round(sum(each[key] for each in shots.values()) / max(1, len(shots)), 1)
            for key in ("kernels_cpu_ms", "kernels_wall_ms", "gl_cpu_ms", "gl_wall_ms")
        },
    }


def _apart(request: Any, easel: Any) -> Figures:
    from renderer.previs.gl.tolerance import Difference, between
    from renderer.previs.models.person import body_for
    from renderer.previs.split import artist_of

    ours, theirs = artist_of(request, body_for), artist_of(request, body_for, easel)
    frames = sorted({0, request.shot.frames // 2, request.shot.frames - 1})
    found = [between(ours.draw(frame), theirs.draw(frame)) for frame in frames]
    worst = Difference(*(max(each) for each in zip(*found, strict=True)))
    some = range(min(request.shot.frames, _FRAMES))
    kernels, card_ = (_timed([lambda f=f, a=a: a.draw(f) for f in some]) for a in (ours, theirs))
    return {
        **{key: round(value, 5) for key, value in worst._asdict().items()},
        "within": worst.within,
        **{f"kernels_{key}": value for key, value in kernels.items()},
        **{f"gl_{key}": value for key, value in card_.items()},
    }


def _timed(draws: Sequence[Callable[[], Any]]) -> dict[str, float]:
    busy, wall = time.process_time(), time.perf_counter()
    for draw in draws:
        draw()
    return {
        "cpu_ms": round((time.process_time() - busy) * 1000 / len(draws), 1),
        "wall_ms": round((time.perf_counter() - wall) * 1000 / len(draws), 1),
    }


def peers(request: Any, pythons: Sequence[Path]) -> Figures:
    """One frame's geometry drawn by others, each in the Python that has it: milliseconds a frame, and of ours."""
    if not pythons:
        return {}
    from renderer.previs.bodies import Mannequin
    from renderer.previs.eye import view_of
    from renderer.previs.painter import Painter

    painter, view = Painter(request, Mannequin), view_of(request.shot, 0, request.format)

    def anew(frame: int) -> None:
        painter.canvas.draw_anew()
        painter.draw(frame)

    anew(0)
    ours = _timed([lambda f=f: anew(f) for f in range(_FRAMES)])
    found: Figures = {"ours, nothing kept": ours}
    with tempfile.TemporaryDirectory() as name:
        scene, path = painter.stock.scene, Path(name) / "scene.npz"
        np.savez(
            path, vertices=painter.stock.vertices, normals=scene.normals, faces=scene.faces, colours=scene.colours,
            owner=scene.owner, position=view.position, axes=view.axes(), half=(view.half_width, view.half_height),
            light=painter.light.to_key, size=(request.format.width, request.format.height),
        )  # fmt: skip
        for python in pythons:
            found.update(_drawn_by(python, path, ours["cpu_ms"]))
    return found


def _drawn_by(python: Path, scene: Path, ours: float) -> Figures:
    command = [str(python), str(_PEERS), str(scene)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900)
        figures = json.loads(done.stdout.splitlines()[-1])
    except subprocess.CalledProcessError as error:
        return {str(python): {"failed": (error.stderr.strip().splitlines() or ["it said nothing"])[-1][:200]}}
    except (OSError, subprocess.TimeoutExpired) as error:
        return {str(python): {"failed": str(error)}}
    return {figures.pop("name"): {**figures, "of_ours": round(figures["cpu_ms"] / ours, 2)}}
