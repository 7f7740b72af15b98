"""Which folders are image models: what their pipelines take, and what is refused before anything is loaded."""

from __future__ import annotations

import inspect
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("diffusers")

from film.errors import RenderError
from renderer.generative.backends.diffusers.picture_probe import EDITS, call_of
from renderer.generative.backends.diffusers.pictures import DiffusersPictures
from renderer.generative.means import Means
from renderer.generative.stills.families import FAMILIES

Tiny = Callable[[str], Path]
CPU = Means(device="cpu", threads=1)


def test_a_video_model_draws_no_stills(tiny_model: Tiny) -> None:
    with pytest.raises(RenderError, match=r"WanPipeline makes films, not pictures\. Name it with --renderer"):
        DiffusersPictures(str(tiny_model("wan_t2v")), "", CPU).ready()


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("StableDiffusionXLControlNetPipeline", "makes no pictures out of words"),
        ("MarigoldDepthPipeline", "makes no pictures out of words"),
        ("NobodysPipeline", "this diffusers knows no 'NobodysPipeline'"),
    ],
)
def test_other_pipelines_are_refused(tiny_model: Tiny, tmp_path: Path, kind: str, says: str) -> None:
    at = tmp_path / "model"
    shutil.copytree(tiny_model("z_image"), at)
    index = json.loads((at / "model_index.json").read_text())
    (at / "model_index.json").write_text(json.dumps({**index, "_class_name": kind}))
    with pytest.raises(RenderError, match=says):
        DiffusersPictures(str(at), "", CPU).ready()


@pytest.mark.parametrize(("spoil", "says"), [("pickled", "pickled"), ("cut", "damaged or not all there")])
def test_weights_that_are_not_safe_or_whole_are_refused(
    tiny_model: Tiny, tmp_path: Path, spoil: str, says: str
) -> None:
    at = tmp_path / "model"
    shutil.copytree(tiny_model("flux2_klein"), at)
    weights = at / "transformer" / "diffusion_pytorch_model.safetensors"
    if spoil == "pickled":
        weights.rename(weights.with_suffix(".bin"))
    else:
        weights.write_bytes(weights.read_bytes()[:-8])
    with pytest.raises(RenderError, match=says):
        DiffusersPictures(str(at), "", CPU).ready()


def test_without_an_accelerator_nothing_is_begun(tiny_model: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    for device, says in (("auto", "there is no accelerator"), ("cuda:7", "there is no cuda:7 on this machine")):
        with pytest.raises(RenderError, match=says):
            DiffusersPictures(str(tiny_model("flux2_klein")), "", Means(device=device)).ready()


def test_every_edit_model_is_called_as_we_call_it() -> None:
    import diffusers

    for name, (most, least) in EDITS.items():
        names = set(inspect.signature(getattr(diffusers, name).__call__).parameters)
        assert {"image", "prompt", "width", "height", "num_inference_steps", "generator", "output_type"} <= names, name
        assert {"guidance_scale", "true_cfg_scale"} & names or name == "Flux2KleinKVPipeline", name
        assert call_of(name, name).sister == ""
        assert least <= most


@pytest.mark.parametrize("name", ["StableDiffusionXLPipeline", "FluxPipeline", "QwenImagePipeline", "ZImagePipeline"])
def test_a_text_to_image_model_has_a_sister_that_begins_from_a_picture(name: str) -> None:
    assert call_of(name, name).sister == name.replace("Pipeline", "Img2ImgPipeline")


def test_every_described_family_is_one_that_is_called() -> None:
    for family in FAMILIES:
        for name in family.pipelines:
            call_of(name, name)
            assert family.references <= EDITS.get(name, (0, 0))[0]
