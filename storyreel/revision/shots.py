"""The shots of two drafts compared: which pictures live on, and how many frames have to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from film.names import digest
from film.plan import Plan, ScenePlan
from film.screenplay import Screenplay
from film.shot import Shot
from screenplay.revisions.pairing import NONE, rising
from storyreel.draft import planned
from storyreel.project import Project
from storyreel.revision.difference import Cost, Footage, Sorted
from storyreel.shots import look_of
from storyreel.stages import Stages

if TYPE_CHECKING:
    from renderer.request import Look

_PART = 0.5
"""Share of the lines that two shots play in common for one to be the other, changed."""


class Take(NamedTuple):
    """A shot as it is compared: its scene, the digest of all that decides its pixels, the lines it plays."""

    id: str
    scene: str
    frames: int
    picture: str
    lines: frozenset[str]
    kind: tuple[str, str, tuple[str, ...]]


def compare_shots(
    stages: Stages,
    drafts: tuple[Screenplay, Screenplay],
    projects: tuple[Project | None, Project | None],
) -> tuple[Sorted, Cost]:
    """The shots of both drafts by what became of them, and the frames to render.  Raises PlanError, ProjectError.

    A draft that is no reel is planned as the other one's reel would plan it.
    """
    settings = [(own or other) for own, other in (projects, projects[::-1])]
    plans = [_plan(stages, draft, project) for draft, project in zip(drafts, settings, strict=True)]
    old, new = (
        _takes(stages, plan, draft, project) for plan, draft, project in zip(plans, drafts, settings, strict=True)
    )
    partner = _partners(old, new)
    rates = [float(plan.format.rate) for plan in plans]
    known = {take.picture for take in old}
    cost = Cost(
        before=_footage(old, rates[0]),
        after=_footage(new, rates[1]),
        render=_footage([take for take in new if take.picture not in known], rates[1]),
    )
    return _sorted(old, new, partner), cost


def _plan(stages: Stages, screenplay: Screenplay, project: Project | None) -> Plan:
    from planner.brief import Brief

    return stages.plan(screenplay, Brief()) if project is None else planned(stages, project, screenplay)


def _look(project: Project | None) -> Look:
    from renderer.request import Look

    return Look() if project is None else look_of(project.settings)


def _takes(stages: Stages, plan: Plan, screenplay: Screenplay, project: Project | None) -> list[Take]:
    requests = stages.requests(plan, _look(project))
    lines = _lines(screenplay)
    shots = [(scene, shot) for scene in plan.scenes for shot in scene.shots]
    return [
        _take(scene, shot, digest(request.recipe()), lines)
        for (scene, shot), request in zip(shots, requests, strict=True)
    ]


def _take(scene: ScenePlan, shot: Shot, picture: str, lines: dict[int, str]) -> Take:
    played = (lines[line] for first, last in shot.covers for line in range(first, last + 1) if line in lines)
    kind = (shot.idiom, shot.size, shot.subjects)
    return Take(shot.id, scene.id, shot.frames, picture, frozenset(played), kind)


def _lines(screenplay: Screenplay) -> dict[int, str]:
    """Line of the source to the element that stands on it."""
    return {
        line: element.id for element in screenplay.elements for line in range(element.lines[0], element.lines[1] + 1)
    }


def _partners(old: Sequence[Take], new: Sequence[Take]) -> dict[int, int]:
    """New shot to old one, by index: of one scene the same picture, else the same kind of shot of the same lines."""
    partner: dict[int, int] = {}
    free = dict(enumerate(old))
    for picky in (lambda take: (take.scene, take.picture, take.lines), lambda take: (take.scene, take.picture)):
        waiting: dict[object, list[int]] = {}
        for place in reversed(list(free)):
            waiting.setdefault(picky(old[place]), []).append(place)
        for t, take in enumerate(new):
            if t not in partner and (there := waiting.get(picky(take))):
                partner[t] = there.pop()
                del free[partner[t]]
    by_scene: dict[str, list[int]] = {}
    for place in free:
        by_scene.setdefault(old[place].scene, []).append(place)
    for t, take in enumerate(new):
        if t not in partner and (best := _closest(take, old, by_scene.get(take.scene, []))) != NONE:
            partner[t] = best
            by_scene[take.scene].remove(best)
    return partner


def _closest(take: Take, old: Sequence[Take], places: Iterable[int]) -> int:
    def fit(place: int) -> float:
        other = old[place]
        common = len(take.lines & other.lines) / max(1, len(take.lines | other.lines))
        return common + 0.5 * (take.kind == other.kind) if common >= _PART else 0.0

    best = max(places, key=fit, default=NONE)
    return best if best != NONE and fit(best) else NONE


def _sorted(old: Sequence[Take], new: Sequence[Take], partner: dict[int, int]) -> Sorted:
    order = [t for t in range(len(new)) if t in partner]
    kept_order = {order[place] for place in rising([partner[t] for t in order])}
    same = {t for t in order if old[partner[t]].picture == new[t].picture}
    lives = set(partner.values())
    return Sorted(
        kept=tuple(new[t].id for t in order if t in same),
        changed=tuple(new[t].id for t in order if t not in same),
        added=tuple(take.id for t, take in enumerate(new) if t not in partner),
        removed=tuple(take.id for s, take in enumerate(old) if s not in lives),
        moved=tuple(new[t].id for t in order if t not in kept_order),
    )


def _footage(takes: Sequence[Take], rate: float) -> Footage:
    frames = sum(take.frames for take in takes)
    return Footage(shots=len(takes), frames=frames, seconds=round(frames / rate, 1))
