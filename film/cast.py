"""Who plays: how somebody is built, what they wear on which story day, how they sound."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from film.base import Document, LineSpan, Model
from film.model3d import Model3D
from film.references import Reference

HairStyle = Literal["bald", "short", "long", "bun", "bob", "cap", "hood"]
Garment = Literal["skirt", "long_skirt", "dress", "long_coat", "apron", "belt", "hat", "glasses", "sunglasses", "beard"]
"""What changes a figure's outline beyond top, trousers and shoes; ``hat`` has a brim."""
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Share = Annotated[float, Field(ge=0, le=1)]


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


class Outfit(Model):
    """What somebody wears: ``text`` in the script's words, ``days`` the story days it is worn on.

    What is None is as the sheet's palette and hair say; ``wears`` comes on top of what the sheet
    wears always.  ``lines`` is where the script says it.
    """

    id: str
    text: str = ""
    days: tuple[int, ...] = ()
    top: Colour | None = None
    bottom: Colour | None = None
    shoes: Colour | None = None
    hair: HairStyle | None = None
    wears: tuple[Garment, ...] = ()
    lines: LineSpan | None = None


class Voice(Model):
    """A scratch voice: ``pitch`` in semitones and ``formant`` as a ratio from the speaker's own, ``pace`` 1 is usual.

    ``speaker`` names a voice family; ``low`` and ``high`` stand for the default male and female one.
    """

    speaker: str = "high"
    pitch: Annotated[float, Field(ge=-12, le=12)] = 0.0
    formant: Annotated[float, Field(ge=0.7, le=1.4)] = 1.0
    pace: Annotated[float, Field(ge=0.6, le=1.6)] = 1.0


class Relation(Model):
    """What somebody is to somebody else, in a few words ("sister, owes her money")."""

    character: str
    text: str


class Portrait(Model):
    """Who somebody is for an actor, in words: what they look like, how they carry themselves, how they speak, what
    becomes of them, what they are to others.  Nothing is staged by it."""

    looks: str = ""
    manner: str = ""
    voice: str = ""
    arc: str = ""
    relations: tuple[Relation, ...] = ()


class CharacterSheet(Document):
    """Who somebody is for the camera.  ``evidence`` are the lines that say so; ``guessed`` the fields nobody says.

    ``model`` is drawn in the place of our body, as tall as ``build`` says; hair, palette and wardrobe are then its own.
    ``references`` are images of them for a video model.  ``grounds`` are the lines that single fields rest on
    ("build.age", "portrait.arc"), where they are known.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    build: Build = Build()
    hair: HairStyle = "short"
    palette: Palette = Palette()
    wears: tuple[Garment, ...] = ()
    wardrobe: tuple[Outfit, ...] = ()
    voice: Voice = Voice()
    model: Model3D | None = None
    references: Annotated[tuple[Reference, ...], Field(exclude_if=lambda images: not images)] = ()
    evidence: tuple[LineSpan, ...] = ()
    guessed: tuple[str, ...] = ()
    portrait: Annotated[Portrait | None, Field(exclude_if=lambda portrait: portrait is None)] = None
    grounds: Annotated[dict[str, tuple[LineSpan, ...]], Field(exclude_if=lambda grounds: not grounds)] = {}

    def __hash__(self) -> int:
        """Equal sheets have one hash; ``grounds`` cannot be hashed and is left out of it."""
        return hash(tuple(value for name, value in self if name != "grounds"))

    def dressed(self, outfit: str | None) -> CharacterSheet:
        """The same person in an outfit of their wardrobe; as they are for one that is not in it."""
        worn = next((each for each in self.wardrobe if each.id == outfit), None)
        if worn is None:
            return self
        colours = {part: getattr(worn, part) for part in ("top", "bottom", "shoes")}
        palette = self.palette.but(**{part: colour for part, colour in colours.items() if colour is not None})
        wears = tuple(dict.fromkeys((*self.wears, *worn.wears)))
        return self.but(palette=palette, hair=worn.hair or self.hair, wears=wears)
