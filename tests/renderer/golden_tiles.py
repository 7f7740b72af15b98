"""What is on the contact sheets: each pose, each move of the camera, each kind of place by day and by night, each
weather, each pass.  A tile is a name and what draws it, with the real renderer, at a small size.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any, get_args

import numpy as np
from PIL import Image

from film.base import Vec3
from film.camera import CameraKey
from film.cast import Build, CharacterSheet, Palette
from film.clips import PassName
from film.place import Fixture, PlaceSheet
from film.plan import Format, TimeOfDay, Weather
from film.shot import Move, PropKind, ShotProp
from film.staging import Mark, Mood, Pose
from planner.places.library import KINDS
from planner.places.variety import Variety
from renderer.previs.bodies import Mannequin
from renderer.previs.painter import Painter, Picture
from renderer.previs.passes.motion import flow_of_words
from renderer.previs.passes.pictures import PassPictures
from renderer.previs.passes.words import depth_of_bytes, inverse_span
from renderer.request import Look, ShotRequest
from tests.renderer.golden_pictures import Pixels
from tests.renderer.tiny_shots import request, room, shot

Draw = Callable[[], Pixels]

BODY = Format(width=96, height=112)
WIDE = Format(width=112, height=64)
PASS = Format(width=160, height=90)
ANN = CharacterSheet(
    id="ann", name="ANN", build=Build(age=32, gender=0.0, height=1.69), hair="bob",
    palette=Palette(top="#b8502f", bottom="#2f3644", hair="#2a1c14"),
)  # fmt: skip
BOB = CharacterSheet(
    id="bob", name="BOB", build=Build(age=38, gender=1.0, height=1.81),
    palette=Palette(top="#3f6ea8", bottom="#4a4038", skin="#8a5a3c", hair="#15100c"),
)  # fmt: skip
AT = 16
"""The frame that a pose is drawn at: gestures in their own tempo are under way."""
SAT: dict[Pose, float | None] = {"sit": 0.45, "drive": 0.35, "type": 0.45, "write": 0.45, "eat": 0.45, "lie": 0.0}
HELD: dict[Pose, PropKind] = {
    "phone": "phone", "drink": "cup", "aim": "gun", "hold": "letter", "carry": "box", "eat": "food",
}  # fmt: skip
PAIRS: dict[Pose, tuple[float, Pose]] = {
    "hug": (0.47, "hug"), "kiss": (0.47, "kiss"), "hand_over": (1.0, "reach"), "strike": (0.85, "guard"),
    "shove": (0.75, "stand"),
}  # fmt: skip
"""Poses of two: metres apart, and what the other one does."""


def look(*passes: PassName, samples: float = 2.0) -> Look:
    """Without names."""
    return Look(labels=False, drawing=False, passes=passes, supersample=samples)


def rgb(asked: ShotRequest, frame: int = 0) -> Pixels:
    """One frame."""
    return Painter(asked, Mannequin).draw(frame).rgb


# Poses


def pose(name: Pose, **mark: Any) -> Pixels:
    """A body in a pose before nothing, from the front three-quarter."""
    marks = _pair(name) if name in PAIRS else (_mark("ann", pose=name, seat=SAT.get(name), **mark),)
    who = tuple(dict.fromkeys(each.character for each in marks))
    kind = HELD.get(name)
    props = () if kind is None else (ShotProp(prop=kind, kind=kind, holder="ann"),)
    camera = CameraKey(frame=0, position=(3.9, -2.6, 1.55), target=(0.0, 0.0, 0.95), focal_mm=44)
    taken = shot(subjects=who, marks=marks, props=props, camera=(camera,), frames=60)
    sheets = tuple(each for each in (ANN, BOB) if each.id in who)
    return rgb(request(shot=taken, place=_studio(marks), cast=sheets, format=BODY, look=look()), AT)


def going(speed: float) -> Pixels:
    """Under way to the right of the picture."""
    far = speed * 2
    marks = tuple(_mark("ann", frame=f, position=(0.0, y, 0.0), yaw=90.0) for f, y in ((0, -far), (96, far)))
    camera = CameraKey(frame=0, position=(4.6, 0.0, 1.3), target=(0.0, 0.0, 0.95), focal_mm=44)
    taken = shot(subjects=("ann",), marks=marks, camera=(camera,), frames=96)
    return rgb(request(shot=taken, place=_studio(()), cast=(ANN,), format=BODY, look=look()), 48)


def _pair(name: Pose) -> tuple[Mark, ...]:
    apart, answer = PAIRS[name]
    eyes = {who.id: 0.935 * who.build.height for who in (ANN, BOB)}
    one, two = (0.0, apart / 2), (0.0, -apart / 2)
    return (
        _mark("ann", position=(*one, 0.0), yaw=-90.0, pose=name, look=(*two, eyes["bob"])),
        _mark("bob", position=(*two, 0.0), yaw=90.0, pose=answer, look=(*one, eyes["ann"])),
    )


def _mark(who: str, **fields: Any) -> Mark:
    usual = {"character": who, "frame": 0, "position": (0.0, 0.0, 0.0), "yaw": 0.0, "look": (3.0, -0.4, 1.5)}
    return Mark.model_validate({**usual, **fields})


def _studio(marks: tuple[Mark, ...]) -> PlaceSheet:
    """A bare floor, with a crate under whoever sits."""
    crates = tuple(
        Fixture(id=f"crate-{n}", kind="crate", position=(-0.02, 0.0, 0.0), size=(0.4, 0.42, mark.seat))
        for n, mark in enumerate(marks)
        if mark.seat
    )
    return PlaceSheet(
        id="s", name="S", kind="studio", enclosure="open", stage=(-4, -4, 4, 4), ground="concrete", fixtures=crates
    )


# Moves

FIRST = CameraKey(frame=0, position=(0.3, -3.4, 1.5), target=(0.0, 0.6, 1.1), focal_mm=24)
LAST: dict[Move, dict[str, Any]] = {
    "static": {},
    "pan": {"target": (1.4, 0.6, 1.1)},
    "tilt": {"target": (0.0, 0.6, 1.9)},
    "dolly": {"position": (0.15, -1.6, 1.4)},
    "truck": {"position": (1.7, -3.4, 1.5), "target": (1.4, 0.6, 1.1)},
    "pedestal": {"position": (0.3, -3.4, 2.4), "target": (0.0, 0.6, 2.0)},
    "crane": {"position": (1.2, -3.0, 2.4)},
    "zoom": {"focal_mm": 48.0},
    "dolly_zoom": {"position": (0.15, -1.4, 1.3), "focal_mm": 12.0},
    "rack_focus": {"focus_m": 5.4, "focal_mm": 40},
    "handheld": {},
    "steadicam": {"position": (1.0, -2.2, 1.5)},
}
"""What is other in a move's last key."""


