"""boards.pdf: the film on paper, six panels a page, each shot with what it shows, does and says."""

from __future__ import annotations

from assembler.boards.book import write_boards

__all__ = ["write_boards"]
