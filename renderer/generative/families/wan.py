"""Wan 2.1 and 2.2 (Alibaba), and what others distilled from them.

Frames are 4 k + 1; sides are multiples of the VAE's ratio times the transformer's patch, 16 or, for TI2V-5B, 32
(diffusers asks of it only 16).  How many frames a piece goes on from is our choice: three latents where masks hold
them.

Sources: the makers' wan/configs, signatures and check_inputs of diffusers 0.42.1 (pipelines/wan), VACE's annotators.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from renderer.generative.families.family import Costs, Family, Licence
from renderer.generative.seam import Abilities, ControlKind, FrameRule, Manner, Need, SizeRule

_DIFFUSERS = "https://huggingface.co/docs/diffusers/main/en/api/pipelines/wan"
_WAN21 = ("https://github.com/Wan-Video/Wan2.1/tree/main/wan/configs", _DIFFUSERS)
_WAN22 = ("https://github.com/Wan-Video/Wan2.2/tree/main/wan/configs", _DIFFUSERS)
_VACE = ("https://github.com/ali-vilab/VACE/tree/main/vace/annotators", *_WAN21)
_APACHE = Licence(name="Apache-2.0", commercial="yes", url="https://huggingface.co/Wan-AI/Wan2.1-T2V-14B-Diffusers")

_480P, _704P, _720P = 832 * 480, 1280 * 704, 1280 * 720
_13B: dict[str, bool | int] = {"transformer.num_layers": 30, "transformer.num_attention_heads": 12}
_14B: dict[str, bool | int] = {"transformer.num_layers": 40, "transformer.num_attention_heads": 40}
_5B: dict[str, bool | int] = {"transformer.num_layers": 30, "transformer.num_attention_heads": 24}
_EXPERTS, _BY_TOKEN, _TWO_IMAGES = (
    {"boundary_ratio": True},
    {"expand_timesteps": True},
    {"transformer.pos_embed_seq_len": True},
)
_TWO: tuple[Need, ...] = ("first", "last")
"""FLF2V reads two images' features, and fails on one."""
_STEERS: tuple[ControlKind, ...] = ("inverse_depth", "pose", "softedge", "flow_colour")
_TEXT, _IMAGE, _ANY = ("WanPipeline",), ("WanImageToVideoPipeline",), ("WanVACEPipeline",)


def _costs(forward: float, attention: float, encodes: int = 1) -> Costs:
    """The larger VAE of TI2V-5B apart, all share one; image models are shown a film whose frames are mostly empty, VACE
    two, what is kept and what is to be made."""
    return Costs(
        forward=forward,
        attention=attention,
        decode=275.4,
        encode=163.7,
        encodes=encodes,
        tokens=32760,
        at=(832, 480, 81),
        source="multiply-adds of the published shapes, counted on PyTorch's meta device",
    )


_COSTS_13B, _COSTS_14B = _costs(283.0, 197.8), _costs(1678.3, 879.2)
_COSTS_VACE_13B, _COSTS_VACE_14B = _costs(427.0, 296.7, 2), _costs(2029.6, 1055.1, 2)
_COSTS_5B = _COSTS_13B.but(forward=520.7, attention=274.3, decode=2011.1, encode=0.0, tokens=27280, at=(1280, 704, 121))


def _takes(pixels: int, *, frames: int = 81, rate: int = 16, multiple: int = 16, **more: Any) -> Abilities:
    return Abilities(
        prompt_tokens=512,
        negative=True,
        frames=FrameRule(step=4, offset=1, least=5, most=frames),
        size=SizeRule(multiple=multiple, pixels=pixels, least=multiple),
        rate=Fraction(rate),
        **more,
    )


