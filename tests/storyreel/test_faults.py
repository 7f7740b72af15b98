"""The program under faults: killed, told to stop, run twice at once, on a disk that refuses."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storyreel.store import Store
from tests.storyreel import fakes
from tests.storyreel.conftest import ROOT, SCRIPT, Desk, alive, eventually

SLOW = SCRIPT.replace("Good day.", "Good SLOW day.").replace("Yes.", "SLOW yes.")
TRACEBACK = "Traceback"


def children_of(pid: int) -> list[int]:
    """The worker processes of a running program (Linux's /proc)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found.append(int(entry.name))
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@pytest.mark.parametrize("moment", ["begin", "rendered", "card", "spoke", "stems", "film"])
def test_killed_at_any_moment_the_next_run_finishes(desk: Desk, moment: str) -> None:
    process = desk.start("make", desk.script, "-o", desk.reel, "-q")
    assert eventually(lambda: any(line.startswith(moment) for line in desk.log))
    process.kill()
    process.communicate()
    before = len(desk.rendered())
    again = desk.call("make", desk.script, "-o", desk.reel, "-q", "--json")
    assert again.returncode == 0, again.stderr
    report = json.loads(again.stdout)
    assert report["rendered"] + report["reused"] == 4
    assert report["reused"] >= before - 2, "at most what two workers had just finished is done again"
    film = (desk.reel / "film.mp4").read_bytes()
    places = [film.index(words) for words in (b"ANNA: Hello.", b"BEN: Good day.", b"BEN: Cold here.", b"ANNA: Yes.")]
    assert places == sorted(places)
    assert not list((desk.reel / ".storyreel" / "tmp").iterdir())
    assert Store(desk.reel / ".storyreel").verify() == ()


@needs_proc
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_told_to_stop_it_takes_its_workers_along_and_can_go_on(desk: Desk, number: int, code: int) -> None:
    desk.write(SLOW)
    process = desk.start("make", desk.script, "-q")
    assert eventually(lambda: sum(line.startswith("begin") for line in desk.log) >= 1)
    workers = children_of(process.pid)
    assert workers
    process.send_signal(number)
    _, err = process.communicate(timeout=10)
    assert process.returncode == code
    assert err.splitlines() == ["storyreel: interrupted; run the same command again to go on from here"]
    assert eventually(lambda: not alive(workers), 5)
    assert not (desk.reel / "film.mp4").exists()
    desk.write(SCRIPT)
    assert desk.call("make", desk.script, "-q").returncode == 0


@needs_proc
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_workers_and_their_programs_do_not_outlive_the_run(desk: Desk, ending: signal.Signals) -> None:
    desk.write(SCRIPT.replace("Good day", "HANG").replace("Yes", "HANG"))
    process = desk.start("make", desk.script, "-q", "--jobs", "2")

    def programs() -> list[int]:
        return [pid for worker in children_of(process.pid) for pid in children_of(worker)]

    assert eventually(lambda: len(programs()) >= 1)
    family = [*children_of(process.pid), *programs()]
    process.send_signal(ending)
    process.communicate(timeout=10)
    assert eventually(lambda: not alive(family), 5)


def test_two_at_once_the_second_is_told(desk: Desk) -> None:
    desk.write(SLOW)
    first = desk.start("make", desk.script, "-q")
    assert eventually(lambda: any(line.startswith("begin") for line in desk.log))
    second = desk.call("make", desk.script, "-q")
    assert second.returncode == 2
    assert "another storyreel is at work on this reel" in second.stderr
    assert len(second.stderr.splitlines()) == 1
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert sorted(desk.rendered()) == sorted(set(desk.rendered()))


@pytest.mark.parametrize("word", ["RAISE", "CRASH"])
def test_a_failed_shot_ends_with_1_and_a_film(desk: Desk, word: str) -> None:
    desk.write(SCRIPT.replace("Good day", word))
    ended = desk.call("make", desk.script, "--json", "-q")
    assert ended.returncode == 1
    assert [failure["shot"] for failure in json.loads(ended.stdout)["failed"]] == ["1-A2"]
    assert TRACEBACK not in ended.stderr
    assert (desk.reel / "film.mp4").exists()
    desk.write(SCRIPT)
    assert desk.call("make", desk.script, "-q").returncode == 0


def test_debug_shows_the_traceback_of_a_failed_shot(desk: Desk) -> None:
    desk.write(SCRIPT.replace("Good day", "RAISE"))
    assert TRACEBACK in desk.call("make", desk.script, "--debug", "-q").stderr


def limited(desk: Desk, *words: str | Path, limit: int) -> subprocess.CompletedProcess[str]:
    """Runs the program where no file may be larger than ``limit`` bytes."""

    def limit_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "tests.storyreel.fake_program", *map(str, words)],
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), fakes.LOG: str(desk.folder / "log")},
        preexec_fn=limit_files,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_file_limit_is_told_before_anything_is_spent(desk: Desk) -> None:
    ended = limited(desk, "make", desk.script, "-q", limit=1000)
    assert ended.returncode == 2
    assert "larger than this account may write" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert desk.log == []
    assert not desk.reel.exists()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Path:
    """A folder to mount a small disk on, for the program inside ``unshare``."""
    if not shutil.which("unshare") or subprocess.run(["unshare", "-Urm", "true"], capture_output=True).returncode:
        pytest.skip("cannot mount here")
    disk = tmp_path / "disk"
    disk.mkdir()
    return disk


def mounted(desk: Desk, mount: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the program behind a mount that only it sees."""
    program = " ".join([sys.executable, "-m", "tests.storyreel.fake_program", *(f"'{word}'" for word in words)])
    return subprocess.run(
        ["unshare", "-Urm", "sh", "-c", f"{mount} && {program}"],
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), fakes.LOG: str(desk.folder / "log")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_full_disk_is_told_before_anything_is_spent(desk: Desk, tiny_disk: Path) -> None:
    mount = f"mount -t tmpfs -o size=200k tmpfs '{tiny_disk}'"
    ended = mounted(desk, mount, "make", desk.script, "-o", tiny_disk / "play.reel", "-q")
    assert ended.returncode == 2
    assert "the disk is full" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert desk.log == []


def test_a_disk_that_fills_up_on_the_way_is_told(desk: Desk, tiny_disk: Path) -> None:
    desk.write(SCRIPT.replace("Good day", "BULKY"))
    mount = f"mount -t tmpfs -o size=600k tmpfs '{tiny_disk}'"
    ended = mounted(desk, mount, "make", desk.script, "-o", tiny_disk / "play.reel", "-q")
    assert ended.returncode == 2
    assert "the disk is full" in ended.stderr
    assert TRACEBACK not in ended.stderr


def test_a_read_only_disk_is_told_before_anything_is_spent(desk: Desk, tiny_disk: Path) -> None:
    mount = f"mount -t tmpfs -o ro tmpfs '{tiny_disk}'"
    ended = mounted(desk, mount, "make", desk.script, "-o", tiny_disk / "play.reel", "-q")
    assert ended.returncode == 2
    assert "read-only" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert desk.log == []
