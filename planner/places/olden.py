"""Places of other times: a throne room, a longhouse, a castle's court, a village green, a battlefield, a barn."""

from __future__ import annotations

from planner.places.groups import scatter, table_for
from planner.places.layout import Layout
from planner.places.variety import WOODS, Variety

_STONE = ("#847d70", "#78746c", "#8c8474")
_LOGS = ("#6a4b33", "#5a4232", "#74563a")


def throne_room(v: Variety) -> Layout:
    """A throne at the end of a carpet between two rows of columns, benches, banners, high windows."""
    plan = Layout("throne_room", "room", "concrete", v.between("w", 14.0, 16.0), v.between("d", 9.4, 10.4), 6.5)
    plan.wall_colour, plan.ground_colour = v.pick("walls", _STONE), "#6b665d"
    right, half = plan.width / 2, plan.depth / 2
    plan.put("platform", (right - 1.1, 0.4), size=(2.1, 3.6, 0.16), colour="#6b665d")
    plan.put("throne", (right - 0.9, 0.0, 0.16), 180, colour="#7a2f2c", role="king", solid=True)
    lower = (0.85, 0.85, 1.6)
    plan.put("throne", (right - 0.9, 1.3, 0.16), 180, size=lower, colour="#7a2f2c", role="queen", solid=True)
    for y in (-1.5, 2.5):
        plan.stand("guard", (right - 1.6, y), 180)
    plan.put("rug", (-0.6, 0.0), size=(plan.width - 3.6, 1.6, 0.012), colour="#7d1f24")
    for x in (-4.8, -1.6, 1.6, 4.8):
        for y in (-half + 1.1, half - 1.1):
            plan.put("column", (x, y), size=(0.6, 0.6, 6.0), colour="#8a8378")
    for x in (-3.2, 3.2):
        plan.against("bench", "north", x, colour="#5a4232", role="side")
        plan.against("bench", "south", x, colour="#5a4232", role="side")
        for side in ("north", "south"):
            plan.window("north" if side == "north" else "south", x, 0.9, height=2.8, sill=2.4)
    for y in (-2.6, 2.6):
        plan.hang("curtain", "east", y, 1.6, size=(0.06, 1.1, 3.6), colour=v.pick("banner", ("#7d1f24", "#2f3b6b")))
    plan.door("west", 0.0, 2.0)
    plan.door("east", -half + 0.8)
    for x, power in ((right - 1.8, 1.4), (0.0, 1.0), (-4.6, 0.8)):
        plan.lamp(x, 0.0, 3.8, power, "#ffb870")
    plan.stage = (-2.4, -2.6, right - 2.2, 2.6)
    return plan


def longhouse(v: Variety) -> Layout:
    """A hall of timber: a fire in the middle, long tables with benches on both sides, a high seat, posts, furs."""
    plan = Layout("longhouse", "room", "earth", v.between("w", 13.0, 14.5), v.between("d", 8.2, 9.0), 4.6)
    plan.wall_colour, plan.ground_colour = v.pick("walls", _LOGS), "#544635"
    left, half, wood = -plan.width / 2, plan.depth / 2, v.pick("wood", WOODS)
    plan.put("campfire", (left + 3.4, 0.0), size=(0.9, 1.6, 0.5))
    plan.lamp(left + 3.4, 0.0, 0.8, 2.0, "#ff9a4a")
    for way in (-1, 1):
        y = way * (half - 1.3)
        plan.put("table", (left + 3.4, y), 90, size=(0.75, 3.0, 0.75), colour=wood)
        plan.put("bench", (left + 3.4, y - way * 0.66), 90.0 * way, size=(0.4, 2.8, 0.46), colour=wood, role="table")
        plan.put("bench", (left + 3.4, y + way * 0.66), -90.0 * way, size=(0.4, 2.8, 0.46), colour=wood, role="table")
        for x in (left + 1.1, left + 5.9, plan.width / 2 - 3.0):
            plan.put("column", (x, way * (half - 0.4)), size=(0.3, 0.3, 4.4), colour="#4a3626")
    plan.put("throne", (plan.width / 2 - 0.8, 0.9), 180, size=(0.8, 0.9, 1.5), colour="#5a4232", role="king")
    plan.put("chair", (plan.width / 2 - 0.8, -0.4), 180, colour="#5a4232", role="queen")
    plan.put("rug", (plan.width / 2 - 2.6, 0.2), 90, size=(1.8, 2.4, 0.012), colour="#7c6a4f")
    plan.against("barrel", "north", plan.width / 2 - 0.8, colour="#5a4232")
    plan.hang("picture", "east", 0.9, 2.0, size=(0.08, 0.9, 0.9), colour="#7d3b2f")
    plan.door("south", plan.width / 2 - 1.6, 1.3)
    plan.door("west", 0.0, 1.1)
    plan.lamp(plan.width / 2 - 2.0, 0.5, 3.0, 0.9, "#ffb060")
    return plan


