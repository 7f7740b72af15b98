"""What must be there: every line of the script in some shot, every word heard, everybody named really in the picture.

Source: the lined script of the script supervisor (Miller 1999): every line of the scene runs through some setup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from film.base import LineSpan, Vec3
from film.camera import View
from film.findings import Finding
from film.place import PlaceSheet, Wall
from film.plan import ScenePlan
from film.screenplay import Screenplay
from planner.body import Proxy
from planner.continuity.scenes import SceneSeen, ShotSeen
from planner.continuity.walls import behind_walls
from planner.continuity.words import within
from planner.geometry import Array, Flags, along, project, side_of
from planner.solids import solids_of

WALL_DEPTH = 0.3
"""Metres from a wall within which a thing belongs to it, as the renderer has it."""
_MIDDLES = slice(0, 6, 5)
"""The balls of head and chest: where these are seen, nothing else need be asked."""
PLAYED = ("action", "dialogue", "lyrics", "centered")
"""The elements of a script that are seen or heard."""


def coverage(scene: SceneSeen, screenplay: Screenplay | None = None) -> Iterator[Finding]:
    """Every line of action and dialogue is in some shot's ``covers``."""
    covered = [span for shot in scene.shots for span in shot.shot.covers]
    for span, text in sorted(set(_played(scene.scene, screenplay))):
        if not any(a <= span[0] and span[1] <= b for a, b in covered) and not _in_parts(span, covered):
            nearest = min(scene.shots, key=lambda shot: (abs((shot.line or 0) - span[0]), shot.start))
            short = text if len(text) <= 48 else f"{text[:47].rstrip()}…"
            message = f'No shot of scene {scene.scene.number} plays line {span[0]}, "{short}"'
            mend = f"Add a shot for it near {nearest.shot.id}, or let {nearest.shot.id} cover it."
            yield within("coverage", nearest, message, mend).but(line=span[0])


def _played(scene: ScenePlan, screenplay: Screenplay | None) -> list[tuple[LineSpan, str]]:
    """The lines of the scene that must be played: the script's own, else what beats and dialogue say of them."""
    found = [(line.lines, line.text) for line in scene.dialogue]
    if screenplay is None:
        ends = [((line, line), beat.text) for beat in scene.beats for line in beat.lines]
        return found + [each for each in ends if scene.lines[0] <= each[0][0] <= scene.lines[1]]
    source = next((each for each in screenplay.scenes if each.id == scene.id), None)
    elements = screenplay.elements_of(source) if source is not None else ()
    return [(each.lines, each.text) for each in elements if each.type in PLAYED and each.text.strip()]


def _in_parts(span: LineSpan, covered: list[LineSpan]) -> bool:
    """Whether several shots cover a span together."""
    return all(any(a <= line <= b for a, b in covered) for line in range(span[0], span[1] + 1))


def dialogue(scene: SceneSeen) -> Iterator[Finding]:
    """Every line is heard whole, once, in order, where the scene's dialogue says it is, and by who says it."""
    lines = {line.id: line for line in scene.scene.dialogue}
    heard: dict[str, list[tuple[int, int]]] = {name: [] for name in lines}
    for shot in scene.shots:
        for speech in shot.shot.speech:
            end = speech.start + speech.frames
            if speech.line not in lines:
                message = f"{shot.shot.id} plays a line {speech.line} that scene {scene.scene.number} does not have"
                yield within("dialogue", shot, message, "Take it out, or add it to the scene.", speech.start)
                continue
            if speech.character != lines[speech.line].character:
                who = scene.setting.name(speech.character)
                message = f"{who} says {speech.line}, which is another's line, in {shot.shot.id}"
                yield within("dialogue", shot, message, "Give it to who says it.", speech.start, speech.character)
            if end > shot.shot.frames:
                over = end - shot.shot.frames
                message = f"{shot.shot.id} ends {over} frames before its part of {speech.line} does"
                off = (float(over), 0.0, "frames")
                yield within("dialogue", shot, message, "Make it longer, or go on in the next.", speech.start, off=off)
            heard[speech.line].append((shot.start + speech.start, shot.start + end))
    for name, line in lines.items():
        yield from _whole(scene, name, heard[name], (line.start, line.start + line.frames))


