"""How big things are, which ones a body bumps into, and where hips rest on those that seat somebody.

Sizes are (depth along the front, width across it, height) in metres, of ordinary furniture and
vehicles.  Seat heights follow the usual ergonomic range of 0.42 to 0.48 m.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from film.base import Vec3
from film.place import FixtureKind

SIZES: dict[FixtureKind, Vec3] = {
    "chair": (0.5, 0.46, 0.88), "armchair": (0.85, 0.82, 0.86), "sofa": (0.9, 2.0, 0.82), "bench": (0.45, 1.6, 0.8),
    "stool": (0.36, 0.36, 0.72), "vehicle_seat": (0.5, 0.42, 1.05), "pew": (0.5, 2.4, 0.9),
    "bed": (2.05, 1.5, 0.5), "hospital_bed": (2.1, 0.95, 0.72), "table": (0.8, 1.3, 0.75),
    "round_table": (0.75, 0.75, 0.75), "desk": (0.75, 1.5, 0.74), "counter": (0.62, 2.0, 0.92), "bar": (0.6, 3.5, 1.1),
    "coffee_table": (0.6, 1.1, 0.42), "nightstand": (0.4, 0.45, 0.55), "shelf": (0.35, 1.0, 1.8),
    "bookcase": (0.32, 1.0, 2.0), "cupboard": (0.45, 1.0, 1.1), "wardrobe": (0.6, 1.2, 2.05),
    "fridge": (0.65, 0.65, 1.8), "stove": (0.62, 0.6, 0.92), "sink": (0.62, 0.6, 0.92), "bath": (0.75, 1.7, 0.58),
    "toilet": (0.68, 0.4, 0.8), "machine": (0.65, 0.65, 0.95), "crate": (0.8, 0.8, 0.7), "locker": (0.5, 0.4, 1.85),
    "filing_cabinet": (0.6, 0.45, 1.3), "bottle_shelf": (0.3, 3.0, 0.9), "lamp_floor": (0.36, 0.36, 1.6),
    "lamp_desk": (0.2, 0.2, 0.42), "lamp_ceiling": (0.4, 0.4, 0.3), "lamp_post": (0.24, 0.24, 5.0),
    "screen": (0.08, 1.1, 0.65), "monitor": (0.2, 0.55, 0.42), "picture": (0.04, 0.7, 0.5), "clock": (0.05, 0.32, 0.32),
    "whiteboard": (0.05, 2.2, 1.1), "sign": (0.06, 0.9, 0.45), "mirror": (0.04, 0.6, 0.8), "curtain": (0.12, 0.5, 2.1),
    "fireplace": (0.45, 1.4, 1.15), "rug": (1.6, 2.3, 0.012), "plant": (0.4, 0.4, 1.1), "bin": (0.36, 0.36, 0.6),
    "barrel": (0.6, 0.6, 0.9), "piano": (0.65, 1.5, 1.2), "podium": (0.5, 0.6, 1.15), "altar": (0.8, 1.8, 1.0),
    "column": (0.5, 0.5, 4.0), "pole": (0.05, 0.05, 2.1), "railing": (0.06, 2.0, 1.05), "stairs": (2.6, 1.2, 1.6),
    "steering_wheel": (0.12, 0.42, 0.42), "dashboard": (0.35, 1.4, 0.8), "tree": (0.5, 0.5, 6.0),
    "pine": (0.5, 0.5, 8.0), "bush": (0.9, 1.1, 0.9), "rock": (0.9, 1.2, 0.7), "flower_bed": (0.8, 2.0, 0.3),
    "fence": (0.08, 4.0, 1.1), "low_wall": (0.3, 4.0, 0.8), "building": (8.0, 10.0, 8.0), "house": (8.0, 9.0, 6.0),
    "shop_front": (6.0, 7.0, 7.0), "shelter": (1.3, 3.6, 2.5), "traffic_light": (0.25, 0.25, 3.2),
    "hydrant": (0.3, 0.3, 0.75), "phone_box": (0.9, 0.9, 2.4), "tent": (2.2, 1.8, 1.3), "campfire": (0.9, 0.9, 0.5),
    "boat": (5.0, 1.9, 1.3), "grave": (0.3, 0.7, 1.0), "water": (20.0, 60.0, 0.01), "kerb": (0.2, 30.0, 0.05),
    "road_line": (0.14, 2.0, 0.01), "car": (4.3, 1.8, 1.45), "van": (5.2, 2.0, 2.2), "bus": (11.0, 2.5, 3.0),
    "truck": (7.5, 2.4, 3.0), "bicycle": (1.7, 0.5, 1.05), "train": (22.0, 2.8, 3.6), "box": (0.5, 0.5, 0.5),
    "throne": (0.9, 0.95, 1.9), "wheelchair": (0.9, 0.64, 0.92), "hay_bale": (0.5, 1.0, 0.45),
    "bunk_bed": (2.0, 0.9, 1.75), "platform": (3.0, 4.0, 0.3), "panel": (0.06, 1.2, 0.95),
    "telephone": (0.2, 0.24, 0.14), "coffin": (2.0, 0.7, 0.5), "well": (1.3, 1.3, 2.2), "market_stall": (1.2, 2.2, 2.4),
    "stone_building": (7.0, 9.0, 6.0), "cart": (2.6, 1.5, 1.3),
}  # fmt: skip
"""The size of every kind of fixture unless its place says otherwise."""

FLAT: frozenset[FixtureKind] = frozenset(
    {"rug", "water", "kerb", "road_line", "picture", "clock", "sign", "mirror", "curtain", "whiteboard", "lamp_ceiling",
     "screen", "monitor", "lamp_desk", "bottle_shelf", "steering_wheel", "pole",
     "platform", "telephone"}
)  # fmt: skip
"""Kinds that nobody bumps into: on walls, on tables, underfoot, or thin enough to hold on to."""


class Rest(NamedTuple):
    """A place for hips on a fixture: along its front, across it (left is positive), height, turn of the sitter."""

    along: float
    across: float
    height: float
    turn: float = 0.0
    pose: Literal["sit", "lie"] = "sit"


def rests(kind: FixtureKind, size: Vec3) -> tuple[Rest, ...]:
    """Where hips rest on a fixture of this kind and size, in its own frame."""
    _, width, height = size
    match kind:
        case "chair":
            return (Rest(-0.06, 0.0, 0.45),)
        case "armchair":
            return (Rest(-0.08, 0.0, 0.42),)
        case "throne":
            return (Rest(-0.06, 0.0, 0.5),)
        case "wheelchair":
            return (Rest(-0.1, 0.0, 0.48),)
        case "hay_bale":
            return tuple(Rest(0.0, across, min(height, 0.5)) for across in _spread(max(1, int(width / 0.6)), width))
        case "bunk_bed":
            low = min(0.45, 0.3 * height)
            edge = width / 2 - 0.18
            return Rest(-0.05, 0.0, low, 0.0, "lie"), Rest(-0.4, edge, low, 90.0), Rest(0.3, edge, low, 90.0)
        case "sofa":
            places = max(2, int(width / 0.7))
            return tuple(Rest(-0.1, across, 0.42) for across in _spread(places, width - 0.4))
        case "bench" | "pew":
            places = max(2, int(width / 0.62))
            return tuple(Rest(-0.02, across, 0.45) for across in _spread(places, width))
        case "stool":
            return (Rest(0.0, 0.0, height),)
        case "vehicle_seat":
            return (Rest(-0.04, 0.0, 0.45 if height > 1.0 else 0.32),)
        case "bed" | "hospital_bed":
            edge = width / 2 - 0.18
            lying = Rest(-0.05, 0.0, height, 0.0, "lie")
            return lying, Rest(0.1, edge, height, 90.0), Rest(0.1, -edge, height, -90.0)
        case "bath":
            return (Rest(0.0, -width / 4, 0.2, 90.0),)
        case "toilet":
            return (Rest(0.05, 0.0, 0.42),)
        case _:
            return ()


def _spread(count: int, width: float) -> tuple[float, ...]:
    """``count`` places with equal room across ``width``, from left to right of the sitter's back."""
    room = width / count
    return tuple(round(width / 2 - room * (index + 0.5), 3) for index in range(count))
