"""Rules broken on purpose: whose note covers which finding, and notes that cover none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from film.findings import MEASURED, Excuse, Finding
from film.plan import ScenePlan
from film.shot import Shot, Transition

CUT_RULES = ("axis", "thirty_degrees", "eyeline", "screen_direction", "entrance")
_ASKED: Mapping[Transition, str] = {"smash_cut": "SMASH CUT", "match_cut": "MATCH CUT"}
"""Transitions of the writer's that are meant to jar, or to match across what does not belong together."""
_ELSEWHERE = (*MEASURED, "duration")
"""Rules that the plan alone cannot prove: their excuses are judged where they are measured."""


def excused(findings: Iterable[Finding], scene: ScenePlan) -> tuple[Finding, ...]:
    """The findings of a scene with the notes of those who wanted them, and one for each note that excuses nothing."""
    shots = {shot.id: shot for shot in scene.shots}
    used: set[tuple[str, Excuse]] = set()
    told = []
    for finding in findings:
        found = _excuse(finding, shots)
        if found is None:
            told.append(finding)
            continue
        used.add(found)
        told.append(finding.but(excused=found[1].note, by=found[1].by))
    return (*told, *_idle(scene, used))


def _excuse(finding: Finding, shots: Mapping[str, Shot]) -> tuple[str, Excuse] | None:
    """The note that covers a finding: of any of its shots, the second of a cut first; else the writer's transition."""
    for name in reversed(finding.shots):
        for each in shots[name].excuses if name in shots else ():
            if each.rule == finding.rule:
                return name, each
    last = shots.get(finding.shots[-1]) if finding.shots else None
    if last is not None and finding.rule in CUT_RULES and last.transition in _ASKED:
        return last.id, Excuse(rule=finding.rule, note=_ASKED[last.transition], by="writer")
    return None


def _idle(scene: ScenePlan, used: set[tuple[str, Excuse]]) -> Iterator[Finding]:
    """Notes with nothing to excuse; the writer's words stand whether or not they break anything."""
    for shot in scene.shots:
        for each in shot.excuses:
            if (shot.id, each) in used or each.by == "writer" or each.rule in _ELSEWHERE:
                continue
            yield Finding(
                rule="edit",
                shots=(shot.id,),
                scene=scene.id,
                line=shot.covers[0][0] if shot.covers else None,
                frame=0,
                message=f'{shot.id} excuses {each.rule} ("{each.note}"), which is not broken there.',
                mend="Take the excuse out.",
            )
