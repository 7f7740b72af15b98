"""Where a shot's props are: put down, or in somebody's hand."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from film.camera import View
from film.model3d import Model3D
from film.shot import Shot, ShotProp
from renderer.previs.mesh import Mesh
from renderer.previs.people import Posed
from renderer.previs.props import grip, is_open, is_read, prop_mesh, shown


def laid(thing: ShotProp, shot: Shot, model: Model3D | None = None) -> Mesh:
    """A thing put down; what an insert reads lies the right way up for its camera."""
    yaw, camera = thing.yaw, shot.camera[0].position
    if thing.prop == shot.insert and is_read(thing.kind):
        yaw = math.degrees(math.atan2(camera[1] - thing.position[1], camera[0] - thing.position[0]))
    opened = is_open(thing, shot.props)
    return prop_mesh(thing, in_hand=False, opened=opened, model=model).placed(thing.position, yaw)


def held_in(thing: ShotProp, shot: Shot, holder: Posed, view: View) -> npt.NDArray[np.float64]:
    """The frame (4, 4) of a thing in a hand; an insert shows the lens what is written on it."""
    hand = holder.hands[thing.hand]
    if thing.prop == shot.insert and is_read(thing.kind):
        return shown(hand, view)
    return grip(thing.kind, hand, thing.hand)
