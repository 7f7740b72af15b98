"""What a check found: the object that ``--json`` prints, and how it is told on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from film.base import Document, Model
from film.findings import Finding
from film.plan import Plan
from storyreel.check.opinions import Opinions, lines

_CHOSEN = {"writer": "the writer's choice", "director": "the director's choice", "storyreel": "storyreel's choice"}


_WANTED = (
    "To break a rule on purpose, write excuses: [{rule: its name, note: why}] under the shot in scenes/, "
    "or in reel.yaml for the whole film."
)


class SceneName(Model):
    """A scene of the plan, to tell findings by."""

    id: str
    number: str
    heading: str


class CheckReport(Document):
    """``findings`` are in the order of the script, excused ones among them; each names its ``scene`` where it has one.

    ``shots`` and ``cuts`` count the plan; ``measured`` how many of its shots were rendered and could be looked at.
    ``opinions`` are a model's that was shown them, None where none was.
    """

    reel: str
    title: str
    scenes: tuple[SceneName, ...]
    shots: int
    cuts: int
    measured: int
    page: str | None = None
    findings: tuple[Finding, ...] = ()
    opinions: Opinions | None = None

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings that nobody excused: with any of these a check fails."""
        return tuple(finding for finding in self.findings if not finding.excused)


def report_of(reel: str, plan: Plan, findings: tuple[Finding, ...], measured: int) -> CheckReport:
    """The report on a plan; findings are put in the order of its scenes and lines."""
    home = {shot.id: scene.id for scene in plan.scenes for shot in scene.shots}
    order = {scene.id: number for number, scene in enumerate(plan.scenes)}
    starts = {shot.id: number for number, shot in enumerate(shot for scene in plan.scenes for shot in scene.shots)}
    named = [finding if finding.scene else finding.but(scene=_home(finding, home)) for finding in findings]

    def place(finding: Finding) -> tuple[int, int, int]:
        shot = starts.get(finding.shots[0], 0) if finding.shots else 0
        return order.get(finding.scene, len(order)), finding.line or 0, shot

    return CheckReport(
        reel=reel,
        title=plan.title,
        scenes=tuple(SceneName(id=scene.id, number=scene.number, heading=scene.text) for scene in plan.scenes),
        shots=len(home),
        cuts=sum(len(scene.shots) - 1 for scene in plan.scenes),
        measured=measured,
        findings=tuple(sorted(named, key=place)),
    )


def _home(finding: Finding, home: dict[str, str]) -> str:
    return next((home[shot] for shot in finding.shots if shot in home), "")


def text(report: CheckReport) -> str:
    """The findings by scene and line of the script, what was broken on purpose, and last how many there are."""
    told = [*_told(report, report.open)]
    wanted = tuple(finding for finding in report.findings if finding.excused)
    if wanted:
        told += ["", "On purpose:", *_told(report, wanted)]
    if any(finding.rule != "edit" for finding in report.open):
        told += ["", _WANTED]
    if report.opinions is not None:
        told += ["", *lines(report.opinions)]
    if report.page and report.findings:
        told += ["", f"Boards and plots: {report.page}"]
    return "\n".join([*told, *([""] if told else []), summary(report)])


def summary(report: CheckReport) -> str:
    """One line: how much was looked at and what was found."""
    open_, wanted = len(report.open), len(report.findings) - len(report.open)
    found = counted(open_, "finding") if open_ else "nothing to mend"
    purpose = f", {wanted} more on purpose" if wanted else ""
    drawn = "all" if report.measured == report.shots else str(report.measured or "none")
    looked = (
        f"{counted(report.shots, 'shot')}, {counted(report.cuts, 'cut')}; {drawn} of the shots rendered and measured"
    )
    return f"{found}{purpose} ({looked})"


def amount(finding: Finding) -> str:
    """How far off, and from what on it counts: ``22 degrees, limit 30``; nothing for a plain yes or no."""
    if finding.measure is None:
        return ""
    limit = f", limit {_in_unit(finding.limit, finding.unit)}" if finding.limit is not None else ""
    return f"{_in_unit(finding.measure, finding.unit)}{limit}"


def choice(finding: Finding) -> str:
    """By whose choice a rule is broken, and their note."""
    return f"{_CHOSEN.get(finding.by or '', 'chosen')}: {finding.excused}"


def counted(number: int, noun: str) -> str:
    """3 cuts, 1 cut."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _told(report: CheckReport, findings: tuple[Finding, ...]) -> Iterator[str]:
    scenes = {scene.id: scene for scene in report.scenes}
    for name, group in groupby(findings, key=lambda finding: finding.scene):
        scene = scenes.get(name)
        yield f"{scene.number}  {scene.heading}" if scene else "The whole"
        for finding in group:
            yield f"  {_line(finding)}"


def _line(finding: Finding) -> str:
    where = f"line {finding.line}" if finding.line else ""
    far = f" [{amount(finding)}]" if finding.measure is not None else ""
    after = choice(finding) if finding.excused else finding.mend
    said = " ".join(f"{finding.message}{far} {after}".split())
    return f"{where:<10}{finding.rule:<17} {said}"


def _in_unit(value: float, unit: str) -> str:
    if unit == "share":
        return f"{value:.0%}"
    return f"{value:.3g} {unit}".strip()
