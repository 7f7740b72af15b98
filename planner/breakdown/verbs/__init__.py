"""Verbs of action, as scripts write them, and which of the planner's verbs each means."""

from __future__ import annotations

from planner.breakdown.verbs.handling import HANDLING
from planner.breakdown.verbs.moving import MOVING
from planner.breakdown.verbs.other_tongues import OTHERS, PHRASES

__all__ = ["ENGLISH", "OTHERS", "PHRASES"]

ENGLISH = (*MOVING.strip().splitlines(), *HANDLING.strip().splitlines())
"""One line for each group of English verbs, in the manner that ``moving`` tells."""
