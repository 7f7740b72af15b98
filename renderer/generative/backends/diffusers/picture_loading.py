"""An image model's weights into memory, and how much of them is on the device at once.

============  =========================================  ==========================
rung          what it does                               the device has
============  =========================================  ==========================
``whole``     all parts on the device                    all weights
``tiled``     the VAE works in tiles                     all weights
``offloaded`` besides, one part at a time on the device  largest part
``by_block``  besides, one layer at a time               one layer
============  =========================================  ==========================

They are the video models' (see ladder), less those that give up nothing here: nothing overlaps, and pictures are small
enough for 16 bits.
"""

from __future__ import annotations

from typing import Any

from renderer.generative.backends.diffusers.devices import loading, quiet
from renderer.generative.backends.diffusers.folder import Folder
from renderer.generative.backends.diffusers.loading import compute_type
from renderer.generative.means import Rung

_RUNGS: tuple[Rung, ...] = ("whole", "tiled", "offloaded", "by_block")
_NEAREST: dict[Rung, Rung] = {"in_turn": "whole", "float8": "by_block"}


def rungs_from(first: Rung, device: str) -> list[Rung]:
    """The rungs that are tried, in order.  On a processor parts have nowhere else to be."""
    kept = [rung for rung in _RUNGS if device != "cpu" or rung in ("whole", "tiled")]
    begin = _NEAREST.get(first, first)
    return kept[kept.index(begin) if begin in kept else len(kept) - 1 :]


def loaded(folder: Folder, precision: str, device: Any, rung: Rung) -> Any:
    """The pipeline, ready to be called.  Raises RenderError where its files do not go together, and what torch raises
    where memory is short."""
    import diffusers

    quiet()
    with loading("its weights", folder.name):
        pipeline = getattr(diffusers, folder.pipeline).from_pretrained(
            folder.path, local_files_only=True, use_safetensors=True, dtype=compute_type(precision)
        )
    pipeline.set_progress_bar_config(disable=True)
    switch = getattr(pipeline.components.get("vae"), "enable_tiling", None)
    if rung != "whole" and switch is not None:
        switch()
    if rung == "offloaded":
        pipeline.enable_model_cpu_offload(device=device)
    elif rung == "by_block":
        pipeline.enable_sequential_cpu_offload(device=device)
    else:
        pipeline.to(device)
    return pipeline
