"""A place sheet as blocks: where feet and cameras cannot be, and what hides what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from film.base import Vec3
from film.place import Fixture, PlaceSheet
from film.shot import PropKind, ShotProp
from planner.geometry import Boxes, joined, make_boxes, part
from planner.levels import stood_on
from planner.memo import once_for
from planner.shapes import parts_of, placed, rails_of

_SEEN_PAST = {
    "pole", "lamp_floor", "lamp_desk", "lamp_ceiling", "lamp_post", "traffic_light", "steering_wheel", "railing",
    "fence", "bicycle", "kerb", "road_line", "rug", "water", "campfire", "flower_bed", "hydrant",
}  # fmt: skip
"""Hides nobody; some of it must still not be in front of a face (``shapes.rails_of``)."""
_RISING = {"bed", "hospital_bed", "tree", "pine"}
"""Reaches beyond its own size: boards at a bed's ends, the crown of a tree."""
_ROOFED = {"shelter", "tent"}
_LARGE: dict[PropKind, Vec3] = {"box": (0.3, 0.22, 0.2), "suitcase": (0.68, 0.18, 0.55), "bag": (0.34, 0.12, 0.3)}
"""Depth, width and height of props that hide a person who sits behind them, in metres."""
_WALKED_ON = {"rug", "kerb", "road_line", "water"}
_WHOLE: tuple[Vec3, Vec3] = ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))


@dataclass(frozen=True)
class Solids:
    """``floor``: what a foot cannot stand in; ``body``: what a camera cannot be in.

    ``sight``: what hides; ``thin``: what only crosses.
    """

    floor: Boxes
    body: Boxes
    sight: Boxes
    thin: Boxes


@once_for(64)
def solids_of(place: PlaceSheet) -> Solids:
    """The blocks of a place (computed once for a sheet)."""
    return _solids(place.fixtures)


@lru_cache(maxsize=64)
def _solids(fixtures: tuple[Fixture, ...]) -> Solids:
    floor = [part(each, *_WHOLE) for each in fixtures if _in_the_way(each)]
    body = [part(each, *_WHOLE) for each in fixtures if each.size[2] > 0.05 and each.kind not in _ROOFED]
    body += [placed(each, one) for each in fixtures if each.kind in _RISING for one in parts_of(each)]
    sight = [placed(each, one) for each in fixtures if _hides(each) for one in parts_of(each)]
    thin = [placed(each, one) for each in fixtures for one in rails_of(each)]
    return Solids(floor=make_boxes(floor), body=make_boxes(body), sight=make_boxes(sight), thin=make_boxes(thin))


def with_props(solids: Solids, props: Sequence[ShotProp]) -> Solids:
    """The same place with the large props that lie in it, which hide what is behind them."""
    blocks = tuple(
        (prop.prop, (prop.position[0], prop.position[1], prop.position[2] + size[2] / 2), size, prop.yaw)
        for prop in props
        if prop.holder is None and (size := _LARGE.get(prop.kind)) is not None
    )
    return _with_blocks(solids, blocks) if blocks else solids


@lru_cache(maxsize=64)
def _with_blocks(solids: Solids, blocks: tuple[tuple[str, Vec3, Vec3, float], ...]) -> Solids:
    return replace(solids, sight=joined(solids.sight, make_boxes(blocks)))


def _in_the_way(fixture: Fixture) -> bool:
    return (
        fixture.solid
        and fixture.position[2] < 1.6
        and fixture.kind not in _WALKED_ON
        and fixture.kind not in _ROOFED
        and fixture.size[2] > 0.05
        and not stood_on(fixture)
    )


def _hides(fixture: Fixture) -> bool:
    return fixture.kind not in _SEEN_PAST and fixture.size[2] > 0.1
