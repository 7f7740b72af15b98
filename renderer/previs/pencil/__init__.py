"""A frame drawn as a board artist would: outlines, creases, hatched tone, arrows for what moves, names.

::

    study    what is nearest at every point of the sheet, and a small picture of the light on it
    cracks   where lines are: between two points of the sheet that show different things
    strokes  lines followed from end to end, parted at corners, smoothed, with the hand's unrest
    tone     how dark each point is to be, in steps, and the hatching that says so
    graphite marks on paper
    faces    brows, eyes, nose and mouth
    arrows   the ways of people on the floor, the camera's moves at the frame
    sheet    all of it on one sheet
"""

from __future__ import annotations

from renderer.previs.pencil.arrows import bands, frame_within, stamp
from renderer.previs.pencil.sheet import drawing, side_by_side
from renderer.previs.pencil.study import Study, take

__all__ = ["Study", "bands", "drawing", "frame_within", "side_by_side", "stamp", "take"]
