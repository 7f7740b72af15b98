"""The settings of reel.yaml that a video model goes by, and how they stand in a new file."""

from __future__ import annotations

import json
import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from film.base import Document, Model

PREVIS = "previs"
"""Nobody but us renders."""
NONE = "none"

Control = Literal["auto", "none", "inverse_depth", "pose", "edges", "softedge", "flow_colour"]
_DEVICE = re.compile(r"auto|cpu|mps|cuda|cuda:\d{1,3}")
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]

NEW = """\
# who renders the shots: previs (nobody but storyreel), diffusers:MODEL (a folder, or a published model that was
# downloaded) or videos:URL#MODEL (a server); docs/video.md says what each setting below does
renderer: {renderer}
# the look of the whole film in the director's words: 16 mm, grainy, cold
video_look: {video_look}
# good takes wanted of each shot, and the most that are tried for them
takes: {takes}
video_attempts: {video_attempts}
# final, or draft: smaller and with fewer steps, to choose among
video_profile: {video_profile}
# which pass steers the model: auto (the first that it takes), none, inverse_depth, pose, edges, softedge, flow_colour
video_control: {video_control}
# native: the model's own rate, brought to the film's; film: the film's rate where the model can be told
video_rate: {video_rate}
# what the model runs on: auto (every GPU), cuda, cuda:0, mps, cpu
video_device: {video_device}
# who draws a still of every shot first: none, or diffusers:MODEL; and what waits for approval: none, stills, references
stills: {stills}
approve: {approve}
# what one run may spend at most: null, or {{gpu_hours: 2.5, money: 10}}
video_budget: {video_budget}
# money for an hour of a GPU, and what one draws in watts; null: nobody says
video_price: {video_price}
video_watts: {video_watts}
# what the film is for, private or commercial, and where it is made (two letters: DE, or EU); licences are held to both
video_use: {video_use}
video_territory: {video_territory}
# jobs sent to a server at once, and seconds that one job may take
video_at_once: {video_at_once}
video_timeout: {video_timeout}
# the folder of an open vision model that compares takes with references and words, or none
judge: {judge}
"""


class Budget(Model):
    """The most that a run may spend: hours of GPUs, and money at ``video_price``."""

    gpu_hours: Annotated[float | None, Field(gt=0)] = None
    money: Annotated[float | None, Field(gt=0)] = None


class VideoSettings(Document):
    """Who renders the shots besides the previs, how, and what that may cost."""

    renderer: str = PREVIS
    video_look: Words = ""
    takes: Annotated[int, Field(ge=1, le=50)] = 1
    video_attempts: Annotated[int, Field(ge=1, le=100)] = 3
    video_profile: Literal["final", "draft"] = "final"
    video_control: Control = "auto"
    video_rate: Literal["native", "film"] = "native"
    video_device: str = "auto"
    stills: str = NONE
    approve: Literal["none", "stills", "references"] = "none"
    video_price: Annotated[float | None, Field(ge=0)] = None
    video_budget: Budget | None = None
    video_watts: Annotated[float | None, Field(gt=0)] = None
    video_use: Literal["private", "commercial"] = "private"
    video_territory: str = ""
    video_at_once: Annotated[int, Field(ge=1, le=64)] = 2
    video_timeout: Annotated[float, Field(gt=0)] = 3600.0
    judge: str = NONE

    @field_validator("video_device")
    @classmethod
    def _is_a_device(cls, given: str) -> str:
        if not _DEVICE.fullmatch(given):
            raise ValueError("a device is auto, cuda, cuda:0, mps or cpu")
        return given

    @field_validator("video_territory")
    @classmethod
    def _is_a_country(cls, given: str) -> str:
        if not given.strip():
            return ""
        from renderer.generative.families.terms import territory_of

        return territory_of(given)

    @field_validator("video_budget")
    @classmethod
    def _money_has_a_price(cls, given: Budget | None, told: ValidationInfo) -> Budget | None:
        if given is not None and given.money is not None and not told.data.get("video_price"):
            raise ValueError("it says money, and video_price does not say what an hour of a GPU costs")
        return given

    @property
    def seconds_to_spend(self) -> float | None:
        """GPU-seconds that a run may spend at most; None for any number."""
        if self.video_budget is None:
            return None
        hours = [] if self.video_budget.gpu_hours is None else [self.video_budget.gpu_hours]
        if self.video_budget.money is not None and self.video_price:
            hours.append(self.video_budget.money / self.video_price)
        return min(hours) * 3600 if hours else None


def new_lines(settings: VideoSettings) -> str:
    """These settings as a new reel.yaml has them, a word on each."""
    return NEW.format(
        renderer=_word(settings.renderer, PREVIS),
        video_look=json.dumps(settings.video_look, ensure_ascii=False),
        takes=settings.takes,
        video_attempts=settings.video_attempts,
        video_profile=settings.video_profile,
        video_control=settings.video_control,
        video_rate=settings.video_rate,
        video_device=settings.video_device,
        stills=_word(settings.stills, NONE),
        approve=settings.approve,
        video_budget=_budget(settings.video_budget),
        video_price=_number(settings.video_price),
        video_watts=_number(settings.video_watts),
        video_use=settings.video_use,
        video_territory=json.dumps(settings.video_territory),
        video_at_once=settings.video_at_once,
        video_timeout=_number(settings.video_timeout),
        judge=_word(settings.judge, NONE),
    )


def _word(text: str, known: str) -> str:
    return known if text == known else json.dumps(text, ensure_ascii=False)


def _number(value: float | None) -> str:
    return "null" if value is None else repr(value).removesuffix(".0")


def _budget(budget: Budget | None) -> str:
    if budget is None:
        return "null"
    said = {name: value for name, value in dict(budget).items() if value is not None}
    return "{" + ", ".join(f"{name}: {_number(value)}" for name, value in said.items()) + "}"
