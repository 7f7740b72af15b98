"""Files that people edit: what is refused says so shortly."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.cast import CharacterSheet
from film.errors import ProjectError
from storyreel.settings import Settings
from storyreel.yamlfile import read_model


def refused(path: Path, text: str, kind: type[Settings] | type[CharacterSheet] = Settings) -> str:
    """The line that is said of a file with such text."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        read_model(path, kind)
    return str(caught.value)


@pytest.mark.parametrize("version", [0, 2, 99])
def test_a_file_of_another_version_is_not_read_as_ours(tmp_path: Path, version: int) -> None:
    said = refused(tmp_path / "reel.yaml", f"script: a\nschema_version: {version}\n")
    assert f"schema_version is {version}" in said
    assert "schema_version" in refused(
        tmp_path / "a.yaml", f"id: a\nname: A\nschema_version: {version}\n", CharacterSheet
    )


def test_what_is_refused_is_shown_shortly(tmp_path: Path) -> None:
    assert len(refused(tmp_path / "reel.yaml", f"script: a\nsize: {'x' * 100_000}\n")) < 500 + len(str(tmp_path))
    assert len(refused(tmp_path / "reel.yaml", f"script: a\n{'y' * 900}: 1\n")) < 700 + len(str(tmp_path))
