"""A small press for tests: a screenplay's elements printed as a PDF in the trade's format, furniture and all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fpdf import FPDF

from film.screenplay import Element, Run

PRINTED = (
    "scene_heading", "action", "centered", "character", "parenthetical", "dialogue", "lyrics", "transition",
)  # fmt: skip
Char = tuple[str, str]  # a character and its style, letters out of BIU


@dataclass(frozen=True)
class Format:
    """Places in inches, as in the trade's format on US letter unless said otherwise; what is printed round the text."""

    paper: tuple[float, float] = (8.5, 11.0)
    margin: float = 1.5
    right: float = 7.5
    dialogue: tuple[float, float] = (2.5, 6.0)
    parenthetical: tuple[float, float] = (3.1, 5.6)
    cue: float = 3.7
    top: float = 1.0
    lines: int = 54
    size: float = 12.0
    leading: float = 1 / 6
    font: Path | None = None
    width: float = 0.1
    heading_gap: int = 1
    spoken_gap: int = 0
    numbers: bool = False
    continued: bool = False
    resumed: bool = True
    header: str = ""
    page_numbers: bool = True
    stars: frozenset[int] = frozenset()
    watermark: str = ""
    title: Sequence[str] = ()


@dataclass
class Printed:
    """A row for the press: characters, left edge in inches, scene number and star; ``keep``: not last on a page."""

    chars: list[Char]
    left: float
    gap: int
    number: str = ""
    star: bool = False
    speaker: str = ""
    keep: bool = False
    spoken: bool = False
    beside: tuple[list[Char], float] | None = None


def wrap(chars: Sequence[Char], columns: int) -> list[list[Char]]:
    """Rows of at most so many characters, broken at spaces and behind hyphens; a line end is kept."""
    rows: list[list[Char]] = [[]]
    for word in _words(chars):
        text = "".join(char for char, _ in word)
        if text == "\n":
            rows.append([])
            continue
        if len(rows[-1]) + len(text.rstrip()) > columns and rows[-1]:
            rows.append([])
        rows[-1].extend(word)
    return [_stripped(row) for row in rows]


def _words(chars: Sequence[Char]) -> list[list[Char]]:
    words: list[list[Char]] = [[]]
    for index, (char, style) in enumerate(chars):
        if char == "\n":
            words.extend([[(char, style)], []])
            continue
        words[-1].append((char, style))
        after = chars[index + 1][0] if index + 1 < len(chars) else ""
        before = chars[index - 1][0] if index else ""
        if (char == " " and after != " ") or (char == "-" and after.isalnum() and before.isalnum()):
            words.append([])
    return [word for word in words if word]


def _stripped(row: list[Char]) -> list[Char]:
    end = len(row)
    while end and row[end - 1][0] == " ":
        end -= 1
    return row[:end]


def chars_of(runs: Sequence[Run], text: str) -> list[Char]:
    """Characters with the letters that the press knows styles by."""
    if not runs:
        return [(char, "") for char in text]
    return [(char, "".join(s.upper() for s in run.style if s in "biu")) for run in runs for char in run.text]


def print_screenplay(elements: Sequence[Element], form: Format, path: Path | None = None) -> bytes:
    """The PDF of the elements."""
    press = _Press(form)
    if form.title:
        press.title_page(form.title)
    blocks = _blocks([each for each in elements if each.type in PRINTED], form)
    press.body(blocks)
    data = bytes(press.pdf.output())
    if path is not None:
        path.write_bytes(data)
    return data


def _blocks(elements: Sequence[Element], form: Format) -> list[list[Printed]]:
    blocks: list[list[Printed]] = []
    speaker, number = "", 0
    skip: set[int] = set()
    for index, element in enumerate(elements):
        if index in skip:
            continue
        if element.type == "character" and element.dual == "left":
            blocks.append(_dual(elements, index, form, skip))
            continue
        chars = chars_of(element.runs, element.text)
        gap, left, right = 1, form.margin, form.right
        if element.type == "scene_heading":
            gap, number = form.heading_gap, number + 1
        elif element.type == "character":
            left, speaker = form.cue, element.text
        elif element.type == "parenthetical":
            (left, right), gap = form.parenthetical, form.spoken_gap
        elif element.type in ("dialogue", "lyrics"):
            (left, right), gap = form.dialogue, form.spoken_gap
        rows = wrap(chars, int((right - left) / form.width + 0.01))
        said = element.number or (str(number) if form.numbers else "")
        printed = []
        for place, row in enumerate(rows):
            at = left
            if element.type == "transition":
                at = form.right - form.width * len(row)
            if element.type == "centered":
                at = (form.margin + form.right) / 2 - form.width * len(row) / 2
            each = Printed(row, at, gap if not place else form.spoken_gap if left == form.dialogue[0] else 0)
            if element.type == "scene_heading":
                each.keep = True
                each.number = said if not place and form.numbers else ""
            each.keep = each.keep or element.type in ("character", "parenthetical")
            each.spoken = element.type in ("parenthetical", "dialogue", "lyrics", "character")
            each.speaker = speaker if each.spoken else ""
            each.star = index in form.stars
            printed.append(each)
        blocks.append(printed)
    return blocks


