"""The draft of the script that a reel was made from: what later drafts are compared with and get their names from."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from film.cast import CharacterSheet
from film.errors import ScriptError
from film.place import PlaceSheet
from film.plan import Plan
from film.screenplay import Screenplay
from storyreel.files import write_text
from storyreel.project import Project, Reel
from storyreel.scenes import use_edits
from storyreel.sheets import edited_sheets
from storyreel.stages import Stages


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
        return from_json(path.read_text(encoding="utf-8"), path)
    except (OSError, ValueError, ScriptError):
        return None


def keep_draft(reel: Reel, screenplay: Screenplay) -> None:
    """Remembers what the reel is made from.  Raises ProjectError."""
    write_text(_kept(reel), screenplay.model_dump_json())


def planned(stages: Stages, project: Project, screenplay: Screenplay) -> Plan:
    """The reel's plan of a draft with the director's sheets and scenes, and nothing written.  Raises FilmError.

    The edited scenes are read from a copy: one that no longer fits its script is not set aside yet.
    """
    from planner.brief import Brief

    folder, settings = project.reel.folder, project.settings
    brief = Brief(
        format=settings.format,
        style=project.style,
        seed=settings.seed,
        cast=edited_sheets(folder / "cast", CharacterSheet),
        places=edited_sheets(folder / "places", PlaceSheet),
    )
    plan = stages.plan(screenplay, brief)
    if not (folder / "scenes").is_dir():
        return plan
    with TemporaryDirectory() as place:
        copy = Path(place) / "scenes"
        shutil.copytree(folder / "scenes", copy)
        return use_edits(plan, screenplay, copy).plan


def _kept(reel: Reel) -> Path:
    return reel.private / "screenplay.json"