def _one(name: str, title: str, pipelines: tuple[str, ...], abilities: Abilities, **more: Any) -> Family:
    """One of them, run as its makers do (50 steps, guidance 5) unless ``more`` says otherwise."""
    manner = more.pop("manner", Manner(steps=50, guidance=5.0))
    usual = {"licence": _APACHE, "sources": _WAN21, "prompt": "video_wan"}
    return Family(
        name=name,
        title=title,
        pipelines=pipelines,
        abilities=abilities,
        manner=manner,
        draft=manner.but(steps=max(manner.steps * 2 // 5, 1), scale=0.5),
        **{**usual, **more},
    )


def _quick(of: Family, name: str, title: str, named: tuple[str, ...], steps: int, **more: Any) -> Family:
    """What was distilled from a family: the same files by their configuration, few steps, no guidance.

    Without guidance a text of what is not wanted is not looked at.
    """
    manner = Manner(steps=steps, guidance=1.0)
    return of.but(
        name=name,
        title=title,
        named=named,
        abilities=of.abilities.but(negative=False),
        manner=manner,
        draft=manner.but(scale=0.5),
        **more,
    )


_FIRST: dict[str, Any] = {"first": True, "continues": 1}
_BOTH: dict[str, Any] = {**_FIRST, "last": True}
_ALL = {**_BOTH, "continues": 9, "references": 3, "controls": _STEERS}
_A14B = {"sources": _WAN22, "costs": _COSTS_14B, "marks": _14B | _EXPERTS}

_T2V_1 = _one(
    "wan2.1-t2v-1.3b", "Wan 2.1 T2V 1.3B", _TEXT, _takes(_480P), marks=_13B, gigabytes=(14.5, 11.4),
    costs=_COSTS_13B, models=("Wan-AI/Wan2.1-T2V-1.3B-Diffusers",),
)  # fmt: skip
_T2V_14 = _one(
    "wan2.1-t2v-14b", "Wan 2.1 T2V 14B", _TEXT, _takes(_720P), marks=_14B, gigabytes=(40.2, 28.6),
    costs=_COSTS_14B, models=("Wan-AI/Wan2.1-T2V-14B-Diffusers",),
)  # fmt: skip
_I2V_14 = _one(
    "wan2.1-i2v-14b", "Wan 2.1 I2V 14B 720P", _IMAGE, _takes(_720P, **_FIRST), marks=_14B, needs=("first",),
    gigabytes=(45.7, 32.8), costs=_COSTS_14B, models=("Wan-AI/Wan2.1-I2V-14B-720P-Diffusers",),
)  # fmt: skip
_T2V_A14 = _one(
    "wan2.2-t2v-a14b", "Wan 2.2 T2V A14B", _TEXT, _takes(_720P), gigabytes=(68.8, 28.6),
    manner=Manner(steps=40, guidance=4.0), models=("Wan-AI/Wan2.2-T2V-A14B-Diffusers",), **_A14B,
    notes="two experts, one after the other; both stay at hand",
)  # fmt: skip
_I2V_A14 = _one(
    "wan2.2-i2v-a14b", "Wan 2.2 I2V A14B", _IMAGE, _takes(_720P, **_BOTH), needs=("first",), gigabytes=(68.8, 28.6),
    manner=Manner(steps=40, guidance=3.5), models=("Wan-AI/Wan2.2-I2V-A14B-Diffusers",), **_A14B,
    notes="two experts; a last frame is taken, though nobody says that it was trained for one",
)  # fmt: skip
_TI2V_5 = _one(
    "wan2.2-ti2v-5b", "Wan 2.2 TI2V 5B", _TEXT + _IMAGE,
    _takes(_704P, frames=121, rate=24, multiple=32, **_FIRST), marks=_5B | _BY_TOKEN, gigabytes=(22.8, 11.4),
    costs=_COSTS_5B, models=("Wan-AI/Wan2.2-TI2V-5B-Diffusers",), sources=_WAN22,
)  # fmt: skip
_VACE_1 = _one(
    "wan2.1-vace-1.3b", "Wan 2.1 VACE 1.3B", _ANY, _takes(_480P, **_ALL), marks=_13B, gigabytes=(16.0, 11.4),
    costs=_COSTS_VACE_13B, models=("Wan-AI/Wan2.1-VACE-1.3B-diffusers",), sources=_VACE,
)  # fmt: skip
_VACE_14 = _one(
    "wan2.1-vace-14b", "Wan 2.1 VACE 14B", _ANY, _takes(_720P, **_ALL), marks=_14B, gigabytes=(46.3, 34.7),
    costs=_COSTS_VACE_14B, models=("Wan-AI/Wan2.1-VACE-14B-diffusers",), sources=_VACE,
)  # fmt: skip
_VACE_A14 = _VACE_14.but(
    name="wan2.2-vace-fun-a14b", title="Wan 2.2 VACE Fun A14B", marks=_14B | _EXPERTS, gigabytes=(81.0, 34.7),
    licence=_APACHE.but(
        name="licence of its own", commercial="terms", terms="read it on the model's page; here nobody did",
        url="https://huggingface.co/linoyts/Wan2.2-VACE-Fun-14B-diffusers",
    ),
    models=("linoyts/Wan2.2-VACE-Fun-14B-diffusers",), notes="two experts, one after the other; both stay at hand",
)  # fmt: skip
_FAST_1 = ("FastVideo/FastWan2.1-T2V-1.3B-Diffusers",)
_FAST_14 = ("FastVideo/FastWan2.1-T2V-14B-Diffusers",)
_FAST_5 = ("FastVideo/FastWan2.2-TI2V-5B-FullAttn-Diffusers",)
_FASTWAN: dict[str, Any] = {
    "licence": _APACHE.but(url="https://huggingface.co/FastVideo/FastWan2.1-T2V-14B-Diffusers"),
    "notes": "its index names WanDMDPipeline, its makers' own: serve it, or say WanPipeline there, whose sampler is "
    "not the one that it was distilled for",
    "sources": ("https://github.com/hao-ai-lab/FastVideo", "https://huggingface.co/FastVideo"),
}
_FOUR_STEPS: dict[str, Any] = {
    "named": ("lightx2v", "lightning", "distill"),
    "steps": 4,
    "notes": "LightX2V's distillation merged into the weights; where it lies beside them as a LoRA it is not loaded",
    "sources": ("https://github.com/ModelTC/LightX2V", _DIFFUSERS),
    "models": (),
}

FAMILIES: tuple[Family, ...] = (
    _T2V_1,
    _T2V_14,
    _I2V_14,
    _I2V_14.but(
        name="wan2.1-i2v-14b-480p", title="Wan 2.1 I2V 14B 480P", named=("480p",), abilities=_takes(_480P, **_FIRST),
        models=("Wan-AI/Wan2.1-I2V-14B-480P-Diffusers",),
    ),
    _I2V_14.but(
        name="wan2.1-flf2v-14b", title="Wan 2.1 FLF2V 14B", marks=_14B | _TWO_IMAGES, abilities=_takes(_720P, **_BOTH),
        needs=_TWO, manner=Manner(steps=50, guidance=5.5),
        draft=Manner(steps=20, guidance=5.5, scale=0.5), models=("Wan-AI/Wan2.1-FLF2V-14B-720P-diffusers",),
    ),
    _T2V_A14,
    _I2V_A14,
    _TI2V_5,
    _VACE_1,
    _VACE_14,
    _VACE_A14,
    _quick(_T2V_1, "fastwan2.1-t2v-1.3b", "FastWan 2.1 T2V 1.3B", ("fastwan",), 3, models=_FAST_1, **_FASTWAN),
    _quick(_T2V_14, "fastwan2.1-t2v-14b", "FastWan 2.1 T2V 14B", ("fastwan",), 3, models=_FAST_14, **_FASTWAN),
    _quick(_TI2V_5, "fastwan2.2-ti2v-5b", "FastWan 2.2 TI2V 5B", ("fastwan",), 3, models=_FAST_5, **_FASTWAN),
    _quick(_T2V_14, "wan2.1-t2v-14b-4step", "Wan 2.1 T2V 14B, four steps", **_FOUR_STEPS),
    _quick(_I2V_14, "wan2.1-i2v-14b-4step", "Wan 2.1 I2V 14B, four steps", **_FOUR_STEPS),
    _quick(_T2V_A14, "wan2.2-t2v-a14b-4step", "Wan 2.2 T2V A14B, four steps", **_FOUR_STEPS),
    _quick(_I2V_A14, "wan2.2-i2v-a14b-4step", "Wan 2.2 I2V A14B, four steps", **_FOUR_STEPS),
    # Of other sizes: what they take is known, what they cost is not.
    _one("wan-t2v", "Wan T2V, another size", _TEXT, _takes(_480P)),
    _one("wan-i2v", "Wan I2V, another size", _IMAGE, _takes(_480P, **_FIRST), needs=("first",)),
    _one("wan-i2v-experts", "Wan I2V with two experts, another size", _IMAGE, _takes(_480P, **_BOTH),
         marks=_EXPERTS, needs=("first",)),
    _one("wan-flf2v", "Wan FLF2V, another size", _IMAGE, _takes(_480P, **_BOTH), marks=_TWO_IMAGES, needs=_TWO),
    _one("wan-ti2v", "Wan TI2V, another size", _TEXT + _IMAGE, _TI2V_5.abilities, marks=_BY_TOKEN),
    _one("wan-vace", "Wan VACE, another size", _ANY, _takes(_480P, **_ALL), sources=_VACE),
)  # fmt: skip
"""All of them."""
