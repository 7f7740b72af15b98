"""The seam to models that look at pictures: what is asked of one, whoever runs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from renderer.measure.light import Bytes

Vectors = npt.NDArray[np.float32]
"""(n, d), each of length one: the product of two rows is how alike they are, -1 to 1."""


class Eyes(Protocol):
    """A model that makes vectors of pictures and, where ``reads``, of texts in the same space."""

    @property
    def name(self) -> str:
        """Which model it is."""

    @property
    def reads(self) -> bool:
        """Whether ``read`` can be asked."""

    def see(self, pictures: Sequence[Bytes]) -> Vectors:
        """A vector a picture, each (h, w, 3) of any size.  Raises RenderError where the model cannot be run."""

    def read(self, texts: Sequence[str]) -> Vectors:
        """A vector a text; what is beyond the model's longest is left out."""
