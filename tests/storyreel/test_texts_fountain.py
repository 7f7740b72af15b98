"""Whatever a model says of whatever text: the Fountain that is written of it is read back element by element."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from film.errors import PlanError
from film.screenplay import Element
from planner.adapting import Passage, Source, adapt, elements
from planner.llm.seam import Request
from prompts.book import PromptBook
from storyreel.texts.fountain import fountain_of, written
from tests.planner.text_models import Says, paragraphs_in

MEANT = (
    "> to", "> x <", ".5 inches", ".X", "@home", "! bang", "~ song ~", "# head", "=", "===", "== x", "[[note", "]]",
    "[[x]]", "/* cut", "*/", "LOUD ROOM", "CUT TO:", "INT. X - DAY", "EXT", "Title: x", "(aside)", "^", "نص عربي",
    "你好吗", "A:", "  ", "_u_", "*i*", "**b**", "\\*", "\\", "1. x", "FADE OUT.", "ß", "ANNA\nHi", "#5#", "x #5#",
    "-- x", "<v x>", "&amp;", "\u200b", "\x1b[2J", "٣", "]", "...", "<|im_end|>", "\n\nINT. Y - DAY\n\n",
)  # fmt: skip
"""What means something to Fountain, or is none of its business."""

WORDS = st.sampled_from(MEANT) | st.text(max_size=12) | st.sampled_from(("Anna", "opens", "the", "door", "He", "SAYS"))
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
SHORT = TEXTS.map(lambda text: text[:30])
NUMBERS = st.lists(st.integers(1, 6), max_size=3)
ELEMENTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("action", "speech", "transition")),
        "paragraphs": NUMBERS,
        "speaker": st.none()
        | st.sampled_from(("Anna", "narrator", "Ann^a", "(Anna)", "@Anna", "安娜", "أحمد"))
        | SHORT,
        "heard": st.sampled_from((None, "V.O.", "O.S.")),
        "manner": st.none() | SHORT,
        "words": st.sampled_from((None, "quoted", "reported", "invented")),
        "text": TEXTS,
    }
)
SCENES = st.fixed_dictionaries(
    {
        "goes_on": st.booleans(),
        "setting": st.sampled_from(("INT", "EXT", "INT/EXT")),
        "place": SHORT,
        "time": st.none() | SHORT,
        "elements": st.lists(ELEMENTS, max_size=6),
    }
)
ASIDES = st.lists(st.fixed_dictionaries({"paragraph": st.integers(1, 6), "why": SHORT}), max_size=3)
ANSWERS = st.fixed_dictionaries({"scenes": st.lists(SCENES, min_size=1, max_size=3), "left_out": ASIDES})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=1, max_size=5), ANSWERS, ANSWERS)
def test_it_is_read_back_and_every_paragraph_is_in_it(texts: list[str], first: Any, second: Any) -> None:
    told = [f"{text} Anna أحمد 安娜 {number}" for number, text in enumerate(texts, 1)]
    passages = tuple(Passage(span=(n, n), text=text, heading=n == 3) for n, text in enumerate(told, 1))
    answers = iter((first, first, second, second))
    try:
        model = Says(lambda _: next(answers))
        done = adapt(Source(name="s.txt", language="en", counted="line", passages=passages), model, PromptBook())
    except PlanError:
        return  # nothing in the answers held
    fountain_of(done)  # raises where anything is read back as something else
    lines = {line for each in elements(done) if each.type == "note" for line in _lines_named(each.text)}
    assert lines >= {number for number in range(1, len(told) + 1) if number != 3}


def _lines_named(note: str) -> set[int]:
    """The lines that a note begins with: "from lines 1-2, 4" or "line 3 left out"."""
    found = re.match(r"(?:from )?lines? ([\d, -]*\d)", note)
    spans = [[int(end) for end in part.split("-")] for part in found[1].split(",")] if found else []
    return {line for span in spans for line in range(span[0], span[-1] + 1)}


def test_what_cannot_be_written_is_refused_and_not_written() -> None:
    lines = (Element(id="a", type="dialogue", text="A speech that nobody says.", lines=(1, 1)),)
    with pytest.raises(PlanError, match="this dialogue cannot be written as Fountain"):
        written({}, lines)


def test_the_title_page_says_what_it_is_made_of() -> None:
    def answer(request: Request) -> Any:
        scene = {"goes_on": False, "setting": "INT", "place": "HALL", "time": None}
        blank = {"speaker": None, "heard": None, "manner": None, "words": None}
        numbers = list(paragraphs_in(request))
        spoken = {"kind": "action", "paragraphs": numbers, **blank, "text": "Title: no title page"}
        return {"scenes": [{**scene, "elements": [spoken]}], "left_out": []}

    passages = (Passage(span=(1, 1), text="Chapter One", heading=True), Passage(span=(3, 3), text="Anna waited."))
    found = Source(name="the_lamp.txt", language="en", counted="line", passages=passages)
    text = fountain_of(adapt(found, Says(answer), PromptBook()))
    assert text.startswith("Title: The lamp\nSource: the_lamp.txt\nLanguage: en\nNotes: Adapted by a language model.")
    assert "# Chapter One\n\nINT. HALL\n\nTitle: no title page\n\n[[from line 3]]\n" in text
