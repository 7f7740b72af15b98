"""What was drawn, held against what was asked: is everybody there, as large and on the side they should be?

The renderer measures the box that the id pass shows of each person; ``Shot.framing`` says where the plan wants them
(``planner.framing``).  A body that stands behind a table, a wall or somebody else shows less than itself, so each edge
of a measured box may lie anywhere between that of the whole body and that of what is surely in view::

      asked top ---------  whole head        measured top may lie anywhere in between, and
      visible top -------  above the hat     ``TOP`` of the frame's height beyond either
           :
      visible bottom ----  above the table
      asked bottom ------  the feet

What surely is in view is judged by blocks (``planner.solids``), which are larger than the furniture in them; so
whatever could be hidden is not held against the picture, and what no block explains is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from film.base import Vec3
from film.camera import View, view_at
from film.cast import CharacterSheet
from film.clips import Clip
from film.findings import Finding
from film.place import Fixture, PlaceSheet
from film.plan import Plan, ScenePlan
from film.shot import Framing, Half, Shot
from planner.framing import Box, box_round, net_of, shot_framing, tracks_of
from planner.framing.net import Ints
from planner.geometry import Array, Flags, make_boxes, project, walled
from planner.solids import solids_of, with_props

TOP = 0.05
"""Share of the frame's height by which the top or the bottom of somebody may be off."""
SEEN = 0.1
"""Share of a body in the frame below which, in every frame, somebody asked for is as good as not there."""
_FILLED = 0.5
"""Share of its box that a body fills, about."""
SIDE = 0.08
"""Share of the frame's width by which the middle of somebody may be off: an arm raised in talk moves it by half."""
_FLAT, _SPARE, _BED_ENDS = 0.1, 0.1, 0.6
"""Metres: what hides nothing, by how much furniture is larger than its block, how far a bed's ends rise above it."""
_SHOW = "Move the camera or what hides {}, or take them out of its subjects."
_CLEAR = "Clear {} from the set, or name them among its subjects."


@dataclass(frozen=True)
class _Half:
    """A camera with its people: a shot, or one half of a split screen.  ``left`` and ``width`` are its part of it."""

    shot: Shot | Half
    place: PlaceSheet
    left: float = 0.0
    width: float = 1.0


@dataclass(frozen=True)
class _Room:
    """What a shot is compared in."""

    shot: Shot
    line: int | None
    scene: str
    sheets: Mapping[str, CharacterSheet]
    aspect: float
    fps: float

    def name(self, character: str) -> str:
        """How the script calls somebody."""
        return self.sheets[character].name if character in self.sheets else character


def measured(plan: Plan, clips: Mapping[str, Clip]) -> tuple[Finding, ...]:
    """Where the pictures (clips by shot id) do not show what the plan asks for.

    Rules ``measured_presence``, ``measured_size`` (shares of the frame's height) and ``measured_side`` (of its width).
    Shots without a clip, failed ones and unmeasured ones are passed over; ``Shot.excuses`` are applied.
    """
    found: list[Finding] = []
    for scene in plan.scenes:
        worn = scene.wardrobe
        sheets = {sheet.id: sheet.dressed(worn.get(sheet.id)) for sheet in plan.cast}
        for shot in scene.shots:
            clip = clips.get(shot.id)
            if clip is None or clip.failed or not clip.measured:
                continue
            line = shot.covers[0][0] if shot.covers else None
            room = _Room(shot, line, scene.id, sheets, plan.format.aspect, float(plan.format.rate))
            here = [*_presence(room, clip)]
            if shot.idiom != "insert":
                here += _framing(room, clip, _halves(plan, scene, shot))
            found += (_excused(each, shot) for each in here)
    return tuple(found)


def _excused(finding: Finding, shot: Shot) -> Finding:
    """The finding with the note of whoever wants the picture so."""
    note = next((each for each in shot.excuses if each.rule == finding.rule), None)
    return finding if note is None else finding.but(excused=note.note, by=note.by)


def _halves(plan: Plan, scene: ScenePlan, shot: Shot) -> tuple[_Half, ...]:
    whole = plan.place_of(scene, shot)
    if shot.split is None:
        return (_Half(shot, whole),)
    return _Half(shot, whole, 0.0, 0.5), _Half(shot.split, plan.place_of(scene, shot.split), 0.5, 0.5)


