"""A file that is no screenplay, as paragraphs: plain text, Markdown, Word, PDF, subtitles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from film.errors import ScriptError
from storyreel.texts import subtitles

if TYPE_CHECKING:
    from planner.adapting import Passage, Source
    from planner.adapting.pieces import Counted
    from screenplay.laid_out import Row

_EMPHASIS = re.compile(r"(\*\*|__|\*|(?<!\w)_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_TITLED = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_UNDERLINE = re.compile(r"(?:=+|-{3,})")
_NUMBERED = re.compile(r"(?:[IVXLC]{1,7}|\d{1,3})\.?")
_SENTENCE_END = re.compile(r"[.!?…:。！？।؟][\"'”’»)」』]*$")
_ITEM = re.compile(r"(?:[-*•‣–—]|\d{1,3}[.)]|[a-z][.)])\s+\S")
_TALK = re.compile(r"(?:--|[–—])\s*\S")
_INDENT = 0.12
"""Inches to the right of the page's text that begin a paragraph in print."""
_RUNNING = 3
"""Pages that open or close with the same row: it is a running head."""


class _Block(NamedTuple):
    """A paragraph on lines of the file; ``opens``: a wider gap or an ornament stands before it."""

    text: str
    first: int
    last: int
    heading: bool = False
    opens: bool = False


def source_of(path: Path, language: str | None = None) -> Source:
    """The text in a file; ``language`` where its own words are not to tell.

    Raises ScriptError, in one line: a screenplay already, what a machine wrote, and all that reading a screenplay's
    file raises for files that cannot be read at all.
    """
    from planner.adapting import Passage, Source
    from screenplay.language import detect

    blocks, counted = _blocks_of(path)
    if counted == "paragraph":
        blocks = [block._replace(first=number, last=number) for number, block in enumerate(blocks, 1)]
    passages = tuple(_passage(Passage, block) for block in blocks)
    text = "\n".join(passage.text for passage in passages)
    return Source(name=path.name, language=language or detect(text), counted=counted, passages=passages)


def _passage(make: Callable[..., Passage], block: _Block) -> Passage:
    return make(span=(block.first, block.last), text=block.text, heading=block.heading, opens=block.opens)


def _blocks_of(path: Path) -> tuple[list[_Block], Counted]:
    from screenplay import pdf, word
    from screenplay.files import formats
    from screenplay.files.decoding import decode
    from screenplay.reader import bytes_of, read_bytes

    data = bytes_of(path)
    found = formats.format_of(data, path)
    if found not in ("text", "markdown", "fountain", "docx", "pdf"):
        read_bytes(data, path)
        raise _already(path)
    text = "" if found in ("docx", "pdf") else decode(data, path).text.removeprefix("\ufeff")
    if path.suffix.lower() in subtitles.SUFFIXES or _refuse_machines(text, path):
        return [_Block(*cue) for cue in subtitles.paragraphs(text, path)], "line"
    _refuse_screenplay(data, path, guessed=found == "pdf")
    if found == "pdf":
        return list(_printed(pdf.printed(data, path))), "paragraph"
    if found == "docx":
        drafts = word.read(data, path).drafts
        told = [draft for draft in drafts if draft.type not in ("note", "boneyard") and _says(draft.text)]
        return [_block([draft.text], 1, opens=False) for draft in told], "paragraph"
    return list(_typed(text)), "line"


def _refuse_machines(text: str, path: Path) -> bool:
    """Whether a text is subtitles.  Raises ScriptError for what else was written for or by a machine."""
    from screenplay.prose import SUBTITLES, machine_kind_of

    kind = machine_kind_of(text)
    if kind is not None and kind.what != SUBTITLES:
        what = f"it is {kind.what}, nothing to adapt"
        raise ScriptError(what, where=path, do="Give a story, an outline, a treatment or a transcript")
    return kind is not None


def _refuse_screenplay(data: bytes, path: Path, *, guessed: bool) -> None:
    """Raises ScriptError for a file in which somebody speaks; in print, where a running head may look like a name, for
    one that has a scene heading too."""
    from screenplay.reader import read_bytes

    try:
        screenplay = read_bytes(data, path)
    except ScriptError:
        return  # what is no screenplay is what we are here for
    types = {element.type for element in screenplay.elements}
    if types >= ({"character", "scene_heading"} if guessed else {"character"}):
        raise _already(path)


