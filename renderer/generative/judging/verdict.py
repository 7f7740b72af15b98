"""What was measured of a take, in words, against limits; each limit stands beside why it is where it is.

The limits are where a take is surely wrong, not where it is no longer good: a failing take costs another.  What they
let through and what they catch is measured by ``benchmarks/judging_takes.py`` and told in docs/video-judging.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from film.clips import FrameMeasure
from film.takes import Evidence, Measured
from renderer.generative.judging.outlines import Met
from renderer.generative.judging.steady import Trace, flicker, leap, longest_stop

EDGES, LAYOUT = 0.3, 0.25
"""Agreement with the planned lines, and with somebody's outline, as a share of the previs' own."""
FAINT = 0.15
"""Agreement of the previs' own picture below which its lines cannot be asked for."""
LEAP = 0.05
"""Mean luma (0 to 1) by which one frame may differ from the last beyond what those near it do."""
STOP = Fraction(1, 2)
"""Seconds that a picture may stand still while the previs goes on."""
DARKER, BRIGHTER = 0.3, 0.3
"""Mean luma of a frame as a share of the previs', and what lacks of white likewise."""
CRUSHED, BURNT = 0.5, 0.25
"""Share of a frame's pixels that may be black, or burnt out, beyond the previs'."""
FLICKER = 0.008
"""By how much light (0 to 1) may jump from frame to frame, in the mean of half a second, beyond the previs'."""


class Pair(NamedTuple):
    """The same of the take and of the previs, at a frame."""

    frame: int
    mine: Met
    planned: Met


def lines(pairs: Sequence[Pair]) -> Iterator[Evidence]:
    """The planned lines of the whole picture."""
    yield from _agreement("edges", EDGES, pairs, None)


def unplaced(found: Iterable[Evidence]) -> Iterator[Evidence]:
    """The same evidence, told and not judged: for a take whose model was never shown where anything is."""
    for each in found:
        yield each.but(limit=None, fails=False)


def people(pairs: Mapping[str, Sequence[Pair]]) -> Iterator[Evidence]:
    """Everybody's outline."""
    for who, some in sorted(pairs.items()):
        yield from _agreement("layout", LAYOUT, some, who)


def _agreement(measure: Measured, limit: float, pairs: Sequence[Pair], who: str | None) -> Iterator[Evidence]:
    shown = [pair for pair in pairs if pair.planned.agreement >= FAINT]
    if not shown or 2 * len(shown) < len(pairs):
        return
    # A take may begin as planned and end elsewhere: its worst third counts.
    size = -(-len(shown) // 3)
    thirds = [shown[first : first + size] for first in range(len(shown) - size + 1)]
    mine, asked = min((_means(some) for some in thirds), key=lambda means: means[0] / means[1])
    share = mine / asked
    worst = min(shown, key=lambda pair: (pair.mine.agreement / pair.planned.agreement, pair.frame))
    what = "the planned lines are" if who is None else f"{who}'s outline is"
    yield Evidence(
        measure=measure,
        value=round(share, 3),
        limit=limit,
        unit="share",
        fails=share < limit,
        frame=worst.frame,
        character=who,
        message=f"{what} met {mine:+.0%} beyond chance, the previs' own picture {asked:+.0%}",
    )


def _means(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Agreement of the take and of the previs, each line's pixel counting alike."""
    weights = np.array([pair.mine.pixels for pair in pairs], np.float64)
    mine = np.average([pair.mine.agreement for pair in pairs], weights=weights)
    return float(mine), float(np.average([pair.planned.agreement for pair in pairs], weights=weights))


def steadiness(mine: Trace, planned: Trace, rate: Fraction) -> Iterator[Evidence]:
    """Cuts, stops and flicker; both traces were ended."""
    jump, at = leap(mine.events, planned.events)
    yield Evidence(
        measure="cut",
        value=round(jump, 4),
        limit=LEAP,
        unit="luma",
        fails=jump > LEAP,
        frame=at,
        message=f"frame {at} differs from the last by {jump:.1%} of all light, beyond its neighbours and the previs",
    )
    run, end = longest_stop(mine.events, planned.events)
    most = max(int(STOP * rate), 2)
    yield Evidence(
        measure="freeze",
        value=float(run),
        limit=float(most),
        unit="frames",
        fails=run > most,
        frame=end,
        message=f"it stands still for {run} frames in which the previs goes on",
    )
    jumps = flicker(mine.levels)
    worst = int(jumps.argmax())
    more = max(float(jumps[worst]) - float(flicker(planned.levels).max()), 0.0)
    yield Evidence(
        measure="flicker",
        value=round(more, 5),
        limit=FLICKER,
        unit="luma",
        fails=more > FLICKER,
        frame=worst + 1,
        message=f"its light or colour jumps by {more:.2%} from frame to frame, beyond what the previs' does",
    )


def light(mine: Trace, planned: Trace, measures: Sequence[tuple[FrameMeasure, FrameMeasure]]) -> Iterator[Evidence]:
    """Black and burnt frames: every frame's luma, and of measured ones (take, previs) the shares of pixels."""
    lumas = [(own[0], asked[0]) for own, asked in zip(mine.levels, planned.levels, strict=False)]
    yield from _extreme("black", "dark", DARKER, [(own, asked) for own, asked in lumas])
    yield from _extreme("burnt", "bright", BRIGHTER, [(1 - own, 1 - asked) for own, asked in lumas])
    if measures:
        black = [(own.black - asked.black, -own.frame) for own, asked in measures]
        burnt = [(own.burnt - asked.burnt, -own.frame) for own, asked in measures]
        yield _share("black", "black", CRUSHED, *max(black))
        yield _share("burnt", "burnt out", BURNT, *max(burnt))


def _extreme(measure: Measured, word: str, limit: float, levels: Sequence[tuple[float, float]]) -> Iterator[Evidence]:
    if not levels:
        return
    shares = [(own + _DIM) / (asked + _DIM) for own, asked in levels]
    frame = int(np.argmin(shares))
    own, asked = levels[frame]
    told = (own, asked) if measure == "black" else (1 - own, 1 - asked)
    yield Evidence(
        measure=measure,
        value=round(shares[frame], 3),
        limit=limit,
        unit="share",
        fails=shares[frame] < limit,
        frame=frame,
        message=f"its most {word} frame beside the previs' has a luma of {told[0]:.2f}, the previs {told[1]:.2f}",
    )


_DIM = 0.01
"""Luma that is added before two are divided: nearly black beside black is no fault."""


def _share(measure: Measured, word: str, limit: float, more: float, frame: int) -> Evidence:
    return Evidence(
        measure=measure,
        value=round(more, 3),
        limit=limit,
        unit="of the pixels",
        fails=more > limit,
        frame=-frame,
        message=f"{max(more, 0.0):.0%} more of its pixels are {word} than of the previs'",
    )


def count(seen: int, asked: int, fresh: int, rate: Fraction) -> Evidence:
    """How many frames there are, and how many of them show something new."""
    return Evidence(
        measure="frames",
        value=float(seen),
        limit=float(asked),
        unit="frames",
        fails=seen != asked,
        message=f"{seen} frames of {asked}, {fresh} of them new: {float(fresh * rate / max(seen, 1)):.1f} a second",
    )
