"""Wanted setups solved: each once, and once only for the same people in the same place bearing themselves alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from film.camera import view_at
from film.shot import Move
from planner.body import Proxy
from planner.camera import solve as solver
from planner.camera.brief import CameraBrief
from planner.camera.sight import look
from planner.camera.solve import Solved
from planner.coverage.intent import Intent
from planner.coverage.option import Option, Wanted
from planner.coverage.stage import Stage, axis_for
from planner.coverage.things import shown_thing

_HELD_FRAMES = 72
"""A camera that stands is solved for so many frames; how long it plays is the cut's affair."""
_WALK_SAMPLES = 7
_CHOICES, _WIDES = 2, 3
"""How many cameras an intent is offered with, where the room gives more than one."""
_PLAIN = ("pov", "insert", "establishing")
_FROM_AFAR = ("single", "reaction", "ots", "two_shot")
Samples = tuple[tuple[int, Mapping[str, Proxy]], ...]


class Studio:
    """Solves setups on one stage and remembers them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._known: dict[object, tuple[Option, ...]] = {}

    def options(self, wanted: Iterable[Wanted]) -> list[Option]:
        """The cameras found for all wanted setups, each setup once."""
        found: dict[object, Option] = {}
        for each in wanted:
            for option in self._solved(each):
                found.setdefault(option.key, option)
        return list(found.values())

    def whatever_works(self, wanted: Wanted) -> Option:
        """A camera for a setup that cannot be had as asked: the nearest that the place allows."""
        brief = brief_of(wanted, self.stage)
        solved = solver.solve(brief)
        return self._option(wanted, solved, brief)

    def _solved(self, wanted: Wanted) -> tuple[Option, ...]:
        brief = brief_of(wanted, self.stage)
        key = _key(wanted, brief)
        if key not in self._known:
            if wanted.forced is not None:
                solved: Sequence[Solved] = solver.alternatives(brief, _CHOICES) or (solver.solve(brief),)
            else:
                count = _WIDES if brief.intent.idiom in ("master", "establishing") else _CHOICES
                tries = (solver.alternatives(each, count) for each in self._lensed(brief))
                solved = next((each for each in tries if each), ())
            self._known[key] = tuple(self._option(wanted, each, brief) for each in solved)
        return tuple(replace(option, wanted=wanted, brief=brief) for option in self._known[key])

    def _lensed(self, brief: CameraBrief) -> Iterator[CameraBrief]:
        """The brief with the lenses that the style likes for it first: documentary stands off with the long half."""
        kit = brief.lens_kit
        if self.stage.style.coverage == "documentary" and brief.intent.idiom in _FROM_AFAR:
            for first in sorted({len(kit) // 2, len(kit) // 3} - {0}, reverse=True):
                yield replace(brief, lens_kit=kit[first:])
        yield brief

    def _option(self, wanted: Wanted, solved: Solved, brief: CameraBrief) -> Option:
        intent = solved.intent
        hidden = _hidden(solved, brief) if intent.idiom in ("master", "establishing", "moving") else frozenset()
        axis = brief.axis if intent.idiom not in _PLAIN else None
        return Option(
            wanted, brief, intent, solved.candidate, axis, round(solved.verdict.cost, 3), solved.notes, hidden
        )


def brief_of(wanted: Wanted, stage: Stage) -> CameraBrief:
    """What the solver is told of a wanted setup."""
    step, _ = wanted.moments[-1]
    staged = stage.staged[step]
    frames, samples = _samples(wanted, stage)
    bodies = {name for _, each in samples for name in each}
    intent = replace(
        wanted.intent,
        subjects=tuple(name for name in wanted.intent.subjects if name in bodies),
        move=_going_along(wanted.intent),
    )
    people = {**staged.before, **staged.after}
    thing = shown_thing(intent, staged)
    return CameraBrief(
        intent=intent,
        place=stage.place_at(step),
        solids=stage.solids_at(step),
        gate=stage.gate,
        frames=frames,
        samples=samples,
        heights=stage.heights,
        fps=stage.fps,
        seated={name: name in people and people[name].seated for name in bodies},
        axis=axis_for(intent, stage, step),
        thing=thing.point,
        thing_span=thing.span,
        thing_laid=thing.laid,
        holder_yaw=thing.yaw,
        lens_kit=stage.style.lens_kit,
        reach=stage.style.reach,
    )


def _going_along(intent: Intent) -> Move:
    """How a walk is followed: ridden along with where that is asked.  What else moves does so once the cut is made."""
    if intent.idiom != "moving":
        return "static"
    return "steadicam" if intent.move in ("truck", "dolly", "steadicam") else "pan"


def _samples(wanted: Wanted, stage: Stage) -> tuple[int, Samples]:
    company = stage.company
    if wanted.walk is not None:
        step, start, end = wanted.walk
        last = end - start - 1
        at = sorted({round(last * i / (_WALK_SAMPLES - 1)) for i in range(_WALK_SAMPLES)})
        return end - start, tuple((frame, company.at(step, start + frame)) for frame in at)
    bodies = [company.at(step, frame) for step, frame in wanted.moments]
    unlike: dict[object, Mapping[str, Proxy]] = {}
    for each in bodies:
        unlike.setdefault(_alike(each) if len(bodies) > 1 else None, each)
    kept = list(unlike.values())
    spread = (_HELD_FRAMES - 1) // max(len(kept) - 1, 1)
    return _HELD_FRAMES, tuple((i * spread, each) for i, each in enumerate(kept))


def _hidden(solved: Solved, brief: CameraBrief) -> frozenset[str]:
    """Who is in the way of nobody but stands behind somebody or something, halfway through."""
    frame, bodies = brief.samples[len(brief.samples) // 2]
    view = view_at(solved.candidate.keys, frame, brief.gate)
    seen = look(view, bodies, tuple(bodies), brief.place, brief.solids)
    return frozenset(name for name, one in seen.items() if one.head_hidden() >= 0.67)


def _key(wanted: Wanted, brief: CameraBrief) -> object:
    """What a solution hangs on."""
    bodies = tuple(_alike(each) for _, each in brief.samples)
    times = tuple(frame for frame, _ in brief.samples) if wanted.walk is not None else ()
    return brief.intent, brief.axis, brief.place.id, bodies, times, wanted.forced is None, brief.thing


def _alike(bodies: Mapping[str, Proxy]) -> tuple[tuple[str, bytes, tuple[float, ...]], ...]:
    return tuple((name, body.points.tobytes(), body.face) for name, body in sorted(bodies.items()))
