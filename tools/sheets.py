"""Makes ``docs/pictures/actions.png``: what bodies do, as the previs renderer draws it.

Every pose of ``film.staging`` at three instants of its own time, seen from the front three-quarter; then what is done
seated, ways between poses, two who are about each other, moods, and bodies of all ages and builds in their clothes::

    python -m tools.sheets [docs/pictures/actions.png] [NAME ...]

With names only the rows of those names are drawn.  Same code, same pixels.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from film.camera import CameraKey
from film.cast import Build, CharacterSheet, Garment, Palette
from film.place import Fixture, PlaceSheet
from film.plan import Format
from film.shot import PropKind, Shot, ShotProp
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
SITTING: tuple[Pose, ...] = (
    "sit", "phone", "type", "write", "eat", "drink", "drive", "laugh", "cry", "clap", "think", "point", "slump",
)  # fmt: skip
HELD: dict[Pose, PropKind] = {
    "phone": "phone", "drink": "cup", "eat": "food", "write": "tool", "aim": "gun", "hold": "letter",
    "hand_over": "letter", "carry": "box",
}  # fmt: skip
AHEAD = (3.0, -0.4, 1.55)


class Row(NamedTuple):
    """One row of the sheet: its name, the people in it, what stands there, and the frames shown."""

    name: str
    marks: tuple[Mark, ...]
    seats: tuple[float, ...] = ()
    props: tuple[ShotProp, ...] = ()
    frames: Sequence[int] = FRAMES


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
    sheet([(row.name, pictures(row)) for row in chosen]).quantize(160).save(output, optimize=True)
    print(f"{output}: {len(chosen)} rows")


def rows() -> Iterator[Row]:
    """All of the sheet, in order."""
    for number, pose in enumerate(get_args(Pose)):
        who = ("ann", "bob")[number % 2]
        yield Row(pose, (_mark(who, pose=pose, look=_look(pose), seat=0.0 if pose == "lie" else None),),
                  (0.45,) if pose in ("sit", "drive") else (), _held(who, pose))  # fmt: skip
    for number, pose in enumerate(SITTING):
        who = ("ann", "bob", "kid", "old", "big")[number % 5]
        yield Row(f"{pose}: seated", (_mark(who, pose=pose, seat=0.45, look=_look(pose)),), (0.45,), _held(who, pose))
    yield from _ways()
    yield from _pairs()
    for mood in get_args(Mood):
        yield Row(f"mood: {mood}", (_mark("ann", y=0.45, mood=mood), _mark("bob", y=-0.45, mood=mood)))
    for who in BODIES:
        yield Row(f"body: {who}", (_mark(who),))
        yield Row(f"dressed: {who}", (_mark(f"{who}_dressed"),))
        yield Row(f"dressed, seated: {who}", (_mark(f"{who}_dressed", pose="sit", seat=0.45),), (0.45,))


def _ways() -> Iterator[Row]:
    """From one pose to another, and going."""
    for name, pose, seat in (("sit down", "sit", 0.45), ("fall", "lie", 0.0), ("kneel down", "kneel", None)):
        marks = (_mark("bob", look=AHEAD), _mark("bob", frame=24, pose=pose, seat=seat, look=AHEAD))
        yield Row(name, marks, (0.45,) if pose == "sit" else (), frames=(12, 16, 20))
    yield Row("get up", (_mark("ann", pose="lie", seat=0.0), _mark("ann", frame=24)), frames=(12, 16, 20))
    yield Row("sit on the floor", (_mark("ann", pose="sit", seat=0.0),))
    for name, speed, climb in (("walk", 1.3, 0.0), ("run", 3.6, 0.0), ("climb", 0.8, 0.6), ("go down", 0.8, -0.6)):
        far = speed * 4
        start, goal = (-far / 2, 0.0, -climb * far / 2), (far / 2, 0.0, climb * far / 2)
        marks = (_mark("bob").but(position=start), _mark("bob", frame=96).but(position=goal))
        yield Row(name, marks, frames=(46, 50, 54))


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
            yield Row(f"{pose}: {other}", marks)


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
    keys = CameraKey(frame=0, position=(3.9, -2.6, 1.55), target=(0.0, 0.0, 0.9), focal_mm=66 if len(who) == 1 else 54)
    shot = Shot(
        id="1", setup="A", beat="b", idiom="single", size="FS", angle="eye", lens_mm=50, move="static", subjects=who,
        frames=120, covers=((1, 1),), description="", camera=(keys,), marks=row.marks, props=row.props,
    )  # fmt: skip
    request = ShotRequest(
        shot=shot, place=studio(row.seats), cast=tuple(CAST[name] for name in who), time_of_day="day", weather="clear",
        format=TILE, look=Look(labels=False, passes=()),
    )  # fmt: skip
    painter = Painter(request, Mannequin)
    return [Image.fromarray(painter.draw(frame).rgb) for frame in row.frames]


def studio(seats: Sequence[float]) -> PlaceSheet:
    """A bare floor, with a stool under whoever sits."""
    stools = tuple(
        Fixture(id=f"stool-{n}", kind="crate", position=(-0.02, 0.0, 0.0), yaw=0.0, size=(0.4, 0.42, height))
        for n, height in enumerate(seats)
    )
    return PlaceSheet(
        id="studio", name="Studio", kind="studio", enclosure="open", stage=(-4, -4, 4, 4), ground="concrete",
        backdrop="none", fixtures=stools,
    )  # fmt: skip


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
