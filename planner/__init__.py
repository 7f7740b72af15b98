"""Screenplay to Plan: who, where, what happens, how it is covered, where everybody and the camera are."""

from planner.planning import plan

__all__ = ["plan"]
