"""Compiled proof of cameras: rays against boxes, walls and bodies, and the sum of what speaks against each camera.

Everything comes in as plain arrays (``planner.camera.arrays`` makes them), so that
one call proves every candidate over every sample, body and box.  Only this room imports numba.
"""
