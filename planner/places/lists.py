"""Word lists and the plain form of words that they are written in."""

from __future__ import annotations

from film.words.plain import listed, plain

__all__ = ["listed", "plain"]
