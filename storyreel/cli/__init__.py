"""The command line: parses, calls, prints.

Exit codes: 0 done; 1 some shots failed and the rest is delivered, or a check found what nobody
excused; 2 bad input or usage; 130 and 143 interrupted, the next run goes on from there.
"""

from __future__ import annotations

import io
import sys
from typing import Annotated, Any

import typer

from storyreel.cli.filming import cut, make, plan, render
from storyreel.cli.machine import doctor, prompts, styles
from storyreel.cli.papers import boards, check, export
from storyreel.cli.script import diff, read
from storyreel.cli.texts import adapt, translate
from storyreel.cli.video import models, references, review, takes
from storyreel.interrupt import Interrupted, listen
from storyreel.terminal import put

app = typer.Typer(
    name="storyreel",
    help="Turns a screenplay into a story reel: planned shots, 3D previs, voices, boards and a timed film.",
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
for _command in (
    make, read, adapt, diff, plan, render, cut, takes, review, references, check, boards, export, translate, models,
    styles, prompts, doctor,
):  # fmt: skip
    app.command()(_command)

_USAGE_ERROR: type[Exception] = typer.BadParameter.__bases__[0]
"""What typer raises for words it does not understand; it has no name of its own in all of its versions."""


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="The version.")] = False) -> None:
    if version:
        from importlib.metadata import version as installed

        put(f"storyreel {installed('storyreel')}")
        raise typer.Exit


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
