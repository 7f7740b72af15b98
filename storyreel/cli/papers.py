"""The commands that say and write what a plan is: the check, the papers, scenes for other programs."""

from __future__ import annotations

import typer

from storyreel.cli.options import (
    AsJson,
    Debug,
    Eyes,
    Folder,
    Quiet,
    ReelOnly,
    Scenes,
    To3D,
)
from storyreel.cli.running import as_filmed, reel_of, run_of
from storyreel.terminal import plainly, put, say, warn


def check(reel: ReelOnly, llm: Eyes = None, json: AsJson = False, debug: Debug = False) -> None:
    """Says where a rule of the craft does not hold, how far off, and what would mend it. Renders nothing."""
    with plainly(debug):
        from storyreel import check
        from storyreel.project import Reel, project_of
        from storyreel.report import last_picture
        from storyreel.stages import Stages

        project = as_filmed(project_of(reel_of(reel), None, last_picture(Reel(reel).report, warn)))
        with check.eyes_of(project, llm) as eyes:
            report = check.check(Stages(), project, eyes)
        put(report.model_dump_json()) if json else say(check.text(report))
        raise typer.Exit(1 if report.open else 0)


def boards(
    reel: ReelOnly,
    scenes: Scenes = "",
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Writes the papers: boards, overhead plots, shot list, lined script. Renders nothing."""
    with plainly(debug):
        from storyreel.papers import papers
        from storyreel.project import Reel
        from storyreel.report import last_picture

        run = run_of(reel_of(reel), None, last_picture(Reel(reel).report, warn), scenes=scenes, jobs=1, quiet=quiet)
        run.project = as_filmed(run.project)
        for line in papers(run):
            warn(line)


def export(
    reel: ReelOnly,
    to: To3D = "gltf",
    out: Folder = None,
    scenes: Scenes = "",
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Writes each scene for another 3D program: set, people on their bones, props, and every shot's camera."""
    with plainly(debug):
        from storyreel.export import export

        run = run_of(reel_of(reel), None, {}, scenes=scenes, jobs=1, quiet=quiet)
        for path in export(run, to, out):
            say(str(path))
        for line in run.told:
            warn(line)
