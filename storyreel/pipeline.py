"""The run: read, plan, render, cut; each step finds what was made before and makes what was not.

::

    script ─read─▶ Screenplay ─plan─▶ Plan ─render─▶ clips ─cut─▶ film.mp4 and its papers
                       │                │              └ filmed after the previs, where a video model is named
                       │                └ cast/ places/ scenes/  written to be read; edits come back in
                       └ diagnostics: told, never fatal
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from film.errors import ProjectError
from film.plan import Plan
from film.screenplay import Screenplay
from film.timecode import format_rate
from storyreel.draft import brief_of, planned, read_draft
from storyreel.edits import edited, keep
from storyreel.files import write_text
from storyreel.finish import finish
from storyreel.llm.memory import changed_since
from storyreel.llm.reading import Memory, Reader, Wanted, reader_of
from storyreel.llm.report import EstimateReport, ReadingReport
from storyreel.machine import cold_cache, worker_environment
from storyreel.project import Project, Reel, opened
from storyreel.publish import publish
from storyreel.report import Finding, Report, Seconds, picture_of
from storyreel.selection import chosen_scenes
from storyreel.settings import Settings
from storyreel.shots import Shots, finished_shots, look_of, render_shots, rendered_clips
from storyreel.stages import Stages, check_fonts
from storyreel.video.filming import Before, Commission, Filming, Nobody, camera_of
from storyreel.workers import Pool
from storyreel.workshop import Workshop

if TYPE_CHECKING:
    from renderer.request import Look
    from storyreel.progress import Progress
    from storyreel.video.report import VideoEstimate

_TOLD = ("edit", "reading")
"""Whose findings a plan that is only planned tells."""
ShotsOf = Callable[[Workshop, Stages, Plan, "Look"], Shots]


@dataclass
class Run:
    """What one command works with.

    ``scenes`` is as typed (``1-3,12A``).  ``asks``: a language model may be asked, ``required``: it must answer; else
    the plan goes by what one read before.  ``traces`` gathers what failed, ``told`` what a plan says of edited files
    and of the model, ``reading`` is what was asked.  ``more`` good takes are wanted of shots by their ids.
    """

    project: Project
    stages: Stages
    progress: Progress
    jobs: int
    scenes: str = ""
    asks: bool = False
    required: bool = False
    traces: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    reading: ReadingReport | None = None
    more: Mapping[str, int] = field(default_factory=dict)


def make(run: Run) -> Report:
    """Everything.  Raises FilmError."""
    with _filming(run) as filming:
        return _shoot(run, render_shots, filming, cut_too=True)


def render(run: Run) -> Report:
    """Up to the clips.  Raises FilmError."""
    with _filming(run) as filming:
        return _shoot(run, render_shots, filming, cut_too=False)


def cut(run: Run) -> Report:
    """The film out of shots that are rendered.  Raises FilmError."""
    return _shoot(run, finished_shots, Before(run.project), cut_too=True)


def plan(run: Run) -> Plan:
    """Up to the plan, written to be read and edited; ``run.told`` is what became of edits.  Raises FilmError."""
    screenplay = read_draft(run.stages, run.project)
    wanted = chosen_scenes(screenplay, run.scenes)
    try:
        with _reader(run, screenplay, wanted) as reader, opened(run.project) as reel:
            planned, findings = _plan(run, reel, screenplay, wanted, reader)
    finally:
        run.progress.close()
    run.told.extend(finding.message for finding in findings if finding.rule in _TOLD)
    return planned


def estimate(run: Run) -> EstimateReport:
    """What it will cost at most to have the script read.  Asks and writes nothing.  Raises FilmError."""
    screenplay = read_draft(run.stages, run.project)
    with _reader(run, screenplay, chosen_scenes(screenplay, run.scenes)) as reader:
        return reader.estimate()


def video_estimate(run: Run) -> VideoEstimate:
    """What the takes that are missing will take.  Makes and writes nothing.  Raises FilmError."""
    screenplay = read_draft(run.stages, run.project)
    wanted = chosen_scenes(screenplay, run.scenes)
    with camera_of(_commission(run)) as camera:
        if camera is None:
            do = "Say --renderer diffusers:MODEL or videos:URL#MODEL"
            raise ProjectError("no video model is named, and the previs costs nothing", where="--estimate", do=do)
        plan = planned(run.stages, run.project, screenplay, wanted)
        camera.hold(plan)
        look = camera.look(look_of(run.project.settings))
        return camera.estimate(plan, rendered_clips(run.stages, run.project.reel.store, plan, look))


def _shoot(run: Run, shots_of: ShotsOf, filming: Filming, *, cut_too: bool) -> Report:
    watch = _Watch()
    with watch.timing("read"):
        screenplay = read_draft(run.stages, run.project)
    wanted = chosen_scenes(screenplay, run.scenes)
    check_fonts()
    with (
        _reader(run, screenplay, wanted) as reader,
        opened(run.project) as reel,
        _workshop(run, reel) as workshop,
    ):
        with watch.timing("plan"):
            plan, findings = _plan(run, reel, screenplay, wanted, reader)
        filming.hold(plan)
        with watch.timing("render"):
            look = filming.look(look_of(run.project.settings))
            rushes = filming.film(plan, shots_of(workshop, run.stages, plan, look))
        shots, frames = rushes.shots, plan.frames
        findings = (*findings, *rushes.findings, *_measured(plan, shots, run.project.settings))
        if cut_too:
            with watch.timing("cut"):
                finished = finish(workshop, run.stages, plan, shots.clips)
                findings = (*findings, *finished.findings)
                findings = (*findings, *publish(reel, plan, shots.clips, finished, findings, rushes.takes))
            frames = finished.timeline.frames
        report = _report(run, reel, plan, shots, findings)
        report = report.but(frames=frames, seconds=watch.seconds(), video=rushes.report)
        write_text(reel.report, report.model_dump_json(indent=2) + "\n")
        return report


@contextmanager
def _filming(run: Run) -> Iterator[Filming]:
    """Who films: looked for before anything is read, asked or drawn."""
    with camera_of(_commission(run)) as camera:
        yield Nobody() if camera is None else camera


def _commission(run: Run) -> Commission:
    return Commission(run.project, run.stages, run.progress, run.traces, run.more)


@contextmanager
def _reader(run: Run, screenplay: Screenplay, wanted: tuple[str, ...]) -> Iterator[Reader]:
    """Who reads the script: a language model where this run may ask one, else whatever one read before."""
    if not run.asks:
        yield Memory()
        return
    with reader_of(Wanted(run.project, screenplay, wanted, run.required), run.stages.language_model) as reader:
        yield reader


def _plan(
    run: Run, reel: Reel, screenplay: Screenplay, wanted: tuple[str, ...], reader: Reader
) -> tuple[Plan, tuple[Finding, ...]]:
    """The plan with the director's own sheets and scenes in it; the folders say what it is.

    The script is read first: what the director changes while a model thinks is in force.
    """
    read = reader.read(reel, run.progress)
    edits = edited(run.stages.plan, reel, screenplay, brief_of(run.project, read.reading, wanted))
    keep(reel, replace(edits, files={**edits.files, **read.files}))
    if read.note:
        run.progress.note(read.note)
    run.reading = None if read.report is None else read.report.with_verdicts(edits.plan)
    stale = changed_since(edits.plan, read.reading) if read.reading is not None else ""
    said = dict.fromkeys((*screenplay.diagnostics, *edits.plan.diagnostics))
    script = (Finding(rule="script", message=each.message, line=each.line) for each in said if each.severity != "info")
    changed = (Finding(rule="edit", message=message) for message in edits.told)
    told = (Finding(rule="reading", message=message) for message in (*read.told, stale) if message)
    return edits.plan, (*script, *changed, *told)


@contextmanager
def _workshop(run: Run, reel: Reel) -> Iterator[Workshop]:
    with Pool(run.jobs, worker_environment(reel.private), cold=cold_cache(reel.private)) as pool:
        workshop = Workshop(reel.store, pool, run.progress, run.traces)
        try:
            yield workshop
        finally:
            run.progress.close()


def _measured(plan: Plan, shots: Shots, settings: Settings) -> Iterator[Finding]:
    """What the measured frames show otherwise than the plan asks and a director wants."""
    from planner.continuity.measured import measured

    wanted = {excuse.rule for excuse in settings.excuses}
    for each in measured(plan, shots.clips):
        if not each.excused and each.rule not in wanted:
            yield Finding(rule=each.rule, shots=each.shots, message=each.message)


def _report(run: Run, reel: Reel, plan: Plan, shots: Shots, findings: tuple[Finding, ...]) -> Report:
    return Report(
        reel=str(reel.folder),
        film=str(reel.film) if reel.film.is_file() else None,
        frames=plan.frames,
        rate=format_rate(plan.format.rate),
        scenes=len(plan.scenes),
        shots=len(shots.clips),
        rendered=shots.rendered,
        reused=shots.reused,
        failed=shots.failed,
        findings=findings,
        picture=picture_of(run.project.settings),
        reading=run.reading,
    )


class _Watch:
    """Wall time by stage."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._spent: dict[str, float] = {}

    @contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        start = time.monotonic()
        yield
        self._spent[stage] = round(time.monotonic() - start, 3)

    def seconds(self) -> Seconds:
        return Seconds(**self._spent, total=round(time.monotonic() - self._start, 3))
