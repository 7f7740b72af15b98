"""The machine a run works on: how many workers, and where compiled code is kept for all of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from film.names import digest
from storyreel.versions import maker

_ONE_THREAD = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def worker_environment(private: Path) -> dict[str, str]:
    """What a worker's environment gets: one thread, for there is one worker a core, and the compiled code's home."""
    return {**dict.fromkeys(_ONE_THREAD, "1"), "NUMBA_CACHE_DIR": str(compiled_code(private))}


def compiled_code(private: Path) -> Path:
    """Where compiled code is kept: the user's cache folder, or the reel's own where that cannot be written.

    Code of another version has a folder of its own.
    """
    if given := os.environ.get("NUMBA_CACHE_DIR"):
        return Path(given)
    try:
        code = digest([maker(package)["code"] for package in ("planner", "renderer")])
        folder = _user_cache() / "storyreel" / f"numba-{code[:12]}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder if os.access(folder, os.W_OK) else private / "numba"
    except (OSError, RuntimeError):  # no home, or one that cannot be written
        return private / "numba"


def keep_compiled() -> None:
    """Has this process, which plans, keep its compiled code where the workers keep theirs; before numba is imported.

    Beside the code itself, where numba would keep it, an edit of one file goes unnoticed in those that call it.
    """
    elsewhere = Path(os.devnull)
    if (folder := compiled_code(elsewhere)) != elsewhere / "numba":
        os.environ["NUMBA_CACHE_DIR"] = str(folder)


def cold_cache(private: Path) -> bool:
    """The renderer has not been compiled yet: one worker does it, the others would only do the same."""
    return not any(compiled_code(private).rglob("raster.*.nbc"))


def _user_cache() -> Path:
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given)
    home = Path.home()
    return home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"
