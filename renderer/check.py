"""Refuse a request that has no picture, before any work is done on it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from film.errors import RenderError
from film.names import canonical_json
from renderer.request import ShotRequest

SHORTEST_MM, LONGEST_MM = 4.0, 1200.0
_FARTHEST = 5000.0


def check(request: ShotRequest) -> None:
    """Raise RenderError that names everything wrong with the request."""
    wrong = "; ".join(_faults(request))
    if wrong:
        raise RenderError(wrong, where=f"shot {request.shot.id}", do="Mend the shot in its scene file")


def _faults(request: ShotRequest) -> Iterator[str]:
    shot = request.shot
    try:
        canonical_json(request.recipe())
    except ValueError:
        yield "a number of the shot or its place is not finite"
        return
    for key in shot.camera:
        if not SHORTEST_MM <= key.focal_mm <= LONGEST_MM:
            yield f"a lens of {key.focal_mm:g} mm (from {SHORTEST_MM:g} to {LONGEST_MM:g})"
        if math.dist(key.position, key.target) < 1e-3:
            yield f"a camera at frame {key.frame} that looks at itself"
        if max(map(abs, (*key.position, *key.target))) > _FARTHEST:
            yield f"a camera at frame {key.frame} farther out than {_FARTHEST:g} m"
    sheets = {sheet.id for sheet in request.cast}
    marked = {mark.character for mark in shot.marks}
    yield from (f"no sheet for {name}" for name in sorted(marked - sheets))
    yield from (f"no mark for {name}" for name in dict.fromkeys(shot.subjects) if name not in marked)
    if len(set(shot.subjects)) > 255:
        yield "more than 255 people"
    for name in sorted(marked):
        frames = [mark.frame for mark in shot.marks if mark.character == name]
        if frames != sorted(frames):
            yield f"marks of {name} out of order"
    if [key.frame for key in shot.camera] != sorted(key.frame for key in shot.camera):
        yield "camera keys out of order"
