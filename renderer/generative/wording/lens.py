"""How a shot is framed and through what lens, in the trade's words.

What a size shows is the planner's definition of it (film.shot.Size).  Focal lengths are on Super 35, where some 30 mm
see about as the eye does.  Depth of field is reckoned from hyperfocal distance, focal²/(stop x circle) + focal, with a
circle of confusion of 0.025 mm, usual for Super 35 (American Cinematographer Manual, "Depth of Field").
"""

from __future__ import annotations

from film.shot import Angle, Idiom, Size
from renderer.generative.wording.sides import Side

SIZES: dict[Size, str] = {
    "EWS": "extreme wide shot, tiny figures in the place",
    "WS": "wide shot, small figures with much room around them",
    "FS": "full shot, framed from head to feet",
    "MWS": "medium wide shot, framed from the knees up",
    "MS": "medium shot, framed from the waist up",
    "MCU": "medium close-up, framed from the chest up",
    "CU": "close-up of the face",
    "ECU": "extreme close-up",
}
_OF_THINGS: dict[Size, str] = {
    "EWS": "extreme wide shot", "WS": "wide shot", "FS": "wide shot", "MWS": "medium wide shot", "MS": "medium shot",
    "MCU": "medium close-up", "CU": "close-up", "ECU": "extreme close-up",
}  # fmt: skip
ANGLES: dict[Angle, str] = {
    "eye": "camera at eye level",
    "high": "high angle, camera looking down",
    "low": "low angle, camera looking up",
    "overhead": "overhead shot, camera straight above looking down",
    "dutch": "Dutch angle, the horizon tilted",
}
_IDIOMS: dict[Idiom, str] = {
    "establishing": "establishing shot", "master": "master shot", "two_shot": "two-shot", "ots": "over-the-shoulder",
    "single": "", "reaction": "reaction shot", "insert": "insert shot", "pov": "point-of-view shot",
    "moving": "",
}  # fmt: skip
"""A single is told by whom it is of, a moving shot by its move."""
_LENSES = (
    (20.0, "very wide-angle lens, deep exaggerated perspective"),
    (29.0, "wide-angle lens, open perspective"),
    (42.0, "normal lens, natural perspective"),
    (64.0, "short telephoto lens, gently flattened perspective"),
    (90.0, "telephoto lens, compressed perspective"),
    (600.0, "long telephoto lens, strongly compressed perspective"),
)
_CIRCLE_MM = 0.025
_SHALLOW, _THIN = 1.6, 0.5
"""Metres of sharpness below which the background is soft, and below which all but the subject is."""


def framing(side: Side, people: bool) -> str:
    """Size, idiom and angle: ``Medium close-up, framed from the chest up, over-the-shoulder, camera at eye level``."""
    shot = side.shot
    size = SIZES[shot.size] if people and shot.idiom != "insert" else _OF_THINGS[shot.size]
    return ", ".join(filter(None, (size, _IDIOMS[shot.idiom], ANGLES[shot.angle])))


def lens(side: Side) -> str:
    """``50 mm short telephoto lens, ..., shallow depth of field at f/2: the background is softly blurred``."""
    focal = side.view(0).focal_mm
    kind = next((words for most, words in _LENSES if focal < most), _LENSES[-1][1])
    squeezed = "anamorphic " if side.gate.squeeze > 1 else ""
    return f"{focal:.0f} mm {squeezed}{kind}, {_depth(side)}"


def _depth(side: Side) -> str:
    if side.stop is None:
        return "deep focus, everything sharp"
    view = side.view(0)
    near, far = depth_of_field(view.focal_mm, side.stop, view.focused)
    sharp = f"f/{side.stop:g}"
    if far - near > _SHALLOW:
        return f"deep depth of field at {sharp}"
    blurred = "everything else dissolves into blur" if far - near < _THIN else "the background is softly blurred"
    return f"shallow depth of field at {sharp}, {blurred}"


def depth_of_field(focal_mm: float, stop: float, focused_m: float) -> tuple[float, float]:
    """The nearest and the farthest sharp metre; infinite beyond the hyperfocal distance."""
    hyperfocal = (focal_mm * focal_mm / (stop * _CIRCLE_MM) + focal_mm) / 1000
    focal = focal_mm / 1000
    near = focused_m * (hyperfocal - focal) / (hyperfocal + focused_m - 2 * focal)
    if focused_m >= hyperfocal:
        return near, float("inf")
    return near, focused_m * (hyperfocal - focal) / (hyperfocal - focused_m)
