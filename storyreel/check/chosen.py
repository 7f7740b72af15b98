"""Rules that a director breaks in the whole film: the ``excuses`` of reel.yaml, by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from film.findings import MEASURED, Excuse, Finding


def chosen(findings: Sequence[Finding], excuses: Sequence[Excuse]) -> tuple[Finding, ...]:
    """The findings with the film's excuses on those that neither a shot nor the writer excuses.

    An excuse of nothing is a finding of its own.  What both a director and the script changed (``edit``) is to be
    settled, not excused.
    """
    notes = {each.rule: each for each in reversed(excuses) if each.rule != "edit"}
    told = tuple(_excused(finding, notes[finding.rule]) if finding.rule in notes else finding for finding in findings)
    return (*told, *_idle(excuses, findings))


def _excused(finding: Finding, excuse: Excuse) -> Finding:
    if finding.excused and finding.by != "storyreel":
        return finding
    return finding.but(excused=excuse.note, by=excuse.by)


def _idle(excuses: Sequence[Excuse], findings: Sequence[Finding]) -> Iterator[Finding]:
    broken = {finding.rule for finding in findings}
    for each in excuses:
        if each.rule == "edit" or each.rule not in broken.union(MEASURED):
            why = "which nothing excuses" if each.rule == "edit" else "which is not broken anywhere"
            message = f'reel.yaml excuses {each.rule} ("{each.note}"), {why}.'
            yield Finding(rule="edit", message=message, mend="Take the excuse out.")
