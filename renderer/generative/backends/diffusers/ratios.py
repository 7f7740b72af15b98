"""How many frames and pixels one latent of a model stands for: out of its checkpoint, for classes' defaults mislead.

Each maker writes it differently; what nobody wrote is worked out as diffusers' own VAEs do.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any, NamedTuple

_LARGEST = 256


class Ratios(NamedTuple):
    """Frames a latent, pixels a latent along a side, and latents a token along a side; 0 where nobody says."""

    temporal: int = 0
    spatial: int = 0
    patch: int = 1

    @property
    def multiple(self) -> int:
        """Pixels a token along a side; 0 where nobody says."""
        return self.spatial * self.patch


def ratios_of(configs: Mapping[str, Mapping[str, Any]]) -> Ratios:
    """The ratios that the config.json of a model's VAE and transformer tell, by part."""
    vae = configs.get("vae", {})
    transformer = configs.get("transformer") or configs.get("transformer_2") or {}
    return Ratios(_temporal(vae), _spatial(vae), _patch(transformer))


def _temporal(vae: Mapping[str, Any]) -> int:
    told = _first(vae, "scale_factor_temporal", "temporal_compression_ratio")
    halved = _flags(vae, "temperal_downsample", "temporal_downsample")
    expanded = _numbers(vae, "temporal_expansions")
    if told or halved:
        return told or 2 ** sum(halved)
    return _sane(prod(expanded)) if expanded else _scaled(vae, "patch_size_t")


def _spatial(vae: Mapping[str, Any]) -> int:
    told = _first(vae, "scale_factor_spatial", "spatial_compression_ratio")
    halved = _flags(vae, "temperal_downsample", "temporal_downsample")
    expanded = _numbers(vae, "spatial_expansions")
    if told or halved:
        return told or 2 ** len(halved)
    if expanded or "spatio_temporal_scaling" in vae:
        return _sane(prod(expanded)) if expanded else _scaled(vae, "patch_size")
    blocks = _numbers(vae, "block_out_channels")
    return _sane(2 ** (len(blocks) - 1)) if blocks else 0


def _scaled(vae: Mapping[str, Any], patch: str) -> int:
    """LTX's way: its patch, doubled once a scaling."""
    scaling, size = _flags(vae, "spatio_temporal_scaling"), vae.get(patch)
    return _sane(size * 2 ** sum(scaling)) if scaling and isinstance(size, int) else 0


def _patch(transformer: Mapping[str, Any]) -> int:
    sides = _numbers(transformer, "patch_size")
    told = sides[-1] if sides else transformer.get("patch_size")
    return told if isinstance(told, int) and 0 < told <= 16 else 1


def _first(config: Mapping[str, Any], *keys: str) -> int:
    found = (config.get(key) for key in keys)
    return next((int(each) for each in found if isinstance(each, (int, float)) and 1 <= each <= _LARGEST), 0)


def _flags(config: Mapping[str, Any], *keys: str) -> list[bool]:
    return next((told for key in keys if (told := _short(config.get(key), bool))), [])


def _numbers(config: Mapping[str, Any], key: str) -> list[int]:
    return _short(config.get(key), int)


def _short(values: Any, kind: type) -> list[Any]:
    """A list of a few values of a kind; an empty one for anything else."""
    of_kind = isinstance(values, list) and len(values) < 9 and all(type(value) is kind for value in values)
    return list(values) if of_kind else []


def _sane(ratio: int) -> int:
    return ratio if 0 < ratio <= _LARGEST else 0
