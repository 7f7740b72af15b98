"""A film for the tests of the papers: a room with a door and a window, two people, setups that see them or not."""

from __future__ import annotations

from fractions import Fraction

from assembler.papers.lined import ScriptPage, ScriptRow
from film.camera import CameraKey
from film.cast import CharacterSheet, Outfit, Palette
from film.place import Fixture, Opening, PlaceSheet, Wall
from film.plan import Beat, Breakdown, DialogueLine, Format, Plan, Prop, ScenePlan
from film.screenplay import Heading
from film.shot import Axis, Setup, Shot, ShotProp, Speech
from film.staging import Mark

ROOM = PlaceSheet(
    id="kitchen",
    name="Kitchen",
    kind="kitchen",
    enclosure="room",
    stage=(-2, -1.5, 2, 1.5),
    ground="tile",
    walls=(
        Wall(
            start=(-2, -1.5), end=(2, -1.5), height=2.5, openings=(Opening(kind="door", at=0.5, width=0.9, height=2),)
        ),
        Wall(
            start=(2, -1.5),
            end=(2, 1.5),
            height=2.5,
            openings=(Opening(kind="window", at=1, width=1, height=1, sill=1),),
        ),
        Wall(start=(2, 1.5), end=(-2, 1.5), height=2.5),
        Wall(start=(-2, 1.5), end=(-2, -1.5), height=2.5),
    ),
    fixtures=(
        Fixture(id="table", kind="table", position=(0, 0.9, 0), size=(0.8, 1.4, 0.75)),
        Fixture(id="chair", kind="chair", position=(0, 0.2, 0), yaw=90, size=(0.5, 0.5, 0.9)),
    ),
)
AXIS = Axis(a=(-0.6, 0), b=(0.6, 0), side=-1)


def mark(character: str, x: float, y: float, frame: int = 0, yaw: float = 0.0) -> Mark:
    """A mark on the floor."""
    return Mark(character=character, frame=frame, position=(x, y, 0), yaw=yaw)


def setup(id: str, size: str = "MCU", subjects: tuple[str, ...] = ("anna",), **changes: object) -> Setup:
    """A camera at the door that looks at the middle."""
    made = Setup.model_validate({
        "id": id, "idiom": "single", "size": size, "angle": "eye", "lens_mm": 50, "subjects": subjects,
        "position": (-1, -1.2, 1.5), "target": (0, 0, 1.4), "axis": AXIS,
    })  # fmt: skip
    return made.but(**changes)


def shot(id: str, covers: tuple[tuple[int, int], ...], **changes: object) -> Shot:
    """A static shot of a second with both in the room."""
    made = Shot(
        id=f"1-{id}",
        setup=id.rstrip("0123456789"),
        beat="b",
        idiom="single",
        size="MCU",
        angle="eye",
        lens_mm=50,
        move="static",
        subjects=("anna",),
        frames=24,
        covers=covers,
        description="Anna.",
        camera=(CameraKey(frame=0, position=(-1, -1.2, 1.5), target=(0, 0, 1.4), focal_mm=50),),
        marks=(mark("anna", -0.6, 0), mark("ben", 0.6, 0, yaw=180)),
    )
    return made.but(**changes)


def said(line: str, character: str, start: int = 0, frames: int = 24, *, seen: bool = True) -> Speech:
    """A line heard in a shot."""
    return Speech(line=line, character=character, start=start, frames=frames, seen=seen)


def film(**changes: object) -> Plan:
    """Action on line 3, Anna speaks on 5 and 6, Ben on 8 and 9, Anna goes out on line 11."""
    out = (mark("anna", -0.6, 0), mark("anna", -1.05, -1.3, 24, yaw=-90), mark("ben", 0.6, 0, yaw=180))
    scene = ScenePlan(
        id="s1",
        number="1",
        text="INT. KITCHEN - DAY",
        heading=Heading(setting="INT", place="KITCHEN", location="KITCHEN", time="DAY"),
        lines=(1, 11),
        place="kitchen",
        time_of_day="day",
        breakdown=Breakdown(cast=("anna", "ben"), props=(Prop(id="cup", name="=CUP()", kind="cup", lines=(3, 3)),)),
        beats=(Beat(id="b", kind="dialogue", lines=(1, 11), text="They talk."),),
        dialogue=(
            DialogueLine(id="l1", character="anna", text="It was the last one.", start=24, frames=24, lines=(5, 6)),
            DialogueLine(id="l2", character="ben", text="=1+1", start=48, frames=24, lines=(8, 9)),
        ),
        wardrobe={"anna": "coat"},
        setups=(
            setup("A", "WS", ("anna", "ben"), lens_mm=25),
            setup("B"),
            setup("C", "CU", ("ben",), position=(1, 1.2, 1.5), target=(0, 0, 1.4)),
        ),
        shots=(
            shot("A1", ((3, 3),), size="WS", subjects=("anna", "ben"), props=(ShotProp(prop="cup", kind="cup"),)),
            shot("B2", ((5, 6),), speech=(said("l1", "anna"),)),
            shot("B3", ((8, 9),), speech=(said("l2", "ben", 0, 12, seen=False),), frames=12),
            shot("C4", ((8, 9),), setup="C", subjects=("ben",), speech=(said("l2", "ben", 0, 12),), frames=12),
            shot("A5", ((11, 11),), size="WS", subjects=("anna", "ben"), marks=out),
        ),
    )
    coat = Outfit(id="coat", text="a green coat", top="#20a040")
    plan = Plan(
        title="Last One",
        format=Format(width=192, height=108, rate=Fraction(24)),
        cast=(
            CharacterSheet(id="anna", name="Anna", palette=Palette(top="#ff0000"), wardrobe=(coat,)),
            CharacterSheet(id="ben", name="Ben", palette=Palette(top="#0000ff")),
        ),
        places=(ROOM,),
        scenes=(scene,),
    )
    return plan.but(**changes)


def page() -> ScriptPage:
    """The film's script on one page; Ben's line takes two rows."""
    rows = (
        ScriptRow(0, 0, 61, "INT. KITCHEN - DAY", "scene_heading", (1, 1), scene="s1", number="1"),
        ScriptRow(2, 0, 61, "Anna finds a cup.", "action", (3, 3), scene="s1"),
        ScriptRow(4, 20, 38, "ANNA", "character", (5, 5), scene="s1"),
        ScriptRow(5, 10, 35, "It was the last one.", "dialogue", (6, 6), scene="s1"),
        ScriptRow(7, 20, 38, "BEN", "character", (8, 8), scene="s1"),
        ScriptRow(8, 10, 35, "One and one", "dialogue", (9, 9), (0.0, 0.5), scene="s1"),
        ScriptRow(9, 10, 35, "are two.", "dialogue", (9, 9), (0.5, 1.0), scene="s1"),
        ScriptRow(11, 0, 61, "Anna goes out.", "action", (11, 11), scene="s1"),
    )
    return ScriptPage("1", rows)
