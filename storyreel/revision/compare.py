"""Two drafts, each a file or a reel, read and compared."""

from __future__ import annotations

from pathlib import Path

from film.errors import ProjectError
from film.screenplay import Screenplay
from screenplay.revisions import Compared, SceneChange
from screenplay.revisions import compare as compare_drafts
from screenplay.revisions.numbering import COLOURS
from storyreel.draft import made_from
from storyreel.project import Project, project_of
from storyreel.revision.difference import Difference, Minutes, Pages, Sorted
from storyreel.revision.leaves import leaves
from storyreel.revision.shots import compare_shots
from storyreel.stages import Stages


def compare(
    old: Path, new: Path, colour: str = "blue", *, stages: Stages | None = None, shots: bool = False
) -> Difference:
    """What ``new`` changes in ``old``; ``colour`` names the paper of its changed pages.  Writes nothing.

    Shots are planned and compared where one of the two is a reel, with its settings, sheets and edited
    scenes, or where ``shots`` asks for it.  Raises ScriptError, ProjectError or PlanError.
    """
    stages = stages or Stages()
    paper = _paper(colour)
    projects = _project(old), _project(new)
    before = _before(stages, old, projects[0])
    after = stages.read(projects[1].script if projects[1] else new)
    compared = compare_drafts(before, after)
    difference = _difference(str(old), str(new), before, compared).but(colour=paper)
    if not shots and projects == (None, None):
        return difference
    planned = compare_shots(stages, (before, compared.new), projects)
    return difference.but(shots=planned[0], cost=planned[1])


def _before(stages: Stages, old: Path, project: Project | None) -> Screenplay:
    """A file as it is; of a reel the draft that it was made from, for its script may have been edited since."""
    if project is None:
        return stages.read(old)
    return made_from(project.reel) or stages.read(project.script)


def _paper(colour: str) -> str:
    name = " ".join(colour.casefold().split())
    again, _, paper = name.rpartition(" ")
    if paper not in COLOURS or again not in ("", "second", "third"):
        do = f"Choose one of {', '.join(COLOURS)}, or the second or third of them, as in second blue"
        raise ProjectError(f"there is no revision paper called {colour!r}", where="--colour", do=do)
    return name


def _project(path: Path) -> Project | None:
    return project_of(path, None, {}) if path.is_dir() else None


def _difference(old: str, new: str, before: Screenplay, compared: Compared) -> Difference:
    after = compared.new
    return Difference(
        old=old,
        new=new,
        title=after.title or before.title,
        scenes=_sorted(compared.changes.scenes),
        pages=Pages(before=before.pages, after=after.pages),
        minutes=Minutes(before=before.minutes, after=after.minutes),
        changes=compared.changes,
        leaves=leaves(before, compared),
    )


def _sorted(scenes: tuple[SceneChange, ...]) -> Sorted:
    by_state: dict[str, list[str]] = {"kept": [], "changed": [], "added": [], "removed": []}
    for scene in scenes:
        by_state[scene.state].append(scene.id)
    moved = tuple(scene.id for scene in scenes if scene.moved)
    return Sorted(**{state: tuple(ids) for state, ids in by_state.items()}, moved=moved)
