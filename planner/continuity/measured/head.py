"""Heads that the picture cuts off or hides where the plan wants them whole.

The renderer counts how much of a head's own outline lies outside the frame and how much of it something stands before.
The plan's arithmetic says how much of it should: the points of the silhouette (``planner.framing``) that go with the
skull, as the planned camera has them, and what may hide them (``planner.continuity.hiding``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from film.clips import Clip, FrameMeasure, HeadSeen
from film.findings import Finding
from film.staging import stance_at
from planner.continuity.measured.room import Part, Room
from planner.framing import net_of, tracks_of
from planner.framing.net import net, rest_of
from planner.geometry import project

CUT = 0.15
"""Share of a head that may lie outside the frame beyond what the plan has outside it."""
HIDDEN = 0.5
"""Share of a head that something may stand before."""
_WHOLE = 0.1
"""A head of which the plan has no more than this outside the frame is wanted whole."""
_EMBRACE = 0.6
"""Metres between two within which arms and heads may cover each other."""
_FAINT = 0.02
"""Share of the frame's height below which a head is too small to be judged."""


def heads(room: Room, clip: Clip) -> Iterator[Finding]:
    """Rule ``measured_head``, of each subject the worst frame."""
    for part in room.parts():
        for character in tracks_of(part.shot):
            found = [each for one in clip.measured for each in _judged(room, part, character, one)]
            yield from sorted(found, key=lambda each: -(each.measure or 0.0))[:1]


def _judged(room: Room, part: Part, character: str, one: FrameMeasure) -> Iterator[Finding]:
    head = next((sight.head for sight in one.sightings if sight.character == character), None)
    if head is None or head.box[3] - head.box[1] < _FAINT or character not in room.sheets:
        return
    if head.cut > CUT:
        asked = _outside(room, part, character, one.frame)
        if asked <= _WHOLE:
            yield _cut(room, character, one.frame, head)
    elif head.hidden > HIDDEN and _open(room, part, character, one.frame, head):
        yield _hidden(room, character, one.frame, head)


def _outside(room: Room, part: Part, character: str, frame: int) -> float:
    """The share of somebody's head that the plan has outside the frame, or behind the lens."""
    sheet = room.sheets[character]
    points, _ = net_of(character, tracks_of(part.shot)[character], sheet, frame, room.fps)
    rest, bones = rest_of(sheet.build, sheet.hair, sheet.wears), net().bones
    leading = rest.bones[np.arange(len(rest.bones)), np.argmax(rest.shares, axis=1)]
    skull = points[np.isin(leading, (bones["head"], bones["jaw"]))]
    seen = project(part.view(frame), skull)
    inside = (np.abs(seen[:, :2]).max(axis=1) <= 1.0) & (seen[:, 2] > 0)
    return 1.0 - float(inside.mean())


def _open(room: Room, part: Part, character: str, frame: int, head: HeadSeen) -> bool:
    """Whether nothing that the plan knows of may hide the head: neither a thing, nor somebody else, nor an embrace."""
    tracks = tracks_of(part.shot)
    spots = {name: stance_at(track, frame, room.fps).position for name, track in tracks.items()}
    if any(math.dist(spot, spots[character]) < _EMBRACE for name, spot in spots.items() if name != character):
        return False
    may = room.shown(part, character, frame)
    return may is not None and may.open and may.least[1] < (head.box[1] + head.box[3]) / 2


def _cut(room: Room, character: str, frame: int, head: HeadSeen) -> Finding:
    name, where = room.name(character), _edge(head)
    return room.finding(
        "measured_head",
        f"cuts off {head.cut:.0%} of {name}'s head at the frame's {where}, where the plan has it whole.",
        f"Tilt, pan or move the camera of {room.shot.id}, or ask for less of {name}.",
        frame=frame, character=character, measure=round(head.cut, 3), limit=CUT, unit="share",
    )  # fmt: skip


def _edge(head: HeadSeen) -> str:
    """Over which edge of the frame a head reaches most."""
    left, top, right, bottom = head.box
    return max((("left", -left), ("top", -top), ("right", right - 1), ("bottom", bottom - 1)), key=lambda it: it[1])[0]


def _hidden(room: Room, character: str, frame: int, head: HeadSeen) -> Finding:
    name = room.name(character)
    return room.finding(
        "measured_head",
        f"hides {head.hidden:.0%} of {name}'s head, which nothing in the plan stands before.",
        f"Move the camera or what hides {name}.",
        frame=frame, character=character, measure=round(head.hidden, 3), limit=HIDDEN, unit="share",
    )  # fmt: skip
