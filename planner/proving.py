"""A scene's cut proven by the checker itself, and made again while it objects: the first that holds is taken.

::

    round        1 .. _AGAIN                          .. _HOLDING
    mended by    a move, a join, a setup, a cut less     one stretch more held in a wide
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from film.findings import Finding, Rule
from film.plan import ScenePlan
from film.shot import Setup
from planner.coverage.cover import Cutting
from planner.coverage.take import Take

_AGAIN, _HOLDING = 8, 16
"""How often the cut is made again with less, and how often in all."""
_PATIENCE = 2
"""How often the same cut is objected to before it is clear that the place gives no other."""
_CUTS: frozenset[Rule] = frozenset(
    ("axis", "thirty_degrees", "eyeline", "screen_direction", "entrance", "position", "prop")
)
"""Rules that a cut breaks with the shot before it."""
_SHOTS: frozenset[Rule] = frozenset(
    ("camera_wall", "camera_body", "camera_thing", "reach", "lens_kit", "subject", "rhythm")
)
"""Rules that a shot breaks by itself.  All others are the staging's or the script's: no other cut would keep them."""


@dataclass(frozen=True)
class Proven:
    """A cut as planned: its takes, the setup of each, the scene with the writer's excuses, and what nobody excuses."""

    takes: Sequence[Take]
    used: Sequence[Setup]
    scene: ScenePlan
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> list[Finding]:
        """What another cut could keep."""
        return [each for each in self.findings if each.rule in _CUTS or each.rule in _SHOTS]


def proven(cutting: Cutting, judged: Callable[[Sequence[Take]], Proven]) -> Proven:
    """The first cut of a scene that the proof has nothing against; the one with least, where none was found."""
    best = last = judged(cutting.takes())
    heard: Counter[object] = Counter()
    for number in range(1, _HOLDING):
        if not last.faults:
            return last
        heard[_known(last)] += 1
        _object(cutting, last, hold=number >= _AGAIN or heard[_known(last)] > _PATIENCE)
        last = judged(cutting.takes())
        best = min(best, last, key=lambda each: len(each.faults))
    return best


def _known(last: Proven) -> object:
    """By what a cut is known as one that has been objected to before."""
    return tuple((take.pieces, take.candidate.keys) for take in last.takes)


def _object(cutting: Cutting, last: Proven, hold: bool) -> None:
    """Say what is wrong with the last cut."""
    rows = {shot.id: row for row, shot in enumerate(last.scene.shots)}
    told: set[int] = set()
    for each in last.faults:
        row = rows[each.shots[-1]]
        before = rows.get(each.shots[0]) if each.rule in _CUTS and len(each.shots) > 1 else None
        if not hold:
            cutting.mend(last.takes, row, before, each.rule)
        elif row not in told:
            cutting.hold(last.takes, row, before)
        told.add(row)
