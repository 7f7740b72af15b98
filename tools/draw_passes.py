"""Draws ``docs/pictures/passes.png``: every pass of one frame of one shot, as docs/passes.md shows them.

To run it again after a change of the passes: ``python -m tools.draw_passes docs/pictures/passes.png``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from film.camera import CameraKey
from film.cast import Build, CharacterSheet, Palette
from film.clips import PassName
from film.place import Fixture, FixtureKind, Opening, PlaceSheet, Wall
from film.plan import Format
from film.shot import Shot, ShotProp
from film.staging import Mark
from renderer.previs.bodies import Mannequin
from renderer.previs.lettering import face
from renderer.previs.painter import Painter, Picture
from renderer.previs.passes.pictures import PassPictures
from renderer.previs.passes.words import inverse_span
from renderer.request import Look, ShotRequest

FILM = Format(width=480, height=270)
FRAME = 30
COLOURS = np.array([(0, 0, 0), (226, 92, 76), (78, 128, 232)], np.uint8)
SHOWN: tuple[tuple[str, str], ...] = (
    ("picture", "the picture"),
    ("depth", "depth: metres, 16 bits (here 0 to 8 m)"),
    ("inverse_depth", "inverse_depth: near is bright"),
    ("normal", "normal: +x right, +y up, +z to you"),
    ("id", "id: bytes 1 and 2 (here in colour)"),
    ("pose", "pose: what is hidden is not drawn"),
    ("edges", "edges"),
    ("softedge", "softedge"),
    ("flow_colour", "flow_colour"),
)


def request() -> ShotRequest:
    """Somebody comes to a desk at which somebody else sits, and the camera comes with them."""
    shot = Shot(
        id="1-A1", setup="A", beat="b1", idiom="two_shot", size="FS", angle="eye", lens_mm=28, move="truck",
        subjects=("ida", "tom"), frames=60, covers=((1, 2),), description="Ida comes to Tom's desk.",
        camera=(
            CameraKey(frame=0, position=(-1.6, -2.9, 1.5), target=(0.2, 0.6, 0.95), focal_mm=26),
            CameraKey(frame=60, position=(-0.5, -2.7, 1.4), target=(0.5, 0.6, 0.95), focal_mm=26),
        ),
        marks=(
            Mark(character="ida", frame=0, position=(-1.7, 0.0, 0.0), yaw=12, look=(1.3, 0.7, 1.2)),
            Mark(character="ida", frame=60, position=(0.1, 0.4, 0.0), yaw=12, look=(1.3, 0.7, 1.2)),
            Mark(character="tom", frame=0, position=(1.55, 0.8, 0.0), yaw=200, pose="phone", seat=0.46),
        ),
        props=(
            ShotProp(prop="phone", kind="phone", holder="tom"),
            ShotProp(prop="suitcase", kind="suitcase", holder="ida"),
        ),
    )  # fmt: skip
    cast = (
        CharacterSheet(
            id="ida", name="IDA", build=Build(age=34, gender=0.0, height=1.70), hair="bob",
            palette=Palette(top="#c9502f", bottom="#2f3644"),
        ),
        CharacterSheet(
            id="tom", name="TOM", build=Build(age=52, gender=1.0, height=1.80, weight=0.6),
            palette=Palette(top="#4a6fa8", skin="#8a5a3c", hair="#d8d4cc"),
        ),
    )  # fmt: skip
    return ShotRequest(
        shot=shot, place=_place(), cast=cast, time_of_day="day", weather="clear", format=FILM,
        look=Look(labels=False, passes=get_args(PassName)),
    )  # fmt: skip


def _place() -> PlaceSheet:
    corners = [(-3.0, -3.2), (3.0, -3.2), (3.0, 2.2), (-3.0, 2.2)]
    window = Opening(kind="window", at=1.0, width=1.5, height=1.3, sill=0.9)
    door = Opening(kind="door", at=4.2, width=0.9, height=2.05)
    walls = tuple(
        Wall(start=corners[i], end=corners[(i + 1) % 4], height=2.7, openings=(window, door) if i == 2 else ())
        for i in range(4)
    )
    things: tuple[tuple[FixtureKind, tuple[float, float, float], float, tuple[float, float, float]], ...] = (
        ("desk", (0.95, 0.65, 0.0), 20, (0.7, 1.4, 0.75)),
        ("chair", (1.55, 0.8, 0.0), 200, (0.5, 0.5, 0.9)),
        ("bookcase", (-0.6, 2.0, 0.0), 270, (0.35, 1.2, 2.0)),
        ("plant", (2.5, 1.7, 0.0), 0, (0.5, 0.5, 1.2)),
        ("lamp_desk", (0.95, 1.15, 0.75), 0, (0.2, 0.2, 0.4)),
        ("rug", (-0.6, -0.6, 0.0), 0, (1.6, 2.2, 0.01)),
    )
    fixtures = tuple(
        Fixture(id=f"{kind}-{n}", kind=kind, position=at, yaw=yaw, size=size)
        for n, (kind, at, yaw, size) in enumerate(things)
    )
    return PlaceSheet(
        id="office", name="Office", kind="office", enclosure="room", stage=(-2, -2, 2, 2), ceiling=2.7, ground="wood",
        backdrop="city", walls=walls, fixtures=fixtures,
    )  # fmt: skip


def shown(name: str, picture: Picture, made: PassPictures) -> npt.NDArray[np.uint8]:
    """A pass as a picture (h, w, 3) for people; ids in colours, depth from 0 to 8 metres."""
    if name == "picture":
        return picture.rgb
    if name == "id":
        return COLOURS[picture.ids]
    if name == "depth":
        grey = np.rint(np.minimum(picture.depth, 8.0) * np.float32(255 / 8)).astype(np.uint8)
    else:
        grey = made.part(next(each for each in get_args(PassName) if each == name))(picture).astype(np.uint8)
    return grey if grey.ndim == 3 else np.repeat(grey[..., None], 3, 2)


def sheet(frame: int) -> Image.Image:
    """All passes of a frame, three in a row, each with a word under it."""
    painter = Painter(request(), Mannequin)
    made = PassPictures((0.0, 65.535), inverse_span(painter.glance(each) for each in range(0, 60, 12)))
    picture = painter.draw(frame)
    across, down, strip = FILM.width, FILM.height, 26
    whole = Image.new("RGB", (3 * across, 3 * (down + strip)), (24, 24, 26))
    pen = ImageDraw.Draw(whole)
    for number, (name, words) in enumerate(SHOWN):
        x, y = number % 3 * across, number // 3 * (down + strip)
        whole.paste(Image.fromarray(shown(name, picture, made)), (x, y))
        pen.text((x + 8, y + down + 5), words, (225, 225, 225), face(14))
    return whole


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/pictures/passes.png")
    sheet(int(sys.argv[2]) if len(sys.argv) > 2 else FRAME).save(target, optimize=True)
