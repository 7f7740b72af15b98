"""The scalp of the template, and hair or cloth that grows on it above a line."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import spsolve

from tools.bodybake.dress import Frame
from tools.bodybake.source import Array
from tools.bodybake.surface import Surface, cut, decimated, from_quads, refined, with_lip

Line = tuple[tuple[float, float], ...]
_EAR = (72.0, 122.0, -52.0, -2.0)
"""Degrees of azimuth from and to, and of elevation: what of the head is ear."""


@dataclass(frozen=True)
class Growth:
    """How something sits on the scalp above ``line``, (azimuth, elevation) degrees from the front to behind.

    It stands off by ``sides`` metres, (azimuth, metres), and by ``top`` above; at the line by a share
    ``rim`` of that.  ``parting`` is how many metres left of the middle the hair is parted; None is not.
    """

    line: Line
    sides: Line
    top: float
    rim: float = 0.45
    parting: float | None = None


def middle(frame: Frame) -> Array:
    """The middle (3,) of the skull: between the ears, at the height of the brows."""
    eye, crown = frame.joint("l-eye"), frame.joint("head-2")
    points = head_points(frame)
    return np.array([(points[:, 0].max() + points[:, 0].min()) / 2 - 0.008, 0.0, eye[2] + 0.22 * (crown[2] - eye[2])])


def head_points(frame: Frame) -> Array:
    """The template's points (k, 3) above the jaw's hinge."""
    points = frame.shape[np.unique(frame.source.groups["body"])]
    return points[points[:, 2] > frame.joint("head")[2]]


def scalp(frame: Frame) -> Surface:
    """The head above the collar, its ears replaced by the curve of the skull beside them."""
    body = from_quads(frame.source.groups["body"], len(frame.shape))
    centres = (body.rows @ frame.shape)[body.faces].mean(axis=1)
    head = body.only((centres[:, 2] > frame.joint("neck")[2] - 0.045) & (np.abs(centres[:, 1]) < 0.135))
    azimuth, elevation, _ = _polar(head.rows @ frame.shape, frame)
    bare = decimated(_spanned(head, _in_ear(azimuth, elevation)), frame.shape, 1700)
    return replace(bare, hang=_bulge(bare, frame))


def grown(scalp: Surface, frame: Frame, growth: Growth, tag: int) -> Surface:
    """The scalp above a line, standing off, with a turned-in edge."""
    scalp = refined(scalp, frame.shape, np.abs(_above(scalp, frame, growth.line)) < 7, 0.0125)
    if growth.parting is not None:
        scalp = refined(scalp, frame.shape, _at_parting(scalp, frame, growth.parting, 0.011) > 0.05, 0.010)
    height = _above(scalp, frame, growth.line)
    part, inside, carry = cut(scalp, height)
    value = np.where(np.arange(carry.shape[0]) >= len(height), 0.0, carry @ height)
    used = np.unique(part.faces[inside])
    part, value = part.only(inside), value[used]
    part = part.eased(_stand(part, frame, growth, value)).tagged(np.full(len(part.faces), tag))
    return with_lip(part, np.abs(value) < 1e-6, 0.9 * growth.rim * growth.top, tag)


def _stand(part: Surface, frame: Frame, growth: Growth, value: Array) -> Array:
    """Metres off the scalp (n,), ``value`` (n,) degrees above the line."""
    azimuth, elevation, _ = _polar(part.rows @ frame.shape, frame)
    full = np.interp(azimuth, *zip(*growth.sides, strict=True))
    full += (growth.top - full) * _smooth((elevation - 25) / 40)
    full *= growth.rim + (1 - growth.rim) * _smooth(value / 20)
    if growth.parting is None:
        return full
    return np.asarray(full * (1 - 0.6 * _at_parting(part, frame, growth.parting, 0.005)))


def _at_parting(part: Surface, frame: Frame, parting: float, width: float) -> Array:
    """How near the parting (n,), 0 to 1: it runs back from the forehead and is lost at the crown."""
    x, y, z = (part.rows @ frame.shape - middle(frame)).T
    share: Array = np.exp(-(((y - parting) / width) ** 2)) * _smooth((x + 0.02) / 0.03) * (z > 0.03)
    return share


def _smooth(t: Array) -> Array:
    t = np.clip(t, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def _polar(points: Array, frame: Frame) -> tuple[Array, Array, Array]:
    """Azimuth from the front (0 to 180) and elevation in degrees, and metres, from the skull's middle."""
    offset = points - middle(frame)
    azimuth = np.degrees(np.arctan2(np.abs(offset[:, 1]), offset[:, 0]))
    elevation = np.degrees(np.arctan2(offset[:, 2], np.hypot(offset[:, 0], offset[:, 1])))
    return azimuth, elevation, np.linalg.norm(offset, axis=1)


