"""Who a shot shows: everybody plainly in frame; whoever only touches its edge is cleared from the set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from film.camera import CameraKey, view_at
from planner.body import Proxy
from planner.camera.brief import CameraBrief
from planner.camera.sight import Seen, look
from planner.coverage.intent import Intent

PLAIN, FOCUS = 0.003, 0.002
"""Shares of the frame that a body must fill: well above what a measured frame counts as seen."""
MOUTH_LIMIT = 100.0


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
    best: dict[str, float] = {}
    for frame, bodies in samples:
        shown = {name: body for name, body in bodies.items() if intent.idiom != "pov" or name != intent.over}
        seen = look(view_at(keys, frame, brief.aspect), shown, tuple(shown), brief.place, brief.solids)
        for name, one in seen.items():
            best[name] = max(best.get(name, 0.0), _plain(one, name, intent))
    names = [name for name, area in best.items() if area >= (FOCUS if name in intent.subjects else PLAIN)]
    if holding is not None and holding not in names and holding in best:
        names.append(holding)
    order = {name: i for i, name in enumerate(intent.subjects)}
    return tuple(sorted(names, key=lambda name: (order.get(name, 99), list(best).index(name))))


def _plain(seen: Seen, name: str, intent: Intent) -> float:
    """The area if the body shows as a person: its head in the frame (or it is the shoulder of an OTS), else 0."""
    if not seen.in_front:
        return 0.0
    x, y = abs(float(seen.screen[0, 0])), abs(float(seen.screen[0, 1]))
    margin = 1.35 if name == intent.over else 1.25 if name == intent.focus else 0.97
    if x > margin or y > margin + (0.3 if intent.size == "ECU" else 0.0):
        return 0.0
    if name == intent.over and intent.idiom == "ots":
        left, right = seen.extent()
        return seen.area if right - left > 0.16 and seen.head_hidden() + seen.torso_hidden() < 1.2 else 0.0
    return seen.area if seen.head_hidden() < 0.67 else 0.0


def mouth_seen(seen: Seen) -> bool:
    """Whether a speaker's mouth is in frame and turned towards the camera at least in profile."""
    x, y = float(seen.screen[0, 0]), float(seen.screen[0, 1])
    return seen.in_front and abs(x) < 1 and abs(y) < 1.05 and seen.turn < MOUTH_LIMIT and seen.head_hidden() < 0.67
