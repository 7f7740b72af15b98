"""A model off the disk, proven to be the one that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from film.errors import RenderError
from film.model3d import Model3D
from renderer.previs.models.container import Source, listed, read_source, refused
from renderer.previs.models.numbers import numbers
from renderer.previs.models.paint import Paints
from renderer.previs.models.parts import Part, Tree, parts_of, tree_of

MOST_TRIANGLES = 200_000
"""Of a person or a thing; a set may have ``MOST_IN_A_SET``."""
MOST_IN_A_SET = 500_000

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Skin:
    """The nodes that a skin hangs on, and the inverse of each one's matrix when it was hung there (j, 4, 4)."""

    joints: tuple[int, ...]
    inverse: Matrix


@dataclass(frozen=True)
class Loaded:
    """A whole model, proven: see parts and paint for what each is."""

    tree: Tree
    parts: tuple[Part, ...]
    skins: tuple[Skin, ...]
    paints: Paints
    source: Source


def load(model: Model3D, most: int = MOST_TRIANGLES) -> Loaded:
    """The model in ``model.file``, which is a path by now.

    Raises RenderError for a broken one, or one that is not what ``model.content`` says any more.
    """
    loaded = _load(Path(model.file), model.content, most)
    if model.content and loaded.source.digest != model.content:
        raise RenderError("the model was changed while the film was being made", where=model.file, do="Run again")
    return loaded


def digest_of(path: Path) -> str:
    """sha256 over all files of a model.  Raises RenderError for what is no whole glTF 2.0."""
    return read_source(path).digest


@lru_cache(maxsize=6)
def _load(path: Path, _content: str, most: int) -> Loaded:
    source = read_source(path)
    try:
        tree = tree_of(source)
        parts = parts_of(source, tree, most)
        skins = tuple(_skin(source, tree, number) for number in range(len(listed(source.document, "skins"))))
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        raise refused("it is damaged: what stands in its JSON does not go together") from None
    for part in parts:
        _check_hung(part, skins)
    return Loaded(tree, tuple(parts), skins, Paints(source), source)


def _skin(source: Source, tree: Tree, number: int) -> Skin:
    skin = listed(source.document, "skins")[number]
    joints = skin.get("joints", [])
    if not joints or not all(isinstance(each, int) and 0 <= each < len(tree.names) for each in joints):
        raise refused("its skin hangs on nodes that are not there")
    if "inverseBindMatrices" in skin:
        inverse = numbers(source, skin["inverseBindMatrices"], "MAT4", "bind matrices").astype(np.float64)
        if len(inverse) < len(joints):
            raise refused(f"its skin has {len(inverse)} matrices for {len(joints)} joints")
        inverse = np.swapaxes(inverse[: len(joints)].reshape(-1, 4, 4), 1, 2)
    else:
        inverse = np.tile(np.eye(4), (len(joints), 1, 1))
    if not np.isfinite(inverse).all():
        raise refused("its skin's matrices are not finite")
    return Skin(tuple(joints), inverse)


def _check_hung(part: Part, skins: tuple[Skin, ...]) -> None:
    if part.skin is None or part.joints is None:
        return
    if not 0 <= part.skin < len(skins):
        raise refused("a mesh of it hangs on a skin that is not there")
    if part.joints.size and not 0 <= int(part.joints.min()) <= int(part.joints.max()) < len(skins[part.skin].joints):
        raise refused(f"its skin names joint {int(part.joints.max())} of {len(skins[part.skin].joints)}")


def as_it_stands(loaded: Loaded, part: Part) -> tuple[Matrix, bool]:
    """A part's points (n, 3) in the scene, as the file poses them, and whether it is turned inside out by that."""
    world = loaded.tree.world
    if part.skin is None or part.joints is None or part.shares is None:
        matrix = world[part.node]
        return part.points @ matrix[:3, :3].T + matrix[:3, 3], bool(np.linalg.det(matrix[:3, :3]) < 0)
    skin = loaded.skins[part.skin]
    moves = world[list(skin.joints)] @ skin.inverse
    return blended_points(part, moves), False


def blended_points(part: Part, moves: Matrix) -> Matrix:
    """Linear blend skinning of a part's points (n, 3) by its joints' ``moves`` (j, 4, 4)."""
    assert part.joints is not None
    assert part.shares is not None
    total = part.shares.sum(1, keepdims=True)
    shares = np.divide(part.shares, total, out=np.zeros_like(part.shares), where=total > 1e-9)
    shares[total[:, 0] <= 1e-9, 0] = 1.0
    out = np.zeros_like(part.points)
    for column in range(shares.shape[1]):
        used = np.flatnonzero(shares[:, column])
        move = moves[part.joints[used, column]]
        moved = np.einsum("nij,nj->ni", move[:, :3, :3], part.points[used]) + move[:, :3, 3]
        out[used] += shares[used, column, None] * moved
    return out
