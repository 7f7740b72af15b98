"""Which pass of the previs steers a shot, and why not another."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Literal, NamedTuple

from film.base import Model
from film.clips import Clip
from film.takes import LeftOut
from renderer.generative.seam import ControlKind

LARGE = 0.25
"""Share of the frame's height that the tallest person fills in half of the measured frames before a pose says anything.
Of a figure smaller than that the limbs are a few pixels wide in a model's latents, an eighth of the picture's sides,
and neither face nor hands are drawn (docs/passes.md)."""

WORDS: dict[ControlKind, str] = {
    "inverse_depth": "depth",
    "pose": "pose",
    "edges": "edges",
    "softedge": "soft edges",
    "flow_colour": "flow",
}
"""What people call a pass."""


Wish = ControlKind | Literal["auto", "none"]
"""A pass, whichever suits, or none."""


class Wishes(Model):
    """What the user wants of all shots: which pass steers ("auto": by the rule below) and at which rate the model makes
    frames: its own, or the film's, which a model that is steered by a pass can be led to as well."""

    control: Wish = "auto"
    rate: Literal["native", "film"] = "native"


class Steering(NamedTuple):
    """The pass that steers, None for none, and what is left out for it."""

    kind: ControlKind | None
    left_out: tuple[LeftOut, ...] = ()


def steering_of(clip: Clip, controls: Sequence[ControlKind], wish: Wish) -> Steering:
    """The pass that steers a shot: the one that is wished for, or with "auto" the first that the model takes and the
    previs has, but the pose only where somebody is large enough to be told by it.

    Every other pass that could steer is left out, with the reason.
    """
    there = [kind for kind in WORDS if kind in clip.passes]
    reasons = {kind: _why_not(kind, clip, controls, wish) for kind in there}
    taken = next((kind for kind in controls if kind in there and not reasons[kind]), None)
    left = [
        LeftOut(what=WORDS[kind], why=reasons[kind] or "one pass steers at a time") for kind in there if kind != taken
    ]
    if wish != "auto" and wish != "none" and wish not in there:
        left.append(LeftOut(what=WORDS[wish], why="the previs was drawn without it"))
    return Steering(taken, tuple(left))


def _why_not(kind: ControlKind, clip: Clip, controls: Sequence[ControlKind], wish: Wish) -> str:
    """Why a pass does not steer; "" where it may."""
    if kind not in controls:
        return "the model is not steered by it"
    if wish == "none":
        return "nothing is to steer"
    if wish == "auto":
        return "nobody is large enough in the frame" if kind == "pose" and tallest(clip) < LARGE else ""
    return "" if wish == kind else f"{WORDS[wish]} was asked for"


def tallest(clip: Clip) -> float:
    """Share of the frame's height that the tallest person fills, in the middle one of the measured frames."""
    heights = [
        max((seen.box[3] - seen.box[1] for seen in frame.sightings if seen.box is not None), default=0.0)
        for frame in clip.measured
    ]
    return median(heights) if heights else 0.0
