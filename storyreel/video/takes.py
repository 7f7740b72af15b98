"""Every take of a reel: those that go with its plan, and those of before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from film.errors import FilmError, RenderError
from film.plan import Plan
from film.takes import Take
from storyreel.project import Reel
from storyreel.video.choices import Choice, read_choices
from storyreel.video.record import ShotRecord, read_record

if TYPE_CHECKING:
    from storyreel.store import Store


class TakeSeen(NamedTuple):
    """A take with its files placed in ``folder``.

    ``chosen``: it is in the film, or will be with the next cut.  ``rejected`` is why somebody does not want it, ""
    where nobody said so.  ``current``: it was made for the plan as it is now.
    """

    take: Take
    folder: Path
    chosen: bool = False
    rejected: str = ""
    current: bool = True


def takes_of(reel: Reel, plan: Plan) -> dict[str, tuple[TakeSeen, ...]]:
    """The takes that go with each shot of a plan, by number; a shot without any is left out.  Raises ProjectError."""
    choices, record = read_choices(reel), read_record(reel)
    shots = [shot.id for scene in plan.scenes for shot in scene.shots]
    known = {} if record is None else record.shots
    found = {shot: seen(reel.store, known[shot], choices.of(shot)) for shot in shots if shot in known}
    return {shot: takes for shot, takes in found.items() if takes}


def seen(store: Store, record: ShotRecord, choice: Choice) -> tuple[TakeSeen, ...]:
    """The takes of one shot that are in the store, by number, with what was decided of them."""
    from renderer.generative.shooting import best

    loaded = dict(_loaded(store, record.takes))
    chosen = best(loaded.values(), choice.rejected, choice.take)
    return tuple(
        TakeSeen(take, folder_of(take), take is chosen, choice.rejected.get(number, ""))
        for number, take in sorted(loaded.items())
    )


def history(reel: Reel, shot: str) -> tuple[TakeSeen, ...]:
    """Every take of a shot that the store has: those of the plan by number, then those of earlier plans.

    Raises ProjectError for choices that do not hold.
    """
    record, choice = read_record(reel), read_choices(reel).of(shot)
    now = () if record is None or shot not in record.shots else seen(reel.store, record.shots[shot], choice)
    there = {each.folder for each in now}
    others = (TakeSeen(take, folder, current=False) for folder, take in _all(reel.store, shot) if folder not in there)
    return (*now, *sorted(others, key=lambda each: (each.take.number, each.folder.name)))


def shots_with_takes(reel: Reel) -> tuple[str, ...]:
    """The shots of the last run, in the order of the film."""
    record = read_record(reel)
    return () if record is None else tuple(record.shots)


def folder_of(take: Take) -> Path:
    """Where a take that was loaded lies."""
    return take.clip.picture.parent


def _loaded(store: Store, keys: Mapping[int, str]) -> Iterator[tuple[int, Take]]:
    from renderer.generative.footage import load_take

    for number, key in keys.items():
        try:
            yield number, load_take(store.path(key))
        except RenderError:  # gone from the store: it costs time to make it again, and nothing else
            continue


def _all(store: Store, shot: str) -> Iterator[tuple[Path, Take]]:
    from renderer.generative.footage import TAKE, load_take

    for file in sorted(store.objects.glob(f"*/*/{TAKE}")):
        try:
            take = load_take(file.parent)
        except FilmError:
            continue
        if take.shot == shot:
            yield file.parent, take
