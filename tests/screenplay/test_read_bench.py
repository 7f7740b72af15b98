"""The benchmark of reading: it runs, says which readers are missing, and prints what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "samples" / "one_table.fountain"


def _run(*options: str) -> str:
    command = [sys.executable, str(ROOT / "benchmarks/read.py"), "--script", str(SCRIPT), "--turns", "2", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def test_every_reader_is_measured_or_said_to_be_missing() -> None:
    figures = json.loads(_run("--times", "3", "--json"))
    readers = figures["readers"]
    assert set(readers) == {"ours, elements", "ours, whole", "screenplain", "fountain-py", "fountain-parser"}
    for name, found in readers.items():
        assert "missing" in found or {"ms", "times_ms", "growth", "peak_mib", "by_ours"} <= set(found)
        assert name.startswith("ours") <= ("ms" in found)
    assert readers["ours, elements"]["by_ours"] == 1
    assert figures["times"] == 3


def test_the_table_has_a_row_for_every_reader(tmp_path: Path) -> None:
    without = tmp_path / "python"
    without.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S -E "$@"\n', encoding="utf-8")
    without.chmod(0o755)
    rows = _run("--peers", str(without)).splitlines()
    missing = [row for row in rows if "not measured: No module named" in row]
    assert [row.split()[0] for row in missing] == ["screenplain", "fountain-py", "fountain-parser"]
    assert sum(row.startswith("ours") for row in rows) == 2
