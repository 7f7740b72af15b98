"""How a take went against the plan, in words: the set, by the camera's way, and everybody."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from film.takes import Evidence
from renderer.generative.judging.steps import POINTS, Step, agreed, judged

AGREED = 0.34
"""Share of the points that must agree, in the middle one of the frames that are compared."""
PAIRS = 2
"""Frames of somebody from which on they are judged."""
BODY_AGREED = 0.34
"""Share of the frames in which somebody's figure must agree."""
FOLLOWED = 0.34
"""Share of the points that must be found again at all, in the middle one of the frames."""


def motion(steps: Sequence[Step], width: int) -> Iterator[Evidence]:
    """The set against the camera's way, and everybody against theirs."""
    for part in sorted({step.part for step in steps if step.who is None}):
        yield from _camera([step for step in steps if step.who is None and step.part == part], width)
    for who in sorted({step.who for step in steps if step.who is not None}):
        yield from _body(who, [step for step in steps if step.who == who], width)


def _camera(steps: Sequence[Step], width: int) -> Iterator[Evidence]:
    frames: dict[int, list[Step]] = {}
    for step in steps:
        frames.setdefault(step.frame, []).append(step)
    told = {frame: judged(some, width) for frame, some in sorted(frames.items())}
    shares = {frame: agreed(some, width) for frame, some in told.items() if len(some) >= POINTS}
    goes = {frame for frame in shares if 2 * sum(step.moves(width) for step in told[frame]) > len(told[frame])}
    parts = [some for some in (goes, {*shares} - goes) if len(some) >= PAIRS] or [{*shares}]
    if not shares:
        return
    # It has to move where that is planned, and to stand where that is.
    share, part = min(((median(shares[frame] for frame in some), sorted(some)) for some in parts), key=lambda it: it[0])
    worst = min(part, key=lambda frame: (shares[frame], frame))
    points = [step for frame in part for step in told[frame]]
    yield Evidence(
        measure="motion",
        value=round(share, 3),
        limit=AGREED,
        unit="share",
        fails=share < AGREED,
        frame=worst,
        message=f"the set goes {_as_planned(points, width)}: {share:.0%} of its points agree with the camera's way"
        f"{_errors(points)}",
    )


def _as_planned(steps: Sequence[Step], width: int) -> str:
    """In a few words how the set goes beside how it should."""
    found = [step for step in steps if step.seen is not None]
    if 2 * len(found) < len(steps):
        return "where nothing can be followed"
    if 2 * sum(step.agrees(width) for step in found) > len(found):
        return "as planned"
    asked = median(step.way / step.span for step in found)
    seen = median(math.hypot(*step.seen) / step.span for step in found if step.seen)
    if seen < 0.25 * asked:
        return f"nowhere, though the camera moves (by {asked:.1f} px a frame)"
    if asked < 0.25 * seen:
        return f"by {seen:.1f} px a frame, though the camera should stand"
    return f"otherwise than planned (by {seen:.1f} px a frame, {asked:.1f} asked)"


def _errors(steps: Sequence[Step]) -> str:
    """Mean angular error as of Barron, Fleet and Beauchemin (1994), and mean length of what is off, of points found."""
    found = [step for step in steps if step.seen is not None]
    if not found:
        return ""
    seen = np.array([(*np.divide(step.seen, step.span), 1.0) for step in found if step.seen is not None])
    asked = np.array([(*np.divide(step.asked, step.span), 1.0) for step in found])
    cosine = (seen * asked).sum(axis=1) / np.linalg.norm(seen, axis=1) / np.linalg.norm(asked, axis=1)
    angle = float(np.degrees(np.arccos(np.clip(cosine, -1, 1))).mean())
    length = float(np.linalg.norm(seen - asked, axis=1).mean())
    return f" (off by {angle:.0f} degrees and {length:.1f} px a frame in the mean)"


def _body(who: str, steps: Sequence[Step], width: int) -> Iterator[Evidence]:
    if len(steps) < PAIRS:
        return
    share = agreed(steps, width)
    worst = max(steps, key=lambda step: (not step.agrees(width), step.off, -step.frame))
    seen = "cannot be followed" if worst.seen is None else f"goes {_px(worst.seen, worst.span)}"
    yield Evidence(
        measure="motion",
        value=round(share, 3),
        limit=BODY_AGREED,
        unit="share",
        fails=share < BODY_AGREED,
        frame=worst.frame,
        character=who,
        message=f"{who} goes as planned in {share:.0%} of the frames compared; at frame {worst.frame} {who} {seen}, "
        f"and the plan has them go {_px(worst.asked, worst.span)}",
    )


def _px(way: tuple[float, float], span: float) -> str:
    across, down = (each / span for each in way)
    sides = [f"{abs(across):.1f} px {'right' if across > 0 else 'left'}"] if abs(across) >= 0.05 else []
    sides += [f"{abs(down):.1f} px {'down' if down > 0 else 'up'}"] if abs(down) >= 0.05 else []
    return " and ".join(sides) + " a frame" if sides else "nowhere"


def followed(steps: Sequence[Step]) -> Iterator[Evidence]:
    """Whether things stay themselves from frame to frame, wherever they go: what can be asked of any take."""
    frames: dict[int, list[Step]] = {}
    for step in steps:
        if step.who is None:
            frames.setdefault(step.frame, []).append(step)
    shares = {
        frame: sum(step.seen is not None for step in some) / len(some)
        for frame, some in sorted(frames.items())
        if len(some) >= POINTS
    }
    if not shares:
        return
    share = median(shares.values())
    yield Evidence(
        measure="motion",
        value=round(share, 3),
        limit=FOLLOWED,
        unit="share",
        fails=share < FOLLOWED,
        frame=min(shares, key=lambda frame: (shares[frame], frame)),
        message=f"{share:.0%} of the set's points can be followed from frame to frame",
    )
