"""What all who ask a pipeline have in common."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple

from film.errors import RenderError
from renderer.generative.backends.diffusers.given import Given, RefusedError
from renderer.generative.backends.diffusers.words import Words
from renderer.generative.seam import Frames, Heard, Job

Watch = Callable[[Any, int, Any, dict[str, Any]], dict[str, Any]]
"""What a pipeline calls after every step: (pipeline, step, time, tensors) -> tensors."""


class Asked(NamedTuple):
    """A job with all that it is asked with: ``steps`` and ``guidance`` are set, ``words`` encoded or as they are."""

    job: Job
    given: Given
    words: Words
    steps: int
    guidance: float

    @property
    def guided(self) -> bool:
        """Whether the model is asked twice a step, with the words and with what is not wanted."""
        return self.guidance > 1


class Drawn(NamedTuple):
    """What denoising gave: latents on the device, or, of a pipeline that decodes by itself, its output."""

    picture: Any
    sound: Any = None


class Asking:
    """Asks one pipeline, whose weights are shared with its sisters (other classes over the same components)."""

    encodes: ClassVar[str] = ""
    """The pipeline class that encodes texts without loading anything else ("": the pipeline does it when called)."""
    overlaps: ClassVar[bool] = True
    """Whether decoding is apart from denoising."""
    exact_vae: ClassVar[bool] = False
    """Whether the VAE is run in 32 bits whatever the weights' precision, as its makers do."""

    def __init__(self, pipe: Any, index: Mapping[str, Any]) -> None:
        self.pipe = pipe
        self.index = index
        self._sisters: dict[str, Any] = {type(pipe).__name__: pipe}

    def drawn(self, asked: Asked, watch: Watch) -> Drawn:
        """Denoises.  Raises RefusedError for what the pipeline does not take."""
        raise NotImplementedError

    def seen(self, drawn: Drawn) -> tuple[Frames, Heard | None]:
        """Decodes."""
        raise NotImplementedError

    @property
    def device(self) -> Any:
        """Where the pipeline works."""
        return self.pipe._execution_device

    def rest(self) -> None:
        """After its work: parts that were fetched onto the device for it go back, where parts go to and fro."""
        if getattr(self.pipe, "_all_hooks", None):
            self.pipe.maybe_free_model_hooks()

    @property
    def weights(self) -> Any:
        """A tensor with the device and the numbers that denoising is done with."""
        import torch

        transformer = self.pipe.components.get("transformer") or self.pipe.components["transformer_2"]
        kept = transformer.dtype
        reckoned = torch.bfloat16 if kept == torch.float8_e4m3fn else kept
        return torch.empty(0, device=self.device, dtype=reckoned)

    def sister(self, name: str, **more: Any) -> Any:
        """The pipeline class of that name over the same components (``more`` says what it wants besides).

        diffusers' own ``from_pipe`` would turn them to 32 bits where nobody says otherwise.
        """
        if name not in self._sisters:
            import diffusers

            kind = getattr(diffusers, name)
            wanted = inspect.signature(kind.__init__).parameters
            shared = {part: value for part, value in self.pipe.components.items() if part in wanted}
            set_ = {key: self.pipe.config[key] for key in wanted if key in self.pipe.config and key not in shared}
            made = kind(**{**shared, **set_, **more})
            made.set_progress_bar_config(disable=True)
            self._sisters[name] = made
        return self._sisters[name]

    def decoder(self) -> Any:
        """The VAE over the same weights with a state of its own: Wan's keeps features between calls of its parts, and
        the next job is encoded while this one is decoded."""
        return copy.copy(self.pipe.vae)


def called(pipe: Any, asked: Asked, watch: Watch, **more: Any) -> Any:
    """The pipeline's output for a job: what all pipelines take alike, and ``more``."""
    import torch

    told: dict[str, Any] = {
        "height": asked.job.fit.height,
        "width": asked.job.fit.width,
        "num_frames": asked.job.frames,
        "num_inference_steps": asked.steps,
        "guidance_scale": asked.guidance,
        "generator": torch.Generator("cpu").manual_seed(asked.job.seed),
        "callback_on_step_end": watch,
        "callback_on_step_end_tensor_inputs": ["latents"],
        "output_type": "latent",
    }
    return pipe(**{**told, **more})


def as_frames(video: Any) -> Frames:
    """Frames of a decoded video (1, 3, n, h, w) from -1 to 1, rounded to the nearest of 256 steps.

    Raises RenderError where there are no numbers in it, which would be black frames.
    """
    import torch

    if not bool(torch.isfinite(video).all()):
        raise no_numbers()
    steps = (video[0].float() / 2 + 0.5).clamp(0, 1).mul(255).round().to(torch.uint8)
    frames: Frames = steps.permute(1, 2, 3, 0).contiguous().cpu().numpy()
    return frames


def no_numbers() -> RenderError:
    """Weights whose numbers have too few bits for what is reckoned with them end in this."""
    return RenderError("it made no numbers (NaN)", do="Say another precision, or another seed")


def refuse(given: Given, **takes: bool) -> None:
    """Raises RefusedError for what is given and not taken: nothing is left out unsaid."""
    has = {
        "a first frame": (given.first is not None, takes.get("first", False)),
        "a last frame": (given.last is not None, takes.get("last", False)),
        "references": (bool(given.references), takes.get("references", False)),
        "a control video": (given.control is not None, takes.get("control", False)),
        "frames to go on from": (given.head is not None, takes.get("head", False)),
    }
    for what, (is_given, is_taken) in has.items():
        if is_given and not is_taken:
            raise RefusedError(f"takes no {what.removeprefix('a ')}")
