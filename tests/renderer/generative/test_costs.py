"""What making is reckoned to take, beside what others measured, and how it grows."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.generative.costs import CPU, UNKNOWN, Reckoner, device_of, effort_of, gpu_seconds, watt_hours
from renderer.generative.families import family
from renderer.generative.seam import Control, Fit, Image, Job, Manner

H100 = "NVIDIA H100 80GB HBM3"


def _job(width: int, height: int, frames: int, steps: int | None, guidance: float | None, **more: object) -> Job:
    job = Job(
        shot="1-A1",
        take=1,
        prompt="A man waits.",
        fit=Fit(width=width, height=height, inner_width=width, inner_height=height),
        frames=frames,
        rate=Fraction(24),
        seed=7,
        manner=Manner(steps=steps, guidance=guidance),
    )
    return job.but(**more)


IMAGE = Image(file=Path("a.png"), content="a" * 64)


@pytest.mark.parametrize(
    ("name", "job", "seconds"),
    [
        # Wan2.1-I2V-14B at 480P, 40 steps: 366 s on an H200, as its makers' code runs (LightX2V's page, 2025)
        ("wan2.1-i2v-14b", _job(832, 480, 81, 40, 5.0, first=IMAGE), 366),
        ("wan2.1-i2v-14b", _job(1280, 720, 81, 40, 5.0, first=IMAGE), 974),
        # Wan2.2-TI2V-5B at 720P: 157 s for 50 steps on an H200, decoding apart; 16 s with three (FastVideo, 2025)
        ("wan2.2-ti2v-5b", _job(1280, 704, 121, 50, 5.0), 167),
        ("wan2.2-ti2v-5b", _job(1280, 704, 121, 3, 1.0), 16),
    ],
)  # fmt: skip
def test_it_is_near_what_others_measured(name: str, job: Job, seconds: float) -> None:
    """Never much less, since budgets hang on it; more where their attention is quicker than diffusers' own."""
    assert 0.85 * seconds <= gpu_seconds(job, family(name), "NVIDIA H200") <= 1.6 * seconds


def test_arithmetic_of_another_size_is_that_counted_there() -> None:
    """6,523 TFLOP were counted for a step of Wan 14B at 1280x720x81, where 832x480x81 has 1,678."""
    effort = effort_of(_job(1280, 720, 81, 1, 1.0), family("wan2.1-t2v-14b"))
    assert effort.denoising == pytest.approx(6523, rel=0.01)
    assert effort.coding == pytest.approx(639.2, rel=0.01)


def test_guidance_and_steps_count() -> None:
    wan = family("wan2.1-t2v-14b")
    one = effort_of(_job(832, 480, 81, 1, 1.0), wan)
    assert effort_of(_job(832, 480, 81, 50, 5.0), wan).denoising == pytest.approx(100 * one.denoising)
    assert effort_of(_job(832, 480, 81, None, None), wan).denoising == pytest.approx(100 * one.denoising)
    assert effort_of(_job(832, 480, 81, 50, 5.0), wan).coding == one.coding


def test_what_is_shown_counts() -> None:
    vace = family("wan2.1-vace-14b")
    bare = effort_of(_job(832, 480, 81, 4, 1.0), vace)
    shown = effort_of(_job(832, 480, 81, 4, 1.0, references=(IMAGE, IMAGE)), vace)
    steered = effort_of(
        _job(832, 480, 81, 4, 1.0, control=Control(kind="pose", file=Path("p.mkv"), content="b", frames=(0,))), vace
    )
    assert bare.denoising < shown.denoising
    assert bare.coding < shown.coding == steered.coding
    assert bare.denoising == steered.denoising


@given(
    st.integers(2, 80), st.integers(2, 45), st.integers(1, 20), st.integers(1, 50), st.sampled_from(["cpu", H100, ""])
)
def test_more_is_never_cheaper(wide: int, high: int, groups: int, steps: int, device: str) -> None:
    for wan in (family("wan2.1-vace-14b"), None):
        job = _job(wide * 16, high * 16, 4 * groups + 1, steps, 5.0)
        least = gpu_seconds(job, wan, device)
        assert least > 0
        larger = [
            _job((wide + 1) * 16, high * 16, 4 * groups + 1, steps, 5.0),
            _job(wide * 16, high * 16, 4 * groups + 5, steps, 5.0),
            _job(wide * 16, high * 16, 4 * groups + 1, steps + 1, 5.0),
        ]
        assert all(gpu_seconds(each, wan, device) > least for each in larger)
        assert gpu_seconds(job.but(manner=Manner(steps=steps, guidance=1.0)), wan, device) < least


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (H100, "H100"),
        ("NVIDIA H100 PCIe", "H100 PCIe"),
        ("NVIDIA H200", "H200"),
        ("NVIDIA A100-SXM4-80GB", "A100"),
        ("NVIDIA GeForce RTX 4090", "RTX 4090"),
        ("NVIDIA GeForce RTX 5090", "RTX 5090"),
        ("NVIDIA L40S", "L40S"),
        ("cpu", CPU.name),
        ("NVIDIA GeForce RTX 4090 Laptop GPU", UNKNOWN.name),
        ("cuda:0", UNKNOWN.name),
        ("", UNKNOWN.name),
    ],
)
def test_devices_are_known_by_what_their_drivers_tell(told: str, name: str) -> None:
    assert device_of(told).name == name


def test_watt_hours() -> None:
    assert watt_hours(3600, H100) == 700
    assert watt_hours(36, "cpu") == 1.5


def test_what_was_measured_is_believed() -> None:
    reckoner = Reckoner(family("wan2.1-t2v-1.3b"), H100)
    small, large = _job(416, 240, 41, 20, 5.0), _job(832, 480, 81, 20, 5.0)
    by_arithmetic = reckoner(small), reckoner(large)
    reckoner.learn(small, by_arithmetic[0] * 3)
    assert reckoner(small) == by_arithmetic[0] * 3
    assert reckoner(large) == pytest.approx(by_arithmetic[1] * 3)
    reckoner.learn(small, by_arithmetic[0] * 2)
    assert reckoner(small) == by_arithmetic[0] * 3  # the longest, lest a budget be passed
    reckoner.learn(large, 0.0)
    assert reckoner(large) == pytest.approx(by_arithmetic[1] * 2.5)
    assert reckoner(small.but(seed=9, prompt="Another", shot="2-A1", take=3)) == by_arithmetic[0] * 3
