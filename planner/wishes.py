"""Rules of the cut that break because the writer asks for it: told on the shot, in the writer's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from film.findings import Excuse, Finding, Rule
from film.plan import ScenePlan
from film.shot import Shot
from planner.coverage.stage import Stage
from planner.coverage.take import Take

_CUT: tuple[Rule, ...] = ("axis", "thirty_degrees", "eyeline", "screen_direction")
_LEAP: tuple[Rule, ...] = (*_CUT, "entrance", "position", "prop")


class Wish(NamedTuple):
    """What the writer asks of a shot, in words, and which rules it may break."""

    note: str
    rules: tuple[Rule, ...]


def wish_of(take: Take, before: Take | None, stage: Stage) -> Wish | None:
    """What the writer asks of a shot that the rules of the cut would forbid; None for a shot that keeps them.

    ``before`` is the shot that it follows: two that the writer asks for may be less than 30 degrees apart.
    """
    step = stage.staged[take.pieces[0][0]].step
    words = step.camera
    if step.montage:
        return Wish("MONTAGE", _LEAP)
    if words is not None and words.split:
        return Wish(words.text, _CUT)
    if words is not None and words.idiom in ("pov", "ots") and take.intent.idiom == "pov":
        return Wish(words.text, _CUT)
    if take.transition in ("smash_cut", "match_cut"):
        return Wish(take.transition.replace("_", " ").upper(), _LEAP)
    if words is not None and before is not None and _is_asked(take) and _is_asked(before):
        return Wish(words.text, ("thirty_degrees",))
    return None


def _is_asked(take: Take) -> bool:
    forced = take.option.wanted.forced
    return forced is not None and forced[0] == "words"


def wishes_of(takes: Sequence[Take], shots: Sequence[Shot], stage: Stage) -> dict[str, Wish]:
    """By the id of its shot, what the writer asks of it that the rules of the cut would forbid."""
    wishes = (wish_of(take, before, stage) for before, take in zip((None, *takes), takes, strict=False))
    return {shot.id: wish for shot, wish in zip(shots, wishes, strict=True) if wish is not None}


def excused(
    scene: ScenePlan, findings: Sequence[Finding], asked: Mapping[str, Wish]
) -> tuple[ScenePlan, tuple[Finding, ...]]:
    """The scene with the writer's excuses where a rule does break, and the findings that nobody asked for."""
    found: dict[str, list[Excuse]] = {}
    left = []
    for finding in findings:
        name = _whose(finding, asked) if not finding.excused else None
        if name is None:
            left += [] if finding.excused else [finding]
            continue
        excuse = Excuse(rule=finding.rule, note=asked[name].note, by="writer")
        kept = found.setdefault(name, [])
        kept += [excuse] if excuse not in kept else []
    shots = tuple(
        shot.but(excuses=(*shot.excuses, *found[shot.id])) if shot.id in found else shot for shot in scene.shots
    )
    return scene.but(shots=shots) if found else scene, tuple(left)


def _whose(finding: Finding, asked: Mapping[str, Wish]) -> str | None:
    """The shot of a finding that the writer wants so: the second of a cut first."""
    shots: Sequence[str] = finding.shots
    return next((name for name in reversed(shots) if name in asked and finding.rule in asked[name].rules), None)
