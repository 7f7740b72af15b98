"""Folders of models by hand, a few hundred bytes each: what a folder is judged by stands in names and headers alone."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

SCHEDULER = ["diffusers", "FlowMatchEulerDiscreteScheduler"]
WAN: dict[str, Any] = {
    "_class_name": "WanPipeline",
    "_diffusers_version": "0.42.1",
    "boundary_ratio": None,
    "expand_timesteps": False,
    "scheduler": SCHEDULER,
    "text_encoder": ["transformers", "UMT5EncoderModel"],
    "tokenizer": ["transformers", "T5TokenizerFast"],
    "transformer": ["diffusers", "WanTransformer3DModel"],
    "transformer_2": [None, None],
    "vae": ["diffusers", "AutoencoderKLWan"],
}
CONFIGS: dict[str, dict[str, Any]] = {
    "transformer": {"num_layers": 30, "num_attention_heads": 12, "patch_size": [1, 2, 2]},
    "vae": {"z_dim": 16, "temperal_downsample": [False, True, True]},
    "text_encoder": {"model_type": "umt5"},
}


def weights(file: Path, **tensors: bytes) -> Path:
    """A safetensors file of flat tensors of bytes."""
    place, header = 0, {}
    for name, content in tensors.items():
        header[name] = {"dtype": "U8", "shape": [len(content)], "data_offsets": [place, place + len(content)]}
        place += len(content)
    told = json.dumps(header).encode()
    file.write_bytes(struct.pack("<Q", len(told)) + told + b"".join(tensors.values()))
    return file


def model(folder: Path, index: dict[str, Any] | None = None, **configs: dict[str, Any]) -> Path:
    """A folder as a model is published: Wan 2.1 T2V 1.3B where nothing else is told."""
    told = WAN if index is None else index
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model_index.json").write_text(json.dumps(told))
    for name, entry in told.items():
        if isinstance(entry, list) and entry[0] is not None:
            _part(folder / name, entry[1], {**CONFIGS, **configs}.get(name, {}))
    return folder


def _part(folder: Path, kind: str, config: dict[str, Any]) -> None:
    folder.mkdir()
    if "Tokenizer" in kind:
        (folder / "tokenizer.json").write_text("{}")
        (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 512, **config}))
    elif "Scheduler" in kind:
        (folder / "scheduler_config.json").write_text(json.dumps(config))
    else:
        (folder / "config.json").write_text(json.dumps(config))
        stem = "model" if "Encoder" in kind and "Auto" not in kind else "diffusion_pytorch_model"
        weights(folder / f"{stem}.safetensors", one=bytes(range(64)), two=b"\x07" * 300)
