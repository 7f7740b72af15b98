"""Whom the writer calls otherwise now: what a director changed of ANNA is changed of HANNAH in the next draft.

People and places are known by names of the script, so a new name is a new id.  Somebody is the same
person where the lines that the one said are said by the other, who is new where the one is gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from film.plan import ScenePlan
from film.screenplay import Screenplay
from storyreel.edits.form import filled
from storyreel.edits.layout import Path
from storyreel.edits.past import Past, PastScene
from storyreel.edits.scenes import Theirs
from storyreel.edits.spans import lines_in

Names = Mapping[str, str]
"""An id of the draft before to the one of the draft now."""

_ONE = frozenset({"character", "holder"})
_MANY = frozenset({"subjects", "characters", "cast"})
_BY_NAME = frozenset({"wardrobe", "marks"})
"""Fields that hold ids of people, lists of them, and what a comment's path goes through to one."""


def renamed_people(past: Past, screenplay: Screenplay) -> dict[str, str]:
    """Who has left the cast to the new one who says most of their lines now."""
    here = {speaker.id for speaker in screenplay.cast}
    speakers = {element.id: element.speakers for element in screenplay.elements}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    beside: dict[str, set[str]] = defaultdict(set)
    for scene in past.scenes.values():
        owners = lines_in(scene.elements)
        people = _people(scene.plan)
        for gone in people - here:
            beside[gone] |= people
        for line in scene.plan.dialogue:
            under = {owners[at] for at in range(line.lines[0], line.lines[1] + 1) if at in owners}
            now = {who for element in under for who in speakers.get(element, ())}
            if line.character not in here and len(now) == 1:
                votes[line.character] += Counter(now)
    return _settled(votes, beside)


def renamed_places(past: Past, screenplay: Screenplay) -> dict[str, str]:
    """Which place is gone to the new one of its kind at which its scenes play now."""
    from planner.places import place_sheets

    sheets, homes = place_sheets(screenplay)
    kinds = {sheet.id: sheet.kind for sheet in sheets}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for id, scene in past.scenes.items():
        before, now = scene.plan.place, homes.get(id)
        known = past.places.get(before)
        if now is not None and before not in kinds and known is not None and known.kind == kinds.get(now):
            votes[before][now] += 1
    return _settled(votes, {before: set(past.places) for before in votes})


def _settled(votes: Mapping[str, Counter[str]], beside: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Each to the one with more than half of its votes; nobody to one who was there already or is somebody else."""
    found: dict[str, str] = {}
    for before, counted in sorted(votes.items()):
        now, most = min(counted.items(), key=lambda each: (-each[1], each[0]))
        if 2 * most > counted.total() and now not in beside[before] and now not in found.values():
            found[before] = now
    return found


def by_name(names: Callable[[], Names]) -> Callable[[str], str]:
    """What an id is now; ``names`` are found when somebody asks."""
    known = cache(names)
    return lambda id: known().get(id, id)


def past_under(names: Names, past: PastScene) -> PastScene:
    """A scene of the run before under the names of now."""
    own = _of(names, past.plan)
    if not own:
        return past
    shown = None if past.shown is None else _named(past.shown, own)
    return past.but(plan=_scene_under(own, past.plan), shown=shown)


def theirs_under(names: Names, theirs: Theirs) -> Theirs:
    """A director's file under the names of now, their comments and the open marks with it."""
    own = _of(names, theirs.scene)
    if not own:
        return theirs
    return replace(
        theirs,
        scene=_scene_under(own, theirs.scene),
        notes=tuple(note._replace(path=_path_under(own, note.path)) for note in theirs.notes),
        marks=tuple(mark._replace(path=_path_under(own, mark.path)) for mark in theirs.marks),
        renamed=True,
    )


def _of(names: Names, scene: ScenePlan) -> dict[str, str]:
    """The names that are another one's in a scene."""
    people = _people(scene)
    return {before: now for before, now in names.items() if before in people and now not in people}


def _people(scene: ScenePlan) -> set[str]:
    marked = {mark.character for shot in scene.shots for mark in shot.marks}
    return {*scene.breakdown.cast, *scene.wardrobe, *marked, *(line.character for line in scene.dialogue)}


def _scene_under(names: Names, scene: ScenePlan) -> ScenePlan:
    return ScenePlan.model_validate(filled(_named(scene.model_dump(mode="json"), names)))


def _named(value: Any, names: Names, field: str = "") -> Any:
    if isinstance(value, Mapping):
        keys = names if field == "wardrobe" else {}
        return {keys.get(name, name): _named(item, names, name) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [names.get(each, each) if field in _MANY and isinstance(each, str) else _named(each, names)
                for each in value]  # fmt: skip
    return names.get(value, value) if field in _ONE and isinstance(value, str) else value


def _path_under(names: Names, path: Path) -> Path:
    """A mark of a person is called by them, or ``anna#2`` where it is their second."""

    def renamed(part: str) -> str:
        who, number, which = part.partition("#")
        return f"{names.get(who, who)}{number}{which}"

    return tuple(renamed(part) if before in _BY_NAME else part for before, part in zip(("", *path), path, strict=False))
