"""What a new draft changes: scenes, lines word by word, people, pages and minutes, as one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from film.base import Model
from film.screenplay import Scene, Screenplay
from screenplay.revisions.carrying import carry
from screenplay.revisions.line_changes import LineChange, LineChanges
from screenplay.revisions.matching import Match, match
from screenplay.revisions.numbering import numbered
from screenplay.revisions.paging import Page, locked_pages
from screenplay.revisions.pairing import NONE

_ENOUGH: Final = 0.2
"""Share of a person's lines that must live on under another name for the two to be one."""


class SceneChange(Model):
    """A scene of either draft and what became of it.

    ``number`` and ``heading`` are the new draft's, those of a removed scene the old one's; ``number_before``
    and ``heading_before`` where they were others.  ``suggested`` is the number that the old draft's
    numbering gives it.  ``split_from`` and ``merged_into`` are ids.
    """

    id: str
    state: Literal["kept", "changed", "added", "removed"]
    number: str
    heading: str
    moved: bool = False
    omitted: bool = False
    number_before: str | None = None
    heading_before: str | None = None
    suggested: str | None = None
    split_from: str | None = None
    merged_into: str | None = None
    eighths: tuple[int, int] = (0, 0)
    lines: tuple[LineChange, ...] = ()


class Renamed(Model):
    """A person with another name."""

    id: str
    before: str
    after: str


