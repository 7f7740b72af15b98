"""The mannequin as a coarse net of points: its shape for a build, at rest.

``silhouette.npz`` is made by ``tools/bake_silhouette.py`` out of the renderer's own bodies, so that what is measured
here is what will be drawn.  Counts: k points of the net, e edges, b bones, r rows of baked poses.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from film.cast import Build, Garment, HairStyle
from planner.geometry import Array

Ints = npt.NDArray[np.int64]

_HEADWEAR: dict[HairStyle, tuple[int, ...]] = {
    "bald": (), "short": (1,), "bob": (2,), "long": (3,), "bun": (4,), "cap": (5, 6), "hood": (7,),
}  # fmt: skip
"""The tags of the net (0 is the figure itself) that a style adds."""

CLOTHS: tuple[Garment, ...] = ("skirt", "long_skirt", "dress", "long_coat")
"""What hangs from a waist and shows beside the legs."""

_ANCHORS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("gender", (0, 1)), ("age", (1, 10, 25, 90)), ("muscle", (0, 0.5, 1)), ("weight", (0.15, 0.5, 0.70)),
    ("height", (0, 1)),
)  # fmt: skip
"""Where along each of its five axes the multilinear body is known; between them it is interpolated."""


_RINGS = 4
"""Rings of points that a cloth hangs in, from the waist to its hem."""


class Cloth(NamedTuple):
    """What hangs from a waist: what makes its n points (f, 3n) of a build's features, their ``bones`` and ``shares``
    (n, 4), and the ``edges`` between them.
    """

    fit: Array
    bones: Ints
    shares: Array
    edges: Ints


@dataclass(frozen=True)
class Net:
    """The baked file: the multilinear body cut down to the net, and every baked pose.

    Of each row ``tilts`` is how the head is tilted, in degrees, ``drops`` by how many leg lengths the hips are lower
    than at ease, ``hangs`` whether left and right arm hang.  ``mood_heads`` are the angles (pitch, roll, yaw) that a
    mood adds to a head.
    """

    mean: Array
    mix: Array
    directions: Array
    worn: Ints
    edges: Ints
    bone_index: Ints
    bone_share: Array
    parents: Ints
    bones: dict[str, int]
    rows: dict[str, int]
    turns: Array
    tilts: tuple[float, ...]
    drops: tuple[float, ...]
    hangs: tuple[tuple[bool, bool], ...]
    mood_heads: dict[str, tuple[float, ...]]
    seats: tuple[float, ...]
    soles: Ints
    under: dict[str, Array]
    cloths: dict[str, Cloth]


class Rest(NamedTuple):
    """A body at rest in its hair and clothes: standing on z = 0, facing +x, in metres.

    ``points`` (k, 3), their ``bones`` and ``shares`` (k, 4), ``edges`` (e, 2) between them; ``heads`` (b, 3) where the
    bones begin, ``steps`` (b, 3) from the parent's beginning, ``hips`` (3,) between the hip joints, ``eyes`` (3,).
    ``under`` is how far the hip joints rest above what carries the body, by base.
    """

    points: Array
    bones: Ints
    shares: Array
    edges: Ints
    heads: Array
    steps: Array
    hips: Array
    eyes: Array
    ankle: float
    thigh: float
    shin: float
    under: dict[str, float]

    @property
    def leg(self) -> float:
        """Metres of a straight leg, hip to ankle."""
        return self.thigh + self.shin


@cache
def net() -> Net:
    """The baked file, read once."""
    with files("planner.framing").joinpath("silhouette.npz").open("rb") as file, np.load(file) as packed:
        data: dict[str, Any] = {name: packed[name] for name in packed.files}
    exact = {name: data[name].astype(np.float64) for name in ("mean", "mix", "directions", "bone_share")}
    whole = {name: data[name].astype(np.int64) for name in ("worn", "edges", "bone_index", "parents", "soles")}
    return Net(
        **exact,
        **whole,
        turns=data["turns"].astype(np.float64),
        bones={str(name): number for number, name in enumerate(data["bones"])},
        rows={str(name): number for number, name in enumerate(data["rows"])},
        tilts=tuple(float(each) for each in data["tilts"]),
        hangs=tuple((bool(left), bool(right)) for left, right in data["hangs"]),
        drops=tuple(float(each) for each in data["drops"]),
        mood_heads={
            str(mood): tuple(row) for mood, row in zip(data["moods"], data["mood_heads"].tolist(), strict=True)
        },
        seats=tuple(float(each) for each in data["seats"]),
        under={base: data[f"under_{base}"] for base in ("sit", "lie", "kneel", "crouch")},
        cloths={name: _cloth(data, name) for name in CLOTHS},
    )


def _cloth(data: dict[str, Any], name: str) -> Cloth:
    bones = data[f"cloth_bones_{name}"].astype(np.int64)
    grid = np.arange(len(bones)).reshape(_RINGS, -1)
    round_it = np.stack((grid, np.roll(grid, -1, axis=1)), axis=-1).reshape(-1, 2)
    down = np.stack((grid[:-1], grid[1:]), axis=-1).reshape(-1, 2)
    return Cloth(
        fit=data[f"cloth_{name}"].astype(np.float64), bones=bones,
        shares=data[f"cloth_shares_{name}"].astype(np.float64), edges=np.concatenate((round_it, down)),
    )  # fmt: skip


@lru_cache(maxsize=256)
def rest_of(build: Build, hair: HairStyle, wears: tuple[Garment, ...] = ()) -> Rest:
    """The body of a build in a hair style and what it wears."""
    baked = net()
    flat = _standing(build)
    count, bones = len(baked.worn), len(baked.parents)
    points, heads, marks = np.split(flat, [count, count + bones])
    keep = np.isin(baked.worn, (0, *_HEADWEAR[hair]))
    number = np.cumsum(keep) - 1
    edges = baked.edges[keep[baked.edges].all(axis=1)]
    cloths = [baked.cloths[worn] for worn in dict.fromkeys(wears) if worn in baked.cloths]
    hung = [(_features(build) @ cloth.fit).reshape(-1, 3) * build.height for cloth in cloths]
    starts = np.cumsum([int(keep.sum()), *(len(each) for each in hung)]).tolist()
    steps = heads - heads[np.maximum(baked.parents, 0)]
    hip, knee, ankle = (heads[baked.bones[f"{name}.L"]] for name in ("upperleg01", "lowerleg01", "foot"))
    return Rest(
        points=np.concatenate([points[keep], *hung]),
        bones=np.concatenate([baked.bone_index[keep], *(cloth.bones for cloth in cloths)]),
        shares=np.concatenate([baked.bone_share[keep], *(cloth.shares for cloth in cloths)]),
        edges=np.concatenate(
            [number[edges], *(cloth.edges + at for cloth, at in zip(cloths, starts[:-1], strict=True))]
        ),
        heads=np.ascontiguousarray(heads),
        steps=np.ascontiguousarray(steps),
        hips=(hip + heads[baked.bones["upperleg01.R"]]) / 2,
        eyes=(marks[1] + marks[2]) / 2,
        ankle=float(ankle[2]),
        thigh=float(np.linalg.norm(knee - hip)),
        shin=float(np.linalg.norm(ankle - knee)),
        under={base: float(_features(build) @ fit) * build.height for base, fit in baked.under.items()},
    )


def _standing(build: Build) -> Array:
    """(k + b + 3, 3): points, bone heads, crown and eyes of a body as tall as its build says, in its shoes.

    The height axis goes as far as it can, so that proportions follow; the rest is scale.
    """
    low, high = (_shaped(build, slider) for slider in (0.0, 1.0))
    short, tall = (float(shape[-3, 2]) for shape in (low, high))
    slider = min(max((build.height - short) / (tall - short), 0.0), 1.0)
    shape = _shaped(build, slider)
    return np.asarray(shape * (build.height / float(shape[-3, 2])))


def _shaped(build: Build, height: float) -> Array:
    values = {"gender": build.gender, "age": build.age, "muscle": build.muscle, "weight": build.weight}
    weights = np.ones(1)
    for name, anchors in _ANCHORS:
        weights = np.multiply.outer(weights, _shares({**values, "height": height}[name], anchors)).ravel()
    baked = net()
    flat = (baked.mean + (weights @ baked.mix) @ baked.directions).reshape(-1, 3)
    flat[:, 2] -= flat[baked.soles, 2].min()
    return np.asarray(flat)


def _shares(value: float, anchors: tuple[float, ...]) -> Array:
    """Linear interpolation (beyond the ends: extrapolation) weights of the anchors, summing to one."""
    left = min(max(bisect_right(anchors, value) - 1, 0), len(anchors) - 2)
    t = (value - anchors[left]) / (anchors[left + 1] - anchors[left])
    shares = np.zeros(len(anchors))
    shares[left : left + 2] = 1 - t, t
    return shares


def _features(build: Build) -> Array:
    """(32,): what the flesh under the hip joints was fitted to: the ages' shares, each with what else makes a build."""
    anchors = dict(_ANCHORS)
    ages = _shares(min(max(build.age, 1.0), 90.0), anchors["age"])
    stout = [max(build.weight - knee, 0.0) for knee in anchors["weight"][:2]]
    others = (1.0, build.gender, build.weight, *stout, build.muscle, build.muscle * build.weight, build.height)
    return np.outer(ages, others).ravel()


def carried(base: str, rest: Rest, seat: float) -> float:
    """The height of the hip joints over the floor, the flesh under them apart."""
    if base in ("sit", "lie"):
        return seat
    if base == "kneel":
        return 0.985 * rest.thigh
    if base == "crouch":
        return rest.ankle + 0.40 * rest.leg
    forward = 0.13 if base == "lean" else -0.018
    return rest.ankle + math.sqrt((0.995 * rest.leg) ** 2 - forward**2)
