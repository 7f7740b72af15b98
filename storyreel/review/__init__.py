"""The review page: references, stills and takes looked at side by side with the previs, and decided.

::

    Reel, Plan, previs ─material─▶ Material ─page─▶ HTML ─server─▶ a browser on this machine
                                       ▲                              │ a form
                 choices.yaml, sheets ─┴──────── deciding ◀───────────┘
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from storyreel.review.material import Review
from storyreel.review.server import Server

if TYPE_CHECKING:
    from storyreel.pipeline import Run

__all__ = ["Review", "Server", "review_of", "serve"]


def review_of(run: Run) -> Review:
    """What there is to be reviewed of a run's reel, planned as it is now.  Raises FilmError."""
    from storyreel import pipeline
    from storyreel.shots import rendered_clips
    from storyreel.video.cutting import look_for

    plan, reel = pipeline.plan(run), run.project.reel
    previs = rendered_clips(run.stages, reel.store, plan, look_for(run.project))
    return Review(reel, plan, previs, run.stages.today())


def serve(review: Review, port: int, tell: Callable[[str], None]) -> None:
    """Serves the page on loopback until it is interrupted; ``tell`` is told the address to open.

    ``port`` 0 takes any that is free.  Raises ProjectError where it cannot be listened on, KeyboardInterrupt when
    somebody stops it.
    """
    with Server(review, port) as server:
        tell(server.address)
        server.serve_forever(poll_interval=0.2)
