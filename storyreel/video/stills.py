"""Stills: the first frame of every shot, drawn before any video is paid for, kept by its recipe, shown for approval.

::

    ShotBrief ─still_order─▶ ImageJob ─┬─ in the store: found
                                       └─ else drawn, one after another, each kept as soon as it is there
    choices.yaml  still: 5f3c...  ─────▶ approved      holds for this very picture: what changes the shot, its people
                                                       or the model makes another, which nobody has approved
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from film.base import Document
from film.errors import ProjectError, RenderError
from film.plan import Format
from film.takes import LeftOut, Spent
from prompts.book import PromptBook
from renderer.generative.brief import ShotBrief, content_of
from renderer.generative.images import png
from renderer.generative.seam import Image
from renderer.generative.shaping.placing import cropped
from renderer.generative.stills.seam import ImageIdentity, ImageModel, Pictured
from renderer.generative.stills.shots import Ordered, still_order
from storyreel.store import Store
from storyreel.video.choices import Choices

_PICTURE, _PAGE = "still.png", "still.json"


class StillPage(Document):
    """How a still was made: by which model, with which words, what it was given and what that could not take, on what,
    for how much."""

    shot: str
    model: str
    revision: str
    prompt: str
    negative: str
    seed: int
    given: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    spent: Spent = Spent()
    made: dict[str, str] = {}


@dataclass(frozen=True)
class Still:
    """A shot's still: its picture of the film's size and how it was made, or ``why`` there is none.

    ``approved``: choices.yaml says so of this picture.  ``drawn``: in this run.
    """

    image: Image | None = None
    page: StillPage | None = None
    approved: bool = False
    drawn: bool = False
    why: str = ""


@dataclass(frozen=True)
class Desk:
    """Where stills are made: the reel's store, who draws, the prompts, what was decided, and who is told of each
    (a shot's id and what came of it)."""

    store: Store
    model: ImageModel
    prompts: PromptBook
    choices: Choices
    tell: Callable[[str, Still], None] = lambda _shot, _still: None

    def stills(self, briefs: Sequence[ShotBrief]) -> dict[str, Still]:
        """The still of every shot, in the order of the briefs; one that cannot be had says why and stops no other.

        Raises RenderError where the model cannot be asked at all, ProjectError where the disk refuses.
        """
        model = self.model.ready()
        stills: dict[str, Still] = {}
        missing: list[tuple[ShotBrief, Ordered]] = []
        for brief in briefs:
            try:
                order = still_order(brief, model, self.prompts, self.model.count)
            except RenderError as error:
                stills[brief.shot.id] = self._told(brief, Still(why=str(error)))
                continue
            folder = self.store.find(recipe_of(order, model, brief.request.format))
            found = None if folder is None else self._still(brief, folder)
            if found is not None:
                stills[brief.shot.id] = self._told(brief, found)
            else:
                missing.append((brief, order))
        stills |= self._drawn(missing, model)
        return {brief.shot.id: stills[brief.shot.id] for brief in briefs}

    def _drawn(self, missing: Sequence[tuple[ShotBrief, Ordered]], model: ImageIdentity) -> dict[str, Still]:
        outcomes = self.model.pictures([order.job for _, order in missing])
        return {
            brief.shot.id: self._told(brief, self._finished(brief, order, outcome, model))
            for (brief, order), outcome in zip(missing, outcomes, strict=True)
        }

    def _finished(self, brief: ShotBrief, order: Ordered, outcome: Pictured, model: ImageIdentity) -> Still:
        """The still out of what the model drew, kept; the reason where it drew nothing."""
        if outcome.picture is None:
            return Still(why=outcome.why)
        format = brief.request.format
        page = _page(order, outcome, model)
        picture = png(cropped(outcome.picture, order.job.fit, format))
        folder = self.store.build(recipe_of(order, model, format), partial(_write, page, picture))
        kept = self._still(brief, folder)
        if kept is None:
            raise ProjectError("does not hold what was just written", where=folder, do="Check the disk")
        return Still(kept.image, kept.page, kept.approved, drawn=True)

    def _still(self, brief: ShotBrief, folder: Path) -> Still | None:
        """A still that is kept; None where its files cannot be read."""
        try:
            page = StillPage.model_validate_json((folder / _PAGE).read_bytes())
            content = content_of(folder / _PICTURE)
        except (OSError, ValidationError):
            return None
        image = Image(file=folder / _PICTURE, content=content, of=brief.shot.id)
        return Still(image, page, approved=self.choices.of(brief.shot.id).still == content)

    def _told(self, brief: ShotBrief, still: Still) -> Still:
        self.tell(brief.shot.id, still)
        return still


def unapproved(stills: Mapping[str, Still]) -> tuple[str, ...]:
    """Shots whose still nobody has approved, in order: with ``approve: stills`` they are not filmed."""
    return tuple(shot for shot, still in stills.items() if not still.approved)


def recipe_of(order: Ordered, model: ImageIdentity, format: Format) -> dict[str, Any]:
    """All that decides a still."""
    return {**order.job.recipe(model), "film": [format.width, format.height]}


def spent_on(stills: Iterable[Still]) -> Spent:
    """What the stills that were drawn in this run took."""
    total = Spent()
    for still in stills:
        if still.drawn and still.page is not None:
            total += still.page.spent
    return total


def _page(order: Ordered, outcome: Pictured, model: ImageIdentity) -> StillPage:
    return StillPage(
        shot=order.job.name,
        model=model.name,
        revision=model.revision,
        prompt=order.job.prompt,
        negative=order.job.negative,
        seed=order.job.seed,
        given=order.given,
        left_out=order.left_out,
        spent=outcome.spent,
        made=dict(outcome.made),
    )


def _write(page: StillPage, picture: bytes, folder: Path) -> None:
    (folder / _PICTURE).write_bytes(picture)
    (folder / _PAGE).write_text(page.model_dump_json(), encoding="utf-8")
