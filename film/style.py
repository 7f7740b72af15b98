"""How a director covers scenes: one page that changes the whole plan."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from film.base import Document, Model
from film.cast import Share
from film.shot import Size, Stop

Coverage = Literal["classical", "one_er", "documentary", "anime"]
"""``classical`` cuts from wide to close over the axis; ``one_er`` holds and moves; ``documentary`` follows by hand with
long lenses and late; ``anime`` holds still frames, close-ups and inserts, with bold angles."""

LensKit = Annotated[tuple[Annotated[float, Field(ge=8, le=600)], ...], Field(min_length=1)]


class Reach(Model):
    """Where the camera can be put, in metres above the floor: on its legs, and on a crane out of doors."""

    lowest: Annotated[float, Field(ge=0.05, le=2)] = 0.25
    highest: Annotated[float, Field(ge=0.5, le=20)] = 2.6
    crane: Annotated[float, Field(ge=0.5, le=60)] = 6.0


class Style(Document):
    """The director's hand.  Every default is the classical one.

    ``shot_seconds`` is the median length of a shot aimed at (``pace`` of a scene varies round it); ``closeness`` moves
    all sizes (-1 wider, 1 tighter); ``movement`` is how readily the camera moves, ``handheld`` how much of that is
    carried by hand; ``reactions`` and ``inserts`` how readily it leaves the speaker for a listener or a thing;
    ``setups`` how dear another camera placement is; ``tension`` how much the sizes tighten with it.
    ``stop`` is the aperture of inserts and of close shots through 40 mm and longer, which blurs what they are not of;
    without one all is sharp.  ``widest`` and ``tightest`` bound the sizes used.  Focal lengths are millimetres on
    Super 35.
    """

    name: str = "classical"
    coverage: Coverage = "classical"
    shot_seconds: Annotated[float, Field(ge=0.8, le=120)] = 3.6
    closeness: Annotated[float, Field(ge=-1, le=1)] = 0.0
    movement: Share = 0.5
    handheld: Share = 0.1
    reactions: Share = 0.5
    inserts: Share = 0.5
    setups: Share = 0.5
    tension: Share = 0.7
    widest: Size = "EWS"
    tightest: Size = "ECU"
    stop: Stop | None = None
    lens_kit: LensKit = (18, 25, 35, 50, 75, 100)
    reach: Reach = Reach()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        sizes = ("EWS", "WS", "FS", "MWS", "MS", "MCU", "CU", "ECU")
        if sizes.index(self.widest) > sizes.index(self.tightest):
            raise ValueError(f"widest {self.widest} is tighter than tightest {self.tightest}")
        if list(self.lens_kit) != sorted(set(self.lens_kit)):
            raise ValueError("lens_kit names each focal length once, shortest first")
        if self.reach.lowest >= min(self.reach.highest, self.reach.crane):
            raise ValueError("reach.lowest lies above reach.highest or reach.crane")
        return self
