"""Plain text: a typed page read by its columns, Fountain read as Fountain, whichever finds more of a script."""

from __future__ import annotations

import textwrap
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from screenplay import fountain, plain
from screenplay.manuscript import Draft

DATA = Path(__file__).parent / "data"
HERE = Path("any.txt")
VIKINGS = fountain.read_manuscript((DATA / "vikings.fountain").read_text(encoding="utf-8")).drafts

_COLUMNS = {
    "scene_heading": (15, 60),
    "action": (15, 61),
    "character": (37, 38),
    "dialogue": (25, 35),
    "parenthetical": (31, 25),
    "transition": (60, 20),
}
"""Left edge and width in characters, ten to the inch."""

_BLANK_ABOVE = {"scene_heading": 2, "action": 1, "character": 1, "transition": 1}


def _typed(drafts: list[Draft], *, lines_a_page: int = 54, tabs: bool = False) -> str:
    """Elements typed on pages with numbers, speech that goes on overleaf without a word."""
    lines: list[str] = []
    for draft in drafts:
        if draft.type not in _COLUMNS:
            continue
        left, width = _COLUMNS[draft.type]
        lines += [""] * _BLANK_ABOVE.get(draft.type, 0)
        lines += [" " * left + row for part in draft.text.split("\n") for row in textwrap.wrap(part, width) or [""]]
    pages = [lines[start : start + lines_a_page] for start in range(0, len(lines), lines_a_page)]
    text = "\f".join("\n".join([f"{'':70}{number}.", "", *page, ""]) for number, page in enumerate(pages, 2))
    return text.replace(" " * 8, "\t") if tabs else text


def _said(drafts: list[Draft]) -> list[tuple[str, str]]:
    return [(draft.type, " ".join(draft.text.split())) for draft in drafts if draft.type in _COLUMNS]


@pytest.mark.parametrize("tabs", [False, True])
def test_a_typed_feature_has_the_elements_it_was_typed_from(tabs: bool) -> None:
    drafts = VIKINGS[:900]
    typed = plain.read(_typed(drafts, tabs=tabs), "utf-8", HERE)
    assert typed.source.format == "text"
    mine, theirs = _said(typed.drafts), _said(drafts)
    same = sum(block.size for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks())
    assert same >= 0.98 * max(len(mine), len(theirs))


def test_every_word_typed_is_in_an_element_or_is_a_page_number() -> None:
    text = _typed(VIKINGS[:300])
    typed = plain.read(text, "utf-8", HERE)
    kept = sorted("".join(draft.text for draft in typed.drafts).replace("\n", "").replace(" ", "").replace("-", ""))
    numbers = sorted(digit for number in range(2, text.count("\f") + 3) for digit in f"{number}.")
    written = sorted(char for char in text if not char.isspace() and char != "-")
    for char in numbers:
        written.remove(char)
    assert kept == written


def test_only_form_feeds_make_pages() -> None:
    drafts = VIKINGS[:300]
    assert plain.read(_typed(drafts), "utf-8", HERE).pages is not None
    assert plain.read(_typed(drafts, lines_a_page=100_000), "utf-8", HERE).pages is None


def test_fountain_stays_fountain_however_it_is_indented() -> None:
    text = (DATA / "vikings.fountain").read_text(encoding="utf-8")
    assert plain.read(text, "utf-8", HERE) == fountain.read_manuscript(text)
    indented = "INT. BAR - DAY\n\n" + "\t\t\tANNA\n\t\t(quietly)\n\tHello. [[too short?]]\n\n" * 8
    assert plain.read(indented, "utf-8", HERE) == fountain.read_manuscript(indented)


def test_rows_stand_where_tabs_spaces_and_form_feeds_put_them() -> None:
    rows = plain.rows_of("\ufeffINT. BAR\r\n\r\n\tANNA\r  b\f\u3000c\n\n\nd")
    assert [(row.text, row.page, row.line, row.gap) for row in rows] == [
        ("INT. BAR", 0, 1, 0),
        ("        ANNA", 0, 3, 1),
        ("  b", 0, 4, 0),
        ("  c", 1, 4, 0),
        ("d", 1, 7, 2),
    ]


def test_a_page_that_goes_on_overleaf_is_read_as_paper() -> None:
    text = (
        "     1    INT. BUS - NIGHT                                       1\n\n"
        "          Anna waits. The bus rattles on.\n\n"
        "                              ANNA\n               It is late, and I have been\n"
        "                              (MORE)\n\f                                             2.\n\n"
        "                              ANNA (CONT'D)\n               here all night.\n\n"
        "     2A   EXT. STREET - DAY                                     2A\n\n          Rain.\n"
    )
    typed = plain.read(text, "utf-8", HERE)
    assert [(draft.type, draft.text, draft.number) for draft in typed.drafts] == [
        ("scene_heading", "INT. BUS - NIGHT", "1"),
        ("action", "Anna waits. The bus rattles on.", None),
        ("character", "ANNA", None),
        ("dialogue", "It is late, and I have been here all night.", None),
        ("scene_heading", "EXT. STREET - DAY", "2A"),
        ("action", "Rain.", None),
    ]


def test_numbers_before_headings_are_lifted_out() -> None:
    text = "12A  INT. BUS - NIGHT  12A\n\nRain.\n\nANNA\nLate.\n\n13. EXT. ROAD - DAY\n\nSun.\n"
    ours = plain.read(text, "utf-8", HERE)
    assert [(draft.type, draft.text, draft.number, draft.first) for draft in ours.drafts] == [
        ("scene_heading", "INT. BUS - NIGHT", "12A", 1),
        ("action", "Rain.", None, 3),
        ("character", "ANNA", None, 5),
        ("dialogue", "Late.", None, 6),
        ("scene_heading", "EXT. ROAD - DAY", "13", 8),
        ("action", "Sun.", None, 10),
    ]
    assert ours.source.text == text


def test_names_with_a_colon_speak_in_chinese_scripts() -> None:
    text = (
        "第1场 内景 公寓 夜\n\n安娜坐在窗边。\n\n安娜（低声）：很晚了。\n本：是的。\n\n第2场 外景 街道 日\n\n下雨了。\n"
    )
    ours = plain.read(text, "utf-8", HERE)
    assert [(draft.type, draft.text) for draft in ours.drafts] == [
        ("scene_heading", "内景 公寓 夜"),
        ("action", "安娜坐在窗边。"),
        ("character", "安娜"),
        ("parenthetical", "（低声）"),
        ("dialogue", "很晚了。"),
        ("character", "本"),
        ("dialogue", "是的。"),
        ("scene_heading", "外景 街道 日"),
        ("action", "下雨了。"),
    ]
    assert [draft.number for draft in ours.drafts if draft.type == "scene_heading"] == ["1", "2"]
