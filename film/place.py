"""A place as a floor plan to scale: what the planner stages in and the renderer builds, from one value.

Origin at the middle of the playing floor, metres, Z up; yaw in degrees counter-clockwise seen from
above, 0 looks along +x.  A fixture's *front* (where a chair's sitter looks, where a screen shows)
is along its yaw.  ``size`` is (depth along the front, width across it, height).

::

             y
             |      wall from a to b: the room is on its LEFT
        b <--+-- a
             |
    ---------o---------- x      yaw 90 looks up the page
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from film.base import Degrees, Document, LineSpan, Metres, Model, Vec2, Vec3
from film.model3d import Model3D
from film.references import Reference

Enclosure = Literal["room", "vehicle", "open"]
"""``room`` and ``vehicle`` have walls and a ceiling; ``open`` is out of doors."""

Ground = Literal[
    "wood", "tile", "carpet", "concrete", "rubber", "asphalt", "pavement", "grass", "sand", "earth", "snow", "water"
]
Backdrop = Literal["none", "city", "suburb", "country", "forest", "mountains", "sea", "interior"]

FixtureKind = Literal[
    # seats
    "chair", "armchair", "sofa", "bench", "stool", "vehicle_seat", "pew",
    "throne", "wheelchair", "hay_bale",
    # beds and tables
    "bed", "hospital_bed", "bunk_bed", "table", "round_table", "desk", "counter", "bar", "coffee_table", "nightstand",
    # storage and appliances
    "shelf", "bookcase", "cupboard", "wardrobe", "fridge", "stove", "sink", "bath", "toilet", "machine", "crate",
    "locker", "filing_cabinet", "bottle_shelf",
    # lamps, screens and things on walls
    "lamp_floor", "lamp_desk", "lamp_ceiling", "lamp_post", "screen", "monitor", "picture", "clock", "whiteboard",
    "sign", "mirror", "curtain", "fireplace",
    # small dressing
    "rug", "plant", "bin", "barrel", "piano", "podium", "altar", "column", "pole", "railing", "stairs",
    "steering_wheel", "dashboard",
    "platform", "panel", "telephone", "coffin",
    # out of doors
    "tree", "pine", "bush", "rock", "flower_bed", "fence", "low_wall", "building", "house", "shop_front", "shelter",
    "traffic_light", "hydrant", "phone_box", "tent", "campfire", "boat", "grave", "water", "kerb", "road_line",
    "well", "market_stall", "stone_building",
    # vehicles standing in the place
    "car", "van", "bus", "truck", "bicycle", "train", "cart",
    # anything else
    "box",
]  # fmt: skip


Side = Annotated[float, Field(le=500)]
"""Metres that a thing is deep, wide or high at most: the sea off a beach is 320 wide."""


class Opening(Model):
    """A door, window or archway in a wall; ``at`` is metres from the wall's start to its near edge.

    A door's leaf hangs at the ``hinge`` edge and swings out of the room; see film.doors.
    """

    kind: Literal["door", "window", "arch"]
    at: Metres
    width: Metres
    height: Metres
    sill: Metres = 0.0
    hinge: Annotated[Literal["start", "end"], Field(exclude_if=lambda hinge: hinge == "end")] = "end"


class Wall(Model):
    """A straight wall with the room on its left.  It is seen from the room only: a camera outside looks through."""

    start: Vec2
    end: Vec2
    height: Side
    colour: str = "#cfc8bc"
    openings: tuple[Opening, ...] = ()


class Fixture(Model):
    """A thing that stands in the place for good.  ``position`` is the middle of its foot; z > 0 hangs or lies on.

    ``model`` is drawn in its place, as large as ``size`` takes it.
    """

    id: str
    kind: FixtureKind
    position: Vec3
    yaw: Degrees = 0.0
    size: tuple[Side, Side, Side]
    colour: str | None = None
    text: str = ""
    solid: bool = True
    model: Annotated[Model3D | None, Field(exclude_if=lambda model: model is None)] = None


class Seat(Model):
    """Somewhere to sit or lie: where the hips rest (z is the seat's height) and where the sitter looks.

    ``role`` is whose seat it is, the post ("judge", "juror", "driver") or the company ("bar", "table").
    """

    id: str
    fixture: str
    position: Vec3
    yaw: Degrees
    pose: Literal["sit", "lie"] = "sit"
    role: str = ""


class Stand(Model):
    """Where somebody stands for the part they have in the place: the ``role`` "bartender" behind a bar, "priest" at
    an altar.  ``yaw`` is where they face.
    """

    id: str
    role: str
    position: Vec2
    yaw: Degrees


class Entrance(Model):
    """Where people come in and go out: a point on the floor just inside, ``yaw`` into the place."""

    id: str
    position: Vec2
    yaw: Degrees


class Lamp(Model):
    """A practical light.  ``power`` is relative: 1 lights a small room."""

    position: Vec3
    colour: str = "#ffd9a0"
    power: Annotated[float, Field(le=1000)] = 1.0


class PlaceSheet(Document):
    """One place for the whole script: the same door is always on the same wall.

    ``kind`` is the library's word ("kitchen", "bus_interior", "street").  ``stage`` is the
    rectangle (min x, min y, max x, max y) in which people stand and walk.  ``moving`` places ride:
    their backdrop passes by.  ``evidence`` are the script lines that speak of the place.  ``model``
    is drawn in the place of walls, ceiling and fixtures; staging goes on by the plan.  ``references``
    are images of it for a video model.
    """

    id: str
    name: str
    kind: str
    enclosure: Enclosure
    stage: tuple[Metres, Metres, Metres, Metres]
    ceiling: Side | None = None
    ground: Ground
    ground_colour: str | None = None
    backdrop: Backdrop = "none"
    moving: bool = False
    walls: tuple[Wall, ...] = ()
    fixtures: tuple[Fixture, ...] = ()
    seats: tuple[Seat, ...] = ()
    stands: tuple[Stand, ...] = ()
    entrances: tuple[Entrance, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    model: Model3D | None = None
    references: Annotated[tuple[Reference, ...], Field(exclude_if=lambda images: not images)] = ()
    evidence: tuple[LineSpan, ...] = ()
