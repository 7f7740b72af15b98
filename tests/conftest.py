"""What every test stands on: one thread for compiled code, no timed properties, and golden files.

A golden file holds what is expected; ``make golden`` writes those anew, and the difference is for
people to judge.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("NUMBA_NUM_THREADS", "1")

# A shared machine pauses as it likes, so no example has a deadline.  People hunt with new examples
# every time; a change is judged by the same ones every time.
settings.register_profile("storyreel", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("storyreel")

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
