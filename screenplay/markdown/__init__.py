"""Screenplays written in Markdown (CommonMark): headings, bold cues, block quotes and line breaks.

::

    ## INT. BUS - NIGHT             a scene heading, as is **INT. BUS - NIGHT** alone
    Anna waits.                     action
    **ANNA** (quietly)              a cue; what follows it on further lines, in the next paragraph or in a
    > It is late.                   block quote is said
    **BEN:** It is.                 a cue and speech on one line
    *(He laughs.)*                  a parenthetical under a cue
    ANNA                            alone in its paragraph a cue too, where the name stands elsewhere as one

A file called .md that is Fountain is read as Fountain: the reading that finds more counts.  Front matter between
lines of ``---`` and a first heading of level 1 are the title page; other headings are sections, comments notes,
rules (``---``) notes too.  Links, tables and code stay as they are written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from film.screenplay import Run, Source
from screenplay import fountain
from screenplay.headings import label_of, prefix_of
from screenplay.laid_out.title import credit_and_names
from screenplay.manuscript import Draft, Manuscript
from screenplay.markdown.blocks import Block, blocks_of
from screenplay.markdown.elements import drafts_of, scene_level

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKED = re.compile(
    r"^[ >]{0,8}(?:#{1,6}|\*\*|__|\d{1,4}[.)])[ \t]*(?:\*\*|__)?([^\s#*_].*)|^[ >]{0,8}(\S.*)\n {0,3}(?:--|==)",
    re.MULTILINE,
)
"""Where Markdown may mark a heading: after hashes, in bold or numbered, or by a line drawn under it."""

_BOLD = re.compile(r"^[ >]{0,8}(?:\*\*|__)[^\s*_]", re.MULTILINE)
_OF_FOUNTAIN = frozenset({"note", "boneyard", "lyrics", "synopsis", "centered", "page_break"})

_FRONT = re.compile(r"([A-Za-z][\w -]{0,40}):(?:\s+(.*))?$")


def read(text: str, encoding: str) -> Manuscript:
    """Text of a file called Markdown: as Fountain unless Markdown finds more scenes, or more speech, in it."""
    as_fountain = fountain.read_manuscript(text, encoding)
    unified = _unified(text)
    if not _BOLD.search(unified) and not any(_heads(found[1] or found[2]) for found in _MARKED.finditer(unified)):
        return as_fountain
    as_markdown = read_marked(as_fountain.source.text, encoding)
    ours, theirs = _found(as_markdown.drafts), _found(as_fountain.drafts)
    surely = as_fountain.title_page or any(draft.type in _OF_FOUNTAIN or draft.dual for draft in as_fountain.drafts)
    more = ours[0] > theirs[0] if surely else ours > theirs
    return as_markdown if more else as_fountain


def _heads(text: str) -> bool:
    label = label_of(text)
    return prefix_of(text) is not None or (label is not None and prefix_of(text[label.end :]) is not None)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_marked(text: str, encoding: str) -> Manuscript:
    """Text as Markdown, whatever it says."""
    title_page, skipped = _front_matter(text.removeprefix("\ufeff"))
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    body = "\n".join([""] * skipped + lines[skipped:])
    blocks = list(blocks_of(body))
    level = scene_level(blocks)
    taken = skipped
    if blocks and not title_page and _is_title(blocks[0]) and level != 1:
        title_page = {"Title": tuple(line.text for line in blocks[0].lines)}
        taken = blocks.pop(0).last
        if blocks and len(blocks[0].lines) == 1 and (credit := credit_and_names(blocks[0].lines[0].text)):
            title_page |= {"Credit": credit[:1], "Author": credit[1:]}
            taken = blocks.pop(0).last
    read_as_markdown = list(drafts_of(blocks, level))
    drafts = sorted([*read_as_markdown, *_left(lines, read_as_markdown, taken)], key=lambda draft: draft.first)
    return Manuscript(drafts, title_page, [], Source(format="markdown", text=text, encoding=encoding))


def _is_title(block: Block) -> bool:
    return block.kind == "heading" and block.level == 1 and bool(block.lines) and not block.mark


def _left(lines: Sequence[str], drafts: Iterable[Draft], taken: int) -> Iterator[Draft]:
    """Lines behind the title page that say something but that Markdown makes nothing of, such as an empty list item."""
    covered = {number for draft in drafts for number in range(draft.first, draft.last + 1)}
    for number, line in enumerate(lines[taken:], taken + 1):
        if number not in covered and any(map(str.isalnum, line)):
            yield Draft("action", (Run(text=line.strip()),), number, number)


def _found(drafts: Iterable[Draft]) -> tuple[int, int, int]:
    """How many scenes, cues and parentheticals a reading has."""
    counts = Counter(draft.type for draft in drafts)
    return counts["scene_heading"], counts["character"], counts["parenthetical"]


def _front_matter(text: str) -> tuple[dict[str, tuple[str, ...]], int]:
    """Keys and values between two lines of dashes at the very start, and how many lines they take."""
    lines = _LINE_END.split(text[:20_000])
    if lines[0].rstrip() != "---" or "---" not in (rest := [line.rstrip() for line in lines[1:60]]):
        return {}, 0
    end = rest.index("---")
    entries: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in rest[:end]:
        if found := _FRONT.match(line):
            key = found[1].strip().capitalize()
            entries[key] = (found[2].strip().strip("\"'"),) if found[2] else ()
        elif key and line.strip():
            entries[key] += (line.strip().removeprefix("- "),)
        elif line.strip():
            return {}, 0
    return {key: values for key, values in entries.items() if values}, end + 2
