"""What the commands print for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from film.plan import Plan
from storyreel.llm.report import ReadingReport, counted, reading_lines
from storyreel.report import Report
from storyreel.video.report import video_lines

_MOST_FINDINGS = 12


def report(report: Report) -> str:
    """What was made and where."""
    return "\n".join(_report_lines(report))


def plan(plan: Plan, folder: Path, reading: ReadingReport | None = None) -> str:
    """One line a shot, what a language model was asked, and where the files to edit are."""
    return "\n".join(_plan_lines(plan, folder, reading))


def running_time(frames: int, rate: float) -> str:
    """Minutes and seconds, ``2:05``."""
    seconds = round(frames / rate)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _report_lines(report: Report) -> Iterator[str]:
    numerator, _, denominator = report.rate.partition("/")
    length = running_time(report.frames, int(numerator) / int(denominator))
    made = f"{report.film or report.reel}  {length}"
    yield f"{made}, {counted(report.scenes, 'scene')}, {counted(report.shots, 'shot')}"
    failed = f", {len(report.failed)} failed" if report.failed else ""
    yield f"{report.rendered} rendered, {report.reused} reused{failed}, in {report.seconds.total:.1f} s"
    if report.reading is not None:
        yield from reading_lines(report.reading)
    if report.video is not None:
        yield from video_lines(report.video)
    for failure in report.failed:
        yield f"failed: {failure.shot}: {failure.reason}"
    for finding in report.findings[:_MOST_FINDINGS]:
        yield f"warning: {f'line {finding.line}: ' if finding.line else ''}{finding.message}"
    if len(report.findings) > _MOST_FINDINGS:
        yield f"and {len(report.findings) - _MOST_FINDINGS} more warnings in {Path(report.reel) / 'report.json'}"
    if report.film:
        yield f"Boards, captions and the edit are beside it; open {Path(report.reel) / 'index.html'} to see it by shot."


def _plan_lines(plan: Plan, folder: Path, reading: ReadingReport | None) -> Iterator[str]:
    shots = sum(len(scene.shots) for scene in plan.scenes)
    length = running_time(plan.frames, float(plan.format.rate))
    yield f"{folder}  {length}, {counted(len(plan.scenes), 'scene')}, {counted(shots, 'shot')}"
    for scene in plan.scenes:
        yield f"{scene.number:>5}  {scene.text}"
        for shot in scene.shots:
            seconds = shot.frames / float(plan.format.rate)
            yield f"       {shot.id:<9} {shot.size:<3} {shot.move:<8} {seconds:5.1f} s  {shot.description}"
    if reading is not None:
        yield from reading_lines(reading)
    yield f"Edit {folder}/cast, places and scenes, then run storyreel make {folder}"
