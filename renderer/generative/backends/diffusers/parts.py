"""One part of a model: transformer, VAE, text encoder, tokenizer, scheduler; whether it is there, whole and safe.

What a part needs is known by its class: models have config.json and weights, tokenizers a vocabulary, schedulers and
processors a configuration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from film.address import shown
from film.errors import RenderError
from film.weights import PICKLED, tensors
from renderer.generative.backends.diffusers.reading import read_json

_SMALL = ("*.json", "*.jinja", "*.model", "*.txt")
"""All that decides a picture besides the weights: configuration, vocabulary, templates."""
_VOCABULARIES = ("tokenizer.json", "tokenizer.model", "spiece.model", "vocab.json", "vocab.txt", "sentencepiece.model")
_SETTINGS = (
    "scheduler_config.json", "preprocessor_config.json", "processor_config.json", "guider_config.json", "config.json",
)  # fmt: skip
"""Configurations of parts that have no weights."""
_STEMS = {"diffusers": ("diffusion_pytorch_model",), "transformers": ("model",)}
_EITHER = ("diffusion_pytorch_model", "model")
"""How files of weights are called; a room of pipelines has parts of both libraries' making."""
_AGAIN = "Download the whole model again"


class Part(NamedTuple):
    """A part: what its config.json says (of a scheduler or processor, what theirs says), its files of weights, and the
    small files beside them, both by name."""

    name: str
    library: str
    kind: str
    config: Mapping[str, Any]
    weights: tuple[Path, ...]
    small: tuple[Path, ...]


def part_of(model: Path, name: str, told: list[Any], at: str) -> Part:
    """The part that an index's entry tells of.  Raises RenderError where it is not there, not whole or not safe."""
    if not re.fullmatch(r"[A-Za-z]\w{0,99}", name):
        raise wrong(f"its model_index.json names a part {shown(name)}", at, _AGAIN)
    library, kind = told
    if not isinstance(library, str) or not isinstance(kind, str) or not kind.isidentifier():
        raise wrong(f"its model_index.json tells no class of {name}", at, _AGAIN)
    if library not in ("diffusers", "transformers") and library not in pipelines():
        do = "Take a model whose parts are of diffusers and transformers alone"
        raise wrong(f"its {name} wants code of {shown(library)}, which is never run", at, do)
    folder = model / name
    if not folder.is_dir():
        raise wrong(f"its {name} is missing", at, _AGAIN)
    small = tuple(sorted({file for pattern in _SMALL for file in folder.glob(pattern) if file.is_file()}))
    config, weights = _held(folder, library, kind, at)
    return Part(name, library, kind, config, weights, small)


@lru_cache(maxsize=1)
def pipelines() -> frozenset[str]:
    """Names of diffusers' rooms of pipelines, which an index may name for parts that live there ("ltx2")."""
    package = find_spec("diffusers")
    if package is None or package.origin is None:
        return frozenset()
    rooms = Path(package.origin).parent / "pipelines"
    return frozenset(room.name for room in rooms.iterdir() if (room / "__init__.py").is_file())


def wrong(what: str, at: str, do: str) -> RenderError:
    """What is wrong with the model that ``at`` names, and what to do."""
    return RenderError(what, where=at, do=do)


def _held(folder: Path, library: str, kind: str, at: str) -> tuple[Mapping[str, Any], tuple[Path, ...]]:
    """What a part's configuration says, and its weights."""
    if "Tokenizer" in kind:
        if not any((folder / name).is_file() for name in _VOCABULARIES):
            what = f"there is no vocabulary (tokenizer.json) in its {folder.name}"
            raise wrong(what, at, "Download the whole model, not its weights alone")
        settings = folder / "tokenizer_config.json"
        return read_json(settings, at) if settings.is_file() else {}, ()
    if (folder / "config.json").is_file() and not kind.endswith(("Processor", "Extractor")):
        return read_json(folder / "config.json", at), _weights(folder, _STEMS.get(library, _EITHER), at)
    for name in _SETTINGS:
        if (folder / name).is_file():
            return read_json(folder / name, at), ()
    raise wrong(f"there is no configuration in its {folder.name}", at, _AGAIN)


def _weights(folder: Path, stems: tuple[str, ...], at: str) -> tuple[Path, ...]:
    """The files of weights that the part's library reads, by name."""
    stem = next((stem for stem in stems if _is_there(folder, f"{stem}.safetensors")), None)
    if stem is None:
        raise _no_weights(folder, at)
    index = folder / f"{stem}.safetensors.index.json"
    names = _shards(folder, index, at) if index.is_file() else {f"{stem}.safetensors": frozenset[str]()}
    for name, listed in names.items():
        try:
            held = {tensor.name for tensor in tensors(folder / name)}
        except ValueError:
            raise wrong(f"{folder.name}/{name} is damaged or not all there", at, "Download it again") from None
        if lacking := sorted(listed - held):
            raise wrong(f"{folder.name}/{name} has no {shown(lacking[0])}, which its index names", at, _AGAIN)
    return tuple(folder / name for name in names)


def _is_there(folder: Path, name: str) -> bool:
    return (folder / name).is_file() or (folder / f"{name}.index.json").is_file()


def _no_weights(folder: Path, at: str) -> RenderError:
    if any(found for pattern in PICKLED for found in folder.glob(pattern)):
        do = "Take the model's safetensors, or convert them where you trust whoever made them"
        return wrong(f"the weights of its {folder.name} are pickled, which can run code when loaded", at, do)
    others = sorted(folder.glob("*.safetensors"))
    if others:
        do = "Take the files that diffusers reads: diffusion_pytorch_model.safetensors or model.safetensors"
        return wrong(f"{folder.name}/{shown(others[0].name)} is not what is read of its {folder.name}", at, do)
    return wrong(f"there are no weights (*.safetensors) in its {folder.name}", at, _AGAIN)


def _shards(folder: Path, index: Path, at: str) -> dict[str, frozenset[str]]:
    """The files that an index names, by name, and the tensors that it looks for in each.

    Raises RenderError for a name that leads elsewhere, and a file that is missing.
    """
    listed = read_json(index, at).get("weight_map")
    if not isinstance(listed, dict) or not listed or not all(map(_is_name, listed.values())):
        raise wrong(f"its {folder.name}/{index.name} names no files, or files elsewhere", at, _AGAIN)
    names: dict[str, set[str]] = {name: set() for name in sorted(set(listed.values()))}
    for name in names:
        if not (folder / name).is_file():
            raise wrong(f"{folder.name}/{name} of its weights is missing", at, _AGAIN)
    for tensor, name in listed.items():
        names[name].add(tensor)
    return {name: frozenset(found) for name, found in names.items()}


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[\w.-]{1,200}\.safetensors", value) is not None
