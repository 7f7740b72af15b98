"""What all shots of a scene share: the places, the people on their feet, the axes, the picture, the style."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from film.camera import Gate
from film.place import PlaceSheet
from film.plan import TimeOfDay
from film.shot import Axis
from film.style import Style
from planner.coverage.company import Company
from planner.coverage.intent import Intent
from planner.geometry import rounded, side_of
from planner.solids import Solids, solids_of, with_props
from planner.staging.blocking import Staged
from planner.staging.person import Person


@dataclass(frozen=True)
class Stage:
    """A scene blocked and ready to be covered.  ``axes`` holds the line of action during each step."""

    place: PlaceSheet
    staged: tuple[Staged, ...]
    axes: tuple[Axis | None, ...]
    heights: Mapping[str, float]
    names: Mapping[str, str]
    rate: Fraction
    gate: Gate
    time: TimeOfDay
    style: Style

    @property
    def fps(self) -> float:
        """Frames per second as a float, for reading marks."""
        return float(self.rate)

    @cached_property
    def company(self) -> Company:
        """Everybody's body at any frame."""
        return Company(self.staged, self.heights, self.fps)

    def place_at(self, step: int) -> PlaceSheet:
        """The place that a step plays in."""
        return self.staged[step].place

    @cached_property
    def _solids(self) -> dict[str, Solids]:
        return {}

    def solids_at(self, step: int) -> Solids:
        """What hides and what is in the way during a step, the large things that lie about included."""
        place = self.place_at(step)
        if place.id not in self._solids:
            self._solids[place.id] = solids_of(place)
        return with_props(self._solids[place.id], self.staged[step].props)


def axis_for(intent: Intent, stage: Stage, step: int) -> Axis | None:
    """The scene's axis; for others who talk or look across it their own line, seen from the same side."""
    main, people = stage.axes[step], stage.staged[step].after
    if main is None or intent.idiom not in ("ots", "two_shot", "single", "reaction"):
        return main
    pair = intent.subjects[:2] if intent.idiom in ("ots", "two_shot") else looking_pair(intent.focus, people)
    if len(pair) < 2 or any(name not in people for name in pair):
        return main if intent.idiom in ("ots", "two_shot") or _on_axis(main, people.get(intent.focus or "")) else None
    first, second = sorted(pair)
    a, b = people[first].spot, people[second].spot
    apart = max(abs(side_of(main.a, main.b, a)), abs(side_of(main.a, main.b, b)))
    if apart < 0.05:
        return main
    dx, dy, mx, my = b[0] - a[0], b[1] - a[1], main.b[0] - main.a[0], main.b[1] - main.a[1]
    along_it = dx * mx + dy * my
    if abs(along_it) < 0.35 * math.hypot(dx, dy) * math.hypot(mx, my):
        return None
    same = along_it >= 0
    flat_a, flat_b = rounded((*a, 0.0)), rounded((*b, 0.0))
    side = main.side if same else (-1 if main.side == 1 else 1)
    return Axis(a=flat_a[:2], b=flat_b[:2], side=side)


def _on_axis(axis: Axis, person: Person | None) -> bool:
    return person is not None and min(math.dist(axis.a, person.spot), math.dist(axis.b, person.spot)) < 0.3


def looking_pair(name: str | None, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Somebody and the one whose eyes they look at; nobody else when they look at nobody."""
    if name is None or name not in people or people[name].look is None:
        return ()
    look = people[name].look or (0.0, 0.0, 0.0)
    seen = [each.id for each in people.values() if each.id != name and math.dist(each.spot, look[:2]) < 0.3]
    return (name, seen[0]) if seen else (name,)
