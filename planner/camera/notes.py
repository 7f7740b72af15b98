"""What a camera gives up that no rule forbids, in plain words."""

from __future__ import annotations

import math

from film.shot import Size
from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate
from planner.camera.framing import point
from planner.camera.singles import LIFT
from planner.camera.walls import out_of_room
from planner.coverage.intent import SIZES, Intent

FLY, FROM_OUTSIDE = "the wall must fly", "shot from outside, a side of the vehicle must go"


def given(candidate: Candidate, brief: CameraBrief, asked: Intent) -> tuple[str, ...]:
    """What had to give beside the shot's own form: a wall, the size, the height."""
    notes = []
    if brief.intent.idiom != "pov" and any(out_of_room(brief.place, key.position) > 0 for key in candidate.keys):
        notes.append(FROM_OUTSIDE if brief.place.enclosure == "vehicle" else FLY)
    if brief.intent.size == asked.size and candidate.size != asked.size:
        wider = SIZES.index(candidate.size) < SIZES.index(asked.size)
        cramped = not wider or brief.intent.idiom == "ots"
        why = "the camera has no room to step back" if cramped else "closer, not everybody would be in the picture"
        notes.append(f"{_an(candidate.size)} instead of {_an(asked.size)}: {why}")
    if lowered(candidate, brief):
        notes.append(f"not as {brief.intent.angle} an angle as was meant: the place leaves no height for it")
    return tuple(notes)


def _an(size: Size) -> str:
    """An MS, a CU: as the letters are said."""
    return f"{'an' if size[0] in 'EFM' else 'a'} {size}"


def lowered(candidate: Candidate, brief: CameraBrief) -> bool:
    """Whether a high or low angle came out at less than half of what it means."""
    wanted, body = LIFT[brief.intent.angle], brief.middle.get(brief.intent.focus or "")
    if not wanted or body is None or brief.intent.idiom not in ("single", "reaction"):
        return False
    head, (x, y, z) = point(body), candidate.position
    lift = math.degrees(math.atan2(z - head[2], math.dist((x, y), head[:2])))
    return lift / wanted < 0.5