def move(name: Move) -> Pixels:
    """A room with two people in it at the beginning, in the middle and at the end of a move, beside each other."""
    first = FIRST.but(focus_m=3.6, focal_mm=40) if name == "rack_focus" else FIRST
    keys = (first, first.but(frame=48, **LAST[name])) if LAST[name] else (first,)
    stop = {"stop": 1.4} if name == "rack_focus" else {}
    marks = (
        _mark("ann", position=(-0.4, 0.2, 0.0), yaw=-90.0, look=None),
        _mark("bob", position=(0.6, 1.9, 0.0), yaw=-90.0, look=None),
    )
    taken = shot(subjects=("ann", "bob"), marks=marks, camera=keys, move=name, frames=49, **stop)
    painter = Painter(request(shot=taken, place=_room(), cast=(ANN, BOB), format=WIDE, look=look()), Mannequin)
    return np.hstack([painter.draw(frame).rgb for frame in (0, 24, 48)])


def _room() -> PlaceSheet:
    table = Fixture(id="t", kind="table", position=(1.2, 0.6, 0), size=(0.8, 1.2, 0.75))
    case = Fixture(id="b", kind="bookcase", position=(-1.8, 2.2, 0), yaw=270, size=(0.3, 1.0, 1.9))
    corners = [(-2.8, -3.8), (2.8, -3.8), (2.8, 2.5), (-2.8, 2.5)]
    walls = tuple(
        wall.but(start=corners[n], end=corners[(n + 1) % 4], height=2.8) for n, wall in enumerate(room().walls)
    )
    return room(walls=walls, fixtures=(table, case), ceiling=2.8)


# Places


def place(kind: str, time: TimeOfDay, weather: Weather = "clear") -> Pixels:
    """A kind of place, empty: a room from above a corner, walls before the camera are not there; the open along it."""
    sheet = KINDS[kind](Variety(kind)).sheet(kind, kind.upper(), ())
    camera = CameraKey(frame=0, focal_mm=24, **(_end(sheet) if sheet.enclosure == "open" else _corner(sheet)))
    taken = shot(subjects=(), marks=(), camera=(camera,))
    asked = request(shot=taken, place=sheet, cast=(), time_of_day=time, weather=weather, format=WIDE, look=look())
    return rgb(asked)


def _corner(sheet: PlaceSheet) -> dict[str, Vec3]:
    """Where the camera is, and what it looks at: the middle of the walls; into a vehicle it looks through its side."""
    points = [point for wall in sheet.walls for point in (wall.start, wall.end)]
    x, y = ((min(each) + max(each)) / 2 for each in zip(*points, strict=True))
    far = max(max(math.dist(point, (x, y)) for point in points), 1.6)
    up = 0.45 if sheet.enclosure == "room" else 0.0
    return {"position": (x - 0.85 * far, y - 1.0 * far, 1.3 + up * far), "target": (x, y, 0.8)}


