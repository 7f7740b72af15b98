"""Hair styles and headgear as geometry of our own, grown from the scalp of the template."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from tools.bodybake.dress import TAG, Frame
from tools.bodybake.source import Array
from tools.bodybake.surface import Faces, Surface, cut, decimated, from_quads, plain, refined, smoother, with_lip


def middle(frame: Frame) -> Array:
    """The middle (3,) of the skull: between the ears, at the height of the brows."""
    eye, crown = frame.joint("l-eye"), frame.joint("head-2")
    points = _head_points(frame)
    return np.array([(points[:, 0].max() + points[:, 0].min()) / 2 - 0.008, 0.0, eye[2] + 0.22 * (crown[2] - eye[2])])


def _head_points(frame: Frame) -> Array:
    points = frame.shape[np.unique(frame.source.groups["body"])]
    return points[points[:, 2] > frame.joint("head")[2]]


def _angles(points: Array, centre: Array) -> tuple[Array, Array]:
    """Azimuth from the front (0 to 180) and elevation, in degrees, about the skull's middle."""
    offset = points - centre
    azimuth = np.degrees(np.arctan2(np.abs(offset[:, 1]), offset[:, 0]))
    elevation = np.degrees(np.arctan2(offset[:, 2], np.hypot(offset[:, 0], offset[:, 1])))
    return azimuth, elevation


_HAIRLINE = ((0, 34), (32, 34), (52, 29), (68, 17), (82, 8), (97, 6), (110, -4), (126, -30), (148, -43), (180, -46))
_CAPLINE = ((0, 20), (60, 15), (95, 13), (140, 2), (180, -4))
_HOODLINE = ((0, 37), (40, 32), (62, 20), (85, 8), (120, 0), (180, -10))


def styles(frame: Frame, skin_rows: sparse.csr_matrix) -> list[Surface]:
    """Every style's own faces, tagged.  ``skin_rows`` makes the points that free-standing hair hangs on."""
    scalp = _scalp(frame)
    hairs = [_grown(scalp, frame, _HAIRLINE, 0.013, TAG["hair_short"])]
    shoulder = frame.joint("l-shoulder")[2] + 0.105 - middle(frame)[2]
    for tag, lowest in (("hair_bob", (-0.105, -0.105)), ("hair_long", (-0.30, shoulder))):
        hairs.append(_grown(scalp, frame, _HAIRLINE, 0.016, TAG[tag]))
        hairs.append(_curtain(frame, skin_rows, lowest, 0.016, TAG[tag]))
    hairs += [_grown(scalp, frame, _HAIRLINE, 0.010, TAG["hair_bun"]), _bun(frame, skin_rows)]
    hairs += [_grown(scalp, frame, _HAIRLINE, 0.008, TAG["hair_cap"])]
    hairs += [_grown(scalp, frame, _CAPLINE, 0.022, TAG["cap"]), _peak(frame, skin_rows)]
    return [*hairs, *_hood(scalp, frame, skin_rows)]


def _scalp(frame: Frame) -> Surface:
    """The head above the collar, its ears smoothed away."""
    body = from_quads(frame.source.groups["body"], len(frame.shape))
    points = body.rows @ frame.shape
    keep = (points[body.faces].mean(axis=1)[:, 2] > frame.joint("neck")[2] - 0.045) & (
        np.abs(points[body.faces].mean(axis=1)[:, 1]) < 0.135
    )
    head = decimated(body.only(keep), frame.shape, 2000)
    points = head.rows @ frame.shape
    azimuth, elevation = _angles(points, middle(frame))
    ears = ((np.abs(azimuth - 98) < 40) & (np.abs(elevation + 18) < 48)).astype(float)
    return head.moulded(smoother(head, 0.9 * ears, 90))


