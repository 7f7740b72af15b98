"""Turns a model packed as GGUF into a folder of safetensors, which ``--llm transformers:`` and ``--llm vllm:`` read.

    python -m tools.convert_gguf MODEL.gguf FOLDER

Needs the packages torch, transformers, gguf and accelerate (all of them come with the extra ``test``).  What GGUF packs
into four or five bits is unpacked into bfloat16, so that the folder is three to four times as large and not a bit
better.
"""

from __future__ import annotations

import sys
from pathlib import Path


def convert(packed: Path, folder: Path) -> None:
    """Writes config, tokenizer with its chat template, and weights of ``packed`` into ``folder``.

    Raises what transformers raises for a file that is no GGUF or of a kind that it does not know.
    """
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    where, name = str(packed.parent), packed.name
    tokenizer = AutoTokenizer.from_pretrained(where, gguf_file=name, local_files_only=True)
    model = AutoModelForCausalLM.from_pretrained(
        where,
        gguf_file=name,
        dtype=torch.bfloat16,
        local_files_only=True,
        quantization_config=GgufConfig(dequantize=True),
    )
    # It is dense now, but is still said to be packed, which cannot be saved.
    model.hf_quantizer = None
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder, safe_serialization=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
