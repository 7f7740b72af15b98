"""A scene merged: the director's hand on the plan of the script now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from film.plan import ScenePlan
from storyreel.edits.comments import Mark
from storyreel.edits.form import filled, form_of, in_order
from storyreel.edits.layout import Path, flow
from storyreel.edits.shots import Sides, merged_shot, unfollowed
from storyreel.edits.spans import Elements, Moved, on_other_lines
from storyreel.edits.three_way import NOTHING, Keyed, at, data_of, merged, put_in, same, tree_of

Form = dict[str, Any]

_SCRIPTS = ("schema_version", "id", "number", "lines", "read_by", "proposals")
"""What a scene's file says for the reader only: the script decides it, or who read it."""


@dataclass(frozen=True)
class Past:
    """What is known of a scene from the run before.

    ``plan`` is as it was planned, ``shown`` the form that its file was written with; ``elements`` where the
    script stood; ``instead`` names shots of the plan that one of the director's replaces.
    """

    plan: ScenePlan
    shown: Form
    elements: Elements
    instead: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Merged:
    """The scene in force and the form to write; what both sides changed; whom of the director's it leaves out.

    ``instead`` is for the next run's ``Past``.
    """

    scene: ScenePlan
    form: Form
    marks: tuple[Mark, ...]
    aside: tuple[str, ...]
    instead: Mapping[str, str]


def merge_scene(past: Past, theirs: ScenePlan, ours: ScenePlan, now: Elements, open_marks: Sequence[Mark]) -> Merged:
    """The director's scene on the plan of now; ``ours`` has the names of the past, and the number of now.

    ``past.plan`` and ``theirs`` stand on the lines of ``past.elements`` under the number of now; ``open_marks`` are
    those that the file shows.  Raises ValidationError where what comes out is no scene.
    """
    moved = Moved(past.elements, now)
    base, mine, shown = (
        tree_of(on_other_lines(form, moved)) for form in (form_of(past.plan), form_of(theirs), past.shown)
    )
    plan = tree_of(form_of(ours))
    _with_unheard(base, mine)
    marks: list[Mark] = []
    result = {
        name: merged(base.get(name, NOTHING), mine.get(name, NOTHING), plan.get(name, NOTHING), (name,), marks)
        for name in dict.fromkeys([*plan, *mine])
        if name != "shots" and name not in _SCRIPTS
    }
    alive = frozenset(shot.id for shot in theirs.shots if _lives(shot.covers, moved))
    sides = Sides(base, mine, plan, shown, result["setups"], alive, {})
    instead = _instead(sides, past.instead)
    base["shots"] = type(base["shots"])({id: shot for id, shot in base["shots"].items() if id not in instead})
    sides = Sides(base, mine, plan, shown, result["setups"], alive, instead)
    shots = merged(base["shots"], mine["shots"], plan["shots"], ("shots",), marks, partial(merged_shot, sides))
    aside = tuple(id for id, shot in mine["shots"].items() if id not in shots and _touched(sides, id))
    result |= {name: plan[name] for name in _SCRIPTS if name in plan}
    result["shots"] = shots
    result = {name: value for name, value in result.items() if value is not NOTHING}
    _hold(result, mine, plan)
    form = in_order(data_of(result))
    scene = _framed(ScenePlan.model_validate(filled(form)), ours).but(proposals=ours.proposals)
    return Merged(scene, form, _open(marks, open_marks, result, plan), aside, instead)


def _with_unheard(base: Form, mine: Form) -> None:
    """A line of dialogue that no shot of theirs plays was not taken out: its shot was."""
    lines, theirs = base.get("dialogue", Keyed()), mine.get("dialogue", Keyed())
    if any(id not in theirs for id in lines):
        mine["dialogue"] = Keyed({id: theirs.get(id, lines.get(id)) for id in put_in(list(theirs), list(lines))})


def _lives(covers: Sequence[tuple[int, int]], moved: Moved) -> bool:
    return not covers or any(moved.lives(span) for span in covers)


def _touched(sides: Sides, id: str) -> bool:
    """The director had a hand in it."""
    shot, base = sides.theirs["shots"][id], at(sides.base, ("shots", id))
    return bool(base is NOTHING or shot.get("lock") or not same(unfollowed(sides, base, shot), base))


