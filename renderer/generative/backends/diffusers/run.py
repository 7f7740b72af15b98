"""One run through a queue: each job shown, denoised and developed, each stage beside the others' of other jobs.

::

    Work ─prepared─▶ Ready ─denoised─▶ Latent ─developed─▶ Filmed
          words,              latents           frames, sound
          images, passes
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from film.errors import RenderError
from renderer.generative.backends.diffusers.asking.asking import Asked, Asking, Drawn
from renderer.generative.backends.diffusers.devices import UnloadableError, finished, named
from renderer.generative.backends.diffusers.given import RefusedError, given_of
from renderer.generative.backends.diffusers.meter import Bill
from renderer.generative.backends.diffusers.profile import LEAST_STEPS, cached, profile_of
from renderer.generative.backends.diffusers.studio import NoRoomError, Studio
from renderer.generative.means import Means, Rung
from renderer.generative.seam import Abilities, Filmed, Job, Need, Text, Trouble, Work

_Made = TypeVar("_Made")

_LONGEST_WHY = 300


class StoppedError(Exception):
    """A job was stopped on its way: too late, too dear, or nobody waits for it any more."""

    def __init__(self, trouble: Trouble, why: str) -> None:
        super().__init__(why)
        self.trouble: Trouble = trouble


class Ready(NamedTuple):
    """A job that can be denoised."""

    job: Job
    bill: Bill
    asked: Asked


class Latent(NamedTuple):
    """A job that can be developed."""

    job: Job
    bill: Bill
    drawn: Drawn
    rung: Rung


class Run:
    """The stages, for one call of ``film``."""

    def __init__(self, studio: Studio, means: Means, texts: Sequence[Text], pipeline: str) -> None:
        self._studio, self._means = studio, means
        self._texts = tuple(text for both in texts for text in both)
        self._caches = profile_of(pipeline).caches
        self._stop = threading.Event()
        self._stream = _second_stream(studio.device)

    def stop(self) -> None:
        """What is under way is stopped at its next step."""
        self._stop.set()

    def prepared(self, work: Work) -> Ready | Filmed:
        """Stage 1, on the processor: pixels and words."""
        bill = Bill()
        return self._tried(work.job, bill, lambda: self._ready(work, bill))

    def denoised(self, ready: Ready | Filmed) -> Latent | Filmed:
        """Stage 2."""
        return ready if isinstance(ready, Filmed) else self._tried(ready.job, ready.bill, lambda: self._latent(ready))

    def developed(self, latent: Latent | Filmed) -> Filmed:
        """Stage 3."""
        if isinstance(latent, Filmed):
            return latent
        return self._tried(latent.job, latent.bill, lambda: self._filmed(latent))

    def _ready(self, work: Work, bill: Bill) -> Ready:
        job, usual = work.job, self._studio.identity.manner
        self._check(job)
        asked_for = usual.but(**job.manner.model_dump(exclude_none=True))
        with self._studio.meter.running(bill):
            words = self._studio.words(job.prompt, job.negative, self._texts)
        steps, guidance = asked_for.steps or 1, asked_for.guidance or 0.0
        return Ready(job, bill, Asked(job, given_of(work), words, steps, guidance))

    def _latent(self, ready: Ready) -> Latent:
        job, began = ready.job, time.monotonic()
        reasons: list[StoppedError] = []

        def watch(pipe: Any, _step: int, _time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            reason = self._reason(began)
            if reason is not None:
                reasons.append(reason)
                pipe._interrupt = True
                if not hasattr(pipe, "interrupt"):
                    raise reason
            return tensors

        def draw(asking: Asking) -> Drawn:
            cached(asking.pipe, job.manner.cache if ready.asked.steps >= LEAST_STEPS else "")
            try:
                drawn = asking.drawn(ready.asked, watch)
                finished(self._studio.device)
                return drawn
            finally:
                asking.rest()

        with self._studio.meter.running(ready.bill):
            drawn, rung = self._studio.within_memory(job, draw)
        if reasons:
            raise reasons[0]
        return Latent(job, ready.bill, drawn, rung)

    def _filmed(self, latent: Latent) -> Filmed:
        import torch

        def see(asking: Asking) -> Any:
            try:
                with torch.no_grad(), torch.cuda.stream(self._stream):
                    return asking.seen(latent.drawn)
            finally:
                asking.rest()

        with self._studio.meter.running(latent.bill):
            (frames, heard), rung = self._studio.within_memory(latent.job, see)
        if frames.shape[:3] != (latent.job.frames, latent.job.fit.height, latent.job.fit.width):
            raise RenderError(f"the model gave {'x'.join(map(str, frames.shape[:3]))} frames, rows and columns")
        return Filmed(latent.job, frames, heard, latent.bill.spent(), self._made(latent.job, rung))

    def _check(self, job: Job) -> None:
        """Raises RefusedError for what the model does not make, StoppedError where nothing more may be spent."""
        able = self._studio.identity.abilities
        if able.frames.fitting(job.frames) != job.frames:
            raise RefusedError(f"makes no {job.frames} frames; {able.frames.fitting(job.frames)} it would")
        if job.fit.width % able.size.multiple or job.fit.height % able.size.multiple:
            raise RefusedError(
                f"makes no {job.fit.width}x{job.fit.height}: sides are multiples of {able.size.multiple}"
            )
        more = _more_than(able, job) or _less_than(self._studio.identity.needs, job)
        if more is not None:
            raise RefusedError(f"takes no {more}")
        if job.manner.cache and job.manner.cache not in self._caches:
            has = ", ".join(self._caches) or "none"
            raise RefusedError(f"leaves no steps out by {job.manner.cache[:40]!r}; of caches it has {has}")
        if (reason := self._reason(time.monotonic())) is not None:
            raise reason

    def _reason(self, began: float) -> StoppedError | None:
        most = self._means.gpu_seconds
        if self._stop.is_set():
            return StoppedError("failed", "stopped")
        if most is not None and self._studio.meter.total >= most:
            return StoppedError("budget", f"{most:g} seconds of the device are spent")
        if time.monotonic() - began > self._means.deadline:
            return StoppedError("overdue", f"not done after {self._means.deadline:g} seconds")
        return None

    def _tried(self, job: Job, bill: Bill, do: Callable[[], _Made]) -> _Made | Filmed:
        """What ``do`` makes, or the trouble it had."""
        try:
            return do()
        except StoppedError as error:
            trouble, why = error.trouble, str(error)
        except RefusedError as error:
            trouble, why = "refused", f"the model {error}"
        except NoRoomError:
            trouble, why = "memory", "no setting fits into memory; make it smaller or shorter, or draft it"
        except UnloadableError:
            raise  # no other job could be made either
        except RenderError as error:
            trouble, why = "failed", str(error)
        except Exception as error:  # what else a library raises is one job's trouble
            trouble, why = "failed", f"{type(error).__name__}: {error}"
        told = "".join(letter if letter.isprintable() else " " for letter in why)
        return Filmed(
            job, None, None, bill.spent(), self._made(job, None), trouble, " ".join(told.split())[:_LONGEST_WHY]
        )

    def _made(self, job: Job, rung: Rung | None) -> tuple[tuple[str, str], ...]:
        import diffusers
        import torch

        told = {
            "device": named(self._studio.device),
            "torch": str(torch.__version__),
            "diffusers": str(diffusers.__version__),
            "precision": job.manner.precision,
            "memory": rung or "",
        }
        return tuple((key, value) for key, value in told.items() if value)


def _more_than(able: Abilities, job: Job) -> str | None:
    """What the job is shown that the model is not said to take."""
    if job.control is not None and job.control.kind not in able.controls:
        return f"control by {job.control.kind}"
    for name, image, is_taken in (("first", job.first, able.first), ("last", job.last, able.last)):
        if image is not None and not is_taken:
            return f"{name} frame"
    if len(job.references) > able.references:
        return f"{len(job.references)} references; {able.references} at most"
    if job.head > able.continues:
        return f"{job.head} frames to go on from; {able.continues} at most"
    return None


def _less_than(needs: Sequence[Need], job: Job) -> str | None:
    """What the model cannot be called without and the job does not show; what it goes on from is a first frame."""
    shown = {"first": job.first is not None or job.head > 0, "last": job.last is not None}
    lacking = next((need for need in needs if not shown.get(need, True)), None)
    return None if lacking is None else f"shot without a {lacking} frame"


def _second_stream(device: Any) -> Any:
    """Where the device has streams, one for developing; torch takes None for the one there is."""
    import torch

    return torch.cuda.Stream(device) if device.type == "cuda" else None
