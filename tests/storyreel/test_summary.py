"""What ``storyreel read`` prints fits a screen and says what the script holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from screenplay import read
from screenplay.fountain import parse
from storyreel.summary import eighths, summary

ROOT = Path(__file__).resolve().parents[2]
VIKINGS = ROOT / "tests" / "screenplay" / "data" / "vikings.fountain"
SCRIPT = """Title: Small
Author: The storyreel project

INT. KITCHEN - DAY

HELEN looks up.

HELEN
Is it late?

EXT. GARDEN - NIGHT

INT. HALL - DAY

not a heading INT. HALL
INT. LOST - DAY
CUT TO:
"""


@pytest.mark.parametrize(
    ("count", "written"), [(0, "0"), (1, "1/8"), (7, "7/8"), (8, "1"), (11, "1 3/8"), (24, "3"), (905, "113 1/8")]
)
def test_eighths_are_written_as_the_trade_does(count: int, written: str) -> None:
    assert eighths(count) == written


def test_a_feature_fits_a_screen() -> None:
    lines = summary(read(VIKINGS)).splitlines()
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 120
    assert sum("more; --json has them all" in line for line in lines) == 3


def test_it_says_who_where_and_how_long() -> None:
    said = summary(parse(SCRIPT))
    assert said.startswith("Small by The storyreel project (Fountain)\n3 scenes, ")
    assert "HELEN: 1 line, 3 words, 1 scene" in said
    assert "INT. KITCHEN: " in said
    assert "EXT. GARDEN - NIGHT" in said
    assert "warning: line 16: this looks like a scene heading" in said


def test_columns_hold_for_wide_letters() -> None:
    lines = summary(parse("INT. KITCHEN - DAY\n\nSteam.\n\n.内景 " + "厨房" * 40 + "\n\n蒸汽。\n")).splitlines()
    first, second = lines[lines.index("Scenes") + 1 :][:2]
    assert cell_len(first) == cell_len(second)
