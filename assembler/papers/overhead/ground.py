"""The place as an architect draws it: walls with their doors and windows, furniture with its fronts, the ground.

A door swings into the room, its leaf hung at the near edge of the opening; a window is two thin lines; what hangs
above head height is dashed, as on any floor plan.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from assembler.papers.drawing import (
    FAINT,
    GREY,
    INK,
    POINT_MM,
    WHITE,
    Box,
    Colour,
    Label,
    Outline,
    Shape,
    arc,
    ellipse,
    mixed,
    placed,
    rectangle,
)
from assembler.papers.overhead.labels import width
from film.base import Vec2
from film.place import Fixture, Opening, PlaceSheet, Wall

WALL = 0.12
"""How thick a wall is drawn, in metres, away from the room."""
_OVERHEAD = 1.9
"""Metres above the floor from which on a thing is dashed."""
_LABEL = 5.2
_TINTS: dict[str, Colour] = {
    "wood": (246, 240, 231), "tile": (243, 244, 245), "carpet": (243, 239, 241), "concrete": (241, 241, 240),
    "rubber": (240, 240, 242), "asphalt": (236, 236, 238), "pavement": (240, 240, 238), "grass": (236, 243, 231),
    "sand": (248, 243, 228), "earth": (242, 236, 228), "snow": (247, 249, 251), "water": (229, 240, 247),
}  # fmt: skip
_ROUND = frozenset({
    "round_table", "stool", "column", "pole", "barrel", "plant", "bin", "lamp_floor", "lamp_desk", "lamp_ceiling",
    "lamp_post", "tree", "pine", "bush", "rock", "campfire", "hydrant", "traffic_light", "steering_wheel",
})  # fmt: skip
_GREEN = frozenset({"plant", "tree", "pine", "bush", "flower_bed"})
_BACKED = frozenset({"chair", "armchair", "sofa", "bench", "vehicle_seat", "pew"})
_BEDS = frozenset({"bed", "hospital_bed"})
_VEHICLES = frozenset({"car", "van", "bus", "truck", "train"})
_FLAT = frozenset({"rug", "road_line", "kerb", "water", "flower_bed"})
_MASSIVE = frozenset({"building", "house", "shop_front"})
_UNNAMED = frozenset({"road_line", "kerb", "chair", "vehicle_seat", "stool", "picture", "pole", "railing"})


def ground(place: PlaceSheet, box: Box, scale: int) -> Iterator[Shape]:
    """Everything of the place, the floor first.  ``box`` is what the plan shows of it, at 1 : ``scale``."""
    yield Outline(
        "ground", _corners(box), None, _TINTS[place.ground] if place.enclosure == "open" else WHITE, closed=True
    )
    if place.enclosure != "open":
        yield Outline("floor", _floor(place), None, _TINTS[place.ground], closed=True)
    near = [fixture for fixture in place.fixtures if _shows(fixture, box)]
    for fixture in sorted(near, key=_height_of):
        yield from _fixture(fixture)
    for wall in place.walls:
        yield from _wall(wall)
    for fixture in near:
        yield from _name(fixture, scale)


def _shows(fixture: Fixture, box: Box) -> bool:
    reach = math.hypot(fixture.size[0], fixture.size[1]) / 2
    x, y, _ = fixture.position
    return box[0] - reach < x < box[2] + reach and box[1] - reach < y < box[3] + reach


def _corners(box: Box) -> tuple[Vec2, ...]:
    return (box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])


def _floor(place: PlaceSheet) -> tuple[Vec2, ...]:
    """The room's outline where its walls go round in order, else the stage."""
    chain = all(math.dist(a.end, b.start) < 0.05 for a, b in zip(place.walls, place.walls[1:], strict=False))
    return tuple(wall.start for wall in place.walls) if chain and len(place.walls) > 2 else _corners(place.stage)


def _height_of(fixture: Fixture) -> tuple[float, float]:
    return fixture.position[2], fixture.size[2]


def _fixture(fixture: Fixture) -> Iterator[Outline]:
    depth, width, _ = fixture.size
    part = f"thing {fixture.id}"
    shape = ellipse(depth, width) if fixture.kind in _ROUND else rectangle(depth, width)
    overhead = fixture.position[2] > _OVERHEAD
    fill = None if overhead else _fill(fixture.kind)
    stroke = FAINT if fixture.kind in _FLAT or overhead else GREY
    dash = (0.8, 0.8) if overhead else None
    yield Outline(part, placed(shape, fixture.position, fixture.yaw), stroke, fill, 0.18, dash, closed=True)
    for line in _front(fixture.kind, depth, width):
        yield Outline(part, placed(line, fixture.position, fixture.yaw), stroke, None, 0.18, dash)


