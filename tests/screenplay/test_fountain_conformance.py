"""Published Fountain cases, each read, compared and written back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from film.screenplay import Element
from screenplay import fountain
from screenplay.fountain.emphasis import plain
from screenplay.headings import parse_heading

DATA = Path(__file__).parent / "data"


def _cases(name: str) -> list[Any]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [pytest.param(case, id=case.get("id", case["text"])) for case in cases]


def _comparable(text: str, kind: str) -> str:
    text = re.sub(r"\s*\(cont['’]d\)", "", plain(text.replace("\t", "    ")), flags=re.IGNORECASE)
    if kind == "scene_heading":
        text = text.upper()
    return "\n".join(line.rstrip() if kind == "action" else line.strip() for line in text.split("\n"))


def _printed(elements: tuple[Element, ...]) -> list[Element]:
    return [element for element in elements if element.type not in ("note", "boneyard")]


@pytest.mark.parametrize("case", _cases("fountain.jsonl"))
def test_reads_as_published(case: dict[str, Any]) -> None:
    screenplay = fountain.parse(case["text"])
    printed = _printed(screenplay.elements)
    if "expect" in case:
        wanted = [(each["type"], _comparable(each.get("text", ""), each["type"])) for each in case["expect"]]
        assert [(element.type, _comparable(element.text, element.type)) for element in printed] == wanted
        for each, element in zip(case["expect"], printed, strict=True):
            extras = {key: each[key] for key in ("number", "level", "dual") if key in each}
            assert {key: getattr(element, key) for key in extras} == extras
    assert not {element.type for element in printed} & set(case.get("forbid", ()))
    if "title_page" in case:
        wanted_page = {key: tuple(map(plain, values)) for key, values in case["title_page"].items()}
        assert {key.lower(): values for key, values in screenplay.title_page.items()} == wanted_page
    for key, kind in (("notes", "note"), ("boneyards", "boneyard")):
        if key in case:
            assert [element.text for element in screenplay.elements if element.type == kind] == case[key]


@pytest.mark.parametrize("case", _cases("inline.jsonl"))
def test_emphasis_as_published(case: dict[str, Any]) -> None:
    runs = [
        [run.text, "".join(run.style)]
        for element in fountain.parse("x\n\n" + case["text"]).elements[1:]
        for run in element.runs
    ]
    wanted = case["runs"]
    assert any(runs[start : start + len(wanted)] == wanted for start in range(len(runs)))


@pytest.mark.parametrize("case", _cases("headings.jsonl"))
def test_headings_as_published(case: dict[str, Any]) -> None:
    heading = parse_heading(case["text"])
    assert heading.setting == ("INT/EXT" if "/" in case["int_ext"] else case["int_ext"])
    assert (heading.time or None) == case["time"]
    if "sub" in case:
        assert (heading.location, heading.sub_location) == (case["location"], case["sub"])
    else:
        assert heading.place == case["location"]
    if "modifiers" in case:
        before = [case["prefix"].rstrip(".")] if "prefix" in case else []
        assert list(heading.modifiers) == before + case["modifiers"]
