"""Screenplay JSON: what is written is read back whole, and a wrong file is refused by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from film.errors import ScriptError
from screenplay import document, fountain, read

HERE = Path("any.json")
TEXT = "Title: Bus\r\n\r\nINT. CAFÉ - DAY #12A#\r\n\r\nANNA (V.O.)\r\nHello *you*.\r\n\r\n[[note]]\r\n"


def _json() -> Any:
    return json.loads(document.to_json(fountain.parse(TEXT)))


def test_json_comes_back_whole(tmp_path: Path) -> None:
    screenplay = fountain.parse(TEXT)
    assert document.from_json(document.to_json(screenplay), HERE) == screenplay
    path = tmp_path / "bus.json"
    path.write_text(document.to_json(screenplay), encoding="utf-8")
    assert read(path) == screenplay
    assert fountain.write(read(path)) == TEXT


def test_json_under_another_name_is_known_by_its_version(tmp_path: Path) -> None:
    path = tmp_path / "bus.txt"
    path.write_text(document.to_json(fountain.parse(TEXT)), encoding="utf-8")
    assert read(path).scenes[0].number == "12A"


def test_a_newer_version_is_refused() -> None:
    data = _json()
    data["schema_version"] = document.VERSION + 1
    data["colours"] = {}
    with pytest.raises(ScriptError, match="newer storyreel"):
        document.from_json(json.dumps(data), HERE)


@pytest.mark.parametrize(
    ("path", "wrong", "right"),
    [((), "langauge", "language"), (("elements", 0), "txt", "text"), (("scenes", 0, "heading"), "plaec", "place"),
     (("elements", 0, "runs", 0), "styles", "style")],
)  # fmt: skip
def test_an_unknown_key_is_refused_with_the_nearest_right_one(
    path: tuple[str | int, ...], wrong: str, right: str
) -> None:
    data = _json()
    inner = data
    for part in path:
        inner = inner[part]
    inner[wrong] = "x"
    with pytest.raises(ScriptError, match=rf"unknown key {'.'.join(map(str, (*path, wrong)))}; did you mean {right}\?"):
        document.from_json(json.dumps(data), HERE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "damaged JSON"),
        ("[]", "not a screenplay"),
        ('{"schema_version": 1}', "not a screenplay"),
        ('{"elements": [], "schema_version": "one"}', "schema_version"),
        ('{"elements": []}', "scenes: field required"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_screenplay_is_refused(text: str, words: str) -> None:
    with pytest.raises(ScriptError, match=words):
        document.from_json(text, HERE)


def test_names_that_lead_nowhere_are_refused() -> None:
    data = _json()
    data["scenes"][0]["elements"].append("nobody")
    with pytest.raises(ScriptError, match="names nobody, which is not in it"):
        document.from_json(json.dumps(data), HERE)
