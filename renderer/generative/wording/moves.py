"""What the camera does, in the trade's words, with the way it goes as its keys have it.

film.motion reads the move as a viewer would name it; here it becomes ``the camera slowly pushes in``.  A move that
comes back to where it began is told there and back.
"""

from __future__ import annotations

import math

from film.camera import CameraKey
from film.motion import Motion, motions
from film.shot import Move
from renderer.generative.wording.cleaning import joined
from renderer.generative.wording.sides import Side

_WAYS: dict[str, tuple[str, str]] = {
    "pan": ("pans right", "pans left"),
    "tilt": ("tilts up", "tilts down"),
    "truck": ("trucks right", "trucks left"),
    "crane": ("cranes up", "cranes down"),
    "pedestal": ("rises on a pedestal", "sinks on a pedestal"),
    "dolly": ("pushes in", "pulls back"),
    "zoom": ("zooms in", "zooms out"),
}
"""What is done onward (to the right, up, forward, closer) and what the other way."""
_PACES = {"pan": (8.0, 40.0), "tilt": (8.0, 40.0), "zoom": (0.08, 0.5)}
"""Degrees (or doublings of the focal length) a second below which it is slow and above which it is fast."""
_TRAVEL = (0.25, 1.2)
"""Metres a second, likewise."""
_SLIGHT = {"pan": 8.0, "tilt": 6.0, "zoom": 0.25}
_SLIGHT_TRAVEL = 0.3
"""Degrees, doublings and metres below which a move is slight."""
_CARRIED: dict[Move, str] = {
    "handheld": "handheld camera with a slight natural shake",
    "steadicam": "smooth gliding steadicam",
}
_RISEN = 0.1
"""Metres up or down from which a crane's or a pedestal's move has a way of its own."""


def move(side: Side, follows: str = "") -> str:
    """The move in a clause; a camera that does not move is said to be locked off.

    ``follows`` is whom it goes with, where somebody walks.
    """
    shot = side.shot
    if shot.move == "rack_focus" and (pulled := _pulled(side)):
        return f"the camera does not move, {pulled}"
    if shot.move == "dolly_zoom":
        return _dolly_zoom(side)
    told = _told(side)
    carried = _CARRIED.get(shot.move, "")
    after = f", following {follows}" if told and follows else ""
    if not told:
        return carried or "static camera, locked off, no camera movement"
    return f"{carried}: the camera {told}{after}" if carried else f"the camera {told}{after}"


def is_still(side: Side) -> bool:
    """Whether the camera neither moves nor is carried."""
    return side.shot.move in ("static", "rack_focus") and not _told(side)


def _told(side: Side) -> str:
    ways = _ways(side, side.camera)
    if ways:
        return joined([ways[0], *(each.removeprefix(_pace(ways[0])) for each in ways[1:])])
    turn = _turning_point(side)
    if turn is None:
        return ""
    out = _ways(side, side.camera[: turn + 1])
    back = _ways(side, side.camera[turn:])
    return ", then ".join([*out, *back])


def _ways(side: Side, keys: tuple[CameraKey, ...]) -> list[str]:
    if len(keys) < 2:
        return []
    seconds = max((keys[-1].frame - keys[0].frame) / side.fps, 1 / side.fps)
    found = list(motions(side.shot.but(camera=keys), side.gate))
    rise = keys[-1].position[2] - keys[0].position[2]
    named = side.shot.move
    if named in ("crane", "pedestal") and abs(rise) > _RISEN and found:
        others = [each for each in found if each.kind != "crane"]
        return [_way(Motion("crane", rise), seconds, named), *(_way(each, seconds) for each in others)]
    return [_way(each, seconds) for each in found]


def _way(motion: Motion, seconds: float, named: str = "") -> str:
    onward, back = _WAYS[named or motion.kind]
    amount = abs(math.log2(motion.amount) if motion.kind == "zoom" else motion.amount)
    slow, fast = _PACES.get(motion.kind, _TRAVEL)
    pace = "slowly " if amount / seconds < slow else "quickly " if amount / seconds > fast else ""
    slight = " a little" if amount < _SLIGHT.get(motion.kind, _SLIGHT_TRAVEL) else ""
    return f"{pace}{onward if motion.onward else back}{slight}"


def _pace(told: str) -> str:
    """The adverb that a way begins with, told once for ways of one pace."""
    return next((pace for pace in ("slowly ", "quickly ") if told.startswith(pace)), "quickly, ")


def _turning_point(side: Side) -> int | None:
    """The inner key at which the camera is farthest, in metres and quarter turns, from where it begins."""
    keys = side.camera
    if len(keys) < 3:
        return None
    first = keys[0]

    def gone(index: int) -> float:
        here = keys[index]
        a, b = side.view(first.frame).axes()[2], side.view(here.frame).axes()[2]
        turned = math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(a, b, strict=True)))))
        return math.dist(here.position, first.position) + turned / (math.pi / 2)

    return max(range(1, len(keys) - 1), key=lambda index: (gone(index), -index))


def _dolly_zoom(side: Side) -> str:
    first, last = side.camera[0], side.camera[-1]
    closer = math.dist(last.position, last.target) < math.dist(first.position, first.target)
    ways = "dollies in while the lens zooms out" if closer else "dollies out while the lens zooms in"
    return f"dolly zoom: the camera {ways}, the subject stays the same size and the background warps"


def _pulled(side: Side) -> str:
    first, last = side.view(side.camera[0].frame).focused, side.view(side.camera[-1].frame).focused
    if abs(first - last) < 0.1:
        return ""
    nearer = last < first
    return f"rack focus from the {'background to the foreground' if nearer else 'foreground to the background'}"
