"""The camera that watches a place: wide, standing, clear of everybody wherever they go in the scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from planner.body import Proxy
from planner.camera import solve as solver
from planner.continuity.camera import BODY_CLEAR
from planner.coverage.intent import Intent
from planner.coverage.option import Option, Wanted
from planner.coverage.setups import brief_of
from planner.coverage.stage import Stage
from planner.coverage.timeline import Atom

_CHOICES = 6
_MOST = 6
"""How many of a company it is aimed at."""
_INSTANTS = 12
"""At how many instants of a scene its picture is proven; that it is clear of everybody is proven at many more."""
_EVERY_SECONDS = 0.25
_TRUNK = 9
"""Balls of a body that are its head and trunk."""


def watches(atoms: Sequence[Atom], stage: Stage) -> list[Option]:
    """Cameras for the moments of these atoms, which play at one place; at least one, those clear of everybody first."""
    moments = [(atom.step, frame) for atom in atoms for frame in (atom.start, atom.middle, atom.end - 1)]
    people = tuple(dict.fromkeys(name for moment in moments for name in stage.company.at(*moment)))
    spread = [moments[round(i * (len(moments) - 1) / (_INSTANTS - 1))] for i in range(_INSTANTS)]
    wanted = Wanted(Intent("establishing", "WS", people[:_MOST], ()), tuple(dict.fromkeys(spread)))
    brief = brief_of(wanted, stage)
    solved = (*solver.alternatives(brief, _CHOICES), solver.solve(brief))
    every = max(round(_EVERY_SECONDS * stage.fps), 1)
    bodies = [
        stage.company.at(atom.step, frame)
        for atom in atoms
        for frame in sorted({*range(atom.start, atom.end, every), atom.end - 1})
    ]
    found = [
        Option(wanted, brief, wanted.intent, each.candidate, None, round(each.verdict.cost, 3), each.notes)
        for each in solved
    ]
    return sorted(found, key=lambda option: clearance(option, bodies) < BODY_CLEAR)


def clearance(option: Option, bodies: Sequence[Mapping[str, Proxy]]) -> float:
    """Metres between a standing camera and the skin of whoever comes nearest to it."""
    eye = np.array(option.candidate.position)
    gaps = [
        float((np.linalg.norm(body.points[:_TRUNK] - eye, axis=1) - body.radii[:_TRUNK]).min())
        for each in bodies
        for body in each.values()
    ]
    return min(gaps, default=np.inf)
