"""Drafts of one script: which lines and scenes live on, under which ids, and what was changed."""

from __future__ import annotations

from screenplay.revisions.carrying import carry, revise
from screenplay.revisions.changes import Changes, Compared, Renamed, SceneChange, compare
from screenplay.revisions.line_changes import UNPRINTED, LineChange
from screenplay.revisions.matching import Match, match

__all__ = [
    "UNPRINTED",
    "Changes",
    "Compared",
    "LineChange",
    "Match",
    "Renamed",
    "SceneChange",
    "carry",
    "compare",
    "match",
    "revise",
]
