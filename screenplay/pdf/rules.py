"""Lines drawn under or through letters: underlining and striking out are no part of a font."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import pypdfium2.raw as raw

from screenplay.pdf.glyphs import Frame

_THICKEST = 2.5
_SHORTEST = 3.0
_SLACK = 1.5


class Rule(NamedTuple):
    """A thin line across the page: from ``left`` to ``right``, ``base`` below the top edge, in points."""

    left: float
    right: float
    base: float


def rules_of(page: Any, frame: Frame) -> list[Rule]:
    """The thin lines among the page's drawings, from the top down."""
    found: list[Rule] = []
    edges = [ctypes.c_float() for _ in range(4)]
    at = [ctypes.byref(edge) for edge in edges]
    for index in range(raw.FPDFPage_CountObjects(page)):
        obj = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(obj) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(obj, *at):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        first, last = frame.shown(left, bottom), frame.shown(right, top)
        start, stop = sorted((first[0], last[0]))
        high, low = sorted((first[1], last[1]))
        if low - high <= _THICKEST and stop - start >= _SHORTEST:
            found.append(Rule(start, stop, (high + low) / 2))
    return sorted(found, key=lambda rule: rule.base)


def line_style(rules: Sequence[Rule], left: float, right: float, base: float, size: float) -> Literal["u", "s"] | None:
    """What the rules near a row make of a character in it: underlined, struck out, or neither."""
    for rule in rules:
        if rule.left - _SLACK <= (left + right) / 2 <= rule.right + _SLACK:
            below = rule.base - base
            if -0.05 * size <= below <= 0.35 * size:
                return "u"
            if -0.5 * size <= below <= -0.15 * size:
                return "s"
    return None
