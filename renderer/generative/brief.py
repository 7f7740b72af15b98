"""All that a video model may be told of one shot, as one value: out of the plan, the previs and the references."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

from pydantic import Field

from film.base import Model
from film.clips import Clip, PassName
from film.plan import Beat, Plan, ScenePlan
from film.shot import Extension, Shot
from renderer.generative.seam import Image
from renderer.request import ShotRequest

_BLOCK = 1 << 20


class Spoken(Model):
    """A line in the shot: who says it, the words and their language, how, and from which frame for how long."""

    character: str
    text: str
    language: str = "en"
    parenthetical: str = ""
    extension: Extension = ""
    seen: bool = True
    start: int
    frames: int


class Shown(Model):
    """Images for a shot.  ``references`` by whose they are (character, place or prop id), the best of each first.

    ``still`` is the shot's approved first frame, ``before`` the last frame of the shot that this one goes on from.
    """

    references: dict[str, tuple[Image, ...]] = {}
    still: Image | None = None
    before: Image | None = None


class ShotBrief(Model):
    """A shot for a video model.

    ``request`` is what the previs was drawn from (shot, place, everybody dressed as they are in it, time of day,
    weather, format), ``clip`` the previs with its files placed, ``contents`` the sha256 of its passes.  ``beat`` is
    what the shot plays, ``heading`` the scene's; ``wardrobe`` is who wears which outfit of their sheet, ``language``
    what the script is written in.  ``look`` is the director's words for the whole film ("16 mm, grainy, cold").
    ``seed`` is the film's.
    """

    scene: str
    heading: str
    request: ShotRequest
    clip: Clip
    contents: dict[PassName, str] = {}
    beat: Beat | None = None
    spoken: tuple[Spoken, ...] = ()
    wardrobe: dict[str, str] = {}
    language: str = "en"
    shown: Shown = Shown()
    look: str = ""
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0

    @property
    def shot(self) -> Shot:
        """The shot."""
        return self.request.shot


class Direction(Model):
    """What holds for all shots of a film: the director's words for its look, and its seed."""

    look: str = ""
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0


def brief_of(plan: Plan, request: ShotRequest, clip: Clip, shown: Shown, direction: Direction) -> ShotBrief:
    """The brief of one shot of the plan.  Reads the passes' files; raises OSError where one is not there."""
    scene = next(scene for scene in plan.scenes if any(shot.id == request.shot.id for shot in scene.shots))
    shot = request.shot
    return ShotBrief(
        scene=scene.id,
        heading=scene.text,
        request=request,
        clip=clip,
        contents={name: content_of(path) for name, path in clip.passes.items()},
        beat=next((beat for beat in scene.beats if beat.id == shot.beat), None),
        spoken=_spoken(scene, shot),
        wardrobe=scene.wardrobe,
        language=plan.language,
        shown=shown,
        look=direction.look,
        seed=direction.seed,
    )


def content_of(file: Path) -> str:
    """sha256 of a file.  Raises OSError."""
    total = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            total.update(block)
    return total.hexdigest()


def _spoken(scene: ScenePlan, shot: Shot) -> tuple[Spoken, ...]:
    lines = {line.id: line for line in scene.dialogue}
    return tuple(
        Spoken(
            character=said.character,
            text=line.text,
            language=line.language,
            parenthetical=line.parenthetical,
            extension=line.extension,
            seen=said.seen,
            start=said.start,
            frames=said.frames,
        )
        for said in shot.speech
        if (line := lines.get(said.line)) is not None
    )
