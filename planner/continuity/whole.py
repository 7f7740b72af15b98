"""The film as a whole: its length against its pages."""

from __future__ import annotations

from collections.abc import Iterator

from film.findings import Finding
from film.plan import Plan
from film.screenplay import Screenplay

_SHORTEST_PAGES = 1.0
_EIGHTH = 0.125
"""Minutes that an eighth of a page is worth: within it the planner writes no note either."""


def duration(plan: Plan, screenplay: Screenplay | None) -> Iterator[Finding]:
    """The film lasts as long as its pages say, or a note of the plan says why not.

    Told of a whole film of a page at least: the estimate is the screenplay's, shortest and longest likely, and says
    nothing of a few lines.  An eighth of a page either way is inside.  A note that speaks of minutes or pages
    excuses it.
    """
    if screenplay is None or len(plan.scenes) < sum(not scene.omitted for scene in screenplay.scenes):
        return
    if screenplay.pages < _SHORTEST_PAGES:
        return
    shortest, longest = screenplay.minutes
    minutes = plan.frames / float(plan.format.rate) / 60
    if shortest - _EIGHTH <= minutes <= longest + _EIGHTH:
        return
    limit, how = (shortest, "short") if minutes < shortest else (longest, "long")
    note = next((note for note in plan.notes if "minute" in note.casefold() or "page" in note.casefold()), "")
    yield Finding(
        rule="duration",
        measure=round(minutes, 1),
        limit=round(limit, 1),
        unit="minutes",
        message=f"The film lasts {_clock(minutes)}, too {how} for its {screenplay.pages:.1f} pages.",
        mend="Change the pace of the style, or excuse it in reel.yaml with a note that says why.",
        excused=note,
        by="storyreel" if note else None,
    )


def _clock(minutes: float) -> str:
    seconds = round(minutes * 60)
    return f"{seconds // 60}:{seconds % 60:02d}"
