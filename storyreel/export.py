"""The scenes of a reel as files for other 3D programs."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import ProjectError
from storyreel.files import write_bytes

if TYPE_CHECKING:
    from renderer.export import Target
    from storyreel.pipeline import Run

FORMATS: dict[str, Target] = {"gltf": "glb", "glb": "glb", "usd": "usd", "usda": "usd"}
"""What --to may say, and what is written for it."""
FOLDER = "export"


def export(run: Run, to: str, out: Path | None) -> Iterator[Path]:
    """Plans the reel anew if its script or sheets changed, and writes a file for each of its chosen scenes.

    Yields each path as it is written, whole or not at all.  Raises FilmError.
    """
    target = _target(to)
    from renderer.export import scene_files
    from storyreel import pipeline

    plan = pipeline.plan(run)
    folder = run.project.reel.folder / FOLDER if out is None else out
    for files in scene_files(plan, target):
        for name, content in files.items():
            write_bytes(folder / name, content)
            yield folder / name


def _target(to: str) -> Target:
    target = FORMATS.get(to.casefold())
    if target is None:
        nearest = difflib.get_close_matches(to.casefold(), FORMATS, n=1)
        do = f"Did you mean {nearest[0]}?" if nearest else "Write gltf or usd"
        raise ProjectError(f"{to!r} is no format that scenes are written in", where="--to", do=do)
    return target
