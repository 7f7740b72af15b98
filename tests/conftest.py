"""What every test stands on: one thread for compiled code, and golden files.

A golden file holds what is expected; ``make golden`` writes those anew, and the difference is for
people to judge.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("NUMBA_NUM_THREADS", "1")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--golden`` writes what is expected instead of comparing with it."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares text with a golden file, or writes it."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, (
            f"{path} is out of date: run make golden and look at the change"
        )

    return compare
