"""Places of storage, machines, stairs and tracks."""

from __future__ import annotations

from planner.places.groups import row, table_for
from planner.places.layout import Layout
from planner.places.variety import CARS, COOL_WALLS, WARM_WALLS, WOODS, Variety


def warehouse(v: Variety) -> Layout:
    """High shelves, crates and barrels at the sides, a wide free floor, cold light."""
    plan = Layout("warehouse", "room", "concrete", v.between("w", 14.0, 16.0), v.between("d", 10.0, 12.0), 6.0)
    plan.wall_colour = v.pick("walls", ("#6e7173", "#736b60", "#67706c"))
    for index in range(5):
        plan.against("shelf", "north", -4.8 + 2.15 * index, size=(0.9, 2.1, 3.6), colour="#5c5348")
    for index in range(3):
        plan.against("crate", "west", -2.4 + 1.0 * index, colour="#7a6242")
    plan.put("crate", (-plan.width / 2 + 0.42, -1.9, 0.7), 0, colour="#7a6242")
    for index in range(3):
        plan.against("barrel", "east", 1.4 + 0.7 * index, colour=v.pick(f"barrel {index}", CARS))
    plan.against("bench", "east", -1.2, role="bench")
    plan.window("west", 2.6, 2.4, height=1.2, sill=3.6)
    plan.door("south", 3.0, 2.6)
    plan.door("south", -4.4)
    for x in (-3.8, 3.8):
        plan.ceiling_lamp(x, 0.0, 1.8, "#dfe8e2")
    return plan


def garage(v: Variety) -> Layout:
    """A car, a workbench with tools, a window, a door."""
    plan = Layout("garage", "room", "concrete", v.between("w", 8.0, 8.8), v.between("d", 6.0, 6.8), 3.0)
    plan.wall_colour = v.pick("walls", ("#7c7a72", "#83786a", "#72797a"))
    plan.backdrop = "suburb"
    plan.put("car", (-plan.width / 2 + 2.6, 1.2), 180, colour=v.pick("car", CARS))
    plan.against("counter", "east", 0.9, size=(0.65, 2.2, 0.92), colour=v.pick("wood", WOODS))
    plan.against("shelf", "north", plan.width / 2 - 1.6)
    plan.put("stool", (plan.width / 2 - 0.95, -0.6), 90, size=(0.36, 0.36, 0.5), role="bench")
    plan.against("stool", "east", -1.2, gap=0.1, size=(0.36, 0.36, 0.5), role="bench")
    plan.against("barrel", "west", -plan.depth / 2 + 0.6)
    plan.window("west", 1.2, 2.4, height=1.0, sill=1.2)
    plan.door("south", plan.width / 2 - 1.4)
    plan.ceiling_lamp(1.2, -0.4, 1.2, "#e6ecdf")
    plan.ceiling_lamp(-1.6, 1.2, 0.7, "#e6ecdf")
    return plan


def basement(v: Variety) -> Layout:
    """Stairs down, shelves, a bare bulb over a table."""
    plan = Layout("basement", "room", "concrete", v.between("w", 6.0, 6.8), v.between("d", 5.0, 5.6), 2.5)
    plan.wall_colour = v.pick("walls", ("#5f5b53", "#666157", "#575a58"))
    plan.against("stairs", "east", plan.depth / 2 - 0.65)
    plan.entrance((plan.width / 2 - 3.2, plan.depth / 2 - 0.65), 180)
    table_for(plan, (-plan.width / 2 + 1.6, -0.4), 2, wood=v.pick("wood", WOODS))
    plan.against("shelf", "north", -1.4)
    plan.against("barrel", "south", plan.width / 2 - 0.6)
    plan.against("crate", "south", plan.width / 2 - 1.6, colour="#7a6242")
    plan.ceiling_lamp(-plan.width / 2 + 1.6, -0.4, 1.0)
    return plan


def stairwell(v: Variety) -> Layout:
    """A landing: stairs up, stairs down, a railing, a door."""
    plan = Layout("stairwell", "room", "concrete", v.between("w", 6.0, 6.6), v.between("d", 4.4, 4.8), 3.2)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.against("stairs", "east", plan.depth / 2 - 0.8, size=(2.6, 1.3, 1.7), colour="#77736a")
    plan.put("railing", (plan.width / 2 - 1.3, plan.depth / 2 - 1.52), 90, size=(0.06, 2.6, 1.05), colour="#3b3f41")
    plan.entrance((plan.width / 2 - 3.1, plan.depth / 2 - 0.8), 180)
    plan.against("bench", "south", -0.9, size=(0.4, 1.4, 0.46), role="bench")
    plan.door("west", 0.0)
    plan.door("south", 1.4)
    plan.window("north", -1.4, 1.0, height=1.6, sill=1.0)
    plan.hang("sign", "west", 1.4, 1.7)
    plan.ceiling_lamp(-0.4, 0.0, 0.9, "#e6ecdf")
    return plan


