"""Triangle surfaces whose vertices are linear in the source's: decimated, smoothed, cut straight, hemmed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyfqmr
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree

Array = NDArray[np.float64]
Faces = NDArray[np.int64]


@dataclass(frozen=True)
class Surface:
    """``rows`` (n, source vertices) make its vertices, ``faces`` (m, 3), ``tags`` (m,) say what a face is of.

    ``ease`` (n,) metres is how far a vertex stands off along the surface's normal, ``hang`` (n, 3)
    a fixed offset that only grows with the head (hair).
    """

    rows: sparse.csr_matrix
    faces: Faces
    tags: NDArray[np.int64]
    ease: Array
    hang: Array

    def only(self, keep: NDArray[np.bool_]) -> Surface:
        """The faces for which ``keep`` (m,) holds, and only the vertices that they need."""
        used, inverse = np.unique(self.faces[keep], return_inverse=True)
        return Surface(self.rows[used], inverse.reshape(-1, 3), self.tags[keep], self.ease[used], self.hang[used])

    def tagged(self, tags: NDArray[np.int64]) -> Surface:
        """With other tags (m,)."""
        return replace(self, tags=tags)

    def moulded(self, operator: sparse.csr_matrix) -> Surface:
        """With its vertices mixed by an (n, n) operator."""
        return replace(self, rows=operator @ self.rows)

    def eased(self, ease: Array) -> Surface:
        """With other stand-off (n,) metres."""
        return replace(self, ease=ease)


def from_quads(quads: Faces, count: int) -> Surface:
    """The surface of source quads (q, 4) among ``count`` source vertices."""
    used, inverse = np.unique(quads, return_inverse=True)
    corners = inverse.reshape(-1, 4)
    faces = np.concatenate([corners[:, [0, 1, 2]], corners[:, [0, 2, 3]]])
    rows = sparse.csr_matrix((np.ones(len(used)), (np.arange(len(used)), used)), shape=(len(used), count))
    return plain(rows, faces, 0)


def plain(rows: sparse.csr_matrix, faces: Faces, tag: int) -> Surface:
    """A surface of one tag that neither stands off nor hangs."""
    count = rows.shape[0]
    return Surface(rows, faces, np.full(len(faces), tag), np.zeros(count), np.zeros((count, 3)))


def normals(points: Array, faces: Faces) -> Array:
    """Area-weighted unit vertex normals (n, 3)."""
    a, b, c = (points[faces[:, i]] for i in range(3))
    face = np.cross(b - a, c - a)
    total = np.zeros_like(points)
    for i in range(3):
        np.add.at(total, faces[:, i], face)
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)


def decimated(surface: Surface, shape: Array, target: int) -> Surface:
    """About ``target`` faces, open edges kept; each vertex is carried by the nearest point of the old surface."""
    points = surface.rows @ shape
    engine = pyfqmr.Simplify()
    engine.setMesh(points, surface.faces.astype(np.int32))
    engine.simplify_mesh(target_count=target, aggressiveness=5, preserve_border=True, verbose=False)
    vertices, faces, _ = engine.getMesh()
    index, share = nearest(points, surface.faces, vertices.astype(np.float64))
    share = np.where(share.max(axis=1, keepdims=True) > 0.995, np.round(share), share)  # kept vertices stay exact
    corners = surface.faces[index]
    carry = sparse.csr_matrix(
        (share.ravel(), (np.repeat(np.arange(len(vertices)), 3), corners.ravel())), shape=(len(vertices), len(points))
    )
    return plain(carry @ surface.rows, faces.astype(np.int64), int(surface.tags[0]))


def nearest(points: Array, faces: Faces, queries: Array, among: int = 24) -> tuple[NDArray[np.int64], Array]:
    """For each query (k, 3) the nearest face (k,) and barycentric shares (k, 3) of the nearest point in it."""
    tree = cKDTree(points[faces].mean(axis=1))
    candidates = tree.query(queries, k=min(among, len(faces)))[1]
    best = np.full(len(queries), np.inf)
    index = np.zeros(len(queries), np.int64)
    shares = np.zeros((len(queries), 3))
    for column in candidates.T:
        share = _closest(points[faces[column]], queries)
        gap = np.linalg.norm(np.einsum("kij,ki->kj", points[faces[column]], share) - queries, axis=1)
        closer = gap < best
        best[closer], index[closer], shares[closer] = gap[closer], column[closer], share[closer]
    return index, shares


def _closest(corners: Array, queries: Array) -> Array:
    """Barycentric shares (k, 3) of the point of each triangle (k, 3, 3) nearest its query (k, 3)."""
    a, ab, ac = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    ap = queries - a
    bb, bc, cc = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
    pb, pc = (ap * ab).sum(1), (ap * ac).sum(1)
    area = np.maximum(bb * cc - bc * bc, 1e-18)
    v, w = (cc * pb - bc * pc) / area, (bb * pc - bc * pb) / area
    share = np.clip(np.stack([1 - v - w, v, w], 1), 0, None)
    return share / share.sum(axis=1, keepdims=True)


def smoother(surface: Surface, amount: Array, rounds: int) -> sparse.csr_matrix:
    """A (n, n) operator that draws each vertex towards its neighbours' middle by ``amount`` (n,), ``rounds`` times."""
    edges = np.concatenate([surface.faces[:, [0, 1]], surface.faces[:, [1, 2]], surface.faces[:, [2, 0]]])
    n = len(amount)
    links = sparse.csr_matrix((np.ones(2 * len(edges)), (edges.ravel(), edges[:, ::-1].ravel())), shape=(n, n))
    links.data[:] = 1
    degree = np.asarray(links.sum(axis=1)).ravel()
    step = sparse.diags(1 - amount) + sparse.diags(amount / np.maximum(degree, 1)) @ links
    result = sparse.identity(n, format="csr")
    for _ in range(rounds):
        result = step @ result
    return result


