"""Bodies and processes that the renderer's tests stand in or watch."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from tests.renderer.tiny_shots import BallBody


@pytest.fixture
def balls(monkeypatch: pytest.MonkeyPatch) -> type[BallBody]:
    """Everybody is a ball body in this test."""
    monkeypatch.setattr("renderer.render.body_for", BallBody)
    return BallBody


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every child process that the test starts."""
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return started
