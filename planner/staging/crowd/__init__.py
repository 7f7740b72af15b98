"""Crowds: who fills the place behind the cast, by the script's words and the place's own room."""

from planner.staging.crowd.casting import crowd_of, stays_of
from planner.staging.crowd.clearing import Bystanders, cleared, shot_cleared

__all__ = ["Bystanders", "cleared", "crowd_of", "shot_cleared", "stays_of"]
