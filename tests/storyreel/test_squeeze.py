"""Anamorphic lenses as a setting of the film, and a stop and a focus as a director writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.errors import ProjectError
from storyreel.settings import Settings, read_settings, write_settings


def test_a_squeeze_is_kept_and_widens_the_gate(tmp_path: Path) -> None:
    settings = Settings(script="a.fountain", size="1290x540", squeeze=2.0)
    write_settings(tmp_path / "reel.yaml", settings)
    again = read_settings(tmp_path / "reel.yaml")
    assert again == settings
    assert again.format.gate.height == pytest.approx(18.66)
    assert Settings(script="a.fountain", size="1290x540").format.gate.height < 10.5


@pytest.mark.parametrize(("value", "says"), [("0", "at least 1"), ("3", "at most 2"), ("anamorphic", "Write a number")])
def test_a_squeeze_that_no_lens_has_is_refused_with_its_line(tmp_path: Path, value: str, says: str) -> None:
    path = tmp_path / "reel.yaml"
    path.write_text(f"script: a.fountain\nsqueeze: {value}\n", encoding="utf-8")
    with pytest.raises(ProjectError, match=says) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}:2: squeeze is")
