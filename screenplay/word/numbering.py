"""Paragraphs with the numbers of their lists: a heading's is the scene's number, others print theirs before the text.

Names and speech go without; what numbers those is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from film.screenplay import Run
from screenplay.headings import prefix_of
from screenplay.laid_out.words import is_cue
from screenplay.word.paragraphs import Paragraph
from screenplay.word.styles import Sheet
from screenplay.word.words import type_of

_SPOKEN = ("character", "dialogue", "parenthetical", "lyrics", "transition")
_SCENE = re.compile(r"\w[\w.-]*\d[\w.-]*|\d[\w.-]*|\b[A-Z]{1,3}\b")


def with_numbers(paragraphs: Iterable[Paragraph], sheet: Sheet) -> list[Paragraph]:
    """The paragraphs with the numbers of their lists: a heading's as its scene number, others' before their text."""
    return [_with_number(paragraph, sheet) if paragraph.label else paragraph for paragraph in paragraphs]


def _with_number(paragraph: Paragraph, sheet: Sheet) -> Paragraph:
    text = paragraph.text.strip()
    kind = type_of(sheet.name(paragraph.style))[0]
    found = _SCENE.search(paragraph.label)
    if not text:
        return paragraph._replace(label="")
    if found and (kind == "scene_heading" or prefix_of(text)):
        return paragraph._replace(number=found[0].strip(".-"), label="")
    if kind in _SPOKEN or (kind is None and is_cue(text)):
        return paragraph
    return paragraph._replace(runs=(Run(text=f"{paragraph.label} "), *paragraph.runs), label="")
