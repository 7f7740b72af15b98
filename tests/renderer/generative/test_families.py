"""Families: which is which by their files, and rules that their own makers' models keep."""

from __future__ import annotations

from typing import Any

import pytest

from prompts.book import PromptBook
from renderer.generative.families import families, family, family_of
from renderer.generative.families.family import Family
from renderer.generative.seam import Abilities
from tests.renderer.generative.model_folders import CONFIGS, WAN

_SMALL = {"num_layers": 30, "num_attention_heads": 12}
_LARGE = {"num_layers": 40, "num_attention_heads": 40}
_FAST = "FastVideo/FastWan2.2-TI2V-5B-FullAttn-Diffusers"
_IMAGE = {**WAN, "_class_name": "WanImageToVideoPipeline"}


def _of(index: dict[str, Any], transformer: dict[str, Any], name: str = "") -> str:
    found = family_of(index, {**CONFIGS, "transformer": transformer}, name)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("index", "transformer", "name", "known"),
    [
        (WAN, _SMALL, "", "wan2.1-t2v-1.3b"),
        (WAN, _LARGE, "Wan-AI/Wan2.1-T2V-14B-Diffusers", "wan2.1-t2v-14b"),
        (WAN, {"num_layers": 2, "num_attention_heads": 2}, "", "wan-t2v"),
        ({**WAN, "boundary_ratio": 0.875}, _LARGE, "", "wan2.2-t2v-a14b"),
        ({**_IMAGE, "boundary_ratio": 0.9}, _LARGE, "", "wan2.2-i2v-a14b"),
        ({**_IMAGE, "boundary_ratio": 0.9}, {"num_layers": 2}, "", "wan-i2v-experts"),
        (_IMAGE, _LARGE, "Wan-AI/Wan2.1-I2V-14B-720P-Diffusers", "wan2.1-i2v-14b"),
        (_IMAGE, _LARGE, "Wan-AI/Wan2.1-I2V-14B-480P-Diffusers", "wan2.1-i2v-14b-480p"),
        (_IMAGE, {**_LARGE, "pos_embed_seq_len": 514}, "", "wan2.1-flf2v-14b"),
        (_IMAGE, {**_LARGE, "pos_embed_seq_len": None}, "", "wan2.1-i2v-14b"),
        ({**WAN, "expand_timesteps": True}, {"num_layers": 30, "num_attention_heads": 24}, "", "wan2.2-ti2v-5b"),
        ({**_IMAGE, "expand_timesteps": True}, {"num_layers": 30, "num_attention_heads": 24}, "", "wan2.2-ti2v-5b"),
        ({**WAN, "expand_timesteps": True}, {"num_layers": 30, "num_attention_heads": 24}, _FAST, "fastwan2.2-ti2v-5b"),
        (WAN, _SMALL, "FastVideo/FastWan2.1-T2V-1.3B-Diffusers", "fastwan2.1-t2v-1.3b"),
        ({**_IMAGE, "boundary_ratio": 0.9}, _LARGE, "lightx2v/Wan2.2-Distill-Models", "wan2.2-i2v-a14b-4step"),
        ({**WAN, "_class_name": "WanVACEPipeline"}, _SMALL, "", "wan2.1-vace-1.3b"),
        ({**WAN, "_class_name": "WanVACEPipeline"}, _LARGE, "", "wan2.1-vace-14b"),
        ({**WAN, "_class_name": "WanVACEPipeline", "boundary_ratio": 0.875}, _LARGE, "", "wan2.2-vace-fun-a14b"),
        ({"_class_name": "LTX2Pipeline"}, {}, "Lightricks/LTX-2", "ltx-2"),
        ({"_class_name": "LTX2Pipeline"}, {}, "diffusers/LTX-2.3-Distilled-Diffusers", "ltx-2-distilled"),
        ({"_class_name": "LTX2InContextPipeline"}, {}, "", "ltx-2-in-context"),
        ({"_class_name": "HunyuanVideo15ImageToVideoPipeline"}, {"target_size": 960}, "", "hunyuanvideo-1.5-i2v-720p"),
        ({"_class_name": "HunyuanVideo15ImageToVideoPipeline"}, {"target_size": 640}, "", "hunyuanvideo-1.5-i2v"),
        ({"_class_name": "AllegroPipeline"}, {}, "", ""),
        ({}, {}, "", ""),
    ],
)  # fmt: skip
def test_a_model_is_known_by_its_files(
    index: dict[str, Any], transformer: dict[str, Any], name: str, known: str
) -> None:
    assert _of(index, transformer, name) == known


def test_names_are_found_again() -> None:
    names = [each.name for each in families()]
    assert len(set(names)) == len(names)
    assert all(family(name).name == name for name in names)
    with pytest.raises(KeyError, match="nobody"):
        family("nobody")


@pytest.mark.parametrize("known", families(), ids=lambda known: known.name)
def test_what_is_told_of_a_family_fits_together(known: Family) -> None:
    _draws_what_it_says(known.abilities)
    for manner in (known.manner, known.draft):
        assert manner.steps is not None
        assert manner.guidance is not None
    assert known.manner.scale == 1
    assert (known.draft.steps or 0) <= (known.manner.steps or 0)
    assert not (known.manner.guidance == 1 and known.abilities.negative and "Hunyuan" not in known.pipelines[0])
    assert known.abilities.first or "first" not in known.needs
    assert known.abilities.last or "last" not in known.needs
    assert known.abilities.controls or "control" not in known.needs
    assert known.sources
    assert known.licence.url.startswith("https://")
    assert known.licence.terms or known.licence.commercial != "terms"
    assert known.gigabytes[1] <= known.gigabytes[0] or not known.gigabytes[0]


def _draws_what_it_says(abilities: Abilities) -> None:
    """The size and length that a family is said to make are of its own grid."""
    rule, size = abilities.frames, abilities.size
    assert rule.fitting(rule.least) == rule.least
    assert rule.longest == rule.most
    assert size.least % size.multiple == 0
    assert all(
        side % size.multiple == 0 and width * height <= size.pixels * 1.02
        for width, height in size.sizes
        for side in (width, height)
    )
    assert abilities.continues <= rule.longest
    assert not abilities.last or abilities.first


def test_every_family_has_words_of_its_own() -> None:
    book = PromptBook()
    for known in families():
        assert book.holes(known.prompt)


def test_arithmetic_is_that_of_the_shapes() -> None:
    """A transformer's forward by its widths, as multiply-adds counted twice, beside what is told.

    For each token: the four projections of attention and two of the other attention's (12 d^2), and the two of the
    feed-forward (4 d f); for all: attention's two products (4 n^2 d), the text's keys and values.
    """
    for name, layers, width, inner in (
        ("wan2.1-t2v-1.3b", 30, 1536, 8960),
        ("wan2.1-t2v-14b", 40, 5120, 13824),
        ("wan2.2-ti2v-5b", 30, 3072, 14336),
    ):
        costs = family(name).costs
        assert costs is not None
        tokens, text = costs.tokens, 512
        attention = layers * 4 * tokens**2 * width / 1e12
        whole = layers * (tokens * (12 * width**2 + 4 * width * inner) + 4 * text * width * (width + tokens)) / 1e12
        assert costs.attention == pytest.approx(attention, rel=0.01)
        assert costs.forward == pytest.approx(whole + attention, rel=0.01)
