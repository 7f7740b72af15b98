"""What a model has made and nobody has conformed and judged yet: on the disk before the next job is taken.

A run that is killed loses no job that was done: the next one makes its take out of what lies here, without the model.
What was made into a take is removed; what is left when a run ends is of shots that have changed since.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from film.base import Document
from film.names import digest
from film.takes import Spent
from storyreel.files import refusals
from storyreel.store import Store

if TYPE_CHECKING:
    from renderer.generative.seam import Filmed, Identity, Job

_FRAMES, _HEARD, _PAGE = "frames.npy", "heard.npy", "piece.json"


class PiecePage(Document):
    """What goes with the frames of a job: what it took, on what it was made, samples of sound a second (0: none)."""

    spent: Spent
    made: tuple[tuple[str, str], ...]
    hertz: int = 0


@dataclass(frozen=True)
class Pieces:
    """Outcomes of jobs of one model, in a folder of their own."""

    root: Path
    identity: Identity

    def save(self, filmed: Filmed) -> None:
        """Keeps an outcome that has frames, whole or not at all.  Raises ProjectError when the disk refuses."""
        if filmed.frames is not None:
            Store(self.root).build(self._recipe(filmed.job), partial(_write, filmed))

    def load(self, job: Job) -> Filmed | None:
        """The outcome of a job that was kept; None where there is none that can be read."""
        import numpy as np

        from renderer.generative.seam import Filmed, Heard

        folder = Store(self.root).find(self._recipe(job))
        if folder is None:
            return None
        try:
            page = PiecePage.model_validate_json((folder / _PAGE).read_bytes())
            frames = np.load(folder / _FRAMES, allow_pickle=False)
            heard = Heard(np.load(folder / _HEARD, allow_pickle=False), page.hertz) if page.hertz else None
        except (OSError, ValueError, ValidationError):
            return None
        return Filmed(job, frames, heard, page.spent, page.made)

    def forget(self, jobs: Iterable[Job]) -> None:
        """Removes what became a take."""
        for job in jobs:
            with refusals(self.root):
                shutil.rmtree(Store(self.root).path(digest(self._recipe(job))), ignore_errors=True)

    def _recipe(self, job: Job) -> dict[str, Any]:
        model = {"name": self.identity.name, "revision": self.identity.revision}
        return {"kind": "piece", "model": model, "job": job.recipe()}


def _write(filmed: Filmed, folder: Path) -> None:
    import numpy as np

    assert filmed.frames is not None
    np.save(folder / _FRAMES, filmed.frames, allow_pickle=False)
    if filmed.heard is not None:
        np.save(folder / _HEARD, filmed.heard.samples, allow_pickle=False)
    page = PiecePage(spent=filmed.spent, made=filmed.made, hertz=filmed.heard.rate if filmed.heard else 0)
    (folder / _PAGE).write_text(page.model_dump_json(), encoding="utf-8")
