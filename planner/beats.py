"""A scene's beats: runs of steps with one intention each.

A new beat starts where talk turns into action or back, where somebody comes or goes, after news, and where a step
``turn``s.  Ids are made of kind, characters and how many such beats came before, so that a reworded line keeps its
beat.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from film.plan import Beat, BeatKind
from planner.facts import Step

_LONGEST_ID = 3


@dataclass(frozen=True)
class Span:
    """A beat with the steps it holds: first index and end index, half-open."""

    beat: Beat
    first: int
    end: int


def beats_of(steps: Sequence[Step]) -> tuple[Span, ...]:
    """Every step in exactly one beat, in order; empty for a scene without steps."""
    if not steps:
        return ()
    starts = [i for i in range(len(steps)) if i == 0 or _turns(steps[i - 1], steps[i])]
    seen: Counter[str] = Counter()
    spans = []
    for first, end in zip(starts, [*starts[1:], len(steps)], strict=True):
        stem = _stem(steps[first:end])
        seen[stem] += 1
        spans.append(Span(_beat(f"{stem}-{seen[stem]}", steps[first:end]), first, end))
    return tuple(spans)


def _turns(before: Step, step: Step) -> bool:
    return step.turn or before.kind != step.kind or kind_of([before]) != kind_of([step]) or before.reveal


def kind_of(steps: Sequence[Step]) -> BeatKind:
    """What a run of steps is, by the strongest thing in it."""
    verbs = {doing.verb for step in steps for doing in step.doings}
    if any(step.kind == "speech" for step in steps):
        return "reveal" if any(step.reveal for step in steps) else "dialogue"
    if "enter" in verbs:
        return "arrival"
    if "exit" in verbs:
        return "exit"
    if any(step.reveal for step in steps):
        return "reveal"
    return "action" if verbs or any(step.mentions for step in steps) else "silence"


def _people(steps: Sequence[Step]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for step in steps:
        for name in (step.character, *(doing.character for doing in step.doings), *step.mentions):
            if name is not None:
                found.setdefault(name)
    return tuple(found)


def _stem(steps: Sequence[Step]) -> str:
    people = _people(steps)
    names = "-".join(people[:_LONGEST_ID]) + ("-more" if len(people) > _LONGEST_ID else "")
    kind = "dialogue" if any(step.kind == "speech" for step in steps) else kind_of(steps)
    return f"{kind}-{names}" if names else kind


def _beat(name: str, steps: Sequence[Step]) -> Beat:
    return Beat(
        id=name,
        kind=kind_of(steps),
        lines=(steps[0].lines[0], max(step.lines[1] for step in steps)),
        text=" ".join(step.text for step in steps),
        characters=_people(steps),
        tension=min(max(max(step.tension for step in steps), 0.0), 1.0),
        intention=next((step.intention for step in steps if step.intention), ""),
        picture=next((step.picture for step in steps if step.picture), ""),
    )
