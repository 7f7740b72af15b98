"""Inputs that stall or break other readers cost no more here than their size; nothing in them is lost."""

from __future__ import annotations

import time

import pytest

from screenplay import fountain

STALLED = 2.5
"""Seconds of CPU: several times what the longest of these takes, and far below any cost that is not of their size."""

HOSTILE = {
    "title ends in U+2028": "Title: " + "a" * 24 + "\u2028",
    "arrow and spaces": "> " + " " * 20_000 + "x",
    "name and spaces": "A" + " " * 20_000 + "a",
    "one-line boneyard": "/* x */",
    "nested boneyards": "/*" * 5_000,
    "nested notes": "[[" * 10_000,
    "notes on lines": "[[\n" * 5_000,
    "blank lines": "\n" * 100_000,
    "one long line": "x " * 200_000,
    "open stars": "*a " * 10_000,
    "open and close": "**a " * 5_000 + "b* " * 5_000,
    "backslashes": "go\n\n" + "\\" * 50_000,
    "parentheses in a cue": "A" + "(" * 20_000 + "\nhi",
    "times in a heading": "INT. A" + " - DAY" * 5_000,
    "remarks in a heading": "INT. A" + " (DAY)" * 5_000,
    "stops in a heading": ".A" + ". X" * 20_000,
    "a great many blank lines": "\n" * 200_000,
    "one very long word": "x" * 1_000_000,
    "brackets that never close": "A\n" + "(a\n" * 50_000,
    "brackets that close late": "A\n" + "(" * 100_000 + "\n" + ")" * 100_000,
    "comments in one speech": "A\n" + "b [[c]]\n" * 10_000,
    "comments on their own": "[[c]]\n" * 10_000,
    "a boneyard never closed": "a\n\n" * 5_000 + "/* x\n\n" + "b\n\n" * 5_000,
    "boneyards above a title": "/*a*/\n" * 5_000 + "Title: x",
    "a long title page": "Title: x\n" + "  a\n" * 20_000,
    "zero bytes": "\0" * 1_000_000,
    "separators of other systems": "a\x0b\x0c\x85\u2028" * 100_000,
    "one number for all": "INT. A #1#\n\n" * 1_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_costs_no_more_than_its_size(text: str) -> None:
    started = time.process_time()
    fountain.write(fountain.parse(text))
    assert time.process_time() - started < STALLED


def test_what_is_never_closed_stays_and_is_reported() -> None:
    screenplay = fountain.parse("INT. BAR - DAY\n\nShe [[waits\n\nand goes. /* He too.\n\nEXT. STREET - DAY\n")
    assert [element.text for element in screenplay.elements] == [
        "INT. BAR - DAY",
        "She [[waits",
        "and goes. /* He too.",
        "EXT. STREET - DAY",
    ]
    assert [(each.severity, each.line) for each in screenplay.diagnostics] == [("warning", 3), ("warning", 5)]


def test_lone_surrogates_become_replacement_characters() -> None:
    assert fountain.parse("Go \ud800 now.").elements[0].text == "Go \ufffd now."
