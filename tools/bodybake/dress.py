"""Cuts the body and its CC0 "tights" into skin, shirt, trousers, shoes, eyes: straight hems, no saw-teeth.

Planes are set on a template, the mean of the young woman and man, and carried to every other body
with the vertices themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.bodybake.source import Array, Source
from tools.bodybake.surface import Surface, cut, decimated, from_quads, joined, normals, refined, smoother, with_lip

TAGS = (
    "skin", "lips", "brow", "mouth", "eye", "iris", "forearm", "hand", "top", "sleeve", "short_hem", "long_hem",
    "bottom", "shoes", "hair_short", "hair_bob", "hair_long", "hair_bun", "hair_cap", "cap", "hood",
)  # fmt: skip
Mask = NDArray[np.bool_]
TAG = {name: number for number, name in enumerate(TAGS)}


@dataclass(frozen=True)
class Frame:
    """What the cutting planes are hung on: the template shape and, per source vertex, how much arm it is."""

    shape: Array
    arm: Array
    source: Source

    def joint(self, name: str) -> Array:
        """A joint cube's middle (3,) on the template."""
        return self.source.cube(self.shape, f"joint-{name}")


def clothes(frame: Frame) -> list[tuple[str, Surface]]:
    """The garments, cut from the smoothed tights."""
    tights = from_quads(frame.source.groups["helper-tights"], len(frame.shape))
    tights = decimated(tights, frame.shape, 2700)
    points = tights.rows @ frame.shape
    tights = tights.moulded(smoother(tights, _softness(points), 10))
    return [("top", _top(tights, frame)), ("bottom", _bottom(tights, frame)), ("shoes", _shoes(tights, frame))]


def _softness(points: Array) -> Array:
    x, y, z = points.T
    chest = _bump(z, 0.38, 0.13) * _bump(y, 0.0, 0.2) * (x > 0.04)
    crotch = _bump(z, 0.0, 0.12) * _bump(y, 0.0, 0.12)
    seat = _bump(z, 0.05, 0.15) * _bump(y, 0.0, 0.15) * (x < 0.0)
    toes = (z < -0.72) * (x > 0.08) * 0.5
    return np.clip(0.12 + 0.75 * chest + 0.8 * crotch + 0.6 * seat + toes, 0, 0.9)


def _bump(value: Array, middle: float, width: float) -> Array:
    return np.clip(1.5 * (1 - ((value - middle) / width) ** 2), 0, 1)


def _arm_plane(surface: Surface, frame: Frame, bone: tuple[str, str], share: float, back: float = 0.0) -> Array:
    """Metres beyond the plane across an arm bone at ``share`` of its length; -1 off the arms."""
    points, arm = surface.rows @ frame.shape, surface.rows @ frame.arm
    value = np.full(len(points), -1.0)
    for letter, sign in (("l", 1), ("r", -1)):
        start, end = (frame.joint(f"{letter}-{name}") for name in bone)
        along = (end - start) / np.linalg.norm(end - start)
        side = (arm > 0.4) & (points[:, 1] * sign > 0)
        value[side] = (points[side] - start - (end - start) * share) @ along + back
    return value


def _level(surface: Surface, frame: Frame, height: float) -> Array:
    """Metres above a level plane; +1 on the arms."""
    points, arm = surface.rows @ frame.shape, surface.rows @ frame.arm
    return np.where(arm > 0.4, 1.0, points[:, 2] - height)


def collar(surface: Surface, frame: Frame, wider: float) -> Array:
    """Metres inside the neckline, a cone about the neck that dips to the front; -1 on the arms."""
    points, arm = surface.rows @ frame.shape, surface.rows @ frame.arm
    x, y, z = (points - frame.joint("neck")).T
    around = np.hypot((x - 0.012) / 1.02, y)
    value = 0.085 + wider - around + 0.9 * (z + 0.30 * x)
    return np.where((arm > 0.4) | (z < -0.16), -1.0, value)


def _kept(surface: Surface, field: Array, keep_positive: bool) -> tuple[Surface, Array]:
    """One side of a cut; with the cut's field on the remaining vertices (0 on the edge itself)."""
    new, positive, carry = cut(surface, field)
    value = np.where(np.arange(carry.shape[0]) >= len(field), 0.0, carry @ field)
    keep = positive if keep_positive else ~positive
    used = np.unique(new.faces[keep])
    return new.only(keep), value[used]


def waist(frame: Frame) -> float:
    """Height of the shirt's hem on the template, below the navel."""
    return float(frame.joint("l-upper-leg")[2]) + 0.062


