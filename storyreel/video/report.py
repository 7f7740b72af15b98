"""What takes will cost and did cost, as objects and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from film.base import Model
from film.takes import Spent
from storyreel.llm.report import counted
from storyreel.video.settings import Budget, VideoSettings
from storyreel.video.tries import Tries

_MOST = 6


class VideoEstimate(Model):
    """What making the takes that are missing takes, each once.

    ``shots`` are those of the film, ``found`` takes made before, ``takes`` to be made in ``jobs`` calls of the model.
    ``money`` and ``watt_hours`` where somebody said what they take.  ``budget`` is the most that the run may spend, and
    ``reaches`` says whether it does.
    """

    renderer: str
    model: str
    shots: int
    found: int
    takes: int
    jobs: int
    gpu_seconds: float
    money: float | None = None
    watt_hours: float | None = None
    budget: Budget | None = None
    reaches: bool = True


class NotTaken(Model):
    """What the model was not given of some shots, and why."""

    what: str
    why: str
    shots: tuple[str, ...]


class VideoReport(Model):
    """What a run had a video model make: ``made`` takes, ``failed`` ones among those that were tried, and ``found``
    from before; what that took, and what the model could not be given.

    ``chosen`` are the takes in the film, by shot; ``faulty`` those of them that their measures speak against.
    """

    renderer: str
    model: str
    revision: str = ""
    family: str = ""
    profile: str = "final"
    made: int = 0
    found: int = 0
    failed: int = 0
    gpu_seconds: float = 0.0
    seconds: float = 0.0
    money: float | None = None
    watt_hours: float | None = None
    budget: Budget | None = None
    chosen: dict[str, int] = {}
    faulty: tuple[str, ...] = ()
    left_out: tuple[NotTaken, ...] = ()


def estimate_of(renderer: str, model: str, tries: Sequence[Tries], settings: VideoSettings) -> VideoEstimate:
    """What is missing, reckoned."""
    seconds = sum(each.missing * each.gpu_seconds for each in tries)
    reckoned = sum(each.missing * each.watt_hours for each in tries)
    limit = settings.seconds_to_spend
    return VideoEstimate(
        renderer=renderer,
        model=model,
        shots=len(tries),
        found=sum(1 for each in tries for attempt in each.tried if attempt.key),
        takes=sum(each.missing for each in tries),
        jobs=sum(each.missing * each.jobs for each in tries),
        gpu_seconds=round(seconds, 1),
        money=money(seconds, settings),
        watt_hours=watts(seconds, settings) if settings.video_watts else round(reckoned, 3),
        budget=settings.video_budget,
        reaches=limit is None or seconds <= limit,
    )


def money(gpu_seconds: float, settings: VideoSettings) -> float | None:
    """What seconds of GPUs cost, where somebody said what an hour costs."""
    return None if settings.video_price is None else round(gpu_seconds / 3600 * settings.video_price, 4)


def watts(gpu_seconds: float, settings: VideoSettings) -> float | None:
    """Watt-hours of seconds of GPUs, where somebody said what one draws."""
    return None if settings.video_watts is None else round(gpu_seconds / 3600 * settings.video_watts, 3)


def spent_by(tries: Sequence[Tries]) -> Spent:
    """What this run's takes took, those that failed included."""
    return sum((attempt.spent for each in tries for attempt in each.tried if attempt.made), Spent())


def left_out_of(tries: Sequence[Tries]) -> tuple[NotTaken, ...]:
    """What was left out, with the shots that it goes for."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in tries:
        for left in each.left_out:
            found.setdefault((left.what, left.why), []).append(each.shot)
    return tuple(NotTaken(what=what, why=why, shots=tuple(shots)) for (what, why), shots in found.items())


def estimate_line(estimate: VideoEstimate) -> str:
    """What it will take, in one line."""
    before = f", {counted(estimate.found, 'take')} made before" if estimate.found else ""
    if not estimate.takes:
        return f"{estimate.model}: {counted(estimate.shots, 'shot')}{before}; nothing to be made"
    what = f"{counted(estimate.takes, 'take')} to make in {counted(estimate.jobs, 'job')}"
    spent = f"about {duration(estimate.gpu_seconds)} of GPU{_cost(estimate.money, estimate.watt_hours)}"
    budget = "" if estimate.reaches else "; the budget does not reach for all of it"
    return f"{estimate.model}: {counted(estimate.shots, 'shot')}{before}; {what}, {spent}{budget}"


def video_lines(report: VideoReport) -> Iterator[str]:
    """What a run had made, in a few lines."""
    failed = f", {report.failed} failed" if report.failed else ""
    spent = f", {duration(report.gpu_seconds)} of GPU{_cost(report.money, report.watt_hours)}" if report.made else ""
    made = f"{counted(report.made, 'take')} made, {report.found} found{failed}{spent}"
    yield f"{report.model}: {made}; it renders {counted(len(report.chosen), 'shot')}"
    for each in report.left_out[:_MOST]:
        yield f"  not given: {each.what} ({each.why}), {counted(len(each.shots), 'shot')}"
    if len(report.left_out) > _MOST:
        yield f"  and {counted(len(report.left_out) - _MOST, 'other thing')}; --json has them all"


def duration(seconds: float) -> str:
    """Seconds as people say them: ``40 s``, ``12 min``, ``3.5 h``."""
    if seconds < 90:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _cost(money: float | None, watt_hours: float | None) -> str:
    said = f", {money:.2f} in money" if money is not None else ""
    return said + (f", {watt_hours:.0f} Wh" if watt_hours is not None else "")