def _above(surface: Surface, frame: Frame, line: Line) -> Array:
    """Degrees (n,) from a line, above it positive: the distance to the polyline in azimuth and elevation."""
    azimuth, elevation, _ = _polar(surface.rows @ frame.shape, frame)
    whole = [(-line[1][0], line[1][1]), *line, (360 - line[-2][0], line[-2][1])]
    here = np.stack([azimuth, elevation], 1)
    gap = np.full(len(here), np.inf)
    for start, end in zip(np.array(whole[:-1]), np.array(whole[1:]), strict=True):
        along = end - start
        share = np.clip((here - start) @ along / (along @ along), 0, 1)
        gap = np.minimum(gap, np.linalg.norm(here - start - share[:, None] * along, axis=1))
    return np.asarray(np.where(elevation > np.interp(azimuth, *zip(*line, strict=True)), gap, -gap))


def _in_ear(azimuth: Array, elevation: Array) -> np.ndarray:
    return (azimuth > _EAR[0]) & (azimuth < _EAR[1]) & (elevation > _EAR[2]) & (elevation < _EAR[3])


def _spanned(surface: Surface, gone: np.ndarray) -> Surface:
    """With the vertices ``gone`` (n,) drawn to a skin stretched between the others (a harmonic fill)."""
    edges = np.concatenate([surface.faces[:, [0, 1]], surface.faces[:, [1, 2]], surface.faces[:, [2, 0]]])
    n = len(gone)
    links = sparse.csr_matrix((np.ones(2 * len(edges)), (edges.ravel(), edges[:, ::-1].ravel())), shape=(n, n))
    links.data[:] = 1
    laplace = (sparse.diags(np.asarray(links.sum(axis=1)).ravel()) - links).tocsr()
    held = np.flatnonzero(~gone & (np.asarray(links[:, np.flatnonzero(gone)].sum(axis=1)).ravel() > 0))
    fill = spsolve(laplace[gone][:, gone].tocsc(), -laplace[gone][:, held].tocsc())
    operator = sparse.identity(n, format="lil")
    operator[np.flatnonzero(gone), np.flatnonzero(gone)] = 0
    operator[np.ix_(np.flatnonzero(gone), held)] = fill.toarray()
    return surface.moulded(operator.tocsr())


def _bulge(surface: Surface, frame: Frame) -> Array:
    """What brings the stretched skin (n, 3) out to the roundness of the skull about it.

    The skull's radius is fitted over the rest of the cranium by powers of the direction, up to the fourth.
    """
    points = surface.rows @ frame.shape
    azimuth, elevation, radius = _polar(points, frame)
    ear = _in_ear(azimuth, elevation)
    terms = _powers(points - middle(frame))
    skull = ~ear & (elevation > -48) & ((azimuth > 45) | (elevation > 10))
    fitted = terms @ np.linalg.lstsq(terms[skull], radius[skull], rcond=None)[0]
    out = np.where(ear, np.clip(fitted - radius, 0.0, 0.02), 0.0)
    return np.asarray((points - middle(frame)) / radius[:, None] * out[:, None])


def _powers(directions: Array) -> Array:
    """Products of powers of a direction's x, |y| and z, up to the fourth together."""
    x, y, z = (directions / np.linalg.norm(directions, axis=1, keepdims=True)).T
    powers = [(i, j, k) for i in range(5) for j in range(5) for k in range(5) if i + j + k <= 4]
    return np.stack([x**i * np.abs(y) ** j * z**k for i, j, k in powers], 1)