def castle(v: Variety) -> Layout:
    """A castle's court: the keep with its gate, curtain walls, towers, a well, barrels."""
    plan = Layout("castle", "open", "earth", 36.0, 28.0)
    plan.backdrop, stone = "country", v.pick("stone", _STONE)
    plan.put("stone_building", (0.0, 9.0), 270, size=(9.0, 14.0, 11.0), colour=stone)
    for x in (-9.2, 9.2):
        plan.put("stone_building", (x, 6.0), 270, size=(4.0, 4.0, 14.0), colour=stone)
        plan.put("low_wall", (x * 1.12, -3.6), 0, size=(0.8, 15.0, 4.5), colour=stone)
    plan.put("well", (5.4, 3.4), 270)
    plan.put("cart", (-6.4, -3.4), 80)
    plan.put("barrel", (-5.6, 3.7), colour="#5a4232")
    plan.put("crate", (-6.6, 3.6), 8, colour="#7a6242")
    plan.put("bench", (-3.4, 3.9), 270, size=(0.45, 1.6, 0.46), colour="#6f6a60", role="wall")
    plan.entrance((0.0, 3.8), 270)
    plan.entrance((0.0, -8.2), 90)
    plan.entrance((-7.6, -1.0), 0)
    plan.lamp(-1.8, 4.1, 2.6, 1.2, "#ffb060")
    for x in (-1.9, 1.9):
        plan.stand("guard", (x, 4.05), 270)
    plan.stage = (-4.2, -3.4, 4.2, 3.0)
    return plan


def village_square(v: Variety) -> Layout:
    """A green between small houses: a well, a cart's crates, benches, a tree."""
    plan = Layout("village_square", "open", "earth", 40.0, 30.0)
    plan.backdrop = "country"
    for index, x in enumerate((-12.0, 0.0, 12.0)):
        size = (6.0, v.between(f"wide {index}", 6.0, 8.0), v.between(f"tall {index}", 3.8, 5.2))
        plan.put("house", (x, 9.0), 270, size=size, colour=v.pick(f"house {index}", ("#8a7a5f", "#7d6a50", "#948567")))
        far = (6.0, v.between(f"far wide {index}", 6.0, 8.0), v.between(f"far tall {index}", 3.8, 5.2))
        plan.put("house", (x + 5.0, -13.0), 90, size=far, colour=v.pick(f"far {index}", ("#8a7a5f", "#7d6a50")))
    plan.put("well", (-5.6, 2.8), 300)
    plan.put("bench", (3.0, 4.2), 270, size=(0.42, 1.6, 0.46), colour="#5f4a34", role="square")
    plan.put("bench", (-2.4, 4.2), 270, size=(0.42, 1.6, 0.46), colour="#5f4a34", role="square")
    plan.put("cart", (6.9, 3.0), 205)
    plan.put("barrel", (5.3, 4.4), colour="#5a4232")
    plan.put("tree", (-9.0, -4.4))
    plan.entrance((0.0, 5.0), 270)
    plan.entrance((-9.4, 0.0), 0)
    plan.entrance((9.4, 0.0), 180)
    plan.stage = (-4.2, -3.2, 4.6, 3.0)
    return plan


