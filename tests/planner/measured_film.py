"""A plan of one shot and its clip, written by hand: what the tests of measured pictures share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from film.camera import CameraKey
from film.cast import CharacterSheet
from film.clips import Between, Clip, FrameMeasure, HeadSeen, Horizon, Sighting, Way
from film.place import PlaceSheet
from film.plan import Beat, Format, Plan, ScenePlan
from film.screenplay import Heading
from film.shot import Setup, Shot
from film.staging import Mark
from planner.continuity.measured import measured
from planner.continuity.measured.moves import way_of
from planner.continuity.measured.room import rooms
from planner.framing import box_in

PICTURE = Format(width=960, height=540)
ANN = CharacterSheet(id="ann", name="ANN")
PLACE = PlaceSheet(id="f", name="Field", kind="field", enclosure="open", stage=(-3, -3, 3, 3), ground="grass")
KEY = CameraKey(frame=0, position=(4.2, 0.3, 1.5), target=(0.0, 0.0, 1.0), focal_mm=24)
PAN = (KEY, KEY.model_copy(update={"frame": 36, "target": (0.0, 0.8, 1.0)}))
MARK = Mark(character="ann", frame=0, position=(0.0, 0.0, 0.0), yaw=0)


def film(*shots: Shot, place: PlaceSheet = PLACE, **scene: Any) -> Plan:
    """A plan of these shots in one scene."""
    setup = Setup(
        id="1-A", idiom="single", size="FS", angle="eye", lens_mm=35, subjects=("ann",), position=KEY.position,
        target=KEY.target,
    )  # fmt: skip
    whole = ScenePlan(
        id="one", number="1", text="EXT. FIELD", heading=Heading(setting="EXT", place="FIELD", location="FIELD"),
        lines=(6, 7), place="f", time_of_day="day", setups=(setup,), shots=shots,
        beats=(Beat(id="b", kind="action", lines=(7, 7), text="She stands."),),
    ).but(**scene)  # fmt: skip
    return Plan(title="T", format=PICTURE, cast=(ANN,), places=(place,), scenes=(whole,))


def shot(**changes: Any) -> Shot:
    """Ann in a field for a second and a half."""
    return Shot(
        id="1-A1", setup="1-A", beat="b", idiom="single", size="FS", angle="eye", lens_mm=35, move="static",
        subjects=("ann",), frames=37, covers=((7, 7),), description="", camera=(KEY,), marks=(MARK,),
    ).but(**changes)  # fmt: skip


def clip(plan: Plan, name: str = "1-A1", **changes: Any) -> Clip:
    """The clip of a shot that shows just what is planned, every frame measured with these changes."""
    what = next(shot for scene in plan.scenes for shot in scene.shots if shot.id == name)
    empty = Clip(
        shot=name, frames=what.frames, rate=PICTURE.rate, width=PICTURE.width, height=PICTURE.height,
        picture=Path("p.mp4"), board=Path("b.png"),
    )  # fmt: skip
    frames = [*range(0, what.frames, 12), *([what.frames - 1] if (what.frames - 1) % 12 else [])]
    return empty.but(measured=tuple(_frame(plan, empty, frame).but(**changes) for frame in frames))


def _frame(plan: Plan, empty: Clip, frame: int) -> FrameMeasure:
    dark = FrameMeasure(frame=frame, sightings=(), luma=0.5, black=0.0, burnt=0.0)
    ((room, _),) = rooms(plan, {empty.shot: empty.but(measured=(dark,))})
    (part,) = room.parts()
    view, before = part.view(frame), part.view(frame - 1)
    track = tuple(mark for mark in room.shot.marks if mark.character == "ann")
    box = box_in(view, "ann", track, ANN, frame, 24.0)
    head = None if box is None else HeadSeen(
        box=(0.45, box[1], 0.55, box[1] + 0.1), cut=0.0, hidden=0.0, face=0.42
    )  # fmt: skip
    right, up, forward = view.axes()
    del right
    ways = []
    for x in (0.1, 0.3, 0.7, 0.9):
        for y, metres in ((0.2, 9.0), (0.8, 4.0), (0.1, None)):
            across, down = way_of(view, before, x, y, metres) if frame else (0.0, 0.0)
            ways.append(Way(x=x, y=y, metres=metres, right=across * 960, down=down * 540))
    return dark.but(
        sightings=(Sighting(character="ann", pixels=0.05, box=box, seen=1.0, head=head, luma=0.4, way=None),),
        horizons=(Horizon(roll=0.0, height=0.5 + forward[2] / up[2] / 2 / view.half_height),),
        ways=tuple(ways) if frame else (),
        between=Between(repeats=0, leap=0.0, darkest=0.5, brightest=0.5),
    )


def told(plan: Plan, *clips: Clip) -> list[str]:
    """What is found, by rule."""
    return [finding.rule for finding in measured(plan, {clip.shot: clip for clip in clips})]


def with_head(of: Clip, **changes: Any) -> Clip:
    """The clip with every frame's head changed."""
    frames = []
    for one in of.measured:
        (sight,) = one.sightings
        assert sight.head is not None
        frames.append(one.but(sightings=(sight.but(head=sight.head.but(**changes)),)))
    return of.but(measured=tuple(frames))
