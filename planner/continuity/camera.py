"""Where the camera can be: not in a wall, not in a person, not in a thing, over the whole of its way."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from film.base import Vec3
from film.camera import View
from film.findings import Finding
from film.place import PlaceSheet, Wall
from film.plan import Extra
from planner.continuity.crowd import clearance
from planner.continuity.scenes import SceneSeen, ShotSeen
from planner.continuity.walls import met
from planner.continuity.words import within
from planner.geometry import side_of
from planner.solids import solids_of

WALL_HALF = 0.1
"""Metres to either side of a wall's line that its thickness takes up."""
LENS_BEFORE = 0.02
"""Metres that the camera's own front takes up before a thing."""
BODY_CLEAR = 0.15
"""Metres that the camera keeps from the skin of head and trunk: less and the lens is in somebody's hair."""
NEARBY = 1.5
"""Metres over the ground beyond which no part of a body, lying ones too, comes near the lens."""
WILD = ("must fly", "must go")
"""Words of a shot's notes by which a wall is taken away: "the wall must fly", "a side of the vehicle must go"."""


def camera_wall(scene: SceneSeen) -> Iterator[Finding]:
    """No camera in a wall's thickness; behind a wall of the set only with the note that the wall must fly."""
    for shot in scene.pictures:
        told = any(word in note for note in shot.shot.notes for word in WILD)
        for frame, view in shot.views():
            near = met(shot.place, view.position, view.target, WALL_HALF)
            inside = next((wall for wall in near if _in_wall(wall, view.position)), None)
            if inside is not None:
                depth = WALL_HALF - abs(side_of(inside.start, inside.end, view.position))
                message = f"The camera of {shot.shot.id} stands in a wall, {depth:.2f} m deep"
                mend = "Move it into the room, or well behind the wall and let the wall fly."
                yield within("camera_wall", shot, message, mend, frame, off=(depth, 0.0, "metres"))
                break
            metres = _behind(shot.place, near, view)
            if metres > WALL_HALF and not told:
                message = f"The camera of {shot.shot.id} looks through a wall from {metres:.2f} m behind it"
                mend = 'Bring it into the room, or note that "the wall must fly".'
                yield within("camera_wall", shot, message, mend, frame, off=(metres, WALL_HALF, "metres"))
                break


def camera_body(scene: SceneSeen) -> Iterator[Finding]:
    """No camera in anybody who is on the set, the crowd's people among them, over the whole of its way and theirs."""
    for shot in scene.pictures:
        worst = min((*_clearances(shot), *_strangers(shot, scene.scene.extras_in(shot.shot))), default=None)
        if worst is not None and worst[0] < BODY_CLEAR:
            metres, frame, name = worst
            who = scene.setting.name(name)
            where = "inside" if metres < 0 else f"{metres:.2f} m from"
            message = f"The camera of {shot.shot.id} is {where} {who}"
            off = (metres, BODY_CLEAR, "metres")
            yield within("camera_body", shot, message, f"Move it {BODY_CLEAR:g} m clear of {who}.", frame, name, off)


def camera_thing(scene: SceneSeen) -> Iterator[Finding]:
    """No camera in a thing that stands in the place, over the whole of its way."""
    for shot in scene.pictures:
        body = solids_of(shot.place).body
        frames, views = zip(*shot.views(), strict=True)
        eyes = np.array([view.position for view in views])
        inside = body.holds(eyes, LENS_BEFORE)
        if inside.any():
            row = int(np.argmax(inside))
            grown = np.abs(body.local(eyes[row : row + 1]))[:, 0] <= body.half + LENS_BEFORE
            thing = body.ids[int(np.argmax(grown.all(axis=1)))].replace("_", " ")
            message = f"The camera of {shot.shot.id} is inside the {thing}"
            yield within("camera_thing", shot, message, f"Move it clear of the {thing}.", frames[row])


def _clearances(shot: ShotSeen) -> Iterator[tuple[float, int, str]]:
    """(metres between the lens and the skin, frame, who) of everybody on the set whom the camera comes near."""
    eyes = {frame: view.position for frame, view in shot.views()}
    for name in shot.drawn:
        path = shot.frames() if name in shot.movers else list(eyes)
        for frame in path:
            eye = eyes[frame] if len(eyes) > 1 else eyes[0]
            if math.dist(eye[:2], shot.stance(name, frame).position[:2]) > NEARBY:
                continue
            body = shot.body(name, frame)
            trunk = np.linalg.norm(body.points[:9] - np.array(eye), axis=1) - body.radii[:9]
            yield round(float(trunk.min()), 3), frame, name


def _strangers(shot: ShotSeen, extras: Sequence[Extra]) -> Iterator[tuple[float, int, str]]:
    """The same of the crowd's people who are on the set."""
    if extras:
        for frame, view in shot.views():
            yield from ((round(clearance(view.position, extra), 3), frame, extra.mark.character) for extra in extras)


def _in_wall(wall: Wall, eye: Vec3) -> bool:
    """Whether a point is in the stuff of a wall: not over it, not in one of its openings."""
    if abs(side_of(wall.start, wall.end, eye)) >= WALL_HALF or eye[2] > wall.height:
        return False
    length = math.dist(wall.start, wall.end) or 1.0
    ux, uy = (wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length
    run = (eye[0] - wall.start[0]) * ux + (eye[1] - wall.start[1]) * uy
    if not 0 <= run <= length:
        return False
    return not any(
        gap.at <= run <= gap.at + gap.width and gap.sill <= eye[2] <= gap.sill + gap.height for gap in wall.openings
    )


def _behind(place: PlaceSheet, walls: Sequence[Wall], view: View) -> float:
    """Metres that the camera stands behind a wall through which it looks; 0 for none."""
    if place.enclosure == "open":
        return 0.0
    return max((_through(wall, view.position, view.target) for wall in walls), default=0.0)


def _through(wall: Wall, eye: Vec3, aim: Vec3) -> float:
    behind, before = -side_of(wall.start, wall.end, eye), side_of(wall.start, wall.end, aim)
    if behind <= 0 or before <= 0:
        return 0.0
    share = behind / (behind + before)
    x, y, z = (eye[i] + (aim[i] - eye[i]) * share for i in range(3))
    length = math.dist(wall.start, wall.end) or 1.0
    ux, uy = (wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length
    run = (x - wall.start[0]) * ux + (y - wall.start[1]) * uy
    if not 0 <= run <= length or z > wall.height:
        return 0.0
    open_to = any(
        gap.at <= run <= gap.at + gap.width and gap.sill <= z <= gap.sill + gap.height for gap in wall.openings
    )
    return 0.0 if open_to else behind
