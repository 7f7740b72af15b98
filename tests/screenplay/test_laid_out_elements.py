"""Rows of print by their places: elements, furniture, speeches side by side and over page turns."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import ScriptError
from film.screenplay import Run, Source
from screenplay import laid_out
from screenplay.laid_out.manuscript import taken_apart
from screenplay.manuscript import Manuscript

WHERE = Path("script.txt")


def rows_of(text: str, margin: float = 1.5) -> list[laid_out.Row]:
    """Typed lines as rows, ten characters to the inch; a line of ``---`` is a page turn."""
    rows: list[laid_out.Row] = []
    page = gap = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line == "---":
            page, gap = page + 1, 0
        elif not line.strip():
            gap += 1
        else:
            left = margin + 0.1 * (len(line) - len(line.lstrip()))
            rows.append(laid_out.Row((Run(text=line.strip()),), left, page, number, gap))
            gap = 0
    return rows


def read(text: str) -> Manuscript:
    return laid_out.manuscript_of(rows_of(text), Source(format="text", text=text), WHERE)


def elements(text: str) -> list[tuple[str, str]]:
    return [(draft.type, draft.text) for draft in read(text).drafts]


PLAIN = """\
INT. KITCHEN - DAY

Anna looks out of the window at the rain that has not yet
stopped since the morning.

                      ANNA
                (quietly, to herself,
                 with a smile)
          It has not stopped since the
          morning, and nobody has come.

                                                    CUT TO:

EXT. GARDEN - NIGHT

Rain.

                      BEN (O.S.)
          Anna?
"""


def test_every_sort_of_element_by_its_place() -> None:
    assert elements(PLAIN) == [
        ("scene_heading", "INT. KITCHEN - DAY"),
        ("action", "Anna looks out of the window at the rain that has not yet stopped since the morning."),
        ("character", "ANNA"),
        ("parenthetical", "(quietly, to herself, with a smile)"),
        ("dialogue", "It has not stopped since the morning, and nobody has come."),
        ("transition", "CUT TO:"),
        ("scene_heading", "EXT. GARDEN - NIGHT"),
        ("action", "Rain."),
        ("character", "BEN (O.S.)"),
        ("dialogue", "Anna?"),
    ]


@pytest.mark.parametrize("shift", [-1.5, -0.7, 0.4])
def test_the_columns_are_the_scripts_own(shift: float) -> None:
    rows = rows_of(PLAIN, 1.5 + shift)
    moved = laid_out.manuscript_of(rows, Source(format="text", text=PLAIN), WHERE)
    assert moved.drafts == read(PLAIN).drafts


def test_lines_are_those_of_the_source() -> None:
    spans = [(draft.first, draft.last) for draft in read(PLAIN).drafts]
    assert spans[:5] == [(1, 1), (3, 4), (6, 6), (7, 8), (9, 10)]


def test_a_hyphen_at_a_rows_end_keeps_its_word_and_dashes_keep_theirs() -> None:
    text = PLAIN.replace("that has not yet\nstopped", "of the twenty-\nfirst").replace(
        "since the\n          m", "since--\n          m"
    )
    said = [text for _, text in elements(text)]
    assert "of the twenty-first since the morning." in said[1]
    assert "since-- morning" in said[4]


def test_numbers_in_both_margins_are_the_scenes_and_asterisks_are_a_revision() -> None:
    text = (
        "                     Night Bus   Blue Rev. 3/4/19        12A.\n\n"
        "      12    INT. KITCHEN - DAY                              12\n\n"
        "            Anna looks up.                                           *\n\n"
        "      13A   OMITTED                                         13A\n\n"
        "      14    EXT. GARDEN - NIGHT                             14\n\n"
        "            Rain falls on the garden and on the roof and on the\n            house.\n\n"
        "                                                (CONTINUED)\n"
        "---\n"
        "                                                         13.\n\n"
        "      14    CONTINUED:                                      14\n\n"
        "            More rain.\n"
    )
    script = read(text)
    assert [(draft.type, draft.text, draft.number) for draft in script.drafts] == [
        ("scene_heading", "INT. KITCHEN - DAY", "12"),
        ("action", "Anna looks up.", None),
        ("scene_heading", "OMITTED", "13A"),
        ("scene_heading", "EXT. GARDEN - NIGHT", "14"),
        ("action", "Rain falls on the garden and on the roof and on the house.", None),
        ("action", "More rain.", None),
    ]
    assert [revision.name for revision in script.revisions] == ["Blue Rev. 3/4/19"]
    assert script.revisions[0].colour == "blue"
    assert script.drafts[1].runs[0].revision == script.revisions[0].id
    assert [draft.page for draft in script.drafts] == ["12A"] * 5 + ["13"]
    assert [(turn.page, turn.draft, turn.offset) for turn in script.turns] == [("12A", 0, 0), ("13", 5, 0)]
    (told,) = script.diagnostics
    assert told.severity == "info"
    for part in ("6 scene numbers", "1 revision marks", "2 CONTINUEDs", "1 page numbers", "1 headers"):
        assert part in told.message


CROWDED = """\
      NIGHT BUS                                          - 12 -

 12   EXT. A VERY LONG HEADING THAT GOES OVER THE END OF THE    12
      ROW - NIGHT
      Action directly under it goes here and there.

 13-14   OMITTED                                                13-14

 15   ROOFTOP                                                   15

                            ANNA
                First paragraph of what is said.

                Second paragraph of it.
                       (beat)
                Third.

                            BEN (V.O.)
                       (into phone; he has been
                        waiting for long)
                Hello there my dear old friend, what
                do you want of me?

                       SUPER: "THREE YEARS LATER"

                                                     FADE OUT.

                             THE END
