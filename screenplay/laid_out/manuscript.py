"""Rows with their places to a manuscript: columns, furniture, title page, elements and page turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from math import ceil
from pathlib import Path
from typing import NamedTuple

from film.errors import ScriptError
from film.screenplay import Diagnostic, Revision, Source
from screenplay.laid_out import centred
from screenplay.laid_out.bands import bands_of, pages_of
from screenplay.laid_out.columns import Columns, columns_of
from screenplay.laid_out.elements import Script
from screenplay.laid_out.furniture import Page, Removed, clean
from screenplay.laid_out.furniture_words import colour_of
from screenplay.laid_out.numbering import front_and_body, labelled, title_lifted
from screenplay.laid_out.paragraphs import draft_of
from screenplay.laid_out.rows import Row
from screenplay.laid_out.title import title_page_of
from screenplay.laid_out.turns import paged, straightened
from screenplay.manuscript import Draft, Manuscript, PageTurn

_NO_LAYOUT = "it is not laid out like a screenplay: no scene headings and no names above indented speech were found"
_DO = (
    "A script opens its scenes with INT. or EXT.; a language model makes one of prose: "
    "storyreel adapt FILE --llm SPEC -o NEW.fountain"
)


def looks_like_screenplay(rows: Sequence[Row]) -> bool:
    """Whether headings, or names above indented speech, make up enough of it."""
    return columns_of(bands_of(centred.straightened(rows))) is not None


def manuscript_of(rows: Sequence[Row], source: Source, where: Path) -> Manuscript:
    """The manuscript that the rows print; they stand in reading order, page by page.

    Pages and page turns are the rows' own word where there are several pages or places on them.
    Raises ScriptError where it is not laid out like a screenplay.
    """
    taken = taken_apart(rows, where)
    drafts, turns = _drafts(taken.script, taken.body)
    has_pages = len(taken.body) > 1 or any(row.top is not None for row in rows)
    return Manuscript(
        drafts if has_pages else [draft._replace(page=None) for draft in drafts],
        title_page_of(taken.front),
        _told(taken.removed),
        source,
        pages=_length(taken.body) if has_pages else None,
        turns=turns if has_pages else (),
        revisions=_revisions(taken.script),
    )


class Taken(NamedTuple):
    """Rows taken apart: pages before the script, its pages, its paragraphs, and the furniture, all of it."""

    columns: Columns
    front: list[Page]
    body: list[Page]
    script: Script
    removed: list[Removed]


def taken_apart(rows: Sequence[Row], where: Path) -> Taken:
    """What the rows are; every word of theirs is in one of the parts.  Raises ScriptError as above."""
    bands = paged(bands_of(centred.straightened(rows)))
    columns = columns_of(bands)
    if columns is None:
        raise ScriptError(_NO_LAYOUT, where=where, do=_DO)
    pages, removed = clean(straightened(pages_of(bands), columns), columns)
    front, body = front_and_body(pages, columns)
    if not front:
        front, body = title_lifted(body, columns)
    body = labelled(body)
    script = Script(columns)
    for page, following in zip_longest(body, body[1:]):
        script.add(page, following.prints[0] if following and following.prints else None)
    return Taken(columns, front, body, script, [*removed, *script.removed])


def _drafts(script: Script, body: Sequence[Page]) -> tuple[list[Draft], tuple[PageTurn, ...]]:
    tight = _is_tight(script)
    drafts: list[Draft] = []
    inside: dict[int, list[int]] = {}
    for index, paragraph in enumerate(script.paragraphs):
        draft, turns = draft_of(paragraph, tight)
        drafts.append(draft)
        if turns:
            inside[index] = turns
    labels = {page.place: page.label or "" for page in body}
    found = []
    for index, page in script.starts:
        if inside.get(index - 1):
            found.append(PageTurn(labels[page], index - 1, inside[index - 1].pop(0)))
        elif index < len(drafts):
            found.append(PageTurn(labels[page], index))
    return drafts, tuple(found)


def _is_tight(script: Script) -> bool:
    """Whether the writer sets words tight behind a double dash."""
    texts = [piece.row.text for paragraph in script.paragraphs for piece in paragraph.rows]
    tight = loose = 0
    for text in texts:
        if "--" in text[:-2]:
            loose += text.count("-- ")
            tight += text.count("--") - text.count("-- ") - text.endswith("--")
    return tight > loose


def _revisions(script: Script) -> tuple[Revision, ...]:
    return tuple(
        Revision(id=name, name=said or "revised", colour=colour_of(said)) for said, name in script.revisions.items()
    )


def _length(body: Sequence[Page]) -> float:
    """Pages, the last one in eighths by how far down it goes."""
    depths = [_depth(page) for page in body]
    full = max(depths, default=0.0)
    if not body or not full:
        return float(len(body))
    return len(body) - 1 + max(1, min(8, ceil(8 * depths[-1] / full))) / 8


def _depth(page: Page) -> float:
    """How many lines a page goes down."""
    return sum(1 + print_.row.gap for print_ in page.prints)


def _told(removed: Sequence[Removed]) -> list[Diagnostic]:
    if not removed:
        return []
    counts = Counter(each.kind for each in removed)
    said = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    first = min(each.line for each in removed)
    return [Diagnostic(severity="info", line=first, message=f"page furniture left out of the script: {said}")]
