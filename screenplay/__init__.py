"""Screenplay files in many formats to the shared Screenplay type."""

from __future__ import annotations

from screenplay.reader import read

__all__ = ["read"]
