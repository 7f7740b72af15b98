"""How large and on which side people are drawn, held against what the shot asks for.

The box that the id pass shows of each person is measured; ``Shot.framing`` says where the plan wants them
(``planner.framing``).  A body that stands behind a table, a wall or somebody else shows less than itself, so each edge
of a measured box may lie anywhere between that of the whole body and that of what is surely in view
(``planner.continuity.hiding``)::

      asked top ---------  whole head        measured top may lie anywhere in between, and
      visible top -------  above the hat     ``TOP`` of the frame's height beyond either
           :
      visible bottom ----  above the table
      asked bottom ------  the feet

Whatever could be hidden is not held against the picture, and what nothing explains is.
"""

from __future__ import annotations

from collections.abc import Iterator

from film.clips import Clip, Sighting
from film.findings import Finding
from film.shot import Framing
from planner.continuity.hiding import Shown
from planner.continuity.measured.room import Room
from planner.framing import Box, shot_framing

TOP = 0.05
"""Share of the frame's height by which the top or the bottom of somebody may be off."""
SEEN = 0.1
"""Share of a body in the frame below which, in every frame, somebody asked for is as good as not there."""
_FILLED = 0.5
"""Share of its box that a body fills, about."""
SIDE = 0.08
"""Share of the frame's width by which the middle of somebody may be off: an arm raised in talk moves it by half."""
ONE_WAY = 0.04
"""Share of the frame's width by which both flanks of somebody may be off the same way."""
FLANK = 0.06
"""The same of the one flank that the frame shows of somebody."""
_EDGE = 0.004
"""Share of the frame's width within which a flank lies at its edge."""


def framing(room: Room, clip: Clip) -> Iterator[Finding]:
    """Rules ``measured_size`` and ``measured_side``, of each subject the worst frame, and ``measured_presence``."""
    asked = room.shot.framing or shot_framing(room.shot, room.sheets, room.gate, room.fps)
    frames = {one.frame: one for one in clip.measured}
    worst: dict[tuple[str, str], Finding] = {}
    best: dict[str, float] = {}
    for want in asked:
        part = next((each for each in room.parts() if want.character in each.shot.subjects), None)
        if part is None or want.frame not in frames or want.character not in room.sheets:
            continue
        may = room.shown(part, want.character, want.frame)
        if may is None:
            continue
        sight = next((each for each in frames[want.frame].sightings if each.character == want.character), None)
        share = _share(sight, may)
        best[want.character] = max(best.get(want.character, 0.0), share)
        for finding in _compared(room, want, sight, may, clip):
            key = (finding.rule, want.character)
            if key not in worst or (finding.measure or 0) > (worst[key].measure or 0):
                worst[key] = finding
    hidden = [name for name, share in best.items() if share < SEEN]
    seen = {sight.character for one in clip.measured for sight in one.sightings if sight.pixels > 0}
    yield from (_hardly(room, name, best[name]) for name in hidden if name in seen)
    yield from (finding for (_, name), finding in worst.items() if name not in hidden)


def _share(sight: Sighting | None, may: Shown) -> float:
    """How much of a whole body is drawn, about."""
    left, top, right, bottom = may.whole
    return sight.pixels / max((right - left) * (bottom - top) * _FILLED, 1e-6) if sight else 0.0


def _compared(room: Room, want: Framing, sight: Sighting | None, may: Shown, clip: Clip) -> Iterator[Finding]:
    if sight is None or sight.box is None or (may.open and _share(sight, may) < SEEN * _part(may)):
        if may.open:
            yield _hardly(room, want.character, _share(sight, may), want.frame)
        return
    # What a director asks for by hand may lie elsewhere than the camera puts it: hiding is judged where the body is.
    whole, most, least = may
    down, tall = want.top - whole[1], want.bottom - whole[3]
    _, top, _, bottom = sight.box
    above = _beyond(top, most[1] + down, least[1] + down)
    below = _beyond(bottom, least[3] + tall, most[3] + tall)
    off = max((above, below), key=abs)
    if abs(off) - 1 / clip.height > TOP:
        yield _size(room, want, abs(off) - 1 / clip.height, off is above, off)
    drift = _drift(sight.box, may, want.x)
    if abs(drift[0]) - 1 / clip.width > drift[1]:
        yield _side(room, want, drift, (sight.box[0] + sight.box[2]) / 2)