---
      NIGHT BUS                                          - 13 -

 16   INT. BUS - DAY                                            16

                             MAN WITH A VERY LONG
                             NAME
                What?

          - an indented list item
          - another one

                            ANNA                     *
                Changed words stand here.            *
                                                     *
"""


def test_a_crowded_page_loses_nothing_and_mixes_nothing() -> None:
    script = read(CROWDED)
    assert [(draft.type, draft.text, draft.number) for draft in script.drafts] == [
        ("scene_heading", "EXT. A VERY LONG HEADING THAT GOES OVER THE END OF THE ROW - NIGHT", "12"),
        ("action", "Action directly under it goes here and there.", None),
        ("scene_heading", "OMITTED", "13-14"),
        ("scene_heading", "ROOFTOP", "15"),
        ("character", "ANNA", None),
        ("dialogue", "First paragraph of what is said.", None),
        ("dialogue", "Second paragraph of it.", None),
        ("parenthetical", "(beat)", None),
        ("dialogue", "Third.", None),
        ("character", "BEN (V.O.)", None),
        ("parenthetical", "(into phone; he has been waiting for long)", None),
        ("dialogue", "Hello there my dear old friend, what do you want of me?", None),
        ("action", 'SUPER: "THREE YEARS LATER"', None),
        ("transition", "FADE OUT.", None),
        ("centered", "THE END", None),
        ("scene_heading", "INT. BUS - DAY", "16"),
        ("character", "MAN WITH A VERY LONG NAME", None),
        ("dialogue", "What?", None),
        ("action", "- an indented list item\n- another one", None),
        ("character", "ANNA", None),
        ("dialogue", "Changed words stand here.", None),
    ]
    assert [turn.page for turn in script.turns] == ["12", "13"]
    assert [bool(draft.runs[0].revision) for draft in script.drafts[-3:]] == [False, True, True]


def test_names_in_small_letters_stand_where_cues_do() -> None:
    names = ("Anna", "Old Ben", "Anna", "Ben", "Anna", "Ben", "Anna")
    text = "\n".join(PLAIN.replace("ANNA", name).replace("BEN", "Ben") for name in names)
    assert sum(kind == "character" for kind, _ in elements(text)) == 14


TURNED = """\
INT. KITCHEN - DAY

Anna waits at the window.

                      ANNA
          It has not stopped since the
          morning.
                      (MORE)
