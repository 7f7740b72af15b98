"""What there is to be decided of a reel: references, stills and takes of every shot, with what was decided so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import ValidationError

from film.cast import CharacterSheet
from film.clips import Clip
from film.place import PlaceSheet
from film.plan import Plan, Prop, ScenePlan
from film.references import Reference
from film.shot import Shot
from renderer.generative.brief import content_of
from storyreel.project import Reel
from storyreel.references import Entry, References, references_of
from storyreel.references.finding import inside
from storyreel.video.choices import Choice, read_choices
from storyreel.video.takes import TakeSeen, takes_of

if TYPE_CHECKING:
    from storyreel.video.stills import StillPage

_STILL, _PAGE = "still.png", "still.json"
_MOST_STILLS = 6
_Sheet = TypeVar("_Sheet", CharacterSheet, PlaceSheet, Prop)


class Review(NamedTuple):
    """What is reviewed: the reel, its plan, the previs of each shot that is rendered, and what day it is."""

    reel: Reel
    plan: Plan
    previs: Mapping[str, Clip]
    today: date


class StillShown(NamedTuple):
    """A still of a shot: its file and sha256, how it was made, and whether it is the approved one."""

    file: Path
    content: str
    page: StillPage
    approved: bool


class ShotShown(NamedTuple):
    """A shot with everything that was made of it."""

    scene: ScenePlan
    shot: Shot
    choice: Choice
    previs: Clip | None
    stills: tuple[StillShown, ...]
    takes: tuple[TakeSeen, ...]


class Material(NamedTuple):
    """All of a reel: its references, each with the shots that it may be given to, and its shots in film order."""

    review: Review
    references: References
    shots: tuple[ShotShown, ...]

    @property
    def entries(self) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
        """Every reference with its shots."""
        return tuple(self.references.touched.items())


def material_of(review: Review) -> Material:
    """What there is now.  Raises ProjectError for choices that do not hold."""
    reel, plan = review.reel, review.plan
    choices, takes, stills = read_choices(reel), takes_of(reel, plan), _stills(reel)
    shots = tuple(
        ShotShown(
            scene=scene,
            shot=shot,
            choice=choices.of(shot.id),
            previs=review.previs.get(shot.id),
            stills=_shown(stills.get(shot.id, ()), choices.of(shot.id)),
            takes=takes.get(shot.id, ()),
        )
        for scene in plan.scenes
        for shot in scene.shots
    )
    return Material(review, references_of(plan, reel.folder, review.today), shots)


def _stills(reel: Reel) -> dict[str, list[tuple[Path, StillPage]]]:
    """The stills in the store by shot, the newest first."""
    from storyreel.video.stills import StillPage

    found: dict[str, list[tuple[float, Path, StillPage]]] = {}
    for file in sorted(reel.store.objects.glob(f"*/*/{_PAGE}")):
        try:
            page = StillPage.model_validate_json(file.read_bytes())
            made = file.stat().st_mtime
        except (OSError, ValidationError):
            continue
        found.setdefault(page.shot, []).append((-made, file.with_name(_STILL), page))
    return {
        shot: [(path, page) for _, path, page in sorted(each, key=lambda still: (still[0], still[1]))]
        for shot, each in found.items()
    }


def _shown(stills: list[tuple[Path, StillPage]] | tuple[()], choice: Choice) -> tuple[StillShown, ...]:
    """The newest stills of a shot, and the approved one however old it is."""
    shown: list[StillShown] = []
    for file, page in stills:
        try:
            content = content_of(file)
        except OSError:
            continue
        approved = content == choice.still
        if approved or len(shown) < _MOST_STILLS:
            shown.append(StillShown(file, content, page, approved))
    return tuple(shown)


def with_approved(plan: Plan, files: Collection[str], folder: Path) -> Plan:
    """The plan as its sheets are now, after these images were approved in them: planning anew would say the same,
    slowly."""

    def fixed(sheet: _Sheet) -> _Sheet:
        if not any(each.file in files for each in sheet.references):
            return sheet
        return sheet.but(
            references=tuple(_approved(each, folder) if each.file in files else each for each in sheet.references)
        )

    scenes = tuple(
        scene.but(breakdown=scene.breakdown.but(props=tuple(map(fixed, scene.breakdown.props))))
        for scene in plan.scenes
    )
    return plan.but(cast=tuple(map(fixed, plan.cast)), places=tuple(map(fixed, plan.places)), scenes=scenes)


def _approved(reference: Reference, folder: Path) -> Reference:
    return reference.but(approved=True, content=content_of(inside(folder, reference.file)))
