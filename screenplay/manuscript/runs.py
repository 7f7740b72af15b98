"""Small changes to a paragraph's styled runs, for the formats that have styles of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from film.screenplay import Run

Runs = tuple[Run, ...]


def text_of(runs: Sequence[Run]) -> str:
    """The runs' text joined."""
    return "".join(run.text for run in runs)


def merged(runs: Iterable[Run]) -> Runs:
    """Neighbours in one style as one run; empty ones gone."""
    kept = []
    for _, group in groupby((run for run in runs if run.text), key=_look):
        first, *others = group
        kept.append(_with(first, "".join([first.text, *(run.text for run in others)])) if others else first)
    return tuple(kept)


def _look(run: Run) -> tuple[object, ...]:
    return run.style, run.revision, run.tags


def stripped(runs: Sequence[Run]) -> Runs:
    """Without the blanks before the first and behind the last character."""
    kept = [run for run in runs if run.text]
    first = next((index for index, run in enumerate(kept) if run.text.strip()), len(kept))
    kept = kept[first:]
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept and kept[0].text[0].isspace():
        kept[0] = _with(kept[0], kept[0].text.lstrip())
    if kept and kept[-1].text[-1].isspace():
        kept[-1] = _with(kept[-1], kept[-1].text.rstrip())
    return tuple(kept)


def capitals(runs: Sequence[Run]) -> Runs:
    """In capitals, as a style prints them."""
    return tuple(_with(run, run.text.upper()) for run in runs)


def in_parentheses(runs: Sequence[Run]) -> Runs:
    """With the parentheses of a parenthetical, where they are not there."""
    if not runs:
        return ()
    text = text_of(runs)
    before = "" if text.startswith(("(", "（")) else "("
    behind = "" if text.endswith((")", "）")) else ")"
    changed = [*runs]
    changed[0] = _with(changed[0], before + changed[0].text)
    changed[-1] = _with(changed[-1], changed[-1].text + behind)
    return tuple(changed)


def cut(runs: Sequence[Run], start: int, end: int) -> Runs:
    """The stretch from one character to another, the second not included."""
    kept = []
    position = 0
    for run in runs:
        text = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        if text:
            kept.append(run if text == run.text else _with(run, text))
    return tuple(kept)


def _with(run: Run, text: str) -> Run:
    return run.model_copy(update={"text": text})
