"""reel.yaml: what is wrong is named with its line and the nearest right name."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from film.errors import ProjectError
from storyreel.settings import Settings, move_script, read_settings, with_options, write_settings


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "reel.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "script", ["../play.fountain", "../a: b #1.txt", '../"q" \\ é 日.txt', "../- x\ny.txt", "../yes"]
)
def test_written_settings_read_back(tmp_path: Path, script: str) -> None:
    settings = Settings(
        script=script, size="640x360", fps=Fraction(24000, 1001), seed=7, labels=False, passes=("depth",)
    )
    path = tmp_path / "reel.yaml"
    write_settings(path, settings)
    assert read_settings(path) == settings
    assert read_settings(path).format.width == 640


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("script: a\nsiez: 640x360\n", 2, "Did you mean size?"),
        ("script: a\nframerate: 24\n", 2, "Known here: "),
        ("script: a\n\n# why\nsize: big\n", 4, "write 960x540"),
        ("script: a\nsize: 641x360\n", 2, "even"),
        ("script: a\nfps: 0\n", 2, "outside 1 to 240"),
        ("script: a\nfps: film\n", 2, "write 24, 25"),
        ("script: a\nseed: -1\n", 2, "It is at least 0"),
        ("script: a\nlabels: maybe\n", 2, "labels is 'maybe'"),
        ("script: a\npasses:\n  - depth\n  - sepia\n", 4, "One of depth, normal, id"),
        ("size: 640x360\n", 1, "script is missing"),
        ("script: a\nsize: [1\n", 2, "not YAML"),
        ("script: a\nscript: b\n", 2, "not YAML"),
        ("script: !!python/object/apply:os.system [ls]\n", 1, "not plain data"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ProjectError) as caught:
        read_settings(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: ")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize("data", [b"", b"- a\n- b\n", b"\x00\x01\xff", b"\xff\xfe", b"just words", b"a: &a [*a]\n"])
def test_what_is_no_settings_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "reel.yaml"
    path.write_bytes(data)
    with pytest.raises(ProjectError, match=r"reel\.yaml"):
        read_settings(path)


def test_aliases_that_multiply_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(ProjectError, match="multiply"):
        read_settings(written(tmp_path, "\n".join(lines)))


def test_options_win_and_are_checked() -> None:
    settings = with_options(Settings(script="a"), {"size": "320x180", "fps": None})
    assert (settings.size, settings.fps) == ("320x180", Fraction(24))
    with pytest.raises(ProjectError, match=r"^--fps: "):
        with_options(settings, {"fps": "fast"})
    with pytest.raises(ProjectError, match=r"^--passes: "):
        with_options(settings, {"passes": ("shadow",)})


def test_a_moved_script_keeps_the_comments(tmp_path: Path) -> None:
    path = written(tmp_path, "# mine\nscript: old.txt  # the draft\nsize: 320x180 # small\n")
    move_script(path, "new.txt")
    text = path.read_text()
    assert "# mine" in text
    assert "# the draft" in text
    assert "# small" in text
    assert read_settings(path).script == "new.txt"
