"""storyreel export: a file for each scene, whole or not at all, and a clear word where it cannot be."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.storyreel.test_cli import call, refused

SCRIPT = "INT. ROOM - DAY\n\nANNA stands at the window.\n\nANNA\nYes.\n\nEXT. PARK - DAY\n\nBEN waits.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.fountain").write_text(SCRIPT, encoding="utf-8")
    assert call("plan", "a.fountain", cwd=tmp_path).returncode == 0
    return tmp_path


@pytest.mark.slow
def test_each_scene_is_a_file_in_the_reel(folder: Path) -> None:
    ended = call("export", "a.reel", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    files = sorted((folder / "a.reel" / "export").iterdir())
    assert [path.suffix for path in files] == [".glb", ".glb"]
    for path in files:
        magic, version, length = struct.unpack("<4sII", path.read_bytes()[:12])
        assert (magic, version, length) == (b"glTF", 2, path.stat().st_size)
    assert call("export", "a.reel", "--to", "usd", "--scenes", "2", "-o", "out", cwd=folder).returncode == 0
    (stage,) = (folder / "out").glob("*.usda")
    assert stage.name.startswith("2-")
    assert stage.read_text(encoding="utf-8").startswith("#usda 1.0")


def test_what_cannot_be_exported_is_refused(folder: Path) -> None:
    assert "Did you mean usd?" in refused(call("export", "a.reel", "--to", "usdz", cwd=folder))
    assert "the script has no scene '7'" in refused(call("export", "a.reel", "--scenes", "7", cwd=folder))
    assert "is not a reel's folder" in refused(call("export", "a.fountain", cwd=folder))
    (folder / "a.reel" / "export").write_text("in the way")
    assert "export" in refused(call("export", "a.reel", cwd=folder))
