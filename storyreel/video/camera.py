"""A video model that is there and may be used: what it will cost, and its takes in the place of the previs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from film.clips import Clip
from film.errors import ProjectError, RenderError
from film.plan import Plan
from film.takes import Spent
from storyreel.files import make_folder
from storyreel.llm.own_prompts import book_of
from storyreel.llm.report import counted
from storyreel.progress import Progress
from storyreel.project import Project
from storyreel.references import References, references_of
from storyreel.shots import Shots, look_of
from storyreel.stages import Stages
from storyreel.video.briefs import LAID_OUT, briefs_of, going_on, passes_for
from storyreel.video.choices import read_choices
from storyreel.video.cutting import chosen_takes, filmed_look, with_takes
from storyreel.video.drawing import Painter
from storyreel.video.hands import Hands
from storyreel.video.keeping import Direction
from storyreel.video.publishing import take_files
from storyreel.video.record import write_record
from storyreel.video.report import VideoEstimate, estimate_line, estimate_of
from storyreel.video.rushes import Rushes, failures, findings_of, record_of, report_of
from storyreel.video.stills import Still, spent_on, unapproved
from storyreel.video.tries import Tries
from storyreel.video.work import PIECES, Errands, Hire

if TYPE_CHECKING:
    from renderer.generative.brief import ShotBrief, Shown
    from renderer.generative.judging import Beside, Eyes
    from renderer.generative.seam import Identity, Manner
    from renderer.generative.shaping.steering import Wishes
    from renderer.generative.shooting import Errand
    from renderer.request import Look


@dataclass(frozen=True)
class Camera:
    """A model for one run.

    ``device`` names what it runs on; ``painter`` draws stills of the shots first, None where nobody does; ``looks``
    opens a model that looks at takes, likewise; ``more`` good takes are wanted of some shots besides those that there
    are.
    """

    project: Project
    stages: Stages
    progress: Progress
    hands: Hands
    hire: Hire
    identity: Identity
    device: str = ""
    painter: Painter | None = None
    looks: Callable[[], Eyes] | None = None
    more: Mapping[str, int] = field(default_factory=dict)

    def look(self, look: Look) -> Look:
        """How the previs has to be drawn for it."""
        wanted = passes_for(self.identity.abilities, self._wishes)
        return filmed_look(look, wanted if self.painter is None else (*wanted, LAID_OUT))

    def hold(self, plan: Plan) -> None:
        """Raises ProjectError for what would stop it once the previs is drawn: an image that may not be used, one that
        waits to be approved, a size that the model does not make, something that it cannot do without."""
        from renderer.generative.shaping.fit import fit_of

        self._hold_references(plan)
        self._hold_needs()
        try:
            fit_of(plan.format, self.identity.abilities.size, self._manner.scale)
        except RenderError as error:
            raise ProjectError(error.what, where=self.project.settings.renderer, do=error.do) from None

    def _hold_needs(self) -> None:
        needs, settings = self.identity.needs, self.project.settings
        if "first" in needs and self.painter is None:
            do = (
                "Have stills made of the shots (stills: in reel.yaml), or take a model that makes pictures out of words"
            )
            raise ProjectError(f"{self.identity.name} goes on from a first frame", where=settings.renderer, do=do)
        if "last" in needs:
            do = "Take a model that goes on from a first frame alone"
            raise ProjectError(
                f"{self.identity.name} goes from a first frame to a last one", where=settings.renderer, do=do
            )
        if {"control", "video"} & set(needs) and settings.video_control == "none":
            what = f"{self.identity.name} follows a pass of the previs, and video_control says none"
            raise ProjectError(what, where=settings.renderer, do="Say auto, or one that it takes")

    def _hold_references(self, plan: Plan) -> None:
        references = self._references(plan)
        references.hold()
        if self.project.settings.approve == "references" and (waiting := references.waiting):
            what = f"{counted(len(waiting), 'reference')} to be approved, {waiting[0].reference.file} the first"
            do = "Look at them and approve them: storyreel references REEL, or storyreel review REEL"
            raise ProjectError(what, where=self.project.reel.folder, do=do)

    def estimate(self, plan: Plan, drawn: Mapping[str, Clip]) -> VideoEstimate:
        """What the takes that are missing will take; ``drawn`` are shots that have their previs.  Raises FilmError."""
        briefs = self._briefs(plan, drawn)
        return self._estimate(self.hands.foresee(self._errands(plan, briefs)))

    def film(self, plan: Plan, shots: Shots) -> Rushes:
        """Finds the takes of every shot that has its previs, and makes those that are missing.  Raises FilmError."""
        briefs = self._briefs(plan, shots.clips)
        stills = self._stills(list(briefs.values()))
        waiting = unapproved(stills) if self.project.settings.approve == "stills" else ()
        shown = {id: _with_still(brief, stills.get(id)) for id, brief in briefs.items() if id not in waiting}
        spent = spent_on(stills.values())
        tries = self._takes(self._errands(plan, shown), spent)
        return self._rushes(plan, shots, tries, waiting, spent)

    def _takes(self, given: Errands, spent: Spent) -> tuple[Tries, ...]:
        """What came of every shot; ``spent`` is gone from the budget already."""
        tries = self.hands.foresee(given)
        estimate = self._estimate(tries)
        self.progress.note(estimate_line(estimate))
        if not estimate.takes:
            return tries
        limit = self.project.settings.seconds_to_spend
        left = None if limit is None else max(limit - spent.gpu_seconds, 0.0)
        notes = make_folder(self.project.reel.private / "tmp" / f"{os.getpid()}-video")
        judged = replace(given, look=self.looks, beside=_beside(given, tries))
        tries = self.hands.shoot(judged, tries, left, notes)
        for done in (notes, self.project.reel.private / PIECES):  # a run that is ended before leaves the pieces
            shutil.rmtree(done, ignore_errors=True)
        return tries

    def _rushes(
        self, plan: Plan, shots: Shots, tries: Sequence[Tries], waiting: Sequence[str], stills: Spent
    ) -> Rushes:
        settings, reel = self.project.settings, self.project.reel
        record = record_of(settings, self.identity, shots, tries)
        write_record(reel, record)
        takes = chosen_takes(reel, record, shots.clips)
        clips = with_takes(self.project, shots.clips)
        failed = (*shots.failed, *failures(tries, takes))
        return Rushes(
            shots=replace(shots, clips=clips, failed=failed),
            report=report_of(settings, self.identity, tries, takes, stills),
            findings=tuple(findings_of(plan, takes, waiting)),
            takes=take_files(reel, plan),
        )

    def _stills(self, briefs: Sequence[ShotBrief]) -> dict[str, Still]:
        """The first frame of every shot, where somebody draws them."""
        if self.painter is None:
            return {}
        reel = self.project.reel
        return self.hands.draw(self.painter, reel.private, book_of(reel.folder), read_choices(reel), briefs)

    @property
    def _wishes(self) -> Wishes:
        from renderer.generative.shaping.steering import Wishes

        settings = self.project.settings
        return Wishes(control=settings.video_control, rate=settings.video_rate)

    @property
    def _manner(self) -> Manner:
        return self.identity.draft if self.project.settings.video_profile == "draft" else self.identity.manner

    def _estimate(self, tries: Sequence[Tries]) -> VideoEstimate:
        settings = self.project.settings
        return estimate_of(settings.renderer, self.identity.name, tries, settings)

    def _briefs(self, plan: Plan, clips: Mapping[str, Clip]) -> dict[str, ShotBrief]:
        from renderer.generative.brief import Direction as Told

        settings = self.project.settings
        requests = self.stages.requests(plan, self.look(look_of(settings)))
        told = Told(look=settings.video_look, seed=settings.seed)
        return briefs_of(plan, requests, clips, self._shown(plan), told)

    def _errands(self, plan: Plan, briefs: Mapping[str, ShotBrief]) -> Errands:
        """What the processes are given."""
        prompts = book_of(self.project.reel.folder)
        direction = Direction(briefs, self.identity, self._manner, prompts, self._wishes)
        errands = tuple(self._wanted(plan, briefs))
        return Errands(self.hire, direction, errands, self.project.reel.private, self.device)

    def _wanted(self, plan: Plan, shots: Iterable[str]) -> Iterator[Errand]:
        from renderer.generative.shooting import Errand

        settings, choices = self.project.settings, read_choices(self.project.reel)
        after = going_on(plan, self.identity.abilities)
        for shot in shots:
            choice = choices.of(shot)
            yield Errand(
                shot=shot,
                wanted=settings.takes,
                attempts=settings.video_attempts,
                after=after.get(shot, ""),
                rejected=frozenset(choice.rejected),
                chosen=choice.take,
                more=self.more.get(shot, 0),
            )

    def _references(self, plan: Plan) -> References:
        return references_of(plan, self.project.reel.folder, self.stages.today())

    def _shown(self, plan: Plan) -> Mapping[str, Shown]:
        """The reference images of every shot."""
        from renderer.generative.brief import Shown

        references = self._references(plan)
        return {
            shot.id: Shown(references=references.shown(scene, shot)) for scene in plan.scenes for shot in scene.shots
        }


def _beside(given: Errands, tries: Sequence[Tries]) -> Beside:
    """What takes are told apart from: the words of all shots, everybody's images."""
    from renderer.generative.judging import Beside

    images = {
        sheet.id: brief.shown.references[sheet.id]
        for brief in given.direction.briefs.values()
        for sheet in brief.request.cast
        if sheet.id in brief.shown.references
    }
    return Beside(tuple(dict.fromkeys(each.prompt for each in tries if each.prompt)), images)


def _with_still(brief: ShotBrief, still: Still | None) -> ShotBrief:
    """The brief with the shot's first frame, where there is one."""
    if still is None or still.image is None:
        return brief
    return brief.but(shown=brief.shown.but(still=still.image))
