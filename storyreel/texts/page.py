"""translations/fr.yaml: a film's lines in another language, to read and to edit; what a director wrote there stays.

A line is known again by its words and its place among the others.  Where its words are as they were, its translation
stays, whoever wrote it, and nobody is asked.  Where they changed, ours is made anew, and a director's is kept with
``was`` beside it, until ``was`` is taken out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from film.base import Document, Model
from film.names import digest
from planner.translating import Flag, Job, Kind, Line, Rendered
from storyreel.yamlfile import read_document, read_model

_HEAD = """\
{language} ({code}). Edit any text: what you write stays, and is never asked for again.
Flags say what to look at: long takes more seconds than the line has; name, number and term: one of the source is
not in it; same: not translated; missing: say it yourself, or run storyreel translate again; stale: the source was
changed after you wrote it. Take was: out where your text still holds. terms: are rendered exactly as they say.
"""
_WIDE = 10_000
_QUOTED = ("source", "was", "text")
"""Words of the film: in quotes, whatever signs they hold."""


class Entry(Model):
    """A line: its words as they are now, and in the other language; ``made`` is the digest of what a model wrote.

    ``seconds`` is what the line has, ``speakable`` what its translation takes.  ``was`` are the words that a director
    translated before they were changed.
    """

    id: str
    kind: Kind = "dialogue"
    speaker: str = ""
    source: str
    was: str | None = None
    text: str = ""
    seconds: float = 0.0
    speakable: float = 0.0
    flags: tuple[Flag, ...] = ()
    made: str = ""

    @property
    def edited(self) -> bool:
        """A person wrote its text."""
        return bool(self.text.strip()) and self.made != mark_of(self.text)


class TranslationPage(Document):
    """A whole translation; ``terms`` are names and terms with their renderings, ``unused`` a director's lines that the
    film no longer has."""

    language: str
    terms: dict[str, str] = {}
    lines: Annotated[tuple[Entry, ...], Field(max_length=100_000)] = ()
    unused: Annotated[tuple[Entry, ...], Field(max_length=100_000)] = ()


class Known(NamedTuple):
    """What a line was before: its entry, and the entry's place in the file."""

    entry: Entry
    place: int
    same: bool

    @property
    def keeps(self) -> bool:
        """Whether the translation stays: the line's words are the same, or a person wrote it."""
        return bool(self.entry.text.strip()) and (self.same or self.entry.edited)


def mark_of(text: str) -> str:
    """What tells a text as a model wrote it from an edited one."""
    return digest(text)[:8]


def read_page(path: Path) -> TranslationPage | None:
    """The translation in a file; None where there is none.  Raises ProjectError with file and line."""
    return read_model(path, TranslationPage) if path.is_file() else None


def known_lines(page: TranslationPage, lines: Sequence[Line]) -> dict[str, Known]:
    """For each line, by id, what the page has for it: the entry of the same words, else of those that stood there."""
    entries = [*page.lines, *page.unused]
    before = [(entry.speaker, entry.source) for entry in entries]
    now = [(line.speaker, line.text) for line in lines]
    found: dict[int, tuple[int, bool]] = {}
    changed: list[tuple[int, int]] = []
    for kind, b0, b1, n0, n1 in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            found |= {n: (b, True) for b, n in zip(range(b0, b1), range(n0, n1), strict=True)}
        elif kind == "replace":
            changed += _by_speaker(before, now, range(b0, b1), range(n0, n1))
    _moved(before, now, found)
    taken = {place for place, _ in found.values()}
    found |= {n: (b, False) for b, n in changed if n not in found and b not in taken}
    return {lines[n].id: Known(entries[b], b, same) for n, (b, same) in found.items()}


def _by_speaker(
    before: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]], olds: range, news: range
) -> Iterator[tuple[int, int]]:
    """Lines that stand where others of the same speaker stood, in order."""
    rest = list(olds)
    for new in news:
        old = next((old for old in rest if before[old][0] == now[new][0]), None)
        if old is not None:
            rest.remove(old)
            yield old, new


def _moved(
    before: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]], found: dict[int, tuple[int, bool]]
) -> None:
    """Adds the lines whose words stood elsewhere."""
    taken = {place for place, _ in found.values()}
    free: dict[tuple[str, str], list[int]] = {}
    for place, key in enumerate(before):
        if place not in taken:
            free.setdefault(key, []).append(place)
    for new, key in enumerate(now):
        if new not in found and free.get(key):
            found[new] = (free[key].pop(0), True)


def entry_of(line: Line, known: Known | None, kept: Rendered | None, made: Rendered | None) -> Entry:
    """A line as the page has it now: what it keeps (``kept`` tells of its words), else what a model made, else none."""
    if known is not None and kept is not None:
        was = known.entry.was or (None if known.same else known.entry.source)
        return _entry(line, kept, was=None if was == line.text else was, made=known.entry.made)
    if made is not None:
        return _entry(line, made, was=None, made=mark_of(made.text))
    return _entry(line, Rendered(text="", seconds=0.0, flags=("missing",)), was=None, made="")


def _entry(line: Line, said: Rendered, *, was: str | None, made: str) -> Entry:
    return Entry(
        id=line.id,
        kind=line.kind,
        speaker=line.speaker,
        source=line.text,
        was=was,
        text=said.text,
        seconds=line.seconds,
        speakable=said.seconds,
        flags=(*said.flags, *(("stale",) if was else ())),
        made=made,
    )


class Placed(NamedTuple):
    """An entry, and its place in the file that is there; None for a new one."""

    entry: Entry
    place: int | None


def page_text(path: Path, job: Job, lines: Sequence[Placed], unused: Sequence[Placed]) -> str:
    """The page as YAML, with the comments of the file that is there.  Raises ProjectError where that is no YAML."""
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    from planner.translating import name_of

    document = read_document(path) if path.is_file() else None
    if document is None:
        document = CommentedMap(
            schema_version=TranslationPage.model_fields["schema_version"].default, language=job.language
        )
        document.yaml_set_start_comment(_HEAD.format(language=name_of(job.language), code=job.language))
    terms = document.setdefault("terms", CommentedMap()) if job.glossary else {}
    terms.update({term: _shown("text", rendering) for term, rendering in job.glossary.items()})
    there = [*(document.get("lines") or ()), *(document.get("unused") or ())]
    for name, placed in (("lines", lines), ("unused", unused)):
        rows = CommentedSeq(_row(entry, CommentedMap() if place is None else there[place]) for entry, place in placed)
        if rows or name == "lines":
            document[name] = rows
        else:
            document.pop(name, None)
    stream = io.StringIO()
    yaml = YAML()
    yaml.width = _WIDE
    yaml.dump(document, stream)
    return stream.getvalue()


def _row(entry: Entry, row: Any) -> Any:
    """An entry as a mapping, that of the file where there is one: what stands at its keys stays."""
    for at, (name, value) in enumerate(entry.model_dump().items()):
        if value is None or (name in ("kind", "speaker") and value in ("", "dialogue")):
            row.pop(name, None)
        elif name not in row:
            row.insert(min(at, len(row)), name, _shown(name, value))
        elif name in _QUOTED or row[name] != (list(value) if name == "flags" else value):
            row[name] = _shown(name, value)
    return row


def _shown(name: str, value: Any) -> Any:
    from ruamel.yaml.comments import CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if name == "flags":
        flags = CommentedSeq(value)
        flags.fa.set_flow_style()
        return flags
    return DoubleQuotedScalarString(value) if name in _QUOTED else value
