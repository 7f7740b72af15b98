"""What made a thing, for its recipe: the code of a package and the libraries that decide the bytes."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

_LIBRARIES = ("imageio-ffmpeg", "av", "numpy", "scipy", "pillow", "fpdf2", "opentimelineio", "moviepy")

_APART = ("renderer/generative",)
"""What makes nothing that its package's digest stands for: takes have a version of their own, and no previs is drawn
again for a word to a video model."""


@cache
def maker(package: str) -> dict[str, str]:
    """Digest of a package's own files and the shared types', and the versions of the libraries it works with."""
    total = hashlib.sha256()
    for name, data in sorted(_sources(files("film"), "film") + _sources(files(package), package)):
        total.update(f"{name} {len(data)}\n".encode())
        total.update(data)
    return {"code": total.hexdigest(), "ffmpeg": os.environ.get("IMAGEIO_FFMPEG_EXE", ""), **_libraries()}


def _sources(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if name in _APART:
            continue
        if entry.is_dir() and entry.name != "__pycache__":
            found += _sources(entry, name)
        elif entry.name.endswith((".py", ".txt", ".html", ".css", ".js", ".glsl", ".vert", ".frag")):
            found.append((name, entry.read_bytes()))
    return found


def _libraries() -> dict[str, str]:
    return {name: _version(name) for name in _LIBRARIES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
