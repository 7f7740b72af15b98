"""A scene's shots in order: establish, master, talk in pairs and singles, follow who moves, show what matters."""

from __future__ import annotations

from collections.abc import Sequence

from planner.coverage.deeds import cover_deed, main_of
from planner.coverage.intent import Intent
from planner.coverage.moves import with_moves
from planner.coverage.talk import cover_talk, turns_of
from planner.coverage.variety import varied
from planner.staging.blocking import Staged

_SHOWS_WHO_IS_WHERE = ("establishing", "master", "two_shot")


def cover(staged: Sequence[Staged], fps: float, establish: bool, outside: bool) -> tuple[Intent, ...]:
    """Every step covered, in order.  ``establish``: the place is new to the audience or time has passed."""
    shots: list[Intent] = []
    index = 0
    wide_wanted = True
    while index < len(staged):
        end = _run_end(staged, index)
        if staged[index].step.kind == "speech":
            new = cover_talk(turns_of(staged, index, end, fps), wide_wanted)
        else:
            again = index > 0 and _same_person(staged[index - 1], staged[index])
            new = cover_deed(staged[index], index, fps, establish and index == 0, outside, again)
        shots += new
        moved = any(each.movers or each.entered or each.left for each in staged[index:end])
        wide_wanted = _still_wanted(wide_wanted, new, moved)
        index = end
    return with_moves(varied(shots), staged, fps, outside)


def _same_person(before: Staged, staged: Staged) -> bool:
    """Whether the step before was a paragraph about, or a line of, the one this paragraph is about."""
    person = main_of(before) if before.speech is None else before.step.character
    return person is not None and main_of(staged) == person


def _run_end(staged: Sequence[Staged], index: int) -> int:
    """One paragraph of action, or all speeches up to the next one."""
    if staged[index].step.kind == "action":
        return index + 1
    end = index + 1
    while end < len(staged) and staged[end].step.kind == "speech":
        end += 1
    return end


def _still_wanted(wanted: bool, shots: Sequence[Intent], moved: bool) -> bool:
    """A wide is due after people have moved, until one has been shown."""
    if moved:
        return not any(shot.idiom in _SHOWS_WHO_IS_WHERE and len(shot.subjects) > 1 for shot in shots[-1:])
    shown = any(shot.idiom in _SHOWS_WHO_IS_WHERE and len(shot.subjects) > 1 for shot in shots)
    return wanted and not shown
