"""The same frames are the same bytes whatever lay in memory before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from film.segments import TOOLS, codec_options, steady

ROOT = Path(__file__).resolve().parents[2]
_NOISY = """
import hashlib, sys
from pathlib import Path
import numpy as np
from film.plan import Format
from renderer.encode import Encoder, picture_stream

total = hashlib.sha256()
for seed in range(60):
    tiles = np.random.default_rng(seed).integers(16, 235, (37, 58), dtype=np.uint8)
    planes = np.kron(tiles, np.ones((4, 4), np.uint8))[:141, :224]
    path = Path(sys.argv[1])
    with Encoder(picture_stream(Format(width=224, height=94)), path) as encoder:
        for frame in range(6):
            encoder.write(np.roll(planes, 3 * frame, axis=1).copy())
    total.update(path.read_bytes())
print(total.hexdigest())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc alone dirties the memory that it hands out")
def test_dirty_memory_changes_no_byte_of_a_picture(tmp_path: Path) -> None:
    told = {_encoded_with(dirt, tmp_path / f"{dirt}.mp4") for dirt in (0, 90, 165)}
    assert len(told) == 1


def _encoded_with(dirt: int, path: Path) -> str:
    environment = {**os.environ, "MALLOC_PERTURB_": str(dirt), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _NOISY, str(path)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("found", [["X86_V3", "X86_V4"], ["AVX2", "AVX512F"], ["AVX512_ICL"]])
def test_avx_512_is_left_alone_where_there_is_any(found: list[str]) -> None:
    assert steady(["X86_V2", *found]) == "asm=AVX2:"
    assert codec_options(found)["x264-params"] == f"asm=AVX2:{TOOLS}"


@pytest.mark.parametrize("found", [[], ["X86_V3"], ["NEON", "ASIMD"], ["AVX", "AVX2", "FMA3"]])
def test_nothing_is_said_where_there_is_none(found: list[str]) -> None:
    assert steady(["X86_V2", *found]) == ""
