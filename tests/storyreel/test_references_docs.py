"""docs/references.md: its examples are read, its table is the one in force."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from film.references import Consent, Reference, View
from renderer.generative import images
from renderer.generative.stills.families import FAMILIES
from storyreel.video.choices import read_choices
from storyreel.yamlfile import read_page
from tests.storyreel.reference_desk import Desk, picture

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "references.md").read_text(encoding="utf-8")
BLOCKS = {re.match(r"# ([\w/.]+)", block)[1]: block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)}  # type: ignore[index]


def read(folder: Path, name: str) -> dict[str, Any]:
    path = folder / "page.yaml"
    path.write_text(BLOCKS[name], encoding="utf-8")
    return read_page(path).data


@pytest.mark.parametrize("name", ["cast/anna.yaml", "places/int_kitchen.yaml"])
def test_the_sheets_examples_are_read(tmp_path: Path, name: str) -> None:
    listed = read(tmp_path, name)["references"]
    assert len([Reference.model_validate(each) for each in listed]) == 2


def test_a_things_example_is_read(tmp_path: Path) -> None:
    (prop,) = read(tmp_path, "scenes/001.yaml")["breakdown"]["props"]
    assert Reference.model_validate(prop["references"][0]).view == "front"


def test_the_example_of_a_person_shows_her(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("references/anna/front.png")
    desk.put("references/anna/coat.jpg", picture())
    path = desk.file("cast/anna.yaml")
    path.write_text(path.read_text() + BLOCKS["cast/anna.yaml"])
    refused = desk.references().refusals
    assert [each.entry.reference.file for each in refused] == ["references/anna/coat.jpg"]
    assert "is named .jpg and is a PNG. Call it coat.png" in f"{refused[0].entry.why}. {refused[0].entry.do}"


def test_the_example_of_a_choice_is_read(tmp_path: Path) -> None:
    from storyreel.project import Reel

    (tmp_path / "choices.yaml").write_text(BLOCKS["choices.yaml"])
    assert len(read_choices(Reel(tmp_path)).of("1-A1").still) == 64


def test_every_word_of_a_reference_is_in_the_page() -> None:
    for word in (*Reference.model_fields, *Consent.model_fields, *View.__args__):
        assert f"`{word}`" in PAGE, word


def test_the_bounds_are_those_in_force() -> None:
    assert f"At most {images.MOST_BYTES >> 20} MiB and {images.MOST_PIXELS // 1_000_000} million pixels" in PAGE
    assert f"at least {images.LEAST_SIDE} pixels a side" in PAGE


def test_the_table_is_the_one_in_force() -> None:
    for family in FAMILIES:
        licence = family.licence.name if family.licence else "nobody said"
        assert f"| {family.title} | {family.references} | {family.manner.steps} | {licence} |" in PAGE
