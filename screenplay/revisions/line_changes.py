"""Lines that are not as they were, word by word."""

from __future__ import annotations

import re
from typing import Literal

from film.base import LineSpan, Model
from film.screenplay import Element, ElementType, Screenplay
from screenplay.revisions.lines import renamed, words_of
from screenplay.revisions.matching import Match
from screenplay.revisions.paging import Page
from screenplay.revisions.pairing import NONE, rising
from screenplay.revisions.wording import Part, worded

UNPRINTED: frozenset[ElementType] = frozenset({"section", "synopsis", "note", "boneyard", "page_break"})
"""What the actors' pages do not show: a change there is told, and changes no scene."""

_EMPHATIC: frozenset[ElementType] = frozenset({"action", "dialogue", "lyrics", "parenthetical", "centered"})
_CONTINUED = re.compile(r"\s*\(\s*CONT(?:['’]?D|INUED|\.)\s*\)", re.IGNORECASE)


class LineChange(Model):
    """A line that is not as it was: ``before`` and ``after`` are its lines in the two sources.

    ``words`` is the line with what was taken out and put in.  ``rename_only`` says that names are all
    that changed, ``moved`` that it stands elsewhere in its scene or in another one.
    """

    id: str
    type: ElementType
    change: Literal["changed", "added", "removed", "moved"]
    words: tuple[Part, ...]
    before: LineSpan | None = None
    after: LineSpan | None = None
    moved: bool = False
    rename_only: bool = False

    @property
    def printed(self) -> bool:
        """It stands on the page."""
        return self.type not in UNPRINTED


class LineChanges:
    """The changes of lines, by place."""

    def __init__(self, old: Screenplay, new: Screenplay, found: Match) -> None:
        self._old, self._new, self._found = old.elements, new.elements, found
        self._home_old, self._home_new = _homes(old), _homes(new)
        self.moved_scenes = _moved_scenes(found)
        self._moved = self._out_of_order()
        self._missing = missing(old, found)
        self._after: dict[int, LineChange | None] = {}

    def of_new(self, j: int) -> LineChange | None:
        """What is new about a line of the new draft."""
        if j not in self._after:
            self._after[j] = self._change(j)
        return self._after[j]

    def gone(self, i: int) -> LineChange | None:
        """A line of the old draft that lives on nowhere."""
        if self._found.new_of[i] != NONE:
            return None
        element = self._old[i]
        words: tuple[Part, ...] = (("out", element.text),) if element.text else ()
        return LineChange(id=element.id, type=element.type, change="removed", words=words, before=element.lines)

    def scene(self, old: range, new: range) -> tuple[LineChange, ...]:
        """All changes of a scene, removed lines where they stood."""
        changes: list[LineChange] = []
        at = old.start
        for j in new:
            i = self._found.old_of[j]
            if i in old and i >= at:
                changes += filter(None, map(self.gone, range(at, i)))
                at = i + 1
            if change := self.of_new(j):
                changes.append(change)
        return (*changes, *filter(None, map(self.gone, range(at, old.stop))))

    def loose(self) -> list[LineChange]:
        """Changes that stand in no scene."""
        gone = [self.gone(i) for i, home in enumerate(self._home_old) if home == NONE]
        fresh = [self.of_new(j) for j, home in enumerate(self._home_new) if home == NONE]
        return [change for change in (*gone, *fresh) if change]

    def touches(self, page: Page) -> bool:
        """Something on the page is not as it was, or is missing there."""
        end = page.end + (page.end == len(self._new))
        return any(self._fresh(j) for j in range(page.start, page.end)) or any(
            j in self._missing or self._left(j) for j in range(page.start, end)
        )

    def stands_elsewhere(self, j: int) -> bool:
        """The line was moved, alone or with its scene."""
        return j in self._moved or self._home_new[j] in self.moved_scenes

    def _fresh(self, j: int) -> bool:
        return self._new[j].type not in UNPRINTED and (self.of_new(j) is not None or self.stands_elsewhere(j))

    def _left(self, j: int) -> bool:
        """What was printed before this line, or at the end of the script, stands elsewhere now."""
        i = (self._found.old_of[j] if j < len(self._new) else len(self._old)) - 1
        while i >= 0 and self._old[i].type in UNPRINTED:
            i -= 1
        there = self._found.new_of[i] if i >= 0 else NONE
        return there != NONE and self.stands_elsewhere(there)

    def _change(self, j: int) -> LineChange | None:
        element, i = self._new[j], self._found.old_of[j]
        if i == NONE:
            words: tuple[Part, ...] = (("in", element.text),) if element.text else ()
            return LineChange(id=element.id, type=element.type, change="added", words=words, after=element.lines)
        before, moved = self._old[i], j in self._moved
        same = _looks(before) == _looks(element)
        if same and not moved:
            return None
        return LineChange(
            id=element.id,
            type=element.type,
            change="moved" if same else "changed",
            words=worded(before.text, element.text),
            before=before.lines,
            after=element.lines,
            moved=moved,
            rename_only=not same and self._only_renamed(before.text, element.text),
        )

    def _only_renamed(self, before: str, after: str) -> bool:
        names = self._found.words
        words = words_of(before)
        return [renamed(word, names) for word in words] == words_of(after) != words

    def _out_of_order(self) -> set[int]:
        """New lines that do not stand where the rest of their old scene does."""
        moved: set[int] = set()
        runs: dict[tuple[int, int], list[int]] = {}
        scenes = self._found.scenes
        for i, j in enumerate(self._found.new_of):
            if j != NONE:
                runs.setdefault((self._home_old[i], self._home_new[j]), []).append(j)
        for (s, t), run in runs.items():
            kin = s == t == NONE or (
                s != NONE
                and t != NONE
                and (scenes.new_of[s] == t or scenes.split_from.get(t) == s or scenes.merged_into.get(s) == t)
            )
            kept = rising(run) if kin else set()
            moved |= {j for place, j in enumerate(run) if place not in kept}
        return moved


def missing(old: Screenplay, found: Match) -> dict[int, list[Element]]:
    """Printed lines that are no more, by the new line before which they stood; the last by the end of the script."""
    gone: dict[int, list[Element]] = {}
    at = 0
    for element, j in zip(old.elements, found.new_of, strict=True):
        if j != NONE:
            at = j + 1
        elif element.type not in UNPRINTED:
            gone.setdefault(at, []).append(element)
    return gone


def _moved_scenes(found: Match) -> set[int]:
    """New scenes that do not stand between those they stood between."""
    order = [(t, s) for t, s in enumerate(found.scenes.old_of) if s != NONE]
    kept = rising([s for _, s in order])
    return {t for place, (t, _) in enumerate(order) if place not in kept}


def _looks(element: Element) -> tuple[object, ...]:
    """What a reader sees of an element: its kind, its words, and the emphasis in what is told or said.

    Programs set headings and cues in bold and put (CONT'D) behind a cue as they like: that is no change.
    """
    text = _CONTINUED.sub("", element.text) if element.type == "character" else element.text
    if element.type not in _EMPHATIC:
        return element.type, text, element.dual
    runs: list[tuple[str, tuple[str, ...]]] = []
    for run in element.runs:
        style = tuple(sorted(run.style))
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + run.text, style)
        elif run.text:
            runs.append((run.text, style))
    return element.type, text, element.dual, runs


def _homes(screenplay: Screenplay) -> list[int]:
    """The index of each element's scene, -1 outside of all."""
    place = {name: index for index, scene in enumerate(screenplay.scenes) for name in scene.elements}
    return [place.get(element.id, NONE) for element in screenplay.elements]
