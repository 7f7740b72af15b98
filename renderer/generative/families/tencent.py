"""HunyuanVideo and HunyuanVideo 1.5 (Tencent).

Frames are 4 k + 1, sides multiples of 16.  The image model of 1.5 chooses its size by the image's shape from the size
that it was trained at, so that only these sizes are asked of it.

Sources: signatures, check_inputs and image_processor of diffusers 0.42.1 (pipelines/hunyuan_video, hunyuan_video1_5);
the licence's text.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from renderer.generative.families.family import Family, Licence
from renderer.generative.seam import Abilities, FrameRule, Manner, SizeRule

_TENCENT = Licence(
    name="Tencent Hunyuan Community License",
    commercial="terms",
    not_in=("EU", "GB", "KR"),
    terms="a licence of its own above 100 million users a month; pictures may not be shown where it gives no rights",
    url="https://github.com/Tencent-Hunyuan/HunyuanVideo/blob/main/LICENSE.txt",
    read=True,
)
_TENCENT_15 = _TENCENT.but(
    terms="its text was not read; those of the maker's other releases leave territories out and bind large services",
    url="https://huggingface.co/tencent/HunyuanVideo-1.5/blob/main/LICENSE",
    read=False,
)
_480P = ((848, 480), (480, 848), (640, 640))
_720P = ((1280, 720), (720, 1264), (960, 960))


def _takes(size: SizeRule, most: int, **more: Any) -> Abilities:
    return Abilities(
        frames=FrameRule(step=4, offset=1, least=5, most=most), size=size, rate=Fraction(24), negative=True, **more
    )


def _one(name: str, title: str, pipeline: str, abilities: Abilities, **more: Any) -> Family:
    manner = more.pop("manner", Manner(steps=50, guidance=6.0))
    return Family(
        name=name,
        title=title,
        pipelines=(pipeline,),
        abilities=abilities,
        manner=manner,
        draft=manner.but(steps=20, scale=0.5 if not abilities.size.sizes else 1.0),
        prompt="video_plain",
        **more,
    )


_OLD: dict[str, Any] = {
    "licence": _TENCENT,
    "sources": ("https://huggingface.co/docs/diffusers/main/en/api/pipelines/hunyuan_video",),
}
_NEW: dict[str, Any] = {
    "licence": _TENCENT_15,
    "sources": ("https://huggingface.co/docs/diffusers/main/en/api/pipelines/hunyuan_video15",),
    "gigabytes": (0.0, 17.0),
    "notes": "guidance is a part of the model, not an argument",
}
_WORDS, _IMAGES = "HunyuanVideo15Pipeline", "HunyuanVideo15ImageToVideoPipeline"
_SHOWN: dict[str, Any] = {"first": True, "continues": 1, "prompt_tokens": 1000}

FAMILIES: tuple[Family, ...] = (
    _one("hunyuanvideo-t2v", "HunyuanVideo T2V", "HunyuanVideoPipeline",
         _takes(SizeRule(multiple=16, pixels=1280 * 720), 129, prompt_tokens=256), **_OLD),
    _one("hunyuanvideo-i2v", "HunyuanVideo I2V", "HunyuanVideoImageToVideoPipeline",
         _takes(SizeRule(multiple=16, pixels=1280 * 720), 129, prompt_tokens=256, first=True, continues=1),
         needs=("first",), manner=Manner(steps=50, guidance=1.0), **_OLD),
    _one("hunyuanvideo-1.5-t2v", "HunyuanVideo 1.5 T2V 480P", _WORDS,
         _takes(SizeRule(multiple=16, pixels=848 * 480), 121, prompt_tokens=1000), **_NEW,
         models=("hunyuanvideo-community/HunyuanVideo-1.5-480p_t2v",)),
    _one("hunyuanvideo-1.5-t2v-720p", "HunyuanVideo 1.5 T2V 720P", _WORDS,
         _takes(SizeRule(multiple=16, pixels=1280 * 720), 121, prompt_tokens=1000),
         marks={"transformer.target_size": 960}, **_NEW),
    _one("hunyuanvideo-1.5-i2v", "HunyuanVideo 1.5 I2V 480P", _IMAGES,
         _takes(SizeRule(multiple=16, pixels=848 * 480, sizes=_480P), 121, **_SHOWN), needs=("first",), **_NEW,
         models=("hunyuanvideo-community/HunyuanVideo-1.5-480p_i2v",)),
    _one("hunyuanvideo-1.5-i2v-720p", "HunyuanVideo 1.5 I2V 720P", _IMAGES,
         _takes(SizeRule(multiple=16, pixels=1280 * 720, sizes=_720P), 121, **_SHOWN), needs=("first",),
         marks={"transformer.target_size": 960}, **_NEW),
)  # fmt: skip
"""All of them."""
