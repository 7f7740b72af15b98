"""LTX-2: text, frames at any place, a control video in context (by an IC-LoRA), and sound.

The pipelines for conditions and for control mix their noise in by themselves, in an order of their own.  We give them
our noise as if it were an encoded video and ask for none to be mixed in, which with conditions of full strength is the
same: they are taken clean, and all else is noise.
"""

from __future__ import annotations

from typing import Any, ClassVar

from renderer.generative.backends.diffusers.asking.asking import Asked, Asking, Drawn, Watch, as_frames, called, refuse
from renderer.generative.backends.diffusers.given import RefusedError, pictures
from renderer.generative.backends.diffusers.noise import noise
from renderer.generative.seam import Frames, Heard

_HEARS = 2
"""What a seed is changed by for the noise of the sound."""
_UNGUIDED = {
    "stg_scale": 0.0,
    "modality_scale": 1.0,
    "guidance_rescale": 0.0,
    "audio_guidance_scale": 1.0,
    "audio_stg_scale": 0.0,
    "audio_modality_scale": 1.0,
    "audio_guidance_rescale": 0.0,
}
"""Distilled models are asked once a step: every kind of guidance off, for sound too (the pipelines' own values are for
models that are not distilled)."""
_FIRST_RELEASE = {"use_cross_timestep": False, "spatio_temporal_guidance_blocks": [29]}
"""What LTX-2.0 was made with; the pipelines' own values are for 2.3 and later (diffusers' documentation of the two
arguments)."""


class LTX2(Asking):
    """Asks LTX-2 through the pipeline for what is given: conditions, or a control video with or without them."""

    encodes: ClassVar[str] = "LTX2Pipeline"

    def drawn(self, asked: Asked, watch: Watch) -> Drawn:
        import torch

        refuse(asked.given, first=True, last=True, head=True, control=True)
        pipe, shown = self._shown(asked)
        with torch.no_grad():
            start = {"latents": self._picture_noise(asked), "audio_latents": self._sound_noise(asked)}
        out = called(
            pipe,
            asked,
            watch,
            frame_rate=float(asked.job.rate),
            noise_scale=0.0,
            **start,
            **asked.words.told(asked.guided, self.weights),
            **shown,
            **({} if self.pipe.connectors.config.per_modality_projections else _FIRST_RELEASE),
            **({} if asked.guided else _UNGUIDED),
        )
        return Drawn(out.frames, out.audio)

    def seen(self, drawn: Drawn) -> tuple[Frames, Heard | None]:
        import torch

        vae, device = self.decoder(), self.device
        at = torch.zeros(1, device=device, dtype=vae.dtype) if vae.config.timestep_conditioning else None
        frames = as_frames(vae.decode(drawn.picture.to(device, vae.dtype), at, return_dict=False)[0])
        spectrum = self.pipe.audio_vae.decode(drawn.sound.to(device, self.pipe.audio_vae.dtype), return_dict=False)[0]
        samples = self.pipe.vocoder(spectrum)[0].float().clamp(-1, 1).cpu().numpy()
        return frames, Heard(samples, int(self.pipe.vocoder.config.output_sampling_rate))

    def _shown(self, asked: Asked) -> tuple[Any, dict[str, Any]]:
        """The pipeline, and what it is shown: frames by the latent they begin, a control video beside them.

        Their modules are imported by name: diffusers' own index has the classes of conditions, not of references.
        """
        from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition

        given, step = asked.given, self.pipe.vae_temporal_compression_ratio
        if given.head is not None and len(given.head) % step != 1:
            raise RefusedError(f"goes on from {step} k + 1 frames, not from {len(given.head)}")
        last = (asked.job.frames - 1) // step
        begins = given.head if given.head is not None else None if given.first is None else given.first[None]
        conditions = [
            LTX2VideoCondition(frames=pictures(frames), index=index, crf=self._crf())
            for index, frames in ((0, begins), (last, None if given.last is None else given.last[None]))
            if frames is not None
        ]
        shown: dict[str, Any] = {"conditions": conditions or None}
        if given.control is None:
            return self.sister("LTX2ConditionPipeline"), shown
        from diffusers.pipelines.ltx2.pipeline_ltx2_ic_lora import LTX2ReferenceCondition

        shown["reference_conditions"] = [LTX2ReferenceCondition(frames=pictures(given.control))]
        return self.sister("LTX2InContextPipeline"), shown

    def _crf(self) -> int:
        """How strongly a single frame is compressed before it is shown, as in training: 18 from LTX-2.5 on, which has
        Gemma 4 for its text encoder, else 33 (diffusers' ``resolve_default_image_crf``, which asks the encoder)."""
        return 18 if str(self.index.get("text_encoder", "")).lower().find("gemma4") >= 0 else 33

    def _picture_noise(self, asked: Asked) -> Any:
        job, vae = asked.job, self.pipe.vae
        ratio, step = self.pipe.vae_spatial_compression_ratio, self.pipe.vae_temporal_compression_ratio
        size = (job.frames - 1) // step + 1, job.fit.height // ratio, job.fit.width // ratio
        own = noise((1, self.pipe.transformer.config.in_channels, *size), job.seed, job.manner.scale).to(self.device)
        mean, deviation = (each.view(1, -1, 1, 1, 1).to(own) for each in (vae.latents_mean, vae.latents_std))
        return own * deviation / vae.config.scaling_factor + mean

    def _sound_noise(self, asked: Asked) -> Any:
        """Noise of the sound's latents (1, channels, length, bands), as long as the picture."""
        pipe, audio = self.pipe, self.pipe.audio_vae
        a_second = pipe.audio_sampling_rate / pipe.audio_hop_length / pipe.audio_vae_temporal_compression_ratio
        length = round(asked.job.frames / float(asked.job.rate) * a_second)
        bands = audio.config.mel_bins // pipe.audio_vae_mel_compression_ratio
        channels = audio.config.latent_channels
        own = noise((1, length, channels * bands), asked.job.seed ^ _HEARS).to(self.device)
        mean, deviation = audio.latents_mean.to(own), audio.latents_std.to(own)
        return (own * deviation + mean).unflatten(2, (channels, bands)).transpose(1, 2)
