"""Who films the shots of a run: nobody, a video model, or one that did before.

::

    camera_of    which model, is it there, may it be used        before anything is spent or drawn
    hold         images and sizes                                before the previs is drawn
    look         the passes that it needs                        the previs is drawn with them
    film         takes ─▶ store, camera report ─▶ clips          a shot without a take keeps its previs, and has failed
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from os import environ
from typing import TYPE_CHECKING, Protocol

from film.errors import ProjectError
from film.plan import Plan
from storyreel.machine import worker_environment
from storyreel.progress import Progress
from storyreel.project import Project
from storyreel.shots import Shots
from storyreel.stages import Stages
from storyreel.video.choosing import judge_of, renderer_of, stills_of
from storyreel.video.cutting import cut_from, hold_filmed, look_for
from storyreel.video.machine import cards, places
from storyreel.video.rushes import Rushes
from storyreel.workers import Pool

if TYPE_CHECKING:
    from renderer.generative.families.family import Licence
    from renderer.generative.means import Means
    from renderer.request import Look
    from storyreel.settings import Settings
    from storyreel.video.camera import Camera
    from storyreel.video.drawing import Painter
    from storyreel.video.hands import Hands


class Filming(Protocol):
    """Who films for a run."""

    def hold(self, plan: Plan, /) -> None:
        """Raises ProjectError for what would stop it once the previs is drawn."""

    def look(self, look: Look, /) -> Look:
        """How the previs has to be drawn for it."""

    def film(self, plan: Plan, shots: Shots, /) -> Rushes:
        """The film's clips.  Raises FilmError where the run has to stop."""


class Nobody:
    """The previs is the film."""

    def hold(self, _: Plan) -> None:
        """Nothing would stop it."""

    def look(self, look: Look) -> Look:
        """As the settings have it."""
        return look

    def film(self, _: Plan, shots: Shots) -> Rushes:
        """The previs."""
        return Rushes(shots)


@dataclass(frozen=True)
class Before:
    """What was filmed before is cut, and nobody is asked."""

    project: Project

    def hold(self, _: Plan) -> None:
        """Something was filmed."""
        hold_filmed(self.project)

    def look(self, _: Look) -> Look:
        """As it was drawn then."""
        return look_for(self.project)

    def film(self, plan: Plan, shots: Shots) -> Rushes:
        """The takes that there are."""
        clips, findings = cut_from(self.project, shots)
        from storyreel.video.publishing import take_files

        takes = {} if clips is shots else take_files(self.project.reel, plan)
        return Rushes(clips, None, findings, takes)


@dataclass(frozen=True)
class Commission:
    """What a run films with; ``more`` good takes are wanted of some shots, by id."""

    project: Project
    stages: Stages
    progress: Progress
    traces: list[str]
    more: Mapping[str, int]


@contextmanager
def camera_of(given: Commission) -> Iterator[Camera | None]:
    """The video model of the reel, there and allowed; None where the previs is the film.

    Raises ProjectError, in one line, for a model that is not there, cannot run here or may not be used.
    """
    settings, reel = given.project.settings, given.project.reel
    spec = renderer_of(settings, reel.folder)
    if spec is None:
        yield None
        return
    from storyreel.video.camera import Camera
    from storyreel.video.hands import Hands
    from storyreel.video.work import Hire, family_of

    homes = places(settings.video_device, environ) if spec.kind == "diffusers" else ({},)
    means, environment = means_of(settings), worker_environment(reel.private)
    hire = Hire(spec, means, given.stages.video_model)
    with Pool(len(homes), environment, places=homes) as pool:
        hands = Hands(pool, len(homes), given.progress, given.traces)
        identity = hands.look(hire)
        family = family_of(identity)
        refuse_forbidden(identity.name, None if family is None else family.licence, settings)
        painter = _painter(given, means, hands)
        device = _device(settings) if spec.kind == "diffusers" else spec.kind
        judge = judge_of(settings, reel.folder)
        looks = partial(given.stages.eyes, judge) if judge else None
        if looks is not None:
            hands.look_at_eyes(looks)
        camera = Camera(given.project, given.stages, given.progress, hands, hire, identity)
        yield replace(camera, device=device, painter=painter, looks=looks, more=given.more)


def means_of(settings: Settings) -> Means:
    """With what a model is run."""
    from renderer.generative.means import Means

    return Means(device=settings.video_device, deadline=settings.video_timeout, at_once=settings.video_at_once)


def refuse_forbidden(name: str, licence: Licence | None, settings: Settings) -> None:
    """Raises ProjectError where the licence of the weights does not allow the film that is made with them."""
    from renderer.generative.families.terms import why_not

    why = "" if licence is None else why_not(licence, settings.video_use, settings.video_territory)
    if why:
        do = "Take another model, or say what it is for and where: video_use and video_territory in reel.yaml"
        raise ProjectError(f"{name} may not be used: {why}", where=settings.renderer, do=do)


def _painter(given: Commission, means: Means, hands: Hands) -> Painter | None:
    """Who draws stills, there and allowed; None for nobody."""
    spec = stills_of(given.project.settings, given.project.reel.folder)
    if spec is None:
        return None
    from storyreel.video.drawing import Painter

    means = means.but(gpu_seconds=given.project.settings.seconds_to_spend)
    painter = Painter(spec, means, given.stages.image_model)
    identity = hands.look_at_painter(painter)
    refuse_forbidden(identity.name, identity.licence, given.project.settings)
    return painter


def _device(settings: Settings) -> str:
    """What the model runs on, in the words of its driver where that tells."""
    found = cards(environ) if settings.video_device.startswith(("auto", "cuda")) else ()
    return found[0].name if found else settings.video_device
