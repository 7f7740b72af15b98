"""A folder of weights as model makers publish it: whether it can be loaded safely, and which model it is.

::

    FOLDER/  config.json   tokenizer.json   tokenizer_config.json   model.safetensors
             generation_config.json   chat_template.jinja   model-00001-of-00004.safetensors ...

Weights are read from safetensors alone: the other forms are Python pickles, which run code when they are loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from film.errors import PlanError
from film.weights import PICKLED, framed, is_whole, looked_at

_TOKENIZERS = ("tokenizer.json", "tokenizer.model", "vocab.json")
_SMALL = ("*.json", "*.jinja", "*.model", "merges.txt")
"""All that decides an answer besides the weights: configuration, vocabulary, chat template."""
_DOWNLOAD = "Download it first: hf download {}"


class Folder(NamedTuple):
    """A folder that can be loaded: ``name`` is its last part, or what its maker called the model; where it lies is
    nobody's business.  ``config`` is what its config.json says, ``revision`` 64 hexadecimal digits.

    The revision covers configuration, vocabulary and chat template whole, and of the weights the name, type, shape and
    eight spots of 256 bytes of every tensor: a trained or exchanged model differs, a single number set by hand may not.
    """

    path: Path
    name: str
    config: dict[str, Any]
    revision: str


def folder_of(at: str) -> Folder:
    """The folder that ``at`` names: a path, or a published model (``Qwen/Qwen3-8B``) that was downloaded before.

    Raises PlanError in one line for all that is none, or cannot be loaded safely.
    """
    path = Path(at).expanduser()
    downloaded = None if path.exists() else _downloaded(at)
    name = path.resolve().name if downloaded is None else at
    path = downloaded or path
    _is_folder(path, at)
    config = _config(path, at)
    if not any((path / name).is_file() for name in _TOKENIZERS):
        raise _wrong("there is no tokenizer (tokenizer.json) in it", at, "Download the whole model, not its weights")
    files = _weights(path, at)
    digest = hashlib.sha256()
    for file in sorted({found for pattern in _SMALL for found in path.glob(pattern)}):
        digest.update(framed(file.name.encode()) + framed(file.read_bytes()))
    for file in files:
        digest.update(framed(file.name.encode()))
        for piece in looked_at(file):
            digest.update(framed(piece))
    return Folder(path, name, config, digest.hexdigest())


def offline() -> None:
    """Keeps the hub's libraries from asking the hub; to be called before any of them is imported."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")


def _published(at: str) -> bool:
    return at.count("/") == 1 and not at.startswith((".", "/", "~")) and not at.endswith("/")


def _downloaded(at: str) -> Path | None:
    """Where a published model lies in the hub's own store; None where it was never downloaded, or is no name of one."""
    if not _published(at) or find_spec("huggingface_hub") is None:
        return None
    offline()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(at, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError, OSError):
        return None


def _is_folder(path: Path, at: str) -> None:
    if path.is_dir():
        return
    if path.suffix.lower() == ".gguf":
        do = "Serve it (llama.cpp, Ollama) and say openai:URL#MODEL, or download the model as safetensors"
        raise _wrong("GGUF files are not read here", at, do)
    if path.is_file():
        raise _wrong("this is a file", at, "Name the folder with config.json and the weights")
    if _published(at):
        raise _wrong(
            "no such folder, nor such a model at hand; models are not downloaded on the way", at, _DOWNLOAD.format(at)
        )
    raise _wrong("no such folder", at, "Name a folder with config.json and the weights")


def _config(path: Path, at: str) -> dict[str, Any]:
    try:
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        packed = any(path.glob("*.gguf"))
        what = "it holds a GGUF file, which is not read here" if packed else "there is no config.json in it"
        raise _wrong(what, at, "Download the whole model as safetensors") from None
    except (OSError, ValueError) as error:
        raise _wrong(f"its config.json cannot be read: {error}", at, "Download the model again") from None
    if not isinstance(config, dict):
        raise _wrong("its config.json is no object", at, "Download the model again")
    return config


def _weights(path: Path, at: str) -> list[Path]:
    """The files of weights, by name."""
    files = sorted(path.glob("*.safetensors"))
    index = path / "model.safetensors.index.json"
    if not files and any(found for pattern in PICKLED for found in path.glob(pattern)):
        do = "Take the model's safetensors, or convert them where you trust whoever made them"
        raise _wrong("its weights are pickled, which can run code when loaded", at, do)
    if not files:
        raise _wrong("there are no weights (*.safetensors) in it", at, "Download the whole model")
    if index.is_file():
        try:
            wanted = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise _wrong(f"its {index.name} cannot be read", at, "Download the model again") from None
        missing = sorted(wanted - {file.name for file in files})
        if missing:
            raise _wrong(f"{missing[0]} of its weights is missing", at, "Download the model again")
    elif not (path / "model.safetensors").is_file():
        do = "Take the files that transformers reads: model.safetensors, or its shards and their index"
        raise _wrong("there is neither model.safetensors nor its index in it", at, do)
    for file in files:
        if not is_whole(file):
            raise _wrong(f"{file.name} is damaged or not all there", at, "Download it again")
    return files


def _wrong(what: str, at: str, do: str) -> PlanError:
    return PlanError(what, where=at, do=do)
