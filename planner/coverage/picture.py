"""What many cameras show of many people at many instants, as arrays: axes (instants T, setups S, people P).

The same quantities as ``planner.continuity.glimpse``, for all setups of a stretch at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from film.camera import SENSOR_WIDTH_MM, CameraKey, view_at
from planner.body import Proxy
from planner.camera.framing import SPAN
from planner.continuity.glimpse import GRAZED
from planner.coverage.intent import SIZES
from planner.coverage.option import Option
from planner.geometry import Array, Flags

_SPANS = np.log(np.array([SPAN[size] for size in SIZES]))[::-1]
_INDICES = np.arange(len(SIZES))[::-1].astype(float)


@dataclass(frozen=True)
class Picture:
    """``x``, ``y`` (T, S, P): heads on the screen, -1 to 1; ``size``: fractional index into ``SIZES`` of the framing
    of each; ``scale``: statures in the frame's height, turned over (as ``Figure.scale``); ``turn``: degrees between
    face and camera; ``look``: the face's way across the screen, as a sine; ``to``: (T, S, P, 3) unit vectors from
    heads to cameras; ``seen``: whether they are in the picture and meant to be; ``shown``: whether they are in it,
    meant or not; ``eye``: (T, S, 3); ``head``: (T, P, 3).
    """  # fmt: skip

    names: tuple[str, ...]
    x: Array
    y: Array
    size: Array
    scale: Array
    turn: Array
    look: Array
    to: Array
    seen: Flags
    shown: Flags
    eye: Array
    right: Array
    head: Array


def picture(
    options: Sequence[Option],
    names: Sequence[str],
    bodies: Sequence[Mapping[str, Proxy]],
    heights: Mapping[str, float],
    frames: Sequence[Sequence[int]],
    aspect: float,
) -> Picture:
    """``bodies`` are everybody's at each of the T instants; ``frames[t][s]`` the frame of setup s' own camera then."""
    eye, right, up, forward, half = _cameras(options, frames, aspect)
    head, face, there = _people(names, bodies)
    stature = np.array([heights[name] for name in names]) if names else np.zeros(0)
    ray = head[:, None, :, :] - eye[:, :, None, :]
    depth = np.einsum("tspk,tsk->tsp", ray, forward)
    safe = np.maximum(depth, 0.05)
    x = np.einsum("tspk,tsk->tsp", ray, right) / safe / half[..., None]
    y = np.einsum("tspk,tsk->tsp", ray, up) / safe / (half / aspect)[..., None]
    spans = 2 * (half / aspect)[..., None] * safe / stature
    gap = np.linalg.norm(ray, axis=-1)
    to = -ray / np.maximum(gap, 1e-6)[..., None]
    across = face[:, None, :, 0] * to[..., 1] - face[:, None, :, 1] * to[..., 0]
    towards = face[:, None, :, 0] * to[..., 0] + face[:, None, :, 1] * to[..., 1]
    shown = np.array([[_shows(option, name) for name in names] for option in options], dtype=bool)
    free = np.array([[_may_show(option, name) for name in names] for option in options], dtype=bool)
    inside = (depth > 0.3) & (np.abs(x) < 0.97) & (np.abs(y) < GRAZED)
    return Picture(
        names=tuple(names),
        x=x,
        y=y,
        size=np.interp(np.log(spans), _SPANS, _INDICES),
        scale=1 / spans,
        turn=np.abs(np.degrees(np.arctan2(across, towards))),
        look=np.einsum("tpk,tsk->tsp", face, right),
        to=to,
        seen=inside & there[:, None, :] & shown.reshape(1, len(options), len(names)),
        shown=inside & there[:, None, :] & free.reshape(1, len(options), len(names)),
        eye=eye,
        right=right,
        head=head,
    )


def _shows(option: Option, name: str) -> bool:
    """Whether a setup is sure to show somebody who is in its frame: its own subjects, but for who hides or looks."""
    intent = option.intent
    return name in intent.subjects and name not in option.hidden and not (intent.idiom == "pov" and name == intent.over)


def _may_show(option: Option, name: str) -> bool:
    """Whether somebody who is in a setup's frame is likely to be seen there, meant or not."""
    intent = option.intent
    return name not in option.hidden and not (intent.idiom == "pov" and name == intent.over)


def _cameras(
    options: Sequence[Option], frames: Sequence[Sequence[int]], aspect: float
) -> tuple[Array, Array, Array, Array, Array]:
    """Positions and axes (T, S, 3), tangents of half the width (T, S)."""
    position, target = np.empty((len(frames), len(options), 3)), np.empty((len(frames), len(options), 3))
    roll, focal = np.empty((len(frames), len(options))), np.empty((len(frames), len(options)))
    for s, option in enumerate(options):
        keys = option.candidate.keys
        for t in range(len(frames)) if len(keys) > 1 else ():
            position[t, s], target[t, s], roll[t, s], focal[t, s] = _at(keys, frames[t][s], aspect)
        if len(keys) == 1:
            only = keys[0]
            position[:, s], target[:, s], roll[:, s], focal[:, s] = only.position, only.target, only.roll, only.focal_mm
    forward = target - position
    forward /= np.maximum(np.linalg.norm(forward, axis=-1, keepdims=True), 1e-9)
    level = np.stack([forward[..., 1], -forward[..., 0], np.zeros_like(forward[..., 0])], axis=-1)
    level /= np.maximum(np.linalg.norm(level, axis=-1, keepdims=True), 1e-9)
    upright = np.cross(level, forward)
    cos, sin = np.cos(np.radians(roll))[..., None], np.sin(np.radians(roll))[..., None]
    return position, level * cos - upright * sin, upright * cos + level * sin, forward, SENSOR_WIDTH_MM / 2 / focal


def _at(
    keys: Sequence[CameraKey], frame: int, aspect: float
) -> tuple[tuple[float, ...], tuple[float, ...], float, float]:
    view = view_at(keys, frame, aspect)
    return view.position, view.target, view.roll, view.focal_mm


def _people(names: Sequence[str], bodies: Sequence[Mapping[str, Proxy]]) -> tuple[Array, Array, Flags]:
    """Heads (T, P, 3), faces (T, P, 3), whether they are there (T, P)."""
    head, face = np.full((len(bodies), len(names), 3), 1e3), np.zeros((len(bodies), len(names), 3))
    there = np.zeros((len(bodies), len(names)), dtype=bool)
    for t, each in enumerate(bodies):
        for p, name in enumerate(names):
            if name in each:
                head[t, p], face[t, p], there[t, p] = each[name].points[0], each[name].face, True
    return head, face, there
