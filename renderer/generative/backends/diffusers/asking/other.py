"""Any other video pipeline, asked by the names of its parameters.

Its text encoder stays loaded, it draws its own noise from the job's seed, and it decodes by itself: nothing of it is
known but its signature.
"""

from __future__ import annotations

import inspect
from typing import Any, ClassVar

import numpy as np
from PIL import Image as Pictures

from renderer.generative.backends.diffusers.asking.asking import Asked, Asking, Drawn, Watch, no_numbers, refuse
from renderer.generative.backends.diffusers.given import RefusedError, pictures
from renderer.generative.seam import Frames, Heard

_FIRST, _LAST = ("image",), ("last_image",)
_REFERENCES, _CONTROL = ("reference_images",), ("control_video",)
_COUNTS = ("num_frames", "frames", "video_length")
_RATE = ("frame_rate", "fps")


class Other(Asking):
    """Asks by signature."""

    overlaps: ClassVar[bool] = False

    def drawn(self, asked: Asked, watch: Watch) -> Drawn:
        import torch

        parameters = inspect.signature(self.pipe.__call__).parameters
        takes, image = set(parameters), parameters.get(_FIRST[0])
        needs_first = image is not None and image.default is inspect.Parameter.empty
        told = {**_settings(asked, takes), **_shown(asked, takes, needs_first), **_words(asked, takes)}
        if "callback_on_step_end" in takes:
            told["callback_on_step_end"] = watch
        generator = torch.Generator("cpu").manual_seed(asked.job.seed)
        out = self.pipe(generator=generator, output_type="np", **told)
        return Drawn(out.frames)

    def seen(self, drawn: Drawn) -> tuple[Frames, Heard | None]:
        video = np.asarray(drawn.picture)
        frames = video[0] if video.ndim == 5 else video
        if not np.isfinite(frames).all():
            raise no_numbers()
        return np.rint(np.clip(frames, 0, 1) * 255).astype(np.uint8), None


def _settings(asked: Asked, takes: set[str]) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "height": asked.job.fit.height,
        "width": asked.job.fit.width,
        **dict.fromkeys(_COUNTS, asked.job.frames),
        "num_inference_steps": asked.steps,
        "guidance_scale": asked.guidance,
    }
    rate = next((name for name in _RATE if name in takes), None)
    if rate:
        settings[rate] = round(asked.job.rate)
    return {name: value for name, value in settings.items() if name in takes}


def _words(asked: Asked, takes: set[str]) -> dict[str, Any]:
    words = {"prompt": asked.job.prompt, "negative_prompt": asked.job.negative if asked.guided else ""}
    return {name: text for name, text in words.items() if name in takes and (text or name == "prompt")}


def _shown(asked: Asked, takes: set[str], needs_first: bool) -> dict[str, Any]:
    given = asked.given
    names = {
        each: next((name for name in named if name in takes), "")
        for each, named in (("first", _FIRST), ("last", _LAST), ("references", _REFERENCES), ("control", _CONTROL))
    }
    refuse(given, head=bool(names["first"]), **{each: bool(name) for each, name in names.items()})
    begins = given.first if given.head is None else given.head[-1]
    if begins is None and names["first"] and needs_first:
        raise RefusedError("takes no shot without a first frame")
    shown = {
        names["first"]: None if begins is None else Pictures.fromarray(begins),
        names["last"]: None if given.last is None else Pictures.fromarray(given.last),
        names["references"]: [Pictures.fromarray(each) for each in given.references] or None,
        names["control"]: None if given.control is None else pictures(given.control),
    }
    return {name: value for name, value in shown.items() if name and value is not None}