def _part(may: Shown) -> float:
    """The share of the whole body's box that is surely in view."""
    left, top, right, bottom = may.whole
    return (may.least[2] - may.least[0]) * (may.least[3] - may.least[1]) / max((right - left) * (bottom - top), 1e-6)


def _beyond(value: float, low: float, high: float) -> float:
    """How far a value lies under ``low`` (negative) or over ``high``."""
    return min(value - min(low, high), 0.0) + max(value - max(low, high), 0.0)


def _drift(got: Box, may: Shown, x: float) -> tuple[float, float]:
    """How far somebody is off to a side, and how far that may be: what is the most beside its limit.

    An arm moves one flank, and the middle by half of that; both flanks go the same way with the whole body.  A flank
    that something hides says only how far a body reaches out beyond it, one at the edge of the frame nothing.
    """
    whole, most, least = may
    shift = x - (whole[0] + whole[2]) / 2
    told = [side for side in (0, 2) if not (_at_edge(got[side]) and _at_edge(whole[side] + shift))]
    flanks = [_beyond(got[side], most[side] + shift, least[side] + shift) for side in told]
    ways = [(min(max(flanks), 0.0) + max(min(flanks), 0.0), ONE_WAY if len(told) == 2 else FLANK)] if told else []
    if max(least[0] - whole[0], whole[2] - least[2]) <= SIDE / 2:
        ways.append(((got[0] + got[2]) / 2 - x, SIDE))
    else:
        ways.append((min(got[0] - whole[0] - shift, 0.0) + max(got[2] - whole[2] - shift, 0.0), SIDE))
    return max(ways, key=lambda way: abs(way[0]) / way[1])


def _at_edge(side: float) -> bool:
    return not _EDGE < side < 1 - _EDGE


def _hardly(room: Room, character: str, share: float, frame: int | None = None) -> Finding:
    name = room.name(character)
    when = "" if frame is None else f" at frame {frame}"
    return room.finding(
        "measured_presence",
        f"hardly shows {name}, who is hidden{when}.",
        f"Move the camera or what hides {name}, or take them out of its subjects.",
        character=character,
        measure=round(share, 3),
        limit=SEEN,
        unit="share",
        frame=frame,
    )


def _size(room: Room, want: Framing, off: float, at_the_top: bool, way: float) -> Finding:
    what, where = ("top", want.top) if at_the_top else ("foot", want.bottom)
    name = room.name(want.character)
    return room.finding(
        "measured_size",
        f"has the {what} of {name} {abs(way):.0%} of the frame's height too {'low' if way > 0 else 'high'} "
        f"(asked at {where:.0%} from its top).",
        f"Tilt or move the camera of {room.shot.id}, or move what hides {name}.",
        frame=want.frame,
        character=want.character,
        measure=round(off, 3),
        limit=TOP,
        unit="share",
    )


def _side(room: Room, want: Framing, drift: tuple[float, float], middle: float) -> Finding:
    way, limit = drift
    sides = ("left" if want.x < 0.5 else "right", "left" if middle < 0.5 else "right")
    told = f"on the {sides[1]} of the frame, asked on the {sides[0]}" if sides[0] != sides[1] else "out of place"
    name = room.name(want.character)
    return room.finding(
        "measured_side",
        f"has {name} {told}: {abs(way):.0%} of the frame's width too far to the {'right' if way > 0 else 'left'}.",
        f"Pan or move the camera of {room.shot.id}, or move what hides {name}.",
        frame=want.frame,
        character=want.character,
        measure=round(abs(way), 3),
        limit=limit,
        unit="share",
    )
