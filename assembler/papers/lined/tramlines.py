"""Which setup covers which rows of the script, as vertical lines packed side by side.

A line runs straight where whoever speaks is on camera and wavy where they are off it; action is straight.  It ends in a
bar, or runs over the page's end where the coverage does.  Of a speech that is cut, each setup covers the rows that are
heard in its shots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assembler.papers.lined.script import SPOKEN, ScriptPage, ScriptRow
from assembler.papers.names import people, setup_name
from film.base import LineSpan
from film.plan import DialogueLine, Plan, ScenePlan
from film.shot import Setup, Shot

_MUST = ("action", "dialogue", "lyrics")
"""What has to be in the picture or sound of some shot; cues and parentheticals go with the words under them."""
_OVERLAP = 0.08
"""The share of a row's own length that must be heard for the row to be covered."""


class Tramline(NamedTuple):
    """A setup's line down one page, from the top of row ``first`` to the bottom of row ``last``.

    ``wavy`` are the rows (both included) where the speaker is off camera.  ``begins`` and ``ends`` are False where it
    goes on from the page before or over to the next.  ``column`` counts from 0; ``ink`` tells setups of a scene apart.
    """

    page: int
    setup: str
    size: str
    subjects: str
    first: int
    last: int
    wavy: tuple[tuple[int, int], ...]
    begins: bool = True
    ends: bool = True
    column: int = 0
    ink: int = 0


class Coverage(NamedTuple):
    """The lines of each page, and the rows (by page and index in its rows) that no shot covers."""

    lines: tuple[tuple[Tramline, ...], ...]
    uncovered: tuple[frozenset[int], ...]


class _Use(NamedTuple):
    setup: Setup
    name: str
    ink: int
    rows: dict[tuple[int, int], bool]
    """(page, row) to whether its speaker is seen."""


def tramlines(plan: Plan, pages: Sequence[ScriptPage]) -> Coverage:
    """The lines of every page, packed so that none touches another or another's label."""
    index = _by_scene(pages)
    printed = [sorted({row.row for row in page.rows if row.kind != "margin"}) for page in pages]
    drawn: list[list[Tramline]] = [[] for _ in pages]
    covered: set[tuple[int, int]] = set()
    for scene in plan.scenes:
        rows = index.get(scene.id, [])
        for use in _uses(scene, pages, rows, covered):
            for line in _runs(plan, use, printed):
                drawn[line.page].append(line)
    planned = {scene.id for scene in plan.scenes}
    bare = [
        frozenset(
            at
            for at, row in enumerate(page.rows)
            if row.kind in _MUST and row.scene in planned and row.text.strip() and (number, at) not in covered
        )
        for number, page in enumerate(pages)
    ]
    return Coverage(tuple(tuple(pack(lines)) for lines in drawn), tuple(bare))


