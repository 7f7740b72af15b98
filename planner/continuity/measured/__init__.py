"""What was drawn, held against what was planned, clip by clip.

::

    Clip.measured ──┬─ presence   who is there at all                          measured_presence
                    ├─ sizes      how large, on which side                     measured_size, measured_side
                    ├─ head       whole heads                                  measured_head
                    ├─ horizon    the horizon                                  measured_horizon
                    ├─ light      dark, bright, faces, over cuts               measured_exposure
                    └─ moves      the camera's way and people's, no leap       measured_motion

A renderer measures its frames (``film.clips.FrameMeasure``); the plan says what they should show.  Nothing here asks
who drew them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from film.clips import Clip
from film.findings import Finding
from film.plan import Plan
from film.shot import Shot
from planner.continuity.measured.head import heads
from planner.continuity.measured.horizon import level
from planner.continuity.measured.light import exposure, over_cut
from planner.continuity.measured.moves import motion
from planner.continuity.measured.presence import presence
from planner.continuity.measured.room import Room, rooms
from planner.continuity.measured.sizes import framing

__all__ = ["measured"]


def measured(plan: Plan, clips: Mapping[str, Clip]) -> tuple[Finding, ...]:
    """Where the pictures (clips by shot id) do not show what the plan asks for.

    Shots without a clip, failed ones and unmeasured ones are passed over; ``Shot.excuses`` are applied.
    """
    drawn = rooms(plan, clips)
    found = {room.shot.id: [_excused(each, room.shot) for each in _of_shot(room, clip)] for room, clip in drawn}
    for before, after in pairwise(drawn):
        here = found[after[0].shot.id]
        spoken = {each.rule for each in (*found[before[0].shot.id], *here)}
        if before[0].scene.id == after[0].scene.id and "measured_exposure" not in spoken:
            here += (_excused(each, after[0].shot) for each in over_cut(before, after))
    return tuple(each for room, _ in drawn for each in found[room.shot.id])


def _of_shot(room: Room, clip: Clip) -> Iterator[Finding]:
    """All that is wrong with one shot by itself."""
    yield from presence(room, clip)
    yield from exposure(room, clip)
    yield from motion(room, clip)
    yield from level(room, clip)
    if room.shot.idiom == "insert":
        return
    # Who stands elsewhere has no head where it should be, and a head that is cut off or hidden has its top elsewhere:
    # each is told of once.
    framed = list(framing(room, clip))
    elsewhere = {each.character for each in framed if each.rule != "measured_size"}
    cut = [each for each in heads(room, clip) if each.character not in elsewhere]
    lost = {each.character for each in cut}
    yield from cut
    yield from (each for each in framed if each.rule != "measured_size" or each.character not in lost)


def _excused(finding: Finding, shot: Shot) -> Finding:
    """The finding with the note of whoever wants the picture so."""
    note = next((each for each in shot.excuses if each.rule == finding.rule), None)
    return finding if note is None else finding.but(excused=note.note, by=note.by)
