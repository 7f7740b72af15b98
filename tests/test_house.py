"""The house as DESIGN draws it: who may import whom, whose names our packages are, what the README tells."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"][
    "packages"
]


def test_rooms_import_only_what_they_may() -> None:
    ended = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_nobody_else_owns_our_package_names(package: str) -> None:
    assert set(packages_distributions().get(package, [])) <= {"storyreel"}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_says_what_it_is_for(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        assert path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""')), path


def _commands() -> list[str]:
    from storyreel.cli import app

    return [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]


@pytest.mark.parametrize("command", _commands())
def test_the_readme_tells_of_every_command(command: str) -> None:
    assert re.search(rf"storyreel {command}\b", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_readme_tells_of_every_option() -> None:
    import inspect

    from storyreel import cli

    options = set(re.findall(r"--[a-z][a-z-]+", inspect.getsource(cli))) - {"--debug", "--out"}
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {option for option in options if option not in told} == set()


def test_the_readme_names_only_commands_that_there_are() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
    told = set(re.findall(r"\bstoryreel ([a-z]+)\b", code))
    assert told <= set(_commands())


def test_the_makefile_has_the_words_of_the_workshop() -> None:
    words = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert words >= {"help", "film", "test", "lint", "bench", "golden", "clean"}


def test_every_link_in_the_docs_leads_to_a_file() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
    for page in pages:
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert "://" in link or (page.parent / link).exists(), f"{page.relative_to(ROOT)} links to {link}"
