"""The ladder of memory: what is given up, in which order, when a job does not fit.

============  =================================================================  ==============  ====================
rung          what it does                                                       the device has  frames
============  =================================================================  ==============  ====================
``whole``     all parts on the device; the next job is denoised while one is     all weights     as they are
              decoded
``in_turn``   the same, one after the other                                      all weights     the same bits
``tiled``     the VAE works in tiles, blended where they meet                    all weights     seams can differ
``offloaded`` one part at a time on the device, the others in this machine's     largest part    the same bits
              memory
``by_block``  the transformer's blocks one after the other, fetched ahead        some blocks     the same bits
``float8``    the same with weights kept in 8 bits and turned to 16 for use      half of that    differ
============  =================================================================  ==============  ====================

Each rung keeps what the one before gave up.  A job that runs out of memory goes on one rung lower, each once; jobs of
its shape begin there from then on, others where they began before.  On a processor the parts have nowhere else to be,
so that ``offloaded`` and ``by_block`` are left out.
"""

from __future__ import annotations

from typing import get_args

from renderer.generative.means import Rung
from renderer.generative.seam import Job

Shape = tuple[int, int, int, int, bool]

RUNGS: tuple[Rung, ...] = get_args(Rung)


def shape_of(job: Job) -> Shape:
    """What decides how much memory a job needs: width, height, frames, references, whether it is steered."""
    return job.fit.width, job.fit.height, job.frames, len(job.references), job.control is not None


class Ladder:
    """Where jobs begin.  ``first`` is where all did at the start, ``device`` the kind ("cuda", "mps", "cpu")."""

    def __init__(self, first: Rung, device: str) -> None:
        kept = [rung for rung in RUNGS if device != "cpu" or rung not in ("offloaded", "by_block")]
        self._rungs = kept[min(kept.index(first) if first in kept else len(kept) - 1, len(kept) - 1) :]
        self._known: dict[Shape, Rung] = {}

    def of(self, shape: Shape) -> Rung:
        """Where a job of that shape begins."""
        return self._known.get(shape, self._rungs[0])

    def below(self, shape: Shape, rung: Rung) -> Rung | None:
        """The next rung down from one that was too little, kept for the shape; None from the last."""
        place = self._rungs.index(rung) + 1
        if place == len(self._rungs):
            return None
        held = self._known.get(shape, rung)
        self._known[shape] = max(self._rungs[place], held, key=self._rungs.index)
        return self._rungs[place]
