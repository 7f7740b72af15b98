"""The benchmark of video models: it runs with models of thousands of numbers, and its large ones have true sizes."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks import video_models
from benchmarks.video import SIZES, compared, lines
from benchmarks.video_clock import Stopwatch
from benchmarks.video_models import TRANSFORMERS, VAES
from benchmarks.video_runs import Settings
from renderer.generative.families import family_of

pytest.importorskip("diffusers")
ROOT = Path(__file__).resolve().parents[2]


def test_it_runs_on_a_processor() -> None:
    command = [sys.executable, "benchmarks/video.py", "--tiny", "--json", "--steps", "2", "--shots", "2"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=ROOT)
    assert said.returncode == 0, said.stderr[-2000:]
    told = json.loads(said.stdout)
    (result,) = told["results"]
    assert (told["device"], result["shots"], result["limit"]) == ("cpu", 2, None)
    for who in ("ours", "plain"):
        run = result[who]
        assert set(run["parts"]) == {"decode", "denoise", "encode", "text"}
        assert all(seconds > 0 for seconds in run["parts"].values())
        assert run["video_per_gpu_second"] == pytest.approx(result["video_seconds"] / run["wall"], rel=0.01)
    assert len("\n".join(lines(result)).splitlines()) == 4


def test_large_models_have_their_makers_sizes() -> None:
    """1.42 and 5.00 billion numbers in the transformers, 127 and 705 million in the VAEs."""
    import torch
    from diffusers import AutoencoderKLWan, WanTransformer3DModel

    with torch.device("meta"):
        transformers = {name: WanTransformer3DModel(**shape) for name, shape in TRANSFORMERS.items()}
        vaes = {name: AutoencoderKLWan(**shape) for name, shape in VAES.items()}
    counts = {
        name: (_count(transformers[name]) / 1e9, _count(vaes[name]) / 1e6) for name in TRANSFORMERS
    }  # fmt: skip
    assert counts["1.3b"] == (pytest.approx(1.419, abs=0.001), pytest.approx(126.9, abs=0.5))
    assert counts["5b"] == (pytest.approx(5.000, abs=0.001), pytest.approx(704.7, abs=0.5))
    for name, known in (("1.3b", "wan2.1-t2v-1.3b"), ("5b", "wan2.2-ti2v-5b")):
        configs = {"transformer": dict(transformers[name].config), "vae": dict(vaes[name].config)}
        found = family_of({"_class_name": "WanPipeline", "expand_timesteps": name == "5b"}, configs)
        assert found is not None
        assert found.name == known
        width, height, frames, rate = SIZES[name]
        assert found.abilities.frames.fitting(frames) == frames
        assert width % found.abilities.size.multiple == height % found.abilities.size.multiple == 0
        assert rate == found.abilities.rate


def test_what_is_built_can_be_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way that the large ones go, with few layers."""
    import numpy as np

    small = {"attention_head_dim": 12, "num_attention_heads": 2, "num_layers": 1, "ffn_dim": 32, "text_dim": 32}
    monkeypatch.setitem(TRANSFORMERS, "5b", {**TRANSFORMERS["5b"], **small, "freq_dim": 32})
    monkeypatch.setitem(
        VAES, "5b", {**VAES["5b"], "base_dim": 3, "decoder_base_dim": 3, "dim_mult": [1] * 4, "num_res_blocks": 1}
    )
    encoder = {"vocab_size": 260, "d_model": 32, "d_kv": 8, "d_ff": 37, "num_layers": 1, "num_heads": 4}
    monkeypatch.setattr(video_models, "_SHORT_ENCODER", encoder)
    folder = video_models.built(tmp_path / "5b", "5b", "cpu", False)
    settings = Settings(64, 64, 9, Fraction(24), 2, 5.0, 1, "cpu", "float32")
    result = compared(folder, "5b", settings, "NVIDIA H100")
    assert result["limit"]["video_per_gpu_second"] > 0
    assert len(list(lines(result))) == 5
    assert np.isfinite([result["times_faster"], result["limit"]["reckoned"]]).all()


def test_a_stopwatch_leaves_what_it_watched_as_it_was() -> None:
    from diffusers import AutoencoderKLWan, WanTransformer3DModel

    before = AutoencoderKLWan.decode, WanTransformer3DModel.forward
    clock = Stopwatch(cuda=False)

    def broken() -> None:
        with clock.watching(), clock.running("one"), clock.running("two"):
            assert AutoencoderKLWan.decode is not before[0]
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        broken()
    assert (AutoencoderKLWan.decode, WanTransformer3DModel.forward) == before
    assert set(clock.seconds()) == {"one", "two"}


def _count(model: object) -> int:
    return sum(weight.numel() for weight in model.parameters())  # type: ignore[attr-defined]


def test_a_shot_that_fails_ends_it(tmp_path: Path) -> None:
    from tests.renderer.generative import tiny

    settings = Settings(48, 64, 9, Fraction(24), 1, 1.0, 1, "cpu", "float32")
    with pytest.raises(RuntimeError, match="makes no 48x64"):
        compared(tiny.made(tmp_path / "wan", "wan_5b"), "tiny", settings, "cpu")
