"""Letters: fonts found, order of reading kept, lines broken where they may be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.lettering import faces
from assembler.lettering.faces import FOLDER, FontFile, bundled, coverage, missing
from assembler.lettering.ink import draw
from assembler.lettering.shaping import set_line, width_of
from assembler.lettering.wrapping import balance, words, wrap
from film.errors import CutError

SCRIPTS = "Night – “Bus” …|Łódź ệ|Ωμέγα|Жизнь|हिन्दी|عربي فارسی|שלום|ไทย|夜巴士|夜のバス|야간 버스 뷁"


@pytest.mark.parametrize("text", SCRIPTS.split("|"))
def test_the_bundled_fonts_hold_the_scripts_they_promise(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "system_fonts", tuple)
    assert missing([text]) == ""


def test_what_cannot_be_drawn_is_named_once_and_controls_are_not() -> None:
    assert missing(["a\u0378\u0378\x00\u200d", "\u0378"]) == "\u0378"


def test_a_broken_bundled_font_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "x.ttf"
    path.write_text("no font")
    with pytest.raises(CutError, match="is not a font"):
        coverage(FontFile(path))


def test_the_licences_travel_with_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text()
    said = (FOLDER / "README.md").read_text()
    assert all(path.name in said for path in FOLDER.glob("*.ttf"))


def test_right_to_left_reads_from_the_right() -> None:
    alone = set_line("א", "text", 100).glyphs[0].number
    line = set_line("אב", "text", 100)
    assert line.glyphs[-1].number == alone
    mixed = set_line("ab א 12", "text", 100)
    assert [glyph.x for glyph in mixed.glyphs] == sorted(glyph.x for glyph in mixed.glyphs)


def test_letterspacing_opens_latin_and_leaves_arabic_whole() -> None:
    assert width_of("BUS", "display", 100, 0.2) == pytest.approx(width_of("BUS", "display", 100) + 40, abs=6)
    assert width_of("حافلة", "display", 100, 0.2) == width_of("حافلة", "display", 100)


def test_a_word_is_set_in_one_font() -> None:
    assert {glyph.font for glyph in set_line("Ωμέγα", "display", 40).glyphs} == {bundled("text")[0]}


def test_a_ring_has_a_hole() -> None:
    canvas = np.zeros((100, 100), np.float32)
    draw(canvas, set_line("O", "display_strong", 100), 5, 85)
    row = canvas[50] > 0.5
    edges = np.flatnonzero(np.diff(row.astype(int)))
    assert len(edges) == 4


def test_ink_outside_the_canvas_is_cut_off() -> None:
    canvas = np.zeros((20, 20), np.float32)
    draw(canvas, set_line("WWWW", "text", 60), -30, 15)
    draw(canvas, set_line("WWWW", "text", 60), 500, 500)
    assert canvas.max() == 1.0


@given(st.text(max_size=40))
def test_any_text_is_set_without_complaint(text: str) -> None:
    line = set_line(text, "display", 20, 0.1)
    assert line.width >= 0
    assert np.isfinite(line.width)


@given(st.text(st.sampled_from("abc de fgh 夜バス。、"), max_size=80), st.integers(2, 30))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    for broken in (wrap(text, width, len), balance(text, width, len)):
        assert all(len(line) <= width for line in broken)
        assert "".join("".join(broken).split()) == "".join(text.split())
    assert len(balance(text, width, len)) == len(wrap(text, width, len))


def test_no_line_starts_with_a_closing_mark() -> None:
    assert words("夜のバス。来ない") == ["夜", "の", "バ", "ス。", "来", "な", "い"]


def test_balanced_lines_leave_no_word_alone() -> None:
    assert balance("one two three four five", 19, len) == ["one two three", "four five"]
