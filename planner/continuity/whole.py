"""The film as a whole: its length against its pages."""

from __future__ import annotations

from collections.abc import Iterator

from film.findings import Finding
from film.plan import Plan
from film.screenplay import Screenplay


def duration(plan: Plan, screenplay: Screenplay | None) -> Iterator[Finding]:
    """The film lasts as long as its pages say, or a note of the plan says why not.

    Told of a whole film only: the estimate is the screenplay's, shortest and longest likely.  A note that speaks of
    minutes or pages excuses it.
    """
    if screenplay is None or len(plan.scenes) < sum(not scene.omitted for scene in screenplay.scenes):
        return
    shortest, longest = screenplay.minutes
    minutes = plan.frames / float(plan.format.rate) / 60
    if shortest <= minutes <= longest:
        return
    limit, how = (shortest, "short") if minutes < shortest else (longest, "long")
    note = next((note for note in plan.notes if "minute" in note.casefold() or "page" in note.casefold()), "")
    yield Finding(
        rule="duration",
        measure=round(minutes, 1),
        limit=round(limit, 1),
        unit="minutes",
        message=f"The film is {minutes:.1f} minutes long, too {how} for its {screenplay.pages:.1f} pages.",
        mend="Change the pace of the style, or note in the plan why it is so.",
        excused=note,
        by="storyreel" if note else None,
    )
