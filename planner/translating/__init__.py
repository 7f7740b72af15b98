"""A film's words in another language: dialogue and what is read on the screen, each line within its time.

::

    Plan ──lines_of──▶ Line… ──batches──▶ Question ──ask──▶ held to names, numbers, terms ──▶ Translation
                                              │                                                  │
                                              └──── asked once more, shorter ◀── too long ───────┘

Lines are asked about by scene, a few at a time, so that a question never grows with the film.
"""

from __future__ import annotations

from planner.translating.batches import Job
from planner.translating.holding import Flag, Glossary, names_in, unrendered
from planner.translating.languages import code_of, name_of
from planner.translating.lines import Kind, Line, lines_of, speakable
from planner.translating.translating import Rendered, Translated, foreseen, rendered, translate

__all__ = [
    "Flag",
    "Glossary",
    "Job",
    "Kind",
    "Line",
    "Rendered",
    "Translated",
    "code_of",
    "foreseen",
    "lines_of",
    "name_of",
    "names_in",
    "rendered",
    "speakable",
    "translate",
    "unrendered",
]
