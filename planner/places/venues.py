"""Places where people meet, buy, pray and watch."""

from __future__ import annotations

from planner.places.groups import row, table_for
from planner.places.layout import Layout
from planner.places.variety import COOL_WALLS, DARK_WALLS, FABRICS, WARM_WALLS, WOODS, Variety


def bar(v: Variety) -> Layout:
    """A counter with stools and bottles behind it, small tables, low light."""
    plan = Layout("bar", "room", "wood", v.between("w", 6.8, 7.8), v.between("d", 5.6, 6.4), 3.0)
    plan.wall_colour = v.pick("walls", DARK_WALLS)
    plan.backdrop = "city"
    left, top = -plan.width / 2, plan.depth / 2
    wood = v.pick("wood", WOODS)
    plan.put("bar", (-0.5, top - 1.5), 270, size=(0.6, 4.0, 1.1), colour=wood)
    plan.put("bottle_shelf", (-0.5, top - 0.17, 1.0), 270, size=(0.3, 3.4, 1.1), colour=wood)
    plan.stand("bartender", (-0.5, top - 0.75), 270)
    for x in (-2.0, -1.0, 0.0, 1.0):
        plan.put("stool", (x, top - 2.15), 90, colour="#4a2f28", role="bar")
    table_for(plan, (left + 1.25, -top + 1.3), 2, kind="round_table", wood=wood)
    plan.against("barrel", "east", top - 0.8, colour="#5a4232")
    plan.hang("sign", "west", 0.2, 1.8, colour="#8a3b2c")
    for u, z in ((-1.3, 1.35), (1.4, 1.5)):
        plan.hang("picture", "west", u, z, size=(0.04, 0.6, 0.45))
    plan.hang("picture", "east", -0.6, 1.4, size=(0.04, 0.9, 0.6))
    plan.window("south", left + 1.6, 1.6)
    plan.door("south", plan.width / 2 - 1.1)
    for x in (-1.7, 0.7):
        plan.ceiling_lamp(x, top - 1.6, 0.75, "#ffb870")
    plan.ceiling_lamp(left + 1.25, -top + 1.3, 0.7, "#ffb870")
    plan.lamp(1.6, -0.6, 2.4, 0.5, "#ffa860")
    return plan


def cafe(v: Variety) -> Layout:
    """Small tables along a window front, a counter with a machine at the back."""
    plan = Layout(
        "cafe", "room", v.pick("floor", ("tile", "wood")), v.between("w", 6.4, 7.4), v.between("d", 5.4, 6.2), 3.0
    )
    plan.wall_colour = v.pick("walls", WARM_WALLS)
    plan.backdrop = "city"
    left, bottom, wood = -plan.width / 2, -plan.depth / 2, v.pick("wood", WOODS)
    table_for(plan, (left + 1.3, bottom + 1.15), 2, kind="round_table", wood=wood)
    table_for(plan, (left + 1.3, bottom + 2.85), 2, kind="round_table", wood=wood)
    plan.against("counter", "north", 0.4, gap=1.0, size=(0.62, 2.6, 1.05), colour=wood)
    plan.against("bottle_shelf", "north", 0.4, size=(0.3, 2.2, 1.9), colour=wood, solid=True)
    plan.stand("bartender", (0.2, plan.depth / 2 - 0.66), 270)
    plan.put("box", (1.2, plan.depth / 2 - 1.31, 1.05), 90, size=(0.42, 0.6, 0.42), colour="#6b7073", solid=False)
    plan.window("south", left + 2.1, 2.8, height=1.8, sill=0.6)
    plan.window("west", -0.6, 2.0, height=1.8, sill=0.6)
    plan.hang("picture", "east", 0.6, 1.35, size=(0.04, 0.8, 0.6))
    plan.hang("whiteboard", "east", -0.9, 1.15, size=(0.05, 1.3, 0.9), colour="#26302b")
    plan.hang("picture", "west", plan.depth / 2 - 1.0, 1.3, size=(0.04, 0.6, 0.8))
    plan.door("south", plan.width / 2 - 1.0)
    plan.ceiling_lamp(left + 1.3, bottom + 1.15, 0.7)
    plan.ceiling_lamp(left + 1.3, bottom + 2.85, 0.7)
    plan.ceiling_lamp(0.4, plan.depth / 2 - 1.4, 0.8)
    return plan


def restaurant(v: Variety) -> Layout:
    """Laid tables with lamps over them, a sideboard, dark walls."""
    plan = Layout("restaurant", "room", "carpet", v.between("w", 7.4, 8.4), v.between("d", 6.2, 7.0), 3.0)
    plan.wall_colour = v.pick("walls", (*DARK_WALLS, "#8a6f55"))
    plan.backdrop = "city"
    left, top = -plan.width / 2, plan.depth / 2
    for x, y in ((left + 1.4, -top + 1.3), (left + 1.4, top - 1.3), (plan.width / 2 - 1.5, top - 1.3)):
        table_for(plan, (x, y), 2, wood="#b3a78f")
        plan.ceiling_lamp(x, y, 0.6, "#ffbf7a")
    plan.against("cupboard", "east", -0.8, colour=v.pick("wood", WOODS))
    plan.stand("waiter", (plan.width / 2 - 0.95, -0.8), 180)
    plan.window("south", left + 2.2, 2.4, height=1.7, sill=0.7)
    plan.door("south", plan.width / 2 - 1.2, 1.1)
    plan.hang("picture", "west", 0.0, 1.5)
    return plan


