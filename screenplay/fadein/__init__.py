"""Fade In (.fadein: a zip with a document.xml) and bare Open Screenplay Format XML (.osf, .xml).

A paragraph names its style (``basestyle``, in older versions ``basestylename`` or ``baseStyleName``), which leads
through the file's own styles to one of eight built-in ones.  Parentheses of parentheticals and capitals of styles
that ask for them are not in the file but are printed; elements have them, the source keeps the writer's letters.
Fade In exports such capitals to Fountain and Final Draft; Final Draft itself keeps and exports the letters as they
were typed, so the reader of its files leaves them.
Version 1.2 marks emphasis by tags inside the text, later ones by attributes.

Lines of a .fadein count in its text: one line for each line of each paragraph of the title page, then of the
script, a synopsis or note standing behind the paragraph that it hangs on.  Lines of bare XML are the file's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from film.errors import ScriptError
from film.screenplay import Diagnostic, ElementType, Run, Source
from screenplay.fadein.front import revisions_of, title_page_of
from screenplay.fadein.styles import TYPES, YES, File, base_of, file_of, runs_in
from screenplay.files import archive, markup
from screenplay.files.formats import FADE_IN_PART
from screenplay.files.markup import Node
from screenplay.manuscript import Draft, Manuscript
from screenplay.manuscript.dual import paired
from screenplay.manuscript.runs import capitals, in_parentheses, merged, stripped, text_of

_PLAIN = frozenset(TYPES) - {"shot", "normal text"}
_KNOWN = frozenset({"style", "text", "marks", "tags", "bookmarks"})


class _Piece(NamedTuple):
    """An element, its lines being those of the XML, and what stands for it in the text; or a blank line."""

    draft: Draft | None
    raw: str
    paired: bool = False


def read(data: bytes, where: Path, *, salvage: bool = False) -> Manuscript:
    """A .fadein file.  Raises ScriptError for a damaged archive or XML, and for a file without paragraphs."""
    opened = archive.open_archive(data, where, salvage=salvage)
    name = opened.find(lambda each: each.lower().rpartition("/")[2] == FADE_IN_PART)
    if name is None:
        what = f"the archive has no {FADE_IN_PART}, which holds a Fade In script"
        raise ScriptError(what, where=where, do="Save it again in Fade In")
    parsed = markup.parse(opened.read(name), where, salvage=salvage)
    manuscript = _manuscript(parsed, where, own_lines=False)
    return manuscript._replace(diagnostics=[*opened.diagnostics, *manuscript.diagnostics])


def read_xml(data: bytes, where: Path, *, salvage: bool = False) -> Manuscript:
    """Bare Open Screenplay Format XML.  Raises ScriptError as ``read`` does."""
    return _manuscript(markup.parse(data, where, salvage=salvage), where, own_lines=True)


def _manuscript(parsed: markup.Parsed, where: Path, *, own_lines: bool) -> Manuscript:
    nodes, titles = _paragraph_nodes(parsed.root)
    if not nodes:
        what = "it is no script in Open Screenplay Format: it has no paragraphs"
        raise ScriptError(what, where=where, do="Save it again in Fade In")
    file = file_of(parsed.root)
    title_page = title_page_of(parsed.root, titles, file)
    pieces = [piece for node in nodes for piece in _pieces(node, file)]
    if own_lines:
        text, drafts, flags = parsed.text, *_drafts_of(pieces)
        reported = list(parsed.diagnostics)
    else:
        lead = [line for values in title_page.values() for value in values for line in value.split("\n")]
        text, pieces = _laid_down(pieces, lead)
        drafts, flags = _drafts_of(pieces)
        reported = [each.model_copy(update={"line": 1}) for each in parsed.diagnostics]
    drafts, lonely = paired(_numbered(drafts, file), flags)
    return Manuscript(
        drafts,
        title_page,
        [*reported, *_odd(file.odd, own_lines), *lonely],
        Source(format="fadein", text=text, encoding=parsed.encoding if own_lines else "utf-8"),
        revisions=revisions_of(parsed.root, drafts),
    )


def _paragraph_nodes(root: Node) -> tuple[list[Node], list[Node]]:
    """The script's paragraphs and the title page's, wherever in a damaged tree they stand."""
    script: list[Node] = []
    titles: list[Node] = []
    waiting = [(root, script)]
    while waiting:
        node, into = waiting.pop()
        if node.tag == "para":
            into.append(node)
            continue
        into = titles if node.tag == "titlepage" else into
        waiting += [(child, into) for child in reversed(list(node.elements()))]
    return script, titles


def _pieces(node: Node, file: File) -> Iterator[_Piece]:
    """A paragraph as page break, element, synopsis and notes; as a blank line where it says nothing."""
    style = next(node.elements("style"), None)
    own = dict(style.attributes) if style else {}
    said = {**own, **node.attributes}
    name = base_of(own) or own.get("name", "")
    if said.get("pagebreakbefore") in YES or said.get("page_break") in YES:
        yield _Piece(Draft("page_break", (), node.line, node.line), "")
    runs = merged(run for child in node.elements("text") for run in runs_in(child, file))
    revision = _revision(node)
    if revision:
        runs = tuple(run.model_copy(update={"revision": revision}) for run in runs)
    raw = text_of(runs)
    if raw.strip():
        yield _Piece(_draft(node, name, said, runs, file), raw, said.get("dualdialogue") in YES)
    elif raw or not said.get("pagebreakbefore"):
        yield _Piece(None, raw)
    hung: tuple[tuple[str, ElementType], ...] = (("synopsis", "synopsis"), ("note", "note"))
    for key, kind in hung:
        if text := said.get(key, "").strip():
            yield _Piece(Draft(kind, (Run(text=text),), node.line, node.last), text)
    for child in node.elements():
        if child.tag not in _KNOWN and child.text.strip():
            yield _Piece(Draft("note", (Run(text=child.text.strip()),), child.line, child.last), child.text.strip())


def _draft(node: Node, name: str, said: dict[str, str], runs: tuple[Run, ...], file: File) -> Draft:
    built_in = file.built_in(name)
    if not built_in:
        file.odd.setdefault(name, node.line)
    kind = TYPES.get(built_in, "action")
    runs = tuple(run for run in runs if run.text)
    if kind != "action":
        runs = stripped(runs)
    if kind == "parenthetical":
        runs = in_parentheses(runs)
    if (said.get("allcaps") or file.says(name, "allcaps")) in YES:
        runs = capitals(runs)
    if kind == "action" and (said.get("align") or file.says(name, "align")) == "center":
        kind, runs = "centered", stripped(runs)
    number = next((said[key] for key in ("number", "scene_number", "scenenumber") if said.get(key)), None)
    own_word = "" if name.lower() in _PLAIN else name
    return Draft(kind, runs, node.line, node.last, number if kind == "scene_heading" else None, kind=own_word)


def _revision(node: Node) -> str | None:
    """The latest draft that marks the paragraph."""
    marks = [mark.attributes.get("revision", "") for each in node.elements("marks") for mark in each.elements("mark")]
    numbers = [int(mark) for mark in marks if mark.isdecimal() and len(mark) < 6]
    return str(max(numbers)) if any(numbers) else None


def _laid_down(pieces: Sequence[_Piece], lead: list[str]) -> tuple[str, list[_Piece]]:
    """The text with one line for each line of each piece, behind the title page, and the pieces with those lines."""
    lines = list(lead)
    placed = []
    for piece in pieces:
        first = len(lines) + 1
        lines += re.split("\r\n|\r|\n", piece.raw)
        draft = piece.draft and piece.draft._replace(first=first, last=len(lines))
        placed.append(piece._replace(draft=draft))
    return "\n".join(lines), placed


def _drafts_of(pieces: Sequence[_Piece]) -> tuple[list[Draft], list[int]]:
    """The elements, and the indices of cues that speak with somebody else."""
    kept = [piece for piece in pieces if piece.draft]
    return [piece.draft for piece in kept if piece.draft], [index for index, piece in enumerate(kept) if piece.paired]


def _numbered(drafts: list[Draft], file: File) -> list[Draft]:
    """With running scene numbers where the file says that Fade In counts, and none is written."""
    counts = (file.says("scene heading", "numbering"), file.says("scene heading", "number_format"))
    headings = [index for index, draft in enumerate(drafts) if draft.type == "scene_heading"]
    if counts[0] not in YES or counts[1] not in ("#", "") or any(drafts[index].number for index in headings):
        return drafts
    start = file.says("scene heading", "number_start")
    numbered = list(drafts)
    for number, index in enumerate(headings, int(start) if start.isdecimal() and len(start) < 6 else 1):
        numbered[index] = drafts[index]._replace(number=str(number))
    return numbered


def _odd(odd: dict[str, int], own_lines: bool) -> list[Diagnostic]:
    """One report a style that leads to no built-in one."""
    return [
        Diagnostic(
            severity="info",
            line=line if own_lines else 1,
            message=f"paragraphs in the style {name or 'without a name'} are read as action",
        )
        for name, line in odd.items()
    ]
