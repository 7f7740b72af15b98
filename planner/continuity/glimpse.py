"""What one camera shows of the people at one instant: all that a cut is judged by, as plain numbers.

A glimpse is taken of the last frame before a cut and of the first frame after it; ``cuts`` compares two.
Signs are the viewer's: x and every ``look_x`` and ``motion`` are positive to the right of the screen, y and ``look_y``
upwards.  Everything is a float or a name, so that a matrix of setups by setups can be filled from columns of these::

    side      = sign of (b - a) x (eye - a)             the line of two people, as seen from above
    turn      = azimuth_after - azimuth_before          round somebody who is in both
    growth    = scale_after / scale_before
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import NamedTuple

from film.base import Vec2, Vec3
from film.camera import View
from planner.body import Proxy

GRAZED = 1.05
"""A head whose middle lies this far out (1 is the frame's edge) still shows half of itself at the edge."""


class Figure(NamedTuple):
    """One person as a camera has them.

    ``x``, ``y``: the middle of the head on the screen, -1 to 1 within the frame; ``scale``: how many times the frame's
    height the standing body would fill at their distance; ``look_x``, ``look_y``: the face's direction along the
    screen's axes (sines: 0 looks into or away from the lens, 1 square to it), ``look_z``: positive into the lens;
    ``rise``: degrees that the face looks up; ``at``: whom they look at; ``motion``: metres per second across the
    screen, ``speed``: over the ground; ``azimuth``: degrees of the camera's direction as seen from them (world yaw);
    ``head``: metres in the world.
    """

    seen: bool
    x: float
    y: float
    scale: float
    look_x: float
    look_y: float
    look_z: float
    rise: float
    at: str | None
    motion: float
    speed: float
    azimuth: float
    head: Vec3


class Glimpse(NamedTuple):
    """One camera at one instant.

    ``yaw`` is where it points, in degrees; ``main`` whom the shot is about.  ``redraws``: it shows the place, a thing
    or somebody's view rather than people across their line (establishing, insert, POV), so that the line may be drawn
    anew after it.  ``people`` is everybody there, seen or not.
    """

    eye: Vec3
    yaw: float
    focal: float
    main: str | None
    redraws: bool
    people: Mapping[str, Figure]

    @property
    def seen(self) -> list[str]:
        """Who is in the frame, by name."""
        return sorted(name for name, figure in self.people.items() if figure.seen)


class Moment(NamedTuple):
    """What people do at an instant, whatever camera looks.

    ``heights``: statures in metres; ``looks``: whom each looks at; ``moves``: metres per second over the ground.  Who
    looks at nobody, or stands, is absent.
    """

    heights: Mapping[str, float]
    looks: Mapping[str, str]
    moves: Mapping[str, Vec2]


def glimpse_of(
    view: View,
    bodies: Mapping[str, Proxy],
    moment: Moment,
    shown: Collection[str] | None = None,
    main: str | None = None,
    redraws: bool = False,
) -> Glimpse:
    """What ``view`` shows of ``bodies``; of those in ``shown`` only, where it is given (a shot's ``subjects``).

    ``main`` counts only where it is in the frame.  Whether somebody is hidden behind another is not asked here.
    """
    right, up, forward = view.axes()
    wide, high = view.half_width, view.half_height
    people: dict[str, Figure] = {}
    for name, body in bodies.items():
        head: Vec3 = tuple(body.points[0].tolist())
        vx, vy = moment.moves.get(name, (0.0, 0.0))
        x, y, depth = _projected(view.position, right, up, forward, head)
        in_frame = _within(x / wide, y / high, depth)
        if not in_frame:
            chest: Vec3 = tuple(body.points[5].tolist())
            cx, cy, chest_depth = _projected(view.position, right, up, forward, chest)
            in_frame = _within(cx / wide, cy / high, chest_depth)
        people[name] = Figure(
            seen=in_frame and (shown is None or name in shown),
            x=x / wide,
            y=y / high,
            scale=moment.heights[name] / (2 * high * max(depth, 0.05)),
            look_x=_dot(body.face, right),
            look_y=_dot(body.face, up),
            look_z=-_dot(body.face, forward),
            rise=math.degrees(math.asin(min(max(body.face[2], -1.0), 1.0))),
            at=moment.looks.get(name),
            motion=vx * right[0] + vy * right[1],
            speed=math.hypot(vx, vy),
            azimuth=math.degrees(math.atan2(view.position[1] - head[1], view.position[0] - head[0])),
            head=head,
        )
    kept = main if main is not None and main in people and people[main].seen else None
    yaw = math.degrees(math.atan2(forward[1], forward[0]))
    return Glimpse(view.position, yaw, view.focal_mm, kept, redraws, people)


def looked_at(looks: Mapping[str, Vec3 | None], bodies: Mapping[str, Proxy], reach: float = 0.4) -> dict[str, str]:
    """Who looks at whom: the one whose head (or the floor point under it) is within ``reach`` metres of the look."""
    around: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
    for name, body in bodies.items():
        x, y, _ = body.points[0].tolist()
        around.setdefault((math.floor(x / reach), math.floor(y / reach)), []).append((x, y, name))
    near: dict[Vec2, list[tuple[float, str]]] = {}
    found: dict[str, str] = {}
    for name, point in looks.items():
        if point is None:
            continue
        goal = point[0], point[1]
        if goal not in near:  # Many look at one: whoever speaks.
            i, j = math.floor(goal[0] / reach), math.floor(goal[1] / reach)
            cells = (around.get((k, m), ()) for k in (i - 1, i, i + 1) for m in (j - 1, j, j + 1))
            near[goal] = sorted((math.dist(goal, (x, y)), other) for cell in cells for x, y, other in cell)
        metres, nearest = next((each for each in near[goal] if each[1] != name), (math.inf, ""))
        if metres <= reach:
            found[name] = nearest
    return found


def _projected(eye: Vec3, right: Vec3, up: Vec3, forward: Vec3, point: Vec3) -> tuple[float, float, float]:
    """Tangents right and up, and metres of depth."""
    ray = (point[0] - eye[0], point[1] - eye[1], point[2] - eye[2])
    depth = _dot(ray, forward)
    safe = depth if abs(depth) > 1e-9 else 1e-9
    return _dot(ray, right) / safe, _dot(ray, up) / safe, depth


def _within(x: float, y: float, depth: float) -> bool:
    return depth > 0 and abs(x) <= GRAZED and abs(y) <= GRAZED


def _dot(a: Vec3, b: Vec3) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
