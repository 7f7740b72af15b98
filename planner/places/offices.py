"""Places of work and care."""

from __future__ import annotations

from planner.places.groups import row, table_for
from planner.places.layout import Layout, Side
from planner.places.variety import COOL_WALLS, FABRICS, WARM_WALLS, WOODS, Variety

_TUBE = "#e6ecdf"


def office(v: Variety) -> Layout:
    """A desk with a visitor's chair across it, a second desk, cabinets, blinds."""
    plan = Layout("office", "room", "carpet", v.between("w", 5.8, 6.8), v.between("d", 4.8, 5.6), 2.7)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.backdrop = "city"
    x, y = -plan.width / 2 + 1.7, 0.3
    plan.put("desk", (x, y), colour=v.pick("wood", WOODS))
    plan.put("monitor", (x + 0.1, y - 0.45, 0.74), 180)
    plan.put("lamp_desk", (x, y + 0.6, 0.74))
    plan.lamp(x, y + 0.6, 1.15, 0.5)
    plan.put("chair", (x - 0.66, y), 0, colour="#3c3f42", role="desk")
    plan.put("chair", (x + 0.75, y), 180, colour="#54483c", role="visitor")
    for index in range(2):
        plan.against("filing_cabinet", "north", plan.width / 2 - 0.6 - 0.5 * index, colour="#70787a")
    plan.against("bookcase", "south", -plan.width / 2 + 0.9, colour=v.pick("wood", WOODS))
    plan.against("plant", "north", -plan.width / 2 + 0.5, gap=0.1)
    plan.window("north", -plan.width / 2 + 2.0, 2.2)
    plan.window("west", 0.3, 1.8)
    plan.hang("clock", "east", 0.0, 2.0)
    plan.put("telephone", (x + 0.12, y + 0.22, 0.74), 180)
    _posters(plan, v)
    plan.door("south", plan.width / 2 - 1.0)
    plan.ceiling_lamp(0.3, 0.0, 1.2, _TUBE)
    return plan


def _posters(plan: Layout, v: Variety) -> None:
    """Bills pinned to the walls that have no window."""
    east, south = plan.depth / 2, plan.width / 2
    tints = ("#8a3b2c", "#2f4a57", "#8a6f35", "#4b3f5c", "#3d5a48")
    for side, u, z, wide in (
        ("east", -east + 0.7, 1.05, 0.6), ("east", -0.75, 0.95, 0.72), ("east", 0.75, 1.0, 0.62),
        ("south", -south + 2.1, 1.05, 0.62), ("south", -south + 3.0, 1.0, 0.7),
    ):  # fmt: skip
        place: Side = "east" if side == "east" else "south"
        tint = v.pick(f"poster {side} {u:.1f}", tints)
        plan.hang("picture", place, u, z, size=(0.03, wide, round(wide * 1.42, 2)), colour=tint)


def hospital_room(v: Variety) -> Layout:
    """A bed that can be reached from both sides, a visitor's chair, a locker, a monitor."""
    plan = Layout("hospital_room", "room", "tile", v.between("w", 5.0, 5.8), v.between("d", 4.8, 5.4), 2.8)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.ground_colour = "#848c8a"
    plan.backdrop = "city"
    x = -plan.width / 2 + 1.9
    plan.against("hospital_bed", "north", x, gap=0.05, colour="#8fa3a6", role="patient")
    plan.against("nightstand", "north", x - 1.0, colour="#8b8f88")
    plan.put("chair", (x + 1.15, plan.depth / 2 - 1.25), 180, colour="#5f7076", role="bedside")
    plan.put("chair", (x - 1.25, plan.depth / 2 - 1.7), 0, colour="#5f7076", role="bedside")
    plan.stand("doctor", (x + 0.2, plan.depth / 2 - 2.65), 90)
    plan.hang("screen", "north", x + 0.95, 1.5, size=(0.12, 0.45, 0.36))
    plan.put("curtain", (x + 1.75, plan.depth / 2 - 0.2, 0.1), 180, size=(0.25, 0.12, 2.2), colour="#7d9591")
    plan.window("west", 0.5, 1.8)
    plan.door("south", plan.width / 2 - 1.1, 1.2)
    plan.against("sink", "east", 0.9, size=(0.45, 0.55, 0.88))
    plan.ceiling_lamp(0.4, -0.2, 1.2, _TUBE)
    plan.lamp(x, plan.depth / 2 - 0.3, 1.8, 0.5, "#fff0d0")
    return plan


