"""What making takes, before it is made: seconds of a device out of a job's arithmetic, and watt-hours.

::

    Job, Family.costs ─▶ TFLOP of denoising, decoding and encoding ─▶ seconds on a device
                                                                    └─ Reckoner: as it went so far

A transformer's step grows with its tokens, and its attention with their square; a VAE with frames times pixels.
"""

from __future__ import annotations

from typing import NamedTuple

from renderer.generative.families.family import Costs, Family
from renderer.generative.seam import Job


class Device(NamedTuple):
    """An accelerator: TFLOP a second at its peak (bfloat16, dense), and watts at full load."""

    name: str
    tflops: float
    watts: float


DEVICES: tuple[Device, ...] = (
    Device("B200", 2250, 1000),
    Device("MI300X", 1307, 750),
    Device("H200", 989, 700),
    Device("H100 PCIe", 756, 350),
    Device("H100", 989, 700),
    Device("A100", 312, 400),
    Device("L40S", 362, 350),
    Device("RTX 5090", 209, 575),
    Device("RTX 4090", 165, 450),
    Device("RTX 3090", 71, 350),
)
"""Accelerators by a part of the name that their drivers tell, the first that fits.

Source: their makers' data sheets.  Of two figures that are sold the one without sparsity; of cards for games the one
that sums in single precision.
"""
UNKNOWN = Device("an accelerator that is not listed", 100, 400)
CPU = Device("the processor", 0.5, 150)
"""A processor of some eight cores; what a core does differs by ten."""
DENOISING, CODING = 0.35, 0.2
"""Shares of a device's peak that are reached.  Diffusers reached 35 % of an H100 in a step of Wan 14B (LightX2V's
comparison of engines, 2025: 9.77 s), SGLang 20 % in the decoding of Wan 2.2 5B (its CI: 2.17 s a second of film)."""
DEAREST = Costs(
    forward=1678.3, attention=879.2, decode=275.4, encode=163.7, encodes=1, tokens=32760, at=(832, 480, 81),
    source="Wan 14B, the largest that is counted here",
)  # fmt: skip
"""What is reckoned with where nobody counted."""


class Effort(NamedTuple):
    """TFLOP of one job: its steps, and the VAE's share."""

    denoising: float
    coding: float


def device_of(name: str) -> Device:
    """The device of that name, as a driver tells it or as torch calls its kind ("cpu", "cuda:0")."""
    if name.lower().startswith("cpu"):
        return CPU
    return next((device for device in DEVICES if _fits(device.name, name)), UNKNOWN)


def effort_of(job: Job, family: Family | None, steps: int | None = None) -> Effort:
    """What a job takes; by the dearest that is counted where nobody counted its family.

    ``steps`` are the job's, its family's or 50 where nobody says.
    """
    costs = (family.costs if family else None) or DEAREST
    width, height, frames = costs.at
    pixels = job.fit.width * job.fit.height / (width * height)
    latents = _latents(job.frames, family) / _latents(frames, family)
    tokens = pixels * (latents + len(job.references) / _latents(frames, family))
    forward = (costs.forward - costs.attention) * tokens + costs.attention * tokens**2
    usual = family.manner if family else job.manner
    count = steps or job.manner.steps or usual.steps or 50
    guidance = job.manner.guidance if job.manner.guidance is not None else usual.guidance
    passes = costs.guided if guidance is None or guidance > 1 else 1
    shown = job.first or job.last or job.head or job.control or job.references
    coded = costs.decode + (costs.encode * costs.encodes if shown else 0.0)
    return Effort(forward * count * passes, coded * pixels * job.frames / frames)


def gpu_seconds(job: Job, family: Family | None, device: str) -> float:
    """Seconds that a job takes on a device of that name, loading and text apart."""
    tflops, effort = device_of(device).tflops, effort_of(job, family)
    return effort.denoising / (tflops * DENOISING) + effort.coding / (tflops * CODING)


def watt_hours(seconds: float, device: str) -> float:
    """What so many seconds on a device draw at full load, the machine round it apart."""
    return seconds * device_of(device).watts / 3600


class Reckoner:
    """Seconds of jobs on one device, corrected by what was spent so far.

    A job of a shape that was made before is taken to last as long as the longest of these; another as its arithmetic
    says, times what the others took of theirs.
    """

    def __init__(self, family: Family | None, device: str) -> None:
        self._family, self._device = family, device
        self._longest: dict[tuple[object, ...], float] = {}
        self._reckoned, self._took = 0.0, 0.0

    def __call__(self, job: Job) -> float:
        """Seconds that it will take."""
        known = self._longest.get(_shape(job))
        return self._by_arithmetic(job) * self._ratio if known is None else known

    def learn(self, job: Job, seconds: float) -> None:
        """So long it took; nothing is learned of a time that is none."""
        if seconds > 0:
            self._longest[_shape(job)] = max(seconds, self._longest.get(_shape(job), 0.0))
            self._reckoned, self._took = self._reckoned + self._by_arithmetic(job), self._took + seconds

    @property
    def _ratio(self) -> float:
        return self._took / self._reckoned if self._reckoned else 1.0

    def _by_arithmetic(self, job: Job) -> float:
        return gpu_seconds(job, self._family, self._device)


def _shape(job: Job) -> tuple[object, ...]:
    """What decides how long a job takes."""
    guided = job.manner.guidance is None or job.manner.guidance > 1
    shown = bool(job.first or job.last or job.head), len(job.references), job.control is not None
    return job.fit.width, job.fit.height, job.frames, job.manner.steps, guided, job.manner.precision, *shown


def _latents(frames: int, family: Family | None) -> float:
    """Frames of latents that so many frames are."""
    rule = family.abilities.frames if family else None
    step, offset = (rule.step, rule.offset) if rule else (4, 1)
    return (frames - offset) / step + (1 if offset else 0)


def _fits(listed: str, told: str) -> bool:
    words = told.lower().replace("-", " ").split()
    return "laptop" not in words and all(part.lower() in words for part in listed.split())
