"""A Word document's body to paragraphs in reading order: text as it stands after all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from film.screenplay import ElementType, Run
from screenplay.files.markup import Node
from screenplay.manuscript.runs import capitals, merged
from screenplay.word.lists import Lists
from screenplay.word.parts import Parts, said, switched, value
from screenplay.word.styles import Look, Sheet, Switches, look_of, styles_of, switches_of

Side = Literal["left", "right"]

_THROUGH = frozenset(
    {
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "ruby",
        "rubyBase",
        "dir",
        "bdo",
    }
)
_GONE = frozenset({"del", "moveFrom"})
_TYPED = {0xE0: "→", 0xDF: "←", 0xF3: "↔", 0xE8: "→", 0x4A: "☺", 0x4C: "☹"}
_MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


class Paragraph(NamedTuple):
    """A paragraph: what it says, how it looks, and what it must be where its place already tells.

    ``breaks``: a page begins with it; ``gap``: there is white above it; ``gone`` is text that was deleted or
    hidden; ``cell`` numbers the row of a table and the side of it that the paragraph stands in, ``columns``
    how many cells that row has.  ``label`` is what its list prints before it, ``number`` what of that is a scene's.
    """

    runs: tuple[Run, ...]
    style: str = ""
    look: Look = Look()
    breaks: bool = False
    forced: ElementType | None = None
    kind: str = ""
    gone: str = ""
    cell: tuple[int, int] | None = None
    columns: int = 0
    label: str = ""
    number: str | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Walker:
    """Walks a body once; ``tables`` counts the tables met."""

    def __init__(self, parts: Parts, sheet: Sheet) -> None:
        self._sheet = sheet
        self._lists = Lists(parts.numbering)
        self._comments = {said(node, "id"): node for node in parts.comments.elements("comment")}
        self._footnotes = {said(node, "id"): node for node in parts.footnotes.elements("footnote")}
        self._endnotes = {said(node, "id"): node for node in parts.endnotes.elements("endnote")}
        self._rows = 0
        self._hung: list[Paragraph] = []
        self._boxed: list[Node] = []
        self._gone: list[str] = []
        self._breaks = False
        self._field = 0
        self.tables = 0

    def walk(self, node: Node) -> Iterator[Paragraph]:
        """The paragraphs in a body, cell or content control."""
        for child in node.elements():
            if child.tag == "p":
                yield from self._paragraph(child)
            elif child.tag == "tbl":
                yield from self._table(child)
            elif child.tag in _THROUGH:
                yield from self.walk(child)
            elif child.tag == "AlternateContent":
                yield from self.walk(child.first("Choice") or child.first("Fallback") or child)

    def _table(self, table: Node) -> Iterator[Paragraph]:
        self.tables += 1
        for row in table.elements("tr"):
            self._rows += 1
            number = self._rows
            cells = list(row.elements("tc"))
            for column, cell in enumerate(cells):
                for paragraph in self.walk(cell):
                    nested = paragraph.cell is not None
                    yield paragraph if nested else paragraph._replace(cell=(number, column), columns=len(cells))

    def _paragraph(self, node: Node) -> Iterator[Paragraph]:
        properties = node.first("pPr")
        style = value(properties, "pStyle") or self._sheet.usual
        look = look_of(properties).over(self._sheet.look(style))
        self._gone = []
        pieces: list[tuple[bool, tuple[Run, ...]]] = []
        pending: list[Run] = []
        breaks = bool(look.breaks)
        for run in self._runs(node, self._sheet.switches(style)):
            if self._breaks:
                self._breaks = False
                if pending:
                    pieces.append((breaks, merged(pending)))
                    pending = []
                breaks = True
            pending.append(run)
        pieces.append((breaks, merged(pending)))
        left_over, self._breaks = self._breaks, False
        label = self._lists.label(look)
        for index, (begins, runs) in enumerate(pieces):
            last = index == len(pieces) - 1
            gone = " ".join(self._gone) if last else ""
            yield Paragraph(runs, style, look, begins, gone=gone, label="" if index else label)
        yield from self._after()
        if left_over:
            yield Paragraph((), style, look, True)

    def _after(self) -> Iterator[Paragraph]:
        """What hangs on the paragraph: comments, footnotes, text in boxes."""
        hung, self._hung = self._hung, []
        boxed, self._boxed = self._boxed, []
        yield from hung
        for box in boxed:
            yield from self.walk(box)

    def _runs(self, node: Node, usual: Switches) -> Iterator[Run]:
        for child in node.elements():
            if child.tag == "r":
                yield from self._run(child, usual)
            elif child.tag in _THROUGH:
                yield from self._runs(child, usual)
            elif child.tag == "AlternateContent":
                yield from self._runs(child.first("Choice") or child.first("Fallback") or child, usual)
            elif child.tag in _GONE:
                self._gone.append(_deleted(child))

    def _run(self, node: Node, usual: Switches) -> Iterator[Run]:
        properties = node.first("rPr")
        named = value(properties, "rStyle")
        on = {**usual, **(self._sheet.switches(named) if named else {}), **switches_of(properties)}
        if switched(properties, "del"):
            self._gone.append(_deleted(node))
            return
        for child in node.elements():
            text = self._text(child)
            if not text:
                continue
            if on.get("vanish"):
                self._gone.append(text)
                continue
            run = Run(text=text, style=styles_of(on))
            yield capitals((run,))[0] if on.get("caps") else run

    def _text(self, node: Node) -> str:
        """What a run's child prints; notes, page breaks and boxes are remembered."""
        match node.tag:
            case "t":
                return node.text
            case "br":
                if said(node, "type") == "page":
                    self._breaks = True
                    return ""
                return "\n"
            case "sym":
                return _symbol(said(node, "char"))
            case "commentReference":
                self._hang(self._comments, node, "")
            case "footnoteReference":
                self._hang(self._footnotes, node, "Footnote")
            case "endnoteReference":
                self._hang(self._endnotes, node, "Endnote")
            case "ruby":
                return "".join(run.text for base in node.elements("rubyBase") for run in self._runs(base, {}))
            case "drawing" | "pict" | "object" | "AlternateContent":
                self._boxed += _boxes(node)
        return _MARKS.get(node.tag, "")

    def _hang(self, notes: dict[str | None, Node], reference: Node, kind: str) -> None:
        note = notes.pop(said(reference, "id"), None)  # once: a thousand references to one note are no thousand notes
        if note is None:
            return
        text = "\n".join("".join(_plain(each)) for each in note.elements("p")).strip()
        if text:
            self._hung.append(Paragraph((Run(text=text),), forced="note", kind=kind))


def _deleted(node: Node) -> str:
    return "".join(_plain(node))


def _plain(node: Node) -> Iterator[str]:
    """All text in a node, deleted or not, without field codes."""
    for child in node.elements():
        if child.tag in ("t", "delText"):
            yield child.text
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag != "instrText":
            yield from _plain(child)


def _symbol(code: str | None) -> str:
    """A character of a symbol font: Word makes arrows and faces of what is typed; others keep their code."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    return _TYPED.get(point & 0xFF) or (chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE else "")


def _boxes(node: Node) -> list[Node]:
    """The contents of text boxes, each once: Word writes them in two ways side by side."""
    if node.tag == "txbxContent":
        return [node]
    if node.tag == "AlternateContent":
        chosen = node.first("Choice") or node.first("Fallback")
        return _boxes(chosen) if chosen else []
    return [box for child in node.elements() for box in _boxes(child)]
