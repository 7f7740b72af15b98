"""The leaves of doors, closed in their frames or swinging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from film.doors import HANDLE_IN, HANDLE_UP, THICK, Leaf, Swing, leaves_of, swings
from film.place import PlaceSheet
from film.shot import Shot
from renderer.previs.colour import Floats, Rgb, linear, times
from renderer.previs.mesh import NO_SHADOW, Mesh, box, join
from renderer.previs.sets.wild import inside

_BRASS = linear("#b9a77c")
_METAL = ("lift", "cell")


@dataclass(frozen=True)
class Door:
    """A leaf that moves in a shot: ``mesh`` is it in its own frame, along +x from its hinge."""

    name: str
    leaf: Leaf
    swing: Swing
    mesh: Mesh
    place: PlaceSheet

    def at(self, frame: float, eye: Sequence[float] | Floats) -> Mesh:
        """The leaf at a frame; no larger than a point for a camera behind its wall, which is struck (see wild)."""
        placed = self.mesh.framed(self.matrix(frame))
        if inside(self.place.walls[self.leaf.wall], (float(eye[0]), float(eye[1]))) >= 0:
            return placed
        return replace(placed, vertices=np.repeat(placed.vertices[:1], len(placed.vertices), 0))

    def matrix(self, frame: float) -> npt.NDArray[np.float64]:
        """Where it stands at a frame (4, 4)."""
        return frame_of(self.leaf, self.swing.at(frame))


def doors_of(place: PlaceSheet, shot: Shot, fps: float, *, every: bool = False) -> tuple[Door, ...]:
    """The leaves that move or stand open in a shot, or every one of the place.

    None where the user's own set takes the place of ours.
    """
    if place.model is not None:
        return ()
    leaves = leaves_of(place)
    marks = [mark for mark in shot.marks if mark.character in shot.subjects]
    open_ = {swing.number: swing for swing in swings(place, marks, shot.frames, fps)}
    return tuple(
        Door(f"door {number + 1}", leaf, open_.get(number, Swing(number, ((0.0, 0.0),))), leaf_mesh(leaf, place), place)
        for number, leaf in enumerate(leaves)
        if every or number in open_
    )


def closed(place: PlaceSheet, wall: int, moving: frozenset[int]) -> Mesh:
    """The leaves of a wall that stay closed: all but the ``moving`` ones, by their numbers."""
    return join(
        leaf_mesh(leaf, place).framed(frame_of(leaf, 0.0))
        for number, leaf in enumerate(leaves_of(place))
        if leaf.wall == wall and number not in moving
    ).painted(add_flags=NO_SHADOW)


def frame_of(leaf: Leaf, share: float) -> npt.NDArray[np.float64]:
    """The frame (4, 4) of a leaf that is open by a share."""
    frame = np.eye(4)
    origin = np.asarray(leaf.point(0.0, 0.0, 0.0, share))
    along = np.asarray(leaf.point(1.0, 0.0, 0.0, share)) - origin
    frame[:3, 0], frame[:3, 1], frame[:3, 3] = along, np.cross((0.0, 0.0, 1.0), along), origin
    return frame


def leaf_mesh(leaf: Leaf, place: PlaceSheet) -> Mesh:
    """Two panels and a handle on each side; in a vehicle or a lift metal, with glass where it rides."""
    metal = place.enclosure == "vehicle" or place.kind in _METAL
    paint = linear("#545b62") if metal else linear("#7b5d43")
    panel = linear("#1d2733") if place.enclosure == "vehicle" else times(paint, 0.72)
    inward = 1.0 if leaf.along[0] * leaf.out[1] - leaf.along[1] * leaf.out[0] < 0 else -1.0
    w, h = leaf.width, leaf.height
    inset, middle = min(0.13, w * 0.2), h * 0.42
    parts = [_slab(0.0, w, 0.0, h, (0.0, THICK), inward, paint)]
    for low, high in ((0.16, middle - 0.06), (middle + 0.06, h - 0.14)):
        parts.append(_slab(inset, w - inset, low, high, (-0.004, THICK + 0.004), inward, panel))
    at = w - HANDLE_IN
    for face in (-0.055, THICK):
        parts.append(
            _slab(at - 0.015, at + 0.015, HANDLE_UP - 0.065, HANDLE_UP + 0.065, (face, face + 0.055), inward, _BRASS)
        )
    return join(parts)


def _slab(x0: float, x1: float, z0: float, z1: float, depth: tuple[float, float], inward: float, paint: Rgb) -> Mesh:
    """A box of the leaf: along it, up it, and ``depth`` into the room from its outer face."""
    low, high = sorted(inward * each for each in depth)
    return box((x0, low, z0), (x1, high, z1), paint)
