"""Style files: ours hold and say everything, theirs are found from the reel, wrong ones are refused before any work."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.errors import ProjectError
from film.style import Style
from storyreel import styles
from storyreel.project import project_of
from storyreel.styles import page, seen_from, style_of

HERE = Path()
SCRIPT = "INT. ROOM - DAY\n\nA chair.\n"


@pytest.mark.parametrize("name", styles.names())
def test_ours_hold_and_say_every_setting(name: str) -> None:
    style = style_of(name, HERE)
    assert style.name == name
    said = {line.split(":")[0] for line in page(name).splitlines() if line and not line.startswith(("#", " "))}
    assert said == set(Style.model_fields) - {"schema_version"}


def test_the_classical_page_is_what_a_style_is_when_nothing_is_said() -> None:
    assert style_of("classical", HERE) == Style()


def test_ours_differ_where_it_counts() -> None:
    seconds = {name: style_of(name, HERE).shot_seconds for name in styles.names()}
    assert seconds["one_er"] > 5 * seconds["classical"]
    assert len({style_of(name, HERE).coverage for name in styles.names()}) == 4


def test_an_unknown_name_says_the_nearest() -> None:
    with pytest.raises(ProjectError, match="Did you mean documentary"):
        style_of("documentry", HERE)
    with pytest.raises(ProjectError, match="anime, classical, documentary, one_er"):
        style_of("qqq", HERE)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("shot_secnds: 3", "Did you mean shot_seconds"),
        ("widest: CU\ntightest: WS", "widest CU is tighter than tightest WS"),
        ("lens_kit: [50, 35]", "shortest first"),
        ("lens_kit: []", "It takes at least 1"),
        ("lens_kit: [2]", "It is at least 8"),
        ("reach: {lowest: 2, highest: 1}", "above reach"),
        ("coverage: clasical", "Did you mean classical"),
        ("shot_seconds: 0", "It is at least 0.8"),
    ],
)
def test_a_wrong_page_is_refused_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "mine.yaml").write_text(f"# mine\nname: mine\n{line}\n", encoding="utf-8")
    with pytest.raises(ProjectError, match=says) as caught:
        style_of("mine.yaml", tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'mine.yaml'}:")


def test_a_style_typed_as_a_file_is_written_as_the_reel_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text("shot_seconds: 9\n", encoding="utf-8")
    assert seen_from("mine.yaml", tmp_path / "a.reel") == "../mine.yaml"
    assert seen_from("anime", tmp_path / "a.reel") == "anime"
    (tmp_path / "a.fountain").write_text(SCRIPT, encoding="utf-8")
    project = project_of(tmp_path / "a.fountain", None, {"style": "mine.yaml"})
    assert (project.settings.style, project.style.shot_seconds) == ("../mine.yaml", 9)


def test_a_style_that_cannot_be_used_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    script = tmp_path / "a.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(ProjectError, match=r"^--style: there is no style nior"):
        project_of(script, None, {"style": "nior"})
    with pytest.raises(ProjectError, match=r"mine\.yaml: is not there"):
        project_of(script, None, {"style": "mine.yaml"})
    assert list(tmp_path.iterdir()) == [script]
