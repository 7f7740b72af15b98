"""Screenplays in Markdown: headings, bold cues and quotes; and Fountain that is only called so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenplay import fountain, markdown

SCRIPT = """---
title: Night Bus
authors:
  - Ada
  - Bo
---

# Act One

## INT. BUS - NIGHT #12A#

Anna *waits*. The bus
rattles on.

**ANNA** (quietly)
It is late.
Very late.

**BEN**

> *(He laughs.)*
> It is.
>
> Sleep now.

**Carla:** Where are we?

## EXT. STREET - DAY

- A dog
- **BEN:** Sit!

<!-- cut this? -->

CUT TO:

**INT. KITCHEN - DAY**

ANNA (V.O.)
I was home.

---

> quoted thing
"""


def test_every_part_is_found_with_its_lines() -> None:
    ours = markdown.read(SCRIPT, "utf-8")
    assert ours.source.format == "markdown"
    assert ours.title_page == {"Title": ("Night Bus",), "Authors": ("Ada", "Bo")}
    assert [(draft.type, draft.text, draft.first, draft.last) for draft in ours.drafts] == [
        ("section", "Act One", 8, 8),
        ("scene_heading", "INT. BUS - NIGHT", 10, 10),
        ("action", "Anna waits. The bus\nrattles on.", 12, 13),
        ("character", "ANNA (quietly)", 15, 15),
        ("dialogue", "It is late.\nVery late.", 16, 17),
        ("character", "BEN", 19, 19),
        ("parenthetical", "(He laughs.)", 21, 21),
        ("dialogue", "It is.", 22, 22),
        ("dialogue", "Sleep now.", 24, 24),
        ("character", "Carla", 26, 26),
        ("dialogue", "Where are we?", 26, 26),
        ("scene_heading", "EXT. STREET - DAY", 28, 28),
        ("action", "- A dog", 30, 30),
        ("character", "BEN", 31, 31),
        ("dialogue", "Sit!", 31, 31),
        ("note", "cut this?", 33, 33),
        ("transition", "CUT TO:", 35, 35),
        ("scene_heading", "INT. KITCHEN - DAY", 37, 37),
        ("character", "ANNA (V.O.)", 39, 39),
        ("dialogue", "I was home.", 40, 40),
        ("note", "---", 42, 42),
        ("action", "quoted thing", 44, 44),
    ]
    assert ours.drafts[1].number == "12A"
    assert [(run.text, run.style) for run in ours.drafts[2].runs][1] == ("waits", ("i",))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(end: str) -> None:
    ours, theirs = markdown.read(SCRIPT, "utf-8"), markdown.read(SCRIPT.replace("\n", end), "utf-8")
    assert ours.drafts == theirs.drafts
    assert theirs.source.text == SCRIPT.replace("\n", end)


def test_a_first_heading_is_the_title() -> None:
    ours = markdown.read(
        "# Night Bus\n\n## INT. BUS - NIGHT\n\nRain.\n\n## KITCHEN - DAY\n\nSun.\n\n## Remarks\n", "utf-8"
    )
    assert ours.title_page == {"Title": ("Night Bus",)}
    assert [draft.type for draft in ours.drafts] == ["scene_heading", "action", "scene_heading", "action", "section"]


def test_fountain_under_a_markdown_name_is_fountain() -> None:
    for path in sorted(Path("samples").glob("*.fountain")):
        text = path.read_text(encoding="utf-8")
        assert markdown.read(text, "utf-8") == fountain.read_manuscript(text)


@given(st.text(alphabet="ab A*_#>-`~[]()!<|\\\n.:1&", max_size=200))
def test_no_letter_is_lost_and_lines_are_in_the_text(text: str) -> None:
    ours = markdown.read_marked(text, "utf-8")
    kept = "".join(draft.text for draft in ours.drafts) + "".join(map("".join, ours.title_page.values()))
    for letter in "abA1":
        assert kept.count(letter) == text.count(letter)
    assert all(1 <= draft.first <= draft.last <= text.count("\n") + 1 for draft in ours.drafts)


@pytest.mark.parametrize(
    "text",
    ["> " * 3000, "*a " * 5000, "[" * 20_000, "- " * 3000, "`" * 20_000, "**a *" * 5000, "#" * 20_000, "![[" * 9000],
)
def test_hostile_markdown_is_read(text: str) -> None:
    markdown.read_marked("## INT. BAR - DAY\n\n" + text, "utf-8")
