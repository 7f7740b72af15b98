"""Weights into memory, and onto the device as a rung of the ladder says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from renderer.generative.backends.diffusers.asking import kind_of
from renderer.generative.backends.diffusers.asking.asking import Asking
from renderer.generative.backends.diffusers.devices import loading, quiet
from renderer.generative.backends.diffusers.folder import Folder
from renderer.generative.backends.diffusers.ladder import RUNGS
from renderer.generative.backends.diffusers.profile import transformers_of
from renderer.generative.means import Rung

_EXACT = ("vae", "image_encoder")
"""Parts that are run in 32 bits where their makers run them so."""
_ENCODERS = ("tokenizer", "text_encoder")


class Placed:
    """A pipeline in memory: how precise, on which rung, and who asks it."""

    def __init__(self, folder: Folder, precision: str, device: Any) -> None:
        self.precision = precision
        self.rung: Rung | None = None
        self._device = device
        self.asking: Asking = _loaded(folder, precision)

    def settle(self, rung: Rung) -> bool:
        """Brings it onto the rung; False where it has to be loaded anew for that, since what was done to it for less
        memory cannot be undone.  Raises what torch raises where memory is short."""
        if rung == self.rung:
            return True
        if self.rung in ("by_block", "float8"):
            return False
        self.rung = None  # between two rungs, should memory end
        pipe = self.asking.pipe
        pipe.remove_all_hooks()
        _tiled(pipe, RUNGS.index(rung) >= RUNGS.index("tiled"))
        if rung == "offloaded":
            pipe.enable_model_cpu_offload(device=self._device)
        elif rung in ("by_block", "float8"):
            self._by_block(pipe, rung == "float8" and self.precision != "float8")
        else:
            pipe.to(self._device)
        self.rung = rung
        return True

    def _by_block(self, pipe: Any, in_8_bits: bool) -> None:
        import torch

        pipe.to("cpu")
        for transformer in transformers_of(pipe):
            if in_8_bits:
                _in_8_bits(transformer)
            transformer.enable_group_offload(
                onload_device=self._device,
                offload_device=torch.device("cpu"),
                offload_type="block_level",
                num_blocks_per_group=1,
                use_stream=self._device.type == "cuda",
                low_cpu_mem_usage=True,
            )
        blocks = {id(part) for part in transformers_of(pipe)}
        for part in pipe.components.values():
            if isinstance(part, torch.nn.Module) and id(part) not in blocks:
                part.to(self._device)


def compute_type(precision: str) -> Any:
    """The torch.dtype that is reckoned in: weights of 8 bits are turned to 16 for use."""
    import torch

    return getattr(torch, "bfloat16" if precision == "float8" else precision)


def _loaded(folder: Folder, precision: str) -> Asking:
    import diffusers

    quiet()
    kind = kind_of(folder.pipeline)
    left_out = dict.fromkeys(_ENCODERS) if kind.encodes else {}
    with loading("its weights", folder.name):
        pipe = diffusers.DiffusionPipeline.from_pretrained(
            folder.path,
            local_files_only=True,
            use_safetensors=True,
            dtype=_types(folder.index, precision, kind.exact_vae),
            **left_out,
        )
    pipe.set_progress_bar_config(disable=True)
    if precision == "float8":
        for transformer in transformers_of(pipe):
            _in_8_bits(transformer)
    return kind(pipe, folder.index)


def _types(index: Mapping[str, Any], precision: str, exact: bool) -> dict[str, Any]:
    import torch

    types = {"default": compute_type(precision)}
    return types | {part: torch.float32 for part in _EXACT if exact and index.get(part)}


def _in_8_bits(transformer: Any) -> None:
    import torch

    transformer.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=transformer.dtype)


def _tiled(pipe: Any, on: bool) -> None:
    """Tiles in space for what decodes; slices for a batch, of which there is none here."""
    vae = pipe.components.get("vae")
    switch = getattr(vae, "enable_tiling" if on else "disable_tiling", None)
    if switch is not None:
        switch()
