"""Solving cameras: from what a shot is meant to show to where the camera stands, proven by projection."""