---
                                                         2.

                      ANNA (CONT'D)
          And nobody has come to see us.

Ben comes in and sits down.

                      ANNA (CONT'D)
          Nobody but you.
"""


def test_a_speech_over_a_page_turn_is_one_and_the_writers_contd_stays() -> None:
    script = read(TURNED)
    assert [(draft.type, draft.text) for draft in script.drafts][2:] == [
        ("character", "ANNA"),
        ("dialogue", "It has not stopped since the morning. And nobody has come to see us."),
        ("action", "Ben comes in and sits down."),
        ("character", "ANNA (CONT'D)"),
        ("dialogue", "Nobody but you."),
    ]
    assert script.turns[1] == ("2", 3, len("It has not stopped since the morning. "))


def test_a_contd_at_a_page_head_after_action_is_the_writers() -> None:
    text = TURNED.replace("                      (MORE)\n", "\nBen looks at her.\n")
    assert [text for kind, text in elements(text) if kind == "character"] == ["ANNA", "ANNA (CONT'D)", "ANNA (CONT'D)"]


FULL = "The rain has not stopped since the morning, nobody has come."


@pytest.mark.parametrize(
    ("before", "behind", "joined"),
    [
        (FULL, "Nobody will come now.", True),
        (FULL, "LATER, THE SAME ROOM", False),
        ("Nobody has come.", "Nobody will come now.", False),
        ("Nobody has come.", "or will come now.", True),
        (FULL.rstrip(".") + " to", "Vienna.", True),
    ],
)
def test_action_goes_on_over_a_page_turn_where_the_row_before_is_full(before: str, behind: str, joined: bool) -> None:
    text = f"{PLAIN}\nA wide row that shows how far the rows of this script go on.\n{before}\n---\n{behind}\n"
    whole = f"A wide row that shows how far the rows of this script go on. {before}"
    assert (("action", f"{whole} {behind}") in elements(text)) == joined
    assert (("action", behind) in elements(text)) != joined


def test_two_speak_at_once_in_two_columns() -> None:
    text = PLAIN + (
        "\n           ANNA                          BEN\n"
        "  (to him)                     No, I have not seen the\n"
        "  Have you seen the rain?      rain, I was asleep.\n"
        "  And the garden?\n"
        "\nThey laugh.\n"
    )
    assert [(d.type, d.text, d.dual) for d in read(text).drafts][-6:] == [
        ("character", "ANNA", "left"),
        ("parenthetical", "(to him)", "left"),
        ("dialogue", "Have you seen the rain? And the garden?", "left"),
        ("character", "BEN", "right"),
        ("dialogue", "No, I have not seen the rain, I was asleep.", "right"),
        ("action", "They laugh.", None),
    ]


def test_text_in_one_stretch_is_cut_into_pages_where_numbers_count_up() -> None:
    pages = "\n".join(
        f"{PLAIN}\n                                                        {number}.\n" for number in range(2, 6)
    )
    script = read(pages + PLAIN)
    assert [turn.page for turn in script.turns] == ["1", "2", "3", "4", "5"]
    assert not any(draft.text.endswith(("2.", "5.")) for draft in script.drafts)


def test_pages_slipped_to_one_side_are_straightened() -> None:
    rows = [
        row._replace(page=page, line=row.line + 40 * page, left=row.left + (0.4 if page % 2 else 0.0))
        for page in range(5)
        for row in rows_of(PLAIN)
    ]
    script = laid_out.manuscript_of(rows, Source(format="pdf", text=""), WHERE)
    assert Counter(draft.type for draft in script.drafts) == Counter(
        {kind: 5 * count for kind, count in Counter(kind for kind, _ in elements(PLAIN)).items()}
    )


def test_a_script_without_indents_is_told_apart_by_blank_lines() -> None:
    text = "\n".join(line.strip() for line in PLAIN.split("\n"))
    kinds = [kind for kind, _ in elements(text)]
    assert kinds == [kind for kind, _ in elements(PLAIN)]


@pytest.mark.parametrize(
    "text",
    [
        "Once upon a time there was a king.\n" * 300,
        "CHAPTER ONE\n\n" + "It was a dark night and the rain fell in torrents.\n" * 200,
        "                      CHAPTER ONE\n          It was a dark night.\n" + "It was a dark night.\n" * 200,
        "",
    ],
)
def test_prose_is_refused(text: str) -> None:
    assert not laid_out.looks_like_screenplay(rows_of(text))
    with pytest.raises(ScriptError, match="not laid out like a screenplay"):
        read(text)


WORDS = st.sampled_from(
    ["INT. BUS - DAY", "ANNA", "BEN (CONT'D)", "(MORE)", "(CONTINUED)", "CONTINUED: (2)", "12.", "12A", "*", "(softly)",
     "Rain falls.", "CUT TO:", "OMITTED", "Blue Rev. 3/4/19", "ACT ONE", "twenty-", "first--", "雨が降る。", "THE END"]
)  # fmt: skip
ROWS = st.tuples(WORDS, st.sampled_from([0.7, 1.5, 2.5, 3.0, 3.7, 4.2, 6.9, 7.7]), st.integers(0, 2), st.booleans())


@settings(max_examples=300, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=60))
def test_no_word_is_lost_whatever_stands_where(made: list[tuple[str, float, int, bool]]) -> None:
    rows = rows_of(PLAIN)
    page, line = 1, 100
    for text, left, gap, turned in made:
        page += turned and gap == 2
        line += gap != 0 or left < 3
        rows.append(laid_out.Row((Run(text=text),), left, page, line, gap))
    taken = taken_apart(rows, WHERE)
    kept = [piece.row.text for paragraph in taken.script.paragraphs for piece in paragraph.rows]
    kept += [row.text for page_ in taken.front for print_ in page_.prints for row in print_.pieces]
    kept += [each.text for each in taken.removed]
    assert Counter(" ".join(kept).split()) == Counter(" ".join(row.text for row in rows).split())
    script = laid_out.manuscript_of(rows, Source(format="pdf", text=""), WHERE)
    said = "".join("".join(draft.text.split()) for draft in script.drafts)
    meant = "".join("".join(piece.row.text.split()) for each in taken.script.paragraphs for piece in each.rows)
    assert said == meant
    assert all(0 <= turn.draft < len(script.drafts) for turn in script.turns)
