"""Inside things that drive.  The front is +x, the driver sits on the left (+y), the kerb is on the right (-y)."""

from __future__ import annotations

from planner.places.layout import Layout, Side
from planner.places.variety import FABRICS, Variety

_RUBBER = "#4a4c4d"
_SIDES: tuple[Side, ...] = ("north", "south")


def bus_interior(v: Variety) -> Layout:
    """A city bus: an aisle between pairs of seats, two rows that face each other, two doors, windows all along."""
    plan = Layout("bus_interior", "vehicle", "rubber", v.between("w", 10.2, 10.8), 2.4, 2.25)
    plan.wall_colour = v.pick("walls", ("#a39a86", "#8f9a98", "#a0927c"))
    plan.ground_colour, plan.backdrop, plan.moving = _RUBBER, "city", True
    rear, front = -plan.width / 2, plan.width / 2
    fabric = v.pick("seats", ("#3f5a7a", "#6e3f3a", "#3f6058", "#5a4a70"))
    bay_yaws = ((0, 0.0), (0.86, 0.0), (1.72, 0.0), (3.08, 180.0), (3.66, 0.0), (4.52, 0.0), (5.38, 0.0), (6.24, 0.0))
    for x, yaw in bay_yaws:
        for y in (0.95, 0.52):
            plan.put("vehicle_seat", (rear + 0.45 + x, y), yaw, colour=fabric, role="bus")
    for x in (0.0, 0.86, 1.72, 2.58, 4.52, 5.38, 6.24):
        for y in (-0.95, -0.52):
            plan.put("vehicle_seat", (rear + 0.45 + x, y), 0.0, colour=fabric, role="bus")
    for x, y in ((rear + 3.5, -0.3), (rear + 4.45, -0.3), (rear + 7.05, 0.33), (rear + 7.05, -0.33)):
        plan.put("pole", (x, y), colour="#c2a23a")
    plan.put("vehicle_seat", (front - 1.15, 0.75), 0.0, colour="#33383d", role="driver")
    plan.put("steering_wheel", (front - 0.62, 0.75, 0.72), 180, colour="#1f2123")
    plan.put("dashboard", (front - 0.24, 0.0), 180, size=(0.36, 2.3, 0.85), colour="#33363a")
    plan.door("south", front - 1.15, 1.1)
    plan.door("south", rear + 4.0, 1.0)
    for x in (rear + 1.2, rear + 3.1, rear + 5.0, rear + 6.9, rear + 8.6):
        plan.window("north", x, 1.7, height=1.0, sill=0.85)
    for x in (rear + 1.4, rear + 5.6, rear + 7.4):
        plan.window("south", x, 1.7, height=1.0, sill=0.85)
    plan.window("east", 0.0, 2.1, height=1.25, sill=0.85)
    plan.window("west", 0.0, 1.8, height=0.8, sill=1.1)
    for x in (rear + 1.6, rear + 4.6, rear + 7.4):
        plan.lamp(x, 0.0, 2.0, 0.85, "#ffe6b8")
        for y in (-0.55, 0.55):
            plan.put("lamp_ceiling", (x, y, 2.17), size=(2.2, 0.16, 0.08))
    for y in (-0.55, 0.55):
        plan.put("sign", (-0.9, y, 1.86), 90, size=(0.03, plan.width - 3.2, 0.03), colour="#c2a23a")
    plan.stage = (rear + 0.3, -0.25, front - 1.9, 0.25)
    return plan


