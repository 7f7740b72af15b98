"""The same shots by storyreel's own scheduler and by a plain loop of one diffusers call a shot."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.video_clock import Stopwatch
from film.plan import Format
from renderer.encode import Encoder, picture_stream
from renderer.generative.backends import opened
from renderer.generative.backends.diffusers.asking import kind_of
from renderer.generative.means import Means
from renderer.generative.seam import Filmed, Fit, Frames, Job, Manner, Text, Work
from renderer.generative.spec import Spec
from renderer.yuv import yuv420

_PLACES = ("kitchen", "street", "station", "forest", "office", "harbour", "attic", "field")


class Settings(NamedTuple):
    """What is made: ``shots`` films of ``frames`` frames, ``rate`` a second, of that size, in so many steps."""

    width: int
    height: int
    frames: int
    rate: Fraction
    steps: int
    guidance: float
    shots: int
    device: str
    precision: str

    @property
    def seconds(self) -> float:
        """Seconds of film in all."""
        return float(self.shots * self.frames / self.rate)

    def jobs(self) -> list[Job]:
        """A job a shot, each with words and noise of its own."""
        fit = Fit(width=self.width, height=self.height, inner_width=self.width, inner_height=self.height)
        manner = Manner(steps=self.steps, guidance=self.guidance, precision=self.precision)  # type: ignore[arg-type]
        return [
            Job(
                shot=f"{number}-A1",
                take=1,
                prompt=f"Medium shot {number}: a woman waits in a {_PLACES[number % len(_PLACES)]} and turns round.",
                negative="blurred, overexposed",
                fit=fit,
                frames=self.frames,
                rate=self.rate,
                seed=number,
                manner=manner,
            )
            for number in range(self.shots)
        ]


class Figures(NamedTuple):
    """What a run took: seconds to load and warm up, of the shots on the wall, and of each part."""

    load: float
    wall: float
    parts: dict[str, float]
    gigabytes: float


class Shots:
    """Jobs one after another: a Queue."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._left = list(jobs)
        self.texts = [Text(job.prompt, job.negative) for job in jobs]

    def take(self) -> Work | None:
        """The next."""
        return Work(self._left.pop(0)) if self._left else None


def ours(folder: Path, settings: Settings) -> Figures:
    """By storyreel: words once for all, denoising beside decoding beside encoding."""
    clock = Stopwatch(settings.device.startswith("cuda"))
    warm, *jobs = settings._replace(shots=settings.shots + 1).jobs()
    model = opened(Spec("diffusers", str(folder)), Means.model_validate({"device": settings.device}), {})
    _forget_peak(settings.device)
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        model.ready()
        _kept(model.film(Shots([warm])), Path(name), settings, clock)
        load, clock = time.perf_counter() - start, Stopwatch(settings.device.startswith("cuda"))
        start = time.perf_counter()
        with clock.watching():
            _kept(model.film(Shots(jobs)), Path(name), settings, clock)
        wall = time.perf_counter() - start
    figures = Figures(load, wall, clock.seconds(), _peak(settings.device))
    model.close()
    return figures


def plain(folder: Path, settings: Settings) -> Figures:
    """By a loop: the pipeline is loaded once, and called with words, which it encodes, for one shot after another."""
    import diffusers
    import torch

    device = torch.device(settings.device)
    clock = Stopwatch(device.type == "cuda")
    warm, *jobs = settings._replace(shots=settings.shots + 1).jobs()
    exact = kind_of("WanPipeline").exact_vae
    numbers = getattr(torch, settings.precision)
    _forget_peak(settings.device)
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        pipe = diffusers.WanPipeline.from_pretrained(
            folder,
            local_files_only=True,
            use_safetensors=True,
            dtype={"default": numbers, "vae": torch.float32 if exact else numbers},
        ).to(device)
        pipe.set_progress_bar_config(disable=True)
        _write(_called(pipe, warm), Path(name) / "warm.mp4", settings)
        load, start = time.perf_counter() - start, time.perf_counter()
        with clock.watching():
            for job in jobs:
                frames = _called(pipe, job)
                with clock.running("encode"):
                    _write(frames, Path(name) / f"{job.shot}.mp4", settings)
        wall = time.perf_counter() - start
    return Figures(load, wall, clock.seconds(), _peak(settings.device))


def _called(pipe: Any, job: Job) -> Frames:
    import torch

    film = pipe(
        prompt=job.prompt,
        negative_prompt=job.negative,
        width=job.fit.width,
        height=job.fit.height,
        num_frames=job.frames,
        num_inference_steps=job.manner.steps,
        guidance_scale=job.manner.guidance,
        generator=torch.Generator("cpu").manual_seed(job.seed),
        output_type="np",
    ).frames[0]
    frames: Frames = np.nan_to_num(film * 255).round().astype(np.uint8)
    return frames


def _kept(outcomes: Iterable[Filmed], folder: Path, settings: Settings, clock: Stopwatch) -> None:
    """Writes every film.  Raises RuntimeError for a shot that failed: there would be nothing to compare."""
    for filmed in outcomes:
        if filmed.frames is None:
            raise RuntimeError(f"{filmed.job.shot}: {filmed.trouble}, {filmed.why}")
        with clock.running("encode"):
            _write(filmed.frames, folder / f"{filmed.job.shot}.mp4", settings)


def _write(frames: Frames, path: Path, settings: Settings) -> None:
    format_ = Format(width=settings.width, height=settings.height, rate=settings.rate)
    with Encoder(picture_stream(format_), path) as film:
        for frame in frames:
            film.write(yuv420(np.ascontiguousarray(frame)))


def _forget_peak(device: str) -> None:
    if device.startswith("cuda"):
        import torch

        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()


def _peak(device: str) -> float:
    """GB of the device's memory at its fullest; 0 where it tells none."""
    if not device.startswith("cuda"):
        return 0.0
    import torch

    return float(torch.cuda.max_memory_allocated()) / 1e9
