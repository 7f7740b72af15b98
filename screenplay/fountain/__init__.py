"""Fountain 1.1, the plain-text screenplay format (fountain.io/syntax): reading, writing, and the lines of a source."""

from __future__ import annotations

from screenplay.fountain.losses import losses
from screenplay.fountain.parser import parse, read_manuscript
from screenplay.fountain.tiles import Tile, tiles
from screenplay.fountain.writer import write

__all__ = ["Tile", "losses", "parse", "read_manuscript", "tiles", "write"]
