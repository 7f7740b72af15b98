"""What commands have in common: a run out of their words, and its outcome said."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from film.errors import ProjectError
from storyreel.terminal import put, say, warn

if TYPE_CHECKING:
    from storyreel.pipeline import Run
    from storyreel.project import Project


def run_of(
    target: Path, out: Path | None, options: dict[str, Any], *, scenes: str, jobs: int | None, quiet: bool
) -> Run:
    """A run of a script or a reel with the settings that the options say.  Raises ProjectError."""
    from storyreel.machine import cores
    from storyreel.pipeline import Run
    from storyreel.progress import progress_for
    from storyreel.project import project_of
    from storyreel.stages import Stages

    project = project_of(target, out, options)
    return Run(project, Stages(), progress_for(quiet=quiet), jobs or cores(), scenes)


def as_filmed(project: Project) -> Project:
    """The project with who rendered in its last run, where only that run's command line named a video model: what was
    filmed is what is looked at and cut."""
    from storyreel.report import last_renderer
    from storyreel.video.settings import PREVIS

    if project.settings.renderer != PREVIS:
        return project
    renderer = last_renderer(project.reel.report, lambda _: None)
    if renderer != PREVIS:
        warn(f"going by --renderer {renderer} of the last run; renderer: in reel.yaml keeps it")
    return replace(project, settings=project.settings.but(renderer=renderer))


def tell(run: Run, report: Any, *, json: bool, debug: bool) -> None:
    """Says what was made; ends with 1 when a shot failed."""
    from storyreel import showing

    if debug:
        for trace in run.traces:
            print(trace, file=sys.stderr)
    put(report.model_dump_json()) if json else say(showing.report(report))
    if report.failed:
        raise typer.Exit(1)


def reel_of(target: Path) -> Path:
    """A reel's folder.  Raises ProjectError where there is none."""
    if not target.is_dir():
        raise ProjectError("is not a reel's folder", where=target, do="Run storyreel make SCRIPT first")
    return target


def passes_of(text: str | None) -> tuple[str, ...] | None:
    """The passes that a list with commas names; None where nothing is said."""
    if text is None:
        return None
    return () if text.strip() == "none" else tuple(part.strip() for part in text.split(",") if part.strip())


def profiled(picture: dict[str, Any], profile: str) -> dict[str, Any]:
    """What is said of the picture, and what a profile says where nothing else does."""
    if profile != "draft":
        return picture
    from renderer.request import DRAFT

    drafted = {**DRAFT, "video_profile": "draft"}
    return {**picture, **{name: value for name, value in drafted.items() if picture.get(name) is None}}


def json_text(value: object) -> str:
    """JSON in one line."""
    import json

    return json.dumps(value, ensure_ascii=False)
