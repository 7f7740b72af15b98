"""What a model that sees says of the rendered shots: an opinion beside the findings, which decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from film.base import Model
from film.clips import Clip
from film.errors import ProjectError
from film.plan import Plan
from storyreel.files import refusals
from storyreel.llm.choosing import AUTO
from storyreel.llm.kept import FILE
from storyreel.llm.needed import asked_model
from storyreel.llm.own_prompts import book_of
from storyreel.project import Project, opened

if TYPE_CHECKING:
    from planner.llm.seam import LanguageModel


class Seen(Model):
    """A shot's board as a model sees it: ``differs`` is what is otherwise than planned, in words.

    ``why`` says why there is no opinion, "" where there is one.
    """

    shot: str
    differs: tuple[str, ...] = ()
    why: str = ""


class Opinions(Model):
    """What ``model`` says of the boards that it was shown."""

    model: str
    shots: tuple[Seen, ...]


@contextmanager
def eyes_of(project: Project, llm: str | None) -> Iterator[LanguageModel | None]:
    """The model that ``--llm`` names, what it says kept with the reel; None where none is named.

    Nobody else may be at work on the reel meanwhile.  Raises ProjectError.
    """
    if llm is None:
        yield None
        return
    with opened(project) as reel:
        settings = project.settings
        model = asked_model("looking at shots", llm, AUTO, reel.folder, reel.private / FILE, settings)
        try:
            yield model
        finally:
            model.close()


def opinions(project: Project, plan: Plan, clips: Mapping[str, Clip], model: LanguageModel) -> Opinions:
    """Shows it the board of every rendered shot.

    Raises ProjectError where nothing is rendered, PlanError where there is no model or it sees no pictures.
    """
    from planner.llm.budget import shown
    from planner.viewing import look_at

    pictures = dict(_boards(clips))
    if not pictures:
        do = "Run storyreel render on it"
        raise ProjectError("no shot is rendered yet, so there is nothing to look at", where=project.reel.folder, do=do)
    book = book_of(project.reel.folder)
    seen = look_at(plan, pictures, model, book, project.settings.seed)
    told = (Seen(shot=each.shot, differs=each.differs, why=each.why) for each in seen)
    return Opinions(model=shown(model.ready()), shots=tuple(told))


def _boards(clips: Mapping[str, Clip]) -> Iterator[tuple[str, bytes]]:
    """The boards by shot.  A slate shows nothing of its shot."""
    for name, clip in clips.items():
        if not clip.failed:
            with refusals(clip.board):
                yield name, clip.board.read_bytes()


def lines(opinions: Opinions) -> Iterator[str]:
    """The opinions on a terminal: of the shots that something is said of."""
    yield f"What {opinions.model} sees, which decides nothing:"
    for each in opinions.shots:
        if each.why or each.differs:
            said = f"no opinion: {each.why}" if each.why else "; ".join(each.differs)
            yield f"  {each.shot:<10}{said}"
    quiet = sum(1 for each in opinions.shots if not (each.why or each.differs))
    if quiet:
        yield f"  {quiet} of {len(opinions.shots)} shots look as planned"
