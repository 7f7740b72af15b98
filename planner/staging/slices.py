"""The marks of one shot: the steps' tracks cut where the shot cuts, so that nobody jumps from shot to shot."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from film.staging import Mark, stance_at
from planner.geometry import PLACES, rounded
from planner.staging.blocking import Staged

Piece = tuple[int, int, int]
"""(step, first frame, end frame) in the step's own frames, half-open."""


def length(pieces: Sequence[Piece]) -> int:
    """Frames of pieces end to end."""
    return sum(end - start for _, start, end in pieces)


def marks_of(staged: Sequence[Staged], pieces: Sequence[Piece], fps: float) -> dict[str, tuple[Mark, ...]]:
    """Everybody's marks in shot frames, from 0 to the shot's last frame."""
    merged: dict[str, list[Mark]] = {}
    at = 0
    for index, start, end in pieces:
        for name, track in staged[index].tracks.items():
            moved = [_at(mark, mark.frame + at) for mark in cut(track, start, end, fps)]
            merged.setdefault(name, []).extend(moved)
        at += end - start
    return {name: _without_repeats(marks) for name, marks in merged.items()}


def cut(track: Sequence[Mark], start: int, end: int, fps: float) -> list[Mark]:
    """The marks of a track within [start, end), counted from ``start``."""
    inner = [mark for mark in track if start < mark.frame < end - 1]
    if len(track) == 1 and not inner:
        return [_at(track[0], frame) for frame in sorted({0, max(end - 1 - start, 0)})]
    frames = {start, end - 1, *_under_way(track, start, end, fps)} if end - 1 > start else {start}
    edges = [_still(track, frame, fps) for frame in frames - {mark.frame for mark in inner}]
    return [_at(mark, mark.frame - start) for mark in sorted([*edges, *inner], key=lambda mark: mark.frame)]


def _under_way(track: Sequence[Mark], start: int, end: int, fps: float) -> list[int]:
    """The frames next to the cuts that fall into a walk, whose marks say that it was and is under way there."""
    pairs = ((start, start + 1), (end - 1, end - 2))
    return [
        inside
        for edge, inside in pairs
        if start < inside < end - 1 and stance_at(track, edge, fps).gait and edge not in _ends(track)
    ]


def _ends(track: Sequence[Mark]) -> set[int]:
    """Frames at which somebody stands: the first and last mark, and those next to a mark at the same spot."""
    held = {b.frame for a, b in pairwise(track) if a.position == b.position}
    return held | {a.frame for a, b in pairwise(track) if a.position == b.position} | {track[0].frame, track[-1].frame}


def _still(track: Sequence[Mark], frame: int, fps: float) -> Mark:
    """The mark that holds what a track is doing at a frame."""
    for mark in track:
        if mark.frame == frame:
            return mark
    stance = stance_at(track, frame, fps)
    late = stance.blend > 0.5
    return track[0].but(
        frame=frame,
        position=rounded(stance.position),
        yaw=round(stance.yaw, PLACES),
        pose=stance.pose_b if late else stance.pose_a,
        seat=stance.seat_b if late else stance.seat_a,
        look=None if stance.look is None else rounded(stance.look),
    )


def _without_repeats(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Strictly rising frames, and no mark that only says what its neighbours say."""
    unique = list({mark.frame: mark for mark in marks}.values())
    kept = []
    for i, mark in enumerate(unique):
        before = unique[i - 1] if i else None
        after = unique[i + 1] if i + 1 < len(unique) else None
        if before is not None and _same(before, mark) and (after is None or _same(mark, after)):
            continue
        kept.append(mark)
    return tuple(kept)


def _same(a: Mark, b: Mark) -> bool:
    return {**a.__dict__, "frame": b.frame} == b.__dict__


def _at(mark: Mark, frame: int) -> Mark:
    """The mark at another frame: copied without proving anew what is proven, for there are many."""
    return mark if mark.frame == frame else mark.model_copy(update={"frame": frame})
