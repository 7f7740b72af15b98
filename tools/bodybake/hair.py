"""Hair styles and headgear as geometry of our own, grown from the scalp of the template."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from tools.bodybake.dress import TAG, Frame
from tools.bodybake.scalp import Growth, grown, head_points, middle, scalp
from tools.bodybake.source import Array
from tools.bodybake.surface import Faces, Surface, plain

_CROPPED = (
    (0, 34), (30, 34), (48, 30), (59, 23), (65, 10), (69, -4), (75, -14), (83, -14), (89, -4), (100, 1), (112, -6),
    (119, -24), (128, -41), (150, -50), (180, -52),
)  # fmt: skip
"""The hairline of short hair: temples, sideburns, about the ears, down to the nape."""
_SWEPT = (
    (0, 35), (30, 35), (50, 30), (62, 20), (69, 6), (75, -5), (88, -5), (100, -1), (112, -8), (119, -26), (128, -42),
    (150, -49), (180, -49),
)  # fmt: skip
"""The hairline of hair that is drawn back."""
_CAPLINE = ((0, 20), (60, 15), (95, 13), (140, 2), (180, -4))
_HOODLINE = ((0, 37), (40, 32), (62, 20), (85, 8), (120, 0), (180, -10))

SHORT = Growth(_CROPPED, ((0, 0.018), (60, 0.014), (95, 0.016), (130, 0.017), (180, 0.016)), 0.024, 0.42, 0.030)
BUN = Growth(_SWEPT, ((0, 0.009), (90, 0.009), (180, 0.011)), 0.011, 0.30)
FALLING = Growth(_SWEPT, ((0, 0.013), (75, 0.013), (110, 0.012), (180, 0.012)), 0.016, 0.40, 0.012)
UNDER_CAP = Growth(_CROPPED, ((0, 0.007), (180, 0.009)), 0.008, 0.55)
CAP = Growth(_CAPLINE, ((0, 0.022), (180, 0.022)), 0.024, 0.60)
HOOD = Growth(_HOODLINE, ((0, 0.027), (180, 0.028)), 0.027, 0.85)


@dataclass(frozen=True)
class Fall:
    """What falls from under the cap of hair: from ``front`` degrees of azimuth round the back to the other side.

    It ends ``beside`` and ``behind`` metres from the skull's middle, is ``thick`` metres, narrows to
    ``ends`` degrees of azimuth at its end, keeps a share ``plumb`` of its radius from row to row where
    nothing holds it out, curls in by ``tuck`` at the end, and is parted in locks ``lock`` metres deep.
    Its upper edge stands off by a share ``under``, hidden in the cap of hair.
    """

    front: float
    beside: float
    behind: float
    thick: float
    ends: float
    plumb: float
    tuck: float = 0.0
    lock: float = 0.0
    under: float = 0.35


BOB = Fall(62, -0.112, -0.100, 0.017, 66, 0.990, 0.07, 0.0012)
LONG = Fall(110, -0.205, -0.265, 0.015, 140, 0.950, 0.0, 0.0026)


def styles(frame: Frame, skin_rows: sparse.csr_matrix) -> list[Surface]:
    """Every style's own faces, tagged.  ``skin_rows`` makes the points that free-standing hair hangs on."""
    bare = scalp(frame)
    drop = frame.joint("neck")[2] - middle(frame)[2]
    hood = Fall(66, drop - 0.005, drop - 0.045, 0.028, 66, 0.985, under=0.8)
    return [
        grown(bare, frame, SHORT, TAG["hair_short"]),
        grown(bare, frame, FALLING, TAG["hair_bob"]),
        _falling(frame, skin_rows, BOB, TAG["hair_bob"]),
        grown(bare, frame, FALLING, TAG["hair_long"]),
        _falling(frame, skin_rows, LONG, TAG["hair_long"]),
        grown(bare, frame, BUN, TAG["hair_bun"]),
        _bun(frame, skin_rows),
        grown(bare, frame, UNDER_CAP, TAG["hair_cap"]),
        grown(bare, frame, CAP, TAG["cap"]),
        _peak(frame, skin_rows),
        grown(bare, frame, HOOD, TAG["hood"]),
        _falling(frame, skin_rows, hood, TAG["hood"]),
    ]


def _falling(frame: Frame, skin_rows: sparse.csr_matrix, fall: Fall, tag: int) -> Surface:
    """A slab of hair that begins under the cap of hair, comes out of it and falls."""
    centre, rows = middle(frame), np.linspace(0, 1, 9)[:, None]
    starts = fall.front + (fall.ends - fall.front) * np.clip(rows * 1.4 - 0.4, 0, 1)
    azimuths = np.radians(180 + (180 - starts) * np.linspace(-1, 1, 23))
    behind = np.clip((-np.cos(azimuths) + 0.1) / 0.8, 0, 1)
    locks = np.cos(np.linspace(0, 12 * np.pi, 23))[None, :] * np.clip(rows * 2 - 0.3, 0, 1)
    ends = fall.beside * (1 - behind) + fall.behind * behind + 1.5 * fall.lock * locks
    heights = 0.045 * (1 - rows) + ends * rows
    radii = _radii(frame, centre, azimuths, heights, fall.plumb) * (1 - fall.tuck * np.clip(4 * rows - 3, 0, 1) ** 2)
    out = fall.thick * (fall.under + (1 - fall.under) * np.clip(rows * 3, 0, 1)) + fall.lock * locks
    # Both sides thin out.
    depth = 0.011 * (0.4 + 0.6 * np.sin(np.linspace(0, np.pi, 23)) ** 0.5)[None, :]
    outer = _around(centre, azimuths, heights, radii + out)
    inner = _around(centre, azimuths, heights, radii + out - depth)
    return _hung(*_shell(outer, inner), tag, frame, skin_rows)


