"""A plan's own proof: what must hold of every planned scene, checked from the plan alone.

Each rule is a function from a scene to sentences about what does not hold; an empty list is a proof.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from film.camera import view_at
from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.plan import ScenePlan
from film.shot import Shot
from film.staging import Mark, stance_at
from planner.body import proxy_of
from planner.geometry import side_of
from planner.solids import solids_of

FEWEST_FRAMES = 20
JUMP = 0.35
"""Metres that somebody may have moved across a cut: one frame of a run, and the rounding of a nudge."""
CLOSEST = 0.4
"""Metres between the middles of two standing bodies."""


def problems(
    scene: ScenePlan, place: PlaceSheet, cast: Mapping[str, CharacterSheet], aspect: float, fps: float
) -> list[str]:
    """Everything that does not hold of a scene, as sentences."""
    heights = {name: sheet.build.height for name, sheet in cast.items()}
    return [
        *speech_problems(scene),
        *time_problems(scene),
        *jump_problems(scene, fps),
        *axis_problems(scene),
        *camera_problems(scene, place),
        *floor_problems(scene, place),
        *frame_problems(scene, heights, aspect, fps),
    ]


def tracks_of(shot: Shot) -> dict[str, tuple[Mark, ...]]:
    """A shot's marks by character, in frame order."""
    tracks: dict[str, list[Mark]] = {}
    for mark in shot.marks:
        tracks.setdefault(mark.character, []).append(mark)
    return {name: tuple(sorted(marks, key=lambda mark: mark.frame)) for name, marks in tracks.items()}


def speech_problems(scene: ScenePlan) -> list[str]:
    """Every line is heard whole, once, in order, where the scene's dialogue says it is."""
    found: list[str] = []
    at = 0
    heard: dict[str, list[tuple[int, int]]] = {line.id: [] for line in scene.dialogue}
    for shot in scene.shots:
        for speech in shot.speech:
            if speech.line not in heard:
                found.append(f"{shot.id} plays a line {speech.line} that the scene does not have")
                continue
            heard[speech.line].append((at + speech.start, at + speech.start + speech.frames))
            if speech.start + speech.frames > shot.frames:
                found.append(f"{shot.id} ends inside its part of {speech.line}")
        at += shot.frames
    for line in scene.dialogue:
        parts = heard[line.id]
        ends = [line.start, *(end for _, end in parts)]
        if [start for start, _ in parts] != ends[:-1] or ends[-1] != line.start + line.frames:
            found.append(f"{line.id} is heard at {parts}, not from {line.start} for {line.frames} frames")
    return found


def time_problems(scene: ScenePlan) -> list[str]:
    """No shot too short to see, marks and keys within their shot."""
    found = []
    for shot in scene.shots:
        if shot.frames < FEWEST_FRAMES:
            found.append(f"{shot.id} lasts {shot.frames} frames only")
        frames = [mark.frame for mark in shot.marks] + [key.frame for key in shot.camera]
        if any(not 0 <= frame < shot.frames for frame in frames):
            found.append(f"{shot.id} has marks or camera keys outside its {shot.frames} frames")
    return found


def jump_problems(scene: ScenePlan, fps: float) -> list[str]:
    """Who is in two shots in a row is where they were."""
    found = []
    for before, after in zip(scene.shots, scene.shots[1:], strict=False):
        here, there = tracks_of(before), tracks_of(after)
        for name in here.keys() & there.keys():
            a = stance_at(here[name], before.frames - 1, fps).position
            b = stance_at(there[name], 0, fps).position
            if math.dist(a, b) > JUMP:
                found.append(f"{name} jumps {math.dist(a, b):.2f} m between {before.id} and {after.id}")
    return found


def axis_problems(scene: ScenePlan) -> list[str]:
    """Every camera of a setup with an axis stands on the axis' side, unless its shots say why not."""
    told = {shot.setup for shot in scene.shots if "Framed" in shot.description or shot.move != "static"}
    return [
        f"setup {setup.id} is across the axis"
        for setup in scene.setups
        if setup.axis is not None
        and setup.id not in told
        and side_of(setup.axis.a, setup.axis.b, setup.position) * setup.axis.side < 0
    ]


def camera_problems(scene: ScenePlan, place: PlaceSheet) -> list[str]:
    """No camera inside a thing or under the floor."""
    body = solids_of(place).body
    found = []
    for shot in scene.shots:
        points = np.array([key.position for key in shot.camera])
        if shot.idiom != "pov" and body.holds(points).any():
            found.append(f"the camera of {shot.id} is inside a fixture")
        if points[:, 2].min() < 0.05:
            found.append(f"the camera of {shot.id} is under the floor")
    return found


def floor_problems(scene: ScenePlan, place: PlaceSheet) -> list[str]:
    """Feet that carry a body stand beside the fixtures, and bodies beside each other."""
    floor = solids_of(place).floor
    found = []
    for shot in scene.shots:
        standing = [mark for mark in shot.marks if mark.seat is None and mark.pose != "lie"]
        if not standing:
            continue
        feet = np.array([(mark.position[0], mark.position[1], 0.3) for mark in standing])
        # A sitter's feet pass the seat's front edge on the way down.
        for mark, inside in zip(standing, floor.holds(feet, -0.2), strict=True):
            if inside:
                found.append(f"{mark.character} stands in a fixture in {shot.id}")
        found += _crowded(shot)
    return found


def _crowded(shot: Shot) -> list[str]:
    held = {name: marks[0] for name, marks in tracks_of(shot).items() if len({m.position for m in marks}) == 1}
    names = [name for name, mark in held.items() if mark.seat is None and mark.pose != "lie"]
    return [
        f"{a} and {b} stand in one another in {shot.id}"
        for i, a in enumerate(names)
        for b in names[i + 1 :]
        if math.dist(held[a].position[:2], held[b].position[:2]) < CLOSEST
    ]


def frame_problems(scene: ScenePlan, heights: Mapping[str, float], aspect: float, fps: float) -> list[str]:
    """Everybody among a shot's subjects has marks and is before the camera and in the frame at some frame."""
    found = []
    for shot in scene.shots:
        tracks = tracks_of(shot)
        for name in shot.subjects:
            if name not in tracks:
                found.append(f"{name} is a subject of {shot.id} without marks")
            elif not _ever_in_frame(shot, tracks[name], heights[name], aspect, fps):
                found.append(f"{name} is a subject of {shot.id} but never in its frame")
    return found


def _ever_in_frame(shot: Shot, track: tuple[Mark, ...], height: float, aspect: float, fps: float) -> bool:
    for frame in sorted({*range(0, shot.frames, 6), shot.frames - 1}):
        view = view_at(shot.camera, frame, aspect)
        body = proxy_of(stance_at(track, frame, fps), height)
        for (x, y, z), radius in zip(body.points, body.radii, strict=True):
            sx, sy, depth = view.project((float(x), float(y), float(z)))
            edge = 1 + float(radius) / max(depth, 0.05) / view.half_width
            if depth > 0 and abs(sx) < edge and abs(sy) < edge * view.aspect:
                return True
    return shot.idiom == "insert"