def cut(surface: Surface, field: Array) -> tuple[Surface, NDArray[np.bool_], sparse.csr_matrix]:
    """Splits the faces where ``field`` (n,) changes sign.

    Returns the surface, which faces lie on the positive side, and the (n', n) matrix that makes any
    vertex quantity of the old surface one of the new.
    """
    field = np.where(np.abs(field) < 1e-5, 0.0, field)  # no slivers at vertices that lie on the line already
    edges: dict[tuple[int, int], int] = {}
    made: list[tuple[int, int, float]] = []
    faces: list[tuple[int, int, int]] = []
    tags: list[int] = []
    n = len(field)

    def middle(a: int, b: int) -> int:
        key = (min(a, b), max(a, b))
        if key not in edges:
            edges[key] = n + len(made)
            made.append((key[0], key[1], field[key[0]] / (field[key[0]] - field[key[1]])))
        return edges[key]

    for corner, tag in zip(surface.faces, surface.tags, strict=True):
        for piece in _pieces([int(c) for c in corner], field, middle):
            faces.append(piece)
            tags.append(int(tag))
    carry = _carry(n, made)
    new = Surface(carry @ surface.rows, np.array(faces), np.array(tags), carry @ surface.ease, carry @ surface.hang)
    value = np.concatenate([field, np.zeros(len(made))])
    extreme = value[new.faces]
    positive = extreme.max(axis=1) > -extreme.min(axis=1)
    return new, positive, carry


def _pieces(corner: list[int], field: Array, middle: object) -> list[tuple[int, int, int]]:
    sign = np.sign(field[corner])
    if not (sign.max() > 0 > sign.min()):
        return [(corner[0], corner[1], corner[2])]
    ring: list[int] = []
    sides: list[float] = []
    for i in range(3):
        a, b = corner[i], corner[(i + 1) % 3]
        ring.append(a)
        sides.append(float(sign[i]))
        if sign[i] * sign[(i + 1) % 3] < 0:
            ring.append(middle(a, b))  # type: ignore[operator]
            sides.append(0.0)
    pieces = []
    for side in (1.0, -1.0):
        part = [v for v, s in zip(ring, sides, strict=True) if s in (0.0, side)]
        pieces += [(part[0], part[i], part[i + 1]) for i in range(1, len(part) - 1)]
    return pieces


def _carry(n: int, made: list[tuple[int, int, float]]) -> sparse.csr_matrix:
    eye = sparse.identity(n, format="csr")
    if not made:
        return eye
    a, b, t = (np.array(column) for column in zip(*made, strict=True))
    k = np.arange(len(made))
    mix = sparse.csr_matrix((np.concatenate([1 - t, t]), (np.concatenate([k, k]), np.concatenate([a, b]))), (len(k), n))
    return sparse.vstack([eye, mix], format="csr")


