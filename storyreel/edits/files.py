"""The files of cast/, places/ and scenes/: what is to be written where, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from film.findings import Finding
from film.names import digest, slug
from storyreel.edits.comments import ASKS, Mark, Note, mark_text, woven
from storyreel.edits.layout import flow, laid_out, text_of
from storyreel.edits.three_way import at, data_of
from storyreel.files import refusals
from storyreel.sheets import Sheet, head, identity, sheets_in
from storyreel.yamlfile import read_text

_LONGEST = 90
_LEAD = 30
_KEPT = ".kept.yaml"
_MEND = "Change it there or leave it, then delete the comment that shows the plan's side"


@dataclass
class Told:
    """What has to be said of edits: in the run, and as findings for as long as they are open."""

    lines: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    shown: int = 0

    def say(self, line: str) -> None:
        """One line for who made the run."""
        self.lines.append(line)

    def show(self, file: str, mark: Mark, value: Any, about: Mapping[str, Any]) -> None:
        """A mark: both sides, and how to settle it.  ``about`` is more of the finding: scene, shots, line."""
        named = ".".join(mark.path)
        if mark.kind == "gone":
            said = f"{file}: {named}, which you changed, is not in the plan of the script any more; yours is kept"
        elif mark.kind == "out":
            said = f"{file}: {named}, which you took out, changed with the script; it stays out"
        else:
            yours, other = _apart(flow(value), mark.asked)
            said = f"{file}: {named} is {yours} by your hand; {ASKS}{other}"
        self.lines.append(said)
        self.shown += 1
        self.findings.append(Finding(rule="edit", message=f"{said}.", mend=f"{_MEND}.", **about))

    def find(self, message: str, mend: str, about: Mapping[str, Any]) -> None:
        """What an edit asks for and does not get; found as long as it does."""
        self.lines.append(f"{message}. {mend}")
        self.findings.append(Finding(rule="edit", message=f"{message}.", mend=f"{mend}.", **about))

    def close(self) -> None:
        """How to settle what is shown, said once."""
        if self.shown:
            files = "the file" if self.shown == 1 else "the files"
            self.say(f"both sides are shown in {files}: {_MEND[0].lower()}{_MEND[1:]}")


def _apart(a: str, b: str) -> tuple[str, str]:
    """Two texts as short as shows how they differ."""
    if max(len(a), len(b)) <= _LONGEST:
        return a, b
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    first = common - _LEAD if common > 2 * _LEAD else 0
    return _cut(a, first), _cut(b, first)


def _cut(text: str, first: int) -> str:
    tail = "…" if len(text) > first + _LONGEST else ""
    return f"{'…' if first else ''}{text[first : first + _LONGEST]}{tail}"


def sheet_text(
    form: Mapping[str, Any], own: Mapping[str, Any], purpose: Any, *,
    heads: Mapping[str, str] | None = None, marks: Iterable[Mark] = (), notes: Iterable[Note] = (),
) -> str:  # fmt: skip
    """A file's text.  Its head remembers ``own``, what stood there without a director: any other text is an edit."""
    untouched = laid_out(own, heads)
    shown = untouched if form is own or form == own else laid_out(form, heads)
    lines = woven(shown, [*(_note(mark) for mark in marks), *notes])
    return head(text_of(untouched), digest(own)[:16], purpose) + text_of(lines)


def _note(mark: Mark) -> Note:
    if mark.kind == "out":
        return Note("before", mark.path[:1], mark_text(mark))
    if mark.kind == "gone":
        return Note("beside", (*mark.path, "id"), mark_text(mark))
    return Note("beside", mark.path, mark_text(mark))


def value_at(tree: Any, mark: Mark) -> Any:
    """What stands in the file where a mark is."""
    return data_of(at(tree, mark.path), mark.path[-1]) if mark.kind == "changed" else ""


class Folder:
    """What becomes of the files of one folder; nothing is written here."""

    def __init__(self, folder: Path, told: Told) -> None:
        self._folder, self._told = folder, told
        self._texts: dict[Path, str | None] = {}
        self._ids: set[str] = set()
        self._used: set[Path] = set()

    def put(self, stem: str, id: str, text: str, sheet: Sheet | None, *, aside: bool = False) -> None:
        """The text of one sheet; ``sheet`` is the edited file that it was, which with ``aside`` is kept as well."""
        path = self._folder / f"{stem}.yaml"
        self._texts[path] = text
        self._ids.add(id)
        if sheet is None:
            return
        self._used.add(sheet.path)
        if aside:
            kept = self._free(f"{sheet.path.stem}{{}}{_KEPT}")
            self._texts[kept] = read_text(sheet.path)
            self._told.say(f"the file as you left it is kept as {self._folder.name}/{kept.name}")
        if sheet.path != path:
            self._texts.setdefault(sheet.path, None)
            self._renamed(sheet.path, path)

    def settled(self, *, whole: bool) -> dict[Path, str | None]:
        """Path to text, None for what goes: with ``whole`` our own sheets that nothing needs any more."""
        with refusals(self._folder):
            known = sheets_in(self._folder)
        for sheet in known:
            if sheet.path in self._used:
                continue
            if sheet.edited:
                self._leave(sheet, whole=whole)
            elif whole:
                self._texts.setdefault(sheet.path, None)
        return self._texts

    def _leave(self, sheet: Sheet, *, whole: bool) -> None:
        """A director's file that nothing uses stays; it makes room for one that has its name now."""
        id = identity(sheet.path)
        if whole and id not in self._ids:
            self._told.say(f"{self._folder.name}/{sheet.path.name} is kept but nothing in the script uses it")
        if self._texts.get(sheet.path) is not None:
            there = self._free(f"{slug(id)}{{}}.yaml")
            self._texts[there] = read_text(sheet.path)
            self._renamed(sheet.path, there)

    def _renamed(self, path: Path, there: Path) -> None:
        name = self._folder.name
        self._told.say(f"{name}/{path.name}, which you edited, is {name}/{there.name} now")

    def _free(self, name: str) -> Path:
        names = (name.format(f"-{number}" if number > 1 else "") for number in count(1))
        paths = (self._folder / each for each in names)
        return next(path for path in paths if not path.exists() and path not in self._texts)
