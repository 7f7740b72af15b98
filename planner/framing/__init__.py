"""Where a shot has everybody in its picture: the silhouette of the mannequin, measured before it is drawn.

A frame is measured as the renderer measures it (``renderer.measure``): the box round all that the frame shows of
somebody.  It is the box of the whole body, whoever or whatever stands before it: what a table or a shoulder hides is
for whoever compares the two to leave out (``planner.continuity.measured``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from film.camera import CameraKey, Gate, View, view_at
from film.cast import CharacterSheet
from film.shot import Framing, Half, Shot
from film.staging import Mark, stance_at
from planner.framing.kernels import box_of
from planner.framing.net import Ints, rest_of
from planner.framing.posing import idle_of, posed
from planner.geometry import Array

EVERY = 12
"""The renderer measures every so many frames, and the last."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of the frame's width and height, y down."""


def framing_of(
    camera: Sequence[CameraKey],
    tracks: Mapping[str, Sequence[Mark]],
    sheets: Mapping[str, CharacterSheet],
    gate: Gate,
    fps: float,
    frames: int,
) -> tuple[Framing, ...]:
    """Where a shot of so many frames has each of its ``tracks`` (marks by character): at its first, a middle and its
    last frame, of those that are measured.  Who is not in the picture at a frame has no entry for it.
    """
    found: list[Framing] = []
    still = len(camera) == 1
    for name, track in tracks.items():
        at = framed_frames(frames)
        if still and _stands(track):
            at = at[:1]
        for frame in at:
            box = box_in(view_at(camera, frame, gate), name, track, sheets[name], frame, fps)
            if box is not None:
                found.append(_framing(name, frame, box))
    return tuple(found)


def shot_framing(shot: Shot, sheets: Mapping[str, CharacterSheet], gate: Gate, fps: float) -> tuple[Framing, ...]:
    """The framing of a whole shot's subjects; both halves of a split screen, each framed for half the width."""
    if shot.split is None:
        return framing_of(shot.camera, tracks_of(shot), sheets, gate, fps, shot.frames)
    found: list[Framing] = []
    for half, left in ((shot, 0.0), (shot.split, 0.5)):
        seen = framing_of(half.camera, tracks_of(half), sheets, gate.half(), fps, shot.frames)
        found += [each.model_copy(update={"x": round(left + each.x / 2, 4)}) for each in seen]
    return tuple(found)


def tracks_of(shot: Shot | Half) -> dict[str, tuple[Mark, ...]]:
    """The marks of everybody a shot draws: its subjects, in its own order."""
    marks: dict[str, list[Mark]] = {name: [] for name in shot.subjects}
    for mark in shot.marks:
        if mark.character in marks:
            marks[mark.character].append(mark)
    return {name: tuple(track) for name, track in marks.items() if track}


def framed_frames(frames: int) -> tuple[int, ...]:
    """The first, the last and a middle one of the frames that the renderer measures."""
    middle = (frames - 1) // 2 // EVERY * EVERY
    return tuple(sorted({0, middle, frames - 1}))


def box_in(view: View, name: str, track: Sequence[Mark], sheet: CharacterSheet, frame: float, fps: float) -> Box | None:
    """The box of what a view shows of somebody at a frame of their track; None when they are not in the picture."""
    return box_round(view, *net_of(name, track, sheet, frame, fps))


def net_of(name: str, track: Sequence[Mark], sheet: CharacterSheet, frame: float, fps: float) -> tuple[Array, Ints]:
    """Somebody's silhouette in the world at a frame of their track: points (k, 3) and the edges (e, 2) between them."""
    rest = rest_of(sheet.build, sheet.hair, sheet.wears)
    return posed(stance_at(track, frame, fps), rest, idle_of(name), frame / fps), rest.edges


def box_round(view: View, points: Array, edges: Ints) -> Box | None:
    """The box of what a view shows of a net in the world; None when that is nothing."""
    half = np.array((view.half_width, view.half_height))
    left, top, right, bottom = box_of(points, edges, np.array(view.position), np.array(view.axes()), half).tolist()
    return (left, top, right, bottom) if left == left else None


def _stands(track: Sequence[Mark]) -> bool:
    """Whether every mark of a track is the same but for its frame."""
    first = track[0]
    return all(
        (mark.position, mark.yaw, mark.pose, mark.look, mark.seat)
        == (first.position, first.yaw, first.pose, first.look, first.seat)
        for mark in track[1:]
    )


def _framing(name: str, frame: int, box: Box) -> Framing:
    left, top, right, bottom = box
    return Framing(
        character=name, frame=frame, top=round(top, 4), bottom=round(bottom, 4), x=round((left + right) / 2, 4)
    )