def _presence(room: _Room, clip: Clip) -> Iterator[Finding]:
    """Who is asked for and in no measured frame, and who is seen unasked."""
    shot = room.shot
    asked = dict.fromkeys((*shot.subjects, *(shot.split.subjects if shot.split else ())))
    seen = dict.fromkeys(sight.character for one in clip.measured for sight in one.sightings if sight.pixels > 0)
    there = [(each, "does not show {}", _SHOW) for each in asked if each not in seen]
    there += [(each, "shows {}, who is not in it", _CLEAR) for each in seen if each not in asked]
    for character, what, mend in there:
        name = room.name(character)
        yield Finding(
            rule="measured_presence",
            shots=(shot.id,),
            scene=room.scene,
            line=room.line,
            character=character,
            message=f"{shot.id} {what.format(name)}.",
            mend=mend.format(name),
        )


def _framing(room: _Room, clip: Clip, halves: Sequence[_Half]) -> Iterator[Finding]:
    """The worst frame of each subject whose size or place in the picture is off."""
    asked = room.shot.framing or shot_framing(room.shot, room.sheets, room.aspect, room.fps)
    frames = {one.frame: one for one in clip.measured}
    worst: dict[tuple[str, str], Finding] = {}
    best: dict[str, float] = {}
    for want in asked:
        half = next((each for each in halves if want.character in each.shot.subjects), None)
        if half is None or want.frame not in frames or want.character not in room.sheets:
            continue
        sight = next((each for each in frames[want.frame].sightings if each.character == want.character), None)
        both = _boxes(room, half, want)
        if sight is None or sight.box is None or both is None:
            continue
        left, top, right, bottom = both[0]
        share = sight.pixels / max((right - left) * (bottom - top) * _FILLED, 1e-6)
        best[want.character] = max(best.get(want.character, 0.0), share)
        for finding in _compared(room, want, sight.box, both, clip):
            key = (finding.rule, want.character)
            if key not in worst or (finding.measure or 0) > (worst[key].measure or 0):
                worst[key] = finding
    hidden = [name for name, share in best.items() if share < SEEN]
    yield from (_hardly(room, name, best[name]) for name in hidden)
    yield from (finding for (_, name), finding in worst.items() if name not in hidden)


def _compared(room: _Room, want: Framing, got: Box, both: tuple[Box, Box], clip: Clip) -> Iterator[Finding]:
    whole, clear = both
    # What a director asks for by hand may lie elsewhere than the camera puts it: hiding is judged where the body is.
    down = want.top - whole[1]
    tall = want.bottom - whole[3]
    _, top, _, bottom = got
    pixel = 1 / clip.height
    above = _beyond(top, whole[1] + down, clear[1] + down)
    below = _beyond(bottom, clear[3] + tall, whole[3] + tall)
    off = max((above, below), key=abs)
    if abs(off) - pixel > TOP:
        yield _size(room, want, abs(off) - pixel, off is above, off)
    drift = _drift(got, whole, clear, want.x)
    if abs(drift) - 1 / clip.width > SIDE:
        yield _side(room, want, drift, (got[0] + got[2]) / 2)


def _beyond(value: float, low: float, high: float) -> float:
    """How far a value lies under ``low`` (negative) or over ``high``."""
    return min(value - min(low, high), 0.0) + max(value - max(low, high), 0.0)


def _drift(got: Box, whole: Box, clear: Box, x: float) -> float:
    """How far the middle is off; where something hides a flank, how far the body reaches out beyond where it could."""
    middle = (got[0] + got[2]) / 2
    if max(clear[0] - whole[0], whole[2] - clear[2]) <= SIDE / 2:
        return middle - x
    shift = x - (whole[0] + whole[2]) / 2
    return min(got[0] - whole[0] - shift, 0.0) + max(got[2] - whole[2] - shift, 0.0)


def _hardly(room: _Room, character: str, share: float) -> Finding:
    name = room.name(character)
    return Finding(
        rule="measured_presence",
        shots=(room.shot.id,),
        scene=room.scene,
        line=room.line,
        character=character,
        measure=round(share, 3),
        limit=SEEN,
        unit="share",
        message=f"{room.shot.id} hardly shows {name}, who is hidden.",
        mend=_SHOW.format(name),
    )


