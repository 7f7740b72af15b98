"""The content-addressed store: what was made once is found again by its recipe, whole or not at all.

::

    store/ab/ab12.../    manifest.json (recipe, sizes, sha256 of every file) and the files
    tmp/<pid>-<key>/     being built; renamed into place when complete, swept when orphaned
    locks/<key>.lock     one builder a key
    quarantine/<key>/    what did not hold what its manifest says; built again

An object is published by one directory rename after its files are on the disk, so a run that is
killed at any moment leaves either the object or nothing.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from film.errors import ProjectError
from film.names import canonical_json, digest
from storyreel.files import is_refusal, make_folder, refusal, refusals, sync

_MANIFEST = "manifest.json"
_BLOCK = 1 << 20
_FULL = 1 << 18
"""Fewer free bytes than this and a program that failed has met a full disk."""


class Store:
    """A folder of finished work, by the sha256 of the recipe it was made from."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.objects = root / "store"
        self._building = root / "tmp"
        self._locks = root / "locks"
        self._quarantine = root / "quarantine"

    def path(self, key: str) -> Path:
        """Where the object of a key lies once it is made."""
        return self.objects / key[:2] / key

    def find(self, recipe: Any) -> Path | None:
        """The folder of a finished object, None when it is not there or not what its manifest says."""
        key = digest(recipe)
        folder = self.path(key)
        if not folder.is_dir():
            return None
        if _sizes_hold(folder):
            return folder
        self._set_aside(folder)
        return None

    def build(self, recipe: Any, make: Callable[[Path], None]) -> Path:
        """The folder of the recipe's object; ``make`` fills an empty folder when it is not there yet.

        Whatever ``make`` raises passes through and nothing is published.  Raises ProjectError when
        the disk refuses.
        """
        from filelock import FileLock

        key = digest(recipe)
        lock = FileLock(make_folder(self._locks) / f"{key}.lock")
        with refusals(self.root):
            lock.acquire()
        try:
            return self.find(recipe) or self._make(key, recipe, make)
        finally:
            lock.release()

    def sweep(self) -> int:
        """Removes what killed runs left half-built; how many.  Only for who holds the whole folder's lock."""
        left = [*self._entries(self._building), *self._entries(self._locks)]
        for entry in left:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink(missing_ok=True)
        return sum(1 for entry in left if entry.parent == self._building)

    def verify(self) -> tuple[Path, ...]:
        """Reads every file of every object and sets aside those whose sha256 is not the manifest's; which."""
        bad = tuple(folder for folder in self._published() if not _digests_hold(folder))
        for folder in bad:
            self._set_aside(folder)
        return bad

    def _make(self, key: str, recipe: Any, make: Callable[[Path], None]) -> Path:
        building = self._building / f"{os.getpid()}-{key}"
        shutil.rmtree(building, ignore_errors=True)
        try:
            building.mkdir(parents=True)
            make(building)
            _write_manifest(building, recipe)
            folder = self.path(key)
            folder.parent.mkdir(parents=True, exist_ok=True)
            building.rename(folder)
            sync(folder.parent)
            return folder
        except Exception as error:
            raise self._disk_refusal(error) or error from error.__cause__
        finally:
            shutil.rmtree(building, ignore_errors=True)

    def _disk_refusal(self, error: Exception) -> ProjectError | None:
        """What the disk said, also where a stage told it in its own words, or a program (ffmpeg) met it."""
        for cause in (error, error.__cause__, error.__context__):
            if isinstance(cause, OSError) and is_refusal(cause):
                return refusal(cause, self.root)
        if shutil.disk_usage(self.root).free < _FULL:
            return refusal(OSError(errno.ENOSPC, ""), self.root)
        return None

    def _set_aside(self, folder: Path) -> None:
        self._quarantine.mkdir(parents=True, exist_ok=True)
        aside = self._quarantine / folder.name
        shutil.rmtree(aside, ignore_errors=True)
        folder.rename(aside)

    def _published(self) -> Iterator[Path]:
        for shelf in self._entries(self.objects):
            yield from self._entries(shelf)

    def _entries(self, folder: Path) -> list[Path]:
        return sorted(folder.iterdir()) if folder.is_dir() else []


def _write_manifest(folder: Path, recipe: Any) -> None:
    files = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        sync(path)
        files[path.relative_to(folder).as_posix()] = {"bytes": path.stat().st_size, "sha256": _sha256(path)}
    manifest = folder / _MANIFEST
    manifest.write_text(canonical_json({"recipe": recipe, "files": files}), encoding="utf-8")
    sync(manifest)
    sync(folder)


def _manifest(folder: Path) -> dict[str, dict[str, Any]] | None:
    try:
        files = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(name): {"bytes": entry["bytes"], "sha256": entry["sha256"]} for name, entry in files.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _sizes_hold(folder: Path) -> bool:
    files = _manifest(folder)
    try:
        return files is not None and all((folder / name).stat().st_size == at["bytes"] for name, at in files.items())
    except OSError:
        return False


def _digests_hold(folder: Path) -> bool:
    files = _manifest(folder)
    return (
        files is not None
        and _sizes_hold(folder)
        and all(_sha256(folder / name) == at["sha256"] for name, at in files.items())
    )


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            total.update(block)
    return total.hexdigest()
