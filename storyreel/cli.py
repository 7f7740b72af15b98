"""The command line: parses, calls, prints.

Exit codes: 0 done; 1 some shots failed and the rest is delivered, or a check found what nobody
excused; 2 bad input or usage; 130 and 143 interrupted, the next run goes on from there.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from film.errors import ProjectError
from storyreel.interrupt import Interrupted, listen
from storyreel.terminal import plainly, put, say, warn

if TYPE_CHECKING:
    from storyreel.pipeline import Run

app = typer.Typer(
    name="storyreel",
    help="Turns a screenplay into a story reel: planned shots, 3D previs, voices, boards and a timed film.",
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)

Script = Annotated[Path, typer.Argument(metavar="SCRIPT", help="A screenplay, or a reel made from one.")]
ReelOnly = Annotated[Path, typer.Argument(metavar="REEL", help="A reel's folder.")]
Out = Annotated[Path | None, typer.Option("-o", "--out", help="The reel's folder; SCRIPT.reel here when not said.")]
Size = Annotated[str | None, typer.Option(help="Pixels of the picture, 960x540.")]
Fps = Annotated[str | None, typer.Option(help="Frames per second: 24, 25, 30, 23.976.")]
Scenes = Annotated[str, typer.Option(help="Only these scenes: 1-3,12A.")]
Jobs = Annotated[int | None, typer.Option(min=1, max=256, help="Worker processes; one a core when not said.")]
StyleName = Annotated[
    str | None, typer.Option("--style", help="The director's hand: a style's name (see styles) or a .yaml file.")
]
Seed = Annotated[int | None, typer.Option(help="Another number, another choice among equals.")]
Labels = Annotated[bool | None, typer.Option("--labels/--no-labels", help="Names beside the characters.")]
Passes = Annotated[str | None, typer.Option(help="Passes that go with each shot: depth,normal,id, or none.")]
To = Annotated[str | None, typer.Option(help="Convert to fountain, fdx or json.", metavar="FORMAT")]
OutFile = Annotated[Path | None, typer.Option("-o", "--out", help="The file to convert into; stdout when not said.")]
Salvage = Annotated[bool, typer.Option("--salvage", help="Of a damaged file, read what can be read.")]
Old = Annotated[Path, typer.Argument(metavar="OLD", help="The draft before: a screenplay or a reel.")]
New = Annotated[Path, typer.Argument(metavar="NEW", help="The draft after: a screenplay or a reel.")]
HtmlFile = Annotated[Path | None, typer.Option("--html", help="The revised pages, as a web page in this file.")]
Colour = Annotated[str, typer.Option(help="The colour of the revised pages.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
Debug = Annotated[bool, typer.Option("--debug", help="Tracebacks of errors.")]

_USAGE_ERROR: type[Exception] = typer.BadParameter.__bases__[0]
"""What typer raises for words it does not understand; it has no name of its own in all of its versions."""


@app.command()
def make(
    script: Script,
    out: Out = None,
    size: Size = None,
    fps: Fps = None,
    scenes: Scenes = "",
    jobs: Jobs = None,
    style: StyleName = None,
    seed: Seed = None,
    labels: Labels = None,
    passes: Passes = None,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Makes the film: read, plan, render, cut. Run again, it redoes only what changed."""
    with plainly(debug):
        from storyreel import pipeline

        picture = {"size": size, "fps": fps, "labels": labels, "passes": _passes(passes)}
        options = {**picture, "style": style, "seed": seed}
        run = _run(script, out, options, scenes=scenes, jobs=jobs, quiet=quiet)
        _tell(run, pipeline.make(run), json=json, debug=debug)


