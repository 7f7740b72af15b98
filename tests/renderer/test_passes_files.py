"""The passes as files: all of them, each with every frame, the same bytes again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import get_args

import av
import numpy as np
import pytest

from film.camera import CameraKey
from film.cast import CharacterSheet
from film.clips import Clip, PassName
from film.errors import RenderError
from film.plan import Format
from film.shot import Half
from film.staging import Mark
from renderer.encode import PASS_FILES, frames_in_file
from renderer.previs.bodies import Mannequin
from renderer.previs.passes.motion import flow_of_words
from renderer.previs.passes.sheets import Sheet, sheets
from renderer.previs.split import artist_of
from renderer.render import render_shot
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import request, room, shot

FILM = Format(width=128, height=72)
ALL = get_args(PassName)


def asked(**changes: object) -> ShotRequest:
    keys = (shot().camera[0], shot().camera[0].but(frame=3, position=(0.4, -1.8, 1.5)))
    walk = (*shot().marks, Mark(character="ann", frame=3, position=(-0.4, 0.5, 0.0), yaw=20))
    taken = shot(camera=keys, marks=walk, frames=4)
    people = tuple(CharacterSheet(id=name, name=name.upper()) for name in ("ann", "bo"))
    return request(shot=taken, cast=people, format=FILM, look=Look(labels=False, passes=ALL)).but(**changes)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Clip, Path]:
    folder = tmp_path_factory.mktemp("passes")
    return render_shot(asked(), folder), folder


def frames_of(path: Path, pixels: str) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format=pixels) for frame in container.decode(video=0)]


def test_every_pass_is_there_with_every_frame(rendered: tuple[Clip, Path]) -> None:
    clip, folder = rendered
    assert set(clip.passes) == set(ALL) == set(PASS_FILES)
    placed = clip.at(folder)
    assert placed.keypoints is not None
    assert placed.trajectory is not None
    for path in (*placed.passes.values(), placed.keypoints, placed.trajectory):
        assert path.stat().st_size > 0
    assert all(frames_in_file(path)[0] == 4 for name, path in placed.passes.items() if name != "camera")


def test_files_hold_what_was_drawn(rendered: tuple[Clip, Path]) -> None:
    clip, folder = rendered
    drawn = artist_of(asked(), Mannequin).draw(2)
    assert drawn.flow is not None
    stored = flow_of_words(frames_of(folder / clip.passes["flow"], "rgb48le")[2])
    assert np.abs(stored - drawn.flow).max() < 0.0101
    assert clip.inverse_range is not None
    near, far = clip.inverse_range
    grey = frames_of(folder / clip.passes["inverse_depth"], "gray")[2].astype(float)
    inverse = 1 / far + (grey - 1) / 254 * (1 / near - 1 / far)
    told = (grey > 1) & (grey < 255)
    assert told.mean() > 0.5
    assert np.abs(inverse - 1 / drawn.depth)[told].max() < 0.6 / 254 * (1 / near - 1 / far)
    assert (frames_of(folder / clip.passes["pose"], "rgb24")[2] > 0).any()
    lines = frames_of(folder / clip.passes["edges"], "gray")[2]
    assert set(np.unique(lines)) == {0, 255}
    assert 0.01 < (lines > 0).mean() < 0.3


def test_the_same_request_gives_the_same_passes(rendered: tuple[Clip, Path], tmp_path: Path) -> None:
    render_shot(asked(), tmp_path)

    def digests(folder: Path) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}

    assert digests(rendered[1]) == digests(tmp_path)


def test_points_and_cameras_are_json_a_frame_a_line(rendered: tuple[Clip, Path]) -> None:
    clip, folder = rendered
    assert clip.keypoints is not None
    assert clip.trajectory is not None
    people = json.loads((folder / clip.keypoints).read_text())
    assert len(people) == 4
    assert [one["character"] for one in people[0]["people"]] == ["ann", "bo"]
    assert (people[0]["canvas_width"], people[0]["canvas_height"]) == (128, 72)
    cameras = json.loads((folder / clip.passes["camera"]).read_text())
    assert [record["frame"] for record in cameras["frames"]] == [0, 1, 2, 3]
    assert cameras["width"] == 128
    assert len((folder / clip.trajectory).read_text().splitlines()) == 5
    assert len((folder / clip.keypoints).read_text().splitlines()) == 6


def test_a_split_screen_has_both_cameras_and_no_trajectory(tmp_path: Path) -> None:
    camera = (CameraKey(frame=0, position=(0.0, -1.7, 1.4), target=(0.0, 1.0, 1.0), focal_mm=20),)
    half = Half(subjects=("bo",), camera=camera, marks=(shot().marks[1],))
    split = asked(shot=asked().shot.but(split=half, subjects=("ann",)), beside=room())
    clip = render_shot(split, tmp_path)
    assert clip.trajectory is None
    record = json.loads((tmp_path / clip.passes["camera"]).read_text())["frames"][0]
    assert [one["left"] for one in record["halves"]] == [0, 64]
    assert frames_in_file(tmp_path / clip.passes["flow"])[0] == 4


def test_nothing_is_computed_that_nobody_asked_for() -> None:
    picture = artist_of(asked(look=Look(labels=False, passes=("id",))), Mannequin).draw(0)
    assert picture.flow is None
    assert picture.figures == ()


def test_a_sheet_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="cannot be written"):
        Sheet(tmp_path / "nowhere" / "a.json", "", "", "")
    with sheets(asked(look=Look(passes=("id",))), tmp_path):
        pass
    assert not list(tmp_path.iterdir())
