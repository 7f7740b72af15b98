"""A place sheet becomes triangles: shell, furniture, the ground outside, and what is far away."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from film.base import Vec3
from film.place import Fixture, FixtureKind, PlaceSheet
from film.shot import Shot
from renderer.previs.colour import Floats, times
from renderer.previs.light import Light
from renderer.previs.mesh import Mesh, join
from renderer.previs.sets import (
    appliances,
    buildings,
    dressing,
    lamps_screens,
    nature,
    seats,
    storage,
    street,
    tables,
    vehicles,
    wall_things,
)
from renderer.previs.sets.backdrop import dimmed, far_away
from renderer.previs.sets.passing import Passing, passing_by
from renderer.previs.sets.piece import Maker, piece_of
from renderer.previs.sets.shell import floor_and_ceiling, floor_area, panes, portals, walls_of
from renderer.previs.sets.wild import Wild, wall_behind

MAKERS: dict[FixtureKind, Maker] = {
    **seats.MAKERS,
    **tables.MAKERS,
    **storage.MAKERS,
    **appliances.MAKERS,
    **lamps_screens.MAKERS,
    **wall_things.MAKERS,
    **dressing.MAKERS,
    **nature.MAKERS,
    **buildings.MAKERS,
    **street.MAKERS,
    **vehicles.MAKERS,
}
"""One maker for every kind of fixture."""

_BY_LAMPLIGHT = 0.8
"""How strongly the lamps of a room without a window show, whatever the hour."""

_WIDEST = 14.0
"""Metres about the play that get the sharp shadow out of doors."""


@dataclass(frozen=True)
class Set:
    """A built place: what stands still, what passes by the windows, where the sun comes in."""

    place: PlaceSheet
    still: Mesh
    wild: Wild
    passing: Passing | None
    portals: Floats

    def play(self, shot: Shot) -> tuple[Vec3, float]:
        """The middle and radius of the ball in which shadows are drawn: the room, or the people out of doors."""
        if self.place.enclosure != "open":
            x0, y0, x1, y1 = floor_area(self.place)
            radius = min(math.hypot(x1 - x0, y1 - y0) / 2 + 0.5, _WIDEST)
            if radius < _WIDEST:
                return ((x0 + x1) / 2, (y0 + y1) / 2, 1.0), radius
        points = [mark.position for mark in shot.marks if mark.character in shot.subjects]
        points = points or [thing.position for thing in shot.props] or [shot.camera[0].target]
        middle = (_middle([p[0] for p in points]), _middle([p[1] for p in points]), 1.0)
        spread = max(math.dist(point[:2], middle[:2]) for point in points)
        return middle, min(max(spread + 5.0, 9.0), 24.0)


def build(place: PlaceSheet, light: Light) -> Set:
    """Build a place under its light."""
    openings = portals(place)
    lit = min(max(light.windows_lit * 2, 0.0), 1.0)
    if place.enclosure != "open" and not len(openings):
        lit = max(lit, _BY_LAMPLIGHT)
    parts = [*walls_of(place), *(fixture_mesh(fixture, lit) for fixture in place.fixtures)]
    owners = [*range(len(place.walls)), *(wall_behind(fixture, place.walls) for fixture in place.fixtures)]
    wall_of = np.repeat(np.asarray(owners, np.int32), [len(part.faces) for part in parts])
    parts.append(floor_and_ceiling(place))
    passing = passing_by(place, light.outside) if place.moving else None
    if passing is None:
        parts.append(dimmed(far_away(place, light.snow), light.outside))
    if passing is None and place.enclosure != "open" and place.backdrop == "none":
        parts.append(panes(place, times(light.sky.horizon, 0.9)))
    return Set(place, join(parts), Wild(place.walls, wall_of), passing, openings)


def fixture_mesh(fixture: Fixture, lit: float) -> Mesh:
    """One fixture in its place; ``lit`` from 0 (day) to 1 (night) is how strongly its lamps show."""
    return MAKERS[fixture.kind](piece_of(fixture, lit)).placed(fixture.position, fixture.yaw)


def _middle(values: list[float]) -> float:
    return (min(values) + max(values)) / 2
