"""A scene cut by hand as an editor would: nothing in it breaks a rule, so that every break made in it must be found.

::

    y  3 +-----------------------------+        anna (-1, 0) and ben (1, 0) talk over nobody's line;
       |     [table at -2.5, 1.8]      |        all cameras stand south of it, on the -y side
     0 |        anna ----- ben ----->  door     then ben walks east and out by the door
       |      C        A        B      |
    -5 +-----------------------------+          x from -5 to 5
"""

from __future__ import annotations

from collections.abc import Callable

from film.base import Vec3
from film.camera import CameraKey
from film.cast import Build, CharacterSheet, Outfit
from film.findings import Finding
from film.place import Entrance, Fixture, Opening, PlaceSheet, Wall
from film.plan import Beat, DialogueLine, Format, Plan, ScenePlan
from film.screenplay import Heading
from film.shot import Setup, Shot, ShotProp, Speech
from film.staging import Mark
from planner.continuity import check

Change = Callable[[Shot], Shot]
ANNA: Vec3 = (-1.0, 0.0, 0.0)
BEN: Vec3 = (1.0, 0.0, 0.0)
TALL = {"anna": 1.7, "ben": 1.8}
FRAMES = 72


def room() -> PlaceSheet:
    """Ten metres by eight with a door in the east and a table in the north."""
    corners = ((-5.0, -5.0), (5.0, -5.0), (5.0, 3.0), (-5.0, 3.0))
    door = Opening(kind="door", at=4.5, width=1.0, height=2.1)
    walls = [
        Wall(start=corners[i], end=corners[(i + 1) % 4], height=2.8, openings=(door,) if i == 1 else ())
        for i in range(4)
    ]
    table = Fixture(id="table", kind="table", position=(-2.5, 1.8, 0.0), size=(0.8, 1.2, 0.75))
    return PlaceSheet(
        id="room",
        name="ROOM",
        kind="kitchen",
        enclosure="room",
        stage=(-4.6, -4.6, 4.6, 2.6),
        ceiling=2.8,
        ground="wood",
        walls=tuple(walls),
        fixtures=(table,),
        entrances=(Entrance(id="door", position=(4.6, 0.0), yaw=180), Entrance(id="back", position=(-4.6, 0.0), yaw=0)),
    )


def eyes(spot: Vec3, name: str) -> Vec3:
    """Where somebody's eyes are who stands at a spot."""
    return spot[0], spot[1], 0.935 * TALL[name]


def stand(name: str, spot: Vec3, yaw: float, look: Vec3 | None, frame: int = 0) -> Mark:
    """A mark on two feet."""
    return Mark(character=name, frame=frame, position=spot, yaw=yaw, look=look)


def talking() -> tuple[Mark, ...]:
    """The two face to face."""
    return stand("anna", ANNA, 0, eyes(BEN, "ben")), stand("ben", BEN, 180, eyes(ANNA, "anna"))


def camera(position: Vec3, target: Vec3, focal: float = 50.0) -> tuple[CameraKey, ...]:
    """A camera that holds still."""
    return (CameraKey(frame=0, position=position, target=target, focal_mm=focal),)


def shot(name: str, setup: str, line: int, **more: object) -> Shot:
    """A shot of three seconds with the two in it."""
    base = Shot(
        id=name,
        setup=setup,
        beat="talk",
        idiom="single",
        size="MCU",
        angle="eye",
        lens_mm=50,
        move="static",
        subjects=("anna",),
        frames=FRAMES,
        covers=((line, line),),
        description=name,
        camera=camera((0.7, -1.4, 1.55), (-1, 0, 1.5)),
        marks=talking(),
        props=(ShotProp(prop="cup", kind="cup", position=(-2.5, 1.8, 0.75)),),
    )
    return base.but(**more)


def walk(start: float, end: float) -> tuple[Mark, ...]:
    """Ben on his way east, under way at both ends; Anna looks after him."""
    step = (end - start) / (FRAMES - 1)
    at = ((0, start), (1, start + step), (FRAMES - 2, end - step), (FRAMES - 1, end))
    marks = [stand("ben", (x, 0.0, 0.0), 0, None, frame) for frame, x in at]
    return (stand("anna", ANNA, 0, None), *marks)


def speech(line: str, who: str) -> tuple[Speech, ...]:
    """A line through a whole shot."""
    return (Speech(line=line, character=who, start=0, frames=FRAMES),)