def _radii(frame: Frame, centre: Array, azimuths: Array, heights: Array, plumb: float) -> Array:
    """How far (rows, columns) the body reaches from the skull's axis; hair hangs plumb from the widest point above."""
    groups = frame.source.groups
    points = frame.shape[np.unique(np.concatenate([groups["body"], groups["helper-tights"]]))] - centre
    points = points[(np.abs(points[:, 1]) < 0.135) & (points[:, 2] < 0.08) & (points[:, 2] > -0.4)]
    around, reach = np.arctan2(points[:, 1], points[:, 0]), np.hypot(points[:, 0], points[:, 1])
    radii = np.zeros_like(heights)
    for row, column in np.ndindex(*heights.shape):
        turn = np.abs((around - azimuths[row, column] + np.pi) % (2 * np.pi) - np.pi)
        near = (turn < 0.2) & (np.abs(points[:, 2] - heights[row, column]) < 0.018)
        here = reach[near].max() if near.any() else 0.0
        above = radii[row - 1, column] if row else 0.0
        radii[row, column] = max(here, above * plumb)
    kernel = np.array([0.25, 0.5, 0.25])
    for _ in range(2):
        padded = np.pad(radii, ((0, 0), (1, 1)), mode="edge")
        radii = np.maximum(radii * 0.97, sum(k * padded[:, i : i + radii.shape[1]] for i, k in enumerate(kernel)))
    return radii


def _around(centre: Array, azimuths: Array, heights: Array, radii: Array) -> Array:
    flat = np.stack([np.cos(azimuths) * radii, np.sin(azimuths) * radii, heights], -1)
    return flat + centre


def _shell(outer: Array, inner: Array) -> tuple[Array, Faces]:
    """A closed slab between two grids (rows, columns, 3) that run down and counter-clockwise seen from above."""
    rows, columns = outer.shape[:2]
    index = np.arange(rows * columns).reshape(rows, columns)
    back = index + rows * columns
    quads = [np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], -1).reshape(-1, 4)]
    quads.append(np.stack([back[:-1, :-1], back[:-1, 1:], back[1:, 1:], back[1:, :-1]], -1).reshape(-1, 4))
    rim = np.concatenate([index[0, ::-1], index[1:, 0], index[-1, 1:], index[-2::-1, -1]])
    across = rim + rows * columns
    follow = np.roll(np.arange(len(rim)), -1)
    quads.append(np.stack([rim, across, across[follow], rim[follow]], -1))
    corners = np.concatenate(quads)
    faces = np.concatenate([corners[:, [0, 1, 2]], corners[:, [0, 2, 3]]])
    return np.concatenate([outer.reshape(-1, 3), inner.reshape(-1, 3)]), faces


def _bun(frame: Frame, skin_rows: sparse.csr_matrix) -> Surface:
    """A ball of hair high at the back."""
    centre = middle(frame)
    back = head_points(frame)[:, 0].min()
    ball = np.array([back - 0.010, 0.0, centre[2] + 0.050])
    turns, heights = np.linspace(0, 2 * np.pi, 15)[:-1], np.linspace(-np.pi / 2, np.pi / 2, 9)
    ring = np.stack(
        [
            np.outer(np.cos(heights), np.cos(turns)),
            np.outer(np.cos(heights), np.sin(turns)),
            np.outer(np.sin(heights), np.ones(14)),
        ],
        -1,
    )
    points = ball + ring.reshape(-1, 3) * [0.038, 0.047, 0.044]
    index = np.arange(len(points)).reshape(9, 14)
    after = np.roll(index, -1, axis=1)
    quads = np.stack([index[:-1], after[:-1], after[1:], index[1:]], -1).reshape(-1, 4)
    faces = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    return _hung(points, faces, TAG["hair_bun"], frame, skin_rows)


def _peak(frame: Frame, skin_rows: sparse.csr_matrix) -> Surface:
    """The peak of a cap: a bowed shelf over the brows."""
    centre = middle(frame)
    azimuths = np.radians(np.linspace(54, -54, 13))
    out = np.linspace(0, 1, 5)[:, None]
    reach = _radii(frame, centre, azimuths[None], np.full((1, 13), 0.045), 1.0)[0] + 0.006
    length = 0.070 * np.cos(azimuths * 1.5).clip(0.05, 1) ** 0.7
    radii = reach + length * out
    drop = 0.040 - 0.016 * out**1.3 - 0.013 * (1 - np.cos(azimuths)) * 2.0
    upper = np.stack([np.cos(azimuths) * radii, np.sin(azimuths) * radii, drop + 0.004], -1) + centre
    lower = upper - [0, 0, 0.006]
    points, faces = _shell(upper, lower)
    return _hung(points, faces, TAG["cap"], frame, skin_rows)


def _hung(points: Array, faces: Faces, tag: int, frame: Frame, skin_rows: sparse.csr_matrix) -> Surface:
    """Free-standing points (n, 3), each carried by the nearest skin at a fixed offset."""
    anchors = skin_rows @ frame.shape
    distance, index = cKDTree(anchors).query(points, k=12)
    weight = 1 / (distance + 0.01) ** 2
    weight /= weight.sum(axis=1, keepdims=True)
    place = (np.repeat(np.arange(len(points)), 12), index.ravel())
    rows = sparse.csr_matrix((weight.ravel(), place), (len(points), len(anchors))) @ skin_rows
    return replace(plain(rows, faces, tag), hang=points - rows @ frame.shape)