def _instead(sides: Sides, before: Mapping[str, str]) -> dict[str, str]:
    """New shots of the plan that play only what a shot of the director's plays that the plan has no more."""
    ours, theirs = sides.ours["shots"], sides.theirs["shots"]
    found = {new: own for new, own in before.items() if new in ours and own in theirs and new not in theirs}
    lost = [id for id in theirs if id not in ours and id in sides.alive and id in sides.base["shots"]]
    for own in (id for id in lost if _touched(sides, id)):
        plays = theirs[own]["covers"]
        for new, shot in ours.items():
            fresh = new not in sides.base["shots"] and new not in theirs and new not in found
            if fresh and shot["covers"] and all(span in plays for span in shot["covers"]):
                found[new] = own
    return found


def _hold(result: Form, mine: Form, plan: Form) -> None:
    """What the merged shots name is there: their setups, beats and lines."""
    setups, beats = result["setups"], result["beats"]
    lines = result.get("dialogue", {})
    for id, shot in result["shots"].items():
        # One that a director took out with its shots comes back with a shot that is new in the plan.
        side = mine if id in mine["shots"] else plan
        if shot["setup"] not in setups and shot["setup"] in side["setups"]:
            setups[shot["setup"]] = side["setups"][shot["setup"]]
        if shot["beat"] not in beats:
            result["shots"][id] = {**shot, "beat": _beat_of(shot, beats)}
        parts = shot.get("speech")
        if parts:
            kept = [part for part in parts if part["line"] in lines or part["line"] not in mine.get("dialogue", {})]
            result["shots"][id] = {**result["shots"][id], "speech": kept}


def _beat_of(shot: Mapping[str, Any], beats: Mapping[str, Any]) -> str:
    first = shot["covers"][0][0] if shot["covers"] else 0
    holding = (id for id, beat in beats.items() if beat["lines"][0] <= first <= beat["lines"][1])
    return next(holding, next(iter(beats), shot["beat"]))


def _framed(scene: ScenePlan, ours: ScenePlan) -> ScenePlan:
    """What the picture is asked to show, where the shot is as it was planned; a director's camera asks for itself."""
    planned = {shot.id: shot for shot in ours.shots}

    def framed(shot: Any) -> Any:
        own = planned.get(shot.id)
        seen = ("size", "camera", "marks", "frames", "subjects", "place", "props")
        if own is None or shot.framing or any(getattr(shot, name) != getattr(own, name) for name in seen):
            return shot
        return shot.but(framing=own.framing)

    return scene.but(shots=tuple(framed(shot) for shot in scene.shots))


def _open(found: Sequence[Mark], before: Sequence[Mark], result: Form, ours: Form) -> tuple[Mark, ...]:
    """The marks of this run, and those of earlier ones that nobody has settled, in the order of the file."""
    new = {mark.path for mark in found}
    still = [mark for mark in before if mark.path not in new and unsettled(mark, result, ours)]
    places: dict[Path, int] = {
        (name, item): place
        for name in result
        if isinstance(result[name], Keyed)
        for place, item in enumerate(put_in(list(result[name]), list(ours.get(name, ()))))
    }
    names = list(result)

    def place(mark: Mark) -> tuple[int, int, Path]:
        return names.index(mark.path[0]), places.get(mark.path[:2], -1), mark.path

    return tuple(sorted((*still, *found), key=place))


def unsettled(mark: Mark, result: Any, ours: Any) -> bool:
    """Both sides of a mark still differ."""
    here, there = at(result, mark.path), at(ours, mark.path)
    if mark.kind == "gone":
        return here is not NOTHING and there is NOTHING
    if mark.kind == "out":
        return here is NOTHING and there is not NOTHING
    items = at(ours, mark.path[:1])
    if len(mark.path) > 2 and isinstance(items, Keyed) and mark.path[1] not in items:
        return False  # that the plan has it no more is a mark of its own
    if mark.asked.startswith("the order "):
        return here is not NOTHING and list(here) != list(there)
    return here is not NOTHING and flow(data_of(here, mark.path[-1])) != mark.asked and not same(here, there)
