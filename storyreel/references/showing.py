"""Which images of somebody a shot is given, the best first: the clothes worn, the side seen, how close."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from film.plan import Plan, ScenePlan
from film.references import Reference, View
from film.shot import Half, Shot
from storyreel.references.finding import Entry

_CLOSE = frozenset({"MCU", "CU", "ECU"})
_TURNED: dict[View, float] = {"front": 0.0, "three_quarter": 45.0, "profile": 90.0, "back": 180.0}
"""Degrees between where somebody looks and the camera, by the view that shows that."""
_ANY = 60.0
"""How far from right a view is that nobody named, in the same degrees."""
_UNSEEN = 110.0
"""Degrees from which on a face is not seen."""
_PLACES: dict[View, int] = {"wide": 0, "any": 1, "reverse": 2, "detail": 3}


def in_picture(plan: Plan, scene: ScenePlan, shot: Shot) -> tuple[str, ...]:
    """Ids of what a shot shows that may have images: people, the one it is about first; places; things."""
    halves: tuple[Shot | Half, ...] = (shot,) if shot.split is None else (shot, shot.split)
    people = (id for half in halves for id in half.subjects)
    places = (plan.place_of(scene, half).id for half in halves)
    things = sorted({thing.prop for half in halves for thing in half.props}, key=lambda id: (id != shot.insert, id))
    return tuple(dict.fromkeys((*people, *places, *things)))


def of_shot(entries: Iterable[Entry], plan: Plan, scene: ScenePlan, shot: Shot) -> dict[str, list[Entry]]:
    """The entries that a shot may be given, by whose they are, the best first."""
    known: dict[str, list[Entry]] = {}
    for entry in entries:
        known.setdefault(entry.id, []).append(entry)
    here = {id: _of_scene(known[id], scene) for id in in_picture(plan, scene, shot) if id in known}
    return {id: _fit(images, scene.wardrobe.get(id), shot) for id, images in here.items()}


def _of_scene(entries: Sequence[Entry], scene: ScenePlan) -> list[Entry]:
    """A thing's images are those that the scene's breakdown names, or where it names none the first scene that does."""
    first = next((entry.scene for entry in entries if entry.scene), "")
    own = scene.id if any(entry.scene == scene.id for entry in entries) else first
    return [entry for entry in entries if entry.scene in ("", own)]


def _fit(entries: Sequence[Entry], worn: str | None, shot: Shot) -> list[Entry]:
    """Images in the clothes that are worn, or in any; of others the face alone.  Nothing else where there is one."""
    dressed = [entry for entry in entries if entry.reference.outfit in (None, worn) or entry.reference.view == "face"]
    return sorted(dressed or entries, key=lambda entry: _rank(entry, worn, shot))


def _rank(entry: Entry, worn: str | None, shot: Shot) -> tuple[float, ...]:
    """The lower the better; of equals the one that the sheet names first."""
    reference = entry.reference
    if entry.kind != "person":
        return _PLACES.get(reference.view, 1), entry.place
    other = reference.outfit not in (None, worn)
    return other, _off(reference, turned_away(shot, entry.id), shot), reference.outfit != worn, entry.place


def _off(reference: Reference, turned: float | None, shot: Shot) -> float:
    """How far a view is from what the shot sees of somebody, in degrees."""
    away = 0.0 if turned is None else turned
    if reference.view == "face":
        close = shot.size in _CLOSE and away < _UNSEEN
        return -1.0 if close else 89.0
    return abs(_TURNED.get(reference.view, _ANY) - away) if reference.view in _TURNED else _ANY


def turned_away(shot: Shot, who: str) -> float | None:
    """Degrees (0 to 180) between where somebody faces and the camera as the shot begins; None without a mark."""
    halves: tuple[Shot | Half, ...] = (shot,) if shot.split is None else (shot, shot.split)
    for half in halves:
        mark = min((mark for mark in half.marks if mark.character == who), key=lambda mark: mark.frame, default=None)
        if mark is not None and who in half.subjects:
            camera = half.camera[0].position
            to_camera = math.degrees(math.atan2(camera[1] - mark.position[1], camera[0] - mark.position[0]))
            return abs((mark.yaw - to_camera + 180) % 360 - 180)
    return None
