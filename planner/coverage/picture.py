"""What many cameras show of many people at many instants, as arrays: axes (instants T, setups S, people P).

The same quantities as ``planner.continuity.glimpse``, for all setups of a stretch at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from film.camera import Gate
from planner.body import Proxy
from planner.camera.batch import padded
from planner.camera.framing import SPAN
from planner.camera.kernels.glances import show
from planner.continuity.glimpse import GRAZED
from planner.coverage.intent import SIZES
from planner.coverage.option import Option
from planner.geometry import Array, Flags

_SPANS = np.log(np.array([SPAN[size] for size in reversed(SIZES)]))


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
    gate: Gate,
) -> Picture:
    """``bodies`` are everybody's at each of the T instants; ``frames[t][s]`` the frame of setup s' own camera then."""
    head, face, there = _people(names, bodies)
    stature = np.array([heights[name] for name in names]) if names else np.zeros(0)
    at = np.array(frames, dtype=np.int64).reshape(len(bodies), len(options))
    numbers, to, eye, right = show(
        padded([option.candidate for option in options]), at, gate, head, face, stature, _SPANS
    )
    x, y, depth, size, scale, turn, look = numbers
    shown = np.array([[_shows(option, name) for name in names] for option in options], dtype=bool)
    free = np.array([[_may_show(option, name) for name in names] for option in options], dtype=bool)
    inside = (depth > 0.3) & (np.abs(x) < 0.97) & (np.abs(y) < GRAZED)
    return Picture(
        names=tuple(names),
        x=x,
        y=y,
        size=size,
        scale=scale,
        turn=turn,
        look=look,
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


def _people(names: Sequence[str], bodies: Sequence[Mapping[str, Proxy]]) -> tuple[Array, Array, Flags]:
    """Heads (T, P, 3), faces (T, P, 3), whether they are there (T, P)."""
    head, face = np.full((len(bodies), len(names), 3), 1e3), np.zeros((len(bodies), len(names), 3))
    there = np.zeros((len(bodies), len(names)), dtype=bool)
    for t, each in enumerate(bodies):
        for p, name in enumerate(names):
            if name in each:
                head[t, p], face[t, p], there[t, p] = each[name].points[0], each[name].face, True
    return head, face, there
