"""How the kernels are compiled.

Whatever calls a function compiles it again into itself, so what Python calls is little, and only that is kept on
disk (``entry``); ``inner`` functions have no way in from Python, which halves their code.
"""

from __future__ import annotations

from numba import njit

entry = njit(cache=True, error_model="numpy", nogil=True)
"""Called from Python; compiled once and kept beside its file."""
inner = njit(error_model="numpy", nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)
"""Called from other kernels only."""
