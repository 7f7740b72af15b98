"""Overhead plots: ``plot`` a setup or ``cut_plot`` a cut, then ``to_png`` or a page of ``overheads.pdf``."""

from __future__ import annotations

from assembler.papers.overhead.plot import cut_plot, plot
from assembler.papers.raster import to_png

__all__ = ["cut_plot", "plot", "to_png"]
