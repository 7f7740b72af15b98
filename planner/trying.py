"""A scene as a language model reads it, tried against the same scene by rules: what breaks a proof is given up.

::

    all of it ─▶ without the shots near what broke ─▶ without shots ─▶ nor positions ─▶ ... ─▶ rules alone

Proposals are given up by kind, those first that cost the story least, until no more is found wrong with the scene than
with the same by rules; then all but the last are taken back where it holds with them.  A scene with which nothing is
wrong is planned once.  A scene that cannot be planned at all has more wrong with it than any other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from film.findings import Finding
from film.plan import ScenePlan
from film.proposals import Proposal, ProposalKind
from planner.continuity import story
from planner.coverage.suggested import in_words, suggestions
from planner.facts import SceneFacts, Step, Suggestion
from planner.llm.neutral import told
from planner.scene import Planned

_STEP: Mapping[ProposalKind, tuple[str, ...]] = {
    "shot": ("suggested",),
    "position": ("positions",),
    "feeling": ("feelings",),
    "beat": ("turn", "tension", "reveal"),
    "action": ("doings", "seconds"),
    "prop": ("props", "custody", "insert", "insert_text"),
    "sound": ("sounds",),
}
"""The fields of a step that each kind of proposal sets."""
_SCENE: Mapping[ProposalKind, tuple[str, ...]] = {
    "presence": ("present", "from_start", "where", "posts", "crowds", "wants"),
    "time": ("time_of_day", "weather", "story_day", "flashback", "ambience"),
}
_BREAKDOWN: Mapping[ProposalKind, tuple[str, ...]] = {
    "prop": ("props",), "sound": ("sounds",), "presence": ("cast", "extras"),
}  # fmt: skip
"""The fields of a scene, and of its breakdown."""
_ORDER: tuple[ProposalKind, ...] = (
    "shot", "position", "feeling", "beat", "action", "prop", "sound", "presence", "time",
)  # fmt: skip
"""In which order they are given up: a shot is a wish and a position moves somebody, but who is there is the story."""
_HANGS_ON: Mapping[ProposalKind, tuple[ProposalKind, ...]] = {"presence": ("position", "feeling", "action")}
"""What nobody does who is not there."""
_TIME: tuple[ProposalKind, ...] = ("time",)
_NEAR = 2
"""How often the shots near what broke are given up by themselves."""
_HOPELESS = 1_000_000
"""More than there can be wrong with any scene."""
_LONGEST = 160
"""Letters of what a fault says of itself."""


class _Attempt(NamedTuple):
    """Facts as they were planned; ``error`` says why they could not be."""

    facts: SceneFacts
    planned: Planned | None
    error: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.planned.findings if self.planned is not None else ()

    @property
    def faults(self) -> int:
        """How much is wrong with it."""
        return len(self.findings) if self.planned is not None else _HOPELESS


def tried(
    facts: SceneFacts, plain: SceneFacts, plan: Callable[[SceneFacts], Planned], names: Mapping[str, str]
) -> Planned:
    """The scene planned from ``facts`` as far as they hold, where ``plain`` are the same by rules alone.

    ``names`` are people by id.  Each proposal that was given up is refused in the plan, with what it broke.  Raises
    what ``plan`` raises of ``plain``.
    """
    if facts == plain:
        return plan(facts)
    first = _attempt(facts, plan)
    if first.planned is not None and not first.faults:
        return first.planned
    rules = _Attempt(plain, plan(plain))
    best, why = _holding(first, rules, plan)
    planned = best.planned or plan(plain)
    shots = planned.scene.proposals[len(best.facts.proposals) :]
    kept = _refused(facts, best.facts, why, names)
    return planned._replace(scene=planned.scene.but(read_by=facts.read_by, proposals=(*kept, *shots)))


def _attempt(facts: SceneFacts, plan: Callable[[SceneFacts], Planned]) -> _Attempt:
    try:
        return _Attempt(facts, plan(facts))
    except Exception as error:  # whatever a model says of a scene, the scene is planned
        return _Attempt(facts, None, told(str(error), _LONGEST) or type(error).__name__)


def _holding(
    first: _Attempt, rules: _Attempt, plan: Callable[[SceneFacts], Planned]
) -> tuple[_Attempt, dict[ProposalKind, str]]:
    """The first attempt with no more wrong than by rules, and by kind of what was given up for it, what that broke."""
    last = first
    for tries in range(_NEAR + 1):
        if last.faults <= rules.faults:
            return last, {"shot": _broke(first, last)}
        near = _near(last) if tries < _NEAR else []
        if not near:
            break
        last = _attempt(_without_shots(last.facts, near), plan)
    return _by_kind(first, rules, plan)


def _by_kind(
    first: _Attempt, rules: _Attempt, plan: Callable[[SceneFacts], Planned]
) -> tuple[_Attempt, dict[ProposalKind, str]]:
    """The same, with whole kinds of proposals given up one after the other."""
    facts, plain, last = first.facts, rules.facts, first
    why: dict[ProposalKind, str] = {}
    for kind in (kind for kind in _ORDER if facts != without(facts, plain, (kind,))):
        given = _attempt(without(facts, plain, (*why, kind)), plan)
        why[kind] = _broke(last, given)
        last = given
        if given.faults <= rules.faults:
            break
    if last.faults > rules.faults:
        return rules, dict.fromkeys(_ORDER, _broke(first, rules))
    kind = next(reversed(why))
    needed = [each for each in why if each == kind or each in _HANGS_ON.get(kind, ())]
    if len(needed) < len(why):
        alone = _attempt(without(facts, plain, needed), plan)
        if alone.faults <= rules.faults:
            return alone, dict.fromkeys(needed, why[kind])
    return last, why


def without(facts: SceneFacts, plain: SceneFacts, kinds: Collection[ProposalKind]) -> SceneFacts:
    """The facts with what proposals of some kinds have set as rules have it in ``plain``."""
    if len(facts.steps) != len(plain.steps):
        return plain.but(read_by=facts.read_by, proposals=facts.proposals)
    fields = [field for kind in kinds for field in _STEP.get(kind, ())]
    steps = tuple(_as(step, ours, fields) for step, ours in zip(facts.steps, plain.steps, strict=True))
    scene = {field: getattr(plain, field) for kind in kinds for field in _SCENE.get(kind, ())}
    needs = {field: getattr(plain.breakdown, field) for kind in kinds for field in _BREAKDOWN.get(kind, ())}
    return facts.but(steps=steps, breakdown=facts.breakdown.but(**needs), **scene)


def timely(
    scenes: Sequence[ScenePlan], facts: tuple[SceneFacts, ...], plain: tuple[SceneFacts, ...]
) -> tuple[SceneFacts, ...]:
    """The facts, when a scene plays as rules have it where days, hours or weather do not follow from scene to scene.

    Of two scenes that do not follow the second gives way; the nearest before it where rules had the second so.
    """
    ours = {each.scene: each for each in plain}
    told = {each.scene: each for each in facts}
    while any(told[scene.id] != ours[scene.id] for scene in scenes):
        now = [scene.model_copy(update=_when(told[scene.id])) for scene in scenes]
        broken = chain(story.story_day(now), story.time_of_day(now), story.weather(now))
        given = next((each for each in (_untimely(found, now, told, ours) for found in broken) if each), None)
        if given is None:
            break
        told[given.scene] = given
    return tuple(told[each.scene] for each in facts)


def _when(facts: SceneFacts) -> dict[str, object]:
    return {field: getattr(facts, field) for field in ("story_day", "time_of_day", "weather")}


def _untimely(
    finding: Finding, scenes: Sequence[ScenePlan], told: Mapping[str, SceneFacts], ours: Mapping[str, SceneFacts]
) -> SceneFacts | None:
    """Of the scenes up to that of a finding the last whose time is not the rules', with theirs; None where all are."""
    why: dict[ProposalKind, str] = {"time": f"it breaks a rule ({finding.rule}): {finding.message} {finding.mend}"}
    until = next(row for row, scene in enumerate(scenes) if scene.id == finding.scene)
    for scene in reversed(scenes[: until + 1]):
        facts = told[scene.id]
        mine = without(facts, ours[scene.id], _TIME)
        if mine != facts:
            return mine.but(proposals=tuple(_judged(each, why) for each in mine.proposals))
    return None


