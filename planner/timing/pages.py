"""Playing time against the page: a page is a minute, within a generous band.

A scene's estimate is 7.5 s an eighth.  Its heading and its last line share their eighths with white paper, and talk
runs down the page faster than it is spoken, so a scene is held to be of its length from half of its eighths less one
to 1.6 times its eighths and one more.  Where its words alone would play outside of that, its action is stretched or
shortened towards the nearer edge, by quarters and never to less than three quarters nor more than twice: what still
lies outside is told in a note.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from film.plan import ScenePlan
from film.screenplay import Scene, Screenplay
from planner.facts import Step
from planner.places.lists import plain
from planner.timing.action import told_seconds

EIGHTH = 7.5
"""Seconds an eighth of a page."""

_LOW, _HIGH = 0.5, 1.6
_LEAST, _MOST, _QUARTER = 0.75, 2.0, 4
_TALK = 0.6
"""The share of speech from which a scene is mostly talk."""


class PageTime(NamedTuple):
    """How long a scene plays, and how long its ``eighths`` allow; all in seconds."""

    seconds: float
    eighths: int
    low: float
    high: float

    @property
    def within(self) -> bool:
        """Whether the playing time lies in the page's band."""
        return self.low <= self.seconds <= self.high


def page_time(seconds: float, eighths: int) -> PageTime:
    """A playing time beside the band of its eighths."""
    return PageTime(seconds, eighths, _LOW * EIGHTH * max(0, eighths - 1), _HIGH * EIGHTH * (eighths + 1))


def paced(steps: Sequence[Step], eighths: int) -> tuple[Step, ...]:
    """The steps with their action stretched or shortened towards the page, where the words alone are far off it.

    Speech, and words to be read, keep their time.  The factor moves by quarters, so that a reworded line hardly ever
    changes another one's.
    """
    time = page_time(sum(step.seconds for step in steps), eighths)
    free = sum(step.seconds for step in steps if _is_free(step))
    if time.within or not free:
        return tuple(steps)
    wanted = (time.low if time.seconds < time.low else time.high) - (time.seconds - free)
    quarters = wanted / free * _QUARTER
    factor = (math.ceil(quarters) if time.seconds < time.low else math.floor(quarters)) / _QUARTER
    factor = min(max(factor, _LEAST), _MOST)
    return tuple(step.but(seconds=round(step.seconds * factor, 3)) if _is_free(step) else step for step in steps)


def _is_free(step: Step) -> bool:
    """Whether a step plays for as long as one likes."""
    return step.kind == "action" and not step.insert_text and told_seconds(plain(step.text)) == 0


def notes_of(planned: ScenePlan, scene: Scene, rate: Fraction) -> tuple[str, ...]:
    """What a director should know of a planned scene's length: nothing, or one sentence that says why it is off.

    ``scene`` is the script's scene that it was planned from, ``rate`` the frames a second of the plan's format.
    For ``ScenePlan.notes``.
    """
    time = page_time(float(planned.frames / rate), scene.eighths)
    if time.within:
        return ()
    pages = f"{scene.eighths}/8 of a page" if scene.eighths < 8 else f"{scene.eighths / 8:g} pages"
    estimate = clock(scene.eighths * EIGHTH)
    why = _why_short(planned) if time.seconds < time.low else _why_long(planned)
    return (f"Scene {planned.number} plays {clock(time.seconds)} against {estimate} by its {pages}: {why}.",)


def film_notes(planned: Sequence[ScenePlan], screenplay: Screenplay, rate: Fraction) -> tuple[str, ...]:
    """One sentence where the planned scenes together leave the page estimate; for ``Plan.notes``.

    The estimate is the screenplay's shortest and longest likely minutes, by the share of its eighths that is planned.
    """
    eighths = {scene.id: scene.eighths for scene in screenplay.scenes}
    share = sum(eighths.get(scene.id, 0) for scene in planned) / max(1, sum(eighths.values()))
    low, high = (60 * minutes * share for minutes in screenplay.minutes)
    seconds = float(sum(scene.frames for scene in planned) / rate)
    # Minutes of a script of a few lines are no estimate: an eighth either way is inside.
    if low - EIGHTH <= seconds <= high + EIGHTH:
        return ()
    talk = sum(_talk(scene) * scene.frames for scene in planned) / max(1, sum(scene.frames for scene in planned))
    if seconds < low:
        why = "most of it is talk, which runs down the page" if talk > _TALK else "its action is told in short lines"
    else:
        why = "its speeches are long" if talk > _TALK else "few words ask for much action"
    return (f"The plan runs {clock(seconds)} against {clock(low)} to {clock(high)} by its pages: {why}.",)


def clock(seconds: float) -> str:
    """Minutes and seconds: 1:05."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _talk(planned: ScenePlan) -> float:
    return sum(line.frames for line in planned.dialogue) / max(1, planned.frames)


def _why_short(planned: ScenePlan) -> str:
    if _talk(planned) > _TALK:
        return "it is mostly short lines of talk, which run down the page faster than they are spoken"
    if planned.dialogue:
        return "its lines are short and little is done between them"
    return "its words describe more than they let happen"


def _why_long(planned: ScenePlan) -> str:
    if any(told_seconds(plain(beat.text)) for beat in planned.beats if beat.kind != "dialogue"):
        return "few words stand for long action"
    if _talk(planned) > _TALK:
        return "its speeches are long"
    moves = sum(len(shot.marks) > 2 * len(shot.subjects) for shot in planned.shots)
    return "people have far to walk" if moves * 2 > len(planned.shots) else "much is done in few words"
