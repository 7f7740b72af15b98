"""Files that people edit: what is refused says so shortly."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.cast import CharacterSheet
from film.errors import ProjectError
from storyreel.settings import Settings
from storyreel.wrong import _word
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


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("seed: 3.7", "seed is 3.7. Write 4"),
        ("seed: '12 frames'", "seed is '12 frames'. Write 12"),
        ("seed: a few", "seed is 'a few'. Write a whole number"),
        ("seed: -1", "seed is -1. It is at least 0"),
        ("supersample: 3", "supersample is 3. It is at most 2"),
        ("supersample: 1.5 m", "supersample is '1.5 m'. Write 1.5"),
        ("labels: perhaps", "labels is 'perhaps'. Write true or false"),
        ("style: 12", 'style is 12. Put it in quotes: "12"'),
        ("style:", "style is empty. Write text"),
        ("passes: depth", "passes is 'depth'. Write a list in brackets"),
        ("passes: [dpeth]", "passes.1 is 'dpeth'. Did you mean depth?"),
        ("excuses: [{rule: Axis, note: a}]", "excuses.Axis.rule is 'Axis'. Did you mean axis?"),
        ("excuses: [{rule: axis, note: ''}]", "excuses.axis.note is ''. Write some words"),
        ("excuses: [axis]", "excuses.1 is 'axis'. Write names with values"),
        ("sead: 1", "unknown name sead. Did you mean seed?"),
    ],
)
def test_a_wrong_value_is_said_with_the_nearest_right_one(tmp_path: Path, value: str, says: str) -> None:
    path = tmp_path / "reel.yaml"
    assert refused(path, f"script: a\n{value}\n").startswith(f"{path}:2: {says}")


@pytest.mark.parametrize(
    ("colour", "says"),
    [
        ("blue", 'Write "#0000ff"'),
        ('"#369"', 'Write "#336699"'),
        ('"#12345"', 'A colour is six digits: "#336699"'),
        ("#336699", 'Write text; what begins with # wants quotes: "#336699"'),
    ],
)
def test_a_colour_that_is_none_is_said_as_six_digits(tmp_path: Path, colour: str, says: str) -> None:
    said = refused(tmp_path / "a.yaml", f"id: a\nname: A\npalette:\n  top: {colour}\n", CharacterSheet)
    assert said.startswith(f"{tmp_path}/a.yaml:4: palette.top is ")
    assert said.endswith(says)


def test_words_of_the_trade_are_known_by_their_initials() -> None:
    context = {"expected": "'EWS', 'WS', 'MCU' or 'CU'"}
    assert [_word(said, context) for said in ("close-up", "medium close up", "Wide Shot", "mcu")] == [
        "Did you mean CU?", "Did you mean MCU?", "Did you mean WS?", "Did you mean MCU?",
    ]  # fmt: skip
    assert _word("sideways", context) == "One of EWS, WS, MCU, CU"
