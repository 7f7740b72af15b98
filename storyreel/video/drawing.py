"""Image models asked in a process of their own: stills of shots, reference sheets.

Module-level functions, because workers receive them by name; what they return comes back by pickle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import FilmError, ProjectError
from film.plan import Plan
from storyreel.references.making import Made, Studio
from storyreel.store import Store
from storyreel.video.choices import Choices
from storyreel.video.stills import Desk, Still
from storyreel.workers import Step

if TYPE_CHECKING:
    from prompts.book import PromptBook
    from renderer.generative.brief import ShotBrief
    from renderer.generative.means import Means
    from renderer.generative.spec import Spec
    from renderer.generative.stills.seam import ImageIdentity, ImageModel
    from renderer.generative.stills.sheets import Manners


@dataclass(frozen=True)
class Painter:
    """An image model that is asked: who, with which means, and what opens it."""

    spec: Spec
    means: Means
    open: Callable[[Spec, Means], ImageModel]


@dataclass(frozen=True)
class Sheets:
    """Reference sheets wanted of a plan, in its reel's ``folder``; of these ``ids``, of everybody where there are
    none."""

    folder: Path
    plan: Plan
    today: date
    prompts: PromptBook
    manners: Manners
    ids: Sequence[str] = ()


def look_at_painter(painter: Painter, _: Step) -> ImageIdentity:
    """Which image model answers.  Raises ProjectError, in one line, where it cannot be used."""
    model = painter.open(painter.spec, painter.means)
    try:
        return model.ready()
    except FilmError as error:
        raise ProjectError(error.what, where=error.where, line=error.line, do=error.do) from None
    finally:
        model.close()


def draw_stills(
    painter: Painter, root: Path, prompts: PromptBook, choices: Choices, briefs: Sequence[ShotBrief], step: Step
) -> dict[str, Still]:
    """The still of every shot; a step each.  Raises FilmError."""
    model, done = painter.open(painter.spec, painter.means), 0

    def told(_: str, __: Still) -> None:
        nonlocal done
        done += 1
        step(done)

    try:
        return Desk(Store(root), model, prompts, choices, told).stills(briefs)
    finally:
        model.close()


def make_sheets(painter: Painter, wanted: Sheets, _: Step) -> Made:
    """What is missing of the sheets.  Raises ProjectError, in one line, where they cannot be made."""
    model = painter.open(painter.spec, painter.means)
    try:
        studio = Studio(wanted.folder, wanted.plan, wanted.today, model, wanted.prompts, wanted.manners)
        return studio.make(wanted.ids)
    except FilmError as error:
        raise ProjectError(error.what, where=error.where, line=error.line, do=error.do) from None
    finally:
        model.close()
