"""Briefs with images and passes that nobody opens, and models that take much or nothing, for the tests of orders."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

from film.clips import Clip, FrameMeasure, PassName, Sighting
from film.plan import Format
from renderer.generative.brief import ShotBrief, Shown
from renderer.generative.seam import Abilities, ControlKind, FrameRule, Identity, Image, Manner, SizeRule, Text
from tests.renderer.tiny_shots import request, shot

KINDS = get_args(ControlKind)
TEXT = Text("Two people talk in a kitchen.", "blurry")
MANNER = Manner(steps=4, guidance=3.0)
VACE = Abilities(
    negative=True, first=True, last=True, references=3, controls=("inverse_depth", "pose", "edges"), continues=9,
    frames=FrameRule(step=4, offset=1, least=5, most=81), size=SizeRule(multiple=16, pixels=832 * 480),
    rate=Fraction(16),
)  # fmt: skip
WORDS_ALONE = Abilities(frames=FrameRule(most=49), size=SizeRule(pixels=832 * 480), rate=Fraction(8))


def image(name: str, of: str = "") -> Image:
    return Image(file=Path(f"{name}.png"), content=(name * 64)[:64], of=of)


def brief(frames: int = 48, passes: tuple[PassName, ...] = ("depth", "pose", "edges"), **changes: Any) -> ShotBrief:
    format_ = changes.pop("format", Format(width=960, height=540))
    asked = request(shot=shot(frames=frames, **changes.pop("shot", {})), format=format_)
    seen = FrameMeasure(
        frame=0, luma=0.5, black=0, burnt=0,
        sightings=(
            Sighting(character="ann", pixels=0.05, box=(0.1, 0.1, 0.3, 0.9)),
            Sighting(character="bo", pixels=0.2, box=(0.4, 0.1, 0.8, 0.9)),
        ),
    )  # fmt: skip
    clip = Clip(
        shot=asked.shot.id, frames=frames, rate=format_.rate, width=format_.width, height=format_.height,
        picture=Path("picture.mp4"), board=Path("board.png"), measured=(seen,),
        passes={name: Path(f"{name}.mkv") for name in passes},
    )  # fmt: skip
    contents = {name: (name * 64)[:64] for name in passes}
    base = ShotBrief(scene="1", heading="INT. ROOM - DAY", request=asked, clip=clip, contents=contents)
    return base.but(**changes)


def model(abilities: Abilities, **changes: Any) -> Identity:
    return Identity(name="m", abilities=abilities, manner=MANNER, draft=Manner(steps=2, guidance=1.0), **changes)


SHOWN = Shown(
    references={
        "ann": (image("a", "ann"), image("b", "ann")),
        "bo": (image("c", "bo"),),
        "room": (image("d", "room"),),
        "cup": (image("e", "cup"), image("f", "cup")),
    },
    still=image("g"),
    before=image("h"),
)
