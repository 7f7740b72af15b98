"""A scene's timeline in atoms: the smallest pieces of its steps that the cut may fall between.

::

    step     |  Anna comes in, sits.     |  "It was late. I was tired."  (news)    |
    atoms    | still | walk      | deed  | speech       | speech         | news    |

Edges lie between steps, between the sentences of a long speech, where a walk sets off and where it has
arrived, after news, before the part of a step that shows a thing or is suggested to, and in a long paragraph of action
between what is done.  None is nearer to another than ``SHORTEST_SECONDS``.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from film.style import Style
from planner.coverage.clauses import cut_shares
from planner.facts import Step
from planner.staging.blocking import Staged

SHORTEST_SECONDS = 0.85
"""No atom is shorter, so no shot is."""
_PART_SECONDS = 2.4
"""A speech is offered about so many seconds from cut to cut; a clause end decides where."""
_DEED_SECONDS = 2.2
_CLOSE_SHARE, _CLOSE_SECONDS = 0.45, 1.8
"""How much of a step, and at least how long, shows the thing that it asks to see close."""
_BEFORE_WALK_SECONDS = 0.3
_LATE_LEAST = 2.2
"""Seconds of a speech that a hand may come late to."""
_QUANTUM = 4
"""Costs see seconds in quarters, so that a frame more or less moves no cut."""

Moments = Collection[tuple[int, int]]
"""Where shots begin: the step and its frame."""
Kind = Literal["speech", "news", "walk", "insert", "deed"]


@dataclass(frozen=True)
class Atom:
    """The frames [start, end) of one step.  ``seconds`` is their length in quarters of a second."""

    step: int
    start: int
    end: int
    kind: Kind
    seconds: float

    @property
    def middle(self) -> int:
        """A frame halfway."""
        return (self.start + self.end) // 2


def atoms_of(staged: Sequence[Staged], fps: float, style: Style) -> tuple[Atom, ...]:
    """Every frame of every step in exactly one atom, in order."""
    found: list[Atom] = []
    for index, each in enumerate(staged):
        edges = [0, *_edges(each, fps, style.coverage == "documentary"), each.frames]
        for start, end in pairwise(edges):
            seconds = max(round((end - start) / fps * _QUANTUM) / _QUANTUM, 1 / _QUANTUM)
            found.append(Atom(index, start, end, _kind(each, start, end), seconds))
    return tuple(found)


def walk_of(staged: Staged) -> tuple[int, int] | None:
    """The first frame at which anybody changes their spot and the one after the last has; None when nobody does."""
    moved = [
        (a.frame, b.frame)
        for track in staged.tracks.values()
        for a, b in pairwise(track)
        if math.dist(a.position[:2], b.position[:2]) > 0.05
    ]
    if not moved:
        return None
    return min(frame for frame, _ in moved), min(max(frame for _, frame in moved) + 1, staged.frames)


def shows_thing(staged: Staged) -> bool:
    """Whether the step has a thing to be seen close, and it is there."""
    return staged.step.insert is not None and any(prop.prop == staged.step.insert for prop in staged.props)


def is_looked_at(step: Step) -> bool:
    """Whether a thing is suggested to be seen in a step, or what somebody sees, for the length of a look."""
    wished = step.suggested if step.camera is None else None
    return wished is not None and wished.idiom in ("insert", "pov")


def _thing_first(staged: Staged) -> bool:
    """Whether the writer has the camera on the thing for the whole of the step."""
    words = staged.step.camera
    return shows_thing(staged) and words is not None and words.idiom in (None, "insert")


def _edges(staged: Staged, fps: float, late: bool) -> list[int]:
    """Cuts offered inside a step, the more important ones first come, first served."""
    least = math.ceil(SHORTEST_SECONDS * fps)
    kept: list[int] = []
    if staged.step.montage or (staged.step.camera is not None and (not shows_thing(staged) or _thing_first(staged))):
        return kept  # what the writer asks for is one picture
    for edge in _offered(staged, fps, late):
        if all(abs(edge - other) >= least for other in (0, staged.frames, *kept)):
            kept.append(edge)
    return sorted(kept)


def _offered(staged: Staged, fps: float, late: bool) -> list[int]:
    """Edges by importance: news, the thing seen close, the walk's ends, then clauses and the halves of deeds."""
    offered: list[int] = []
    spoken = staged.speech
    if spoken is not None and staged.step.reveal and len(staged.after) > 1:
        offered.append(spoken[0] + spoken[1])
    if late and spoken is not None and spoken[1] > _LATE_LEAST * fps:
        offered.append(spoken[0] + math.ceil(SHORTEST_SECONDS * fps))
    walk = walk_of(staged)
    if walk is not None:
        offered += [max(walk[0] - round(_BEFORE_WALK_SECONDS * fps), 0), walk[1]]
    if shows_thing(staged) and not _thing_first(staged):
        close = max(round(_CLOSE_SECONDS * fps), round(staged.frames * _CLOSE_SHARE))
        offered.append(staged.frames - close)
    if is_looked_at(staged.step):
        offered.append(staged.frames - round(_CLOSE_SECONDS * fps))
    if spoken is not None:
        parts = 1 + math.floor(spoken[1] / fps / _PART_SECONDS)
        shares = cut_shares(staged.step.text, parts, 1.3 * fps / max(spoken[1], 1))
        cuts = [spoken[0] + round(share * spoken[1]) for share in shares]
    else:
        parts = max(round(staged.frames / fps / _DEED_SECONDS), 1)
        cuts = [round(staged.frames * i / parts) for i in range(1, parts)]
    return offered + [cut for cut in cuts if walk is None or not walk[0] < cut < walk[1]]


def _kind(staged: Staged, start: int, end: int) -> Kind:
    walk = walk_of(staged)
    if walk is not None and min(end, walk[1]) - max(start, walk[0]) > 2:
        return "walk"
    if _thing_first(staged) or (shows_thing(staged) and end == staged.frames):
        return "insert"
    if staged.speech is None:
        return "deed"
    return "news" if start >= sum(staged.speech) - 1 and staged.step.reveal else "speech"
