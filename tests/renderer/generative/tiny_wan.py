"""Tiny models of Wan's."""

from __future__ import annotations

from typing import Any

from tests.renderer.generative.tiny_parts import WIDTH, loud, tokenizer


def umt5() -> Any:
    """The text encoder of Wan."""
    from transformers import UMT5Config, UMT5EncoderModel

    config = UMT5Config(vocab_size=260, d_model=WIDTH, d_kv=8, d_ff=37, num_layers=2, num_heads=4)
    return loud(UMT5EncoderModel(config), 2.0)


def wan_vae() -> Any:
    """Wan's VAE: 4 frames and 8 x 8 pixels a latent, 16 channels."""
    from diffusers import AutoencoderKLWan

    return loud(
        AutoencoderKLWan(
            base_dim=3, z_dim=16, dim_mult=[1] * 4, num_res_blocks=1, temperal_downsample=[False, True, True]
        ),
        1.0,
    )


def wan_transformer(channels: int = 16, **more: Any) -> Any:
    """Wan's transformer of two layers, for latents of so many channels going in."""
    from diffusers import WanTransformer3DModel

    shape = {"out_channels": 16, "num_layers": 2, **_SHAPE, **more}
    return loud(WanTransformer3DModel(in_channels=channels, **shape))


_SHAPE = {
    "patch_size": (1, 2, 2),
    "num_attention_heads": 2,
    "attention_head_dim": 12,
    "text_dim": WIDTH,
    "freq_dim": 256,
    "ffn_dim": 32,
    "cross_attn_norm": True,
    "qk_norm": "rms_norm_across_heads",
    "rope_max_seq_len": 64,
}


def _scheduler(shift: float = 3.0) -> Any:
    from diffusers import UniPCMultistepScheduler

    return UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=shift)


def _wan_parts(**parts: Any) -> dict[str, Any]:
    whole = {"tokenizer": tokenizer(), "text_encoder": umt5(), "vae": wan_vae(), "scheduler": _scheduler()}
    return whole | parts


def wan_t2v() -> Any:
    from diffusers import WanPipeline

    return WanPipeline(**_wan_parts(transformer=wan_transformer()))


def wan_flf() -> Any:
    from diffusers import WanImageToVideoPipeline
    from transformers import CLIPImageProcessorPil, CLIPVisionConfig, CLIPVisionModel

    seeing = CLIPVisionConfig(
        hidden_size=4, projection_dim=4, num_hidden_layers=2, num_attention_heads=2, image_size=32,
        intermediate_size=16, patch_size=1,
    )  # fmt: skip
    return WanImageToVideoPipeline(
        **_wan_parts(
            transformer=wan_transformer(36, added_kv_proj_dim=24, image_dim=4, pos_embed_seq_len=2 * (32 * 32 + 1)),
            image_encoder=loud(CLIPVisionModel(seeing)),
            image_processor=CLIPImageProcessorPil(crop_size=32, size=32),
        )
    )


def wan_two_experts() -> Any:
    from diffusers import WanImageToVideoPipeline

    return WanImageToVideoPipeline(
        **_wan_parts(transformer=wan_transformer(36), transformer_2=wan_transformer(36)),
        image_encoder=None,
        image_processor=None,
        boundary_ratio=0.9,
    )


def wan_5b() -> Any:
    from diffusers import AutoencoderKLWan, WanPipeline

    vae = AutoencoderKLWan(
        base_dim=3, decoder_base_dim=3, z_dim=48, dim_mult=[1] * 4, num_res_blocks=1, in_channels=12, out_channels=12,
        is_residual=True, patch_size=2, scale_factor_spatial=16, scale_factor_temporal=4,
        temperal_downsample=[False, True, True], latents_mean=[0.0] * 48, latents_std=[1.0] * 48,
    )  # fmt: skip
    return WanPipeline(
        **_wan_parts(vae=loud(vae, 1.0), transformer=wan_transformer(48, out_channels=48)), expand_timesteps=True
    )


def wan_vace() -> Any:
    from diffusers import WanVACEPipeline, WanVACETransformer3DModel

    transformer = WanVACETransformer3DModel(
        in_channels=16, out_channels=16, num_layers=3, vace_layers=[0, 2], vace_in_channels=96, **_SHAPE
    )  # fmt: skip
    return WanVACEPipeline(**_wan_parts(transformer=loud(transformer)))
