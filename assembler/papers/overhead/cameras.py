"""Cameras on the plan: body and lens, what they see at their focal length, how they move, and the line they keep to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from assembler.papers.drawing import (
    GREY,
    INK,
    WHITE,
    Colour,
    Label,
    Outline,
    Shape,
    arc,
    mixed,
    placed,
    rectangle,
    towards,
)
from assembler.papers.overhead.people import arrow, size_at
from film.base import Vec2
from film.camera import CameraKey, Gate, View, view_at
from film.shot import Axis, Setup

CAMERA: Colour = (196, 84, 20)
SECOND: Colour = (22, 104, 160)
AXIS: Colour = (186, 30, 60)
_STEEP = 0.35
"""Metres across the floor from eye to aim below which the camera looks down and has no wedge."""
_STEPS = 9


def yaw_of(view: View) -> float:
    """Where the camera looks, seen from above."""
    return math.degrees(
        math.atan2(view.target[1] - view.position[1], view.target[0] - view.position[0]),
    )


def looks_down(view: View) -> bool:
    """The camera hangs over what it shows."""
    return math.dist(view.position[:2], view.target[:2]) < _STEEP


def wedge(part: str, view: View, reach: float, colour: Colour, *, faint: bool = False) -> Iterator[Outline]:
    """What the frame holds from side to side, out to ``reach`` metres; for a camera that looks down its footprint."""
    at = view.position[0], view.position[1]
    fill = None if faint else colour
    dash = (1.2, 1.0) if faint else None
    if looks_down(view):
        right, up, _ = view.axes()
        height = max(view.position[2], 0.5)
        x, y = height * view.half_width, height * view.half_height
        corners = tuple(
            (at[0] + right[0] * x * i + up[0] * y * j, at[1] + right[1] * x * i + up[1] * y * j)
            for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        )
        yield Outline(part, corners, None, fill, opacity=0.14, closed=True)
        yield Outline(part, corners, colour, None, 0.2, dash, closed=True)
        return
    half = math.degrees(math.atan(view.half_width))
    yaw = yaw_of(view)
    rim = arc(at, reach, yaw - half, yaw + half)
    if fill:
        yield Outline(part, (at, *rim), None, fill, opacity=0.14, closed=True)
    yield Outline(part, (rim[0], at, rim[-1]), colour, None, 0.22, dash)


def symbol(part: str, view: View, colour: Colour, scale: int, *, solid: bool = True) -> Iterator[Outline]:
    """The camera from above: a box with its lens in front, the entrance pupil at the camera's position."""
    large = size_at(scale)
    at, yaw = view.position[:2], yaw_of(view)
    fill = colour if solid else WHITE
    box = placed([(x * large - 0.28 * large, y * large) for x, y in rectangle(0.3, 0.22)], at, yaw)
    lens = [(-0.13, -0.06), (0.0, -0.11), (0.0, 0.11), (-0.13, 0.06)]
    yield Outline(part, placed([(x * large, y * large) for x, y in lens], at, yaw), colour, fill, 0.25, closed=True)
    yield Outline(part, box, colour, fill, 0.25, closed=True)


def camera(
    name: str, keys: Sequence[CameraKey], gate: Gate, reach: float, colour: Colour, scale: int
) -> Iterator[Shape]:
    """One shot's camera: where it starts, its way and, faintly, where it ends."""
    first, last = view_at(keys, keys[0].frame, gate), view_at(keys, keys[-1].frame, gate)
    yield from wedge(f"wedge {name}", first, reach, colour)
    if moves(keys):
        yield from wedge(f"wedge {name}", last, reach, colour, faint=True)
        yield from symbol(f"camera {name}", last, colour, scale, solid=False)
    yield from symbol(f"camera {name}", first, colour, scale)
    if moves(keys):
        yield from _way(name, keys, gate, colour, scale)


