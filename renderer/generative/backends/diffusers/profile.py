"""How the pipelines of each family are run: only what is known to help, and nothing that was not tried.

What may be asked for by name in a manner (``cache``) is what diffusers 0.42.1 was seen to run with on that family, and
to leave steps out with.  Not offered: TaylorSeer, which on Wan leaves nothing out and says nothing; FasterCache, which
ends in an IndexError; Mag, whose ratios have to be measured on each checkpoint; any at all for distilled models, whose
few steps leave nothing to leave out (``LEAST_STEPS``).

Attention and compilation are diffusers' own by default.  Other kernels come from the hub at run time, which an offline
run cannot, and compiling costs minutes that were not measured here against what they save.
"""

from __future__ import annotations

from typing import Any, NamedTuple

LEAST_STEPS = 12
"""Steps below which a cache is not used."""


class Profile(NamedTuple):
    """``caches`` are the names that a manner may ask for."""

    caches: tuple[str, ...] = ()


_PROFILES = {
    "WanPipeline": Profile(caches=("first_block",)),
    "WanImageToVideoPipeline": Profile(caches=("first_block",)),
    "WanVACEPipeline": Profile(caches=("first_block",)),
}


def profile_of(pipeline: str) -> Profile:
    """How a pipeline class is run."""
    return _PROFILES.get(pipeline, Profile())


def cached(pipe: Any, name: str) -> None:
    """Turns the cache of that name on in every transformer, or all off for ""."""
    for transformer in transformers_of(pipe):
        if getattr(transformer, "is_cache_enabled", False):
            transformer.disable_cache()
        if name:
            transformer.enable_cache(_config(name))


def transformers_of(pipe: Any) -> list[Any]:
    """The parts that denoise."""
    parts = (pipe.components.get(name) for name in ("transformer", "transformer_2"))
    return [part for part in parts if part is not None]


def _config(name: str) -> Any:
    from diffusers import FirstBlockCacheConfig

    return {"first_block": FirstBlockCacheConfig}[name]()
