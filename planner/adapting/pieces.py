"""A source as it is asked about: paragraphs, cut into pieces of bounded length at chapters, breaks and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from film.base import LineSpan, Model
from planner.llm.budget import estimated
from planner.reading.page import Page

_PIECE = 700
"""Tokens of a piece: a page and a half, which becomes a page or two of script."""
_FULL = 250
"""Tokens behind which a break in the text ends a piece."""
_MOST = 20
"""Paragraphs of a piece: a model loses count of more."""
_LONG = 260
"""Tokens of a paragraph above which it is asked about in parts."""
_SENTENCE = re.compile(r"(?<=[.!?…。！？।؟])[\"'”’»」』)]*\s*(?=\S)")

Counted = Literal["line", "paragraph"]
"""What numbers in notes count: lines of a text file, or paragraphs where a file has no lines that its reader sees."""


class Passage(Model):
    """A paragraph of the source.

    ``span`` are its numbers as the source counts (lines or paragraphs, from 1).  A ``heading`` opens a chapter;
    ``opens`` says that the writer left a gap before it.
    """

    span: LineSpan
    text: str
    heading: bool = False
    opens: bool = False


class Source(Model):
    """A text to adapt: ``name`` as its writer would call it, ``language`` as a two-letter code."""

    name: str
    language: str
    counted: Counted
    passages: tuple[Passage, ...]


class Piece(NamedTuple):
    """Paragraphs that are asked about together: ``passages`` are their places in the source, one for each of ``page``.

    A long paragraph stands on the page in parts, each with the place of the whole.
    """

    number: int
    page: Page
    passages: tuple[int, ...]


def pieces(source: Source) -> tuple[Piece, ...]:
    """The source in pieces, headings left out; an edit moves no cut behind the next chapter."""
    found: list[Piece] = []
    for is_heading, group in groupby(enumerate(source.passages), key=lambda item: item[1].heading):
        if not is_heading:
            for part in _cut(list(group)):
                page = Page.of((passage.span, text, "") for _, passage, text in part)
                found.append(Piece(len(found) + 1, page, tuple(place for place, _, _ in part)))
    return tuple(found)


_Part = tuple[int, Passage, str]


def _cut(passages: Sequence[tuple[int, Passage]]) -> Iterator[list[_Part]]:
    piece: list[_Part] = []
    size = 0
    for place, passage in passages:
        for number, text in enumerate(_in_parts(passage.text)):
            tokens = estimated(text)
            full = size + tokens > _PIECE or len(piece) == _MOST
            if piece and (full or (passage.opens and not number and size >= _FULL)):
                yield piece
                piece, size = [], 0
            piece.append((place, passage, text))
            size += tokens
    if piece:
        yield piece


def _in_parts(text: str) -> list[str]:
    """A paragraph, in parts that end with sentences where it is long; a sentence without end is cut at spaces."""
    if estimated(text) <= _LONG:
        return [text]
    parts: list[list[str]] = [[]]
    size = 0
    for sentence in _sentences(text):
        tokens = estimated(sentence)
        if parts[-1] and size + tokens > _LONG:
            parts.append([])
            size = 0
        parts[-1].append(sentence)
        size += tokens
    told = ("".join(part).strip() for part in parts)
    return [part for part in told if part]


def _sentences(text: str) -> Iterator[str]:
    edges = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        rest = text[start:end]
        while estimated(rest[: _LONG * 4]) > _LONG:
            cut = rest.rfind(" ", 1, _LONG * 2)
            cut = cut if cut > 0 else _LONG // 2
            yield rest[:cut]
            rest = rest[cut:]
        yield rest
