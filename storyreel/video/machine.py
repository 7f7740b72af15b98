"""The graphics cards of this machine, and whether it has what a video model takes; loads no model and no library."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from film.errors import FilmError

_VISIBLE = "CUDA_VISIBLE_DEVICES"
_PATIENCE = 20.0
_NEEDS = {"diffusers": ("torch", "diffusers", "transformers", "accelerate"), "videos": ("openai",)}
_EXTRA = {"diffusers": "video", "videos": "videos"}


class Card(NamedTuple):
    """A graphics card as its driver names it: how CUDA finds it, and its memory in GiB."""

    place: str
    name: str
    gigabytes: float


def cards(environment: Mapping[str, str]) -> tuple[Card, ...]:
    """NVIDIA's cards that this process may use; none where there is no driver."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return ()
    asked = [program, "--query-gpu=index,uuid,name,memory.total", "--format=csv,noheader,nounits"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=_PATIENCE, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    return _visible(said, environment.get(_VISIBLE))


def places(device: str, environment: Mapping[str, str]) -> tuple[dict[str, str], ...]:
    """What the environment of each process has besides, one process a card that a model may run on.

    ``device`` is ``video_device``: one process for what is no card of NVIDIA's, or one that is named.
    """
    found = cards(environment) if device in ("auto", "cuda") else ()
    return tuple({_VISIBLE: card.place} for card in found) or ({},)


def missing(kind: str) -> list[str]:
    """The libraries that a kind of renderer needs and that are not installed; none of them is loaded."""
    return [name for name in _NEEDS.get(kind, ()) if importlib.util.find_spec(name) is None]


def extra(kind: str) -> str:
    """What installs them."""
    return f"pip install 'storyreel[{_EXTRA[kind]}]'"


def video_models(folder: Path, environment: Mapping[str, str]) -> str:
    """Which renderer is configured in a folder, a reel's or any other, and whether this machine has what it takes.

    Raises FilmError for settings that do not hold.
    """
    from storyreel.settings import Settings, read_settings
    from storyreel.video.choosing import renderer_of

    file = folder / "reel.yaml"
    settings = read_settings(file) if file.is_file() else Settings(script="")
    spec = renderer_of(settings, folder)
    found = cards(environment)
    told = ", ".join(f"{card.name} with {card.gigabytes:.0f} GiB" for card in found) or "no GPU that CUDA sees"
    if spec is None:
        there = [kind for kind in _NEEDS if not missing(kind)]
        could = f"; {' and '.join(f'{kind}:' for kind in there)} can be asked for" if there else ""
        return f"none is configured, the previs is the film{could}; {told}"
    if lacking := missing(spec.kind):
        return f"{spec}: {' and '.join(lacking)} not installed; {extra(spec.kind)}"
    return f"{spec}: {_looked_at(spec.at) if spec.kind == 'diffusers' else 'a server'}; {told}"


def _looked_at(at: str) -> str:
    from renderer.generative.backends.diffusers.folder import folder_of

    try:
        return f"{folder_of(at).name} is there"
    except FilmError as error:
        return f"not ready: {error}"


def _visible(said: str, allowed: str | None) -> tuple[Card, ...]:
    """The driver's lines (index, id, name, MiB), those that are allowed in the order in which they are."""
    rows = [[part.strip() for part in line.split(",")] for line in said.splitlines() if line.count(",") == 3]
    known = {name: Card(index, title, _gigabytes(memory)) for index, id, title, memory in rows for name in (index, id)}
    if allowed is None:
        return tuple(known[index] for index, *_ in rows)
    wanted = (name.strip() for name in allowed.split(","))
    return tuple(known[name]._replace(place=name) for name in wanted if name in known)


def _gigabytes(mebibytes: str) -> float:
    return float(mebibytes) / 1024 if mebibytes.replace(".", "", 1).isdigit() else 0.0