def corridor(v: Variety) -> Layout:
    """A long institutional corridor with doors, a bench, lights in a row."""
    plan = Layout("corridor", "room", v.pick("floor", ("tile", "concrete")), v.between("w", 11.0, 13.0), 2.45, 2.7)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.ground_colour = "#7d827e"
    plan.against("bench", "north", -1.0, size=(0.42, 1.6, 0.46))
    for x in (-3.4, 2.4):
        plan.door("south", x)
    plan.door("north", 3.4)
    plan.door("west", 0.0, 1.2)
    plan.door("east", 0.0, 1.2)
    plan.hang("sign", "south", 0.0, 1.6)
    plan.hang("clock", "north", 1.4, 2.1)
    for u in (-4.4, 0.6):
        plan.hang("picture", "north", u, 1.2, size=(0.03, 0.6, 0.84))
    for y in (-1.0, 1.0):
        plan.put("sign", (0.0, y, 2.42), 90, size=(0.14, plan.width - 0.1, 0.14), colour="#6f6a60")
    for x in (-3.6, 0.0, 3.6):
        plan.ceiling_lamp(x, 0.0, 0.8, _TUBE)
    return plan


def waiting_room(v: Variety) -> Layout:
    """Rows of chairs that face each other, a counter, a clock."""
    plan = Layout("waiting_room", "room", "tile", v.between("w", 6.4, 7.4), v.between("d", 5.2, 5.8), 2.8)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.backdrop = "city"
    left, colour = -plan.width / 2, v.pick("chairs", FABRICS)
    for index in range(4):
        plan.against("chair", "west", -1.1 + 0.62 * index, colour=colour, role="waiting")
    for index in range(3):
        plan.put("chair", (left + 2.2, -0.8 + 0.62 * index), 180, colour=colour, role="waiting")
    plan.against("counter", "north", plan.width / 2 - 1.4, gap=1.0, size=(0.6, 2.0, 1.1), colour=v.pick("wood", WOODS))
    plan.stand("receptionist", (plan.width / 2 - 1.4, plan.depth / 2 - 0.6), 270)
    plan.against("plant", "north", left + 0.5, gap=0.1)
    plan.hang("clock", "north", 0.4, 2.0)
    plan.hang("picture", "west", 0.0, 1.5)
    plan.window("south", left + 1.8, 2.0)
    plan.door("south", plan.width / 2 - 1.2, 1.1)
    plan.door("east", -0.6)
    plan.ceiling_lamp(0.2, 0.0, 1.2, _TUBE)
    return plan


def laboratory(v: Variety) -> Layout:
    """Worktops with stools, shelves, a machine."""
    plan = Layout("laboratory", "room", "tile", v.between("w", 6.4, 7.2), v.between("d", 5.2, 5.8), 2.9)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.put("counter", (-plan.width / 2 + 1.6, 0.0), size=(0.9, 2.6, 0.92), colour="#7f8a8c")
    for x, yaw in ((-plan.width / 2 + 0.9, 0.0), (-plan.width / 2 + 2.3, 180.0)):
        row(plan, "stool", (x, -0.6), (0.0, 1.2), 2, yaw)
    row(plan, "machine", (plan.width / 2 - 0.4, 0.2), (0.0, 0.75), 2, 180)
    plan.against("shelf", "north", -1.0)
    plan.put("monitor", (-plan.width / 2 + 1.6, 1.0, 0.92), 0)
    plan.window("north", 1.6, 2.0)
    plan.door("south", plan.width / 2 - 1.1)
    plan.ceiling_lamp(0.0, 0.0, 1.3, _TUBE)
    return plan


def dressing_room(v: Variety) -> Layout:
    """A long table under a mirror with bulbs, chairs before it, a rail of costumes, bills on the wall."""
    plan = Layout("dressing_room", "room", "carpet", v.between("w", 5.0, 5.6), v.between("d", 4.4, 4.8), 2.7)
    plan.wall_colour = v.pick("walls", ("#7d5a50", "#86705c", "#6f5f5a"))
    x, top = -0.7, plan.depth / 2
    plan.against("desk", "north", x, size=(0.5, 2.6, 0.76), colour=v.pick("wood", WOODS))
    plan.hang("mirror", "north", x, 0.86, size=(0.05, 2.2, 1.2), colour="#8d9aa2")
    _bulbs(plan, x, top - 0.1)
    for side in (-0.55, 0.55):
        plan.lamp(x + side, top - 0.55, 1.55, 0.45, "#ffe2b0")
        plan.put("chair", (x + side, top - 0.82), 90, colour="#6b4a3a", role="mirror")
    plan.put("box", (x - 0.9, top - 0.25, 0.76), size=(0.16, 0.24, 0.12), colour="#4a3550", solid=False)
    plan.put("plant", (x + 1.05, top - 0.22, 0.76), size=(0.22, 0.22, 0.4), colour="#7d4a52", solid=False)
    _costumes(plan, v)
    plan.against("desk", "west", -0.5, size=(0.42, 1.7, 0.76), colour=v.pick("wood", WOODS))
    plan.hang("mirror", "west", -0.5, 0.86, size=(0.05, 1.3, 1.15), colour="#8d9aa2")
    for y in (-1.25, 0.25):
        for index in range(5):
            at = (-plan.width / 2 + 0.08, y, round(0.92 + 0.24 * index, 2))
            plan.put("lamp_desk", at, 0, size=(0.1, 0.1, 0.13), colour="#c8b68a")
    plan.hang("picture", "south", -1.4, 1.2, size=(0.03, 0.62, 0.88), colour="#8a3b2c")
    plan.hang("picture", "south", -0.5, 1.25, size=(0.03, 0.55, 0.78), colour="#2f4a57")
    plan.door("south", plan.width / 2 - 1.0)
    plan.ceiling_lamp(0.3, -0.3, 0.6)
    return plan


