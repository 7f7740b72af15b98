"""One shot of three sides, and what follows from an edit: cameras follow their setup, moves their shot's length."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storyreel.edits.comments import Mark
from storyreel.edits.layout import Path
from storyreel.edits.three_way import NOTHING, Keyed, at, mark, merged, same

Data = Mapping[str, Any]

_FOLLOWING = ("lens_mm", "size", "angle", "camera", "marks", "sounds", "split")
"""What of a shot follows its setup and its length."""


@dataclass(frozen=True)
class Sides:
    """The trees of one scene: what was written, what is in the file, what is planned now, and who it is merged into.

    ``shown`` is the file as it was last written: there a shot may follow an edit already.  ``alive`` are shots of
    the director's that play a line of the script, ``instead`` shots of the plan that one of the director's replaces.
    """

    base: Data
    theirs: Data
    ours: Data
    shown: Data
    setups: Data
    alive: frozenset[str]
    instead: Mapping[str, str]


def merged_shot(sides: Sides, base: Any, theirs: Any, ours: Any, path: Path, marks: list[Mark]) -> Any:
    """The shot in force; NOTHING for one that is not in the film."""
    if theirs is not NOTHING and theirs.get("lock"):
        return theirs if ours is not NOTHING or path[-1] in sides.alive else NOTHING
    if theirs is NOTHING:
        return _not_theirs(sides, base, ours, path, marks)
    own = theirs if base is NOTHING else unfollowed(sides, base, theirs)
    if ours is NOTHING:
        if same(own, base) or path[-1] not in sides.alive:
            return NOTHING
        if base is not NOTHING:
            marks.append(mark(theirs, ours, path))
        return theirs
    found: list[Mark] = []
    result = merged(base, own, ours, path, found)
    marks += found
    edited = frozenset(name for name in _FOLLOWING if not same(own.get(name, NOTHING), at(base, (name,))))
    before = _setup(sides.ours, ours)
    after = sides.setups.get(result["setup"], before)
    moved = following(ours, before, after, result["frames"])
    return {**result, **{name: moved[name] for name in _FOLLOWING if name in moved and name not in edited}}


def _not_theirs(sides: Sides, base: Any, ours: Any, path: Path, marks: list[Mark]) -> Any:
    """A shot that the director's file has not: a new one comes in, one that was taken out stays out."""
    if base is NOTHING:
        return NOTHING if path[-1] in sides.instead else ours
    if not same(base, ours):
        marks.append(mark(NOTHING, ours, path))
    return NOTHING


def unfollowed(sides: Sides, base: Data, theirs: Data) -> dict[str, Any]:
    """Their shot where what only follows from another edit is as it was in the base."""
    alternatives = []
    for side, shot in ((sides.theirs, theirs), (sides.shown, at(sides.shown, ("shots", str(theirs["id"]))))):
        if shot is not NOTHING:
            before = _setup(sides.base, base)
            after = at(side, ("setups", shot["setup"]))
            alternatives.append(following(base, before, before if after is NOTHING else after, shot["frames"]))
    own = dict(theirs)
    for name in _FOLLOWING:
        here = theirs.get(name, NOTHING)
        if name == "marks" and isinstance(here, Keyed):
            own[name] = _unfollowed_marks(base.get(name, Keyed()), here, [each.get(name) for each in alternatives])
        elif any(same(here, each.get(name, NOTHING)) for each in alternatives):
            own[name] = base.get(name, NOTHING)
    return {name: value for name, value in own.items() if value is not NOTHING}


def _unfollowed_marks(base: Data, theirs: Keyed, alternatives: list[Any]) -> Keyed:
    def own(name: str, here: Any) -> Any:
        known = (each.get(name, NOTHING) for each in alternatives if each)
        return base[name] if name in base and any(same(here, each) for each in known) else here

    return Keyed({name: own(name, here) for name, here in theirs.items()})


def following(shot: Data, before: Data, after: Data, frames: int) -> dict[str, Any]:
    """A shot after its setup went from ``before`` to ``after`` and its length to so many frames.

    The camera keeps its move and goes with the placement; a zoom keeps its ratio.  A shorter shot plays the same
    in less time, in a longer one only the camera takes longer and people hold where they end.
    """
    moved = dict(shot)
    for name in ("lens_mm", "size", "angle"):
        if name in after and not same(before.get(name), after[name]):
            moved[name] = after[name]
    moved["camera"] = [_carried(key, before, after, moved["lens_mm"] / shot["lens_mm"]) for key in shot["camera"]]
    if frames == shot["frames"]:
        return moved
    whole = max(shot["frames"] - 1, 1)

    def timed(items: Any, name: str) -> Any:
        return [{**item, name: min(round(item[name] * (frames - 1) / whole), frames - 1)} for item in items]

    moved["camera"] = timed(moved["camera"], "frame")
    if "split" in shot:
        moved["split"] = {**shot["split"], "camera": timed(shot["split"]["camera"], "frame")}
    if frames < shot["frames"]:
        if "marks" in shot:
            moved["marks"] = Keyed({name: timed(marks, "frame") for name, marks in shot["marks"].items()})
        if "sounds" in shot:
            moved["sounds"] = timed(shot["sounds"], "start")
    return moved


def _carried(key: Data, before: Data, after: Data, zoom: float) -> dict[str, Any]:
    carried = dict(key)
    if "focal_mm" in key and zoom != 1:
        carried["focal_mm"] = round(key["focal_mm"] * zoom, 3)
    for name in ("position", "target"):
        if name in before and name in after and not same(before[name], after[name]):
            carried[name] = [
                round(here + b - a, 4) for here, a, b in zip(key[name], before[name], after[name], strict=True)
            ]
    if "focus_m" in key:  # what was sharp before stays so, as far as the placement alone says how far off it is now
        nearer = math.dist(carried["position"], carried["target"]) / max(
            math.dist(key["position"], key["target"]), 1e-3
        )
        carried["focus_m"] = round(key["focus_m"] * nearer, 4)
    return carried


def _setup(side: Data, shot: Data) -> Data:
    found = at(side, ("setups", shot["setup"]))
    return found if isinstance(found, Mapping) else {}
