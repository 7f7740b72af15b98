"""docs/commands.md says every command and option as the program has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from storyreel.cli import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"


@pytest.mark.golden
def test_the_page_of_commands(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, "\n".join(_lines()) + "\n")


def _lines() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "Written by `make golden` from the program itself."
    commands: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        places = [option for option in command.params if option.param_type_name == "argument"]
        words = " ".join(["storyreel", name, *(place.metavar or place.name.upper() for place in places)])
        yield from ("", f"## `{words}`", "", str(command.help), "", "| option | |", "|---|---|")
        for place in places:
            yield f"| `{place.metavar}` | {place.help} |"
        for option in command.params:
            if option.param_type_name == "option" and option.name != "help":
                yield f"| {', '.join(f'`{word}`' for word in (*option.opts, *option.secondary_opts))} | {option.help} |"
