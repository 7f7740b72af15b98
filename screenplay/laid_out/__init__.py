"""Scripts known by their layout alone: rows of print with left edges to a manuscript.

PDF, plain text and Word documents have no element types, only places: a name stands further right than
what it says, and that further right than the action.  ``Row`` is what their readers hand over.
"""

from __future__ import annotations

from screenplay.laid_out.manuscript import looks_like_screenplay, manuscript_of
from screenplay.laid_out.rows import Row

__all__ = ["Row", "looks_like_screenplay", "manuscript_of"]
