"""One shot and one setup: who is in it, how it is seen, what it plays and hears, where everybody is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from film.base import Degrees, LineSpan, Model, Vec2, Vec3
from film.camera import CameraKey
from film.cast import Colour
from film.findings import Excuse
from film.staging import Mark

Size = Literal["EWS", "WS", "FS", "MWS", "MS", "MCU", "CU", "ECU"]
"""From extreme wide (people are small in the place) to extreme close-up (part of a face or thing)."""

Angle = Literal["eye", "high", "low", "overhead", "dutch"]
Move = Literal[
    "static", "pan", "tilt", "dolly", "truck", "pedestal", "crane", "zoom", "dolly_zoom", "rack_focus", "handheld",
    "steadicam",
]  # fmt: skip
"""Pan and tilt turn; dolly, truck, pedestal and crane travel; a dolly zoom travels and zooms so that its subject keeps
its size; rack focus pulls the sharp plane from one to another; handheld and steadicam are carried."""
Stop = Annotated[float, Field(ge=0.7, le=64)]
"""An f-number: focal length over the diameter of the aperture."""
Idiom = Literal["establishing", "master", "two_shot", "ots", "single", "reaction", "insert", "pov", "moving"]
Transition = Literal["cut", "smash_cut", "match_cut", "dissolve", "fade_in", "fade_out", "wipe"]
"""How the picture comes into a shot, as the writer asks; a plain cut when nobody does."""

Extension = Literal["", "V.O.", "O.S."]
PropKind = Literal[
    "phone", "cup", "bottle", "glass", "letter", "book", "newspaper", "photograph", "key", "bag", "suitcase", "box",
    "gun", "knife", "torch", "umbrella", "hat", "flower", "food", "tool", "coin", "ticket", "laptop", "camera",
    "cigarette", "rope", "toy", "instrument", "thing",
]  # fmt: skip


class Speech(Model):
    """A spoken line inside one shot, in frames from the shot's first.  ``seen``: the mouth is in frame."""

    line: str
    character: str
    start: Annotated[int, Field(ge=0)]
    frames: Annotated[int, Field(ge=1)]
    seen: bool = True


class SoundCue(Model):
    """A sound the script asks for, at its frame in the shot."""

    name: str
    start: Annotated[int, Field(ge=0)]
    lines: LineSpan


class ShotProp(Model):
    """Where a prop is in a shot: in a hand (then ``position`` is unused) or standing at a point."""

    prop: str
    kind: PropKind
    colour: Colour | None = None
    holder: str | None = None
    hand: Literal["left", "right"] = "right"
    position: Vec3 = (0.0, 0.0, 0.0)
    yaw: Degrees = 0.0
    text: str = ""


class Framing(Model):
    """Where a shot wants somebody in its picture at one of its frames.

    ``top`` and ``bottom`` are shares of the frame's height, y down, clipped to it; ``x`` is the middle of what is seen
    of them, 0 at the left edge and 1 at the right.
    """

    character: str
    frame: int
    top: float
    bottom: float
    x: float


class Axis(Model):
    """The line of action of a scene's stretch, and the side of it (+1 left of a→b, -1 right) that cameras keep to."""

    a: Vec2
    b: Vec2
    side: Literal[-1, 1]


class Setup(Model):
    """One camera placement: what the shots of it share."""

    id: str
    idiom: Idiom
    size: Size
    angle: Angle
    lens_mm: float
    subjects: tuple[str, ...]
    position: Vec3
    target: Vec3
    axis: Axis | None = None


class Half(Model):
    """The right half of a split screen: what another camera sees at the same time, itself told as a shot is."""

    place: str | None = None
    subjects: tuple[str, ...]
    camera: Annotated[tuple[CameraKey, ...], Field(min_length=1)]
    marks: tuple[Mark, ...] = ()
    props: tuple[ShotProp, ...] = ()
    stop: Stop | None = None


class Shot(Model):
    """A stretch of a setup in the cut.

    ``subjects`` is everybody the frame shows, the one it is about first; whoever has marks but is
    not among them is cleared from the set for this shot.  ``covers`` are the script lines it plays.
    All frames are counted from the shot's own first frame; marks and camera keys lie within them.
    ``place`` is where it plays when that is not the scene's place (an intercut, a montage).
    ``split`` makes it the left half of a split screen; ``cleared`` are extras that make room for
    it.  ``stop`` is the aperture (f-number) that blurs what is off the plane of focus; without one all is sharp.
    ``notes`` say what the planner had to give and why; ``framing`` what the picture should
    show; ``excuses`` are rules broken on purpose.  ``lock`` keeps the shot as it stands whatever is planned anew.
    """

    id: str
    setup: str
    beat: str
    idiom: Idiom
    size: Size
    angle: Angle
    lens_mm: float
    move: Move
    stop: Stop | None = None
    subjects: tuple[str, ...]
    insert: str | None = None
    frames: Annotated[int, Field(ge=1, le=200_000)]
    covers: tuple[LineSpan, ...]
    description: str
    camera: Annotated[tuple[CameraKey, ...], Field(min_length=1)]
    marks: tuple[Mark, ...] = ()
    props: tuple[ShotProp, ...] = ()
    speech: tuple[Speech, ...] = ()
    sounds: tuple[SoundCue, ...] = ()
    place: str | None = None
    split: Half | None = None
    cleared: tuple[str, ...] = ()
    transition: Transition = "cut"
    framing: tuple[Framing, ...] = ()
    notes: tuple[str, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    lock: bool = False
