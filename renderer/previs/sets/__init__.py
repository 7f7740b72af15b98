"""A place sheet becomes triangles: shell, furniture, the ground outside, and what is far away."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from film.base import Vec3
from film.model3d import Model3D
from film.place import Fixture, FixtureKind, PlaceSheet
from film.shot import Shot
from renderer.previs.colour import Floats
from renderer.previs.light import Light
from renderer.previs.mesh import Mesh, empty, join
from renderer.previs.models.thing import in_box
from renderer.previs.sets import (
    appliances,
    buildings,
    dressing,
    lamps_screens,
    nature,
    olden,
    room_things,
    seats,
    storage,
    street,
    tables,
    vehicles,
    wall_things,
)
from renderer.previs.sets.backdrop import dimmed, far_away
from renderer.previs.sets.bodywork import bodywork
from renderer.previs.sets.growth import growth, is_wild, snowed
from renderer.previs.sets.leaves import closed
from renderer.previs.sets.own import bare_floor, has_floor, own_set
from renderer.previs.sets.passing import Passing, passing_by
from renderer.previs.sets.piece import Maker, piece_of
from renderer.previs.sets.shell import floor_and_ceiling, floor_area, panes, portals, walls_of
from renderer.previs.sets.trimmings import trimmings
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
    **olden.MAKERS,
    **room_things.MAKERS,
}
"""One maker for every kind of fixture."""

_BY_LAMPLIGHT = 0.8
"""How strongly the lamps of a room without a window show, whatever the hour."""

_UNDER = 0.04
"""Metres by which the ground to the horizon lies lower where a user's own set has its own."""

_Parts = tuple[list[Mesh], list[int], list[str]]

_WIDEST = 14.0
"""Metres about the play that get the sharp shadow out of doors."""


@dataclass(frozen=True)
class Set:
    """A built place: what stands still, what passes by the windows, where the sun comes in.

    ``parts`` name the still mesh's stretches of triangles, in order, with how many each has.
    """

    place: PlaceSheet
    still: Mesh
    wild: Wild
    passing: Passing | None
    portals: Floats
    parts: tuple[tuple[str, int], ...] = ()

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


def build(place: PlaceSheet, light: Light, opened: Iterable[int] = ()) -> Set:
    """Build a place under its light, without the leaves of ``opened`` doors (see leaves), which are not still."""
    openings = portals(place)
    lit = min(max(light.windows_lit * 2, 0.0), 1.0)
    if place.enclosure != "open" and not len(openings):
        lit = max(lit, _BY_LAMPLIGHT)
    moving = frozenset(opened)
    parts, owners, names = _built(place, lit, moving) if place.model is None else _modelled(place, place.model)
    wall_of = np.repeat(np.asarray(owners, np.int32), [len(part.faces) for part in parts])
    floored = place.model is not None and has_floor(place, parts)
    parts.append(empty() if floored else floor_and_ceiling(place) if place.model is None else bare_floor(place))
    passing = passing_by(place, light.outside) if place.moving else None
    if passing is None:
        grown = growth(place, light.snow) if place.model is None else empty()
        ground = dimmed(join([far_away(place, light.snow), grown]), light.outside)
        parts.append(ground.placed((0.0, 0.0, -_UNDER)) if floored else ground)
        if place.enclosure == "open":
            parts = [snowed(part, light.snow) for part in parts]
    if passing is None and place.enclosure != "open" and place.backdrop == "none":
        parts.append(panes(place, light.pane))
    names += ["floor", "far away", "panes"][: len(parts) - len(names)]
    named = tuple((name, len(part.faces)) for name, part in zip(names, parts, strict=True))
    return Set(place, join(parts), Wild(place.walls, wall_of), passing, openings, named)


def _built(place: PlaceSheet, lit: float, moving: frozenset[int]) -> _Parts:
    """Walls and fixtures, the wall that each goes with (-1 for none), and what they are called."""
    walls = [join([wall, closed(place, number, moving)]) for number, wall in enumerate(walls_of(place))]
    parts = [*walls, *(fixture_mesh(fixture, lit, wild=is_wild(place)) for fixture in place.fixtures)]
    owners = [*range(len(place.walls)), *(wall_behind(fixture, place.walls) for fixture in place.fixtures)]
    names = [*(f"wall {n}" for n in range(len(place.walls))), *(fixture.id for fixture in place.fixtures)]
    extra = [(mesh, owner, "trimmings" if owner < 0 else f"trimmings {owner}") for mesh, owner in trimmings(place, lit)]
    extra.append((bodywork(place, lit), -1, "bodywork"))
    return (
        [*parts, *(mesh for mesh, _, _ in extra)],
        [*owners, *(owner for _, owner, _ in extra)],
        [*names, *(name for _, _, name in extra)],
    )


def _modelled(place: PlaceSheet, model: Model3D) -> _Parts:
    """The user's own set, cut along our walls, and those of the fixtures that have models of their own."""
    stretches = own_set(model, place.walls)
    things = [fixture for fixture in place.fixtures if fixture.model is not None]
    parts = [*(mesh for mesh, _ in stretches), *(fixture_mesh(fixture, 0.0) for fixture in things)]
    owners = [*(owner for _, owner in stretches), *(wall_behind(fixture, place.walls) for fixture in things)]
    called = ("set" if owner < 0 else f"set at wall {owner}" for _, owner in stretches)
    return parts, owners, [*called, *(fixture.id for fixture in things)]


def fixture_mesh(fixture: Fixture, lit: float, *, wild: bool = False) -> Mesh:
    """One fixture in its place; ``lit`` from 0 (day) to 1 (night) is how strongly its lamps show.

    A bench without a back is a trunk or a ledge of stone where it stands in the ``wild``.
    """
    if fixture.model is not None:
        return in_box(fixture.model, fixture.size).placed(fixture.position, fixture.yaw)
    piece = piece_of(fixture, lit)
    maker = seats.found_seat if wild and seats.is_found(fixture) else MAKERS[fixture.kind]
    return maker(piece).placed(fixture.position, fixture.yaw)


def _middle(values: list[float]) -> float:
    return (min(values) + max(values)) / 2
