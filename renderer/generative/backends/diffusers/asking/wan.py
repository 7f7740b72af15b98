"""Wan 2.1 and 2.2: text, first and last frame, two experts, time steps by token, VACE.

VACE is given a video and a mask over it.  Where the mask is black a frame is kept as it is given, where it is white it
is made, and what the video shows there steers it: a pass, or grey where there is none (Jiang et al. 2025, "VACE", 3.2;
``prepare_video_and_mask`` in diffusers' example)::

    frame     0        1        2        3        4   ...      n-1
    video     head     head     pass     pass     pass         last frame
    mask      black    black    white    white    white        black
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from PIL import Image as Pictures

from renderer.generative.backends.diffusers.asking.asking import Asked, Asking, Drawn, Watch, as_frames, called, refuse
from renderer.generative.backends.diffusers.given import Given, RefusedError, on_white, pictures
from renderer.generative.backends.diffusers.noise import noise
from renderer.generative.seam import Frames, Heard, Job

_GREY = 128
"""What a video shows where nothing is given: the middle of its range."""


class Wan(Asking):
    """Text, and with the 5B model, which has its first frame in its own latents, a first frame."""

    encodes: ClassVar[str] = "WanPipeline"
    exact_vae: ClassVar[bool] = True

    def drawn(self, asked: Asked, watch: Watch) -> Drawn:
        given = asked.given
        begins = bool(self.pipe.config.get("expand_timesteps"))
        refuse(given, first=begins, head=begins)
        if given.first is None and given.head is None:
            return self._latents(self.pipe, asked, watch)
        pipe = self.sister("WanImageToVideoPipeline", image_encoder=None, image_processor=None)
        return self._latents(pipe, asked, watch, image=_beginning(given))

    def seen(self, drawn: Drawn) -> tuple[Frames, Heard | None]:
        import torch

        vae = self.decoder()
        latents = drawn.picture.to(self.device, torch.float32)
        mean, deviation = (
            torch.tensor(each, device=latents.device).view(1, -1, 1, 1, 1)
            for each in (vae.config.latents_mean, vae.config.latents_std)
        )
        return as_frames(vae.decode((latents * deviation + mean).to(vae.dtype), return_dict=False)[0]), None

    def _latents(self, pipe: Any, asked: Asked, watch: Watch, before: int = 0, **more: Any) -> Drawn:
        """Denoises from our own noise; ``before`` is how many latents stand before the film's own."""
        given_words = asked.words.told(asked.guided, self.weights)
        start = self._noise(asked.job, before)
        frames = called(pipe, asked, watch, latents=start, **given_words, **more).frames
        return Drawn(frames[:, :, before:])

    def _noise(self, job: Job, before: int) -> Any:
        import torch

        vae, scale = self.pipe.vae, job.manner.scale
        ratio, step = self.pipe.vae_scale_factor_spatial, self.pipe.vae_scale_factor_temporal
        size = job.fit.height // ratio, job.fit.width // ratio
        own = noise((1, vae.config.z_dim, (job.frames - 1) // step + 1, *size), job.seed, scale)
        if not before:
            return own
        others = noise((1, vae.config.z_dim, before, *size), job.seed ^ 1, scale)
        return torch.cat([others, own], dim=2)


class WanImage(Wan):
    """A first frame, and a last one where the model was trained with it."""

    def drawn(self, asked: Asked, watch: Watch) -> Drawn:
        given = asked.given
        refuse(given, first=True, last=True, head=True)
        first = _beginning(given)
        if first is None:
            raise RefusedError("takes no shot without a first frame")
        trained_with_last = _seen_by(self.pipe.transformer, "pos_embed_seq_len")
        if trained_with_last and given.last is None:
            raise RefusedError("takes no shot without a last frame")
        last = None if given.last is None else Pictures.fromarray(given.last)
        return self._latents(self.pipe, asked, watch, image=first, last_image=last)


class WanVace(Wan):
    """All at once: a control video, a mask, references, a first and a last frame, frames to go on from."""

    def drawn(self, asked: Asked, watch: Watch) -> Drawn:
        fit, given = asked.job.fit, asked.given
        video, kept = steered(asked.job, given)
        masks = [Pictures.new("L", (fit.width, fit.height), 0 if keep else 255) for keep in kept]
        shown = [on_white(picture, fit.width, fit.height) for picture in given.references]
        return self._latents(
            self.pipe,
            asked,
            watch,
            before=len(shown),
            video=pictures(video),
            mask=masks,
            reference_images=shown or None,
        )


def steered(job: Job, given: Given) -> tuple[Frames, tuple[bool, ...]]:
    """VACE's video (n, h, w, 3) and which of its frames are kept.

    A pose is drawn with its channels turned round, as VACE's own annotator leaves it (vace/annotators/pose.py).
    """
    size = job.frames, job.fit.height, job.fit.width, 3
    video = np.full(size, _GREY, np.uint8) if given.control is None else given.control.copy()
    if job.control is not None and job.control.kind == "pose":
        video = np.ascontiguousarray(video[..., ::-1])
    kept = [False] * job.frames
    for frame, picture in ((0, given.first), (job.frames - 1, given.last)):
        if picture is not None:
            video[frame], kept[frame] = picture, True
    if given.head is not None:
        video[: job.head], kept[: job.head] = given.head, [True] * job.head
    return video, tuple(kept)


def _beginning(given: Given) -> Any:
    """The image that it begins with: what it goes on from before a first frame of its own."""
    picture = given.first if given.head is None else given.head[-1]
    return None if picture is None else Pictures.fromarray(picture)


def _seen_by(transformer: Any, key: str) -> bool:
    return transformer is not None and transformer.config.get(key) is not None
