"""Video models of random numbers at their true sizes, in diffusers' layout: how long they take depends on no number.

Shapes are those that their makers publish (Wan2.1-T2V-1.3B and Wan2.2-TI2V-5B, wan/configs, and the config.json of
their diffusers releases).  Words are a byte a token, so that nothing has to be downloaded.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.renderer.generative import tiny, tiny_parts

_WAN = {"attention_head_dim": 128, "text_dim": 4096, "freq_dim": 256}
TRANSFORMERS: dict[str, dict[str, Any]] = {
    "1.3b": {**_WAN, "num_attention_heads": 12, "num_layers": 30, "ffn_dim": 8960},
    "5b": {
        **_WAN,
        "num_attention_heads": 24,
        "num_layers": 30,
        "ffn_dim": 14336,
        "in_channels": 48,
        "out_channels": 48,
    },
}
VAES: dict[str, dict[str, Any]] = {
    "1.3b": {},
    "5b": {
        "base_dim": 160, "decoder_base_dim": 256, "z_dim": 48, "in_channels": 12, "out_channels": 12, "patch_size": 2,
        "is_residual": True, "scale_factor_spatial": 16, "latents_mean": [0.0] * 48, "latents_std": [1.0] * 48,
    },
}  # fmt: skip
_ENCODER = {"vocab_size": 256384, "d_model": 4096, "d_kv": 64, "d_ff": 10240, "num_layers": 24, "num_heads": 64}
"""umT5-XXL: 5.7 billion numbers."""
_SHORT_ENCODER = {**_ENCODER, "vocab_size": 260, "num_layers": 1}
"""One layer of it, where the time of words is not asked for."""


def built(folder: Path, name: str, device: str, text: bool) -> Path:
    """Writes the model into ``folder`` (12 GB for "5b", 4 for "1.3b", 11 more with ``text``) and gives it back.

    ``name`` is "5b", "1.3b", or "tiny" for thousands of numbers; ``device`` is where they are drawn.
    """
    if name == "tiny":
        return tiny.made(folder, "wan_5b")
    from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanPipeline, WanTransformer3DModel
    from transformers import UMT5Config, UMT5EncoderModel

    encoder = UMT5Config(**(_ENCODER if text else _SHORT_ENCODER))
    pipe = WanPipeline(
        tokenizer=tiny_parts.tokenizer(),
        text_encoder=_drawn(lambda: UMT5EncoderModel(encoder), device),
        vae=_drawn(lambda: AutoencoderKLWan(**VAES[name]), device),
        scheduler=UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=5.0),
        transformer=_drawn(lambda: WanTransformer3DModel(**TRANSFORMERS[name]), device),
        expand_timesteps=name == "5b",
    )
    pipe.save_pretrained(folder, safe_serialization=True, max_shard_size="5GB")
    return folder


def _drawn(make: Callable[[], Any], device: str) -> Any:
    """The model in bfloat16 with weights normal around 0, gains 1 and biases 0: nothing overflows or vanishes."""
    import torch

    with torch.device("meta"):
        model = make().to(torch.bfloat16)
    model = model.to_empty(device=device)
    if hasattr(model, "tie_weights"):
        model.tie_weights()  # which to_empty had parted
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.ndim > 1:
                weight.normal_(0.0, 0.02)
            else:
                weight.fill_(0.0 if name.endswith("bias") else 1.0)
    return model.eval()
