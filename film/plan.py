"""The plan: what will be shot.

::

    Plan ─┬─ cast      CharacterSheet   who they are, how they are built, dressed and voiced
          ├─ places    PlaceSheet       one floor plan a place (film.place)
          └─ scenes    ScenePlan ─┬─ beats      one change of intention each
                                  ├─ breakdown  cast, extras, props, wardrobe, vehicles, sounds
                                  ├─ dialogue   every spoken line with its time in the scene
                                  ├─ setups     one camera placement each
                                  └─ shots      a stretch of a setup used in the cut, with its staging
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from film.base import Document, LineSpan, Model, Vec2, Vec3
from film.camera import CameraKey
from film.place import PlaceSheet
from film.screenplay import Diagnostic, Heading
from film.staging import Mark
from film.timecode import Rate

Size = Literal["EWS", "WS", "FS", "MWS", "MS", "MCU", "CU", "ECU"]
"""From extreme wide (people are small in the place) to extreme close-up (part of a face or thing)."""

Angle = Literal["eye", "high", "low", "overhead", "dutch"]
Move = Literal["static", "pan", "tilt", "dolly", "truck", "pedestal", "crane", "zoom", "handheld", "steadicam"]
Idiom = Literal["establishing", "master", "two_shot", "ots", "single", "reaction", "insert", "pov", "moving"]
TimeOfDay = Literal["dawn", "morning", "day", "evening", "dusk", "night"]
Weather = Literal["clear", "rain", "snow", "fog", "wind"]
HairStyle = Literal["bald", "short", "long", "bun", "bob", "cap", "hood"]
BeatKind = Literal["arrival", "action", "dialogue", "silence", "reveal", "exit"]
Extension = Literal["", "V.O.", "O.S."]
PropKind = Literal[
    "phone", "cup", "bottle", "glass", "letter", "book", "newspaper", "photograph", "key", "bag", "suitcase", "box",
    "gun", "knife", "torch", "umbrella", "hat", "flower", "food", "tool", "coin", "ticket", "laptop", "camera",
    "cigarette", "rope", "toy", "instrument", "thing",
]  # fmt: skip
Ambience = Literal[
    "silence", "room", "kitchen", "bar", "office", "hospital", "street_day", "street_night", "park", "forest", "field",
    "beach", "sea", "night_outdoors", "bus", "car", "train", "crowd", "church", "industrial", "rain", "storm",
]  # fmt: skip

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Share = Annotated[float, Field(ge=0, le=1)]


class Format(Model):
    """The film's picture: pixels and exact rate."""

    width: Annotated[int, Field(ge=64, le=4096, multiple_of=2)] = 960
    height: Annotated[int, Field(ge=64, le=4096, multiple_of=2)] = 540
    rate: Rate = Fraction(24)

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height


class Build(Model):
    """A body: age in years, height in metres, the rest from 0 to 1 (gender: 0 female, 1 male; 0.5 average)."""

    age: Annotated[float, Field(ge=1, le=100)] = 35
    gender: Share = 0.5
    height: Annotated[float, Field(ge=0.6, le=2.3)] = 1.72
    weight: Share = 0.5
    muscle: Share = 0.5


class Palette(Model):
    """What colour the body's parts are from shot to shot."""

    skin: Colour = "#c99f7f"
    hair: Colour = "#3a2a1e"
    top: Colour = "#3d6fd6"
    bottom: Colour = "#3a4356"
    shoes: Colour = "#22222a"


class Voice(Model):
    """A scratch voice: ``pitch`` in semitones and ``formant`` as a ratio from the speaker's own, ``pace`` 1 is usual.

    ``speaker`` names a voice family; ``low`` and ``high`` stand for the default male and female one.
    """

    speaker: str = "high"
    pitch: Annotated[float, Field(ge=-12, le=12)] = 0.0
    formant: Annotated[float, Field(ge=0.7, le=1.4)] = 1.0
    pace: Annotated[float, Field(ge=0.6, le=1.6)] = 1.0


