"""Probing: what a pipeline that nobody described takes, and what is refused because it makes no video."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from film.errors import RenderError
from renderer.generative.backends.diffusers.folder import Folder, folder_of
from renderer.generative.backends.diffusers.identity import identity_of
from renderer.generative.backends.diffusers.probe import abilities_of, needs_of
from renderer.generative.backends.diffusers.ratios import Ratios, ratios_of
from renderer.generative.families import families, family_of
from renderer.generative.seam import FrameRule
from tests.renderer.generative.model_folders import WAN, model

pytest.importorskip("diffusers")


def _folder(pipeline: str, family: bool = False, **configs: dict[str, Any]) -> Folder:
    index = {"_class_name": pipeline}
    known = family_of(index, configs) if family else None
    return Folder(Path("x"), "somebody/model", index, configs, {"transformer": 1}, "0" * 64, known)


def _refused(pipeline: str) -> str:
    with pytest.raises(RenderError) as told:
        abilities_of(_folder(pipeline))
    assert "\n" not in str(told.value)
    return str(told.value)


def test_a_pipeline_that_nobody_described() -> None:
    vae = {"temporal_compression_ratio": 4, "block_out_channels": [1, 2, 3, 4]}
    folder = _folder("AllegroPipeline", vae=vae, transformer={"patch_size": 2, "sample_frames": 22})
    abilities = abilities_of(folder)
    assert (abilities.negative, abilities.first, abilities.last, abilities.prompt_tokens) == (True, False, False, 512)
    assert abilities.frames == FrameRule(step=4, offset=2, least=6, most=22)
    assert abilities.size.multiple == 16
    identity = identity_of(folder)
    assert identity.family == ""
    assert (identity.manner.steps, identity.manner.guidance) == (100, 7.5)
    assert identity.draft.scale == 0.5
    assert needs_of(folder) == ()


def test_images_and_rates_are_found_by_their_names() -> None:
    still = _folder("StableVideoDiffusionPipeline", unet={"num_frames": 25})
    abilities = abilities_of(still)
    assert (abilities.first, abilities.continues, abilities.frames.most) == (True, 1, 25)
    assert (abilities.rate, abilities.any_rate) == (Fraction(7), True)
    assert needs_of(still) == ("first",)
    both = abilities_of(_folder("HunyuanVideoFramepackPipeline"))
    assert (both.first, both.last) == (True, True)
    assert abilities_of(_folder("AnimateDiffPipeline")).rate == 24
    assert needs_of(_folder("I2VGenXLPipeline")) == ("first",)
    assert needs_of(_folder("Cosmos2_5_PredictBasePipeline")) == ()
    assert needs_of(_folder("SkyReelsV2DiffusionForcingImageToVideoPipeline")) == ("first",)


def test_a_limit_of_words_is_the_tokenizers_where_the_pipeline_tells_none() -> None:
    assert abilities_of(_folder("AnimateDiffPipeline", tokenizer={"model_max_length": 77})).prompt_tokens == 77
    assert abilities_of(_folder("AnimateDiffPipeline", tokenizer={"model_max_length": 1e30})).prompt_tokens == 0
    for odd in (True, "77", 10**4000, float("nan"), -77, None, [77]):
        assert abilities_of(_folder("AnimateDiffPipeline", tokenizer={"model_max_length": odd})).prompt_tokens == 0


@pytest.mark.parametrize(
    ("pipeline", "words"),
    [
        ("FluxPipeline", "makes no video"),
        ("QwenImageEditPlusPipeline", "makes no video"),
        ("StableAudioPipeline", "makes no video"),
        ("WanVideoToVideoPipeline", "changes films and makes none"),
        ("CogVideoXVideoToVideoPipeline", "changes films and makes none"),
        ("LTX2LatentUpsamplePipeline", "refines what others made"),
        ("LucyEditPipeline", "cannot be called without video"),
        ("Cosmos2_5_TransferPipeline", "cannot be called without controls"),
        ("NobodysPipeline", "has no pipeline 'NobodysPipeline'"),
        ("WanDMDPipeline", "Serve it with FastVideo"),
        ("AutoencoderKLWan", "has no pipeline 'AutoencoderKLWan'"),
        ("utils", "has no pipeline 'utils'"),
        ("__builtins__", "has no pipeline '__builtins__'"),
    ],
)
def test_what_makes_no_video_is_refused_in_a_line(pipeline: str, words: str) -> None:
    assert words in _refused(pipeline)


def test_every_pipeline_of_diffusers_is_probed_or_refused() -> None:
    """None breaks, whatever its arguments are called: 250 classes."""
    import diffusers

    taken, refused = 0, 0
    for name in sorted(name for name in dir(diffusers) if name.endswith("Pipeline") and "Modular" not in name):
        try:
            identity_of(_folder(name))
            taken += 1
        except RenderError:
            refused += 1
    assert taken > 40
    assert refused > 100


@pytest.mark.parametrize("known", families(), ids=lambda known: known.name)
def test_every_family_is_of_pipelines_that_there_are(known: Any) -> None:
    """And takes of these at most what their signatures have a name for."""
    import inspect

    import diffusers

    for name in known.pipelines:
        arguments = set(inspect.signature(getattr(diffusers, name).__call__).parameters)
        own = known.abilities
        assert "negative_prompt" in arguments or not own.negative
        assert {"image", "mask", "conditions"} & arguments or not own.first or len(known.pipelines) > 1
        assert {"last_image", "mask"} & arguments or not own.last or own.keyframes
        assert "reference_images" in arguments or not own.references
        assert {"video", "reference_conditions"} & arguments or not own.controls


def test_a_familys_rules_follow_the_checkpoint() -> None:
    vae = {"scale_factor_temporal": 8, "scale_factor_spatial": 16, "temperal_downsample": [True, True, True]}
    abilities = abilities_of(_folder("WanVACEPipeline", True, vae=vae, transformer={"patch_size": [1, 2, 2]}))
    assert abilities.frames == FrameRule(step=8, offset=1, least=9, most=81)
    assert (abilities.size.multiple, abilities.references) == (32, 3)


@pytest.mark.parametrize(
    ("vae", "transformer", "ratios"),
    [
        ({"temperal_downsample": [False, True, True]}, {"patch_size": [1, 2, 2]}, Ratios(4, 8, 2)),
        ({"scale_factor_temporal": 4, "scale_factor_spatial": 16}, {"patch_size": [1, 2, 2]}, Ratios(4, 16, 2)),
        ({"temporal_compression_ratio": 8, "spatial_compression_ratio": 32}, {"patch_size": 1}, Ratios(8, 32, 1)),
        ({"spatio_temporal_scaling": [True, True, True, False], "patch_size": 4, "patch_size_t": 1}, {}, Ratios(8, 32)),
        ({"temporal_expansions": [1, 2, 3], "spatial_expansions": [2, 2, 2]}, {"patch_size": 2}, Ratios(6, 8, 2)),
        ({"block_out_channels": [128, 256, 256, 512], "temporal_compression_ratio": 4.0}, {}, Ratios(4, 8)),
        ({}, {}, Ratios()),
        ({"scale_factor_temporal": -4, "scale_factor_spatial": "8"}, {"patch_size": 0}, Ratios()),
        ({"scale_factor_spatial": 10**9, "block_out_channels": "abcd"}, {"patch_size": [True, {}]}, Ratios()),
        ({"temporal_expansions": [10**6, 10**6], "spatial_expansions": [-2, 2]}, {"patch_size": [2, 9999]}, Ratios()),
    ],
)
def test_ratios_are_the_checkpoints(vae: dict[str, Any], transformer: dict[str, Any], ratios: Ratios) -> None:
    assert ratios_of({"vae": vae, "transformer": transformer}) == ratios


def test_the_second_expert_speaks_where_there_is_no_first() -> None:
    assert ratios_of({"vae": {}, "transformer_2": {"patch_size": [1, 2, 2]}}).patch == 2


def test_a_folder_and_its_identity(tmp_path: Path) -> None:
    folder = folder_of(str(model(tmp_path / "wan")))
    identity = identity_of(folder)
    assert (identity.name, identity.revision, identity.family) == ("wan", folder.revision, "wan2.1-t2v-1.3b")
    assert (identity.manner.steps, identity.draft.scale) == (50, 0.5)
    image = model(tmp_path / "still", {**WAN, "_class_name": "FluxPipeline"})
    with pytest.raises(RenderError, match="FluxPipeline makes no video"):
        identity_of(folder_of(str(image)))
