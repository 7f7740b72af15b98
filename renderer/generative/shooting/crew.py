"""Who the floor works with: gives out orders, knows what was made before, keeps what is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from film.takes import Take
from renderer.generative.ordering import Ordered
from renderer.generative.seam import Filmed, Job


class Crew(Protocol):
    """All but ``keep`` is called on the thread that shoots; ``keep`` on another, one take at a time."""

    def order(self, shot: str, number: int, before: Take | None) -> Ordered:
        """A take of a shot; ``before`` is the take that it goes on from, where there is one.

        The same words whatever ``before`` is.  Raises RenderError for a shot that cannot be ordered.
        """

    def found(self, ordered: Ordered) -> Take | None:
        """The take if it was made before."""

    def filmed_before(self, job: Job) -> Filmed | None:
        """The outcome of a job that was done by a run which ended before its take was made."""

    def begun(self, job: Job) -> None:
        """A job is handed out."""

    def ended(self, filmed: Filmed) -> None:
        """A job is done, well or not; its frames are safe once this returns.

        Raises ProjectError when the disk refuses.
        """

    def keep(self, ordered: Ordered, filmed: Sequence[Filmed]) -> Take:
        """Makes the take of its pieces and keeps it for good.

        Raises RenderError for pieces that make none, ProjectError when the disk refuses.
        """