def _by_scene(pages: Sequence[ScriptPage]) -> dict[str, list[tuple[int, int]]]:
    """Page and index of each scene's rows that stand for lines of the script."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, page in enumerate(pages):
        for at, row in enumerate(page.rows):
            if row.lines is not None:
                found.setdefault(row.scene, []).append((number, at))
    return found


def _uses(
    scene: ScenePlan, pages: Sequence[ScriptPage], rows: Sequence[tuple[int, int]], covered: set[tuple[int, int]]
) -> Iterator[_Use]:
    """What each setup of the scene covers; the rows covered are added to ``covered``."""
    dialogue = {line.id: line for line in scene.dialogue}
    for ink, setup in enumerate(scene.setups):
        held: dict[tuple[int, int], bool] = {}
        for shot in scene.shots:
            if shot.setup != setup.id:
                continue
            start = sum(each.frames for each in scene.shots[: scene.shots.index(shot)])
            for number, at in rows:
                row = pages[number].rows[at]
                if _covers(shot, row, dialogue, start):
                    covered.add((number, at))
                    key = (number, row.row)
                    held[key] = held.get(key, False) or _seen(scene, shot, row, dialogue)
        if held:
            yield _Use(setup, setup_name(scene, setup.id), ink, held)


def _covers(shot: Shot, row: ScriptRow, dialogue: Mapping[str, DialogueLine], start: int) -> bool:
    if not any(_meet(span, row.lines) for span in shot.covers):
        return False
    if row.kind not in SPOKEN:
        return True
    heard = [
        (start + speech.start - dialogue[speech.line].start, speech.frames, dialogue[speech.line].frames)
        for speech in shot.speech
        if speech.line in dialogue and _meet(dialogue[speech.line].lines, row.lines)
    ]
    if not heard:
        return True
    # A cue goes with the first of the words under it.
    first, last = row.part if row.kind in _MUST else (0.0, _OVERLAP)
    least = _OVERLAP * (last - first)
    return any(min(last, (at + long) / whole) - max(first, at / whole) > least for at, long, whole in heard)


def _meet(span: LineSpan, lines: LineSpan | None) -> bool:
    return lines is not None and span[0] <= lines[1] and lines[0] <= span[1]


def _seen(scene: ScenePlan, shot: Shot, row: ScriptRow, dialogue: Mapping[str, DialogueLine]) -> bool:
    """Whoever speaks the row is on camera; true of rows that nobody speaks."""
    if row.kind not in SPOKEN:
        return True
    heard = [
        speech for speech in shot.speech if speech.line in dialogue and _meet(dialogue[speech.line].lines, row.lines)
    ]
    if heard:
        return any(speech.seen for speech in heard)
    return any(line.character in shot.subjects for line in scene.dialogue if _meet(line.lines, row.lines))


def _runs(plan: Plan, use: _Use, printed: Sequence[Sequence[int]]) -> Iterator[Tramline]:
    """The setup's rows as lines: one for each stretch without a printed row that it does not cover."""
    for number in sorted({page for page, _ in use.rows}):
        rows = printed[number]
        run: list[int] = []
        for at, row in enumerate(rows):
            if (number, row) in use.rows:
                run.append(at)
            if run and ((number, row) not in use.rows or at == len(rows) - 1):
                yield _line(plan, use, number, [rows[each] for each in run], printed)
                run = []


def _line(plan: Plan, use: _Use, number: int, run: Sequence[int], printed: Sequence[Sequence[int]]) -> Tramline:
    before = number > 0 and run[0] == printed[number][0] and _has_last(use, number - 1, printed)
    after = number + 1 < len(printed) and run[-1] == printed[number][-1] and _has_first(use, number + 1, printed)
    wavy: list[tuple[int, int]] = []
    for place, row in enumerate(run):
        if use.rows[number, row]:
            continue
        joined = wavy and place > 0 and wavy[-1][1] == run[place - 1]
        wavy[-1:] = [(wavy[-1][0], row)] if joined else [*wavy[-1:], (row, row)]
    subjects = people(plan, use.setup.subjects)
    return Tramline(
        page=number,
        setup=use.name,
        size=use.setup.size,
        subjects=subjects,
        first=run[0],
        last=run[-1],
        wavy=tuple(wavy),
        begins=not before,
        ends=not after,
        ink=use.ink,
    )


def _has_last(use: _Use, page: int, printed: Sequence[Sequence[int]]) -> bool:
    return bool(printed[page]) and (page, printed[page][-1]) in use.rows


def _has_first(use: _Use, page: int, printed: Sequence[Sequence[int]]) -> bool:
    return bool(printed[page]) and (page, printed[page][0]) in use.rows


def pack(lines: Sequence[Tramline]) -> Iterator[Tramline]:
    """Each line in the first column where its label (the row above it) and itself find the ground free."""
    bottoms: list[int] = []
    for line in sorted(lines, key=lambda each: (each.first, each.ink, each.setup)):
        column = next((at for at, bottom in enumerate(bottoms) if bottom < line.first - 1), len(bottoms))
        bottoms[column : column + 1] = [line.last]
        yield line._replace(column=column)