def _size(room: _Room, want: Framing, off: float, at_the_top: bool, way: float) -> Finding:
    what, where = ("top", want.top) if at_the_top else ("foot", want.bottom)
    return Finding(
        rule="measured_size",
        shots=(room.shot.id,),
        scene=room.scene,
        line=room.line,
        frame=want.frame,
        character=want.character,
        measure=round(off, 3),
        limit=TOP,
        unit="share",
        message=f"{room.shot.id} has the {what} of {room.name(want.character)} {abs(way):.0%} of the frame's height "
        f"too {'low' if way > 0 else 'high'} (asked at {where:.0%} from its top).",
        mend=f"Tilt or move the camera of {room.shot.id}, or move what hides {room.name(want.character)}.",
    )


def _side(room: _Room, want: Framing, drift: float, middle: float) -> Finding:
    sides = ("left" if want.x < 0.5 else "right", "left" if middle < 0.5 else "right")
    told = f"on the {sides[1]} of the frame, asked on the {sides[0]}" if sides[0] != sides[1] else "out of place"
    return Finding(
        rule="measured_side",
        shots=(room.shot.id,),
        scene=room.scene,
        line=room.line,
        frame=want.frame,
        character=want.character,
        measure=round(abs(drift), 3),
        limit=SIDE,
        unit="share",
        message=f"{room.shot.id} has {room.name(want.character)} {told}: {abs(drift):.0%} of the frame's width too far "
        f"to the {'right' if drift > 0 else 'left'}.",
        mend=f"Pan or move the camera of {room.shot.id}, or move what hides {room.name(want.character)}.",
    )


def _boxes(room: _Room, half: _Half, want: Framing) -> tuple[Box, Box] | None:
    """The box of somebody's whole body in the frame, and of what is surely in view (turned over where nothing is)."""
    tracks = tracks_of(half.shot)
    if want.character not in tracks:
        return None
    view = view_at(half.shot.camera, want.frame, room.aspect * half.width)
    nets = {
        name: net_of(name, track, room.sheets[name], want.frame, room.fps)
        for name, track in tracks.items()
        if name in room.sheets
    }
    points, edges = nets.pop(want.character)
    whole = box_round(view, points, edges)
    if whole is None:
        return None
    hidden = _hidden(view, half, points) | _behind(view, points, nets)
    if any(mark.pose == "lie" and mark.seat for mark in tracks[want.character]):
        hidden[:] = True  # a bed's ends and rails hide what lies in it, and are no blocks of their own
    x = (whole[0] + whole[2]) / 2
    bare = edges[~hidden[edges].any(axis=1)]
    # Points that nothing joins any more stay out: the net is cut down to what its edges still hold.
    kept, numbers = np.unique(bare, return_inverse=True)
    clear = box_round(view, points[kept], numbers.reshape(-1, 2)) if len(bare) else None
    return _placed(whole, half), _placed(clear or (x, whole[3], x, whole[1]), half)


def _placed(box: Box, half: _Half) -> Box:
    return half.left + box[0] * half.width, box[1], half.left + box[2] * half.width, box[3]


def _hidden(view: View, half: _Half, points: Array) -> Flags:
    """(k,): what the place and large props may hide."""
    eye = np.array(view.position)
    blocks = [_block(fixture) for fixture in half.place.fixtures if fixture.size[2] > _FLAT]
    solids = with_props(solids_of(half.place), half.shot.props)
    hidden = make_boxes(blocks).between(eye, points) | solids.sight.between(eye, points)
    return np.asarray(hidden | walled(half.place.walls, eye, points))


def _block(fixture: Fixture) -> tuple[str, Vec3, Vec3, float]:
    """All that a piece of furniture may hide: its whole box, legs and all, and over a bed its ends and rails."""
    depth, width, height = fixture.size
    tall = height + (_BED_ENDS if "bed" in fixture.kind else _SPARE)
    x, y, z = fixture.position
    return fixture.id, (x, y, z + tall / 2), (depth + _SPARE, width + _SPARE, tall), fixture.yaw


def _behind(view: View, points: Array, others: Mapping[str, tuple[Array, Ints]]) -> Flags:
    """(k,): what lies behind somebody nearer, within the box that they fill."""
    seen = project(view, points)
    x, y = (seen[:, 0] + 1) / 2, (1 - seen[:, 1]) / 2
    hidden = np.zeros(len(points), dtype=bool)
    for other, edges in others.values():
        box = box_round(view, other, edges)
        if box is not None:
            nearer = project(view, other)[:, 2].min() < seen[:, 2]
            hidden |= nearer & (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
    return hidden
