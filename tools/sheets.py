"""Makes ``docs/pictures/actions.png``: what bodies do, as the previs renderer draws it.

Every pose of ``film.staging`` at three instants of its own time, seen from the front three-quarter; then what is done
seated, ways between poses, two who are about each other, moods, and bodies of all ages and builds in their clothes::

    python -m tools.sheets [docs/pictures/actions.png] [NAME ...]

With names only the rows of those names are drawn.  Same code, same pixels.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from film.base import Vec3
from film.camera import CameraKey
from film.cast import Build, CharacterSheet, Garment, Palette
from film.place import Fixture, FixtureKind, Opening, PlaceSheet, Wall
from film.plan import Format
from film.shot import PropKind, Shot, ShotProp, Speech
from film.staging import Mark, Mood, Pose
from renderer.previs.bodies import Mannequin
from renderer.previs.lettering import face
from renderer.previs.painter import Painter
from renderer.request import Look, ShotRequest

OUTPUT = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "actions.png"
TILE = Format(width=160, height=176)
COLUMNS = 4
"""Rows of three tiles beside each other."""
CAPTION, GAP, INK = 16, 4, "#101114"
FRAMES = (12, 21, 32)
AT: dict[Pose, Sequence[int]] = {
    "strike": (6, 15, 22), "shove": (1, 10, 40), "nod": (4, 11, 18), "shake_head": (5, 10, 14), "shrug": (3, 14, 58),
    "drink": (4, 30, 78), "eat": (4, 20, 44), "clap": (2, 5, 9), "laugh": (4, 20, 60), "dance": (6, 12, 18),
}  # fmt: skip
"""The instants of poses that move in a tempo of their own."""
AT_DESK: tuple[Pose, ...] = ("write", "type", "eat")
PAIRED: tuple[Pose, ...] = ("hug", "kiss")
"""Poses of two: drawn with the other one alone."""
SITTING: tuple[Pose, ...] = (
    "phone", "hold", "drink", "laugh", "cry", "clap", "think", "point", "slump", "arms_crossed", "nod", "hand_over",
)  # fmt: skip
HELD: dict[Pose, PropKind] = {
    "phone": "phone", "drink": "cup", "eat": "food", "write": "tool", "aim": "gun", "hold": "letter",
    "hand_over": "letter", "carry": "box",
}  # fmt: skip
AHEAD = (3.0, -0.4, 1.55)


class Row(NamedTuple):
    """One row of the sheet: its name, the people in it, what stands there, and the frames shown.

    ``eye`` is where the camera stands, ``metres`` how high the picture is in its middle, at height ``middle``.
    """

    name: str
    marks: tuple[Mark, ...]
    things: tuple[Fixture, ...] = ()
    props: tuple[ShotProp, ...] = ()
    frames: Sequence[int] = FRAMES
    walls: tuple[Wall, ...] = ()
    eye: Vec3 = (3.9, -2.6, 1.55)
    metres: float = 2.05
    middle: float = 0.92


def _thing(kind: FixtureKind, position: Vec3, size: Vec3, yaw: float = 0.0) -> Fixture:
    return Fixture(id=f"{kind}-{position[0]}", kind=kind, position=position, yaw=yaw, size=size)


STOOL = _thing("crate", (-0.02, 0.0, 0.0), (0.4, 0.42, 0.45))
CHAIR = _thing("chair", (0.06, 0.0, 0.0), (0.48, 0.46, 0.9))
DESK = _thing("table", (0.62, 0.0, 0.0), (0.66, 1.1, 0.74), 180.0)
CAR = (
    _thing("vehicle_seat", (0.04, 0.0, 0.0), (0.52, 0.5, 0.95)),
    _thing("steering_wheel", (0.52, 0.0, 0.55), (0.1, 0.38, 0.38), 180.0),
    _thing("dashboard", (0.85, 0.0, 0.0), (0.4, 1.44, 0.72), 180.0),
)
BED = _thing("bed", (-0.05, 0.0, 0.0), (2.05, 1.1, 0.5))
UP = _thing("stairs", (0.0, 0.0, 0.0), (2.55, 1.1, 1.7), 180.0)
DOWN = _thing("stairs", (0.0, 0.0, 0.0), (2.55, 1.1, 1.7))
BACK = Wall(start=(-0.30, 1.6), end=(-0.30, -1.6), height=2.4)
"""A wall in the back of who leans on it."""
DOOR = Wall(
    start=(0.66, -1.6), end=(0.66, 1.6), height=2.4,
    openings=(Opening(kind="door", at=1.45, width=0.9, height=2.05),),
)  # fmt: skip


CAST = {
    "ann": CharacterSheet(
        id="ann", name="ANN", build=Build(age=32, gender=0.0, height=1.69), hair="bob",
        palette=Palette(top="#b8502f", bottom="#2f3644", hair="#2a1c14"),
    ),
    "bob": CharacterSheet(
        id="bob", name="BOB", build=Build(age=38, gender=1.0, height=1.81), hair="short",
        palette=Palette(top="#3f6ea8", bottom="#4a4038", skin="#8a5a3c", hair="#15100c"),
    ),
    "kid": CharacterSheet(
        id="kid", name="KID", build=Build(age=7, gender=0.5, height=1.22), hair="short",
        palette=Palette(top="#c9a227", bottom="#3c5a44"),
    ),
    "old": CharacterSheet(
        id="old", name="OLD", build=Build(age=80, gender=0.0, height=1.58, weight=0.4, muscle=0.1), hair="bun",
        palette=Palette(top="#6d5a78", bottom="#3a3a40", hair="#d8d4cc"),
    ),
    "big": CharacterSheet(
        id="big", name="BIG", build=Build(age=50, gender=1.0, height=1.78, weight=1.0), hair="bald",
        palette=Palette(top="#4d6b50", bottom="#39342e"),
    ),
}  # fmt: skip

BODIES = tuple(CAST)
CLOTHES: dict[str, tuple[Garment, ...]] = {
    "ann": ("skirt", "glasses"), "bob": ("long_coat", "hat", "beard"), "kid": ("dress",),
    "old": ("long_skirt", "apron"), "big": ("belt", "sunglasses"),
}  # fmt: skip
CAST |= {f"{who}_dressed": CAST[who].but(id=f"{who}_dressed", wears=worn) for who, worn in CLOTHES.items()}


def main() -> None:
    """Draws and writes."""
    named = sys.argv[2:]
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    chosen = [row for row in rows() if not named or row.name.split(":")[0].split(" ")[0] in named or row.name in named]
    # Few colours: small enough for a repository.
    whole = sheet([(row.name, pictures(row)) for row in chosen])
    whole.quantize(256, Image.Quantize.MAXCOVERAGE).save(output, optimize=True)
    print(f"{output}: {len(chosen)} rows")


def rows() -> Iterator[Row]:
    """All of the sheet, in order."""
    for number, pose in enumerate(pose for pose in get_args(Pose) if pose not in PAIRED):
        yield _alone(pose, ("ann", "bob")[number % 2])
    for number, pose in enumerate(SITTING):
        who = ("ann", "bob", "kid", "old", "big")[number % 5]
        mark = _mark(who, pose=pose, seat=0.45, look=_look(pose))
        yield Row(f"{pose}: seated", (mark,), (STOOL,), _held(who, pose), AT.get(pose, FRAMES), metres=1.9, middle=0.8)
    yield from _ways()
    yield from _pairs()
    for mood in get_args(Mood):
        yield Row(f"mood: {mood}", (_mark("ann", y=0.45, mood=mood), _mark("bob", y=-0.45, mood=mood)))
    for mood in get_args(Mood):
        yield _close(f"face: {mood}", mood)
    yield _close("face: speaking", None)
    for who in BODIES:
        yield Row(f"body: {who}", (_mark(who),))
        yield Row(f"dressed: {who}", (_mark(f"{who}_dressed"),))
        yield Row(f"dressed, seated: {who}", (_mark(f"{who}_dressed", pose="sit", seat=0.45),), (STOOL,))


def _alone(pose: Pose, who: str) -> Row:
    """One pose by one person, with what it is done at."""
    mark, frames, props = _mark(who, pose=pose, look=_look(pose)), AT.get(pose, FRAMES), _held(who, pose)
    if pose in AT_DESK:
        mark = mark.but(seat=0.45, look=(0.6, -0.05, 0.76))
        props = props or (ShotProp(prop="laptop", kind="laptop", position=(0.56, 0.0, 0.74), yaw=180.0),)
        return Row(pose, (mark,), (CHAIR, DESK), props, frames, metres=1.7, middle=0.75)
    if pose == "sit":
        return Row(pose, (mark.but(seat=0.45),), (CHAIR,), metres=1.9, middle=0.8)
    if pose == "drive":
        return Row(pose, (mark.but(seat=0.32),), CAR, metres=1.7, middle=0.75)
    if pose == "lie":
        return Row(pose, (mark.but(seat=0.5),), (BED,), eye=(1.9, -3.9, 2.6), middle=0.5)
    if pose == "lean":
        return Row(pose, (mark,), walls=(BACK,))
    if pose == "open_door":
        return Row(pose, (mark.but(look=(0.72, -0.1, 1.05)),), walls=(DOOR,), eye=(-2.4, -3.8, 1.7))
    if pose in ("nod", "shake_head"):
        return Row(pose, (mark,), frames=frames, metres=1.0, middle=1.48)
    tall = pose in ("hands_up", "cheer", "wave", "dance")
    return Row(pose, (mark,), (), props, frames, metres=2.5 if tall else 2.05, middle=1.1 if tall else 0.92)


def _close(name: str, mood: Mood | None) -> Row:
    """Two faces, as a close two-shot has them."""
    marks = tuple(_mark(who, y=y, mood=mood, look=AHEAD) for who, y in (("ann", 0.29), ("bob", -0.29)))
    return Row(name, marks, eye=(3.9, -0.6, 1.6), metres=1.05, middle=1.54)


def _ways() -> Iterator[Row]:
    """From one pose to another, and going."""
    start, chair = _mark("bob", look=AHEAD), _mark("bob").but(position=(0.42, 0.0, 0.0), look=AHEAD)
    sits = start.but(frame=24, pose="sit", seat=0.45)
    yield Row("sit down", (chair, sits), (CHAIR,), frames=(10, 16, 20))
    for name, pose, seat in (("fall", "lie", 0.0), ("kneel down", "kneel", None)):
        yield Row(name, (start, start.but(frame=24, pose=pose, seat=seat)), frames=(12, 16, 20))
    yield Row("get up", (_mark("ann", pose="lie", seat=0.0), _mark("ann", frame=24)), frames=(12, 16, 20))
    yield Row("sit on the floor", (_mark("ann", pose="sit", seat=0.0),), metres=1.7, middle=0.6)
    for name, speed, climb, things in (
        ("walk", 1.3, 0.0, ()), ("walk with a suitcase", 1.2, 0.0, ()), ("run", 3.6, 0.0, ()),
        ("climb", 0.8, 0.667, (UP,)), ("go down", 0.8, -0.667, (DOWN,)),
    ):  # fmt: skip
        far, up = speed * 4, 0.9 if climb else 0.0
        ends = ((x, 0.0, up + climb * x) for x in (-far / 2, far / 2))
        marks = tuple(_mark("bob", frame=96 * n).but(position=end) for n, end in enumerate(ends))
        frames = (45, 48, 51) if name == "run" else (44, 50, 56)
        props = (ShotProp(prop="suitcase", kind="suitcase", holder="bob"),) if "suitcase" in name else ()
        yield Row(name, marks, things, props, frames, metres=2.6 + up, middle=0.95 + up / 2, eye=(2.6, -4.0, 1.55))


def _pairs() -> Iterator[Row]:
    """Two who face each other."""
    apart: dict[Pose, float] = {
        "hug": 0.47,
        "kiss": 0.47,
        "strike": 0.85,
        "shove": 0.75,
        "hand_over": 1.0,
        "dance": 0.8,
    }
    for other in ("bob", "kid"):
        for pose, metres in apart.items():
            if other == "kid" and pose not in ("hug", "hand_over"):
                continue
            answer: Pose = {"hand_over": "reach", "strike": "guard", "shove": "stand"}.get(pose, pose)  # type: ignore[assignment]
            one, two = _mark("ann", y=metres / 2, pose=pose), _mark(other, y=-metres / 2, pose=answer)
            marks = (_facing(one, two), _facing(two, one))
            given = _held("ann", pose) if pose == "hand_over" else ()
            yield Row(f"{pose}: {other}", marks, props=given, frames=AT.get(pose, FRAMES), eye=(4.6, -0.7, 1.55))


def _facing(one: Mark, two: Mark) -> Mark:
    x, y, _ = two.position
    eyes = (x, y, 0.935 * CAST[two.character].build.height)
    return one.but(yaw=90.0 if y > one.position[1] else -90.0, look=eyes)


def _mark(who: str, y: float = 0.0, frame: int = 0, **fields: object) -> Mark:
    return Mark.model_validate({"character": who, "frame": frame, "position": (0.0, y, 0.0), "yaw": 0.0, **fields})


def _look(pose: Pose) -> tuple[float, float, float] | None:
    return AHEAD if pose in ("point", "aim", "nod", "shake_head", "hand_over", "wave") else None


def _held(who: str, pose: Pose) -> tuple[ShotProp, ...]:
    kind = HELD.get(pose)
    return () if kind is None else (ShotProp(prop="pen" if pose == "write" else kind, kind=kind, holder=who),)


def pictures(row: Row) -> list[Image.Image]:
    """The tiles of a row."""
    who = tuple(dict.fromkeys(mark.character for mark in row.marks))
    target = (0.0, 0.0, row.middle)
    focal = TILE.gate.height * math.dist(row.eye, target) / row.metres
    speech = (Speech(line="1-1", character=who[-1], start=0, frames=100),) if row.name == "face: speaking" else ()
    shot = Shot(
        id="1", setup="A", beat="b", idiom="single", size="FS", angle="eye", lens_mm=50, move="static", subjects=who,
        frames=120, covers=((1, 1),), description="", marks=row.marks, props=row.props, speech=speech,
        camera=(CameraKey(frame=0, position=row.eye, target=target, focal_mm=focal),),
    )  # fmt: skip
    place = PlaceSheet(
        id="studio", name="Studio", kind="studio", enclosure="open", stage=(-4, -4, 4, 4), ground="concrete",
        backdrop="none", fixtures=row.things, walls=row.walls,
    )  # fmt: skip
    request = ShotRequest(
        shot=shot, place=place, cast=tuple(CAST[name] for name in who), time_of_day="day", weather="clear",
        format=TILE, look=Look(labels=False, passes=()),
    )  # fmt: skip
    painter = Painter(request, Mannequin)
    return [Image.fromarray(painter.draw(frame).rgb) for frame in row.frames]


def sheet(tiles: Sequence[tuple[str, Sequence[Image.Image]]]) -> Image.Image:
    """Rows of three tiles with their names, some beside each other."""
    wide = 3 * (TILE.width + 1) + GAP
    high = TILE.height + CAPTION + GAP
    columns = min(COLUMNS, len(tiles))
    whole = Image.new("RGB", (columns * wide - GAP, -(-len(tiles) // columns) * high), INK)
    pen = ImageDraw.Draw(whole)
    for number, (name, pictures) in enumerate(tiles):
        x, y = number % columns * wide, number // columns * high
        pen.text((x + 4, y + 1), name, fill="#d8d8d8", font=face(12))
        for place, each in enumerate(pictures):
            whole.paste(each, (x + place * (TILE.width + 1), y + CAPTION))
    return whole


if __name__ == "__main__":
    main()
