"""A surface cut down to few vertices spread over it, and which of them are neighbours."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from renderer.previs.bodies.asset import Asset

Array = np.ndarray
HEAD_WEIGHT = 2.2
"""How much closer together the vertices of the head are."""


def coarse(baked: Asset, rest: Array, faces: Array, count: int, seeds: Array) -> tuple[Array, Array]:
    """``count`` vertices of a surface (and ``seeds``) spread over it, and which of their Voronoi cells touch."""
    weld = baked.weld
    owner = np.full(weld.max() + 1, -1)
    for vertex in np.unique(faces)[::-1]:
        owner[weld[vertex]] = vertex
    tri = owner[weld[faces]]
    used = np.unique(tri)
    place = rest[used] * 1.0
    neck = rest[:, 2].max() * 0.86
    place[:, 2] = np.where(place[:, 2] > neck, neck + (place[:, 2] - neck) * HEAD_WEIGHT, place[:, 2])
    place[:, :2] *= np.where(rest[used, 2] > neck, HEAD_WEIGHT, 1.0)[:, None]
    chosen = farthest(place, min(count, len(used)))
    extra = [int(np.flatnonzero(used == owner[weld[seed]])[0]) for seed in seeds]
    chosen = np.array(list(dict.fromkeys([*chosen.tolist(), *extra])))
    local = np.searchsorted(used, tri)
    pairs = np.concatenate([local[:, [0, 1]], local[:, [1, 2]], local[:, [2, 0]]])
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    length = np.linalg.norm(place[pairs[:, 0]] - place[pairs[:, 1]], axis=1) + 1e-6
    graph = sparse.csr_matrix((length, (pairs[:, 0], pairs[:, 1])), shape=(len(used), len(used)))
    _, _, source = dijkstra(graph, directed=False, indices=chosen, min_only=True, return_predecessors=True)
    number = {int(vertex): i for i, vertex in enumerate(chosen)}
    cell = np.array([number.get(int(vertex), -1) for vertex in source])
    a, b = cell[pairs[:, 0]], cell[pairs[:, 1]]
    apart = (a != b) & (a >= 0) & (b >= 0)
    return used[chosen], np.unique(np.sort(np.stack([a, b], axis=1)[apart], axis=1), axis=0)


def farthest(place: Array, count: int) -> Array:
    """Farthest point sampling, begun at the extremes along the axes and their diagonals."""
    ways = np.array([(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) if (x, y, z) != (0, 0, 0)])
    chosen = list(dict.fromkeys(int(np.argmax(place @ way)) for way in ways))
    away = np.min([np.linalg.norm(place - place[one], axis=1) for one in chosen], axis=0)
    while len(chosen) < count:
        chosen.append(int(np.argmax(away)))
        away = np.minimum(away, np.linalg.norm(place - place[chosen[-1]], axis=1))
    return np.array(chosen)