def battlefield(v: Variety) -> Layout:
    """Trampled ground: a broken cart, barrels, stakes, rocks, smoke-bare trees far off."""
    plan = Layout("battlefield", "open", "earth", 60.0, 60.0)
    plan.backdrop, plan.ground_colour = "country", "#5b5140"
    plan.put("bench", (-1.8, 4.3), 262, size=(0.42, 2.0, 0.45), colour="#54412f", role="trunk")
    plan.put("cart", (3.4, 5.2), 35, colour="#4a3f33")
    plan.put("barrel", (5.2, 4.0), colour="#4a3626")
    for index, x in enumerate((-11.0, -7.6, 7.8, 11.2)):
        lean = v.between(f"lean {index}", -30, 30)
        plan.put("fence", (x, 5.6), 270 + lean, size=(0.12, 2.2, 1.2), colour="#4a3f33")
    plan.entrance((-7.5, 0.0), 0)
    plan.entrance((7.5, 0.6), 180)
    plan.stage = (-4.2, -3.2, 4.2, 3.2)
    scatter(plan, v, ("rock", "bush", "rock"), 18, (8.0, 26.0), (-9.5, -5.0, 9.5, 5.0))
    return plan


def barn(v: Variety) -> Layout:
    """Timber posts, bales of hay to sit on, stalls along one side, a wide door."""
    plan = Layout("barn", "room", "earth", v.between("w", 10.0, 11.0), v.between("d", 7.4, 8.2), 4.6)
    plan.wall_colour, plan.ground_colour = v.pick("walls", _LOGS), "#5f5138"
    half = plan.depth / 2
    for index in range(3):
        plan.against("hay_bale", "west", -1.8 + 1.1 * index, size=(0.6, 1.05, 0.5), role="hay")
    for y, z in ((-1.25, 0.5), (-0.15, 0.5), (-0.7, 1.0)):
        plan.put("hay_bale", (-plan.width / 2 + 0.32, y, z), size=(0.58, 1.0, 0.5), solid=False)
    for x in (-2.4, 0.4):
        plan.put("fence", (x, half - 1.7), 90, size=(0.08, 2.4, 1.2), colour="#5a4232")
        plan.put("fence", (x + 1.3, half - 0.6), 0, size=(0.08, 1.0, 1.2), colour="#5a4232")
    plan.against("hay_bale", "south", -2.6, size=(0.6, 1.8, 0.46), role="hay")
    plan.against("hay_bale", "east", 1.6, size=(0.6, 1.8, 0.46), role="hay")
    for x in (-4.1, 4.1):
        plan.put("column", (x, -half + 0.4), size=(0.28, 0.28, 4.5), colour="#4a3626")
    plan.against("barrel", "east", -half + 0.6, colour="#5a4232")
    plan.window("east", 0.0, 1.0, height=0.8, sill=2.4)
    plan.door("south", 1.4, 2.2, arch=True)
    plan.ceiling_lamp(0.0, 0.0, 1.0, "#ffcf8f")
    plan.lamp(1.4, -half + 0.6, 2.4, 0.8, "#ffe2b4")
    return plan


def ship_cabin(v: Variety) -> Layout:
    """Below deck: a bunk, a table with charts and two chairs, a chest, small round windows."""
    plan = Layout("ship_cabin", "room", "wood", v.between("w", 5.0, 5.6), v.between("d", 4.2, 4.6), 2.3)
    plan.wall_colour = v.pick("walls", _LOGS)
    plan.backdrop, plan.moving = "sea", True
    left, wood = -plan.width / 2, v.pick("wood", WOODS)
    plan.against("bench", "north", left + 1.2, size=(0.75, 1.9, 0.5), colour="#6d5a4a", role="bunk")
    table_for(plan, (plan.width / 2 - 1.5, plan.depth / 2 - 0.9), 2, wood=wood)
    plan.put("picture", (plan.width / 2 - 1.5, plan.depth / 2 - 0.9, 0.76), 0, size=(0.5, 0.8, 0.01), colour="#b8a57a")
    plan.against("cupboard", "west", -plan.depth / 2 + 0.8, colour=wood)
    for u in (-0.6, 1.4):
        plan.window("north", u, 0.4, height=0.4, sill=1.3)
    plan.door("south", plan.width / 2 - 1.0, 0.8)
    plan.ceiling_lamp(0.6, 0.0, 0.9, "#ffb870")
    return plan
