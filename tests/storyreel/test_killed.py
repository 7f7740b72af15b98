"""The program killed while it writes: every file is the old or the new one, and the next run ends as if nothing was.

The program says on the way what it is about to do with its folder (Python's audit events), and kills
itself with SIGKILL at one of these moments, whichever that is.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storyreel.conftest import ROOT

HALL = "INT. HALL - DAY\n\nAnna waits by the window.\n\nANNA\nHello there, my friend.\n\n"
BAR = "INT. BAR - NIGHT\n\nBen stands at the bar.\n\nBEN\nOne for you.\n\n"
YARD = "EXT. YARD - NIGHT\n\nBEN\nIt is cold.\n\n"

KILLED = """\
import os, signal, sys
reel, moment = os.path.realpath(sys.argv[1]), int(sys.argv[2])
seen = 0
def hook(event, given):
    global seen
    writes = event == "open" and isinstance(given[1], str) and set(given[1]) & set("wax+")
    if not (writes or event in ("os.rename", "os.remove", "os.mkdir")):
        return
    path = given[0]
    if not isinstance(path, (str, bytes, os.PathLike)) or not os.path.realpath(os.fsdecode(path)).startswith(reel):
        return
    seen += 1
    if seen == moment:
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
sys.argv = ["storyreel", *sys.argv[3:]]
from storyreel.cli import main
main()
"""


def call(folder: Path, reel: Path, moment: int) -> int:
    """Plans, and is killed at the given of its moments (0: never); its exit status."""
    words = [sys.executable, "-c", KILLED, str(reel), str(moment)]
    ended = subprocess.run(
        [*words, "plan", str(folder / "bar.fountain"), "-o", str(reel)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode


def files(reel: Path) -> dict[str, bytes]:
    """Every file of the reel, without what a killed run may leave in passing."""
    paths = (path for path in reel.rglob("*") if path.is_file())
    passing = ("lock", "writing.json")
    return {
        path.relative_to(reel).as_posix(): path.read_bytes()
        for path in paths
        if path.name not in passing and not path.name.endswith(".part") and not path.name.startswith("probe-")
    }


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reel with edits in two folders, and a script that has changed since."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "bar.fountain").write_text(HALL + BAR)
    assert call(folder, folder / "bar.reel", 0) == 0
    scene, sheet = folder / "bar.reel" / "scenes" / "002.yaml", folder / "bar.reel" / "cast" / "ben.yaml"
    scene.write_text(scene.read_text().replace("lens_mm: ", "lens_mm: 1", 1).replace("move:", "lock: true\n    move:"))
    sheet.write_text(sheet.read_text().replace("hair: short", "hair: bald  # as I see him"))
    (folder / "bar.fountain").write_text(YARD + HALL.replace("my friend", "old friend") + BAR)
    shutil.copytree(folder / "bar.reel", folder / "clean.reel")
    assert call(folder, folder / "clean.reel", 0) == 0
    return folder


@pytest.mark.parametrize("moment", [1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 14, 17])
def test_killed_at_any_moment_nothing_is_lost(edited: Path, tmp_path: Path, moment: int) -> None:
    shutil.copy(edited / "bar.fountain", tmp_path / "bar.fountain")
    reel = Path(shutil.copytree(edited / "bar.reel", tmp_path / "bar.reel"))
    before, wanted = files(reel), files(edited / "clean.reel")
    assert call(tmp_path, reel, moment) == -signal.SIGKILL
    now = files(reel)
    for name in {*before, *now, *wanted}:
        assert now.get(name) in (before.get(name), wanted.get(name)), name
    assert call(tmp_path, reel, 0) == 0
    assert files(reel) == wanted
    left = [path.name for path in reel.rglob("*") if path.name.endswith((".part", ".link")) or "probe-" in path.name]
    assert left == []
