"""The baked bodies: what ``assets/bodies.npz`` holds, and a body's shape from its build.

The file is made by ``tools/bake_bodies.py`` out of CC0 MakeHuman data; see ``assets/LICENSE-bodies.txt``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from film.cast import Build
from film.errors import RenderError

ASSET = Path(__file__).resolve().parents[1] / "assets" / "bodies.npz"

_ANCHORS: dict[str, tuple[float, ...]] = {
    "gender": (0, 1),
    "age": (1, 10, 25, 90),  # MakeHuman's baby, child, young and old
    "muscle": (0, 0.5, 1),
    "weight": (0.15, 0.5, 0.70),  # beyond its ends by extrapolation: the source's heaviest is merely stout
    "height": (0, 1),
}


@dataclass(frozen=True)
class Asset:
    """The baked file, unpacked: counts are n vertices, m faces, b bones, p points."""

    mean: NDArray[np.float32]
    mix: NDArray[np.float32]
    directions: NDArray[np.float32]
    faces: NDArray[np.int32]
    tags: NDArray[np.uint8]
    weld: NDArray[np.int32]
    bone_index: NDArray[np.int32]
    bone_share: NDArray[np.float32]
    parents: tuple[int, ...]
    tag_names: tuple[str, ...]
    bone_names: tuple[str, ...]
    point_names: tuple[str, ...]


@dataclass(frozen=True)
class Body:
    """A body at rest, standing on z = 0, facing +x: ``vertices`` (n, 3), ``heads`` (b, 3), ``points`` (p, 3) metres."""

    vertices: NDArray[np.float32]
    heads: NDArray[np.float64]
    points: NDArray[np.float64]


@cache
def asset() -> Asset:
    """The baked file, read once; RenderError when it is missing or broken."""
    try:
        with np.load(ASSET, allow_pickle=False) as file:
            data: dict[str, Any] = {name: file[name] for name in file.files}
    except (OSError, ValueError) as error:
        raise RenderError("the baked bodies cannot be read", where=ASSET, do="Install the package again.") from error
    for name in ("faces", "weld", "bone_index"):
        data[name] = data[name].astype(np.int32)
    for name in ("directions", "bone_share"):
        data[name] = data[name].astype(np.float32)
    data["bone_share"] /= data["bone_share"].sum(axis=1, keepdims=True)  # halves are stored: they miss one by a little
    for name in ("tag_names", "bone_names", "point_names"):
        data[name] = tuple(str(word) for word in data[name])
    data["parents"] = tuple(int(parent) for parent in data["parents"])
    return Asset(**data)


def body_of(build: Build) -> Body:
    """The body of a build; it stands ``build.height`` metres tall in its shoes.

    The height slider goes as far as it can, so that proportions follow; the rest is scale.
    """
    low, high = (_standing(_flat(build, slider)) for slider in (0.0, 1.0))
    slider = min(max((build.height - low) / (high - low), 0.0), 1.0)
    flat = _flat(build, slider)
    flat = flat * np.float32(build.height / _standing(flat))
    baked = asset()
    n, b = len(baked.weld), len(baked.bone_names)
    vertices, heads, points = np.split(flat.reshape(-1, 3), [n, n + b])
    return Body(np.ascontiguousarray(vertices), heads.astype(np.float64), points.astype(np.float64))


def _flat(build: Build, height: float) -> NDArray[np.float32]:
    weights = np.ones(1)
    values = {
        "gender": build.gender,
        "age": build.age,
        "muscle": build.muscle,
        "weight": build.weight,
        "height": height,
    }
    for name, anchors in _ANCHORS.items():
        weights = np.multiply.outer(weights, _shares(values[name], anchors)).ravel()
    baked = asset()
    flat = np.asarray(baked.mean + (weights.astype(np.float32) @ baked.mix) @ baked.directions, np.float32)
    flat[2::3] -= flat[2 : 3 * len(baked.weld) : 3].min()  # the shared directions leave some millimetres
    return flat


def _shares(value: float, anchors: tuple[float, ...]) -> NDArray[np.float64]:
    """Linear interpolation (beyond the ends: extrapolation) weights of the anchors, summing to one."""
    left = min(max(bisect_right(anchors, value) - 1, 0), len(anchors) - 2)
    t = (value - anchors[left]) / (anchors[left + 1] - anchors[left])
    shares = np.zeros(len(anchors))
    shares[left : left + 2] = 1 - t, t
    return shares


def _standing(flat: NDArray[np.float32]) -> float:
    """Height of the crown above the soles."""
    baked = asset()
    crown = len(baked.weld) + len(baked.bone_names) + baked.point_names.index("crown")
    return float(flat[3 * crown + 2])
