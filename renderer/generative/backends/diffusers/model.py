"""A video model in this process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from renderer.generative.backends.diffusers.devices import device_of, libraries
from renderer.generative.backends.diffusers.folder import Folder, folder_of
from renderer.generative.backends.diffusers.identity import identity_of
from renderer.generative.backends.diffusers.line import Line
from renderer.generative.backends.diffusers.run import Run
from renderer.generative.backends.diffusers.studio import Studio
from renderer.generative.backends.diffusers.tokens import counter_of
from renderer.generative.means import Means
from renderer.generative.seam import Filmed, Identity, Queue

_AT_ONCE = 3
"""Jobs under way: one at each stage."""


class Diffusers:
    """A VideoModel: a folder, or a published model that was downloaded, at a revision ("" for whichever is there)."""

    def __init__(self, at: str, revision: str, means: Means) -> None:
        self._at, self._revision, self._means = at, revision, means
        self._known: tuple[Folder, Identity, Any] | None = None
        self._studio: Studio | None = None

    def ready(self) -> Identity:
        """As the seam says.  Weights are looked at, not loaded."""
        if self._known is None:
            libraries(self._at)
            folder = folder_of(self._at, self._revision)
            self._known = folder, identity_of(folder), device_of(self._means.device, self._at)
        return self._known[1]

    def count(self, text: str) -> int:
        """By the model's own tokenizer where it has one in one file, else estimated from above."""
        self.ready()
        assert self._known is not None
        return counter_of(self._known[0].path)(text)

    def film(self, queue: Queue) -> Iterator[Filmed]:
        """As the seam says: jobs come out in the order they were taken."""
        run = self._run(queue)
        line = Line((run.prepared, run.denoised, run.developed), _like_this_thread())
        under_way = 0
        try:
            while True:
                while under_way < _AT_ONCE and (work := queue.take()) is not None:
                    line.put(work)
                    under_way += 1
                if not under_way:
                    return
                filmed = line.get()
                under_way -= 1
                yield filmed
        finally:
            run.stop()
            line.close()

    def close(self) -> None:
        """As the seam says."""
        if self._studio is not None:
            self._studio.close()
        self._studio = None

    def _run(self, queue: Queue) -> Run:
        identity = self.ready()
        assert self._known is not None
        folder, _, device = self._known
        if self._means.threads is not None:
            import torch

            torch.set_num_threads(self._means.threads)
        if self._studio is None:
            self._studio = Studio(folder, identity, device, self._means.memory)
        return Run(self._studio, self._means, queue.texts, folder.pipeline)


def _like_this_thread() -> Any:
    """What torch keeps by thread, said again in another: how many of the processor's threads it works with."""
    import torch

    threads = torch.get_num_threads()
    return lambda: torch.set_num_threads(threads)