def _bulbs(plan: Layout, x: float, y: float) -> None:
    """Bare bulbs around the mirror, on both sides and along the top."""
    spots = [(x + side, 0.92 + 0.24 * index) for side in (-1.2, 1.2) for index in range(5)]
    spots += [(x - 0.96 + 0.32 * index, 2.1) for index in range(7)]
    for across, z in spots:
        plan.put("lamp_desk", (round(across, 2), y, round(z, 2)), 270, size=(0.1, 0.1, 0.13), colour="#c8b68a")


def _costumes(plan: Layout, v: Variety) -> None:
    """A rail of costumes along the east wall."""
    x = plan.width / 2 - 0.34
    for y in (-0.42, 1.42):
        plan.put("pole", (x, y), size=(0.04, 0.04, 1.72), colour="#6a6d70")
    plan.put("sign", (x, 0.5, 1.68), 180, size=(0.03, 1.84, 0.03), colour="#6a6d70")
    tints = ("#6e2421", "#2f4a57", "#7a6a35", "#4b3f5c", "#3d5a48", "#8a8272", "#3a3338")
    for index in range(8):
        tall = v.between(f"gown {index}", 0.85, 1.25)
        at = (x, round(-0.28 + 0.22 * index, 2), round(1.66 - tall, 2))
        cloth = v.pick(f"cloth {index}", tints)
        plan.put("curtain", at, 90, size=(0.17, 0.46, round(tall, 2)), colour=cloth, solid=True)


def conference_room(v: Variety) -> Layout:
    """A long table with chairs on both sides and a screen."""
    plan = Layout("conference_room", "room", "carpet", v.between("w", 6.4, 7.0), v.between("d", 5.6, 6.2), 2.8)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.backdrop = "city"
    x = -plan.width / 2 + 2.0
    plan.put("table", (x, 0.2), size=(1.2, 3.0, 0.74), colour=v.pick("wood", WOODS))
    for y in (-0.8, 0.2, 1.2):
        plan.put("chair", (x - 0.87, y), 0, colour="#3c3f42", role="table")
        plan.put("chair", (x + 0.87, y), 180, colour="#3c3f42", role="table")
    plan.stand("speaker", (x + 1.2, plan.depth / 2 - 0.5), 270)
    plan.hang("screen", "north", x, 1.1, size=(0.08, 1.6, 0.95))
    plan.window("west", 0.2, 3.0)
    plan.door("south", plan.width / 2 - 1.1)
    plan.ceiling_lamp(x, 0.2, 1.2, _TUBE)
    plan.hang("clock", "east", 0.0, 2.0)
    return plan


def hall(v: Variety) -> Layout:
    """A hall with free floor, benches along the wall."""
    plan = Layout("hall", "room", "wood", v.between("w", 11.0, 13.0), v.between("d", 8.0, 9.0), 4.8)
    plan.wall_colour = v.pick("walls", (*COOL_WALLS, *WARM_WALLS))
    for x in (-2.6, 0.0, 2.6):
        plan.against("bench", "north", x, role="side")
        plan.window("north", x, 1.6, height=1.4, sill=2.8)
    plan.door("south", 3.0, 1.6)
    plan.door("west", 0.0)
    table_for(plan, (-plan.width / 2 + 1.7, -plan.depth / 2 + 1.6), 2)
    plan.put("podium", (plan.width / 2 - 1.6, 1.2), 180)
    plan.stand("speaker", (plan.width / 2 - 1.05, 1.2), 180)
    for x in (-3.0, 3.0):
        plan.ceiling_lamp(x, 0.0, 1.6, _TUBE)
    return plan
