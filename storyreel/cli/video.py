"""The commands about video models: which there are, what they made, what is shown to them, what people decide."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from film.errors import ProjectError
from storyreel.cli.options import AsJson, Debug, Jobs, Quiet, ReelOnly
from storyreel.cli.running import as_filmed, json_text, reel_of, run_of, tell
from storyreel.terminal import plainly, put, say, warn

Shot = Annotated[str, typer.Argument(metavar="[SHOT]", help="One shot, 12A-B3; all of them when not said.")]
Choose = Annotated[
    int | None, typer.Option(min=0, metavar="N", help="The take that is in the film; 0 for the best by its measures.")
]
Reject = Annotated[int | None, typer.Option(min=1, metavar="N", help="A take that is not wanted; it is kept.")]
Why = Annotated[str, typer.Option(help="Why it is rejected.")]
More = Annotated[int | None, typer.Option(min=1, max=50, metavar="N", help="Make so many takes more, and cut.")]
Use = Annotated[Literal["private", "commercial"], typer.Option(help="What the film is for.")]
Territory = Annotated[str, typer.Option(help="Where it is made, in two letters: DE, US, or EU.")]
Model = Annotated[str, typer.Argument(metavar="[MODEL]", help="A family's name, a folder, or a published model.")]
Make = Annotated[str, typer.Option(metavar="MODEL", help="Make what is missing with an image model: diffusers:MODEL.")]
Approve = Annotated[str, typer.Option(metavar="WHAT", help="Approve an image, or all of somebody, by file or id.")]
Only = Annotated[str, typer.Option(metavar="IDS", help="With --make: of these people, places and things, anna,bar.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Where it listens; any that is free when not said.")]


def models(
    model: Model = "", use: Use = "private", territory: Territory = "", json: AsJson = False, debug: Debug = False
) -> None:
    """Lists the video models that are known: what each takes and makes, and whether its licence allows the use."""
    with plainly(debug):
        from storyreel.video.listing import as_json, as_text, listing

        rows = listing(model, use, territory)
        put(as_json(rows)) if json else say(as_text(rows))


def takes(
    reel: ReelOnly,
    shot: Shot = "",
    choose: Choose = None,
    reject: Reject = None,
    why: Why = "",
    more: More = None,
    jobs: Jobs = None,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Shows every take that was made, with what speaks against it; chooses, rejects, makes more."""
    with plainly(debug):
        from storyreel import pipeline
        from storyreel.project import Reel
        from storyreel.video import history

        folder = reel_of(reel)
        here = Reel(folder.absolute())
        if not shot and (choose is not None or reject is not None or more is not None):
            raise ProjectError("takes are chosen, rejected and made of one shot", where="SHOT", do="Say which: 12A-B3")
        if reject is not None:
            history.reject(here, shot, reject, why)
        if choose is not None:
            history.choose(here, shot, choose)
        if more is not None:
            run = run_of(folder, None, {}, scenes="", jobs=jobs, quiet=quiet)
            run.project = as_filmed(run.project)
            history.hold_more(run.project, shot)
            run.asks, run.more = True, {shot: more}
            tell(run, pipeline.make(run), json=json, debug=debug)
            return
        found = history.listed(here, shot)
        if json:
            put(json_text({"takes": [take.model_dump(mode="json") for take in found]}))
        else:
            say(history.text(found))


def references(
    reel: ReelOnly,
    make: Make = "",
    only: Only = "",
    approve: Approve = "",
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Shows the images of people, places and things that shots are made after; makes what is missing, approves."""
    with plainly(debug):
        from storyreel import pipeline
        from storyreel.references import commands, references_of
        from storyreel.references.approving import approve as approved
        from storyreel.video.sheets import made_sheets

        run = run_of(reel_of(reel), None, {}, scenes="", jobs=1, quiet=quiet)
        told = warn if json else say
        plan, folder, today = pipeline.plan(run), run.project.reel.folder, run.stages.today()
        if make:
            ids = tuple(part.strip() for part in only.split(",") if part.strip())
            made = made_sheets(run, plan, make, ids)
            told(commands.made_text(made))
            plan = pipeline.plan(run)
        if approve:
            for file in approved(folder, plan, approve, today):
                told(f"approved {file}")
            plan = pipeline.plan(run)
        if json or not (make or approve):
            report = commands.listed(references_of(plan, folder, today))
            put(report.model_dump_json()) if json else say(commands.text(report))


def review(reel: ReelOnly, port: Port = 0, quiet: Quiet = False, debug: Debug = False) -> None:
    """Opens the review page on this machine: references, stills and takes beside the previs, to be decided."""
    with plainly(debug):
        from storyreel import review

        run = run_of(reel_of(reel), None, {}, scenes="", jobs=1, quiet=quiet)
        run.project = as_filmed(run.project)
        found = review.review_of(run)
        review.serve(found, port, lambda address: say(f"{address}\nCtrl-C ends it."))
