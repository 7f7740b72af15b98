"""What is worn over the baked figure: skirts, coats, aprons, hats, glasses and belts, as simple shapes on its bones.

Each is made in the rest pose out of the body's own measures and hangs on it by skin weights like the figure itself::

    waist  o-o-o-o      rings of vertices: the upper ones go with the pelvis, the lower ones
    hips  o--o--o--o    ever more with the leg on their side, so that a skirt sits down and
    hem  o---o---o---o  strides with its wearer
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from film.cast import CharacterSheet
from renderer.previs.bodies.asset import Asset, Body
from renderer.previs.bodies.beard import beard
from renderer.previs.bodies.outfit import Colour, Outfit, linear
from renderer.previs.bodies.piece import Piece, strips

_AROUND = 22
_FITTED, _SEAM = 0.16, 0.004
"""A garment stands its full way off the body so far below its upper edge, in shares of the hips' height; metres that it
stands off there."""
_DARK: Colour = (0.018, 0.017, 0.018)
_WHITE: Colour = (0.72, 0.70, 0.66)


def pieces(sheet: CharacterSheet, body: Body, baked: Asset) -> list[Piece]:
    """All that a sheet wears over its figure."""
    tailor, made = _Tailor(body, baked), []
    top, bottom = linear(sheet.palette.top), linear(sheet.palette.bottom)
    for worn in dict.fromkeys(sheet.wears):
        if worn == "skirt":
            made.append(tailor.hung(1.12, 0.47, 0.016, 0.22, bottom))
        elif worn == "long_skirt":
            made.append(tailor.hung(1.12, 0.08, 0.016, 0.22, bottom))
        elif worn == "dress":
            made.append(tailor.hung(1.16, 0.42, 0.018, 0.24, top))
        elif worn == "long_coat":
            made.append(tailor.hung(1.22, 0.36, 0.034, 0.26, top, gap=7.0))
        elif worn == "apron":
            made.append(tailor.hung(1.14, 0.50, 0.032, 0.26, _WHITE, gap=-64.0))
        elif worn == "belt":
            made.append(tailor.hung(1.075, 1.02, 0.010, 0.0, _DARK, rings=2))
        elif worn == "hat":
            made.append(tailor.hat(_shaded(bottom, 0.5)))
        elif worn in ("glasses", "sunglasses"):
            made.append(tailor.glasses(dark=worn == "sunglasses"))
        elif worn == "beard":
            grown = beard(body, baked)
            made.append(replace(grown, colours=grown.colours + np.asarray(linear(sheet.palette.hair), np.float32)))
    return made


def _hem(sheet: CharacterSheet, body: Body, baked: Asset) -> float | None:
    """How high a skirt leaves the legs bare, in metres; None for who wears trousers."""
    shares = {"skirt": 0.47, "dress": 0.42, "long_skirt": 0.08}
    worn = [shares[each] for each in sheet.wears if each in shares]
    return min(worn) * _Tailor(body, baked).hip if worn else None


def _shaded(colour: Colour, share: float) -> Colour:
    return colour[0] * share, colour[1] * share, colour[2] * share


class _Tailor:
    """One body's measures; heights are given in shares of the hip joints' height."""

    def __init__(self, body: Body, baked: Asset) -> None:
        self.body, self.baked = body, baked
        self.index = {name: number for number, name in enumerate(baked.bone_names)}
        self.points = dict(zip(baked.point_names, body.points, strict=True))
        self.hip = float(body.heads[self.index["upperleg01.L"]][2])
        self.knee = float(body.heads[self.index["lowerleg01.L"]][2])
        arms = [n for name, n in self.index.items() if any(word in name for word in ("arm", "wrist", "finger"))]
        worn = ~np.isin(baked.bone_index[:, 0], arms)
        self.trunk = body.vertices[worn & (body.vertices[:, 2] < 1.4 * self.hip)]

    def hung(
        self, high: float, low: float, out: float, flare: float, colour: Colour, *, gap: float | None = None,
        rings: int = 7,
    ) -> Piece:  # fmt: skip
        """A cloth from ``high`` to ``low``, ``out`` metres off the body, wider by ``flare`` metres in a metre below
        the hips.

        ``gap`` leaves so many degrees open on each side of the front; below zero only that much of it is there.
        """
        angles = np.linspace(-180.0, 180.0, _AROUND, endpoint=gap is not None)
        if gap is not None:
            angles = np.linspace(gap, 360.0 - gap, _AROUND) if gap > 0 else np.linspace(gap, -gap, _AROUND)
        rows, previous = [], (0.0, 0.0)
        for height in np.linspace(high, low, rings) * self.hip:
            deep, wide, middle = self._girth(float(height))
            fall = max(self.hip - float(height), 0.0) * flare
            # Its upper edge lies on the body: cloth that stood off there would show a gap.
            off = out * min((high * self.hip - float(height)) / (_FITTED * self.hip) + _SEAM / out, 1.0)
            # Cloth hangs: it never goes back in under the widest place.
            previous = max(previous[0], deep + off + fall), max(previous[1], wide + off + fall)
            rows.append(self._ring(angles, previous, middle, float(height)))
        vertices = np.concatenate(rows)
        bones, shares = self._weights(vertices)
        faces = strips(rings, len(angles), closed=gap is None)
        return _piece(vertices, (bones, shares), faces, colour)

    def _girth(self, height: float) -> tuple[float, float, float]:
        """Half the depth and half the width of trunk or thighs at a height, and the middle of its depth."""
        level = self.trunk[np.abs(self.trunk[:, 2] - max(height, 0.8 * self.hip)) < 0.025 * self.hip]
        low, high = float(level[:, 0].min()), float(level[:, 0].max())
        return (high - low) / 2, float(np.abs(level[:, 1]).max()), (high + low) / 2

    @staticmethod
    def _ring(
        angles: NDArray[np.float64], size: tuple[float, float], middle: float, height: float
    ) -> NDArray[np.float64]:
        turn = np.radians(angles)
        return np.stack([middle + size[0] * np.cos(turn), size[1] * np.sin(turn), np.full_like(turn, height)], axis=1)

    def _weights(self, vertices: NDArray[np.float64]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Pelvis above the hips; below, the leg of either side, and its shin below the knee."""
        names = ("upperleg01.L", "upperleg01.R", "lowerleg01.L", "lowerleg01.R")
        _, y, z = vertices.T
        spread = 0.75 * self.hip * 0.2
        left = 1 / (1 + np.exp(-3.4 * y / spread))
        leg = np.clip((1.02 * self.hip - z) / (0.20 * self.hip), 0.0, 1.0) * 0.94
        # From above the knee on cloth hangs with the shin, so that a hem falls over the knees of who sits.
        shin = leg * np.clip((1.35 * self.knee - z) / (0.7 * self.knee), 0.0, 1.0) * 0.85
        thigh = leg - shin
        five = np.stack([1 - leg, thigh * left, thigh * (1 - left), shin * left, shin * (1 - left)], axis=1)
        # Four bones a vertex: where the pelvis has next to nothing left, it gives way to the shins.
        order = np.argsort(-five, axis=1, kind="stable")[:, :4]
        shares = np.take_along_axis(five, order, axis=1)
        bones = np.array([self.index["root"], *(self.index[name] for name in names)], np.int32)[order]
        return bones, (shares / shares.sum(axis=1, keepdims=True)).astype(np.float32)

    def hat(self, colour: Colour) -> Piece:
        """A hat with a brim, set on the skull."""
        crown, ear = self.points["crown"], self.points["ear.L"]
        size = float(crown[2] - ear[2]) / 0.116
        middle, rim = float(crown[0]) - 0.022 * size, float(crown[2]) - 0.050 * size
        profile = ((0.168, -0.012), (0.106, -0.006), (0.102, 0.004), (0.090, 0.072), (0.074, 0.088), (0.0, 0.080))
        rows = [
            self._ring(
                np.linspace(-180, 180, 20, endpoint=False), (1.14 * r * size, 0.94 * r * size), middle, rim + z * size
            )
            for r, z in profile
        ]
        vertices = np.concatenate(rows)
        piece = _piece(vertices, self._rigid(len(vertices)), strips(len(rows), 20, closed=True), colour)
        piece.colours[40:80] = _shaded(colour, 0.45)  # the ribbon
        return piece

    def glasses(self, *, dark: bool) -> Piece:
        """Rims about the eyes, a bridge, and temples to the ears; dark ones are filled."""
        eyes = [self.points[f"eye.{side}"] for side in "LR"]
        size = float(eyes[0][1]) / 0.030
        parts: list[tuple[NDArray[np.float64], NDArray[np.int32]]] = []
        front = float(eyes[0][0]) + 0.020 * size
        for eye, side in zip(eyes, (1.0, -1.0), strict=True):
            turn = np.linspace(0, 2 * math.pi, 16, endpoint=False)
            inner = 0.0 if dark else 0.0195
            ring = [
                np.stack(
                    [
                        np.full(16, front),
                        eye[1] + 1.08 * r * size * np.cos(turn),
                        eye[2] + 0.9 * r * size * np.sin(turn),
                    ],
                    1,
                )
                for r in (0.0240, inner)
            ]
            parts.append((np.concatenate(ring), strips(2, 16, closed=True)))
            ear = self.points["ear.L" if side > 0 else "ear.R"]
            corner = np.array([front, eye[1] + side * 0.031 * size, eye[2] + 0.006 * size])
            parts.append(_bar(corner, ear + np.array([0.0, side * 0.004, 0.012]) * size, 0.0035 * size))
        ends = [
            np.array([front, eye[1] - side * 0.025 * size, eye[2]]) for eye, side in zip(eyes, (1, -1), strict=True)
        ]
        parts.append(_bar(ends[0], ends[1], 0.003 * size))
        vertices, faces = _joined(parts)
        return _piece(vertices, self._rigid(len(vertices)), faces, _DARK)

    def _rigid(self, count: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """On the head alone."""
        bones = np.full((count, 4), self.index["head"], np.int32)
        return bones, np.tile(np.array([1, 0, 0, 0], np.float32), (count, 1))


def _piece(
    vertices: NDArray[np.float64], weights: tuple[NDArray[np.int32], NDArray[np.float32]], faces: NDArray[np.int32],
    colour: Colour,
) -> Piece:  # fmt: skip
    colours = np.tile(np.asarray(colour, np.float32), (len(faces), 1))
    return Piece(vertices.astype(np.float32), *weights, faces, colours)


def _bar(a: NDArray[np.float64], b: NDArray[np.float64], half: float) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """A square bar from a to b."""
    along = (b - a) / np.linalg.norm(b - a)
    aside = np.cross(along, (0.0, 0.0, 1.0))
    up = np.cross(aside, along)
    rim = [half * (s * aside + t * up) for s, t in ((1, 1), (1, -1), (-1, -1), (-1, 1))]
    return np.stack([end + each for end in (a, b) for each in rim]), strips(2, 4, closed=True)


def _joined(
    parts: Iterable[tuple[NDArray[np.float64], NDArray[np.int32]]],
) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    vertices: list[NDArray[np.float64]] = []
    faces: list[NDArray[np.int32]] = []
    count = 0
    for points, some in parts:
        vertices.append(points)
        faces.append(some + count)
        count += len(points)
    return np.concatenate(vertices), np.concatenate(faces).astype(np.int32)


def trimmed(sheet: CharacterSheet, body: Body, baked: Asset, worn: Outfit) -> NDArray[np.float32]:
    """The colours (m, 3) of the figure's own faces: bare legs below a skirt."""
    colours = worn.colours.copy()
    bare = _hem(sheet, body, baked)
    if bare is not None:
        low = body.vertices[baked.faces[worn.kept]].mean(axis=1)[:, 2] < bare + 0.03
        legs = baked.tags[worn.kept] == baked.tag_names.index("bottom")
        colours[low & legs] = linear(sheet.palette.skin)
    return colours
