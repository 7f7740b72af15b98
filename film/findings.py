"""What a script supervisor says of a plan: a rule of the craft, where it does not hold, and by whose choice."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import StringConstraints

from film.base import Model

Rule = Literal[
    # the cut
    "axis", "thirty_degrees", "eyeline", "screen_direction", "entrance", "rhythm",
    # what must be the same from shot to shot
    "position", "prop", "wardrobe", "time_of_day", "story_day", "weather",
    # what must be there
    "coverage", "dialogue", "subject",
    # what the place and the kit allow
    "camera_wall", "camera_body", "camera_thing", "floor", "crowding", "lens_kit", "reach",
    # what was drawn
    "measured_presence", "measured_size", "measured_side", "measured_head", "measured_horizon", "measured_exposure",
    "measured_motion",
    # the whole
    "duration", "edit",
]  # fmt: skip
"""The rules by name.  docs/continuity.md says what each proves, how it is measured and where it comes from."""

MEASURED: tuple[Rule, ...] = tuple(rule for rule in get_args(Rule) if rule.startswith("measured_"))
"""Rules that nothing is known of where nothing is rendered."""

Chooser = Literal["writer", "director", "storyreel"]


class Excuse(Model):
    """A rule broken on purpose: by whom, and the note that says why."""

    rule: Rule
    note: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    by: Chooser = "director"


class Finding(Model):
    """One rule that does not hold: in which shots, at which line of the script, how far off.

    ``measure`` and ``limit`` are in ``unit`` ("degrees", "metres", "frames", "share", or nothing for a plain yes or
    no).  ``frame`` counts from the first of the ``shots``.  ``mend`` says what would put it right.  ``excused`` is the
    note of whoever (``by``) broke it on purpose.
    """

    rule: Rule
    shots: tuple[str, ...] = ()
    scene: str = ""
    line: int | None = None
    frame: int | None = None
    character: str | None = None
    measure: float | None = None
    limit: float | None = None
    unit: str = ""
    message: str
    mend: str = ""
    excused: str = ""
    by: Chooser | None = None