class Changes(Model):
    """All that is different.  ``scenes`` are the new draft's in order, the removed ones where they stood.

    ``pages`` are numbers of changed pages on the old draft's locked pages, 12A for what 12 cannot hold.
    ``numbered`` is set where only one of the drafts has scene numbers: the new one (True) or the old one.
    """

    scenes: tuple[SceneChange, ...]
    loose: tuple[LineChange, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    numbered: bool | None = None


class Compared(NamedTuple):
    """Two drafts side by side: ``new`` has the old one's ids, ``pages`` are its own on the old one's."""

    new: Screenplay
    changes: Changes
    pages: tuple[Page, ...]
    found: Match
    lines: LineChanges


def compare(old: Screenplay, new: Screenplay) -> Compared:
    """What the new draft changes."""
    found = match(old, new)
    carried = carry(old, new, found)
    lines = LineChanges(old, carried, found)
    pages = locked_pages(old, carried, found.new_of)
    gone, come = _people(old, carried)
    renamed = tuple(
        Renamed(id=now, before=before, after=after) for now, before, after in _renamed(old, carried, found, gone, come)
    )
    named = {each.before for each in renamed} | {each.after for each in renamed}
    changes = Changes(
        scenes=_scenes(old, carried, found, lines),
        loose=tuple(lines.loose()),
        renamed=renamed,
        joined=tuple(name for name in come.values() if name not in named),
        left=tuple(name for name in gone.values() if name not in named),
        pages=tuple(page.number for page in pages if lines.touches(page)),
        numbered=_numbered(carried) if _numbered(old) != _numbered(carried) else None,
    )
    return Compared(carried, changes, pages, found, lines)


def _range(scene: Scene, place: dict[str, int]) -> range:
    return range(place[scene.elements[0]], place[scene.elements[-1]] + 1)


def _scenes(old: Screenplay, new: Screenplay, found: Match, lines: LineChanges) -> tuple[SceneChange, ...]:
    place_old = {element.id: index for index, element in enumerate(old.elements)}
    place_new = {element.id: index for index, element in enumerate(new.elements)}
    suggested = _suggested(old, new, found)
    kept = {s for t, s in enumerate(found.scenes.old_of) if s != NONE and t not in lines.moved_scenes}
    told: list[SceneChange] = []
    at = 0
    for t, scene in enumerate(new.scenes):
        s = found.scenes.old_of[t]
        if s in kept:
            told += [_removed(old, new, found, gone, lines, place_old) for gone in _gone(found, at, s)]
            at = s + 1
        before = old.scenes[s] if s != NONE else None
        change = lines.scene(_range(before, place_old) if before else range(0), _range(scene, place_new))
        told.append(_living(old, scene, before, change, s in kept, suggested[t], found.scenes.split_from.get(t)))
    told += [_removed(old, new, found, gone, lines, place_old) for gone in _gone(found, at, len(old.scenes))]
    return tuple(told)


def _gone(found: Match, start: int, end: int) -> list[int]:
    return [s for s in range(start, end) if found.scenes.new_of[s] == NONE]


def _living(
    old: Screenplay,
    scene: Scene,
    before: Scene | None,
    lines: tuple[LineChange, ...],
    in_place: bool,
    suggested: str | None,
    split_from: int | None,
) -> SceneChange:
    played = any(line.printed for line in lines)
    omitted = before is not None and scene.omitted and not before.omitted
    changed: Literal["changed", "kept"] = "changed" if played else "kept"
    renumbered = before is not None and suggested is not None and before.number != scene.number
    return SceneChange(
        id=scene.id,
        state="removed" if omitted else "added" if before is None else changed,
        number=scene.number,
        heading=scene.text,
        moved=before is not None and not in_place,
        omitted=omitted,
        number_before=before.number if before and renumbered else None,
        heading_before=before.text if before and before.text != scene.text else None,
        suggested=suggested if suggested != scene.number else None,
        split_from=None if split_from is None else old.scenes[split_from].id,
        eighths=(before.eighths if before else 0, scene.eighths),
        lines=lines,
    )


def _removed(
    old: Screenplay, new: Screenplay, found: Match, s: int, lines: LineChanges, place: dict[str, int]
) -> SceneChange:
    scene = old.scenes[s]
    into = found.scenes.merged_into.get(s)
    return SceneChange(
        id=scene.id,
        state="removed",
        number=scene.number,
        heading=scene.text,
        merged_into=None if into is None else new.scenes[into].id,
        eighths=(scene.eighths, 0),
        lines=lines.scene(_range(scene, place), range(0)),
    )


def _suggested(old: Screenplay, new: Screenplay, found: Match) -> Sequence[str | None]:
    """A number for each new scene by the old draft's own numbers; None where it has none."""
    if not _numbered(old):
        return [None] * len(new.scenes)
    kept = [old.scenes[s].number if s != NONE else None for s in found.scenes.old_of]
    return numbered(kept, {scene.number for scene in old.scenes})


def _numbered(draft: Screenplay) -> bool:
    return any(element.number for element in draft.elements if element.type == "scene_heading")


def _people(old: Screenplay, new: Screenplay) -> tuple[dict[str, str], dict[str, str]]:
    """Id to name of who is in one draft only: who left, who joined."""
    before, after = ({each.id: each.name for each in draft.cast} for draft in (old, new))
    gone = {name: before[name] for name in before if name not in after}
    come = {name: after[name] for name in after if name not in before}
    return gone, come


def _renamed(
    old: Screenplay, new: Screenplay, found: Match, gone: dict[str, str], come: dict[str, str]
) -> list[tuple[str, str, str]]:
    """New id, old name and new name of who speaks most of another's speeches, and took the name's place."""
    votes: Counter[tuple[str, str]] = Counter()
    spoken = Counter(name for element in old.elements for name in element.speakers)
    for i, j in enumerate(found.new_of):
        if j != NONE:
            votes.update(zip(old.elements[i].speakers, new.elements[j].speakers, strict=False))
    renamed = []
    taken: set[str] = set()
    lived: Counter[str] = Counter()
    for (before, _), heard in votes.items():
        lived[before] += heard
    for (before, after), heard in votes.most_common():
        telling = 2 * heard > lived[before] and heard >= _ENOUGH * spoken[before]
        if telling and before in gone and after in come and not {before, after} & taken:
            taken |= {before, after}
            renamed.append((after, gone[before], come[after]))
    return renamed
