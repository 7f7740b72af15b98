"""How the kernels are compiled.

Whatever calls a function compiles it again into itself, so what Python calls is little, and only that is kept on
disk (``entry``); ``inner`` functions have no way in from Python, which makes their code less.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def entry(function: Kernel) -> Kernel:
    """Called from Python: compiled once and kept beside its file."""
    return cast(Kernel, njit(cache=True, error_model="numpy", nogil=True)(function))


def inner(function: Kernel) -> Kernel:
    """Called from other kernels only."""
    way_in: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast(Kernel, njit(error_model="numpy", nogil=True, **way_in)(function))
