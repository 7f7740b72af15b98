"""A crowd as the proof sees it: who of it is on the set for a shot, and whether the cast or the camera meets it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from film.base import Vec3
from film.plan import Extra
from film.staging import stance_at
from planner.body import proxy_of
from planner.continuity.scenes import ShotSeen

STANDING, SITTING = 0.4, 0.22
"""Metres between the middles of somebody of the cast and of an extra on their feet, or on a seat that is passed."""


class Met(NamedTuple):
    """Somebody of the cast (id) too near to somebody of the crowd, at a frame: metres apart, and wanted."""

    character: str
    extra: str
    frame: int
    apart: float
    wanted: float


def meetings(shot: ShotSeen, extras: Sequence[Extra]) -> Iterator[Met]:
    """The worst meeting of each of the cast with the crowd, where there is one."""
    if not extras:
        return
    spots = np.array([extra.mark.position[:2] for extra in extras])
    wanted = np.array([STANDING if extra.mark.seat is None else SITTING for extra in extras])
    for name in shot.tracks:
        frames = shot.frames() if name in shot.movers else [0]
        path = np.array([shot.stance(name, frame).position[:2] for frame in frames])
        spare = np.hypot(*(path[:, None, :] - spots[None, :, :]).transpose(2, 0, 1)) - wanted
        at, who = divmod(int(np.argmin(spare)), len(extras))
        if spare[at, who] < 0:
            apart = float(spare[at, who] + wanted[who])
            yield Met(name, extras[who].mark.character, frames[at], round(apart, 3), float(wanted[who]))


def clearance(eye: Vec3, extra: Extra) -> float:
    """Metres between a lens and the skin of an extra's head and trunk; infinite for one who is far off."""
    if math.dist(eye[:2], extra.mark.position[:2]) > 1.5:
        return math.inf
    body = proxy_of(stance_at((extra.mark,), 0, 24.0), extra.sheet.build.height)
    return float((np.linalg.norm(body.points[:9] - np.array(eye), axis=1) - body.radii[:9]).min())
