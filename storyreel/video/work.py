"""What is done in processes of their own, so that the program itself never loads a model's libraries.

All are module-level functions, because workers receive them by name; what they return comes back by pickle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from film.errors import FilmError, ProjectError
from storyreel.store import Store
from storyreel.video.keeping import Direction, Keeper, Ledger, Spending
from storyreel.video.pieces import Pieces
from storyreel.video.tries import Attempt, Tries
from storyreel.workers import Step

if TYPE_CHECKING:
    from renderer.generative.families.family import Family
    from renderer.generative.judging import Beside, Eyes
    from renderer.generative.means import Means
    from renderer.generative.ordering import Ordered
    from renderer.generative.seam import Filmed, Identity, VideoModel
    from renderer.generative.shooting import Errand, Slate
    from renderer.generative.spec import Spec

PIECES = "pieces"
"""The folder, beside the store, of what is no take yet."""
_ENDED = "the process that made it ended under it (out of memory?)"
Open = Callable[["Spec", "Means"], "VideoModel"]


@dataclass(frozen=True)
class Hire:
    """A model that is asked: who, with which means, and what opens it."""

    spec: Spec
    means: Means
    open: Open


@dataclass(frozen=True)
class Errands:
    """What a process is to do: ``device`` names what the model runs on, for the reckoning; ``look`` opens a model that
    looks at takes, None for none, and ``beside`` is what it tells them apart from."""

    hire: Hire
    direction: Direction
    errands: tuple[Errand, ...]
    root: Path
    device: str = ""
    look: Callable[[], Eyes] | None = None
    beside: Beside | None = None


def look(hire: Hire, _: Step) -> Identity:
    """Which model answers.  Raises ProjectError, in one line, where it cannot be used."""
    model = hire.open(hire.spec, hire.means)
    try:
        return model.ready()
    except FilmError as error:
        raise ProjectError(error.what, where=error.where, line=error.line, do=error.do) from None
    finally:
        model.close()


def look_at_eyes(open_: Callable[[], Eyes], _: Step) -> str:
    """The name of the model that looks at takes.  Raises ProjectError, in one line, where it cannot be used."""
    try:
        return open_().name
    except FilmError as error:
        raise ProjectError(error.what, where=error.where, line=error.line, do=error.do) from None


def foresee(given: Errands, _: Step) -> tuple[Tries, ...]:
    """What there is of all shots and what is missing, without asking for anything."""
    from renderer.generative.shooting import foresee

    model = given.hire.open(given.hire.spec, given.hire.means)
    try:
        keeper = Keeper(Store(given.root), given.direction, model.count)
        return _told(given, keeper, foresee(given.errands, keeper))
    finally:
        model.close()


def shoot(given: Errands, limit: float | None, ledger: Path, step: Step) -> tuple[Tries, ...]:
    """Makes what is missing; the steps are GPU-seconds as they were reckoned.

    ``limit`` is how many of them may be spent in truth.  What a process before this one spent stands in the ledger, and
    a take that ended it is not tried again.
    """
    from renderer.generative.costs import Reckoner, gpu_seconds
    from renderer.generative.shooting import Purse, shoot

    family = family_of(given.direction.identity)
    book = Ledger(ledger)
    before = book.start()
    left = None if limit is None else max(limit - before.spent, 0.0)
    means = given.hire.means.but(gpu_seconds=left)
    model = given.hire.open(given.hire.spec, means)
    done = 0.0

    def told(filmed: Filmed) -> None:
        nonlocal done
        done += gpu_seconds(filmed.job, family, given.device)
        step(round(done))

    try:
        pieces = Pieces(given.root / PIECES, given.direction.identity)
        judges = (None if given.look is None else given.look()), given.beside
        keeper = Keeper(Store(given.root), given.direction, model.count, *judges, book, pieces, told)
        errands = [_careful(errand, before) for errand in given.errands]
        return _told(given, keeper, shoot(model, errands, keeper, Purse(left, Reckoner(family, given.device))))
    finally:
        model.close()


def _careful(errand: Errand, before: Spending) -> Errand:
    """The errand without what ended a process, and with what may have by itself."""
    lost = {number: _ENDED for shot, number in sorted(before.lost) if shot == errand.shot}
    alone = frozenset(number for shot, number in before.suspects if shot == errand.shot)
    return errand._replace(lost=lost, alone=alone)


def family_of(identity: Identity) -> Family | None:
    """What is known of a model's family; None for one of none."""
    from renderer.generative.families import family

    try:
        return family(identity.family)
    except KeyError:
        return None


def _told(given: Errands, keeper: Keeper, slates: Mapping[str, Slate]) -> tuple[Tries, ...]:
    return tuple(_tries(given, keeper, slate) for slate in slates.values())


def _tries(given: Errands, keeper: Keeper, slate: Slate) -> Tries:
    shot = slate.errand.shot
    tried = tuple(
        Attempt(
            number=each.number,
            key=keeper.keys[shot, each.number] if each.take is not None else "",
            made=each.made,
            spent=each.spent,
            trouble=each.trouble or "",
            why=each.why,
        )
        for _, each in sorted(slate.tried.items())
    )
    told = Tries(shot=shot, tried=tried, why="" if slate.takes else slate.why, missing=slate.missing)
    return told if shot not in keeper.ordered else _reckoned(given, told, keeper.ordered[shot])


def _reckoned(given: Errands, told: Tries, ordered: Ordered) -> Tries:
    """With what a take of the shot takes."""
    from renderer.generative.costs import gpu_seconds, watt_hours

    family, jobs = family_of(given.direction.identity), ordered.order.jobs
    seconds = sum(gpu_seconds(job, family, given.device) for job in jobs)
    hours = watt_hours(seconds, given.device)
    told = told.but(jobs=len(jobs), gpu_seconds=seconds, watt_hours=hours, left_out=ordered.left_out)
    return told.but(prompt=jobs[0].prompt)
