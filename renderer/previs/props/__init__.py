"""Things that people handle, at their real sizes.

In a hand, the mesh is in the grip's frame of the right hand: origin in the palm, x along the
fingers, z out of the thumb's side, y out of the palm.  Standing, it is a fixture's frame: foot at
z = 0, front along x; what lies flat is read by somebody who sits at its front.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from film.camera import View
from film.model3d import Model3D
from film.shot import PropKind, ShotProp
from renderer.previs.colour import linear
from renderer.previs.mesh import Mesh
from renderer.previs.models.thing import in_place_of
from renderer.previs.props.shapes import SHAPES
from renderer.previs.props.sheets import SHEETS, leaf
from renderer.previs.props.variants import VARIANTS, is_open, open_carton

__all__ = ["UPRIGHT", "grip", "is_open", "is_read", "prop_mesh", "shown"]

UPRIGHT: frozenset[PropKind] = frozenset(
    {"cup", "glass", "bottle", "bag", "suitcase", "umbrella", "flower", "food", "box", "instrument", "toy"}
)


_CLEAR = 0.075
"""Metres before the palm at which a thing is shown to the lens: no finger may cover it."""


def is_read(kind: PropKind) -> bool:
    """Whether things of this kind have a face with something on it."""
    return kind in SHEETS


def prop_mesh(thing: ShotProp, *, in_hand: bool, opened: bool = False, model: Model3D | None = None) -> Mesh:
    """The mesh of a prop, in the grip's frame or standing; ``opened`` shows what is in a box.

    A ``model`` takes the place of ours.
    """
    if model is not None:
        ours = prop_mesh(thing, in_hand=in_hand, opened=opened)
        return in_place_of(ours, model, upright=not in_hand or thing.kind in UPRIGHT)
    colour = linear(thing.colour) if thing.colour else None
    if thing.kind in SHEETS:
        return leaf(thing, colour, in_hand=in_hand)
    named = next((VARIANTS[word] for word in thing.prop.split("_") if word in VARIANTS), SHAPES[thing.kind])
    shape = open_carton(colour) if opened else named(colour)
    return _gripped(thing.kind, shape) if in_hand else _laid(thing.kind, shape)


def grip(kind: PropKind, hand: npt.NDArray[np.floating], side: str) -> npt.NDArray[np.float64]:
    """The frame in which a held prop stands: the hand's own, or an upright one in its place."""
    frame = np.asarray(hand, np.float64).copy()
    if side == "left":  # a left palm looks the other way: turn the right hand's prop about the thumb's axis
        frame[:3, 0], frame[:3, 1] = -frame[:3, 0], -frame[:3, 1]
    if kind not in UPRIGHT:
        return frame
    # Forward for a hand with its fingers ahead, and with its thumb ahead where it hangs: what swings between the two
    # turns evenly with it.
    flat = np.array([frame[0, 0] + frame[0, 2], frame[1, 0] + frame[1, 2], 0.0])
    if np.linalg.norm(flat) < 1e-3:
        flat = np.array([1.0, 0.0, 0.0])
    flat = flat / float(np.linalg.norm(flat))
    frame[:3, 0], frame[:3, 2] = flat, (0.0, 0.0, 1.0)
    frame[:3, 1] = np.cross(frame[:3, 2], frame[:3, 0])
    return frame


def shown(hand: npt.NDArray[np.floating], view: View) -> npt.NDArray[np.float64]:
    """The grip's frame for what an insert is about: in the hand's place, but its face turned square to the lens.

    Film sets cheat a prop to the camera in the same way: the shot exists for what is written on it.
    """
    right, up, forward = (np.asarray(axis, np.float64) for axis in view.axes())
    frame = np.eye(4)
    frame[:3, 0], frame[:3, 1], frame[:3, 2] = -right, -forward, up
    frame[:3, 3] = np.asarray(hand, np.float64)[:3, 3] - forward * _CLEAR
    return frame


def _gripped(kind: PropKind, shape: Mesh) -> Mesh:
    """A standing shape into the grip: its handle to the palm's middle."""
    out = {
        "cup": 0.052,
        "glass": 0.048,
        "bottle": 0.05,
        "flower": 0.02,
        "food": 0.05,
        "box": 0.12,
        "toy": 0.06,
        "coin": 0.01,
        "instrument": -0.035,
    }
    low = {
        "cup": 0.05,
        "glass": 0.05,
        "bottle": 0.1,
        "umbrella": 0.1,
        "flower": 0.12,
        "food": 0.03,
        "box": 0.1,
        "toy": 0.07,
        "bag": 0.30,
        "suitcase": 0.56,
        "hat": 0.02,
        "instrument": 0.45,
    }
    if kind == "rope":  # a coil hangs from the hand by its rim
        return shape.placed((-0.096, -0.045, -0.02))
    return shape.placed((0.0, out.get(kind, 0.0), -low.get(kind, 0.0)))


def _laid(kind: PropKind, shape: Mesh) -> Mesh:
    """What is made for the hand, put down: its lowest point at z = 0."""
    if kind in ("gun", "knife", "torch", "key", "tool", "cigarette", "umbrella", "instrument"):
        frame = np.array([[1, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1]], np.float64)
        shape = shape.framed(frame)
    return shape.placed((0.0, 0.0, -float(shape.vertices[:, 2].min())))
