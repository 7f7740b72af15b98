"""A folder of a model of pictures as diffusers publishes it: whether it can be loaded safely, and which model it is.

::

    FOLDER/  model_index.json          which pipeline, and of which classes its parts are
             transformer/              config.json  diffusion_pytorch_model.safetensors, or shards and their index
             vae/  text_encoder/       the same; of transformers model.safetensors
             tokenizer/  scheduler/    no weights

Weights are read from safetensors alone: the other forms are Python pickles, which run code when they are loaded.  Parts
are of diffusers and transformers alone: a model that brings code of its own is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from film.address import shown
from film.weights import framed, looked_at
from renderer.generative.backends.diffusers.parts import Part, part_of, wrong
from renderer.generative.backends.diffusers.published import Found, found
from renderer.generative.backends.diffusers.reading import read_json
from renderer.generative.families import family_of
from renderer.generative.families.family import Family

_INDEX, _MODULAR = "model_index.json", "modular_model_index.json"
_CLASS = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Folder:
    """A folder that can be loaded.

    ``name`` is its last part, or what its maker published the model as; where it lies is nobody's business.
    ``index`` is what its model_index.json says, ``configs`` what the config.json of each part says, ``weights`` the
    bytes that those of each part take.  ``family`` is None where nobody described one.

    ``revision`` is 64 hexadecimal digits over configurations, vocabularies and templates whole, and of the weights the
    name, type, shape and eight spots of 256 bytes of every tensor: a trained or exchanged model differs, a single
    number set by hand may not.
    """

    path: Path
    name: str
    index: Mapping[str, Any]
    configs: Mapping[str, Mapping[str, Any]]
    weights: Mapping[str, int]
    revision: str
    family: Family | None

    @property
    def pipeline(self) -> str:
        """The class that its index names."""
        return str(self.index["_class_name"])


def folder_of(at: str, revision: str = "") -> Folder:
    """The folder that ``at`` names: a path, or a published model (``Wan-AI/Wan2.1-VACE-1.3B-diffusers``) downloaded
    before, at ``revision`` where one is told: a commit, branch or tag, or the first 8 digits or more of a digest.

    Raises RenderError in one line for all that is none, or cannot be loaded safely.
    """
    place = found(at, revision)
    try:
        return _looked_through(place, revision, at)
    except OSError as error:
        raise wrong(f"it cannot be read: {error.strerror or error}", at, "Look at the files' permissions") from None


def _looked_through(place: Found, revision: str, at: str) -> Folder:
    index = _index(place.path, at)
    parts = [part_of(place.path, name, told, at) for name, told in sorted(index.items()) if _is_part(told)]
    if not any(part.weights for part in parts):
        raise wrong("its model_index.json names no part that has weights", at, "Download the whole model")
    digest = _digest(place.path, parts)
    _is_pinned(place, revision, digest, at)
    configs = {part.name: part.config for part in parts}
    return Folder(
        path=place.path,
        name=place.name,
        index=index,
        configs=configs,
        weights={part.name: sum(file.stat().st_size for file in part.weights) for part in parts if part.weights},
        revision=digest,
        family=family_of(index, configs, place.name),
    )


def _index(path: Path, at: str) -> dict[str, Any]:
    if not (path / _INDEX).is_file():
        if (path / _MODULAR).is_file():
            do = f"Take a model that has a {_INDEX} too; modular ones bring blocks and code of their own"
            raise wrong(f"it is a modular model ({_MODULAR} alone), which is not taken", at, do)
        if (path / "config.json").is_file():
            raise wrong(f"there is no {_INDEX} in it: it is one part, or no model of pictures", at, _WHOLE)
        if any(path.glob("*.gguf")) or any(path.glob("*.safetensors")):
            do = "Take the model in the layout of diffusers; its name often ends in -Diffusers"
            raise wrong(f"it holds weights but no {_INDEX}", at, do)
        raise wrong(f"there is no {_INDEX} in it", at, _WHOLE)
    index = read_json(path / _INDEX, at)
    name = index.get("_class_name")
    if isinstance(name, list):
        raise wrong(f"its {_INDEX} wants code of its own, which is never run", at, _OWN)
    if not isinstance(name, str) or not _CLASS.fullmatch(name):
        raise wrong(f"its {_INDEX} names no pipeline", at, "Download the model again")
    if name.endswith("ModularPipeline"):
        do = "Take a model whose index names a pipeline; modular ones bring blocks of their own"
        raise wrong(f"{shown(name)} is a modular pipeline, which is not taken", at, do)
    return index


_WHOLE = "Name the folder with model_index.json, and download the whole model"
_OWN = "Take a model that diffusers loads without it"


def _is_part(told: Any) -> bool:
    """An entry of an index that names library and class; settings and parts left out are none."""
    return isinstance(told, list) and len(told) == 2 and any(each is not None for each in told)


def _digest(path: Path, parts: list[Part]) -> str:
    total = hashlib.sha256()
    for piece in _pieces(path, parts):
        total.update(framed(piece))
    return total.hexdigest()


def _pieces(path: Path, parts: list[Part]) -> Iterator[bytes]:
    yield (path / _INDEX).read_bytes()
    for part in parts:
        yield part.name.encode()
        for file in part.small:
            yield file.name.encode()
            yield _content(file)
        for file in part.weights:
            yield file.name.encode()
            yield from looked_at(file)


def _content(file: Path) -> bytes:
    total = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            total.update(block)
    return total.digest()


def _is_pinned(place: Found, revision: str, digest: str, at: str) -> None:
    """Raises RenderError where a folder is not of the revision that was told; a published model was found by it."""
    if not revision or place.published:
        return
    if len(revision) >= 8 and digest.startswith(revision.lower()):
        return
    if place.commit and len(revision) >= 7 and place.commit.startswith(revision.lower()):
        return
    have = f"its revision is {digest[:16]}" + (f", its commit {place.commit[:12]}" if place.commit else "")
    raise wrong(f"it is not revision {revision[:64]}; {have}", at, "Say that one, or take the other folder")
