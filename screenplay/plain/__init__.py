"""Plain text: Fountain, a page typed with spaces and tabs, or text that is almost Fountain."""

from __future__ import annotations

from screenplay.plain.reading import finds_more, read, rows_of

__all__ = ["finds_more", "read", "rows_of"]
