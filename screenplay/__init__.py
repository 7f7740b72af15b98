"""Screenplay files to the shared Screenplay type; this version reads Fountain 1.1."""

from __future__ import annotations

from screenplay.reader import read

__all__ = ["read"]
