"""Single precision for the kernels: one float64 among float32 doubles the work of all that follows it.

To the type checker these are plain floats; numba sees numpy's float32.  Numba keeps a float32 that
is given to ``float()`` as it is; where double precision is meant, ``D`` says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np

D = cast(Callable[[float], float], np.float64)
F = cast(Callable[[float], float], np.float32)
ZERO = cast(float, np.float32(0))
HALF = cast(float, np.float32(0.5))
ONE = cast(float, np.float32(1))
