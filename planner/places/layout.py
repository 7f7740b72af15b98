"""A floor plan while it is drawn: walls, openings, furniture and lamps go in, a PlaceSheet comes out.

A room lies around the origin; its sides are named as on a map and measured from their middles::

                 north
            +-----------+
       west |     o     | east       u runs along x on south and north, along y on west and east
            +-----------+
                 south
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal, TypedDict, Unpack

from film.base import LineSpan, Vec2, Vec3
from film.place import (
    Backdrop,
    Enclosure,
    Entrance,
    Fixture,
    FixtureKind,
    Ground,
    Lamp,
    Opening,
    PlaceSheet,
    Seat,
    Stand,
    Wall,
)
from planner.places.clearance import Rect, largest_clear
from planner.places.furniture import FLAT, SIZES, rests

Side = Literal["south", "east", "north", "west"]

INWARD: dict[Side, float] = {"south": 90.0, "east": 180.0, "north": 270.0, "west": 0.0}
"""The yaw that looks from each side into the room."""

DOOR_HEIGHT = 2.05
_JUST_INSIDE = 0.5


class Dress(TypedDict, total=False):
    """What a thing may have besides its kind: a size, colour and text of its own, the role of its seats, solidity."""

    size: Vec3
    colour: str
    text: str
    role: str
    solid: bool


@dataclass
class Layout:
    """The drawing board.  Everything is in metres; ``width`` runs along x, ``depth`` along y."""

    kind: str
    enclosure: Enclosure
    ground: Ground
    width: float
    depth: float
    ceiling: float | None = None
    ground_colour: str | None = None
    backdrop: Backdrop = "none"
    moving: bool = False
    wall_colour: str | None = None
    stage: Rect | None = None
    openings: dict[Side, list[Opening]] = field(
        default_factory=lambda: {"south": [], "east": [], "north": [], "west": []}
    )
    fixtures: list[Fixture] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)
    entrances: list[Entrance] = field(default_factory=list)
    lamps: list[Lamp] = field(default_factory=list)

    @property
    def area(self) -> Rect:
        """The floor."""
        return -self.width / 2, -self.depth / 2, self.width / 2, self.depth / 2

    def length_of(self, side: Side) -> float:
        """How long a side is."""
        return self.width if side in ("south", "north") else self.depth

    def by_wall(self, side: Side, u: float, inset: float) -> Vec2:
        """The point ``inset`` metres inside a side, ``u`` from its middle."""
        match side:
            case "south":
                return u, -self.depth / 2 + inset
            case "north":
                return u, self.depth / 2 - inset
            case "east":
                return self.width / 2 - inset, u
            case "west":
                return -self.width / 2 + inset, u

    def put(self, kind: FixtureKind, at: Vec2 | Vec3, yaw: float = 0.0, **dress: Unpack[Dress]) -> str:
        """Stand (or, with a third coordinate, lay or hang) a thing; seats come with it.  Returns its id."""
        name = f"{kind}_{sum(fixture.kind == kind for fixture in self.fixtures) + 1}"
        position = at if len(at) == 3 else (at[0], at[1], 0.0)
        thing = Fixture(
            id=name,
            kind=kind,
            position=_rounded(position),
            yaw=yaw % 360,
            size=dress.get("size", SIZES[kind]),
            colour=dress.get("colour"),
            text=dress.get("text", ""),
            solid=dress.get("solid", kind not in FLAT and position[2] <= 0),
        )
        self.fixtures.append(thing)
        self.seats.extend(_seats(thing, dress.get("role", "")))
        return name

    def against(self, kind: FixtureKind, side: Side, u: float, *, gap: float = 0.02, **dress: Unpack[Dress]) -> str:
        """Stand a thing with its back to a side, ``u`` from the side's middle.  Returns its id."""
        depth = dress.get("size", SIZES[kind])[0]
        return self.put(kind, self.by_wall(side, u, depth / 2 + gap), INWARD[side], **dress)

    def hang(self, kind: FixtureKind, side: Side, u: float, z: float, **dress: Unpack[Dress]) -> str:
        """Hang a flat thing on a side with its lower edge ``z`` above the floor.  Returns its id."""
        x, y = self.by_wall(side, u, dress.get("size", SIZES[kind])[0] / 2 + 0.01)
        return self.put(kind, (x, y, z), INWARD[side], **dress)

    def door(self, side: Side, u: float, width: float = 0.9, *, arch: bool = False) -> None:
        """An opening to walk through and the entrance behind it."""
        self._open(side, u, Opening(kind="arch" if arch else "door", at=0.0, width=width, height=DOOR_HEIGHT))
        self.entrance(self.by_wall(side, u, _JUST_INSIDE), INWARD[side])

    def window(self, side: Side, u: float, width: float, *, height: float = 1.3, sill: float = 0.9) -> None:
        """A window; it ends below the ceiling."""
        room = (self.ceiling or 3.0) - 0.1 - sill
        self._open(side, u, Opening(kind="window", at=0.0, width=width, height=min(height, room), sill=sill))

    def entrance(self, at: Vec2, yaw: float) -> None:
        """A point where people come in and go out."""
        x, y, _ = _rounded((at[0], at[1], 0.0))
        self.entrances.append(Entrance(id=f"entrance_{len(self.entrances) + 1}", position=(x, y), yaw=yaw % 360))

    def stand(self, role: str, at: Vec2, yaw: float) -> None:
        """Where somebody of this part stands in the place."""
        x, y, _ = _rounded((*at, 0.0))
        name = f"{role}_{sum(each.role == role for each in self.stands) + 1}"
        self.stands.append(Stand(id=name, role=role, position=(x, y), yaw=yaw % 360))

    def lamp(self, x: float, y: float, z: float, power: float = 1.0, colour: str = "#ffd9a0") -> None:
        """A light without a body of its own."""
        self.lamps.append(Lamp(position=_rounded((x, y, z)), colour=colour, power=power))

    def ceiling_lamp(self, x: float, y: float, power: float = 1.0, colour: str = "#ffd9a0") -> None:
        """A light under the ceiling, and its fitting."""
        top = self.ceiling or 3.0
        size = SIZES["lamp_ceiling"]
        self.put("lamp_ceiling", (x, y, top - size[2]), size=size)
        self.lamp(x, y, top - size[2] - 0.05, power, colour)

    def _open(self, side: Side, u: float, opening: Opening) -> None:
        half = self.length_of(side) / 2
        # South and east run up their axis, north and west down it: the room stays on the left.
        start = u + half if side in ("south", "east") else half - u
        at = round(start - opening.width / 2, 3)
        self.openings[side].append(opening.but(at=at))

    def _walls(self) -> tuple[Wall, ...]:
        if self.ceiling is None or self.wall_colour is None:
            return ()
        x, y = self.width / 2, self.depth / 2
        ends: dict[Side, tuple[Vec2, Vec2]] = {
            "south": ((-x, -y), (x, -y)),
            "east": ((x, -y), (x, y)),
            "north": ((x, y), (-x, y)),
            "west": ((-x, y), (-x, -y)),
        }
        return tuple(
            Wall(
                start=_pair(start),
                end=_pair(end),
                height=self.ceiling,
                colour=self.wall_colour,
                openings=tuple(sorted(self.openings[side], key=lambda opening: opening.at)),
            )
            for side, (start, end) in ends.items()
        )

    def clear_stage(self) -> Rect:
        """The rectangle set by hand, or the best clear one."""
        return self.stage or largest_clear(self.area, (thing for thing in self.fixtures if thing.solid), 0.2)

    def sheet(self, id: str, name: str, evidence: tuple[LineSpan, ...]) -> PlaceSheet:
        """The finished place."""
        return PlaceSheet(
            id=id,
            name=name,
            kind=self.kind,
            enclosure=self.enclosure,
            stage=self.clear_stage(),
            ceiling=self.ceiling,
            ground=self.ground,
            ground_colour=self.ground_colour,
            backdrop=self.backdrop,
            moving=self.moving,
            walls=self._walls(),
            fixtures=tuple(self.fixtures),
            seats=tuple(self.seats),
            stands=tuple(self.stands),
            entrances=tuple(self.entrances),
            lamps=tuple(self.lamps),
            evidence=evidence,
        )


def _seats(thing: Fixture, role: str) -> list[Seat]:
    cos, sin = math.cos(math.radians(thing.yaw)), math.sin(math.radians(thing.yaw))
    x, y, z = thing.position
    return [
        Seat(
            id=f"{thing.id}_{letter}",
            fixture=thing.id,
            position=_rounded((x + r.along * cos - r.across * sin, y + r.along * sin + r.across * cos, z + r.height)),
            yaw=(thing.yaw + r.turn) % 360,
            pose=r.pose,
            role=role,
        )
        for letter, r in zip("abcdefgh", rests(thing.kind, thing.size), strict=False)
    ]


def _rounded(point: Vec3) -> Vec3:
    return round(point[0], 3), round(point[1], 3), round(point[2], 3)


def _pair(point: Vec2) -> Vec2:
    return round(point[0], 3), round(point[1], 3)
