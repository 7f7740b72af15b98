"""Word documents (.docx, ECMA-376): by named styles, else by indents as on paper, else as Fountain.

Lines count in the document's text: one for every line of every paragraph in order, those of table cells row by
row, a comment or footnote behind the paragraph it hangs on.  What was inserted under tracked changes is text,
what was deleted or hidden is reported; headers and footers are page furniture and are left out.
"""

from __future__ import annotations

from screenplay.word.manuscript import read

__all__ = ["read"]
