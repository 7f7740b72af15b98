"""Bodies that the renderer's tests stand in."""

from __future__ import annotations

import pytest

from tests.renderer.tiny_shots import BallBody


@pytest.fixture
def balls(monkeypatch: pytest.MonkeyPatch) -> type[BallBody]:
    """Everybody is a ball body in this test."""
    monkeypatch.setattr("renderer.render.body_for", BallBody)
    return BallBody
