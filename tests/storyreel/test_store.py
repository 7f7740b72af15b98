"""The store: whole or not at all, found again by its recipe, and honest about what it holds."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from film.errors import ProjectError, RenderError
from storyreel.store import Store

RECIPE = {"kind": "thing", "of": [1, 2.5, "é"]}


def put(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.bin").write_bytes(b"one")
    (folder / "b.bin").write_bytes(b"two" * 1000)


def fail(folder: Path) -> None:
    raise AssertionError(f"made again in {folder}")


def test_what_was_made_is_found_and_not_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.find(RECIPE) is None
    folder = store.build(RECIPE, put)
    assert store.build(RECIPE, fail) == folder == store.find(RECIPE)
    assert (folder / "sub" / "a.bin").read_bytes() == b"one"


def test_the_order_of_a_recipe_does_not_matter_but_its_values_do(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.build({"a": 1, "b": 2}, put)
    assert store.find({"b": 2, "a": 1})
    assert store.find({"a": 1, "b": 3}) is None


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def half(folder: Path) -> None:
        put(folder)
        raise RenderError("no light")

    store = Store(tmp_path)
    with pytest.raises(RenderError, match="no light"):
        store.build(RECIPE, half)
    assert store.find(RECIPE) is None
    assert not list((tmp_path / "tmp").iterdir())


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EFBIG])
def test_a_disk_that_refuses_is_named(tmp_path: Path, code: int) -> None:
    def refused(folder: Path) -> None:
        raise OSError(code, os.strerror(code), str(folder / "x.bin"))

    with pytest.raises(ProjectError, match=r"x\.bin: "):
        Store(tmp_path).build(RECIPE, refused)


def test_an_error_of_another_kind_passes_as_it_is(tmp_path: Path) -> None:
    def lost(folder: Path) -> None:
        (folder / "not there").read_bytes()

    with pytest.raises(FileNotFoundError):
        Store(tmp_path).build(RECIPE, lost)


@pytest.mark.parametrize("damage", ["truncate", "remove", "manifest", "manifest not json"])
def test_what_a_size_shows_is_set_aside_and_made_again(tmp_path: Path, damage: str) -> None:
    store = Store(tmp_path)
    folder = store.build(RECIPE, put)
    match damage:
        case "truncate":
            os.truncate(folder / "b.bin", 5)
        case "remove":
            (folder / "sub" / "a.bin").unlink()
        case "manifest":
            os.truncate(folder / "manifest.json", 20)
        case _:
            (folder / "manifest.json").write_text('{"files": [1]}')
    assert store.find(RECIPE) is None
    assert (tmp_path / "quarantine" / folder.name).is_dir()
    assert (store.build(RECIPE, put) / "b.bin").stat().st_size == 3000


def test_verify_finds_a_flipped_bit(tmp_path: Path) -> None:
    store = Store(tmp_path)
    folder, other = store.build(RECIPE, put), store.build({"other": 1}, put)
    data = bytearray((folder / "b.bin").read_bytes())
    data[77] ^= 1
    (folder / "b.bin").write_bytes(data)
    assert store.find(RECIPE) == folder, "the size holds, so only reading shows it"
    assert store.verify() == (folder,)
    assert store.find(RECIPE) is None
    assert store.find({"other": 1}) == other
    assert store.verify() == ()


def test_sweep_removes_what_a_killed_run_left(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.build(RECIPE, put)
    orphan = tmp_path / "tmp" / "123-abc"
    orphan.mkdir(parents=True)
    (orphan / "half.mp4").write_bytes(b"half")
    assert store.sweep() == 1
    assert not orphan.exists()
    assert store.find(RECIPE)


def _killed(folder: Path) -> None:
    put(folder)
    os.kill(os.getpid(), signal.SIGKILL)


def _build(root: Path, kill: bool) -> None:
    Store(root).build(RECIPE, _killed if kill else put)


def test_a_killed_builder_leaves_no_object_and_no_lock(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    killed = context.Process(target=_build, args=(tmp_path, True))
    killed.start()
    killed.join(20)
    assert killed.exitcode == -signal.SIGKILL
    store = Store(tmp_path)
    assert store.find(RECIPE) is None
    assert store.build(RECIPE, put)
    assert store.sweep() == 1


def _count(root: Path, log: Path) -> None:
    def slow(folder: Path) -> None:
        put(folder)
        with log.open("a") as stream:
            stream.write("made\n")

    for number in range(5):
        Store(root).build({"number": number}, slow)


def test_two_at_once_make_each_thing_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    log = tmp_path / "log"
    both = [context.Process(target=_count, args=(tmp_path / "store", log)) for _ in range(3)]
    for process in both:
        process.start()
    for process in both:
        process.join(30)
        assert process.exitcode == 0
    assert log.read_text().splitlines() == ["made"] * 5
