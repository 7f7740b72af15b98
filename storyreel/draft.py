"""The draft of the script that a reel was made from: what later drafts are compared with and get their names from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import ScriptError
from film.plan import Plan
from film.screenplay import Screenplay
from storyreel.edits import Edited, edited
from storyreel.edits.writing import text_now
from storyreel.llm.memory import in_force
from storyreel.project import Project, Reel
from storyreel.stages import Stages

if TYPE_CHECKING:
    from planner.brief import Brief
    from planner.reading.reading import Reading


def read_draft(stages: Stages, project: Project) -> Screenplay:
    """The script as it is now; what lives on of the draft before has the ids it had there.  Raises ScriptError."""
    now = stages.read(project.script)
    before = made_from(project.reel)
    if before is None:
        return now
    from screenplay.revisions import revise

    return revise(before, now)


def made_from(reel: Reel) -> Screenplay | None:
    """The draft that the reel was last planned from; None where none is kept, or none that this version reads."""
    from screenplay.document import from_json

    path = _kept(reel)
    try:
        return from_json(text_now(reel, path) or "", path)
    except (ValueError, ScriptError):
        return None


def planned(stages: Stages, project: Project, screenplay: Screenplay, scenes: tuple[str, ...] = ()) -> Plan:
    """The reel's plan of a draft (of all its ``scenes`` or these) with the director's sheets and scenes, and nothing
    written.  Raises FilmError."""
    return merged(stages, project, screenplay, scenes).plan


def merged(stages: Stages, project: Project, screenplay: Screenplay, scenes: tuple[str, ...] = ()) -> Edited:
    """The same, with what both the director and the script changed.  Raises FilmError."""
    return edited(stages.plan, project.reel, screenplay, brief_of(project, in_force(project.reel), scenes))


def brief_of(project: Project, reading: Reading | None, scenes: tuple[str, ...] = ()) -> Brief:
    """What a reel's settings ask of the planner, and what a language model read of the script.  Raises ProjectError."""
    from planner.brief import Brief

    settings = project.settings
    return Brief(format=settings.format, style=project.style, seed=settings.seed, scenes=scenes, reading=reading)


def _kept(reel: Reel) -> Path:
    return reel.private / "screenplay.json"
