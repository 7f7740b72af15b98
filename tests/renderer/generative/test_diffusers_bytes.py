"""Bytes that stay what they are, whoever makes them; and files that do not go together."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from film.errors import RenderError
from renderer.generative.backends.diffusers.asking.asking import Asked
from renderer.generative.backends.diffusers.asking.ltx2 import LTX2
from renderer.generative.backends.diffusers.given import Given
from renderer.generative.backends.diffusers.model import Diffusers
from renderer.generative.backends.diffusers.noise import noise
from renderer.generative.backends.diffusers.words import Words
from renderer.generative.means import Means
from renderer.generative.seam import Frames, Identity
from tests.renderer.generative.asked import SIDE, frames_of, image, job, made_by

CPU = Means(device="cpu")
Opened = Callable[..., Diffusers]


class TestPlainly:
    """Texts encoded apart, our noise and our decoding give what the pipeline gives when it is simply called."""

    def called(self, folder: Path, name: str, given: dict[str, Any]) -> Frames:
        import diffusers

        loaded = diffusers.DiffusionPipeline.from_pretrained(folder)
        kind = getattr(diffusers, name)
        pipe = loaded if isinstance(loaded, kind) else kind(**loaded.components)
        pipe.set_progress_bar_config(disable=True)
        wanted = job()
        out = pipe(
            prompt=wanted.prompt,
            negative_prompt=wanted.negative,
            height=SIDE,
            width=SIDE,
            num_frames=wanted.frames,
            num_inference_steps=2,
            guidance_scale=3.0,
            output_type="np",
            generator=torch.Generator().manual_seed(wanted.seed),
            **given,
        )
        frames: Frames = np.rint(out.frames[0] * 255).astype(np.uint8)
        return frames

    @pytest.fixture(autouse=True)
    def _exact(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Texts in 32 bits, as the pipelines load them here."""
        usual = Diffusers.ready

        def ready(model: Diffusers) -> Identity:
            identity = usual(model)
            return identity.but(manner=identity.manner.but(precision="float32"))

        monkeypatch.setattr(Diffusers, "ready", ready)

    def test_wan(self, opened: Opened, tiny_model: Callable[[str], Path]) -> None:
        theirs = self.called(tiny_model("wan_t2v"), "WanPipeline", {"latents": noise((1, 16, 3, 8, 8), job().seed)})
        ours = frames_of(opened("wan_t2v"), job())
        assert np.abs(ours.astype(int) - theirs).max() <= 1
        assert (ours != theirs).mean() < 0.001

    def test_ltx2(self, opened: Opened, tiny_model: Callable[[str], Path]) -> None:
        model = opened("ltx2")
        ours = frames_of(model, job())
        asking = model._studio._placed.asking  # type: ignore[union-attr]
        assert isinstance(asking, LTX2)
        asked = Asked(job(), Given(), Words(), 2, 3.0)
        begun = {"latents": asking._picture_noise(asked), "audio_latents": asking._sound_noise(asked)}
        older = {"use_cross_timestep": False, "spatio_temporal_guidance_blocks": [29]}
        given = {**begun, **older, "noise_scale": 0.0, "frame_rate": 16.0}
        theirs = self.called(tiny_model("ltx2"), "LTX2ConditionPipeline", given)
        assert np.abs(ours.astype(int) - theirs).max() <= 1
        assert (ours != theirs).mean() < 0.001


class TestBroken:
    """Files that pass a look and do not go together are told once, by an error: no other job could be made either."""

    @pytest.fixture
    def folder(self, tiny_model: Callable[[str], Path], tmp_path: Path) -> Path:
        return shutil.copytree(tiny_model("wan_t2v"), tmp_path / "broken")

    def broken(self, folder: Path, part: str, **changed: object) -> RenderError:
        config = folder / part / "config.json"
        config.write_text(json.dumps(json.loads(config.read_text()) | changed))
        model = Diffusers(str(folder), "", CPU)
        with pytest.raises(RenderError) as caught:
            made_by(model, job(), job())
        model.close()
        return caught.value

    def test_weights_of_another_shape(self, folder: Path) -> None:
        error = self.broken(folder, "transformer", ffn_dim=64)
        assert "cannot be loaded" in str(error)
        assert "\n" not in str(error)

    def test_a_text_encoder_of_another_shape(self, folder: Path) -> None:
        assert "text encoder cannot be loaded" in str(self.broken(folder, "text_encoder", d_model=64))


IN_ANOTHER_PROCESS = """
import hashlib, sys
from pathlib import Path
import torch
torch.set_num_threads(1)
from renderer.generative.backends.diffusers.model import Diffusers
from renderer.generative.means import Means
from tests.renderer.generative.asked import frames_of, image, job
for folder, *names in (told.split(",") for told in sys.argv[2:]):
    model = Diffusers(folder, "", Means(device="cpu", threads=1))
    shown = {name: image(Path(sys.argv[1]), name) for name in names}
    print(hashlib.sha256(frames_of(model, job(**shown)).tobytes()).hexdigest())
    model.close()
"""


def test_another_process_makes_the_same_bytes(
    opened: Opened, tiny_model: Callable[[str], Path], tmp_path: Path
) -> None:
    given: dict[str, tuple[str, ...]] = {"wan_flf": ("first", "last"), "wan_vace": ("first",), "ltx2": ()}
    here = [
        frames_of(opened(kind), job(**{name: image(tmp_path, name) for name in names})) for kind, names in given.items()
    ]
    told = subprocess.run(
        [
            *(sys.executable, "-c", IN_ANOTHER_PROCESS, str(tmp_path)),
            *(",".join((str(tiny_model(kind)), *names)) for kind, names in given.items()),
        ],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "OMP_NUM_THREADS": "1"},
    )
    assert told.stdout.split()[-3:] == [hashlib.sha256(frames.tobytes()).hexdigest() for frames in here]
