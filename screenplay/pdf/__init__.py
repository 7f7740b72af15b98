"""PDF screenplays: text with places, out of which the script's elements are found again."""

from __future__ import annotations

from screenplay.pdf.reading import printed, read

__all__ = ["printed", "read"]