def _whole(scene: SceneSeen, name: str, parts: list[tuple[int, int]], wanted: tuple[int, int]) -> Iterator[Finding]:
    ends = [wanted[0], *(end for _, end in parts)]
    if [start for start, _ in parts] == ends[:-1] and ends[-1] == wanted[1]:
        return
    line = next(each for each in scene.scene.dialogue if each.id == name)
    shot = next((each for each in reversed(scene.shots) if each.start <= wanted[0]), scene.shots[0])
    missing = (wanted[1] - wanted[0]) - sum(end - start for start, end in parts)
    how = "is not heard" if not parts else "is not heard whole" if missing > 0 else "is heard twice or out of its time"
    who = scene.setting.name(line.character)
    message = f"{who}'s line {name} {how}: {abs(missing)} of its {line.frames} frames"
    off = (float(abs(missing)), 0.0, "frames")
    mend = f"Let it play from frame {wanted[0]} of the scene for {line.frames} frames, in {shot.shot.id} and on."
    yield within("dialogue", shot, message, mend, 0, line.character, off).but(line=line.lines[0])


def subject(scene: SceneSeen) -> Iterator[Finding]:
    """Everybody among a shot's subjects has marks, and is in its frame and not hidden at some moment of it."""
    for shot in scene.pictures:
        for name in shot.shot.subjects:
            if name not in shot.tracks:
                who = scene.setting.name(name)
                message = f"{who} is a subject of {shot.shot.id} without a mark"
                mend = f"Give {who} a mark, or take {who} out of the subjects."
                yield within("subject", shot, message, mend, 0, name)
        for name in _never_shown(shot):
            who = scene.setting.name(name)
            message = f"{who} is a subject of {shot.shot.id} but never in its picture"
            mend = f"Turn the camera to {who}, clear what stands before {who}, or take {who} out of the subjects."
            yield within("subject", shot, message, mend, 0, name)


def _never_shown(shot: ShotSeen) -> list[str]:
    """The subjects of whom no part is in the frame with no wall or thing before it; hands are enough for an insert."""
    if shot.shot.idiom == "insert":
        return []
    frames = shot.frames()
    middle = frames[len(frames) // 2]
    left = _hidden(shot, shot.drawn, middle)
    changing = left if not shot.still else [name for name in left if name in shot.movers]
    for frame in frames:
        if changing and frame != middle:
            hidden = _hidden(shot, changing, frame)
            left = [name for name in left if name in hidden or name not in changing]
            changing = hidden
    return left


def _hidden(shot: ShotSeen, names: Sequence[str], frame: int) -> list[str]:
    """Who of them shows nothing at a frame."""
    if not names:
        return []
    bodies = [shot.body(name, frame) for name in names]
    left = list(range(len(names)))
    for rows in (_MIDDLES, slice(None)):
        shown = _shown(shot, [bodies[i] for i in left], rows, frame)
        left = [i for i, each in zip(left, shown, strict=True) if not each]
        if not left:
            break
    return [names[i] for i in left]


def _shown(shot: ShotSeen, bodies: Sequence[Proxy], rows: slice, frame: int) -> list[bool]:
    """Whether any of these balls of each body is in the frame with nothing before its middle."""
    view, place = shot.view(frame), shot.place
    points = np.concatenate([body.points[rows] for body in bodies])
    seen = _inside(view, points, np.concatenate([body.radii[rows] for body in bodies]))
    if seen.any():
        eye, asked = np.array(view.position), points[seen]
        hidden = behind_walls(place, eye, asked)
        hidden |= solids_of(place).sight.between(eye, asked, struck(place, view.position))
        seen[seen] = ~hidden
    return [any(each) for each in seen.reshape(len(bodies), -1).tolist()]


def struck(place: PlaceSheet, eye: Vec3) -> frozenset[str]:
    """The things that go away with a wall which the camera stands behind: they hang on it or stand flat against it."""
    flown = [wall for wall in place.walls if side_of(wall.start, wall.end, eye) < 0]
    if not flown:
        return frozenset()
    return frozenset(
        each.id for each in place.fixtures if any(_against(wall, each.position, each.size, each.yaw) for wall in flown)
    )


def _against(wall: Wall, middle: Vec3, size: Vec3, yaw: float) -> bool:
    cos, sin = along(yaw)
    ends = [(s * size[0] / 2, t * size[1] / 2) for s in (-1, 1) for t in (-1, 1)]
    corners = [(middle[0] + x * cos - y * sin, middle[1] + x * sin + y * cos) for x, y in ends]
    return max(side_of(wall.start, wall.end, corner) for corner in corners) < WALL_DEPTH


def _inside(view: View, points: Array, radii: Array) -> Flags:
    """(n,): which balls are in the frame, wholly or in part."""
    screen = project(view, points)
    edge = 1 + radii / np.maximum(screen[:, 2], 0.05) / view.half_width
    return np.asarray((screen[:, 2] > 0) & (np.abs(screen[:, 0]) < edge) & (np.abs(screen[:, 1]) < edge * view.aspect))
