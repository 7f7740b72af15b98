"""The families of video models that storyreel knows, one module a maker.

::

    model_index.json, config.json of its parts ─family_of─▶ Family   abilities, manner, memory, licence, arithmetic
                                               └─ None: probed alone, see backends.diffusers.probe
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from renderer.generative.families import ltx, others, tencent, wan
from renderer.generative.families.family import Configs, Family


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """Every family, the most specific of those with the same pipelines first."""
    found = (*wan.FAMILIES, *ltx.FAMILIES, *tencent.FAMILIES, *others.FAMILIES)
    return tuple(sorted(found, key=lambda family: (not family.named, -len(family.marks))))


def family(name: str) -> Family:
    """The family of that name.  Raises KeyError."""
    return next((each for each in families() if each.name == name), None) or _none(name)


def family_of(index: Mapping[str, Any], config: Configs, name: str = "") -> Family | None:
    """The family of a model: by its model_index.json, its parts' config.json by part, and what it is published as."""
    return next((each for each in families() if each.is_it(index, config, name)), None)


def _none(name: str) -> Family:
    raise KeyError(name)
