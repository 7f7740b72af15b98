"""Small jobs, and what becomes of them at a server."""

from __future__ import annotations

from collections import deque
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from renderer.generative.backends.videos.client import Videos
from renderer.generative.means import Means
from renderer.generative.seam import Filmed, Fit, Job, Manner, Text, Work
from tests.renderer.generative.server import LocalServer


class Line:
    """Jobs that stand in a line."""

    def __init__(self, *jobs: Job | Work) -> None:
        self._left = deque(job if isinstance(job, Work) else Work(job) for job in jobs)
        self.taken = 0

    @property
    def texts(self) -> list[Text]:
        """Every text that comes."""
        return [Text(work.job.prompt, work.job.negative) for work in self._left]

    def take(self) -> Work | None:
        """The next one."""
        if not self._left:
            return None
        self.taken += 1
        return self._left.popleft()


def job(number: int, **more: Any) -> Job:
    """A small film: 9 frames of 64 x 32 at 24 a second."""
    usual = {"fit": Fit(width=64, height=32, inner_width=64, inner_height=32), "frames": 9, "rate": Fraction(24)}
    words = {"shot": f"1-A{number}", "take": 1, "prompt": f"She waits, {number}.", "seed": number}
    return Job.model_validate({"manner": Manner(steps=4, guidance=3.0), **usual, **words, **more})


def soon(**more: Any) -> Means:
    """Means for a server that is quick."""
    return Means.model_validate({"poll": 0.02, "timeout": 20, "deadline": 60, **more})


def filmed(server: LocalServer, *jobs: Job | Work, **means: Any) -> dict[str, Filmed]:
    """What becomes of jobs at a server, by shot; each once."""
    outcomes = list(Videos(server.url, "", soon(**means), {}).film(Line(*jobs)))
    found = {outcome.job.shot: outcome for outcome in outcomes}
    assert len(found) == len(outcomes) == len(jobs)
    return found


def close(got: Filmed, wanted: npt.NDArray[np.uint8], most: int = 6) -> bool:
    """Whether the frames are these, but for what packing loses."""
    assert got.frames is not None, got.why
    return got.frames.shape == wanted.shape and int(np.abs(got.frames.astype(int) - wanted).max()) <= most
