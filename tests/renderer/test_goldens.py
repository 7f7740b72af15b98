"""Every pose, move, place, weather and pass looks as it did: see golden_tiles for what, golden_pictures for how near.

``make golden`` writes the sheets anew; look at them before you keep them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from PIL import Image

from film.camera import view_at
from film.shot import Move
from film.staging import Pose, Stance
from renderer.previs.bodies import Mannequin
from renderer.previs.bodies.turns import about
from renderer.previs.passes.cameras import camera_record
from renderer.previs.passes.pictures import PassPictures
from tests.renderer.golden_pictures import (
    FOLDER,
    LARGEST,
    Pixels,
    difference,
    path_of,
    read_sheet,
    side_by_side,
    write_sheet,
)
from tests.renderer.golden_tiles import CROSSING, LAST, PASS, SHEETS, frame_with_passes, passed, place, pose

ALL = [(sheet, name) for sheet, tiles in SHEETS.items() for name in tiles]
CAMERA = FOLDER / "camera.json"
Judge = Callable[[str, str, Pixels], None]


@cache
def kept(sheet: str) -> dict[str, Pixels]:
    """The tiles of a sheet as they are in the repository."""
    return read_sheet(path_of(sheet))


@pytest.fixture(scope="module")
def drawn(request: pytest.FixtureRequest) -> Iterator[dict[str, dict[str, Pixels]]]:
    """What was drawn by this run; ``--golden`` writes it, with what was there of tiles that were not drawn."""
    new: dict[str, dict[str, Pixels]] = {sheet: {} for sheet in SHEETS}
    yield new
    if request.config.getoption("--golden"):
        for sheet, tiles in new.items():
            whole = {**kept(sheet), **tiles}
            if tiles:
                write_sheet(path_of(sheet), {name: whole[name] for name in SHEETS[sheet] if name in whole})


@pytest.fixture
def judge(request: pytest.FixtureRequest, tmp_path: Path, drawn: dict[str, dict[str, Pixels]]) -> Judge:
    """Compares a tile with the one that is kept; under ``--golden`` it takes its place."""

    def compare(sheet: str, name: str, now: Pixels) -> None:
        drawn[sheet][name] = now
        if request.config.getoption("--golden"):
            return
        before = kept(sheet).get(name)
        assert before is not None, f"{path_of(sheet).name} has no tile {name}: run make golden and look at it"
        assert before.shape == now.shape, f"{sheet}/{name} is {now.shape}, not {before.shape}: run make golden"
        found = difference(before, now)
        if found.is_one:
            shown = tmp_path / f"{sheet} {name}.png"
            side_by_side(before, now).save(shown)
            pytest.fail(
                f"{sheet}/{name} looks otherwise: {found.mean:.2f} levels on the average, {found.beyond:.2%} of the "
                f"pixels clearly; see {shown}, and run make golden if it should",
                pytrace=False,
            )

    return compare


@pytest.mark.golden
@pytest.mark.parametrize(("sheet", "name"), ALL, ids=[f"{sheet}-{name}" for sheet, name in ALL])
def test_it_looks_as_it_did(sheet: str, name: str, judge: Judge) -> None:
    judge(sheet, name, SHEETS[sheet][name]())


@pytest.mark.golden
def test_the_camera_of_the_passes_is_where_it_was(request: pytest.FixtureRequest) -> None:
    records = [camera_record(frame, view_at(CROSSING, frame, PASS.gate), PASS) for frame in (0, 12, 24)]
    if request.config.getoption("--golden"):
        CAMERA.write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")
    assert numbers(records) == pytest.approx(numbers(json.loads(CAMERA.read_text(encoding="utf-8"))), abs=1e-6)


def numbers(record: Any) -> list[float]:
    """All numbers of a record, in order."""
    if isinstance(record, dict):
        return [number for key in sorted(record) for number in numbers(record[key])]
    if isinstance(record, (list, tuple)):
        return [number for each in record for number in numbers(each)]
    return [float(record)] if isinstance(record, (int, float)) else []


def test_no_sheet_keeps_what_is_not_drawn_any_more_and_all_are_small() -> None:
    for sheet, tiles in SHEETS.items():
        assert list(kept(sheet)) == list(tiles), f"{path_of(sheet).name}: run make golden"
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LARGEST


def test_every_move_has_its_keys() -> None:
    assert set(LAST) == set(get_args(Move))


def test_a_sheet_reads_back_what_was_written(tmp_path: Path) -> None:
    noise = np.random.default_rng(0)
    tiles = {f"tile {n}": noise.integers(0, 256, (20, 30, 3), dtype=np.uint8) for n in range(60)}
    write_sheet(tmp_path / "s.png", tiles)
    back = read_sheet(tmp_path / "s.png")
    assert list(back) == list(tiles)
    assert all(np.array_equal(back[name], tile) for name, tile in tiles.items())


def test_rounding_is_no_difference_and_a_line_is_one() -> None:
    flat = np.full((64, 112, 3), 90, np.uint8)
    noisy = flat + np.random.default_rng(1).integers(-1, 2, flat.shape).astype(np.uint8)
    assert not difference(flat, noisy).is_one
    lined = flat.copy()
    lined[30, 10:100] = 140
    assert difference(flat, lined).is_one


def bent(monkeypatch: pytest.MonkeyPatch, wanted: Pose, side: str) -> None:
    """Turns the forearm of one pose by 15 degrees at its elbow, with all that hangs on it."""
    own, placed = Mannequin.pose, Mannequin.placed
    meant: list[bool] = [False]

    def posed(self: Mannequin, stance: Stance, *rest: Any) -> Any:
        meant[0] = stance.pose_b == wanted
        return own(self, stance, *rest)

    def turned(self: Mannequin, turns: Any, where: Any, *rest: Any) -> Any:
        if meant[0]:
            skeleton = self.rig.skeleton
            first, last = skeleton.index[f"lowerarm01.{side}"], skeleton.index[f"finger5-3.{side}"] + 1
            spin = about(np.array([0.0, 1.0, 0.0]), 15.0)
            turns, where = turns.copy(), where.copy()
            elbow = where[first].copy()
            where[first:last] = (where[first:last] - elbow) @ spin.T + elbow
            turns[first:last] = spin @ turns[first:last]
        return placed(self, turns, where, *rest)

    monkeypatch.setattr(Mannequin, "pose", posed)
    monkeypatch.setattr(Mannequin, "placed", turned)


@pytest.mark.parametrize("side", ["L", "R"])
@pytest.mark.parametrize("name", ["stand", "point", "phone", "hands_up", "crouch"])
def test_an_elbow_bent_by_15_degrees_is_seen_in_its_tile_alone(
    monkeypatch: pytest.MonkeyPatch, name: Pose, side: str
) -> None:
    right, other = pose(name), pose("salute")
    bent(monkeypatch, name, side)
    assert difference(right, pose(name)).is_one
    assert difference(other, pose("salute")) == (0.0, 0.0)


@pytest.mark.parametrize("name", ["normal", "pose", "flow_colour"])
def test_channels_that_are_swapped_are_seen_in_their_pass_alone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    frame_with_passes()
    before = {each: passed(each) for each in SHEETS["passes"]}
    part = PassPictures.part

    def swapped(self: PassPictures, which: Any) -> Any:
        made = part(self, which)
        return (lambda picture: made(picture)[..., ::-1]) if which == name else made

    monkeypatch.setattr(PassPictures, "part", swapped)
    assert {each for each in before if difference(before[each], passed(each)).is_one} == {name}


def test_another_hour_and_another_sky_are_seen() -> None:
    day = place("street", "day")
    assert difference(day, place("street", "evening")).is_one
    assert difference(day, place("street", "day", "rain")).is_one


def test_the_picture_of_a_difference_shows_both(tmp_path: Path) -> None:
    one, other = pose("stand"), pose("point")
    side_by_side(one, other).save(tmp_path / "d.png")
    with Image.open(tmp_path / "d.png") as shown:
        assert shown.size == ((3 * one.shape[1] + 4) * 3, one.shape[0] * 3)
