"""The same shots in one worker and in four: the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from renderer.render import render_shot
from renderer.request import Look, ShotRequest
from storyreel.machine import cold_cache, worker_environment
from storyreel.workers import Pool, Task
from tests.renderer.tiny_shots import field, request, room


def draw_into(asked: ShotRequest, folder: Path, step: Callable[[int], None]) -> None:
    """Draw a shot as a run does; at the module's top, so that a worker finds it."""
    folder.mkdir(parents=True)
    render_shot(asked, folder, step)


def drawn(folder: Path, jobs: int) -> dict[str, str]:
    """Digests of all files that so many workers make of four shots."""
    look = Look(passes=("depth", "normal", "id"))
    shots = [
        request(place=place, look=look, time_of_day=hour) for place in (room(), field()) for hour in ("day", "night")
    ]
    tasks = [Task(f"{n}", 3, partial(draw_into, asked, folder / f"{n}")) for n, asked in enumerate(shots)]
    with Pool(jobs, worker_environment(folder), cold=cold_cache(folder)) as pool:
        assert [outcome.reason for outcome in pool.run(tasks, lambda *_: None)] == [""] * len(tasks)
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] != "numba"
    )
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_one_worker_and_four_draw_the_same_bytes(tmp_path: Path) -> None:
    alone, four = drawn(tmp_path / "one", 1), drawn(tmp_path / "four", 4)
    assert len(alone) >= 4 * 5
    assert alone == four
    assert len(set(alone.values())) > 4  # the shots differ among themselves
