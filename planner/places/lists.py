"""Word lists and the plain form of words that they are written in."""

from __future__ import annotations

from collections.abc import Sequence

from film.words.plain import listed, plain

__all__ = ["Words", "listed", "plain"]

Words = Sequence[tuple[str, str]]
"""Kinds with the words that name them, alternatives parted by a bar."""