def _end(sheet: PlaceSheet) -> dict[str, Vec3]:
    """The same for the open: from one end of the stage down its length, as somebody who comes in sees it."""
    left, low, right, high = sheet.stage
    x, y = (left + right) / 2, (low + high) / 2
    if right - left > high - low:
        return {"position": (left - 2.0, y - 0.6, 1.8), "target": (right, y + 0.6, 1.4)}
    return {"position": (x - 0.6, low - 2.0, 1.8), "target": (x + 0.6, high, 1.4)}


# Passes

CROSSING = (FIRST, FIRST.but(frame=24, position=(0.8, -3.2, 1.5)))


@cache
def frame_with_passes() -> tuple[Picture, PassPictures, Pixels]:
    """One frame that has something to say in every pass, what makes its passes, and its drawing."""
    marks = (
        _mark("ann", position=(-1.2, -0.4, 0.0), look=None),
        _mark("ann", frame=24, position=(0.6, -0.4, 0.0), look=None),
        _mark("bob", position=(0.7, 0.9, 0.0), yaw=-100.0, look=None, pose="arms_crossed"),
    )
    taken = shot(subjects=("ann", "bob"), marks=marks, camera=CROSSING, move="truck", frames=24)
    passes = get_args(PassName)
    asked = request(shot=taken, place=_room(), cast=(ANN, BOB), format=PASS, look=look(*passes).but(drawing=True))
    painter = Painter(asked, Mannequin)
    span = inverse_span(painter.glance(frame) for frame in (0, 12, 23))
    sketch = Image.fromarray(painter.sketch(12)).resize((PASS.width, PASS.height), Image.Resampling.BOX)
    return painter.draw(12), PassPictures((0.0, 65.535), span), np.asarray(sketch, np.uint8)


_WHO = np.array([(0, 0, 0), (226, 92, 76), (78, 128, 232)], np.uint8)
_DEEP, _FAST = 8.0, 12.0
"""Metres that are white in the tile of depth, pixels to a side that are full in that of flow."""


def passed(name: str) -> Pixels:
    """A pass as a picture for people: 16 bits are read back as whoever opens the file reads them."""
    picture, made, drawing = frame_with_passes()
    if name == "picture":
        return picture.rgb
    if name == "drawing":
        return drawing
    part = made.part(next(each for each in get_args(PassName) if each == name))(picture)
    if name == "depth":
        part = np.rint(np.minimum(depth_of_bytes(part, made.depth), _DEEP) * (255 / _DEEP)).astype(np.uint8)
    if name == "flow":
        right, down = np.moveaxis(np.nan_to_num(flow_of_words(part)), -1, 0)
        both = np.clip(np.rint(128 + np.stack([right, down, 0 * down], -1) * (127 / _FAST)), 0, 255)
        part = both.astype(np.uint8)
    if name == "id":
        part = _WHO[part]
    return np.asarray(part if part.ndim == 3 else np.repeat(part[..., None], 3, 2), np.uint8)


def _poses() -> dict[str, Draw]:
    tiles: dict[str, Draw] = {name: lambda name=name: pose(name) for name in get_args(Pose)}
    moods = {f"mood {mood}": lambda mood=mood: pose("stand", mood=mood) for mood in get_args(Mood)}
    return {**tiles, "walk": lambda: going(1.3), "run": lambda: going(3.6), **moods}


def _places() -> dict[str, Draw]:
    return {f"{kind} {time}": lambda kind=kind, time=time: place(kind, time) for kind in KINDS for time in TIMES}


def _weathers() -> dict[str, Draw]:
    skies: list[tuple[TimeOfDay, Weather]] = [(time, "clear") for time in get_args(TimeOfDay)]
    skies += [(time, weather) for time in TIMES for weather in get_args(Weather) if weather != "clear"]
    return {
        f"{kind} {time} {weather}": lambda kind=kind, time=time, weather=weather: place(kind, time, weather)
        for kind in ("street", "living_room")
        for time, weather in skies
    }


TIMES: tuple[TimeOfDay, ...] = ("day", "night")
PASSES = ("picture", "drawing", *(name for name in get_args(PassName) if name != "camera"))
SHEETS: dict[str, dict[str, Draw]] = {
    "poses": _poses(),
    "moves": {name: lambda name=name: move(name) for name in get_args(Move)},
    "places": _places(),
    "weathers": _weathers(),
    "passes": {name: lambda name=name: passed(name) for name in PASSES},
}
"""Every sheet's tiles by name, in order."""