def shots() -> tuple[Shot, ...]:
    """Master, single, single, single, an insert, and the walk in two shots."""
    wide = camera((0, -4.0, 1.6), (0, 0, 1.1), 25)
    on_ben = camera((-0.7, -1.4, 1.6), (1, 0, 1.6))
    return (
        shot("1-A1", "A", 3, idiom="master", size="WS", subjects=("anna", "ben"), camera=wide, lens_mm=25),
        shot("1-B2", "B", 5, speech=speech("1-L1", "anna")),
        shot("1-C3", "C", 7, subjects=("ben",), camera=on_ben, speech=speech("1-L2", "ben")),
        shot("1-B4", "B", 9, speech=speech("1-L3", "anna")),
        shot(
            "1-D5",
            "D",
            11,
            idiom="insert",
            insert="cup",
            subjects=(),
            camera=camera((-1.6, 1.5, 1.2), (-2.5, 1.8, 0.8)),
        ),
        shot(
            "1-E6",
            "E",
            13,
            idiom="moving",
            size="FS",
            subjects=("ben",),
            camera=camera((1.5, -4.4, 1.5), (1.5, 0, 1.0), 25),
            marks=walk(1.0, 2.8),
        ),
        shot(
            "1-F7",
            "F",
            13,
            idiom="moving",
            size="MS",
            subjects=("ben",),
            camera=camera((4.5, -2.2, 1.5), (3.6, 0, 1.4), 25),
            marks=walk(2.85, 4.4),
        ),
    )


def scene(number: str = "1", **more: object) -> ScenePlan:
    """The whole scene."""
    said = {"1-L1": ("anna", 5, 1), "1-L2": ("ben", 7, 2), "1-L3": ("anna", 9, 3)}
    base = ScenePlan(
        id=f"scene{number}",
        number=number,
        text="INT. ROOM - DAY",
        heading=Heading(setting="INT", place="ROOM", location="ROOM", time="DAY"),
        lines=(1, 13),
        place="room",
        time_of_day="day",
        beats=(
            Beat(id="still", kind="action", lines=(3, 3), text="Anna and Ben."),
            Beat(id="talk", kind="dialogue", lines=(5, 9), text="They talk."),
            Beat(id="walk", kind="exit", lines=(11, 13), text="The cup. Ben goes."),
        ),
        dialogue=tuple(
            DialogueLine(id=name, character=who, text="Well.", start=FRAMES * at, frames=FRAMES, lines=(line, line))
            for name, (who, line, at) in said.items()
        ),
        wardrobe={"anna": "coat"},
        setups=tuple(
            Setup(
                id=each.setup,
                idiom=each.idiom,
                size=each.size,
                angle=each.angle,
                lens_mm=each.lens_mm,
                subjects=each.subjects,
                position=each.camera[0].position,
                target=each.camera[0].target,
            )
            for each in {each.setup: each for each in shots()}.values()
        ),
        shots=shots(),
    )
    return base.but(**more)


def film(*scenes: ScenePlan) -> Plan:
    """A plan of scenes with the two and their room."""
    coat, dress = Outfit(id="coat", text="a grey coat"), Outfit(id="dress", text="a red dress")
    cast = (
        CharacterSheet(id="anna", name="ANNA", build=Build(height=TALL["anna"]), wardrobe=(coat, dress)),
        CharacterSheet(id="ben", name="BEN", build=Build(height=TALL["ben"])),
    )
    return Plan(
        title="Clean", format=Format(width=320, height=180), cast=cast, places=(room(),), scenes=scenes or (scene(),)
    )


def changed(name: str, change: Change, base: ScenePlan | None = None) -> ScenePlan:
    """The clean scene with one shot changed."""
    base = base or scene()
    assert any(shot.id == name for shot in base.shots)
    return base.but(shots=tuple(change(shot) if shot.id == name else shot for shot in base.shots))


def found(plan: Plan | ScenePlan, **asked: object) -> list[Finding]:
    """What the check finds."""
    return list(check(plan if isinstance(plan, Plan) else film(plan), **asked))  # type: ignore[arg-type]


def mirrored(shot: Shot) -> Shot:
    """The same camera on the north side of the line y = 0."""

    def over(point: Vec3) -> Vec3:
        return point[0], -point[1], point[2]

    keys = tuple(key.but(position=over(key.position), target=over(key.target)) for key in shot.camera)
    return shot.but(camera=keys)


def looking(name: str, look: Vec3) -> Change:
    """Somebody's look turned to a point."""
    return lambda shot: shot.but(
        marks=tuple(mark.but(look=look) if mark.character == name else mark for mark in shot.marks)
    )


def cup(**more: object) -> Change:
    """The cup otherwise."""
    return lambda shot: shot.but(props=tuple(prop.but(**more) for prop in shot.props))


def moved(name: str, spot: Vec3) -> Change:
    """Somebody elsewhere."""
    return lambda shot: shot.but(
        marks=tuple(mark.but(position=spot) if mark.character == name else mark for mark in shot.marks)
    )


def at(*keys: tuple[Vec3, Vec3]) -> Change:
    """The camera elsewhere."""
    return lambda shot: shot.but(camera=camera(*keys[0], focal=shot.camera[0].focal_mm))