def _top(tights: Surface, frame: Frame) -> Surface:
    part, _ = _kept(tights, collar(tights, frame, 0.0), False)
    part, _ = _kept(part, _level(part, frame, waist(frame)), True)
    part, _ = _kept(part, _arm_plane(part, frame, ("elbow", "hand"), 0.93), False)
    part, beyond, _ = cut(part, _arm_plane(part, frame, ("shoulder", "elbow"), 0.66))
    points = part.rows @ frame.shape
    torso = (part.rows @ frame.arm) < 0.4
    hang = np.clip((frame.joint("spine-2")[2] - points[:, 2]) / 0.15, 0, 1) * torso
    wide = np.clip(1 - np.abs(_arm_plane(part, frame, ("shoulder", "elbow"), 0.66)) / 0.05, 0, 1)
    part = part.eased(0.008 + 0.006 * hang + 0.005 * wide)
    upper = part.only(~beyond).tagged(np.full((~beyond).sum(), TAG["top"]))
    lower = part.only(beyond).tagged(np.full(beyond.sum(), TAG["sleeve"]))
    sleeve_edge = np.abs(_arm_plane(upper, frame, ("shoulder", "elbow"), 0.66)) < 1e-4
    cuff = np.abs(_arm_plane(lower, frame, ("elbow", "hand"), 0.93)) < 1e-4
    body_edge = (np.abs(_level(upper, frame, waist(frame))) < 1e-4) | (np.abs(collar(upper, frame, 0.0)) < 1e-4)
    upper = with_lip(upper, body_edge, 0.010, TAG["top"])
    upper = with_lip(
        upper, np.append(sleeve_edge, np.zeros(len(upper.ease) - len(sleeve_edge), bool)), 0.012, TAG["short_hem"]
    )
    return joined([upper, with_lip(lower, cuff, 0.012, TAG["long_hem"])])


def _bottom(tights: Surface, frame: Frame) -> Surface:
    ankle = float(frame.joint("l-ankle")[2]) + 0.035
    part, _ = _kept(tights, _level(tights, frame, waist(frame) + 0.03), False)
    part, _ = _kept(part, _level(part, frame, ankle), True)
    points = part.rows @ frame.shape
    down = np.clip((frame.joint("l-knee")[2] + 0.1 - points[:, 2]) / 0.45, 0, 1)
    belt = np.clip((points[:, 2] - waist(frame) + 0.02) / 0.03, 0, 1)
    part = part.eased(0.009 + 0.012 * down - 0.006 * belt).tagged(np.full(len(part.faces), TAG["bottom"]))
    return with_lip(part, np.abs(_level(part, frame, ankle)) < 1e-4, 0.014, TAG["bottom"])


def _shoes(tights: Surface, frame: Frame) -> Surface:
    part, _ = _kept(tights, _level(tights, frame, float(frame.joint("l-ankle")[2]) + 0.075), False)
    return part.eased(np.full(len(part.ease), 0.007)).tagged(np.full(len(part.faces), TAG["shoes"]))


def skin(frame: Frame) -> list[tuple[str, Surface]]:
    """The bald head with its face, and the two arms, as they look out of the clothes."""
    body = from_quads(frame.source.groups["body"], len(frame.shape))
    head, _ = _kept(body, collar(body, frame, 0.04), True)
    shut, near_mouth = _shut_in(head, frame)
    face = head.tagged(np.where(shut & near_mouth, TAG["mouth"], head.tags)).only(~shut | near_mouth)
    # The face itself keeps its full density: lips and lids must open and close without tearing.
    mouth = face.tags == TAG["mouth"]
    front = _is_front(face, frame) & ~mouth
    pieces = [face.only(front), decimated(face.only(~front & ~mouth), frame.shape, 1100)]
    face = _painted(joined([*pieces, decimated(face.only(mouth), frame.shape, 300)]), frame)
    arms, _ = _kept(body, _arm_plane(body, frame, ("shoulder", "elbow"), 0.66, back=0.014), True)
    arms = decimated(arms, frame.shape, 2300)
    arms, beyond, _ = cut(arms, _arm_plane(arms, frame, ("elbow", "hand"), 0.93, back=0.03))
    arms = arms.tagged(np.where(beyond, TAG["hand"], TAG["forearm"]))
    return [("face", face), ("arms", arms), ("eyes", eyes(frame))]


def _is_front(face: Surface, frame: Frame) -> Mask:
    """The faces before the ears, from the chin to the brow."""
    x, y, z = ((face.rows @ frame.shape)[face.faces].mean(axis=1) - frame.joint("head")).T
    lips = float(_lip_middle(frame)[2] - frame.joint("head")[2])
    return (x > 0.035) & (np.abs(y) < 0.052) & (z > lips - 0.055) & (z < lips + 0.115)


