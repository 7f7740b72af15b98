"""Reference sheets made for a reel by an image model, as ``storyreel references --make`` asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import ProjectError
from film.plan import Plan
from storyreel.llm.own_prompts import book_of
from storyreel.machine import worker_environment
from storyreel.project import opened
from storyreel.references.making import Made
from storyreel.video.choosing import placed, stills_spec_of
from storyreel.video.drawing import Painter, Sheets
from storyreel.video.filming import means_of, refuse_forbidden
from storyreel.video.hands import Hands
from storyreel.workers import Pool

if TYPE_CHECKING:
    from storyreel.pipeline import Run


def made_sheets(run: Run, plan: Plan, model: str, ids: tuple[str, ...]) -> Made:
    """What is missing of the sheets of ``ids``, of everybody where there are none; ``model`` is as typed.

    Raises ProjectError, in one line, for a model or an image that cannot be used.
    """
    from renderer.generative.stills.sheets import Manners

    settings, reel = run.project.settings, run.project.reel
    spec = stills_spec_of(model, "--make")
    if spec is None:
        raise ProjectError("no image model is named", where="--make", do="Say diffusers:MODEL")
    painter = Painter(placed(spec, Path.cwd()), means_of(settings), run.stages.image_model)
    manners = Manners(look=settings.video_look, english=plan.language.startswith("en"), seed=settings.seed)
    with opened(run.project), Pool(1, worker_environment(reel.private)) as pool:
        hands = Hands(pool, 1, run.progress, run.traces)
        identity = hands.look_at_painter(painter)
        refuse_forbidden(identity.name, identity.licence, settings)
        prompts = book_of(reel.folder)
        return hands.sheets(painter, Sheets(reel.folder, plan, run.stages.today(), prompts, manners, ids))
