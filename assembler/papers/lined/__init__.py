"""The lined script: the screenplay's pages with each setup's coverage drawn down them."""

from __future__ import annotations

from assembler.papers.lined.pages import lined_script_pdf
from assembler.papers.lined.script import ScriptPage, ScriptRow
from assembler.papers.lined.tramlines import Tramline, tramlines

__all__ = ["ScriptPage", "ScriptRow", "Tramline", "lined_script_pdf", "tramlines"]
