"""Who a shot shows: everybody plainly in frame; whoever only touches its edge is cleared from the set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from film.camera import CameraKey
from planner.body import Proxy
from planner.camera.arrays import bodies_of, places_of
from planner.camera.brief import CameraBrief
from planner.camera.candidate import rows_of
from planner.camera.kernels.picture import watch
from planner.camera.sight import Seen
from planner.coverage.intent import Intent

PLAIN, FOCUS, FAR_OFF = 0.003, 0.002, 0.0003
"""Shares of the frame that a body must fill, one that the shot is of, and one that a view of the whole is of: well
above what a measured frame counts as seen."""
MOUTH_LIMIT = 100.0
_FARTHEST = 1.7
"""Half frames from the middle beyond which no head counts as in the picture, however close the shot."""


def visible(
    keys: Sequence[CameraKey],
    samples: Sequence[tuple[int, Mapping[str, Proxy]]],
    intent: Intent,
    brief: CameraBrief,
    holding: str | None = None,
) -> tuple[str, ...]:
    """The characters in frame in at least one sampled frame, the shot's own subjects first, in their order.

    ``holding`` is who has the thing of an insert in hand: hands are in frame with it.
    """
    names, points, radii, faces, there = bodies_of([bodies for _, bodies in samples])
    if intent.idiom == "pov" and intent.over in names:
        there[:, names.index(intent.over)] = False
    frames = np.array([frame for frame, _ in samples], dtype=float)
    place = places_of(brief.place, brief.solids)
    everybody = np.ones(len(names), dtype=np.bool_)
    seen = watch(rows_of(keys), brief.gate, frames, points, radii, faces, there, place, everybody, _FARTHEST)
    best = {name: max(_plain(Seen(*row), name, intent) for row in seen[:, p].tolist()) for p, name in enumerate(names)}
    least = FAR_OFF if intent.idiom in ("establishing", "master") else FOCUS
    found = [name for name, area in best.items() if area >= (least if name in intent.subjects else PLAIN)]
    if holding is not None and holding not in found and holding in best:
        found.append(holding)
    order = {name: i for i, name in enumerate(intent.subjects)}
    return tuple(sorted(found, key=lambda name: (order.get(name, 99), names.index(name))))


def _plain(seen: Seen, name: str, intent: Intent) -> float:
    """The area if the body shows as a person: its head in the frame (or it is the shoulder of an OTS), else 0."""
    if not seen.in_front:
        return 0.0
    margin = 1.35 if name == intent.over else 1.25 if name == intent.focus else 0.97
    if abs(seen.x) > margin or abs(seen.y) > margin + (0.3 if intent.size == "ECU" else 0.0):
        return 0.0
    if name == intent.over and intent.idiom == "ots":
        return seen.area if seen.right - seen.left > 0.16 and seen.hides_head + seen.hides_torso < 1.2 else 0.0
    return seen.area if seen.hides_head < 0.67 else 0.0


def mouth_seen(seen: Seen) -> bool:
    """Whether a speaker's mouth is in frame and turned towards the camera at least in profile."""
    inside = abs(seen.x) < 1 and abs(seen.y) < 1.05
    return seen.in_front and inside and seen.turn < MOUTH_LIMIT and seen.hides_head < 0.67
