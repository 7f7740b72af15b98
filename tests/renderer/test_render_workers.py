"""The same shots in one worker and in four: the same bytes, in every pass, weather and move of the camera."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import get_args

import pytest

from film.camera import CameraKey
from film.clips import PassName
from film.shot import Half
from film.staging import Mark
from renderer.encode import PASS_FILES
from renderer.render import render_shot
from renderer.request import Look, ShotRequest
from storyreel.machine import cold_cache, worker_environment
from storyreel.workers import Pool, Task
from tests.renderer.tiny_shots import field, request, room, shot

FRAMES = 4
ALL = Look(passes=get_args(PassName))


def shots() -> dict[str, ShotRequest]:
    """A standing camera, a moving one with somebody who walks, two weathers, and a split screen."""
    first = shot().camera[0]
    pan = (first, CameraKey(frame=FRAMES - 1, position=(0.4, -1.7, 1.6), target=(0.3, 1.0, 1.0), focal_mm=28))
    walk = (*shot().marks, Mark(character="ann", frame=FRAMES - 1, position=(-0.3, 0.2, 0.0), yaw=40))
    still, moving = shot(frames=FRAMES), shot(frames=FRAMES, camera=pan, marks=walk)
    half = Half(subjects=("bo",), camera=still.camera, marks=(shot().marks[1],))
    asked = request(shot=still, look=ALL)
    return {
        "standing": asked.but(place=room()),
        "moving": asked.but(shot=moving, time_of_day="dusk"),
        "rain": asked.but(shot=moving, place=field(), weather="rain", time_of_day="night"),
        "snow": asked.but(place=field(), weather="snow"),
        "split": asked.but(shot=still.but(split=half, subjects=("ann",)), beside=room()),
    }


def draw_into(asked: ShotRequest, folder: Path, step: Callable[[int], None]) -> None:
    """Draw a shot as a run does; at the module's top, so that a worker finds it."""
    folder.mkdir(parents=True)
    render_shot(asked, folder, step)


def drawn(folder: Path, jobs: int) -> dict[str, str]:
    """Digests of all files that so many workers make of the shots."""
    tasks = [Task(name, FRAMES, partial(draw_into, asked, folder / name)) for name, asked in shots().items()]
    with Pool(jobs, worker_environment(folder), cold=cold_cache(folder)) as pool:
        assert [outcome.reason for outcome in pool.run(tasks, lambda *_: None)] == [""] * len(tasks)
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] != "numba"
    )
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return drawn(tmp_path_factory.mktemp("one"), 1)


def test_one_worker_and_four_draw_the_same_bytes(alone: dict[str, str], tmp_path: Path) -> None:
    assert drawn(tmp_path, 4) == alone


def test_what_is_compared_is_every_file_of_every_shot(alone: dict[str, str]) -> None:
    whole = {"picture.mp4", "board.png", "drawing.png", "pose.json", "camera.txt", *PASS_FILES.values()}
    for name in shots():
        files = {path.partition("/")[2] for path in alone if path.startswith(f"{name}/")}
        assert files == (whole - {"camera.txt"} if name == "split" else whole)
    pictures = [digest for path, digest in alone.items() if path.endswith("picture.mp4")]
    assert len(set(pictures)) == len(pictures)


def test_this_process_draws_what_a_worker_does(alone: dict[str, str], tmp_path: Path) -> None:
    """A fresh process with one thread and this one, which has drawn other things before, agree."""
    for name in ("standing", "rain"):
        draw_into(shots()[name], tmp_path / name, lambda _: None)
        for path in (tmp_path / name).iterdir():
            assert hashlib.sha256(path.read_bytes()).hexdigest() == alone[f"{name}/{path.name}"], path.name
