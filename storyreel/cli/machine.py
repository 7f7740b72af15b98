"""The commands about what comes with storyreel and what it runs on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from storyreel.cli.options import (
    AsJson,
    Debug,
)
from storyreel.cli.running import json_text
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


def doctor(json: AsJson = False, debug: Debug = False) -> None:
    """Looks whether this machine has what a film takes."""
    with plainly(debug):
        from storyreel.doctor import examine, table

        findings = examine(Path.cwd())
        put(json_text({"checks": [finding.model_dump() for finding in findings]})) if json else say(table(findings))
        raise typer.Exit(0 if all(finding.well for finding in findings) else 1)
