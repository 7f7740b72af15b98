"""Refuse a request that has no picture, before any work is done on it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from film.camera import gate_of, view_at
from film.errors import RenderError
from film.names import canonical_json
from film.shot import Half, Shot
from renderer.request import ShotRequest

SHORTEST_MM, LONGEST_MM = 4.0, 1200.0
MOST_SEEN = 255
"""People that the id pass, a byte a pixel, tells apart."""
_APART = 1e-3
"""Metres between a camera and what it looks at: nearer there is no way that it looks."""
_ANY = gate_of(1.0)
_LOOKED_AT = 2000
"""Frames at most at which a moving camera is looked at."""


def check(request: ShotRequest) -> None:
    """Raise RenderError that names everything wrong with the request."""
    wrong = "; ".join(_faults(request))
    if wrong:
        raise RenderError(wrong, where=f"shot {request.shot.id}", do="Mend the shot in its scene file")


def _faults(request: ShotRequest) -> Iterator[str]:
    shot = request.shot
    halves = (shot,) if shot.split is None else (shot, shot.split)
    try:
        canonical_json(request.recipe())
    except ValueError:
        yield "a number of the shot or its place is not finite"
        return
    seen = len({name for half in halves for name in half.subjects})
    if seen > MOST_SEEN:
        yield f"{seen} people in frame, of whom the id pass tells {MOST_SEEN} apart"
    sheets = {sheet.id for sheet in request.cast}
    for half in halves:
        yield from _half_faults(half, sheets)
        yield from _camera_faults(half, shot.frames)


def _half_faults(half: Shot | Half, sheets: set[str]) -> Iterator[str]:
    marked = {mark.character for mark in half.marks}
    yield from (f"no sheet for {name}" for name in sorted(marked - sheets))
    yield from (f"no mark for {name}" for name in dict.fromkeys(half.subjects) if name not in marked)
    for name in sorted(marked):
        frames = [mark.frame for mark in half.marks if mark.character == name]
        if frames != sorted(frames):
            yield f"marks of {name} out of order"


def _camera_faults(half: Shot | Half, frames: int) -> Iterator[str]:
    keys = half.camera
    for key in keys:
        if not SHORTEST_MM <= key.focal_mm <= LONGEST_MM:
            yield f"a lens of {key.focal_mm:g} mm (from {SHORTEST_MM:g} to {LONGEST_MM:g})"
    if [key.frame for key in keys] != sorted(key.frame for key in keys):
        yield "camera keys out of order"
        return
    between = range(0, frames, -(-frames // _LOOKED_AT)) if len(keys) > 1 else ()
    views = ((frame, view_at(keys, frame, _ANY)) for frame in sorted({*between, *(key.frame for key in keys)}))
    lost = next((frame for frame, view in views if math.dist(view.position, view.target) < _APART), None)
    if lost is not None:
        yield f"a camera at frame {lost} that looks at itself"