def _fill(kind: str) -> Colour:
    if kind in _GREEN:
        return (214, 230, 205)
    if kind in _MASSIVE:
        return (214, 214, 217)
    if kind in _FLAT:
        return (250, 250, 251) if kind != "water" else (214, 232, 244)
    return (229, 230, 233)


def _front(kind: str, depth: float, width: float) -> Iterator[tuple[Vec2, ...]]:
    """The lines inside a thing that say which way it looks: a seat's back, a bed's pillow, a windscreen, a front."""
    x, y = depth / 2, width / 2
    if kind in _BACKED:
        back = min(0.12, depth / 4)
        yield (-x + back, -y), (-x + back, y)
    elif kind in _BEDS:
        pillow = min(0.4, depth / 4)
        yield (-x + 0.08, -y * 0.8), (-x + pillow, -y * 0.8), (-x + pillow, y * 0.8), (-x + 0.08, y * 0.8)
    elif kind in _VEHICLES:
        glass = min(1.2, depth / 3.2)
        yield (x - glass, -y * 0.9), (x - glass * 0.72, -y * 0.8), (x - glass * 0.72, y * 0.8), (x - glass, y * 0.9)
    elif kind in _MASSIVE:
        yield (-x, -y), (x, y)
        yield (-x, y), (x, -y)
    elif kind not in _ROUND and kind not in _FLAT:
        nose = min(0.09, depth / 3, width / 4)
        yield (x - nose, -nose), (x, 0.0), (x - nose, nose)


def _name(fixture: Fixture, scale: int) -> Iterator[Label]:
    text = (fixture.text or fixture.kind.replace("_", " ")).strip()
    upright = abs(math.sin(math.radians(fixture.yaw))) > 0.7
    tall, wide = fixture.size[:2] if upright else (fixture.size[1], fixture.size[0])
    room = wide * 1000 / scale
    fits = tall * 1000 / scale >= _LABEL * POINT_MM * 1.1 and width(text, _LABEL) < room * 0.96
    if fits and fixture.kind not in _UNNAMED and fixture.position[2] <= _OVERHEAD:
        yield Label("name", text, (fixture.position[0], fixture.position[1]), _LABEL, GREY, halo=False)


def _wall(wall: Wall) -> Iterator[Outline]:
    length = math.dist(wall.start, wall.end)
    if length < 1e-6:
        return
    along = ((wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length)

    def at(metres: float, inside: float = 0.0) -> Vec2:
        return (
            wall.start[0] + along[0] * metres - along[1] * inside,
            wall.start[1] + along[1] * metres + along[0] * inside,
        )

    done = -WALL
    for opening in sorted(wall.openings, key=lambda each: each.at):
        first, last = max(opening.at, 0.0), min(opening.at + opening.width, length)
        if first > done:
            yield _solid(at(done), at(first), at(first, -WALL), at(done, -WALL))
        yield from _opening(opening, [at(first), at(last), at(last, -WALL), at(first, -WALL)])
        done = max(done, last)
    if length + WALL > done:
        yield _solid(at(done), at(length + WALL), at(length + WALL, -WALL), at(done, -WALL))


def _solid(*corners: Vec2) -> Outline:
    return Outline("wall", corners, None, (70, 71, 76), closed=True)


def _opening(opening: Opening, corners: list[Vec2]) -> Iterator[Outline]:
    near, far, far_outside, near_outside = corners
    width = math.dist(near, far)
    part = opening.kind
    yield Outline(part, tuple(corners), None, WHITE, closed=True)
    if opening.kind == "window":
        yield Outline(part, (near, far), INK, None, 0.18)
        yield Outline(part, (near_outside, far_outside), INK, None, 0.18)
    elif opening.kind == "arch":
        yield Outline(part, (near, far), GREY, None, 0.18, (1.0, 0.8))
        yield Outline(part, (near_outside, far_outside), GREY, None, 0.18, (1.0, 0.8))
    else:
        yaw = math.degrees(math.atan2(far[1] - near[1], far[0] - near[0]))
        swing = arc(near, width, yaw + 90, yaw)
        yield Outline(part, (near, swing[0]), INK, None, 0.35)
        yield Outline(part, swing, mixed(GREY, WHITE, 0.2), None, 0.15)