class CharacterSheet(Document):
    """Who somebody is for the camera.  ``evidence`` are the lines that say so; ``guessed`` the fields nobody says."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    build: Build = Build()
    hair: HairStyle = "short"
    palette: Palette = Palette()
    voice: Voice = Voice()
    evidence: tuple[LineSpan, ...] = ()
    guessed: tuple[str, ...] = ()


class Prop(Model):
    """A thing that plays in the scene."""

    id: str
    name: str
    kind: PropKind
    lines: LineSpan


class Breakdown(Model):
    """What the scene needs, by department.  ``cast`` are character ids; the rest are the script's words."""

    cast: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    props: tuple[Prop, ...] = ()
    wardrobe: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()


class Beat(Model):
    """One change of intention: which lines of the script it holds, who plays it, how tense it is (0 to 1)."""

    id: str
    kind: BeatKind
    lines: LineSpan
    text: str
    characters: tuple[str, ...] = ()
    tension: Share = 0.3


class DialogueLine(Model):
    """A spoken line and its time in the scene, in frames from the scene's first."""

    id: str
    character: str
    text: str
    parenthetical: str = ""
    extension: Extension = ""
    language: str = "en"
    start: Annotated[int, Field(ge=0)]
    frames: Annotated[int, Field(ge=1)]
    lines: LineSpan


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
    yaw: float = 0.0
    text: str = ""


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


class Shot(Model):
    """A stretch of a setup in the cut.

    ``subjects`` is everybody the frame shows, the one it is about first; whoever has marks but is
    not among them is cleared from the set for this shot.  ``covers`` are the script lines it plays.
    All frames are counted from the shot's own first frame; marks and camera keys lie within them.
    """

    id: str
    setup: str
    beat: str
    idiom: Idiom
    size: Size
    angle: Angle
    lens_mm: float
    move: Move
    subjects: tuple[str, ...]
    insert: str | None = None
    frames: Annotated[int, Field(ge=1)]
    covers: tuple[LineSpan, ...]
    description: str
    camera: Annotated[tuple[CameraKey, ...], Field(min_length=1)]
    marks: tuple[Mark, ...] = ()
    props: tuple[ShotProp, ...] = ()
    speech: tuple[Speech, ...] = ()
    sounds: tuple[SoundCue, ...] = ()


class ScenePlan(Document):
    """One scene, ready to shoot."""

    id: str
    number: str
    text: str
    heading: Heading
    lines: LineSpan
    place: str
    time_of_day: TimeOfDay
    weather: Weather = "clear"
    story_day: int = 1
    ambience: Ambience = "room"
    breakdown: Breakdown = Breakdown()
    beats: tuple[Beat, ...]
    dialogue: tuple[DialogueLine, ...] = ()
    setups: tuple[Setup, ...]
    shots: Annotated[tuple[Shot, ...], Field(min_length=1)]

    @property
    def frames(self) -> int:
        """How long the scene lasts in the cut."""
        return sum(shot.frames for shot in self.shots)

    def action_of(self, shot: Shot) -> str:
        """The script's action that the shot plays; nothing for a shot of talk."""
        played = (beat for beat in self.beats if beat.id == shot.beat and beat.kind != "dialogue")
        return " ".join(beat.text for beat in played)


class Plan(Document):
    """A whole film, planned."""

    title: str
    credit: str = ""
    author: str = ""
    language: str = "en"
    format: Format
    cast: tuple[CharacterSheet, ...]
    places: tuple[PlaceSheet, ...]
    scenes: tuple[ScenePlan, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def frames(self) -> int:
        """How long the film lasts without its cards."""
        return sum(scene.frames for scene in self.scenes)

    def place_of(self, scene: ScenePlan) -> PlaceSheet:
        """The sheet of the scene's place."""
        return next(place for place in self.places if place.id == scene.place)
