"""What came of filming, as the run goes on with it: clips, the camera report, what it took, what has to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from film.plan import Plan
from film.takes import Spent, Take
from storyreel.llm.report import counted
from storyreel.report import Failure, Finding
from storyreel.shots import Shots
from storyreel.video.cutting import key_of
from storyreel.video.record import CameraReport, ShotRecord
from storyreel.video.report import VideoReport, left_out_of, money, spent_by, watts
from storyreel.video.settings import VideoSettings
from storyreel.video.takes import TakeSeen
from storyreel.video.tries import Tries

if TYPE_CHECKING:
    from renderer.generative.seam import Identity

_MOST_FAULTS = 3


@dataclass(frozen=True)
class Rushes:
    """What came of filming: the clips of the film, what it took (None where no model was asked), what is to be told.

    ``takes`` are files to be laid beside the film, by their names in the reel's folder.
    """

    shots: Shots
    report: VideoReport | None = None
    findings: tuple[Finding, ...] = ()
    takes: Mapping[Path, Path] = field(default_factory=dict)


def record_of(settings: VideoSettings, identity: Identity, shots: Shots, tries: Sequence[Tries]) -> CameraReport:
    """The takes that there are of each shot."""
    known = {each.shot: {attempt.number: attempt.key for attempt in each.tried if attempt.key} for each in tries}
    there = {shot: takes for shot, takes in known.items() if takes}
    return CameraReport(
        renderer=settings.renderer,
        model=identity.name,
        passes=tuple(dict.fromkeys(name for clip in shots.clips.values() for name in clip.passes)),
        shots={shot: ShotRecord(previs=key_of(shots.clips[shot]), takes=takes) for shot, takes in there.items()},
    )


def report_of(
    settings: VideoSettings,
    identity: Identity,
    tries: Sequence[Tries],
    takes: Mapping[str, TakeSeen],
    stills: Spent,
) -> VideoReport:
    """What was made and what that took, stills included."""
    spent = spent_by(tries) + stills
    attempts = [attempt for each in tries for attempt in each.tried]
    return VideoReport(
        renderer=settings.renderer,
        model=identity.name,
        revision=identity.revision,
        family=identity.family,
        profile=settings.video_profile,
        made=sum(attempt.made and bool(attempt.key) for attempt in attempts),
        found=sum(bool(attempt.key) and not attempt.made for attempt in attempts),
        failed=sum(attempt.made and not attempt.key for attempt in attempts),
        gpu_seconds=round(spent.gpu_seconds, 3),
        seconds=round(spent.seconds, 3),
        money=money(spent.gpu_seconds, settings),
        watt_hours=watts(spent.gpu_seconds, settings) if spent.watt_hours is None else round(spent.watt_hours, 3),
        budget=settings.video_budget,
        chosen={shot: seen.take.number for shot, seen in takes.items()},
        faulty=tuple(shot for shot, seen in takes.items() if seen.take.faults),
        left_out=left_out_of(tries),
    )


def failures(tries: Sequence[Tries], takes: Mapping[str, TakeSeen]) -> Iterator[Failure]:
    """Shots that a take was wanted of and that have none: the film has their previs."""
    for each in tries:
        if each.shot not in takes:
            why = each.why or "every one that there is was rejected"
            yield Failure(shot=each.shot, reason=f"no take, the previs stands for it: {why}")


def findings_of(plan: Plan, takes: Mapping[str, TakeSeen], waiting: Sequence[str]) -> Iterator[Finding]:
    """What speaks against takes that are in the film, alone and beside those of their setup; stills that wait."""
    from renderer.generative.judging import drift

    if waiting:
        message = f"{counted(len(waiting), 'still')} to be approved before takes are made: storyreel review REEL"
        yield Finding(rule="still", message=message, shots=tuple(waiting))
    for shot, seen in takes.items():
        if seen.take.faults:
            yield Finding(rule="take", message=_faults(seen.take), shots=(shot,))
    setups: dict[str, list[Take]] = {}
    for each in (shot for scene in plan.scenes for shot in scene.shots if shot.id in takes):
        setups.setdefault(each.setup, []).append(takes[each.id].take)
    for shot, evidence in drift(setups).items():
        if evidence.fails:
            yield Finding(rule="take", message=f"{shot}: {evidence.message}", shots=(shot,))


def _faults(take: Take) -> str:
    worst = "; ".join(fault.message for fault in take.faults[:_MOST_FAULTS])
    more = f" and {len(take.faults) - _MOST_FAULTS} more" if len(take.faults) > _MOST_FAULTS else ""
    return f"take {take.number} of {take.shot} is in the film, though {worst}{more}"
