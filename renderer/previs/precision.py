"""Single precision for the kernels: one float64 among float32 doubles the work of all that follows it.

To the type checker these are plain floats; numba sees numpy's float32.  Numba keeps a float32 that
is given to ``float()`` as it is; where double precision is meant, ``D`` says so.  ``I32``
and ``U32`` cut off to 32 bits, and ``FLOOR`` stays in single precision, where math.floor gives an integer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
from numba import njit

D = cast(Callable[[float], float], np.float64)
F = cast(Callable[[float], float], np.float32)
I32 = cast(Callable[[float], int], np.int32)
U8 = cast(Callable[[float], int], np.uint8)
U32 = cast(Callable[[float], int], np.uint32)
U64 = cast(Callable[[float], int], np.uint64)
FLOOR = cast(Callable[[float], float], np.floor)
ZERO = cast(float, np.float32(0))
HALF = cast(float, np.float32(0.5))
ONE = cast(float, np.float32(1))


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def decay(x: float) -> float:
    """e to the power -x for x of 0 and more, within 5e-6; unlike the library's it runs in vectors.

    Taylor's series to the fourth power at x / 16, inverted, and squared four times.
    """
    y = min(x, F(40)) * F(1 / 16)
    q = ONE / (ONE + y * (ONE + y * (HALF + y * (F(1 / 6) + y * F(1 / 24)))))
    q = q * q
    q = q * q
    q = q * q
    return q * q
