"""How the pipelines of each family are asked: a job turned into a call, and what the call gives back into frames.

::

    Job, Given, words ─▶ Asking.drawn ─▶ Drawn ─▶ Asking.seen ─▶ Frames, Heard
                          on the device   latents   decoded

``kind_of`` finds who asks a pipeline; one that no module here knows is asked by its signature.
"""

from __future__ import annotations

from renderer.generative.backends.diffusers.asking.asking import Asking
from renderer.generative.backends.diffusers.asking.ltx2 import LTX2
from renderer.generative.backends.diffusers.asking.other import Other
from renderer.generative.backends.diffusers.asking.wan import Wan, WanImage, WanVace

_KINDS: dict[str, type[Asking]] = {
    "WanPipeline": Wan,
    "WanImageToVideoPipeline": WanImage,
    "WanVACEPipeline": WanVace,
    "LTX2Pipeline": LTX2,
    "LTX2ImageToVideoPipeline": LTX2,
    "LTX2ConditionPipeline": LTX2,
    "LTX2InContextPipeline": LTX2,
}


def kind_of(pipeline: str) -> type[Asking]:
    """Who asks pipelines of that class name."""
    return _KINDS.get(pipeline, Other)