def car_interior(v: Variety) -> Layout:
    """Two seats in front, two behind; people get in from beside the doors, and nobody stands."""
    plan = Layout("car_interior", "vehicle", "carpet", 2.9, 1.5, 1.28)
    plan.wall_colour = v.pick("walls", ("#5a5650", "#4d5256", "#6a5a48"))
    plan.ground_colour, plan.backdrop, plan.moving = "#2f3032", "city", True
    colour = v.pick("seats", ("#3b3a3c", "#5a4636", "#6b6658"))
    for x, role in ((0.2, "front"), (-0.75, "back")):
        for y in (0.37, -0.37):
            who = "driver" if (x > 0 and y > 0) else role
            plan.put("vehicle_seat", (x, y), 0.0, size=(0.52, 0.5, 0.95), colour=colour, role=who)
    plan.put("steering_wheel", (0.60, 0.37, 0.50), 180, size=(0.1, 0.38, 0.38), colour="#1c1d1f")
    plan.put("dashboard", (1.05, 0.0), 180, size=(0.4, 1.44, 0.72), colour="#2b2c2f")
    for side in _SIDES:
        plan.window(side, 0.35, 0.85, height=0.42, sill=0.75)
        plan.window(side, -0.7, 0.75, height=0.42, sill=0.75)
    plan.window("east", 0.0, 1.35, height=0.45, sill=0.75)
    plan.window("west", 0.0, 1.2, height=0.4, sill=0.78)
    plan.put("mirror", (1.2, 0.0, 1.1), 180, size=(0.03, 0.26, 0.08))
    plan.put("screen", (0.83, -0.02, 0.5), 180, size=(0.03, 0.26, 0.16))
    plan.entrance((0.2, 1.15), 270)
    plan.entrance((0.2, -1.15), 90)
    plan.lamp(0.3, 0.0, 1.2, 0.25, "#ffdca6")
    plan.lamp(0.9, 0.3, 0.8, 0.15, "#a8d0c8")
    plan.stage = (-0.95, -0.1, 0.6, 0.1)
    return plan


def train_interior(v: Variety) -> Layout:
    """A carriage: bays of four with a table on one side, pairs on the other, an aisle between."""
    plan = Layout("train_interior", "vehicle", "carpet", 12.4, 2.9, 2.4)
    plan.wall_colour = v.pick("walls", ("#a09a8c", "#8d9796", "#9c8b76"))
    plan.ground_colour, plan.backdrop, plan.moving = "#4c4f55", "country", True
    fabric = v.pick("seats", FABRICS)
    for bay in (-4.4, -1.9, 0.6, 3.1):
        for x, yaw in ((bay - 0.82, 0.0), (bay + 0.82, 180.0)):
            for y in (1.18, 0.7):
                plan.put("vehicle_seat", (x, y), yaw, colour=fabric, role="bay")
        plan.put("table", (bay, 1.08), 0, size=(0.55, 0.7, 0.74), colour="#8c8676")
        plan.window("north", bay, 1.7, height=0.95, sill=0.9)
        plan.window("south", bay, 1.7, height=0.95, sill=0.9)
        plan.lamp(bay, 0.0, 2.25, 0.5, "#fff0cf")
    for index in range(9):
        for y in (-1.18, -0.7):
            plan.put("vehicle_seat", (-5.2 + 1.05 * index, y), 0.0, colour=fabric, role="pair")
    plan.door("west", 0.0, 0.8)
    plan.door("east", 0.0, 0.8)
    plan.door("south", 5.2, 1.0)
    plan.stage = (-5.4, -0.35, 5.4, 0.35)
    return plan


def plane_interior(v: Variety) -> Layout:
    """An airliner's cabin: three seats, an aisle, three seats."""
    plan = Layout("plane_interior", "vehicle", "carpet", 9.0, 3.6, 2.2)
    plan.wall_colour = v.pick("walls", ("#a8a599", "#a0a6a8"))
    plan.ground_colour, plan.moving = "#3d4452", True
    fabric = v.pick("seats", ("#37486b", "#5a3f4a", "#40595c"))
    for index in range(8):
        for y in (1.5, 1.03, 0.56, -0.56, -1.03, -1.5):
            plan.put("vehicle_seat", (-3.9 + 0.92 * index, y), 0.0, colour=fabric, role="row")
        for side in _SIDES:
            plan.window(side, -3.9 + 0.92 * index + 0.2, 0.28, height=0.4, sill=1.0)
    plan.door("south", 3.9, 0.9)
    for x in (-2.8, 0.0, 2.8):
        plan.lamp(x, 0.0, 2.1, 0.5, "#e8eef2")
    plan.stage = (-4.1, -0.3, 4.1, 0.3)
    return plan
