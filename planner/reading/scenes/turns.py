"""Beats: where somebody begins to want something else, what changes there, and how tense it is."""

from __future__ import annotations

from collections.abc import Sequence

from planner.llm.neutral import folded, told
from planner.reading.scenes.answer import CHANGE, BeatTold
from planner.reading.scenes.draft import Draft

_RIPPLE = 0.5


def lay_beats(draft: Draft, beats: Sequence[BeatTold]) -> None:
    """The steps of each beat with its intention, and about as tense as was said.

    Within the beat the steps keep the ups and downs of their words, half as far from their middle.
    """
    if not beats:
        return
    starts = [item.paragraph - 1 for item in beats]
    for item, start, end in zip(beats, starts, [*starts[1:], len(draft.steps)], strict=True):
        steps = draft.steps[start:end]
        middle = sum(step.tension for step in steps) / len(steps)
        intention = _intention(draft, item)
        for index in range(start, end):
            tension = item.tension / 10 + _RIPPLE * (draft.steps[index].tension - middle)
            draft.change(index, turn=index == start, intention=intention, tension=round(min(max(tension, 0.0), 1.0), 3))
        draft.tell("beat", item.paragraph, intention or "a new beat")


def _intention(draft: Draft, item: BeatTold) -> str:
    """What changes, under the name of who drives it unless they are named there."""
    who = draft.name(item.leader) if item.leader else ""
    if not who or not item.change or set(folded(who).split()) & set(folded(item.change).split()):
        return item.change
    return told(f"{who}: {item.change}", CHANGE)
