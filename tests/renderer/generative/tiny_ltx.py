"""Tiny models of Lightricks'."""

from __future__ import annotations

from typing import Any

from tests.renderer.generative.tiny_parts import WIDTH, loud, tokenizer


def gemma() -> Any:
    """The text encoder of LTX-2, two layers of it."""
    from transformers import Gemma3Config, Gemma3ForConditionalGeneration

    text = {
        "vocab_size": 260, "hidden_size": WIDTH, "intermediate_size": 32, "num_hidden_layers": 2,
        "num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 16, "max_position_embeddings": 1024,
        "sliding_window": 64, "bos_token_id": 3, "eos_token_id": 1, "pad_token_id": 0,
    }  # fmt: skip
    vision = {
        "hidden_size": 8, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "image_size": 16,
        "patch_size": 8,
    }  # fmt: skip
    config = Gemma3Config(
        text_config=text, vision_config=vision, mm_tokens_per_image=4, image_token_index=2, boi_token_index=2,
        eoi_token_index=2,
    )  # fmt: skip
    return loud(Gemma3ForConditionalGeneration(config), 1.0)


def _ltx2_vae() -> Any:
    from diffusers import AutoencoderKLLTX2Video

    return loud(
        AutoencoderKLLTX2Video(
            latent_channels=8, block_out_channels=(8, 8, 8, 8), decoder_block_out_channels=(4, 4, 4),
            layers_per_block=(1, 1, 1, 1, 1), decoder_layers_per_block=(1, 1, 1, 1), upsample_factor=(1, 1, 1),
            upsample_residual=(False, False, False), spatial_compression_ratio=32, temporal_compression_ratio=8,
        ),
        1.0,
    )  # fmt: skip


def ltx2() -> Any:
    from diffusers import (
        AutoencoderKLLTX2Audio,
        FlowMatchEulerDiscreteScheduler,
        LTX2Pipeline,
        LTX2VideoTransformer3DModel,
    )
    from diffusers.pipelines.ltx2 import LTX2TextConnectors, LTX2Vocoder

    connector = {"num_attention_heads": 4, "attention_head_dim": 8, "num_layers": 1, "num_learnable_registers": None}
    connectors = LTX2TextConnectors(
        caption_channels=WIDTH, text_proj_in_factor=3, connector_rope_base_seq_len=32, rope_double_precision=False,
        rope_type="split",
        **{f"{sense}_connector_{key}": value for sense in ("video", "audio") for key, value in connector.items()},
    )  # fmt: skip
    transformer = LTX2VideoTransformer3DModel(
        in_channels=8, out_channels=8, num_attention_heads=2, attention_head_dim=8, cross_attention_dim=16,
        audio_in_channels=4, audio_out_channels=4, audio_num_attention_heads=2, audio_attention_head_dim=4,
        audio_cross_attention_dim=8, num_layers=2, caption_channels=WIDTH, rope_double_precision=False,
        rope_type="split",
    )  # fmt: skip
    audio = AutoencoderKLLTX2Audio(
        base_channels=4, ch_mult=(1, 1, 1), num_res_blocks=1, resolution=32, latent_channels=2, mel_bins=8
    )
    vocoder = LTX2Vocoder(
        in_channels=16, hidden_channels=8, upsample_kernel_sizes=[4, 4], upsample_factors=[2, 2],
        resnet_kernel_sizes=[3], resnet_dilations=[[1, 3, 5]], output_sampling_rate=400,
    )  # fmt: skip
    return LTX2Pipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, base_shift=0.95, max_shift=2.05),
        vae=_ltx2_vae(),
        audio_vae=loud(audio, 1.0),
        text_encoder=gemma(),
        tokenizer=tokenizer(1024, "left"),
        connectors=loud(connectors, 1.0),
        transformer=loud(transformer),
        vocoder=loud(vocoder, 1.0),
    )


def ltx2_in_context() -> Any:
    """LTX-2 as the pipeline that is steered by a video in context."""
    from diffusers import LTX2InContextPipeline

    return LTX2InContextPipeline(**{name: part for name, part in ltx2().components.items() if part is not None})


def ltx() -> Any:
    """LTX-Video, which is asked by its signature."""
    from diffusers import (
        AutoencoderKLLTXVideo,
        FlowMatchEulerDiscreteScheduler,
        LTXImageToVideoPipeline,
        LTXVideoTransformer3DModel,
    )
    from transformers import T5Config, T5EncoderModel

    vae = AutoencoderKLLTXVideo(
        latent_channels=8, block_out_channels=(8, 8, 8, 8), decoder_block_out_channels=(8, 8, 8, 8),
        layers_per_block=(1, 1, 1, 1, 1), decoder_layers_per_block=(1, 1, 1, 1, 1),
    )  # fmt: skip
    transformer = LTXVideoTransformer3DModel(
        in_channels=8, out_channels=8, num_attention_heads=2, attention_head_dim=8, cross_attention_dim=16,
        num_layers=1, caption_channels=WIDTH,
    )  # fmt: skip
    words = T5Config(vocab_size=260, d_model=WIDTH, d_kv=8, d_ff=37, num_layers=2, num_heads=4)
    return LTXImageToVideoPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, base_shift=0.95, max_shift=2.05),
        vae=loud(vae, 1.0),
        text_encoder=loud(T5EncoderModel(words), 2.0),
        tokenizer=tokenizer(128),
        transformer=loud(transformer),
    )
