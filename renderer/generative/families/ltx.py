"""LTX-Video and LTX-2 (Lightricks).

Frames are 8 k + 1, sides multiples of 32.  LTX-2's parts can be put together as any of its pipelines, so that one
folder takes words, keyframes and, with weights trained for it, a film to be steered by.  Control in context wants the
weights of an IC-LoRA: a folder whose index names the in-context pipeline is taken to hold them.

Sources: signatures and check_inputs of diffusers 0.42.1 (pipelines/ltx, pipelines/ltx2); the licence's text.
"""

from __future__ import annotations

from fractions import Fraction

from renderer.generative.families.family import Costs, Family, Licence
from renderer.generative.seam import Abilities, FrameRule, Manner, SizeRule

_COMMUNITY = Licence(
    name="LTX-2 Community License",
    commercial="terms",
    terms="free up to a yearly revenue of 10 million US dollars, a paid licence from there on",
    url="https://huggingface.co/Lightricks/LTX-2/blob/main/LICENSE",
    read=True,
)
_OPEN_WEIGHTS = Licence(
    name="LTX-Video Open Weights License",
    commercial="terms",
    terms="terms differ by release; read the LICENSE that came with the weights",
    url="https://huggingface.co/Lightricks/LTX-Video",
)
_SOURCES_2 = (
    "https://huggingface.co/docs/diffusers/main/en/api/pipelines/ltx2",
    "https://github.com/Lightricks/LTX-2",
)
_SOURCES = ("https://huggingface.co/docs/diffusers/main/en/api/pipelines/ltx_video",)

_LTX2 = Family(
    name="ltx-2",
    title="LTX-2 19B",
    pipelines=("LTX2Pipeline", "LTX2ImageToVideoPipeline", "LTX2ConditionPipeline"),
    abilities=Abilities(
        prompt_tokens=1024,
        negative=True,
        first=True,
        last=True,
        keyframes=True,
        continues=9,
        audio=True,
        frames=FrameRule(step=8, offset=1, least=9, most=481),
        size=SizeRule(multiple=32, pixels=1920 * 1088, least=32),
        rate=Fraction(24),
        any_rate=True,
    ),
    manner=Manner(steps=30, guidance=3.0),
    draft=Manner(steps=12, guidance=3.0, scale=0.5),
    prompt="video_ltx",
    gigabytes=(64.4, 37.8),
    licence=_COMMUNITY,
    costs=Costs(
        forward=537.0,
        attention=156.0,
        decode=138.0,
        tokens=14080,
        at=(1280, 704, 121),
        guided=4,
        source="multiply-adds of the published shapes, counted on PyTorch's meta device; sound is not counted",
    ),
    models=("Lightricks/LTX-2",),
    sources=_SOURCES_2,
)
_LTX = Family(
    name="ltx-video-t2v",
    title="LTX-Video T2V",
    pipelines=("LTXPipeline",),
    abilities=Abilities(
        prompt_tokens=128,
        negative=True,
        frames=FrameRule(step=8, offset=1, least=9, most=161),
        size=SizeRule(multiple=32, pixels=1280 * 704, least=32),
        rate=Fraction(25),
        any_rate=True,
    ),
    manner=Manner(steps=50, guidance=3.0),
    draft=Manner(steps=20, guidance=3.0, scale=0.5),
    prompt="video_ltx",
    licence=_OPEN_WEIGHTS,
    models=("Lightricks/LTX-Video",),
    sources=_SOURCES,
)

FAMILIES: tuple[Family, ...] = (
    _LTX2,
    _LTX2.but(
        name="ltx-2-distilled",
        title="LTX-2 distilled",
        named=("distilled",),
        abilities=_LTX2.abilities.but(negative=False),
        manner=Manner(steps=8, guidance=1.0),
        draft=Manner(steps=8, guidance=1.0, scale=0.5),
        models=("diffusers/LTX-2.3-Distilled-Diffusers",),
    ),
    _LTX2.but(
        name="ltx-2-in-context",
        title="LTX-2 with weights for control in context",
        pipelines=("LTX2InContextPipeline",),
        abilities=_LTX2.abilities.but(controls=("edges", "inverse_depth", "pose")),
        models=(),
    ),
    _LTX,
    _LTX.but(
        name="ltx-video-i2v",
        title="LTX-Video I2V",
        pipelines=("LTXImageToVideoPipeline",),
        abilities=_LTX.abilities.but(first=True, continues=1),
        needs=("first",),
    ),
    _LTX.but(
        name="ltx-video-condition",
        title="LTX-Video 0.9.5 and newer",
        pipelines=("LTXConditionPipeline",),
        abilities=_LTX.abilities.but(prompt_tokens=256, first=True, continues=1),
        models=("Lightricks/LTX-Video-0.9.5",),
    ),
)
"""All of them."""