def _dual(elements: Sequence[Element], index: int, form: Format, skip: set[int]) -> list[Printed]:
    """Two speeches side by side, the cues in one row."""
    sides: tuple[list[tuple[list[Char], float]], list[tuple[list[Char], float]]] = ([], [])
    place = index
    while place < len(elements) and elements[place].dual:
        element = elements[place]
        side = 0 if element.dual == "left" else 1
        if element.type == "character" and side == 0 and place > index:
            break
        start = form.margin + 0.2 + 2.9 * side
        shift = {"character": 1.0, "parenthetical": 0.3}.get(element.type, 0.0)
        rows = wrap(chars_of(element.runs, element.text), int((2.7 - shift) / form.width))
        sides[side].extend((row, start + shift) for row in rows)
        skip.add(place)
        place += 1
    printed = []
    for row in range(max(len(sides[0]), len(sides[1]))):
        first = sides[0][row] if row < len(sides[0]) else ([], form.margin)
        second = sides[1][row] if row < len(sides[1]) else None
        gap = 0 if row else 1
        printed.append(Printed(first[0], first[1], gap, keep=True, beside=second))
    return printed


@dataclass
class _Press:
    form: Format
    pdf: FPDF = field(init=False)
    page: int = 0
    line: int = 0
    scene: str = ""

    def __post_init__(self) -> None:
        self.pdf = FPDF(unit="in", format=self.form.paper)
        self.pdf.core_fonts_encoding = "cp1252"
        self.pdf.set_auto_page_break(False)
        self.family = "Courier"
        if self.form.font:
            self.family = "Own"
            for style in ("", "B", "I", "BI"):
                self.pdf.add_font("Own", style, str(self.form.font))

    def title_page(self, rows: Sequence[str]) -> None:
        """The rows centred, one under the other, with a blank row between."""
        self.pdf.add_page()
        for index, text in enumerate(rows):
            left = (self.form.margin + self.form.right) / 2 - self.form.width * len(text) / 2
            self._put([(char, "") for char in text], left, 4 + index / 3)

    def body(self, blocks: Sequence[Sequence[Printed]]) -> None:
        """The blocks, page by page; a cue or heading never stands last on one."""
        form = self.form
        room = form.lines - 2 * form.continued
        self._turn()
        rows = [row for block in blocks for row in block]
        index = 0
        while index < len(rows):
            row = rows[index]
            need = 1 + (0 if self._fresh else row.gap)
            ahead = index
            while ahead < len(rows) - 1 and rows[ahead].keep:
                ahead += 1
                need += 1 + rows[ahead].gap
            more = row.spoken and row.speaker and index and rows[index - 1].speaker == row.speaker
            more = bool(more and rows[index - 1].spoken and not rows[index - 1].keep)
            goes_on = index + 1 < len(rows) and rows[index + 1].spoken and rows[index + 1].speaker == row.speaker
            last = self.line + need + (1 if more and goes_on and not rows[index + 1].keep else 0) > room
            if last and not self._fresh:
                split = more and row.speaker and form.resumed and rows[index - 1].left == form.dialogue[0]
                if split and rows[index].chars:
                    self._text("(MORE)", form.cue, gap=form.spoken_gap)
                self._foot(rows[index:])
                self._turn(scene_goes_on=not rows[index].number and not self._is_heading(row))
                if split:
                    self._text(f"{row.speaker} (CONT'D)", form.cue, gap=0)
            self._print(row)
            index += 1

    def _is_heading(self, row: Printed) -> bool:
        return row.left == self.form.margin and row.keep

    @property
    def _fresh(self) -> bool:
        return self.line == 0

    def _turn(self, scene_goes_on: bool = False) -> None:
        form = self.form
        self.pdf.add_page()
        self.page += 1
        self.line = 0
        if form.watermark:
            with self.pdf.rotation(45, form.paper[0] / 2, form.paper[1] / 2):
                self.pdf.set_font("Helvetica", "", 60)
                self.pdf.set_text_color(200)
                self.pdf.text(1.5, form.paper[1] / 2, form.watermark)
                self.pdf.set_text_color(0)
        if form.header:
            self._put([(char, "") for char in form.header], form.margin, 0.5)
        if form.page_numbers and self.page > 1:
            label = f"{self.page}."
            self._put([(char, "") for char in label], form.right - form.width * len(label), 0.5)
        if form.continued and scene_goes_on and self.scene:
            top = form.top - 2 * form.leading
            self._put([(char, "") for char in "CONTINUED:"], form.margin, top)
            self._margins(self.scene, top)

    def _foot(self, rest: Sequence[Printed]) -> None:
        form = self.form
        if form.continued and rest and not self._is_heading(rest[0]) and self.scene:
            text = "(CONTINUED)"
            top = form.top + form.leading * (form.lines + 1)
            self._put([(char, "") for char in text], form.right - form.width * len(text), top)

    def _text(self, text: str, left: float, gap: int) -> None:
        self._print(Printed([(char, "") for char in text], left, gap))

    def _print(self, row: Printed) -> None:
        form = self.form
        self.line += 1 + (0 if self._fresh else row.gap)
        top = form.top + form.leading * self.line
        if row.chars:
            self._put(row.chars, row.left, top)
        if row.beside:
            self._put(row.beside[0], row.beside[1], top)
        if row.number:
            self.scene = row.number
            self._margins(row.number, top)
        if row.star:
            self._put([("*", "")], form.right + 0.3, top)

    def _margins(self, number: str, top: float) -> None:
        if self.form.numbers:
            for left in (self.form.margin - 0.75, self.form.right + 0.1):
                self._put([(char, "") for char in number], left, top)

    def _put(self, chars: Sequence[Char], left: float, top: float) -> None:
        start = 0
        for index in range(1, len(chars) + 1):
            if index == len(chars) or chars[index][1] != chars[start][1]:
                self.pdf.set_font(self.family, chars[start][1], self.form.size)
                text = "".join(char for char, _ in chars[start:index])
                at = left + self.form.width * start
                self.pdf.text(at, top, text)
                start = index
