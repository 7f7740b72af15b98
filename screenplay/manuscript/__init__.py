"""What every format's reader gives: drafts of elements, and what else the file says."""

from __future__ import annotations

from screenplay.manuscript.draft import Draft, Manuscript, PageTurn

__all__ = ["Draft", "Manuscript", "PageTurn"]