@app.command()
def read(
    script: Script,
    to: To = None,
    out: OutFile = None,
    salvage: Salvage = False,
    json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Shows what the script holds: scenes, cast, places, pages, minutes, and what looks wrong; or converts it."""
    with plainly(debug):
        from storyreel import conversion
        from storyreel.summary import summary

        screenplay = conversion.screenplay_of(script, salvage=salvage)
        if to is None and out is None:
            put(screenplay.model_dump_json()) if json else say(summary(screenplay))
            return
        written = conversion.convert(screenplay, to or conversion.format_of(out))
        conversion.deliver(written, out)
        for loss in written.losses:
            warn(loss)


@app.command()
def diff(
    old: Old,
    new: New,
    html: HtmlFile = None,
    colour: Colour = "blue",
    json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Shows what a revision changes: scenes, lines, people, pages; as coloured pages in HTML too."""
    with plainly(debug):
        from storyreel import revision
        from storyreel.files import write_text

        difference = revision.compare(old, new, colour)
        if html is not None:
            write_text(html, revision.html(difference))
        put(difference.model_dump_json()) if json else say(revision.text(difference))


@app.command()
def plan(
    script: Script,
    out: Out = None,
    size: Size = None,
    fps: Fps = None,
    scenes: Scenes = "",
    style: StyleName = None,
    seed: Seed = None,
    json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Plans the shots and writes cast/, places/ and scenes/ to read and edit."""
    with plainly(debug):
        from storyreel import pipeline, showing
        from storyreel.report import plan_json

        run = _run(
            script, out, {"size": size, "fps": fps, "style": style, "seed": seed}, scenes=scenes, jobs=1, quiet=True
        )
        planned = pipeline.plan(run)
        put(_json(plan_json(planned))) if json else say(showing.plan(planned, run.project.reel.folder))
        for line in run.told:
            warn(line)


@app.command()
def render(
    reel: ReelOnly,
    scenes: Scenes = "",
    jobs: Jobs = None,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Renders the shots that are not rendered yet."""
    with plainly(debug):
        from storyreel import pipeline

        run = _run(_reel(reel), None, {}, scenes=scenes, jobs=jobs, quiet=quiet)
        _tell(run, pipeline.render(run), json=json, debug=debug)


@app.command()
def cut(
    reel: ReelOnly,
    scenes: Scenes = "",
    jobs: Jobs = None,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Cuts the film out of the rendered shots."""
    with plainly(debug):
        from storyreel import pipeline

        run = _run(_reel(reel), None, {}, scenes=scenes, jobs=jobs, quiet=quiet)
        _tell(run, pipeline.cut(run), json=json, debug=debug)


@app.command()
def check(reel: ReelOnly, json: AsJson = False, debug: Debug = False) -> None:
    """Says where a rule of the craft does not hold, how far off, and what would mend it. Renders nothing."""
    with plainly(debug):
        from storyreel import check
        from storyreel.project import Reel, project_of
        from storyreel.report import last_picture
        from storyreel.stages import Stages

        report = check.check(Stages(), project_of(_reel(reel), None, last_picture(Reel(reel).report)))
        put(report.model_dump_json()) if json else say(check.text(report))
        raise typer.Exit(1 if report.open else 0)


@app.command()
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

        run = _run(_reel(reel), None, last_picture(Reel(reel).report), scenes=scenes, jobs=1, quiet=quiet)
        for line in papers(run):
            warn(line)


@app.command()
def styles(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="One of them, as a page to start your own from.")] = "",
    debug: Debug = False,
) -> None:
    """Lists the styles that come with storyreel; prints the page of one."""
    with plainly(debug):
        from storyreel import styles

        if name:
            put(styles.page(name).rstrip())
            return
        for each in styles.names():
            put(f"{each:<12} {styles.page(each).splitlines()[0].lstrip('# ')}")


@app.command()
def doctor(json: AsJson = False, debug: Debug = False) -> None:
    """Looks whether this machine has what a film takes."""
    with plainly(debug):
        from storyreel.doctor import examine, table

        findings = examine(Path.cwd())
        put(_json({"checks": [finding.model_dump() for finding in findings]})) if json else say(table(findings))
        raise typer.Exit(0 if all(finding.well for finding in findings) else 1)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="The version.")] = False) -> None:
    if version:
        from importlib.metadata import version as installed

        put(f"storyreel {installed('storyreel')}")
        raise typer.Exit


def _run(target: Path, out: Path | None, options: dict[str, Any], *, scenes: str, jobs: int | None, quiet: bool) -> Run:
    from storyreel.machine import cores
    from storyreel.pipeline import Run
    from storyreel.progress import progress_for
    from storyreel.project import project_of
    from storyreel.stages import Stages

    project = project_of(target, out, options)
    return Run(project, Stages(), progress_for(quiet=quiet), jobs or cores(), scenes)


def _tell(run: Run, report: Any, *, json: bool, debug: bool) -> None:
    """Says what was made; ends with 1 when a shot failed."""
    from storyreel import showing

    if debug:
        for trace in run.traces:
            print(trace, file=sys.stderr)
    put(report.model_dump_json()) if json else say(showing.report(report))
    if report.failed:
        raise typer.Exit(1)


def _reel(target: Path) -> Path:
    if not target.is_dir():
        raise ProjectError("is not a reel's folder", where=target, do="Run storyreel make SCRIPT first")
    return target


def _passes(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    return () if text.strip() == "none" else tuple(part.strip() for part in text.split(",") if part.strip())


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """The ``storyreel`` program."""
    listen()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name that the terminal cannot show is no reason to end
            stream.reconfigure(errors="backslashreplace")
    try:
        raise SystemExit(app(standalone_mode=False) or 0)
    except _USAGE_ERROR as error:
        print(f"storyreel: {_usage(error)}", file=sys.stderr)
        raise SystemExit(2) from None
    except Interrupted as stopped:
        print("storyreel: interrupted; run the same command again to go on from here", file=sys.stderr)
        raise SystemExit(stopped.code) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None


def _usage(error: Any) -> str:
    """What is wrong with the words of a command, in one line, and where to read which are right."""
    said = " ".join(error.format_message().split()) or "No command"
    command = error.ctx.command_path if error.ctx else "storyreel"
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} See {command} --help"


if __name__ == "__main__":
    main()
