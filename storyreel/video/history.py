"""``storyreel takes``: every take of a reel's shots, and what people decide of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from film.base import Model
from film.errors import ProjectError
from film.takes import Evidence, LeftOut, Spent
from storyreel.llm.report import counted
from storyreel.project import Project, Reel
from storyreel.publish import file_name
from storyreel.video.choices import Choice, decide, read_choices
from storyreel.video.publishing import FOLDER
from storyreel.video.record import read_record
from storyreel.video.report import duration
from storyreel.video.settings import PREVIS
from storyreel.video.takes import TakeSeen, history, shots_with_takes

_LONGEST = 300


class TakeReport(Model):
    """One take: ``file`` is where its picture lies; ``current``: it was made for the plan as it is now."""

    shot: str
    number: int
    seed: int
    model: str
    file: str
    chosen: bool
    rejected: str
    current: bool
    given: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    evidence: tuple[Evidence, ...]
    spent: Spent
    made: dict[str, str]


def listed(reel: Reel, shot: str = "") -> tuple[TakeReport, ...]:
    """Every take of a shot, or of all of them in the order of the film.

    Raises ProjectError for a shot that was never filmed, and for a reel of which none was.
    """
    shots = _shots(reel)
    if shot and shot not in shots and not history(reel, shot):
        nearest = get_close_matches(shot, shots, n=1)
        do = f"Did you mean {nearest[0]}?" if nearest else "Run storyreel takes on the reel to see which were"
        raise ProjectError(f"no take was made of {shot[:80]!r}", where=reel.folder, do=do)
    return tuple(_report(reel, each) for id in ([shot] if shot else shots) for each in history(reel, id))


def text(takes: Sequence[TakeReport]) -> str:
    """A line a take, and what speaks against it below."""
    return "\n".join(_lines(takes))


def choose(reel: Reel, shot: str, number: int) -> None:
    """The take that is in the film from the next cut on; 0: the best by its measures.  Raises ProjectError."""
    choice = read_choices(reel).of(shot)
    if number:
        _refuse_unknown(reel, shot, number)
    kept = {each: why for each, why in choice.rejected.items() if each != number}
    decide(reel, shot, choice.but(take=number or None, rejected=kept))


def reject(reel: Reel, shot: str, number: int, why: str) -> None:
    """A take that is not wanted; it is kept all the same.  Raises ProjectError."""
    _refuse_unknown(reel, shot, number)
    choice = read_choices(reel).of(shot)
    said = "".join(letter for letter in " ".join(why.split()) if letter.isprintable())[:_LONGEST] or "not wanted"
    decide(reel, shot, _without(choice, number).but(rejected={**choice.rejected, number: said}))


def hold_more(project: Project, shot: str) -> None:
    """Raises ProjectError where no more takes of a shot can be made: it was never filmed, the reel names no model."""
    listed(project.reel, shot)
    if project.settings.renderer == PREVIS:
        record = read_record(project.reel)
        do = f"Write renderer: {record.renderer} there" if record is not None else ""
        raise ProjectError("it names no video model", where=project.reel.settings, do=do)


def _without(choice: Choice, number: int) -> Choice:
    return choice.but(take=None) if choice.take == number else choice


def _shots(reel: Reel) -> tuple[str, ...]:
    shots = shots_with_takes(reel)
    if not shots:
        do = "Run storyreel make on it with --renderer diffusers:MODEL or videos:URL#MODEL"
        raise ProjectError("no take was made of it yet", where=reel.folder, do=do)
    return shots


def _refuse_unknown(reel: Reel, shot: str, number: int) -> None:
    there = [each.number for each in listed(reel, shot) if each.current]
    if number not in there:
        has = f"it has {', '.join(map(str, there))}" if there else "it has none of the plan as it is now"
        raise ProjectError(f"{shot} has no take {number}, {has}", where=reel.folder)


def _report(reel: Reel, seen: TakeSeen) -> TakeReport:
    take = seen.take
    laid = reel.folder / FOLDER / file_name(take.shot) / f"{take.number}.mp4"
    file = laid if seen.current and laid.is_file() else take.clip.picture
    return TakeReport(
        shot=take.shot,
        number=take.number,
        seed=take.seed,
        model=take.model,
        file=str(file),
        chosen=seen.chosen,
        rejected=seen.rejected,
        current=seen.current,
        given=take.given,
        left_out=take.left_out,
        evidence=take.evidence,
        spent=take.spent,
        made=take.made,
    )


def _lines(takes: Sequence[TakeReport]) -> Iterator[str]:
    for take in takes:
        state = "in the film" if take.chosen else "" if take.current else "of an earlier plan"
        rejected = f"rejected: {take.rejected}" if take.rejected else ""
        faults = [fault for fault in take.evidence if fault.fails]
        measured = counted(len(faults), "fault") if faults else "no fault" if take.evidence else "not measured"
        spent = f"{duration(take.spent.gpu_seconds)} of GPU" if take.spent.gpu_seconds else ""
        told = ", ".join(part for part in (state, rejected, measured, spent) if part)
        yield f"{take.shot:<9} take {take.number}  {told}  {take.file}"
        yield from (f"{'':<9}   {fault.measure}: {fault.message}" for fault in faults)
