"""Places where people live."""

from __future__ import annotations

from film.place import FixtureKind
from planner.places.groups import table_for
from planner.places.layout import Layout
from planner.places.variety import DARK_WALLS, FABRICS, WARM_WALLS, WOODS, Variety


def kitchen(v: Variety) -> Layout:
    """A worktop with sink and stove under a window, and a table for two to talk across."""
    plan = Layout("kitchen", "room", "tile", v.between("w", 4.8, 5.6), v.between("d", 4.6, 5.4), 2.7)
    plan.wall_colour = v.pick("walls", WARM_WALLS)
    plan.ground_colour = v.pick("floor", ("#8f8373", "#7f7a6c", "#94806a"))
    plan.backdrop = "suburb"
    left = -plan.width / 2
    front = v.pick("fronts", ("#6f7a70", "#8a7458", "#75685a", "#5f6d76"))
    x = left + 0.02
    run: tuple[tuple[FixtureKind, float], ...] = (("counter", 1.2), ("sink", 0.6), ("counter", 0.9), ("stove", 0.6))
    for kind, width in run:
        plan.against(kind, "north", x + width / 2, size=(0.62, width, 0.92), colour=front)
        if kind == "stove":
            plan.stand("cook", (x + width / 2, plan.depth / 2 - 1.0), 90)
        x += width + 0.01
    plan.against("fridge", "north", plan.width / 2 - 0.4, colour="#a9aaa2")
    plan.window("north", left + 1.53, 1.3, height=1.1, sill=1.1)
    plan.window("west", -0.4, 1.4)
    plan.hang("clock", "east", 0.5, 1.9)
    plan.against("cupboard", "east", 0.6, colour=front)
    table_for(plan, (left + 1.6, -0.45), v.pick("chairs", (2, 3)), wood=v.pick("wood", WOODS))
    plan.ceiling_lamp(left + 1.6, -0.45, 1.1)
    plan.door("south", plan.width / 2 - 0.9)
    plan.lamp(0.6, plan.depth / 2 - 0.6, 2.2, 0.5)
    return plan


def living_room(v: Variety) -> Layout:
    """A sofa and two armchairs round a low table, the rest of the floor free."""
    plan = Layout("living_room", "room", "wood", v.between("w", 5.6, 6.6), v.between("d", 5.0, 5.8), 2.8)
    plan.wall_colour = v.pick("walls", WARM_WALLS)
    plan.backdrop = "suburb"
    left, fabric = -plan.width / 2, v.pick("fabric", FABRICS)
    plan.against("sofa", "west", 0.0, gap=0.12, colour=fabric, role="sofa")
    plan.put("coffee_table", (left + 1.72, 0.0), colour=v.pick("wood", WOODS))
    plan.put("armchair", (left + 1.75, 1.55), 270, colour=v.pick("second", FABRICS), role="armchair")
    plan.put("armchair", (left + 1.75, -1.55), 90, colour=v.pick("second", FABRICS), role="armchair")
    plan.put("rug", (left + 1.9, 0.0), size=(2.4, 2.6, 0.012), colour=v.pick("rug", ("#6e4a44", "#5d6468", "#7c6a4f")))
    plan.against("bookcase", "north", plan.width / 2 - 1.0, colour=v.pick("wood", WOODS))
    plan.hang("picture", "west", 0.0, 1.45, size=(0.04, 1.0, 0.65))
    plan.put("lamp_floor", (left + 0.4, 1.75))
    plan.lamp(left + 0.45, 1.7, 1.5, 0.9)
    plan.against("plant", "south", left + 0.5, gap=0.1)
    plan.window("north", left + 1.9, 1.8)
    plan.window("east", 0.4, 1.5)
    plan.door("south", plan.width / 2 - 1.0)
    plan.ceiling_lamp(0.8, 0.0, 0.8)
    return plan


def bedroom(v: Variety) -> Layout:
    """A double bed with a lamp on either side, a wardrobe, a chair that looks at the bed."""
    plan = Layout(
        "bedroom", "room", v.pick("floor", ("carpet", "wood")), v.between("w", 5.0, 5.8), v.between("d", 4.6, 5.2)
    )
    plan.ceiling = 2.7
    plan.wall_colour = v.pick("walls", WARM_WALLS)
    plan.backdrop = "suburb"
    x = -plan.width / 2 + 1.75
    plan.against("bed", "north", x, colour=v.pick("cover", FABRICS))
    for side in (-1.1, 1.1):
        plan.against("nightstand", "north", x + side, colour=v.pick("wood", WOODS))
        at = plan.by_wall("north", x + side, 0.22)
        plan.put("lamp_desk", (*at, 0.55))
        plan.lamp(at[0], at[1] - 0.05, 0.95, 0.5)
    plan.against("wardrobe", "south", -plan.width / 2 + 0.85, colour=v.pick("wood", WOODS))
    plan.put("chair", (x + 1.7, plan.depth / 2 - 1.1), 180, colour=v.pick("wood", WOODS), role="bedside")
    plan.hang("picture", "north", x, 1.4)
    plan.window("east", 0.3, 1.6)
    plan.door("south", plan.width / 2 - 0.9)
    plan.ceiling_lamp(0.6, -0.4, 0.6)
    return plan


