"""Findings in plain words: who, which shots, how far off."""

from __future__ import annotations

from collections.abc import Sequence

from film.findings import Finding, Rule
from planner.continuity.cuts import Fault
from planner.continuity.scenes import Setting, ShotSeen


def about(fault: Fault, before: ShotSeen, after: ShotSeen, message: str, mend: str) -> Finding:
    """The finding of a fault between two shots; its frame is the cut's, counted from the first shot's beginning."""
    return Finding(
        rule=fault.rule,
        shots=(before.shot.id, after.shot.id),
        line=after.line,
        frame=after.start - before.start,
        character=fault.people[0] if fault.people else None,
        measure=fault.measure,
        limit=fault.limit,
        unit=fault.unit,
        message=f"{message}.",
        mend=mend,
    )


def within(
    rule: Rule,
    shot: ShotSeen,
    message: str,
    mend: str,
    frame: int = 0,
    who: str | None = None,
    off: tuple[float, float, str] | None = None,
) -> Finding:
    """A finding inside one shot; ``off`` is (measure, limit, unit)."""
    measure, limit, unit = off if off is not None else (None, None, "")
    return Finding(
        rule=rule,
        shots=(shot.shot.id,),
        line=shot.line,
        frame=frame,
        character=who,
        measure=None if measure is None else round(measure, 3),
        limit=limit,
        unit=unit,
        message=f"{message}.",
        mend=mend,
    )


def pair_of(setting: Setting, people: Sequence[str]) -> str:
    """Anna and Ben."""
    return " and ".join(setting.name(name) for name in people)


def degrees(value: float) -> str:
    """12 degrees."""
    return f"{value:.0f} degrees"


def sides(x: float) -> str:
    """The side of the screen that a positive or negative x lies on."""
    return "right" if x > 0 else "left"
