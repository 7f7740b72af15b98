"""Fountain 1.1, the plain-text screenplay format (fountain.io/syntax): ``parse`` and ``write``."""

from __future__ import annotations

from screenplay.fountain.parser import parse
from screenplay.fountain.writer import write

__all__ = ["parse", "write"]