def bathroom(v: Variety) -> Layout:
    """A bath along the wall, a basin with a mirror, a toilet."""
    plan = Layout("bathroom", "room", "tile", v.between("w", 3.4, 3.8), v.between("d", 3.4, 3.9), 2.6)
    plan.wall_colour = v.pick("walls", ("#93a5a4", "#a3ab98", "#a99f90"))
    plan.ground_colour = "#7f8886"
    plan.against("bath", "west", 0.5)
    plan.against("sink", "north", 0.3, size=(0.5, 0.9, 0.88))
    plan.hang("mirror", "north", 0.3, 1.15, size=(0.04, 0.9, 0.8))
    plan.against("toilet", "north", plan.width / 2 - 0.5)
    plan.against("stool", "west", -plan.depth / 2 + 0.5, size=(0.36, 0.36, 0.46))
    plan.window("west", 0.5, 0.8, height=0.7, sill=1.5)
    plan.door("south", plan.width / 2 - 0.75, 0.8)
    plan.ceiling_lamp(0.2, 0.0, 0.9, "#ffe6c4")
    return plan


def hallway(v: Variety) -> Layout:
    """The hall of a home: front door at one end, doors on the side, a bench for shoes."""
    plan = Layout("hallway", "room", "wood", v.between("w", 6.2, 7.2), 2.9, 2.7)
    plan.wall_colour = v.pick("walls", WARM_WALLS)
    plan.backdrop = "suburb"
    plan.against("bench", "north", 0.6, size=(0.4, 1.3, 0.46), colour=v.pick("wood", WOODS))
    plan.hang("mirror", "north", -1.2, 1.0, size=(0.04, 0.6, 1.1))
    plan.hang("picture", "south", -1.6, 1.4)
    plan.door("west", 0.0)
    plan.door("east", 0.0)
    plan.door("south", 0.8)
    plan.put("rug", (0.0, -0.2), 90, size=(0.9, 3.4, 0.012), colour="#6b4540")
    plan.ceiling_lamp(0.0, 0.0, 0.9)
    return plan


def dining_room(v: Variety) -> Layout:
    """A table for four under a lamp, a sideboard."""
    plan = Layout("dining_room", "room", "wood", v.between("w", 5.6, 6.2), v.between("d", 4.8, 5.4), 2.8)
    plan.wall_colour = v.pick("walls", (*WARM_WALLS, *DARK_WALLS))
    plan.backdrop = "suburb"
    table_for(plan, (-plan.width / 2 + 1.7, 0.0), 4, wood=v.pick("wood", WOODS))
    plan.ceiling_lamp(-plan.width / 2 + 1.7, 0.0, 1.2)
    plan.against("cupboard", "north", 1.2, size=(0.45, 1.6, 0.9), colour=v.pick("wood", WOODS))
    plan.hang("picture", "north", 1.2, 1.4)
    plan.window("west", 0.0, 1.8)
    plan.door("south", plan.width / 2 - 1.0)
    return plan


def room(v: Variety) -> Layout:
    """Any room: a table for two, a shelf, a window, and free floor."""
    plan = Layout(
        "room", "room", v.pick("floor", ("wood", "carpet")), v.between("w", 5.0, 6.0), v.between("d", 4.6, 5.4), 2.8
    )
    plan.wall_colour = v.pick("walls", WARM_WALLS)
    plan.backdrop = "city"
    left = -plan.width / 2
    table_for(plan, (left + 1.6, 0.2), 2, wood=v.pick("wood", WOODS))
    plan.ceiling_lamp(left + 1.6, 0.2, 1.0)
    plan.against("shelf", "north", plan.width / 2 - 1.2, colour=v.pick("wood", WOODS))
    plan.put("lamp_floor", (left + 0.4, plan.depth / 2 - 0.4))
    plan.lamp(left + 0.45, plan.depth / 2 - 0.45, 1.5, 0.6)
    plan.hang("picture", "west", -0.4, 1.4)
    plan.window("north", left + 1.8, 1.5)
    plan.door("south", plan.width / 2 - 1.0)
    return plan