def _as(step: Step, ours: Step, fields: Collection[str]) -> Step:
    changes: dict[str, Any] = {field: getattr(ours, field) for field in fields}
    return step.but(**changes) if any(getattr(step, field) != kept for field, kept in changes.items()) else step


def _near(attempt: _Attempt) -> list[Suggestion]:
    """What is suggested for the steps that the shots of a finding, and those beside them, play."""
    if attempt.planned is None:
        return []
    shots = attempt.planned.scene.shots
    told = {name for finding in attempt.findings for name in finding.shots}
    rows = {row + beside for row, shot in enumerate(shots) if shot.id in told for beside in (-1, 0, 1)}
    lines = [span for row in rows if 0 <= row < len(shots) for span in shots[row].covers]
    return [
        step.suggested
        for step in attempt.facts.steps
        if step.suggested and any(a <= step.lines[1] and step.lines[0] <= b for a, b in lines)
    ]


def _without_shots(facts: SceneFacts, given: Collection[Suggestion]) -> SceneFacts:
    return facts.but(steps=tuple(s.but(suggested=None) if s.suggested in given else s for s in facts.steps))


def _broke(with_it: _Attempt, without_it: _Attempt) -> str:
    """What was wrong with one attempt and is no more with another."""
    if with_it.planned is None:
        return f"the scene cannot be planned with it: {with_it.error}"
    left = [(each.rule, each.character) for each in without_it.findings]
    gone = next((each for each in with_it.findings if (each.rule, each.character) not in left), None)
    found = gone or next(iter(with_it.findings), None)
    return f"it breaks a rule ({found.rule}): {found.message}" if found is not None else "the scene holds without it"


def _judged(proposal: Proposal, why: Mapping[ProposalKind, str]) -> Proposal:
    """A proposal, refused where its kind was given up."""
    given = proposal.kind in why and proposal.verdict != "refused"
    return proposal.but(verdict="refused", why=why[proposal.kind]) if given else proposal


def _refused(
    facts: SceneFacts, kept: SceneFacts, why: Mapping[ProposalKind, str], names: Mapping[str, str]
) -> list[Proposal]:
    """What was proposed of a scene, that which was given up refused."""
    told = [_judged(each, why) for each in facts.proposals if each.kind != "shot" or each.verdict == "refused"]
    shots = {run.suggested for run in suggestions(kept.steps)}
    given = [run for run in suggestions(facts.steps) if run.suggested not in shots]
    lines = {run.first: facts.steps[run.first].lines[0] for run in given}
    return [
        *told,
        *(
            Proposal(
                kind="shot",
                text=in_words(run.suggested, names),
                line=lines[run.first],
                verdict="refused",
                why=why["shot"],
            )
            for run in given
        ),
    ]
