"""Refuse a request that has no picture, before any work is done on it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from film.errors import RenderError
from film.names import canonical_json
from film.shot import Half, Shot
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
    halves = (shot,) if shot.split is None else (shot, shot.split)
    try:
        canonical_json(request.recipe())
    except ValueError:
        yield "a number of the shot or its place is not finite"
        return
    for key in (key for half in halves for key in half.camera):
        if not SHORTEST_MM <= key.focal_mm <= LONGEST_MM:
            yield f"a lens of {key.focal_mm:g} mm (from {SHORTEST_MM:g} to {LONGEST_MM:g})"
        if math.dist(key.position, key.target) < 1e-3:
            yield f"a camera at frame {key.frame} that looks at itself"
        if max(map(abs, (*key.position, *key.target))) > _FARTHEST:
            yield f"a camera at frame {key.frame} farther out than {_FARTHEST:g} m"
    sheets = {sheet.id for sheet in request.cast}
    if len({name for half in halves for name in half.subjects}) > 255:
        yield "more than 255 people"
    for half in halves:
        yield from _half_faults(half, sheets)


def _half_faults(half: Shot | Half, sheets: set[str]) -> Iterator[str]:
    marked = {mark.character for mark in half.marks}
    yield from (f"no sheet for {name}" for name in sorted(marked - sheets))
    yield from (f"no mark for {name}" for name in dict.fromkeys(half.subjects) if name not in marked)
    for name in sorted(marked):
        frames = [mark.frame for mark in half.marks if mark.character == name]
        if frames != sorted(frames):
            yield f"marks of {name} out of order"
    if [key.frame for key in half.camera] != sorted(key.frame for key in half.camera):
        yield "camera keys out of order"
