"""Briefs of the samples' shots and of small ones made up, for the tests of what models are told in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from film.clips import Clip
from film.plan import Beat, Plan
from planner import plan
from planner.brief import Brief
from prompts.book import PromptBook
from renderer.generative.brief import Direction, ShotBrief, Shown, brief_of
from renderer.generative.seam import Abilities, FrameRule, SizeRule, Text
from renderer.generative.wording import worded
from renderer.request import Look, requests_of
from screenplay import read
from tests.renderer import tiny_shots

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NAMES = ("night_bus", "one_table", "la_lettre", "the_understudy")
TEMPLATES = ("video_plain", "video_wan", "video_ltx")


@cache
def planned(sample: str) -> Plan:
    """The plan of a sample."""
    return plan(read(SAMPLES / f"{sample}.fountain"), Brief())


@cache
def briefs(sample: str) -> Mapping[str, ShotBrief]:
    """The briefs of a sample's shots, by shot."""
    film = planned(sample)
    direction = Direction(look="16 mm, grainy, cold.")
    requests = requests_of(film, Look(labels=False, passes=()))
    return {each.shot.id: brief_of(film, each, clip(each.shot.id), Shown(), direction) for each in requests}


def clip(shot: str) -> Clip:
    """A clip whose files nobody opens."""
    return Clip(
        shot=shot, frames=3, rate=Fraction(24), width=128, height=72, picture=Path("p.mp4"), board=Path("b.png")
    )


def brief(shot: Mapping[str, Any] | None = None, *, beat: Beat | None = None, **changes: Any) -> ShotBrief:
    """A small brief: two people in a room; ``shot`` changes the shot, the others the brief."""
    request = tiny_shots.request(shot=tiny_shots.shot(**(shot or {})), **changes.pop("request", {}))
    return ShotBrief(scene="1", heading="INT. ROOM - DAY", request=request, clip=clip("1-A1"), beat=beat, **changes)


def beat(text: str = "", **changes: Any) -> Beat:
    """A beat of action by Ann and Bo."""
    return Beat(id="action-ann-1", kind="action", lines=(1, 2), text=text, characters=("ann", "bo")).but(**changes)


def able(tokens: int = 0, **changes: Any) -> Abilities:
    """A model that takes a negative prompt of so many tokens."""
    made = Abilities(
        prompt_tokens=tokens, negative=True, frames=FrameRule(most=81), size=SizeRule(pixels=400000), rate=Fraction(16)
    )
    return made.but(**changes)


def count(text: str) -> int:
    """Tokens, as coarse tokenizers count them: three letters each."""
    return -(-len(text) // 3)


def told(of: ShotBrief, template: str = "video_plain", tokens: int = 0, **abilities: Any) -> Text:
    """A shot in words."""
    return worded(of, able(tokens, **abilities), template, PromptBook(), count)