def _shut_in(head: Surface, frame: Frame) -> tuple[Mask, Mask]:
    """Which faces nobody sees, in the mouth and behind the eyes, and which of all faces are near the mouth."""
    points = head.rows @ frame.shape
    centres, outward = points[head.faces].mean(axis=1), normals(points, head.faces)[head.faces].mean(axis=1)
    reach = (centres - frame.joint("mouth") - np.array([0.03, 0, -0.025])) * np.array([1, 1.1, 1])
    near_mouth = np.linalg.norm(reach, axis=1) < 0.085
    near = near_mouth.copy()
    for letter in ("l", "r"):
        near |= np.linalg.norm(centres - frame.joint(f"{letter}-eye"), axis=1) < 0.021
    balls = eyes(frame)
    occluders = np.concatenate([points[head.faces], (balls.rows @ frame.shape)[balls.faces]])
    shut = np.zeros(len(head.faces), bool)
    at_lips = np.linalg.norm(centres - _lip_middle(frame), axis=1) < 0.034
    for index in np.flatnonzero(near | at_lips):
        fan = _FRONT if at_lips[index] else (_FRONT[0], *(outward[index] + turn for turn in _ABOUT))
        shut[index] = _shut(centres[index] + outward[index] * 2e-4, fan, occluders)
    near_mouth |= at_lips
    # A face among shut ones, well behind the lips, is shut as well: a ray slipped through a crack.
    deep = near_mouth & (centres[:, 0] < _lip_middle(frame)[0] - 0.02)
    inner = np.isin(np.arange(len(points)), head.faces[shut & near_mouth])
    shut |= deep & inner[head.faces].all(axis=1)
    return shut, near_mouth


_FRONT = tuple(np.array(ray) for ray in ((1.0, 0, 0), (1, 0.5, 0), (1, -0.5, 0), (1, 0, 0.35), (1, 0, -0.35)))
_ABOUT = tuple(np.array(turn) for turn in ((0.8, 0, 0), (0.0, 0, 0), (0, 0.7, 0), (0, -0.7, 0)))


def _shut(origin: Array, rays: Iterable[Array], triangles: Array) -> bool:
    """Whether all rays from a point hit something."""
    return all(_hits(origin, ray / np.linalg.norm(ray), triangles) for ray in rays)


def _hits(origin: Array, ray: Array, triangles: Array) -> bool:
    """Moeller and Trumbore's ray and triangle test (1997), over all triangles."""
    a, ab, ac = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    p = np.cross(ray, ac)
    det = (ab * p).sum(1)
    det = np.where(np.abs(det) < 1e-14, 1e-14, det)
    s = origin - a
    u = (s * p).sum(1) / det
    q = np.cross(s, ab)
    v, t = (q @ ray) / det, (ac * q).sum(1) / det
    return bool(((u >= 0) & (v >= 0) & (u + v <= 1) & (t > 1e-4)).any())


def _painted(face: Surface, frame: Frame) -> Surface:
    """Brows and lips as faces of their own, cut along ellipses seen from the front."""
    mouth = _lip_middle(frame)
    face = _oval(face, frame, mouth, (0.025, 0.0105), 0.0, "lips")
    for letter, sign in (("l", 1), ("r", -1)):
        eye = frame.joint(f"{letter}-eye")
        middle = eye + np.array([0.0, 0.002 * sign, 0.0215])
        face = _oval(face, frame, middle, (0.023, 0.0040), 0.03 * sign, "brow")
    return face


def _lip_middle(frame: Frame) -> Array:
    """Between upper and lower lip, where the rig's lip bones meet."""
    bones = frame.source.bones
    lips = [frame.source.joint(frame.shape, bones[name]["tail"]) for name in ("oris01", "oris05")]
    return np.mean(lips, axis=0)


def _oval(face: Surface, frame: Frame, middle: Array, radii: tuple[float, float], bow: float, tag: str) -> Surface:
    points = face.rows @ frame.shape
    near = (np.abs(points[:, 1:] - middle[1:]) < np.array(radii) + 0.006).all(axis=1) & (
        points[:, 0] > middle[0] - 0.03
    )
    face = refined(face, frame.shape, near, 0.4 * radii[1] + 0.0035)
    points = face.rows @ frame.shape
    y, z = points[:, 1] - middle[1], points[:, 2] - middle[2]
    # A brow rises outwards and falls at its end; ``bow`` is its slope, signed by the side of the face.
    rise = bow * y - (3.5 * y**2 if bow else 0.0)
    field = 1 - (y / radii[0]) ** 2 - ((z - rise) / radii[1]) ** 2
    field = np.where(points[:, 0] > middle[0] - 0.035, np.maximum(field, -3.0), -3.0)
    new, inside, _ = cut(face, field)
    return new.tagged(np.where(inside & (new.tags != TAG["mouth"]), TAG[tag], new.tags))


def eyes(frame: Frame) -> Surface:
    """Both eyeballs, with an iris."""
    balls = []
    for letter in ("l", "r"):
        ball = from_quads(frame.source.groups[f"helper-{letter}-eye"], len(frame.shape))
        points = ball.rows @ frame.shape
        middle = (points.max(axis=0) + points.min(axis=0)) / 2
        ahead = (points - middle) / np.linalg.norm(points - middle, axis=1, keepdims=True)
        ball, iris, _ = cut(ball, ahead[:, 0] - 0.86)
        balls.append(ball.tagged(np.where(iris, TAG["iris"], TAG["eye"])))
    return joined(balls)
