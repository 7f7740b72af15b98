"""``storyreel check``: what a script supervisor says of a reel, from its plan and from what is rendered of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyreel.check.chosen import chosen
from storyreel.check.opinions import eyes_of, opinions
from storyreel.check.page import page
from storyreel.check.report import CheckReport, report_of, text
from storyreel.draft import merged, read_draft
from storyreel.files import write_text
from storyreel.project import Project
from storyreel.shots import rendered_clips
from storyreel.stages import Stages
from storyreel.video.cutting import look_for, with_takes

if TYPE_CHECKING:
    from planner.llm.seam import LanguageModel

__all__ = ["CheckReport", "check", "eyes_of", "text"]

PAGE = "check.html"


def check(stages: Stages, project: Project, eyes: LanguageModel | None = None) -> CheckReport:
    """All that does not hold of a reel.  Raises FilmError.

    The plan is made as a run would make it, with the director's sheets and scenes; the pictures are those that are in
    the reel's store already.  Nothing is rendered, and nothing written but ``check.html`` in a reel that exists.
    ``eyes`` is a model that is shown them and says what it sees.
    """
    from planner import continuity
    from planner.continuity.measured import measured

    screenplay = read_draft(stages, project)
    edits = merged(stages, project, screenplay)
    plan = edits.plan
    clips = with_takes(project, rendered_clips(stages, project.reel.store, plan, look_for(project)))
    broken = (*edits.findings, *continuity.check(plan, project.style, screenplay), *measured(plan, clips))
    found = chosen(broken, project.settings.excuses)
    report = report_of(str(project.reel.folder), plan, found, sum(bool(clip.measured) for clip in clips.values()))
    if eyes is not None:
        report = report.but(opinions=opinions(project, plan, clips, eyes))
    if not project.reel.exists:
        return report
    path = project.reel.folder / PAGE
    write_text(path, page(report, plan, clips))
    return report.but(page=str(path))
