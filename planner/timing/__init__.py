"""How long the film plays: speech by its words, action by what is done, both against the page.

Whoever writes a plan's notes calls ``notes_of(planned, scene, rate)`` with a finished ScenePlan, the Scene that it
was planned from and the format's rate, and ``film_notes(planned, screenplay, rate)`` with all of them.
"""

from __future__ import annotations

from planner.timing.action import action_seconds, reading_seconds
from planner.timing.pages import PageTime, film_notes, notes_of, paced, page_time
from planner.timing.speech import manner_pace, pause_seconds, speech_seconds, syllables

__all__ = [
    "PageTime",
    "action_seconds",
    "film_notes",
    "manner_pace",
    "notes_of",
    "paced",
    "page_time",
    "pause_seconds",
    "reading_seconds",
    "speech_seconds",
    "syllables",
]
