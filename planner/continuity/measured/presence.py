"""Who is asked for and in no measured frame, and who is seen unasked."""

from __future__ import annotations

from collections.abc import Iterator

from film.clips import Clip
from film.findings import Finding
from planner.continuity.measured.room import Room

_SHOW = "Move the camera or what hides {}, or take them out of its subjects."
_CLEAR = "Clear {} from the set, or name them among its subjects."


def presence(room: Room, clip: Clip) -> Iterator[Finding]:
    """Rule ``measured_presence``, of the whole shot."""
    shot = room.shot
    asked = dict.fromkeys((*shot.subjects, *(shot.split.subjects if shot.split else ())))
    seen = dict.fromkeys(sight.character for one in clip.measured for sight in one.sightings if sight.pixels > 0)
    there = [(each, "does not show {}", _SHOW) for each in asked if each not in seen]
    there += [(each, "shows {}, who is not in it", _CLEAR) for each in seen if each not in asked]
    for character, what, mend in there:
        name = room.name(character)
        yield room.finding("measured_presence", f"{what.format(name)}.", mend.format(name), character=character)
