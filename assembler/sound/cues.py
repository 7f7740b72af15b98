"""The sounds that the script asks for, at their frames of the film."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.soundtrack import samples_in
from film.base import Model
from film.names import digest
from film.plan import Plan
from film.timeline import Timeline


class Cue(Model):
    """A sound at a sample of the film; ``said_at`` is the script's line that asks for it."""

    name: str
    start: int
    seed: int
    said_at: int


def cues(plan: Plan, timeline: Timeline) -> tuple[Cue, ...]:
    """Every cue whose frame is in the cut, in the film's order."""
    return tuple(sorted(_cues(plan, timeline), key=lambda cue: (cue.start, cue.name)))


def _cues(plan: Plan, timeline: Timeline) -> Iterator[Cue]:
    shots = {shot.id: (scene, shot) for scene in plan.scenes for shot in scene.shots}
    for item in timeline.picture.items:
        if item.shot not in shots:
            continue
        scene, shot = shots[item.shot]
        for sound in shot.sounds:
            if item.source.start <= sound.start < item.source.end:
                frame = item.record.start + sound.start - item.source.start
                yield Cue(
                    name=sound.name,
                    start=samples_in(frame, timeline.format.rate),
                    seed=int(digest([scene.id, sound.name, sound.lines])[:12], 16),
                    said_at=sound.lines[0],
                )
