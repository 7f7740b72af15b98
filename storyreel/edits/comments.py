"""The comments of a file that is written again: found by what they stand at, put back where that is said now.

Our own marks of a conflict are comments too: they stay in the file, and with them the conflict stays
open, until somebody deletes them.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from storyreel.edits.layout import Line, Path, names_of
from storyreel.yamlfile import Page

ASKS = "the plan now asks: "
GONE = "the plan now leaves this out"
_TAKEN_OUT = re.compile(r"# you took out (\S+) of the (\S+); the plan now asks: (.*)")


class Note(NamedTuple):
    """A comment and where it stands: at the end of a line, before it, or after all that belongs to it."""

    where: Literal["beside", "before", "after"]
    path: Path
    text: str


class Mark(NamedTuple):
    """What both the director and the plan changed: ``asked`` is the plan's side as the file shows it.

    ``kind``: a value ``changed``; an item that the director took out (``out``) or the plan leaves out (``gone``).
    """

    kind: Literal["changed", "out", "gone"]
    path: Path
    asked: str = ""


def mark_text(mark: Mark) -> str:
    """The comment that shows it."""
    if mark.kind == "gone":
        return f"# {GONE}"
    if mark.kind == "out":
        return f"# you took out {mark.path[1]} of the {mark.path[0]}; {ASKS}{mark.asked}"
    return f"# {ASKS}{mark.asked}"


def read_marks(notes: Sequence[Note]) -> tuple[list[Mark], list[Note]]:
    """Our marks among a file's comments, and the comments that are a person's."""
    marks, rest = [], []
    for note in notes:
        if match := _TAKEN_OUT.fullmatch(note.text):
            marks.append(Mark("out", (match[2], match[1]), match[3]))
        elif note.where == "beside" and note.text.startswith(f"# {ASKS}"):
            marks.append(Mark("changed", note.path, note.text.removeprefix(f"# {ASKS}")))
        elif note.where == "beside" and note.text == f"# {GONE}":
            marks.append(Mark("gone", note.path[:2]))
        else:
            rest.append(note)
    return marks, rest


def comments_of(page: Page, ours: Collection[str] = ()) -> list[Note]:
    """Every comment of a file but for lines that are ``ours``, in order."""
    paths, scalars = _read(page)
    starts = sorted(paths)
    notes: list[Note] = []
    at = 0
    for number, line in enumerate(io.StringIO(page.text)):
        here = _comment_at(line, at, scalars)
        at += len(line)
        if here < 0 or line.strip() in ours:
            continue
        said = line[here:].rstrip()
        if line[:here].strip():
            nearest = starts[max(bisect_right(starts, number) - 1, 0)]
            notes.append(Note("beside", paths[nearest][0], said))
            continue
        following = starts[bisect_right(starts, number) :][:1]
        inside = not following or paths[following[0]][1] < here
        previous = starts[bisect_right(starts, number) - 1] if bisect_right(starts, number) else None
        if inside and previous is not None:
            notes.append(Note("after", paths[previous][0], said))
        else:
            notes.append(Note("before", paths[following[0]][0] if following else (), said))
    return notes


def line_at(page: Page, path: Path) -> int | None:
    """The line, from 1, of the deepest part of a path that the file has."""
    paths, _ = _read(page)
    lines = {known: line + 1 for line, (known, _) in sorted(paths.items(), reverse=True)}
    for end in range(len(path), 0, -1):
        found = [line for known, line in lines.items() if known[:end] == path[:end]]
        if found:
            return min(found)
    return None


def woven(lines: Sequence[Line], notes: Sequence[Note]) -> list[Line]:
    """The lines with comments among them; one whose place is gone stands before the next thing that holds it."""
    result = list(lines)
    for note in notes:
        path = note.path
        while path and not any(line.path[: len(path)] == path for line in result):
            path = path[:-1]
        there = [i for i, line in enumerate(result) if line.path[: len(path)] == path and line.text]
        if not there or not path:
            result.append(Line(note.text, ()))
            continue
        first, last = there[0], there[-1]
        exact = [i for i in there if result[i].path == path and not result[i].text.lstrip().startswith("#")]
        first = exact[0] if exact else first
        if note.where == "beside" and path == note.path and exact and "  # " not in result[first].text:
            result[first] = Line(f"{result[first].text}  {note.text}", path)
        elif note.where == "after" and path == note.path:
            result.insert(last + 1, Line(f"{_lead(result[last].text)}{note.text}", path))
        else:
            result.insert(first, Line(f"{_lead(result[first].text)}{note.text}", path))
    return result


def _lead(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _comment_at(line: str, start: int, scalars: Sequence[tuple[int, int]]) -> int:
    """Where a comment begins in a line that starts at an offset of the text; -1 for none."""
    for match in re.finditer(r"(?:^|(?<=\s))#", line):
        at = start + match.start()
        place = bisect_right(scalars, (at, 1 << 60)) - 1
        if place < 0 or scalars[place][1] <= at:
            return match.start()
    return -1


def _read(page: Page) -> tuple[dict[int, tuple[Path, int]], list[tuple[int, int]]]:
    """Line to path and column of what begins on it; the spans of the file's scalars."""
    paths: dict[int, tuple[Path, int]] = {}
    scalars: list[tuple[int, int]] = []
    for node, path, counts in _nodes(page.root, ()):
        if node.id == "scalar":
            scalars.append((node.start_mark.index, max(node.end_mark.index, node.start_mark.index)))
        if counts:
            paths.setdefault(node.start_mark.line, (path, node.start_mark.column))
    return paths, sorted(scalars)


def _nodes(node: Any, path: Path) -> Iterator[tuple[Any, Path, bool]]:
    """Every node in order with its path; whether a line that begins with it is about it."""
    if node.id == "mapping":
        for key, value in node.value:
            inner = (*path, str(key.value))
            yield key, inner, True
            yield from _nodes(value, inner)
    elif node.id == "sequence":
        for item, called in zip(node.value, names_of([_names(each) for each in node.value]), strict=True):
            yield item, (*path, called), item.id != "mapping" or bool(item.flow_style)
            yield from _nodes(item, (*path, called))
    else:
        yield node, path, False


def _names(node: Any) -> Any:
    if node.id != "mapping":
        return node.value
    return {str(key.value): value.value for key, value in node.value if value.id == "scalar"}
