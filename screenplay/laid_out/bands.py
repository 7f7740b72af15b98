"""Rows that stand beside one another on a page, as one band; a script's pages are lists of bands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from screenplay.laid_out.rows import Row, pieces


class Band(NamedTuple):
    """The pieces of one row of print from left to right."""

    pieces: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """Its leftmost piece."""
        return self.pieces[0]

    @property
    def left(self) -> float:
        """Where it begins, in inches."""
        return self.pieces[0].left

    @property
    def end(self) -> float:
        """Where it ends, in inches."""
        return self.pieces[-1].end

    @property
    def gap(self) -> int:
        """Blank lines above it on its page."""
        return self.pieces[0].gap

    @property
    def line(self) -> int:
        """Its line of the source's text."""
        return self.pieces[0].line

    @property
    def page(self) -> int:
        """Its page, from 0."""
        return self.pieces[0].page

    @property
    def text(self) -> str:
        """Its pieces' text with single spaces between."""
        return self.pieces[0].text if len(self.pieces) == 1 else " ".join(piece.text for piece in self.pieces)


def bands_of(rows: Iterable[Row]) -> list[Band]:
    """The bands in order: rows of the same page and line belong together."""
    bands: list[Band] = []
    beside: list[Row] = []
    for piece in pieces(rows):
        if beside and (piece.line != beside[0].line or piece.page != beside[0].page):
            bands.append(Band(tuple(sorted(beside, key=_left))))
            beside = []
        beside.append(piece)
    if beside:
        bands.append(Band(tuple(sorted(beside, key=_left))))
    return bands


def _left(row: Row) -> float:
    return row.left


def pages_of(bands: Iterable[Band]) -> list[list[Band]]:
    """The bands by page; pages without any are not there."""
    pages: list[list[Band]] = []
    for band in bands:
        if not pages or pages[-1][0].page != band.page:
            pages.append([])
        pages[-1].append(band)
    return pages