def shop(v: Variety) -> Layout:
    """A counter with a till, shelves along the walls and one row in the middle."""
    plan = Layout("shop", "room", "tile", v.between("w", 6.6, 7.6), v.between("d", 5.6, 6.2), 3.0)
    plan.wall_colour = v.pick("walls", (*WARM_WALLS, *COOL_WALLS))
    plan.backdrop = "city"
    left, colour = -plan.width / 2, v.pick("shelves", WOODS)
    for index in range(3):
        plan.against("shelf", "north", left + 0.8 + 1.05 * index, colour=colour)
    row(plan, "shelf", (left + 1.0, -0.2), (1.05, 0.0), 2, 90)
    plan.put("counter", (plan.width / 2 - 1.4, 1.0), 180, size=(0.6, 1.8, 1.0), colour=v.pick("wood", WOODS))
    plan.put("box", (plan.width / 2 - 1.45, 0.4, 1.0), 180, size=(0.36, 0.4, 0.12), colour="#2b2d30", solid=False)
    plan.put("monitor", (plan.width / 2 - 1.45, 0.4, 1.12), 0, size=(0.14, 0.34, 0.26))
    plan.put("stool", (plan.width / 2 - 0.6, 1.6), 180, role="shopkeeper")
    plan.stand("shopkeeper", (plan.width / 2 - 0.72, 0.8), 180)
    plan.against("chair", "east", -plan.depth / 2 + 0.9, role="customer")
    plan.window("south", left + 2.0, 2.8, height=1.9, sill=0.5)
    plan.door("south", plan.width / 2 - 2.0, 1.1)
    plan.ceiling_lamp(-1.0, 0.6, 1.0, "#eef0dd")
    plan.ceiling_lamp(1.8, -0.6, 1.0, "#eef0dd")
    return plan


def laundromat(v: Variety) -> Layout:
    """Washing machines along one wall, a bench along the other."""
    plan = Layout("laundromat", "room", "tile", v.between("w", 7.0, 8.0), v.between("d", 4.6, 5.2), 2.9)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.backdrop = "city"
    left = -plan.width / 2
    for index in range(7):
        plan.against("machine", "north", left + 0.6 + 0.7 * index, colour="#a3aaa8")
    plan.against("bench", "south", left + 1.4, role="wait")
    plan.against("bench", "south", left + 3.2, role="wait")
    plan.window("west", 0.0, 2.6, height=1.8, sill=0.6)
    plan.hang("clock", "north", 0.0, 2.0)
    plan.door("south", plan.width / 2 - 1.1)
    for x in (-2.0, 1.6):
        plan.ceiling_lamp(x, 0.0, 1.0, "#e2ebe0")
    return plan


def lobby(v: Variety) -> Layout:
    """A reception desk, armchairs that face each other, columns."""
    plan = Layout("lobby", "room", "tile", v.between("w", 8.6, 9.8), v.between("d", 6.6, 7.4), 3.8)
    plan.wall_colour = v.pick("walls", (*WARM_WALLS, *DARK_WALLS))
    plan.backdrop = "city"
    left, fabric = -plan.width / 2, v.pick("fabric", FABRICS)
    plan.against("counter", "north", plan.width / 2 - 2.2, gap=1.0, size=(0.7, 2.8, 1.1), colour=v.pick("wood", WOODS))
    plan.stand("receptionist", (plan.width / 2 - 2.2, plan.depth / 2 - 0.55), 270)
    plan.put("lamp_desk", (plan.width / 2 - 3.2, plan.depth / 2 - 1.35, 1.1))
    plan.put("armchair", (left + 1.0, 0.0), 0, colour=fabric, role="lounge")
    plan.put("coffee_table", (left + 2.0, 0.0), size=(0.7, 0.7, 0.42))
    plan.put("armchair", (left + 3.0, 0.0), 180, colour=fabric, role="lounge")
    for y in (-plan.depth / 2 + 0.6, plan.depth / 2 - 0.6):
        plan.put("column", (left + 2.0, y), size=(0.5, 0.5, 3.8), colour="#8d8171")
    plan.against("plant", "west", 2.2, gap=0.1)
    plan.hang("clock", "north", plan.width / 2 - 2.2, 2.2)
    plan.door("south", 1.6, 1.8)
    plan.door("east", -0.6, 1.0)
    plan.ceiling_lamp(left + 2.0, 0.0, 1.0)
    plan.ceiling_lamp(plan.width / 2 - 2.4, 0.8, 1.2)
    return plan


