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

from film.base import Document, LineSpan, Model
from film.camera import Gate, gate_of
from film.cast import CharacterSheet, Share
from film.model3d import Model3D
from film.place import PlaceSheet
from film.proposals import Proposal
from film.references import Reference
from film.screenplay import Diagnostic, Heading
from film.shot import Extension, Half, PropKind, Setup, Shot
from film.staging import Mark
from film.timecode import Rate

TimeOfDay = Literal["dawn", "morning", "day", "evening", "dusk", "night"]
Weather = Literal["clear", "rain", "snow", "fog", "wind"]
BeatKind = Literal["arrival", "action", "dialogue", "silence", "reveal", "exit"]
Ambience = Literal[
    "silence", "room", "kitchen", "bar", "office", "hospital", "street_day", "street_night", "park", "forest", "field",
    "beach", "sea", "night_outdoors", "bus", "car", "train", "crowd", "church", "industrial", "rain", "storm",
]  # fmt: skip

Squeeze = Annotated[float, Field(ge=1, le=2)]
"""How much wider a picture is than its lens draws it on the sensor."""


class Format(Model):
    """The film's picture: pixels and exact rate; ``squeeze`` is how much the film's lenses squeeze it sideways.

    1 is spherical; 1.33, 1.5, 1.8 and 2 are the anamorphic lenses that are made.
    """

    width: Annotated[int, Field(ge=64, le=4096, multiple_of=2)] = 960
    height: Annotated[int, Field(ge=64, le=4096, multiple_of=2)] = 540
    rate: Rate = Fraction(24)
    squeeze: Squeeze = 1.0

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height

    @property
    def gate(self) -> Gate:
        """What of the sensor the picture is taken from."""
        return gate_of(self.aspect, self.squeeze)


class Prop(Model):
    """A thing that plays in the scene.  ``model`` is drawn in its place, here and in scenes that name none of it;
    ``references`` are images of it for a video model, likewise."""

    id: str
    name: str
    kind: PropKind
    lines: LineSpan
    model: Model3D | None = None
    references: Annotated[tuple[Reference, ...], Field(exclude_if=lambda images: not images)] = ()


class Breakdown(Model):
    """What the scene needs, by department.  ``cast`` are character ids; the rest are the script's words."""

    cast: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    props: tuple[Prop, ...] = ()
    wardrobe: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()


class Extra(Model):
    """Somebody of a crowd: in one place for the whole scene, in the background, without a part."""

    sheet: CharacterSheet
    mark: Mark


class Beat(Model):
    """One change of intention: which lines of the script it holds, who plays it, how tense it is (0 to 1).

    ``intention`` is what changes in it and ``picture`` what a painter would be told to draw, where somebody said so.
    """

    id: str
    kind: BeatKind
    lines: LineSpan
    text: str
    characters: tuple[str, ...] = ()
    tension: Share = 0.3
    intention: Annotated[str, Field(exclude_if=lambda text: not text)] = ""
    picture: Annotated[str, Field(exclude_if=lambda text: not text)] = ""


class MusicCue(Model):
    """Where music is wanted: from the first to the last of these lines, in words."""

    lines: LineSpan
    text: str


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


class ScenePlan(Document):
    """One scene, ready to shoot.

    ``wardrobe`` is who (character id) wears which outfit of their sheet; ``extras`` fill the scene's own place;
    ``notes`` say what the planner had to give.  ``wants`` is what each character (by id) is after in the scene, in
    words, where somebody said so.  ``read_by`` is the language model that read it, "" where rules alone did, and
    ``proposals`` what became of what it proposed.
    """

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
    wardrobe: dict[str, str] = {}
    wants: Annotated[dict[str, str], Field(exclude_if=lambda wants: not wants)] = {}
    extras: tuple[Extra, ...] = ()
    setups: tuple[Setup, ...]
    shots: Annotated[tuple[Shot, ...], Field(min_length=1)]
    notes: tuple[str, ...] = ()
    music: Annotated[tuple[MusicCue, ...], Field(exclude_if=lambda cues: not cues)] = ()
    read_by: Annotated[str, Field(exclude_if=lambda name: not name)] = ""
    proposals: Annotated[tuple[Proposal, ...], Field(exclude_if=lambda all_: not all_)] = ()

    @property
    def frames(self) -> int:
        """How long the scene lasts in the cut."""
        return sum(shot.frames for shot in self.shots)

    def extras_in(self, shot: Shot) -> tuple[Extra, ...]:
        """The crowd on the set for a shot: in the scene's own place, without those that the shot has sent away."""
        if shot.place is not None:
            return ()
        return tuple(extra for extra in self.extras if extra.mark.character not in shot.cleared)

    def action_of(self, shot: Shot) -> str:
        """The script's action that the shot plays; nothing for a shot of talk."""
        played = (beat for beat in self.beats if beat.id == shot.beat and beat.kind != "dialogue")
        return " ".join(beat.text for beat in played)


class Plan(Document):
    """A whole film, planned.  ``proposals`` are a language model's for sheets; those for a scene stand with it."""

    title: str
    credit: str = ""
    author: str = ""
    language: str = "en"
    format: Format
    cast: tuple[CharacterSheet, ...]
    places: tuple[PlaceSheet, ...]
    scenes: tuple[ScenePlan, ...]
    notes: tuple[str, ...] = ()
    proposals: Annotated[tuple[Proposal, ...], Field(exclude_if=lambda all_: not all_)] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def frames(self) -> int:
        """How long the film lasts without its cards."""
        return sum(scene.frames for scene in self.scenes)

    def place_of(self, scene: ScenePlan, shot: Shot | Half | None = None) -> PlaceSheet:
        """The sheet of the place that a scene, or one shot (or half) of it, plays in."""
        wanted = shot.place if shot is not None and shot.place is not None else scene.place
        return next(place for place in self.places if place.id == wanted)
