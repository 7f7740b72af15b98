"""JSON out of a model's folder, which anybody may have written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from film.address import shown
from film.errors import RenderError

_LONGEST = 64 * 1024**2
"""Bytes of an index; the largest published ones take a hundredth."""


def read_json(file: Path, at: str) -> dict[str, Any]:
    """What the file says.  Raises RenderError for one that is too long, cannot be read or is no object."""
    name = f"its {file.parent.name}/{file.name}" if file.name != "model_index.json" else "its model_index.json"
    do = "Download the model again"
    try:
        if file.stat().st_size > _LONGEST:
            raise RenderError(f"{name} is longer than 64 MiB", where=at, do=do)
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise RenderError(f"{name} cannot be read: {shown(str(error))}", where=at, do=do) from None
    if not isinstance(told, dict):
        raise RenderError(f"{name} is no object", where=at, do=do)
    return told
