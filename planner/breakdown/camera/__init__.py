"""The writer's own camera: shots, angles and moves that the action lines ask for, told from words that only look so."""

from __future__ import annotations

from planner.breakdown.camera.reading import Asked, asked_in, hushed
from planner.breakdown.camera.subject import Scenery

__all__ = ["Asked", "Scenery", "asked_in", "hushed"]
