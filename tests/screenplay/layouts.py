"""A short script and what tests of layouts look at: its shape, and that none of its letters is lost."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

from docx.document import Document
from hypothesis import strategies as st

from film.screenplay import Screenplay
from screenplay.reader import read_bytes

SCRIPT = (
    ("scene_heading", "INT. SIGNAL BOX - NIGHT"),
    ("action", "Levers in a row, each with a brass plate. HARRIET (60) polishes one that shines already."),
    ("character", "HARRIET"),
    ("parenthetical", "(to the lever)"),
    ("dialogue", "You and me and the ten-forty. And the ten-forty is late."),
    (
        "action",
        "A bell. She does not move. " + "The bell again, and longer, and still she does not move. " * 3 + "Then.",
    ),
    ("character", "OSCAR (O.S.)"),
    ("dialogue", "Harriet! It has gone through!"),
    ("transition", "CUT TO:"),
    ("scene_heading", "EXT. RAILWAY LINE - CONTINUOUS"),
    ("action", "No train."),
    ("character", "HARRIET"),
    ("dialogue", "You felt the cold."),
    ("character", "OSCAR"),
    ("dialogue", "I felt it."),
)
ALONE = ("scene_heading", "action", "character", "transition")


def shape(script: Screenplay) -> list[tuple[str, str]]:
    return [(element.type, element.text) for element in script.elements]


def text_of(text: str, name: str) -> Screenplay:
    return read_bytes(text.encode(), Path(name))


def word_of(document: Document) -> Screenplay:
    into = io.BytesIO()
    document.save(into)
    return read_bytes(into.getvalue(), Path("any.docx"))


WORDS = st.sampled_from(
    ["ANNA", "BOB", "waits.", "(softly)", "INT.", "KITCHEN", "- DAY", "Yes!", "TO:", "CUT", "no,", "“Hm”", "内景", "夜"]
)
LINES = st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=1, max_size=14)


def keeps_all(lines: list[str], script: Screenplay) -> None:
    """Every letter of the lines is in an element or on the title page."""
    kept = " ".join([*(each.text for each in script.elements), *(" ".join(v) for v in script.title_page.values())])
    assert not Counter(filter(str.isalnum, " ".join(lines))) - Counter(filter(str.isalnum, kept))
