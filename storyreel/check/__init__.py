"""``storyreel check``: what a script supervisor says of a reel, from its plan and from what is rendered of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from film.clips import Clip
from film.plan import Plan
from storyreel.check.page import page
from storyreel.check.report import CheckReport, report_of, text
from storyreel.draft import merged, read_draft
from storyreel.files import write_text
from storyreel.project import Project
from storyreel.shots import load_clip, shot_orders
from storyreel.stages import Stages

if TYPE_CHECKING:
    from renderer.request import Look

__all__ = ["CheckReport", "check", "text"]

PAGE = "check.html"


def check(stages: Stages, project: Project) -> CheckReport:
    """All that does not hold of a reel.  Raises FilmError.

    The plan is made as a run would make it, with the director's sheets and scenes; the pictures are those that are in
    the reel's store already.  Nothing is rendered, and nothing written but ``check.html`` in a reel that exists.
    """
    from planner import continuity
    from planner.continuity.measured import measured

    screenplay = read_draft(stages, project)
    edits = merged(stages, project, screenplay)
    plan = edits.plan
    clips = rendered(stages, project, plan)
    found = (*edits.findings, *continuity.check(plan, project.style, screenplay), *measured(plan, clips))
    report = report_of(str(project.reel.folder), plan, found, sum(bool(clip.measured) for clip in clips.values()))
    if not project.reel.exists:
        return report
    path = project.reel.folder / PAGE
    write_text(path, page(report, plan, clips))
    return report.but(page=str(path))


def rendered(stages: Stages, project: Project, plan: Plan) -> dict[str, Clip]:
    """The clips of the plan's shots that were rendered as the settings ask for, by shot id, files absolute."""
    store = project.reel.store
    found = {id: store.find(order.recipe) for id, order in shot_orders(stages, plan, look_of(project)).items()}
    return {id: load_clip(folder, id) for id, folder in found.items() if folder}


def look_of(project: Project) -> Look:
    """How the settings have shots drawn."""
    from renderer.request import Look

    settings = project.settings
    return Look(labels=settings.labels, passes=settings.passes, supersample=settings.supersample)