def _already(path: Path) -> ScriptError:
    what = "it is a screenplay already; its dialogue is never rewritten"
    return ScriptError(what, where=path, do="Plan it as it is: storyreel plan")


def _typed(text: str) -> Iterator[_Block]:
    """Paragraphs of typed text: between blank lines, at indents, or a line each where lines are not wrapped."""
    lines = [line.rstrip() for line in text.splitlines()]
    full = [line for line in lines if _says(line)]
    unwrapped = sum(1 for line in full if _SENTENCE_END.search(line)) * 10 >= len(full) * 8
    opens, blank = False, 0
    for first, block in _between_blanks(lines):
        opens = opens or first - blank > 2
        blank = first + len(block)
        if not any(map(_says, block)):
            opens = True
            continue
        for start, part in _parts(block, unwrapped):
            yield _block(part, first + start, opens=opens)
            opens = False


def _between_blanks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The line, from 1, that each run of lines begins on, and the run."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _parts(block: list[str], unwrapped: bool) -> Iterator[tuple[int, list[str]]]:
    """A run of lines in paragraphs, each with its first line's place in the run."""
    start = 0
    for place in range(1, len(block) + 1):
        if place == len(block) or unwrapped or _begins(block[place], block[place - 1]):
            part = block[start:place]
            if any(map(_says, part)):
                yield start, part
            start = place


def _begins(line: str, before: str) -> bool:
    if _TITLED.fullmatch(line) or _TITLED.fullmatch(before) or _ITEM.match(line.lstrip()):
        return True
    deeper = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())
    return (deeper or _TALK.match(line) is not None) and _SENTENCE_END.search(before) is not None


def _block(lines: Sequence[str], first: int, *, opens: bool) -> _Block:
    """A paragraph of these lines, without Markdown's signs."""
    from screenplay.prose import is_chapter

    said = [line.strip().lstrip(">").strip() for line in lines]
    titled = _TITLED.fullmatch(said[0]) if len(said) == 1 else None
    underlined = len(said) == 2 and _UNDERLINE.fullmatch(said[1]) is not None
    text = titled[1] if titled else said[0] if underlined else " ".join(said)
    text = " ".join(_EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text)).split())
    short = len(lines) == 1 and (is_chapter(text) or _NUMBERED.fullmatch(text) is not None)
    heading = titled is not None or underlined or short
    return _Block(text, first, first + len(lines) - 1, heading, opens)


def _printed(rows: Sequence[Row]) -> Iterator[_Block]:
    """Paragraphs of print: at blank rows and at indents; page numbers and running heads are left out."""
    part: list[str] = []
    opens = False
    for row, begins, gap in _body(rows):
        if part and begins:
            yield _block([" ".join(part)], 1, opens=opens)
            part, opens = [], gap > 1
        part.append(row.text.strip())
    if part:
        yield _block([" ".join(part)], 1, opens=opens)


def _body(rows: Sequence[Row]) -> Iterator[tuple[Row, bool, int]]:
    """The rows without page furniture; whether each begins a paragraph, and how many blank rows stand above it."""
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    edges = Counter(row.text.strip() for page in pages.values() for row in {page[0], page[-1]})
    apart = any(row.gap > 0 for row in rows)
    before = None
    for page in pages.values():
        kept = [row for row in page if not (row in (page[0], page[-1]) and _is_furniture(row.text.strip(), edges))]
        margin = min((row.left for row in kept), default=0.0)
        for place, row in enumerate(kept):
            ended = before is None or _SENTENCE_END.search(before.text.strip()) is not None
            indented = row.left > margin + _INDENT
            yield row, row.gap > 0 if apart and place else ended and (apart or indented), row.gap
            before = row


def _is_furniture(text: str, edges: Counter[str]) -> bool:
    return re.fullmatch(r"[-–— ]*\d{1,4}[-–— ]*", text) is not None or edges[text] >= _RUNNING


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text)
