"""Which engine draws: what a reel's settings say, what the doctor says, and what is told when a card gives up."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from film.clips import Clip
from film.errors import ProjectError
from storyreel import doctor, versions
from storyreel.settings import Settings, read_settings, write_settings
from storyreel.shots import _tell_who_gave_up, look_of


@pytest.mark.parametrize("engine", ["auto", "numba", "gl"])
def test_the_settings_say_what_draws(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "reel.yaml"
    write_settings(path, Settings.model_validate({"script": "a.txt", "engine": engine}))
    assert f"\nengine: {engine}\n" in path.read_text(encoding="utf-8")
    assert look_of(read_settings(path)).engine == engine


def test_an_engine_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reel.yaml"
    path.write_text("script: a.txt\nengine: vulkan\n", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"reel\.yaml:2"):
        read_settings(path)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ((True, "NVIDIA RTX 4070"), "NVIDIA RTX 4070 draws the shots"),
        ((False, "no graphics card"), "none needed, the processor draws the shots: no graphics card"),
    ],
)
def test_the_doctor_says_which_engine_would_draw_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: tuple[bool, str], says: str
) -> None:
    monkeypatch.setattr(doctor, "engine", lambda: found)
    checks = {check.name: check for check in doctor.examine(tmp_path)}
    assert (checks["gpu"].well, checks["gpu"].says) == (True, says)


def test_whoever_gave_up_is_told_of_in_one_line() -> None:
    class Told:
        lines: list[str] = []

        def note(self, text: str) -> None:
            self.lines.append(text)

    still = Path("a.mp4")
    size = {"frames": 1, "rate": Fraction(24), "width": 64, "height": 64, "picture": still, "board": still}
    engines = ("numba", "gl (a card)", "numba (gl gave up: out of memory)", "")
    clips = [Clip(shot=f"1-A{n}", engine=engine, **size) for n, engine in enumerate(engines)]  # type: ignore[arg-type]
    _tell_who_gave_up(Told(), clips)  # type: ignore[arg-type]
    assert Told.lines == ["1-A2 was drawn by numba (gl gave up: out of memory)"]


def test_shaders_are_part_of_the_code_that_makes_a_shot() -> None:
    names = {name for name, _ in versions._sources(versions.files("renderer"), "renderer")}
    shaders = {"visible.vert", "visible.frag", "chart.frag", "lighting.glsl", "paint.frag"}
    assert {f"renderer/previs/gl/{name}" for name in shaders} <= names


def test_what_is_said_to_video_models_draws_no_previs_anew() -> None:
    names = {name for name, _ in versions._sources(versions.files("renderer"), "renderer")}
    assert "renderer/render.py" in names
    assert not [name for name in names if name.startswith("renderer/generative")]
