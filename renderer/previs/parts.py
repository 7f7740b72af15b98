"""What a painter has posed, as it is measured: a camera's part of the frame with the people in it."""

from __future__ import annotations

from collections.abc import Iterable

from renderer.measure.horizon import Lens
from renderer.measure.outline import Person, face_points, head_points
from renderer.measure.parts import Part
from renderer.previs.eye import seen_from
from renderer.previs.frame import Eye
from renderer.previs.people import Player, Posed


def part_of(eye: Eye, side: int, width: int, people: Iterable[tuple[Player, Posed]]) -> Part:
    """The part of a camera that fills ``width`` columns; ``eye`` looks through ``side`` samples along a pixel's side.

    Passes hold the first sample of each pixel: the lens is that of their grid.
    """
    fx, fy, cx, cy = (float(number) / side for number in eye.lens)
    lens = Lens(fx, fy, cx, cy)
    return Part(slice(0, width), lens, tuple(_person(player, body, eye, lens) for player, body in people))


def _person(player: Player, body: Posed, eye: Eye, lens: Lens) -> Person:
    points = seen_from(body.vertices, eye)
    joints = {name: (where - eye.position) @ eye.axes.T for name, where in body.joints.items()}
    head = head_points(points, joints["head"], joints["head_top"])
    return Person(player.byte, points, player.body.faces, head, face_points(points, joints), lens)