def with_lip(surface: Surface, edge: NDArray[np.bool_], depth: float, tag: int) -> Surface:
    """Turns the open edges whose both ends hold in ``edge`` (n,) inwards by ``depth`` metres: a hem with thickness."""
    directed = np.concatenate([surface.faces[:, [0, 1]], surface.faces[:, [1, 2]], surface.faces[:, [2, 0]]])
    seen = {(int(a), int(b)) for a, b in directed}
    open_edges = np.array([(a, b) for a, b in sorted(seen) if (b, a) not in seen and edge[a] and edge[b]])
    if not len(open_edges):
        return surface
    ring, local = np.unique(open_edges, return_inverse=True)
    (a, b), count = local.reshape(-1, 2).T + len(surface.ease), len(ring)
    strip = np.concatenate([np.stack([b, a, a + count], 1), np.stack([b, a + count, b + count], 1)])
    # The rim has vertices of its own, a hair's breadth off: shading breaks at a hem.
    rim = surface.hang[ring] - np.array([0.0, 0.0, 1e-5])
    return Surface(
        sparse.vstack([surface.rows, surface.rows[ring], surface.rows[ring]], format="csr"),
        np.concatenate([surface.faces, strip]),
        np.concatenate([surface.tags, np.full(len(strip), tag)]),
        np.concatenate([surface.ease, surface.ease[ring], surface.ease[ring] - depth]),
        np.concatenate([surface.hang, rim, rim]),
    )


def joined(parts: list[Surface]) -> Surface:
    """One surface of several, vertices not shared."""
    offsets = np.cumsum([0] + [len(part.ease) for part in parts])
    return Surface(
        sparse.vstack([part.rows for part in parts], format="csr"),
        np.concatenate([part.faces + offset for part, offset in zip(parts, offsets, strict=False)]),
        np.concatenate([part.tags for part in parts]),
        np.concatenate([part.ease for part in parts]),
        np.concatenate([part.hang for part in parts]),
    )


def refined(surface: Surface, shape: Array, region: NDArray[np.bool_], longest: float) -> Surface:
    """Halves edges within ``region`` (n,) until none is longer than ``longest`` metres on ``shape``: no cracks."""
    while True:
        points = surface.rows @ shape
        edges = np.unique(np.sort(surface.faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1), axis=0)
        length = np.linalg.norm(points[edges[:, 0]] - points[edges[:, 1]], axis=1)
        order = np.argsort(-np.where(region[edges].all(axis=1), length, 0.0), kind="stable")
        if length[order[0]] <= longest or not region[edges[order[0]]].all():
            return surface
        surface, region = _halved(surface, region, edges[order], length[order], longest)


def _halved(
    surface: Surface, region: NDArray[np.bool_], edges: Faces, length: Array, longest: float
) -> tuple[Surface, NDArray[np.bool_]]:
    """One round: the longest edges first, no face twice."""
    of_edge: dict[tuple[int, int], list[int]] = {}
    for number, face in enumerate(surface.faces):
        for a, b in ((0, 1), (1, 2), (2, 0)):
            of_edge.setdefault((min(face[a], face[b]), max(face[a], face[b])), []).append(number)
    faces, tags = surface.faces.tolist(), surface.tags.tolist()
    touched: set[int] = set()
    made: list[tuple[int, int, float]] = []
    for (a, b), metres in zip(edges, length, strict=True):
        if metres <= longest or not (region[a] and region[b]):
            break
        owners = of_edge[(a, b)]
        if touched.intersection(owners):
            continue
        touched.update(owners)
        new = len(surface.ease) + len(made)
        made.append((int(a), int(b), 0.5))
        for owner in owners:
            old = faces[owner]
            faces[owner] = [new if corner == a else corner for corner in old]
            faces.append([new if corner == b else corner for corner in old])
            tags.append(tags[owner])
    carry = _carry(len(surface.ease), made)
    finer = Surface(carry @ surface.rows, np.array(faces), np.array(tags), carry @ surface.ease, carry @ surface.hang)
    return finer, np.concatenate([region, np.ones(len(made), bool)])
