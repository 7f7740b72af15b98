"""Where a model lies: a folder, or the hub's own store of what was downloaded before.  Nothing is asked of the hub."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from film.address import shown
from renderer.generative.backends.diffusers.parts import wrong

_COMMIT = re.compile(r"[0-9a-f]{7,40}")
_LONGEST_NAME = 200
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}")


class Found(NamedTuple):
    """A model's folder, its name, the commit it is known to be of ("": nobody says), and whether it is published."""

    path: Path
    name: str
    commit: str = ""
    published: bool = False


def found(at: str, revision: str = "") -> Found:
    """Where the model lies.  Raises RenderError where it does not."""
    try:
        path = Path(at).expanduser()
        there, is_folder = path.exists(), path.is_dir()
    except (OSError, RuntimeError, ValueError):  # too long, somebody's home who is not there, a null byte
        raise wrong("no such folder", shown(at), "Name a folder with model_index.json, or a published model") from None
    if is_folder:
        return _folder(path)
    if path.suffix.lower() == ".gguf":
        raise wrong("GGUF files are not read here", at, "Take the model in the layout of diffusers")
    if there:
        raise wrong("this is a file", at, "Name the folder with model_index.json")
    if not _NAME.fullmatch(at):
        raise wrong("no such folder", at, "Name a folder with model_index.json, or a published model")
    return _downloaded(at, revision)


def _folder(path: Path) -> Found:
    """A folder; one in the hub's own store has its model's published name."""
    whole = path.resolve()
    commit = whole.name if re.fullmatch(r"[0-9a-f]{40}", whole.name) else ""
    store = whole.parent.parent.name
    name = whole.name
    if commit and whole.parent.name == "snapshots" and store.startswith("models--"):
        name = store.removeprefix("models--").replace("--", "/")
    told = "".join(letter if letter.isprintable() else " " for letter in name)[:_LONGEST_NAME]
    return Found(path, told, commit)


def offline() -> None:
    """Keeps the hub's libraries from asking the hub; to be called before any of them is imported."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")


def _downloaded(at: str, revision: str) -> Found:
    what = "no such folder, nor such a model at hand; models are not downloaded on the way"
    if find_spec("huggingface_hub") is None:
        raise wrong(what, at, "Install storyreel[video] first, then download it")
    offline()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    told = _whole_commit(at, revision) or revision
    try:
        path = Path(snapshot_download(at, revision=told or None, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError, OSError, ValueError):
        have = _snapshots(at)
        if revision and have:
            at_hand = ", ".join(each.name[:12] for each in have[:4])
            do = f"Download it: hf download {at} --revision {revision}"
            raise wrong(f"revision {shown(revision)} of it is not at hand, but {at_hand}", at, do) from None
        pinned = f" --revision {revision}" if revision else ""
        raise wrong(what, at, f"Download it first: hf download {at}{pinned}") from None
    return Found(path, at, path.name if _COMMIT.fullmatch(path.name) else "", published=True)


def _whole_commit(at: str, revision: str) -> str:
    """The commit at hand that begins as told, where there is one alone."""
    if not _COMMIT.fullmatch(revision):
        return ""
    alike = [each.name for each in _snapshots(at) if each.name.startswith(revision)]
    return alike[0] if len(alike) == 1 else ""


def _snapshots(at: str) -> list[Path]:
    from huggingface_hub.constants import HF_HUB_CACHE
    from huggingface_hub.file_download import repo_folder_name

    kept = Path(HF_HUB_CACHE) / repo_folder_name(repo_id=at, repo_type="model") / "snapshots"
    return sorted(kept.iterdir()) if kept.is_dir() else []
