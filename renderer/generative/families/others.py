"""What other makers published, as far as diffusers' own source tells: frames, sizes, rates and settings are those of
its signatures, its examples and its checks; of their licences no text was read.

Sources: signatures, check_inputs and examples of diffusers 0.42.1 (pipelines/cogvideo, mochi, cosmos, helios,
skyreels_v2, anyflow, kandinsky5, sana_video, ltx).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from renderer.generative.families.family import Family, Licence
from renderer.generative.seam import Abilities, FrameRule, Manner, SizeRule

_DOCS = "https://huggingface.co/docs/diffusers/main/en/api/pipelines/"
_HUB = "https://huggingface.co/"


def _reported(name: str, commercial: Literal["yes", "terms", "no"], model: str, terms: str = "") -> Licence:
    """A licence as the model's page names it."""
    return Licence(name=name, commercial=commercial, terms=terms, url=_HUB + model)


def _open(model: str) -> Licence:
    return _reported("Apache-2.0", "yes", model)


def _unread(model: str) -> Licence:
    return _reported("licence of its own", "terms", model, "read it on the model's page; here nobody did")


def _takes(tokens: int, rule: FrameRule, size: SizeRule, rate: int, **more: Any) -> Abilities:
    usual = {"negative": True, "continues": 1 if more.get("first") else 0}
    return Abilities(prompt_tokens=tokens, frames=rule, size=size, rate=Fraction(rate), **{**usual, **more})


def _rule(most: int, step: int = 4, offset: int = 1) -> FrameRule:
    return FrameRule(step=step, offset=offset, least=offset + step, most=most)


def _size(width: int, height: int, multiple: int = 16) -> SizeRule:
    return SizeRule(multiple=multiple, pixels=width * height, least=multiple)


def _one(name: str, title: str, abilities: Abilities, steps: int, guidance: float, **more: Any) -> Family:
    manner = Manner(steps=steps, guidance=guidance)
    draft = manner.but(steps=max(steps * 2 // 5, 1) if steps > 10 else steps, scale=0.5)
    page = _DOCS + more.pop("page")
    return Family(
        name=name,
        title=title,
        abilities=abilities,
        manner=manner,
        draft=draft,
        sources=(page, *(_HUB + model for model in more.get("models", ()))),
        **{"prompt": "video_plain", **more},
    )


_SHOWN: dict[str, Any] = {"first": True}
_NEEDED: dict[str, Any] = {"needs": ("first",)}
_COG, _MOCHI, _SKY = "THUDM/CogVideoX-5b", "genmo/mochi-1-preview", "Skywork/SkyReels-V2-T2V-14B-540P-Diffusers"
_SKY_I2V = "Skywork/SkyReels-V2-I2V-14B-720P-Diffusers"
_COSMOS, _HELIOS = "nvidia/Cosmos-Predict2.5-2B", "BestWishYsh/Helios-Base"
_ANYFLOW = "nvidia/AnyFlow-Wan2.1-T2V-14B-Diffusers"
_SANA = "Efficient-Large-Model/SANA-Video_2B_480p_diffusers"
_KANDINSKY = "kandinskylab/Kandinsky-5.0-T2V-Lite-sft-5s-Diffusers"

FAMILIES: tuple[Family, ...] = (
    _one("cogvideox-t2v", "CogVideoX T2V", _takes(226, _rule(49), _size(720, 480), 8), 50, 6.0,
         pipelines=("CogVideoXPipeline",), licence=_unread(_COG), models=("THUDM/CogVideoX-2b", _COG),
         page="cogvideox"),
    _one("cogvideox-i2v", "CogVideoX I2V", _takes(226, _rule(49), _size(720, 480), 8, **_SHOWN), 50, 6.0,
         pipelines=("CogVideoXImageToVideoPipeline",), licence=_unread(_COG), models=("THUDM/CogVideoX-5b-I2V",),
         page="cogvideox", **_NEEDED),
    _one("mochi", "Mochi 1", _takes(256, _rule(163, 6), _size(848, 480), 30), 64, 4.5,
         pipelines=("MochiPipeline",), licence=_open(_MOCHI), models=(_MOCHI,), page="mochi"),
    _one("helios", "Helios", _takes(512, _rule(132, 33, 0), _size(640, 384), 24, **_SHOWN), 50, 5.0,
         pipelines=("HeliosPipeline",), licence=_open(_HELIOS), models=(_HELIOS,), page="helios",
         gigabytes=(0.0, 28.0)),
    _one("skyreels-v2-t2v", "SkyReels V2 T2V", _takes(512, _rule(97), _size(960, 544), 24), 50, 6.0,
         pipelines=("SkyReelsV2Pipeline",), licence=_unread(_SKY), models=(_SKY,), page="skyreels_v2"),
    _one("skyreels-v2-i2v", "SkyReels V2 I2V", _takes(512, _rule(97), _size(960, 544), 24, last=True, **_SHOWN), 50,
         5.0, pipelines=("SkyReelsV2ImageToVideoPipeline",), licence=_unread(_SKY_I2V), models=(_SKY_I2V,),
         page="skyreels_v2", **_NEEDED),
    _one("anyflow", "AnyFlow", _takes(512, _rule(81), _size(832, 480), 16, negative=False), 4, 1.0,
         pipelines=("AnyFlowPipeline",), licence=_unread(_ANYFLOW), models=(_ANYFLOW,), page="anyflow",
         prompt="video_wan"),
    _one("kandinsky-5-t2v", "Kandinsky 5 T2V", _takes(512, _rule(121), _size(768, 512), 24), 50, 5.0,
         pipelines=("Kandinsky5T2VPipeline",), licence=_unread(_KANDINSKY), models=(_KANDINSKY,),
         page="kandinsky5_video"),
    _one("kandinsky-5-i2v", "Kandinsky 5 I2V", _takes(512, _rule(121), _size(768, 512), 24, **_SHOWN), 50, 5.0,
         pipelines=("Kandinsky5I2VPipeline",), licence=_unread("kandinskylab/Kandinsky-5.0-I2V-Pro-sft-5s-Diffusers"),
         models=("kandinskylab/Kandinsky-5.0-I2V-Pro-sft-5s-Diffusers",), page="kandinsky5_video", **_NEEDED),
    _one("cosmos-predict-2.5", "Cosmos Predict 2.5", _takes(512, _rule(93), _size(1280, 704), 16, **_SHOWN), 36, 7.0,
         pipelines=("Cosmos2_5_PredictBasePipeline",), licence=_unread(_COSMOS), models=(_COSMOS,), page="cosmos",
         notes="diffusers wants the package cosmos_guardrail for it"),
    _one("sana-video", "SANA-Video 2B", _takes(300, _rule(81), _size(832, 480, 32), 16), 50, 6.0,
         pipelines=("SanaVideoPipeline",), licence=_unread(_SANA), models=(_SANA,), page="sana_video",
         notes="it draws at the nearest of its own sizes"),
)  # fmt: skip
"""All of them."""
