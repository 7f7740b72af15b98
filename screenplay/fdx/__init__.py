"""Final Draft's XML (.fdx): ``read``, ``write``, and ``losses``, what writing a screenplay as one leaves behind."""

from __future__ import annotations

from screenplay.fdx.losses import losses
from screenplay.fdx.reader import read
from screenplay.fdx.writer import write

__all__ = ["losses", "read", "write"]
