"""An image model in this process, by diffusers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from film.errors import RenderError
from renderer.generative.backends.diffusers.asking.asking import no_numbers
from renderer.generative.backends.diffusers.devices import (
    UnloadableError,
    device_of,
    free,
    is_out_of_memory,
    libraries,
    named,
)
from renderer.generative.backends.diffusers.folder import Folder, folder_of
from renderer.generative.backends.diffusers.meter import Bill, Meter, energy_of
from renderer.generative.backends.diffusers.picture_loading import loaded, rungs_from
from renderer.generative.backends.diffusers.picture_probe import Call, call_of, identity_of
from renderer.generative.backends.diffusers.published import offline
from renderer.generative.backends.diffusers.tokens import counter_of
from renderer.generative.images import Picture, load, within
from renderer.generative.means import Means, Rung
from renderer.generative.seam import Trouble
from renderer.generative.stills.layout import laid_out
from renderer.generative.stills.seam import ImageIdentity, ImageJob, Pictured

_STRENGTH = 0.8
"""How far a picture that is begun from another leaves it (1: wholly).  Composition is laid down in the first steps of
denoising; at 0.8 it is kept while surfaces are drawn anew (Meng et al. 2022, SDEdit, section 4, find 0.3 to 0.8 so)."""
_LONGEST_WHY = 300
_SHOWN = 1024 * 1024
"""Pixels that an image is shown with at most; edit models scale to about these."""


class StoppedError(Exception):
    """A job was stopped on its way: too late, or too dear."""

    def __init__(self, trouble: Trouble, why: str) -> None:
        super().__init__(why)
        self.trouble: Trouble = trouble


class DiffusersPictures:
    """The image model that ``at`` names, a folder or a published one that was downloaded, at ``revision``."""

    def __init__(self, at: str, revision: str, means: Means) -> None:
        self._at, self._revision, self._means = at, revision, means
        self._pipeline: Any = None
        self._precision = ""

    def ready(self) -> ImageIdentity:
        """See ``ImageModel.ready``."""
        return self._identity

    def count(self, text: str) -> int:
        """See ``ImageModel.count``."""
        return counter_of(self._folder.path)(text)

    def pictures(self, jobs: Sequence[ImageJob]) -> Iterator[Pictured]:
        """See ``ImageModel.pictures``."""
        meter = Meter(energy_of(self._device)) if jobs else None
        for job in jobs:
            assert meter is not None
            yield self._pictured(job, meter)

    def close(self) -> None:
        """See ``ImageModel.close``."""
        if self._pipeline is not None:
            self._pipeline = None
            free(self._device)

    @cached_property
    def _folder(self) -> Folder:
        libraries(self._at)
        offline()
        return folder_of(self._at, self._revision)

    @cached_property
    def _device(self) -> Any:
        return device_of(self._means.device, self._at)

    @cached_property
    def _identity(self) -> ImageIdentity:
        identity = identity_of(self._folder)
        assert self._device is not None
        return identity

    @cached_property
    def _call(self) -> Call:
        return call_of(self._folder.pipeline, self._folder.name)

    @cached_property
    def _rungs(self) -> list[Rung]:
        """What is left to be tried, the one in use first."""
        return rungs_from(self._means.memory, self._device.type)

    def _pictured(self, job: ImageJob, meter: Meter) -> Pictured:
        """One outcome; on too little memory the next rung is tried, and stayed on."""
        bill = Bill()
        why = self._cannot(job)
        if why:
            return _nothing(job, bill, "refused", why)
        while True:
            try:
                pipeline = self._pipeline_for(job)
                with meter.running(bill):
                    picture = self._drawn(job, pipeline, self._watch(meter))
            except StoppedError as stopped:
                return _nothing(job, bill, stopped.trouble, str(stopped))
            except UnloadableError:
                raise
            except Exception as error:  # a pipeline raises whatever comes to it, and one job stops no other
                if not is_out_of_memory(error):
                    said = " ".join(str(error).split())[:_LONGEST_WHY] or type(error).__name__
                    return _nothing(job, bill, "failed", said)
                pipeline = None
                self.close()
                if len(self._rungs) == 1:
                    size = f"{job.fit.width}x{job.fit.height}"
                    return _nothing(job, bill, "memory", f"{size} does not fit into memory")
                del self._rungs[0]
                continue
            return Pictured(job, picture, bill.spent(), self._made(job))

    def _watch(self, meter: Meter) -> Callable[[], None]:
        """Raises StoppedError, whenever it is called, once a job that begins now has had its time or money."""
        begun, before = time.monotonic(), meter.total
        limit = self._means.gpu_seconds

        def look() -> None:
            taken = time.monotonic() - begun
            if limit is not None and before + taken >= limit:
                raise StoppedError("budget", f"{limit:g} GPU-seconds are spent")
            if taken > self._means.deadline:
                raise StoppedError("overdue", f"it took more than {self._means.deadline:g} seconds")

        look()
        return look

    def _cannot(self, job: ImageJob) -> str:
        """Why the model cannot be asked for that; "" where it can."""
        abilities = self._identity.abilities
        given = len(job.references) + (job.layout is not None and abilities.layout == "shown")
        step = abilities.size.multiple
        if given < abilities.least:
            return f"{self._identity.name} draws nothing without {abilities.least} image to go by"
        if given > abilities.references:
            return f"{self._identity.name} is shown {abilities.references} images at most, and here are {given}"
        if job.fit.width % step or job.fit.height % step or job.fit.width * job.fit.height > abilities.size.pixels:
            return f"{self._identity.name} draws no {job.fit.width}x{job.fit.height}: sides are multiples of {step}"
        return ""

    def _drawn(self, job: ImageJob, pipeline: Any, look: Callable[[], None]) -> Picture:
        import torch

        torch.set_num_threads(self._means.threads or torch.get_num_threads())
        asked = self._asked(job)

        def on_step(_: Any, __: int, ___: Any, kept: dict[str, Any]) -> dict[str, Any]:
            look()
            return kept

        if "callback_on_step_end" in self._call.names:
            asked["callback_on_step_end"] = on_step
        with torch.no_grad():
            (drawn,) = pipeline(**asked).images
        if not np.isfinite(drawn).all():
            raise no_numbers()
        picture: Picture = (np.clip(drawn, 0, 1) * 255 + 0.5).astype(np.uint8)
        if picture.shape != (job.fit.height, job.fit.width, 3):
            raise RenderError(f"it made {picture.shape} where {job.fit.width}x{job.fit.height} was asked")
        return picture

    def _pipeline_for(self, job: ImageJob) -> Any:
        """The pipeline in memory, or the one beside it that begins from a picture."""
        if self._pipeline is None or self._precision != job.manner.precision:
            self.close()
            self._pipeline = loaded(self._folder, job.manner.precision, self._device, self._rungs[0])
            self._precision = job.manner.precision
        if job.layout is None or self._identity.abilities.layout != "start":
            return self._pipeline
        import diffusers

        beside = getattr(diffusers, self._call.sister)
        sister = beside(**{**self._pipeline.components, **_settings(self._pipeline, beside)})
        sister.set_progress_bar_config(disable=True)
        return sister

    def _asked(self, job: ImageJob) -> dict[str, Any]:
        """What the pipeline is called with."""
        import torch

        steps = job.manner.steps or self._identity.manner.steps
        guidance = job.manner.guidance if job.manner.guidance is not None else self._identity.manner.guidance
        asked: dict[str, Any] = {
            "prompt": job.prompt,
            "width": job.fit.width,
            "height": job.fit.height,
            "num_inference_steps": steps,
            "generator": torch.Generator("cpu").manual_seed(job.seed),
            "output_type": "np",
        }
        negative = job.negative
        if "true_cfg_scale" in self._call.names:  # guided only where there is something not wanted, be it nothing
            asked["true_cfg_scale"], negative = guidance, negative or " "
        elif "guidance_scale" in self._call.names:
            asked["guidance_scale"] = guidance
        if negative and "negative_prompt" in self._call.names:
            asked["negative_prompt"] = negative
        return asked | self._images(job)

    def _images(self, job: ImageJob) -> dict[str, Any]:
        """The images as the pipeline takes them: a layout that is shown first."""
        from PIL import Image

        abilities = self._identity.abilities
        pictures = [load(image)[0] for image in job.references]
        if job.layout is not None:
            layout = laid_out(job.layout, job.fit)
            if abilities.layout == "start":
                return {"image": Image.fromarray(layout), "strength": _STRENGTH}
            pictures.insert(0, layout)
        shown = [Image.fromarray(within(picture, _SHOWN)) for picture in pictures]
        if not shown:
            return {}
        return {"image": shown if abilities.references > 1 else shown[0]}

    def _made(self, job: ImageJob) -> tuple[tuple[str, str], ...]:
        import diffusers
        import torch

        told = {
            "device": named(self._device),
            "torch": torch.__version__,
            "diffusers": diffusers.__version__,
            "precision": job.manner.precision,
            "memory": self._rungs[0],
        }
        return tuple(sorted(told.items()))


def _settings(pipeline: Any, beside: Any) -> dict[str, Any]:
    """Of a pipeline's settings those that a class beside it is made with."""
    import inspect

    wanted = set(inspect.signature(beside.__init__).parameters)
    return {name: value for name, value in dict(pipeline.config).items() if name in wanted - set(pipeline.components)}


def _nothing(job: ImageJob, bill: Bill, trouble: Trouble, why: str) -> Pictured:
    return Pictured(job, spent=bill.spent(), trouble=trouble, why=why)
