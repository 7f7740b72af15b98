"""Speeches side by side, in formats that mark a cue and leave it to the reader to find its partner."""

from __future__ import annotations

from collections.abc import Sequence

from film.screenplay import Diagnostic
from screenplay.manuscript import Draft

_SPOKEN = ("parenthetical", "dialogue", "lyrics")


def paired(drafts: list[Draft], cues: Sequence[int]) -> tuple[list[Draft], list[Diagnostic]]:
    """The speeches under these cues, given by index, beside those directly behind them; and marks without a partner."""
    result = list(drafts)
    lonely = []
    taken = -1
    for cue in cues:
        if cue < taken:
            continue
        middle = _end(drafts, cue)
        taken = _end(drafts, middle)
        if drafts[cue].type != "character" or taken == middle:
            message = "dual dialogue is asked for but no second speech stands directly behind this one"
            lonely.append(Diagnostic(severity="warning", line=drafts[cue].first, message=message))
            continue
        result[cue:middle] = [draft._replace(dual="left") for draft in drafts[cue:middle]]
        result[middle:taken] = [draft._replace(dual="right") for draft in drafts[middle:taken]]
    return result, lonely


def _end(drafts: Sequence[Draft], cue: int) -> int:
    """Where the speech under a cue ends; where it would begin if there is no cue."""
    if cue >= len(drafts) or drafts[cue].type != "character":
        return cue
    index = cue + 1
    while index < len(drafts) and drafts[index].type in _SPOKEN:
        index += 1
    return index
