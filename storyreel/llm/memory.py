"""What a language model read of a reel's script: kept beside the plan, in force until it is read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import ProjectError
from film.plan import Plan
from storyreel.edits.writing import text_now
from storyreel.project import Reel

if TYPE_CHECKING:
    from planner.reading.reading import Reading


def file_of(reel: Reel) -> Path:
    """Where it is kept."""
    return reel.private / "reading.json"


def in_force(reel: Reel) -> Reading | None:
    """What a model read of a reel's script; None where none did.  Raises ProjectError for a file that is broken."""
    path = file_of(reel)
    try:
        text = text_now(reel, path)
    except ValueError:  # of what a killed run was writing; whoever may finish that says so
        return None
    if text is None:
        return None
    from planner.reading.reading import Reading

    try:
        return Reading.model_validate_json(text)
    except ValueError:
        do = "Delete it and run storyreel plan on the reel: what was answered before costs nothing"
        raise ProjectError("is not what this storyreel wrote", where=path, do=do) from None


def changed_since(plan: Plan, reading: Reading) -> str:
    """Which scenes of a plan were changed after a model read them, in one line; "" for none."""
    read = {*reading.scenes, *reading.shots}
    changed = [scene.number for scene in plan.scenes if scene.id in read and not scene.read_by]
    if not changed:
        return ""
    which = f"scene {changed[0]}" if len(changed) == 1 else f"scene {changed[0]} and {len(changed) - 1} more"
    return f"{which} changed after {reading.model} read the script: by rules until storyreel plan has it read again"


def before(reel: Reel) -> Reading | None:
    """What a model read before, for a run that writes it anew: a broken one is none."""
    try:
        return in_force(reel)
    except ProjectError:
        return None


def joined(reading: Reading, known: Reading | None) -> Reading:
    """What was read of some scenes, with what the same model had read of the others."""
    if known is None or known.model != reading.model:
        return reading
    rooms = {name: value for name, value in known if isinstance(value, Mapping)}
    asked = {item.name for item in reading.items}
    items = (*(item for item in known.items if item.name not in asked), *reading.items)
    return reading.but(**{name: {**value, **getattr(reading, name)} for name, value in rooms.items()}, items=items)
