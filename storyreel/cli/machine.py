"""The commands about what comes with storyreel and what it runs on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from film.errors import ProjectError
from storyreel.cli.options import (
    AnyReel,
    AsJson,
    Debug,
)
from storyreel.cli.running import json_text, reel_of
from storyreel.terminal import plainly, put, say


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


def prompts(
    reel: AnyReel = None,
    copy: Annotated[
        str, typer.Option("--copy", metavar="NAME", help="Copy one of them into REEL/prompts, to be changed there.")
    ] = "",
    debug: Debug = False,
) -> None:
    """Lists what language models are asked with, and which of it is the reel's own; copies one to be changed."""
    with plainly(debug):
        from storyreel.llm import own_prompts

        folder = None if reel is None else reel_of(reel)
        if copy:
            if folder is None:
                raise ProjectError("a prompt is copied into a reel", where="--copy", do="Say which: prompts REEL")
            put(str(own_prompts.copied(copy, folder)))
            return
        for each in own_prompts.listed(folder):
            say(f"{each.name:<12} {each.version[:12]}  {'' if each.own is None else each.own}".rstrip())


def doctor(json: AsJson = False, debug: Debug = False) -> None:
    """Looks whether this machine has what a film takes."""
    with plainly(debug):
        from storyreel.doctor import examine, table

        findings = examine(Path.cwd())
        put(json_text({"checks": [finding.model_dump() for finding in findings]})) if json else say(table(findings))
        raise typer.Exit(0 if all(finding.well for finding in findings) else 1)
