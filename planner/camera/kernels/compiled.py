"""How the kernels are compiled.

Whatever calls a function compiles it again into itself, so what Python calls is little, and only that is kept on
disk (``entry``); ``inner`` functions have no way in from Python, which makes their code less.  What is kept holds the
code of the files that it calls into, so it is known by all of them: else an edit of one went unnoticed in the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit

import film

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def entry(function: Kernel) -> Kernel:
    """Called from Python: compiled once and kept beside its file."""
    compiled: Any = njit(cache=True, error_model="numpy", nogil=True)(function)
    kept: Any = getattr(getattr(compiled, "_cache", None), "_cache_file", None)
    if hasattr(kept, "_source_stamp"):  # what numba compares, no part of its interface: the function's file alone
        kept._source_stamp = _sources()
    return cast(Kernel, compiled)


@cache
def _sources() -> str:
    """The digest of all that kernels are compiled from: this room, and the shared types whose constants they take."""
    room = Path(__file__).parent
    shared = Path(film.__file__ or "").parent
    files = [*sorted(room.glob("*.py")), shared / "camera.py", shared / "shot.py"]
    return hashlib.sha256(b"".join(each.read_bytes() for each in files if each.is_file())).hexdigest()


def inner(function: Kernel) -> Kernel:
    """Called from other kernels only."""
    way_in: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast(Kernel, njit(error_model="numpy", nogil=True, **way_in)(function))
