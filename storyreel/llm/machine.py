"""Whether this machine has what a language model takes, for ``storyreel doctor``; loads none of it."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import FilmError
from storyreel.llm.choosing import AUTO, VARIABLE, choose

if TYPE_CHECKING:
    from planner.llm.spec import Spec

_NEEDS: Mapping[str, tuple[str, ...]] = {
    "openai": ("openai",),
    "transformers": ("torch", "transformers", "llguidance"),
    "vllm": ("vllm",),
}
_PATIENCE = 5.0
"""Seconds that a server has to say that it is there."""


def language_models(folder: Path) -> str:
    """Which model is configured in a folder, a reel's or any other, and whether it can be asked; else what could be.

    Raises FilmError for settings that do not hold.
    """
    settings = folder / "reel.yaml"
    chosen = choose(_configured(settings), folder, os.environ, str(settings))
    if chosen.spec.kind == "none":
        there = [kind for kind in _NEEDS if not _missing(kind)]
        could = f"; {' and '.join(there)} could be asked" if there else ""
        said = f"{chosen.where} says none" if chosen.where else "none is configured"
        return f"{said}, scripts are read by rules{could}"
    said = f"{chosen.spec} ({'reel.yaml' if chosen.where != VARIABLE else VARIABLE})"
    if missing := _missing(chosen.spec.kind):
        return f"{said}: {' and '.join(missing)} not installed, scripts are read by rules"
    return f"{said}: {_found(chosen.spec)}"


def _configured(settings: Path) -> str:
    from storyreel.settings import read_settings

    return read_settings(settings).llm if settings.is_file() else AUTO


def _missing(kind: str) -> list[str]:
    """The libraries that a kind of model needs and that are not installed; none of them is loaded."""
    return [name for name in _NEEDS.get(kind, ()) if importlib.util.find_spec(name) is None]


def _found(spec: Spec) -> str:
    """Whether a model is there.  Weights are only looked for: loading them would take long."""
    from planner.llm.backends import opened
    from planner.llm.backends.folder import folder_of
    from planner.llm.budget import Manners

    try:
        if spec.kind in ("transformers", "vllm"):
            return f"{folder_of(spec.at).name} is there"
        model = opened(spec, Manners(timeout=_PATIENCE, attempts=1), os.environ)
        if model is None:
            return "nobody"
        try:
            return f"ready, {model.ready().context:,} tokens"
        finally:
            model.close()
    except FilmError as error:
        return f"not ready: {error}"
