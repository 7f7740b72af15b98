"""A floor plan that slips under a director's hand: one line with file, line and what to do, and nothing is planned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from film.errors import ProjectError
from planner.places import place_sheets
from screenplay import fountain, read
from storyreel.edits.ground import place_problems
from tests.storyreel.test_edits_planned import BAR, Desk

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.fountain"))
NUMBER = r"-?[\d.]+"

SLIPS = {
    "no floor": (r"stage: \[.*\]", "stage: [1, 1, -1, -1]", r"the stage \[1\.0, .* is no floor .*It is min x"),
    "a stage outside the walls": (r"stage: \[.*\]", "stage: [80, 80, 84, 84]", "nobody can stand anywhere on"),
    "a cellar for a ceiling": (r"ceiling: .*", "ceiling: -1", "the ceiling is at -1 m"),
    "a wall of no length": (
        rf"(start: (\[{NUMBER}, {NUMBER}\])\n    end: ).*", r"\1\2", "wall 1 has no length. Let it end elsewhere",
    ),
    "a wall of no height": (r"(    height: ).*", r"\g<1>0", "wall 1 is 0 m high"),
    "a door beside its wall": (rf"(kind: door, at: ){NUMBER}", r"\g<1>40", r"the door in wall \d lies from 40 to "),
    "a door as wide as nothing": (rf"(kind: door.* width: ){NUMBER}", r"\g<1>0", r"the door in wall \d is 0 m by"),
    "a door through the ceiling": (rf"(kind: door.* height: ){NUMBER}", r"\g<1>9", "reaches from 0 to 9 m above"),
    "a thing without a size": (r"(  size: )\[.*\]", r"\1[0, 1, 1]", r"has the size \[0\.0, 1\.0, 1\.0\]"),
    "a seat on nothing": (r"(fixture: )(\w+)", r"\1\2x", r"seat \w+ is on \w+x, which is not there\. Did you mean"),
    "a door in mid-air": (r"(id: entrance_1, position: )\[.*?\]", r"\1[50, 50]", "entrance_1 lies .* outside"),
    "a point above the floor": (r"(id: entrance_1, position: )\[.*?\]", r"\1[0, 0, 3]", "takes at most 2"),
    "a colour by name": (r'(ground_colour: ).*', r"\1brown", 'ground_colour is .brown.. Write "#a52a2a"'),
    "a lamp that drinks light": (rf"(power: ){NUMBER}", r"\1-4", r"lamp 1 has the power -4\. 0 is out"),
    "another place's id": (r"\nid: \w+", "\nid: int_bart", r"has the id int_bart\. Did you mean int_bar\?"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_refused_in_its_line(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path, fountain.parse(BAR))
    old, new, says = SLIPS[name]
    path = desk.reel.folder / "places" / "int_bar.yaml"
    text = path.read_text()
    changed = re.sub(old, new, text, count=1)
    assert changed != text
    path.write_text(changed)
    before = desk.texts()
    with pytest.raises(ProjectError) as caught:
        desk.plan()
    said = str(caught.value)
    assert re.search(says, said)
    wrong = next(number for number, pair in enumerate(zip(text.splitlines(), changed.splitlines(), strict=True), 1)
                 if pair[0] != pair[1])  # fmt: skip
    assert said.startswith(f"{path}:{wrong}: ")
    assert desk.texts() == before


def test_twins_are_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path, fountain.parse(BAR))
    path = desk.reel.folder / "places" / "int_bar.yaml"
    first, second = re.findall(r"  - id: (\w+)\n    kind", path.read_text())[:2]
    path.write_text(path.read_text().replace(f"id: {second}\n", f"id: {first}\n"))
    with pytest.raises(ProjectError, match=rf"yaml:\d+: two fixtures are called {first}\. Give one another id"):
        desk.plan()


def test_what_the_library_builds_is_well_built() -> None:
    for sample in SAMPLES:
        for place in place_sheets(read(sample))[0]:
            assert list(place_problems(place)) == []
