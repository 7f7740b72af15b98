"""Line spans of an older draft said in the lines of the one now, by the elements on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from film.base import LineSpan
from film.screenplay import Screenplay

Elements = Mapping[str, LineSpan]
"""An element's id to the lines it stands on."""


def elements_of(screenplay: Screenplay, scene_id: str) -> dict[str, LineSpan]:
    """The elements of a scene; none for one that is not in the script."""
    scene = next((scene for scene in screenplay.scenes if scene.id == scene_id), None)
    return {element.id: element.lines for element in screenplay.elements_of(scene)} if scene else {}


def lines_in(elements: Elements) -> dict[int, str]:
    """Line to the id of the element on it."""
    return {line: id for id, (first, last) in elements.items() for line in range(first, last + 1)}


class Moved:
    """Where lines of one draft are in another."""

    def __init__(self, before: Elements, now: Elements) -> None:
        self._owner = lines_in(before)
        self._before, self._now = before, now
        firsts = [min(span[0] for span in side.values()) if side else 0 for side in (before, now)]
        self._by = firsts[1] - firsts[0]

    def lives(self, span: LineSpan) -> bool:
        """Some of it is still in the script."""
        return any(self._owner.get(line) in self._now for line in range(span[0], span[1] + 1))

    def __call__(self, span: LineSpan) -> LineSpan:
        """The span now; what has left the script is taken to be as far on as the scene is."""
        first, last = self._line(span[0], 0), self._line(span[1], 1)
        return min(first, last), max(first, last)

    def _line(self, line: int, end: int) -> int:
        owner = self._owner.get(line)
        if owner is None or owner not in self._now:
            return max(line + self._by, 1)
        before, now = self._before[owner], self._now[owner]
        return now[1] - min(before[1] - line, now[1] - now[0]) if end else min(now[0] + line - before[0], now[1])


def on_other_lines(form: Any, moved: Moved, name: str = "") -> Any:
    """A scene's form with all its spans moved; a shot no longer covers what has left the script."""
    if name == "lines" and isinstance(form, list) and len(form) == 2:
        return list(moved((form[0], form[1])))
    if name == "covers":
        return [list(moved((span[0], span[1]))) for span in form if moved.lives((span[0], span[1]))]
    if isinstance(form, dict):
        return {key: on_other_lines(value, moved, key) for key, value in form.items()}
    return [on_other_lines(value, moved) for value in form] if isinstance(form, list) else form