def _grown(scalp: Surface, frame: Frame, line: tuple[tuple[float, float], ...], thick: float, tag: int) -> Surface:
    """The scalp above a line of (azimuth, elevation), standing off by up to ``thick`` metres."""
    scalp = refined(scalp, frame.shape, np.abs(_over(scalp, frame, line)) < 6, 0.014)
    height = _over(scalp, frame, line)
    part, above, carry = cut(scalp, height)
    value = np.where(np.arange(carry.shape[0]) >= len(height), 0.0, carry @ height)
    used = np.unique(part.faces[above])
    part, value = part.only(above), value[used]
    # Fuller on top and behind than at the forehead, and rounded towards the line.
    part = part.eased(thick * np.clip(0.45 + 0.55 * value / 22, 0, 1)).tagged(np.full(len(part.faces), tag))
    return with_lip(part, np.abs(value) < 1e-6, 0.6 * thick, tag)


def _over(scalp: Surface, frame: Frame, line: tuple[tuple[float, float], ...]) -> Array:
    """Degrees above a line of (azimuth, elevation)."""
    azimuth, elevation = _angles(scalp.rows @ frame.shape, middle(frame))
    return elevation - np.interp(azimuth, *zip(*line, strict=True))


def _hood(scalp: Surface, frame: Frame, skin_rows: sparse.csr_matrix) -> list[Surface]:
    """A hood up: a close crown, and cloth that falls beside the face and behind to the collar."""
    drop = frame.joint("neck")[2] - middle(frame)[2]
    crown = _grown(scalp, frame, _HOODLINE, 0.027, TAG["hood"])
    return [crown, _curtain(frame, skin_rows, (drop - 0.045, drop - 0.005), 0.028, TAG["hood"])]


def _curtain(
    frame: Frame, skin_rows: sparse.csr_matrix, lowest: tuple[float, float], thick: float, tag: int
) -> Surface:
    """What falls from above the ears to ``lowest`` metres from the skull's middle: behind, and beside the face."""
    centre = middle(frame)
    azimuths = np.radians(np.linspace(66, 294, 23))
    behind = np.clip((-np.cos(azimuths) + 0.1) / 0.8, 0, 1)
    ends = lowest[1] * (1 - behind) + lowest[0] * behind
    rows = np.linspace(0, 1, 9)[:, None]
    heights = 0.05 * (1 - rows) + ends * rows
    radii = _radii(frame, centre, azimuths, heights)
    outer = _around(centre, azimuths, heights, radii + thick - 0.010 * (rows < 0.01))
    inner = _around(centre, azimuths, heights, radii + thick - 0.012)
    return _hung(*_shell(outer, inner), tag, frame, skin_rows)


def _radii(frame: Frame, centre: Array, azimuths: Array, heights: Array) -> Array:
    """How far (rows, columns) the body reaches from the skull's axis; hair hangs plumb from the widest point above."""
    groups = frame.source.groups
    points = frame.shape[np.unique(np.concatenate([groups["body"], groups["helper-tights"]]))] - centre
    points = points[(np.abs(points[:, 1]) < 0.135) & (points[:, 2] < 0.08) & (points[:, 2] > -0.4)]
    around, reach = np.arctan2(points[:, 1], points[:, 0]), np.hypot(points[:, 0], points[:, 1])
    radii = np.zeros_like(heights)
    for row, column in np.ndindex(*heights.shape):
        turn = np.abs((around - azimuths[column] + np.pi) % (2 * np.pi) - np.pi)
        near = (turn < 0.2) & (np.abs(points[:, 2] - heights[row, column]) < 0.018)
        here = reach[near].max() if near.any() else 0.0
        above = radii[row - 1, column] if row else 0.0
        radii[row, column] = max(here, above * 0.985)
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
    back = _head_points(frame)[:, 0].min()
    ball = np.array([back - 0.022, 0.0, centre[2] + 0.055])
    turns, heights = np.linspace(0, 2 * np.pi, 15)[:-1], np.linspace(-np.pi / 2, np.pi / 2, 9)
    ring = np.stack(
        [
            np.outer(np.cos(heights), np.cos(turns)),
            np.outer(np.cos(heights), np.sin(turns)),
            np.outer(np.sin(heights), np.ones(14)),
        ],
        -1,
    )
    points = ball + ring.reshape(-1, 3) * [0.036, 0.042, 0.040]
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
    reach = _radii(frame, centre, azimuths, np.full((1, 13), 0.045))[0] + 0.006
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