def moves(keys: Sequence[CameraKey]) -> bool:
    """The camera does not stand as it stood at its first key."""
    first = keys[0]
    return any(
        (key.position, key.target, key.focal_mm) != (first.position, first.target, first.focal_mm) for key in keys
    )


def _way(name: str, keys: Sequence[CameraKey], gate: Gate, colour: Colour, scale: int) -> Iterator[Shape]:
    start, end = keys[0].frame, keys[-1].frame
    views = [view_at(keys, start + (end - start) * step / _STEPS, gate) for step in range(_STEPS + 1)]
    way = tuple((view.position[0], view.position[1]) for view in views)
    if math.dist(way[0], way[-1]) > 0.08:
        yield Outline(f"way {name}", way, mixed(colour, INK, 0.45), None, 0.6)
        yield arrow(f"way {name}", way[0], way[-1], mixed(colour, INK, 0.45), scale)
    elif not looks_down(views[0]) and not looks_down(views[-1]):
        turn = (yaw_of(views[-1]) - yaw_of(views[0]) + 180) % 360 - 180
        if abs(turn) > 2:
            yaw = yaw_of(views[0])
            swing = arc(way[0], 0.7 * size_at(scale), yaw, yaw + turn)
            yield Outline(f"way {name}", swing, colour, None, 0.5)
            yield arrow(f"way {name}", swing[-2], swing[-1], colour, scale)


def axis(line: Axis, scale: int) -> Iterator[Shape]:
    """The line of action, drawn past both ends, with strokes on the side that cameras keep to."""
    length = math.dist(line.a, line.b)
    if length < 1e-6:
        return
    along = (line.b[0] - line.a[0]) / length, (line.b[1] - line.a[1]) / length
    beyond = max(0.8, length * 0.35)
    ends = (
        (line.a[0] - along[0] * beyond, line.a[1] - along[1] * beyond),
        (line.b[0] + along[0] * beyond, line.b[1] + along[1] * beyond),
    )
    yield Outline("axis", ends, AXIS, None, 0.3, (2.4, 0.8))
    tick = 0.0022 * scale
    for end in ends:
        foot = (end[0] - along[1] * tick * line.side, end[1] + along[0] * tick * line.side)
        yield Outline("axis side", (end, foot), AXIS, None, 0.3)


def setup_view(setup: Setup, gate: Gate) -> View:
    """A setup's own camera."""
    return View(position=setup.position, target=setup.target, roll=0.0, focal_mm=setup.lens_mm, gate=gate)


def neighbours(setups: Sequence[tuple[str, Setup]], gate: Gate, scale: int) -> Iterator[Shape]:
    """The scene's other setups, faintly: only where they stand and which way they look."""
    for name, setup in setups:
        view = setup_view(setup, gate)
        pale = (158, 160, 166)
        for shape in symbol(f"other {name}", view, pale, scale, solid=False):
            yield shape._replace(width=0.15)
        if not looks_down(view):
            step = towards(yaw_of(view) + 180, 0.52 * size_at(scale))
            at = view.position[0] + step[0], view.position[1] + step[1]
            yield Label(f"other {name}", name.rsplit("-", 1)[-1], at, 5, GREY, halo=False)


def between(at: Vec2, first: View, second: View, scale: int) -> Iterator[Shape]:
    """The angle at a subject from one camera round to the other, in degrees."""
    yaws = [math.degrees(math.atan2(view.position[1] - at[1], view.position[0] - at[0])) for view in (first, second)]
    turn = (yaws[1] - yaws[0] + 180) % 360 - 180
    radius = 0.008 * scale
    yield Outline("angle", arc(at, radius, yaws[0], yaws[0] + turn), INK, None, 0.3)
    middle = towards(yaws[0] + turn / 2, radius + 0.003 * scale)
    yield Label("angle", f"{abs(turn):.0f}°", (at[0] + middle[0], at[1] + middle[1]), 7, strong=True)
