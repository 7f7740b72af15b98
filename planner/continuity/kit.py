"""What the camera department has and can do: its lenses, its legs and cranes, its dolly, its shortest useful shot."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from film.findings import Finding
from film.style import Style
from planner.continuity.scenes import SceneSeen, ShotSeen
from planner.continuity.words import within

LENS_PLAY = 0.5
"""Millimetres by which a focal length may be written beside the lens's own."""
FASTEST = {"handheld": 5.0, "steadicam": 4.0}
"""Metres per second of an operator who runs; all others ride."""
DOLLY = 3.0
"""Metres per second that a pushed dolly reaches: a grip at a run."""
_EASED, _MONOTONE = 1.5, 3.0
"""How much faster than its mean an eased way goes at most: 6t(1-t) at its middle; a cubic that never swings beyond its
ends has no slope above three times its mean (Fritsch & Butland 1984)."""
LEAST_SECONDS = 0.8
"""The shortest shot that shows more than a flash: 20 frames at 24 a second."""


def lens_kit(scene: SceneSeen, style: Style) -> Iterator[Finding]:
    """Every focal length is one of the kit's; a zoom stays between its shortest and longest."""
    kit = style.lens_kit
    for shot in scene.pictures:
        zooms = len({key.focal_mm for key in shot.shot.camera}) > 1
        for key in shot.shot.camera:
            nearest = min(kit, key=lambda lens: abs(lens - key.focal_mm))
            off = abs(nearest - key.focal_mm)
            within_zoom = zooms and kit[0] - LENS_PLAY <= key.focal_mm <= kit[-1] + LENS_PLAY
            if off > LENS_PLAY and not within_zoom:
                has = ", ".join(f"{lens:g}" for lens in kit)
                message = f"{shot.shot.id} is taken with {key.focal_mm:g} mm; the kit has {has}"
                mend = f"Take the {nearest:g} mm and move the camera, or add the lens to the kit."
                yield within("lens_kit", shot, message, mend, key.frame, off=(key.focal_mm, nearest, "millimetres"))
                break


def reach(scene: SceneSeen, style: Style) -> Iterator[Finding]:
    """The camera is neither lower nor higher than its legs (out of doors its crane) go, and rides as a dolly can."""
    for shot in scene.pictures:
        yield from _height(shot, style)
        yield from _speed(shot)


def rhythm(scene: SceneSeen) -> Iterator[Finding]:
    """No shot too short to see."""
    least = round(LEAST_SECONDS * scene.setting.fps)
    for shot in scene.shots:
        if shot.shot.frames < least:
            message = f"{shot.shot.id} lasts {shot.shot.frames} frames only"
            mend = f"Hold it for {least} frames at least, or give it to its neighbour."
            yield within("rhythm", shot, message, mend, 0, off=(float(shot.shot.frames), float(least), "frames"))


def in_time(scene: SceneSeen) -> Iterator[Finding]:
    """Marks and camera keys lie within their shot's frames."""
    for shot in scene.pictures:
        frames = [mark.frame for mark in shot.shot.marks] + [key.frame for key in shot.shot.camera]
        stray = [frame for frame in frames if not 0 <= frame < shot.shot.frames]
        if stray:
            message = f"{shot.shot.id} has marks or camera keys outside its {shot.shot.frames} frames, at {stray[0]}"
            yield within("edit", shot, message, "Move them into the shot, or make it longer.")


def _fastest(shot: ShotSeen) -> float:
    """Metres per second that the camera goes at most: no eased way between two keys is faster than this."""
    keys = shot.shot.camera
    steepest = _EASED if len(keys) == 2 else _MONOTONE
    ways = ((math.dist(a.position, b.position), b.frame - a.frame) for a, b in pairwise(keys))
    return max((steepest * metres / max(frames, 1) * shot.setting.fps for metres, frames in ways), default=0.0)


def _height(shot: ShotSeen, style: Style) -> Iterator[Finding]:
    rig = style.reach
    highest = rig.crane if shot.place.enclosure == "open" else rig.highest
    for key in shot.shot.camera:
        z = key.position[2]
        if rig.lowest <= z <= highest:
            continue
        limit, how = (rig.lowest, "low") if z < rig.lowest else (highest, "high")
        message = f"The camera of {shot.shot.id} is too {how} for its rig: {z:.2f} m above the floor"
        mend = f"Bring it to {limit:g} m, or give the style another reach."
        yield within("reach", shot, message, mend, key.frame, off=(z, limit, "metres"))
        return


def _speed(shot: ShotSeen) -> Iterator[Finding]:
    limit = FASTEST.get(shot.shot.move, DOLLY)
    if _fastest(shot) <= limit:
        return
    first, last = shot.shot.camera[0].frame, shot.shot.camera[-1].frame
    eyes = [shot.view(frame).position for frame in range(first, last + 1)]
    metres = max((math.dist(a, b) for a, b in pairwise(eyes)), default=0.0)
    speed = metres * shot.setting.fps
    if speed > limit:
        frame = first + max(range(len(eyes) - 1), key=lambda at: math.dist(eyes[at], eyes[at + 1]))
        message = f"The camera of {shot.shot.id} goes {speed:.1f} m/s; a {shot.shot.move} reaches {limit:g}"
        mend = "Give the move more time or less way, or pan instead."
        yield within("reach", shot, message, mend, frame, off=(speed, limit, "metres per second"))
