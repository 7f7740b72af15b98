"""Prose, outlines and transcripts become screenplays: words are chosen by a language model and held to the source.

::

    Source ──pieces──▶ Question ──ask──▶ what is said of the piece ──held to it──▶ Adaptation ──▶ elements
               │           ▲                                           │
               │           └──── Memory: who and where, so far ◀───────┤
               └ every paragraph is used, or set aside in a note ◀─────┘

Pieces are asked in order: who "she" is and which room we are in stands in what came before, and one reading is cheaper
than two.  What a question tells of that is short, however long the source.
"""

from __future__ import annotations

from planner.adapting.adapting import Adaptation, adapt, foreseen
from planner.adapting.pieces import Passage, Source
from planner.adapting.telling import elements

__all__ = ["Adaptation", "Passage", "Source", "adapt", "elements", "foreseen"]
