"""The review page: the film, its boards and what each shot is, in one file that needs nothing but the film."""

from __future__ import annotations

from assembler.page.page import page

__all__ = ["page"]