def church(v: Variety) -> Layout:
    """Pews either side of an aisle, an altar, columns, tall windows."""
    plan = Layout("church", "room", "concrete", 15.0, v.between("d", 9.0, 9.8), 6.5)
    plan.wall_colour = v.pick("walls", ("#8d8474", "#98907f", "#857b6c"))
    plan.ground_colour = "#78736a"
    for index in range(6):
        for y in (-2.2, 2.2):
            plan.put("pew", (-6.0 + 1.1 * index, y), 0, size=(0.5, 2.6, 0.9), colour="#5a4232", role="pew")
    plan.put("altar", (6.2, 0.0), 180, colour="#8a8272")
    plan.stand("priest", (5.5, 0.0), 180)
    plan.stand("groom", (4.55, 0.42), 0)
    plan.stand("bride", (4.55, -0.42), 0)
    plan.put("podium", (4.6, 2.9), 180, colour="#5a4232")
    plan.stand("speaker", (5.15, 2.9), 180)
    for x in (-6.6, -3.3, 0.0, 3.3):
        for y in (-plan.depth / 2 + 0.45, plan.depth / 2 - 0.45):
            plan.put("column", (x, y), size=(0.5, 0.5, 6.0), colour="#8a8378")
    for x in (-5.0, -1.7, 1.7, 5.0):
        plan.window("north", x, 0.9, height=3.2, sill=1.8)
        plan.window("south", x, 0.9, height=3.2, sill=1.8)
    plan.door("west", 0.0, 1.6)
    for x, power in ((5.6, 1.3), (1.4, 0.9), (-4.0, 0.8)):
        plan.lamp(x, 0.0, 4.0, power, "#ffc27a")
    plan.stage = (1.0, -1.9, 5.4, 1.9)
    return plan


def theatre(v: Variety) -> Layout:
    """Rows of seats that look through a proscenium at a bare stage: boards, footlights, curtains on three sides."""
    plan = Layout("theatre", "room", "carpet", 14.0, v.between("d", 10.0, 11.0), 6.0)
    plan.wall_colour = v.pick("walls", ("#5a3a34", "#4c3c46", "#54443a"))
    plan.ground_colour = "#4a2226"
    half = plan.depth / 2
    for index in range(5):
        for y in (-2.9, -2.35, -1.8, -1.25, 1.25, 1.8, 2.35, 2.9):
            plan.put("vehicle_seat", (-5.6 + 1.0 * index, y), 0, colour="#7a2f2c", role="audience")
    _proscenium(plan, half)
    for x in (2.0, 4.9):
        for y in (-half + 0.7, half - 0.7):
            plan.put("curtain", (x, y, 0.0), 180, size=(0.22, 1.3, 5.4), colour="#33262b", solid=True)
    plan.put("curtain", (6.86, 0.0, 0.0), 180, size=(0.26, plan.depth - 0.3, 5.6), colour="#2c3a44", solid=True)
    plan.put("crate", (6.1, half - 2.4), 12, colour="#5a4232")
    plan.put("crate", (6.0, -half + 2.2), -8, colour="#6a4b33")
    plan.door("west", 0.0, 1.6)
    plan.door("south", 3.4)
    for y in (-2.0, 2.0):
        plan.lamp(2.6, y, 5.2, 1.7, "#ffe2b4")
    plan.lamp(5.8, 0.0, 5.0, 0.9, "#ffd9a0")
    plan.lamp(-3.5, 0.0, 4.8, 0.5, "#ffb870")
    plan.stand("speaker", (1.6, 0.0), 180)
    for y in (1.5, -1.5):
        plan.stand("musician", (3.6, y), 180)
    plan.stage = (0.2, -2.6, 5.6, 2.6)
    return plan


def _proscenium(plan: Layout, half: float) -> None:
    """The arch between house and stage, its red curtain drawn to both sides, the boards and a row of footlights."""
    gold, red, opening = "#8a6a3a", "#7d1f24", 3.3
    plan.put("rug", (3.45, 0.0), size=(6.9, plan.depth - 0.1, 0.012), colour="#6d5238")
    pier = round(half - opening - 0.02, 3)
    for side in (-1, 1):
        middle = side * (opening + pier / 2)
        plan.put("sign", (-0.15, middle, 0.0), 180, size=(0.3, pier, 5.98), colour="#6a4038", solid=True)
        plan.put("column", (-0.48, side * (opening + 0.2)), 180, size=(0.34, 0.34, 4.7), colour=gold)
        plan.put("curtain", (0.12, side * (opening - 0.1), 0.0), 180, size=(0.2, 1.0, 5.1), colour=red, solid=True)
    plan.put("sign", (-0.15, 0.0, 4.7), 180, size=(0.3, 2 * opening, 1.28), colour="#6a4038")
    plan.put("sign", (-0.32, 0.0, 4.66), 180, size=(0.06, 2 * opening + 0.8, 0.2), colour=gold)
    plan.put("curtain", (0.12, 0.0, 4.25), 180, size=(0.2, 2 * opening, 0.9), colour=red)
    for index in range(7):
        plan.put("lamp_desk", (0.04, -2.1 + 0.7 * index), size=(0.16, 0.16, 0.13))
    plan.lamp(0.5, 0.0, 0.35, 0.5, "#ffcf8f")