def lift(v: Variety) -> Layout:
    """A lift car: a mirror, a rail, doors."""
    plan = Layout("lift", "room", "tile", v.between("w", 2.4, 2.7), v.between("d", 2.2, 2.5), 2.5)
    plan.wall_colour = v.pick("walls", ("#80786a", "#74797c", "#7c6c58"))
    plan.hang("mirror", "north", 0.0, 1.0, size=(0.03, 1.4, 1.2))
    plan.hang("railing", "west", 0.0, 0.9, size=(0.06, 1.6, 0.06))
    plan.hang("railing", "east", 0.0, 0.9, size=(0.06, 1.6, 0.06))
    plan.door("south", 0.0, 1.1)
    plan.ceiling_lamp(0.0, 0.0, 0.9, "#fff0d2")
    return plan


def station_platform(v: Variety) -> Layout:
    """A platform with benches, posts and a clock; rails on one side, a wall on the other."""
    plan = Layout("station_platform", "open", "concrete", 26.0, 5.4)
    plan.ground_colour = "#76736d"
    plan.backdrop = "city"
    plan.put("kerb", (0.0, -2.75), 90, size=(0.4, 40.0, 0.05), colour="#b5a45e")
    plan.put("train", (v.between("train", 9.5, 12.0), -4.6), 0, colour=v.pick("livery", CARS))
    for x in (-5.2, 5.2):
        plan.put("bench", (x, 2.35), 270, role="platform")
        plan.put("column", (x - 2.2, 2.3), size=(0.3, 0.3, 4.2), colour="#46504f")
    plan.put("clock", (0.0, 2.7, 2.5), 270, size=(0.08, 0.6, 0.6))
    plan.put("sign", (2.6, 2.7, 2.2), 270, size=(0.08, 1.8, 0.4), colour="#2f4a5a")
    plan.put("bin", (-3.6, 2.4))
    plan.put("low_wall", (0.0, 2.9), 270, size=(0.25, 30.0, 1.6), colour="#7d6a5a")
    for x in (-7.0, 0.0, 7.0):
        plan.put("lamp_post", (x, 2.45), size=(0.2, 0.2, 4.0))
        plan.lamp(x, 2.2, 3.8, 1.6, "#ffd39a")
    plan.entrance((-10.0, 1.0), 0)
    plan.entrance((10.0, 1.0), 180)
    plan.stage = (-4.5, -2.0, 4.5, 1.6)
    return plan


def rooftop(v: Variety) -> Layout:
    """A flat roof: a parapet, a stair head, boxes that hum, the city around."""
    plan = Layout("rooftop", "open", "concrete", 14.0, 11.0)
    plan.ground_colour = "#5f5d5a"
    plan.backdrop = "city"
    for y, yaw in ((-5.4, 90.0), (5.4, 270.0)):
        plan.put("low_wall", (0.0, y), yaw, size=(0.3, 14.0, 0.9), colour="#7a7267")
    for x, yaw in ((-6.9, 0.0), (6.9, 180.0)):
        plan.put("low_wall", (x, 0.0), yaw, size=(0.3, 10.4, 0.9), colour="#7a7267")
    plan.put("box", (-4.6, 3.6), 0, size=(2.6, 2.4, 2.4), colour="#8a7d6d")
    plan.put("sign", (-3.27, 3.6, 0.02), 0, size=(0.05, 0.95, 2.02), colour="#4a5a54")
    plan.entrance((-2.8, 3.6), 0)
    plan.put("machine", (4.6, 3.8), 180, size=(1.2, 1.6, 1.2), colour="#777c7c")
    plan.put("machine", (4.6, -3.9), 180, size=(1.0, 1.0, 0.9), colour="#777c7c")
    plan.put("crate", (-4.6, -3.8), 30, size=(0.5, 0.5, 0.46), colour=v.pick("crate", WOODS))
    plan.put("bench", (-5.9, -1.0), 0, role="roof")
    plan.lamp(-3.2, 3.6, 2.3, 0.9)
    plan.stage = (-3.2, -3.2, 3.2, 2.6)
    return plan


def boat(v: Variety) -> Layout:
    """The deck of a small ship: rails, a cabin, benches, the sea around."""
    plan = Layout("boat", "open", "wood", 12.0, 4.6)
    plan.ground_colour = v.pick("deck", WOODS)
    plan.backdrop = "sea"
    plan.moving = True
    for y in (-2.2, 2.2):
        plan.put("railing", (0.0, y), 90, size=(0.06, 11.4, 1.0), colour="#9a958a")
    for x in (-5.7, 5.7):
        plan.put("railing", (x, 0.0), 0, size=(0.06, 4.3, 1.0), colour="#9a958a")
    plan.put("box", (3.6, 0.0), 180, size=(2.6, 2.4, 2.2), colour=v.pick("cabin", WARM_WALLS))
    plan.entrance((1.9, 0.0), 180)
    plan.put("box", (1.62, 1.55), 180, size=(0.35, 0.5, 0.85), colour=v.pick("helm", WOODS))
    plan.put("steering_wheel", (1.4, 1.55, 0.72), 180, size=(0.08, 0.62, 0.62), colour="#5a4232")
    plan.stand("captain", (0.85, 1.55), 0)
    plan.put("bench", (-3.0, 1.8), 270, size=(0.4, 2.2, 0.46), role="deck")
    plan.put("bench", (-3.0, -1.8), 90, size=(0.4, 2.2, 0.46), role="deck")
    row(plan, "crate", (-5.1, -0.5), (0.0, 0.9), 2)
    plan.lamp(2.2, 0.0, 2.3, 0.8)
    plan.stage = (-4.2, -1.2, 1.6, 1.2)
    return plan
