"""Who is who across drafts: what lives on of a plan keeps the names that a director and a slate know it by."""

from __future__ import annotations

from planner.names.carrying import carried, carried_scene, lines_of, renumbered

__all__ = ["carried", "carried_scene", "lines_of", "renumbered"]
