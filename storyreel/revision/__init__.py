"""``storyreel diff``: what a new draft changes, before anything is spent on it."""

from __future__ import annotations

from storyreel.revision.compare import compare
from storyreel.revision.difference import Difference
from storyreel.revision.html import html
from storyreel.revision.showing import text

__all__ = ["Difference", "compare", "html", "text"]
