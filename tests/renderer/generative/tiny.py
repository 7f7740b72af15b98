"""Video models of some thousand random numbers, in the layout that diffusers publishes: made in a second, offline.

::

    wan_t2v          words                                              Wan 2.1 T2V
    wan_flf          words, first frame, last frame                     Wan 2.1 FLF2V
    wan_two_experts  words, first frame; a second expert for low noise  Wan 2.2 I2V-A14B
    wan_5b           words, first frame; time steps by token            Wan 2.2 TI2V-5B
    wan_vace         words, control and mask, references                Wan 2.1 VACE
    ltx2             words; sound; images and control by its sisters    LTX-2
    ltx2_in_context  words; a control video beside the picture          LTX-2 with an IC-LoRA
    ltx              words, first frame; asked by its signature         LTX-Video
    flux2_klein      a picture by words and up to four images           FLUX.2 klein
    z_image          a picture by words; its sister begins from one     Z-Image

Ratios and rules are those of the real ones: 4 frames and 8 x 8 pixels a latent (8 and 32 x 32 for LTX-2, 4 and 16 x 16
for the 5B).  Weights are larger than a trained model's at its start, so that every conditioning shows in the picture.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.renderer.generative import tiny_images, tiny_ltx, tiny_wan


def made(folder: Path, kind: str, seed: int = 1) -> Path:
    """Writes the model of that kind into ``folder``, in safetensors."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    pipeline = KINDS[kind]()
    pipeline.save_pretrained(folder, safe_serialization=True)
    return folder


KINDS: dict[str, Callable[[], Any]] = {
    "wan_t2v": tiny_wan.wan_t2v,
    "wan_flf": tiny_wan.wan_flf,
    "wan_two_experts": tiny_wan.wan_two_experts,
    "wan_5b": tiny_wan.wan_5b,
    "wan_vace": tiny_wan.wan_vace,
    "ltx2": tiny_ltx.ltx2,
    "ltx2_in_context": tiny_ltx.ltx2_in_context,
    "ltx": tiny_ltx.ltx,
    "flux2_klein": tiny_images.flux2_klein,
    "z_image": tiny_images.z_image,
}
"""What builds each kind."""
