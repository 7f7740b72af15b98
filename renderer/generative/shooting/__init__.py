"""Takes made of all shots that want some: which job is next, what is tried again, where the money ends.

::

    Errand a shot ─▶ Slate ─order─▶ TakeOrder ─▶ Floor ──take()──▶ VideoModel
                       ▲                            ▲                  │ Filmed
                       └──── Tried ◀── keep ◀── pieces ◀── hand_in() ──┘

A shot is tried until it has as many good takes as are wanted, or as often as may be; a shot that goes on from another
waits until that one has its take.  A take that is finished is conformed, judged and kept on another thread, while the
model makes the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from film.errors import RenderError
from renderer.generative.costs import Reckoner
from renderer.generative.seam import Job, VideoModel
from renderer.generative.shooting.crew import Crew
from renderer.generative.shooting.floor import Floor
from renderer.generative.shooting.purse import Purse
from renderer.generative.shooting.slate import Errand, Slate, Tried, best, good

__all__ = ["Crew", "Errand", "Purse", "Slate", "Tried", "best", "foresee", "good", "shoot"]


def shoot(model: VideoModel, errands: Sequence[Errand], crew: Crew, purse: Purse) -> Mapping[str, Slate]:
    """Every errand run; what became of each, by shot.

    What goes wrong with one take stops no other; where nothing further can be made at all, what was made is kept and
    the rest is told as failed.  Raises ProjectError when the disk refuses to keep a take.
    """
    with Floor(errands, crew, purse) as floor:
        try:
            for filmed in model.film(floor):
                floor.hand_in(filmed)
        except RenderError as gone:
            floor.strike(str(gone))
        return floor.slates


def foresee(errands: Sequence[Errand], crew: Crew) -> Mapping[str, Slate]:
    """What there is of every errand and what is missing, without a model: no job fits into nothing."""
    with Floor(errands, crew, _Nothing()) as floor:
        floor.take()
        return floor.slates


class _Nothing(Purse):
    """An empty purse."""

    def __init__(self) -> None:
        super().__init__(0.0, Reckoner(None, ""))

    def fits(self, jobs: Iterable[Job]) -> bool:
        """None does."""
        return not any(True for _ in jobs)
