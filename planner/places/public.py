"""Places that many people share: a police station, a hotel room, a gym, a pool, a terminal, a market, a metro car."""

from __future__ import annotations

from planner.places.groups import row, street_lamps, table_for
from planner.places.layout import Layout, Side
from planner.places.streets import PAVEMENT, between_fronts
from planner.places.variety import COOL_WALLS, FABRICS, FACADES, WARM_WALLS, WOODS, Variety

_TUBE = "#e6ecdf"
_SIDES: tuple[Side, ...] = ("north", "south")


def police_station(v: Variety) -> Layout:
    """A front desk with an officer's stool behind it, two desks with visitors' chairs, a bench, cabinets, a board."""
    plan = Layout("police_station", "room", "tile", v.between("w", 8.4, 9.4), v.between("d", 6.6, 7.2), 2.9)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.backdrop = "city"
    left, right, top = -plan.width / 2, plan.width / 2, plan.depth / 2
    plan.against("counter", "north", right - 1.9, gap=1.2, size=(0.65, 2.4, 1.12), colour=v.pick("wood", WOODS))
    plan.put("stool", (right - 1.9, top - 0.6), 270, role="receptionist")
    for y in (-top + 1.2, top - 1.7):
        plan.put("desk", (left + 1.6, y), 0, colour="#6d6a60")
        plan.put("monitor", (left + 1.6, y + 0.45, 0.74), 180)
        plan.put("chair", (left + 0.9, y), 0, colour="#3c3f42", role="officer")
        plan.put("chair", (left + 2.35, y), 180, colour="#54483c", role="visitor")
    plan.against("bench", "east", -1.2, role="waiting")
    plan.against("filing_cabinet", "north", left + 3.4, colour="#70787a")
    plan.hang("whiteboard", "west", 0.0, 1.0, size=(0.05, 1.8, 1.1))
    plan.hang("clock", "north", 0.6, 2.1)
    plan.hang("sign", "east", 1.6, 1.7, colour="#2f4a5a")
    plan.window("south", left + 2.4, 2.0)
    plan.door("south", right - 1.6, 1.2)
    plan.door("east", top - 0.7)
    for x in (left + 2.2, right - 2.2):
        plan.ceiling_lamp(x, 0.0, 1.2, _TUBE)
    return plan


def hotel_room(v: Variety) -> Layout:
    """A bed between two lamps, a desk with a chair under a mirror, an armchair by the window, a television."""
    plan = Layout("hotel_room", "room", "carpet", v.between("w", 5.6, 6.4), v.between("d", 4.8, 5.4), 2.6)
    plan.wall_colour = v.pick("walls", WARM_WALLS)
    plan.backdrop = "city"
    left, top, wood = -plan.width / 2, plan.depth / 2, v.pick("wood", WOODS)
    x = left + 1.9
    plan.against("bed", "north", x, colour=v.pick("cover", FABRICS))
    for side in (-1.15, 1.15):
        plan.against("nightstand", "north", x + side, colour=wood)
        at = plan.by_wall("north", x + side, 0.22)
        plan.put("lamp_desk", (*at, 0.55))
        plan.lamp(at[0], at[1] - 0.05, 0.95, 0.5)
    plan.hang("picture", "north", x, 1.35, size=(0.04, 1.0, 0.6))
    plan.against("desk", "south", left + 1.2, size=(0.5, 1.4, 0.75), colour=wood)
    plan.put("chair", (left + 1.2, -top + 0.95), 270, colour=wood, role="desk")
    plan.hang("mirror", "south", left + 1.2, 0.9, size=(0.04, 0.9, 0.9))
    plan.put("armchair", (plan.width / 2 - 0.7, top - 0.8), 225, colour=v.pick("fabric", FABRICS), role="window")
    plan.hang("screen", "south", left + 2.7, 1.1)
    plan.window("east", 0.9, 1.7)
    plan.door("south", plan.width / 2 - 0.9)
    plan.ceiling_lamp(0.5, -0.3, 0.6)
    return plan


def gym(v: Variety) -> Layout:
    """Weight benches under their bars along the walls, a ring of floor in the middle, mirrors."""
    plan = Layout("gym", "room", "rubber", v.between("w", 10.0, 11.5), v.between("d", 7.4, 8.4), 3.8)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.backdrop = "city"
    for index in range(4):
        x = -3.6 + 1.8 * index
        plan.against("bench", "north", x, gap=0.4, size=(0.4, 1.3, 0.46), colour="#3b3f41", role="weights")
        for side in (-0.6, 0.6):
            plan.put("pole", (x + side, plan.depth / 2 - 0.3), size=(0.07, 0.07, 1.5), colour="#6a6d70")
        plan.put("sign", (x, plan.depth / 2 - 0.3, 1.2), 270, size=(0.06, 1.9, 0.06), colour="#2b2d2f")
    for y in (-1.4, 0.6):
        plan.against("bench", "west", y, gap=0.5, size=(0.4, 1.2, 0.46), colour="#2d2f31", role="weights")
    row(plan, "locker", (plan.width / 2 - 0.28, 0.6), (0.0, 0.42), 4, 180)
    plan.against("bench", "south", -2.6, size=(0.4, 1.6, 0.46), role="side")
    plan.hang("mirror", "east", -1.6, 0.3, size=(0.04, 2.4, 1.9))
    plan.hang("clock", "south", 0.0, 2.4)
    plan.window("south", -2.6, 2.4, height=1.2, sill=2.2)
    plan.door("south", plan.width / 2 - 1.6, 1.4)
    for x in (-2.8, 2.6):
        plan.ceiling_lamp(x, 0.0, 1.4, _TUBE)
    return plan


def swimming_pool(v: Variety) -> Layout:
    """A basin with a tiled walk along it, benches, lockers, high windows."""
    plan = Layout("swimming_pool", "room", "tile", v.between("w", 15.0, 17.0), 11.0, 5.0)
    plan.wall_colour = v.pick("walls", ("#93a5a4", "#a3b0ae", "#8f9c9b"))
    plan.ground_colour = "#8b9896"
    plan.put("water", (0.0, 1.7), 270, size=(6.4, plan.width - 2.6, 0.01), colour="#3f8a97")
    for y, yaw in ((-1.6, 270.0), (5.0, 90.0)):
        plan.put("kerb", (0.0, y), yaw, size=(0.25, plan.width - 2.2, 0.05), colour="#d9dcd6")
    for x in (-4.2, -1.6):
        plan.against("bench", "south", x, role="side")
    for x in (1.0, 1.42, 1.84):
        plan.against("locker", "south", x, colour="#5f7d8a")
    for x in (-4.4, 0.0, 4.4):
        plan.window("north", x, 2.6, height=1.6, sill=2.6)
        plan.ceiling_lamp(x, 0.0, 1.3, _TUBE)
    plan.hang("clock", "south", 3.4, 2.6)
    plan.door("south", plan.width / 2 - 1.8, 1.4)
    plan.door("west", -3.6)
    plan.stage = (-plan.width / 2 + 1.6, -4.3, plan.width / 2 - 1.4, -1.9)
    return plan


def terminal(v: Variety) -> Layout:
    """An airport or station hall: a check-in counter, rows of seats back to back, boards, columns, glass."""
    plan = Layout("terminal", "room", "tile", v.between("w", 14.0, 16.0), v.between("d", 9.6, 10.6), 5.0)
    plan.wall_colour = v.pick("walls", COOL_WALLS)
    plan.backdrop = "city"
    left, top = -plan.width / 2, plan.depth / 2
    for x in (1.4, 4.2):
        plan.against("counter", "north", x, gap=1.1, size=(0.7, 2.2, 1.1), colour="#5d6a74")
        plan.stand("receptionist", (x, top - 0.6), 270)
        plan.hang("screen", "north", x, 2.1, size=(0.08, 1.6, 0.5))
    for x, yaw in ((left + 2.0, 0.0), (left + 1.4, 180.0)):
        for y in (-1.6, 0.4):
            plan.put("bench", (x, y), yaw, size=(0.45, 1.9, 0.8), colour="#39464f", role="gate")
    for x in (-3.0, 3.0):
        plan.put("column", (x, -top + 1.2), size=(0.5, 0.5, 5.0), colour="#8c9092")
    plan.put("bin", (left + 3.6, top - 0.8))
    plan.put("sign", (0.0, top - 0.2, 3.1), 270, size=(0.1, 3.6, 0.5), colour="#2f4a5a", text="DEPARTURES")
    plan.window("west", 0.0, 6.0, height=3.0, sill=0.6)
    plan.window("north", -4.4, 3.6, height=2.6, sill=0.9)
    plan.door("south", 3.4, 2.2)
    plan.door("east", 0.0, 1.6, arch=True)
    for x in (-4.0, 0.0, 4.0):
        plan.ceiling_lamp(x, 0.0, 1.5, _TUBE)
    return plan


def subway_car(v: Variety) -> Layout:
    """A metro car: benches along both sides that face each other, poles down the middle, doors between."""
    plan = Layout("subway_car", "vehicle", "rubber", 12.0, 2.9, 2.3)
    plan.wall_colour = v.pick("walls", ("#9aa0a2", "#a29a8c", "#8d9796"))
    plan.ground_colour, plan.backdrop, plan.moving = "#4a4c4d", "none", True
    seats = v.pick("seats", ("#8a4a2f", "#3f5a7a", "#5f6a45"))
    for side, y, yaw in (("north", 1.2, 270.0), ("south", -1.2, 90.0)):
        for x in (-4.0, 0.0, 4.0):
            plan.put("bench", (x, y), yaw, size=(0.45, 2.5, 0.85), colour=seats, role="metro")
            plan.window("north" if side == "north" else "south", x, 2.0, height=0.9, sill=1.0)
    for x in (-4.9, -2.0, 2.0, 4.9):
        plan.put("pole", (x, 0.0), size=(0.05, 0.05, 2.25), colour="#b9bcbe")
    for x in (-2.0, 2.0):
        plan.door("south", x, 1.2)
    plan.door("east", 0.0, 0.8)
    for x in (-4.0, 0.0, 4.0):
        plan.lamp(x, 0.0, 2.2, 0.7, "#e8eef2")
        plan.put("lamp_ceiling", (x, 0.0, 2.2), size=(2.6, 0.2, 0.08))
    plan.stage = (-5.0, -0.45, 5.0, 0.45)
    return plan


def truck_cab(v: Variety) -> Layout:
    """The cab of a truck: the driver and two beside; people get in by the doors, and nobody stands."""
    plan = Layout("truck_cab", "vehicle", "rubber", 2.1, 2.1, 1.55)
    plan.wall_colour = v.pick("walls", ("#5a5650", "#4d5256", "#6a5a48"))
    plan.ground_colour, plan.backdrop, plan.moving = "#2f3032", "country", True
    for y, role in ((0.65, "driver"), (0.0, "front"), (-0.6, "front")):
        plan.put("vehicle_seat", (-0.35, y), 0.0, size=(0.52, 0.5, 1.02), colour="#3b3a3c", role=role)
    plan.put("steering_wheel", (0.22, 0.65, 0.62), 180, size=(0.12, 0.46, 0.46), colour="#1c1d1f")
    plan.put("dashboard", (0.72, 0.0), 180, size=(0.45, 2.0, 0.85), colour="#2b2c2f")
    for side in _SIDES:
        plan.window(side, -0.2, 1.0, height=0.6, sill=0.85)
    plan.window("east", 0.0, 1.9, height=0.6, sill=0.88)
    plan.entrance((-0.35, 1.5), 270)
    plan.entrance((-0.35, -1.5), 90)
    plan.lamp(0.0, 0.0, 1.45, 0.3, "#ffdca6")
    plan.stage = (0.0, -0.9, 0.4, 0.9)
    return plan


def phone_booth(v: Variety) -> Layout:
    """A street at night or day with a telephone box on the pavement that somebody can stand in."""
    plan = between_fronts("phone_booth", v)
    plan.put("phone_box", (-1.2, 1.35), 270, solid=False, colour="#8a3b2c")
    plan.lamp(-1.2, 1.35, 2.2, 0.8, "#ffe2b0")
    plan.put("bench", (5.4, 1.6), 270, role="street")
    plan.put("hydrant", (5.8, -1.6))
    plan.put("shop_front", (0.0, PAVEMENT / 2 + 3.5), 270, size=(7.0, 9.0, 8.0), colour=v.pick("front", FACADES))
    return plan


def market(v: Variety) -> Layout:
    """Stalls under awnings on both sides of a lane, barrels, a cart, fronts behind."""
    plan = Layout("market", "open", "pavement", 30.0, 18.0)
    plan.ground_colour, plan.backdrop = "#77736c", "city"
    for y, yaw in ((2.7, 270.0), (-3.5, 90.0)):
        for index, x in enumerate((-7.2, -2.4, 2.4, 7.2)):
            cloth = v.pick(f"awning {y} {index}", ("#8a3b2c", "#b9a679", "#3d5a48", "#2f4a57"))
            plan.put("market_stall", (x, y), yaw, size=(1.2, 3.0, 2.5), colour=cloth)
            back = y + (0.95 if y > 0 else -0.95)
            plan.stand("shopkeeper", (x, back), yaw)
            plan.put("crate", (x - 0.9, y + (1.3 if y > 0 else -1.3)), 0, size=(0.5, 0.6, 0.4), colour="#8a7354")
    plan.put("barrel", (0.0, 2.7))
    plan.put("barrel", (4.8, 2.8))
    plan.put("cart", (10.5, -3.3), 170)
    plan.put("bench", (0.0, -3.3), 90, size=(0.4, 1.4, 0.46), role="market")
    plan.put("crate", (-4.8, -3.3), 10, colour="#7a6242")
    for x in (-10.0, 10.0):
        plan.put("building", (x, 10.5), 270, colour=v.pick(f"face {x}", FACADES))
        plan.put("building", (x, -11.5), 90, colour=v.pick(f"far {x}", FACADES))
    plan.put("building", (0.0, 10.5), 270, colour=v.pick("face", FACADES))
    street_lamps(plan, 2.7, (-4.8,), 1.2)
    plan.entrance((-9.4, -0.4), 0)
    plan.entrance((9.4, -0.4), 180)
    plan.stage = (-4.5, -2.5, 4.5, 1.8)
    return plan


def church_exterior(v: Variety) -> Layout:
    """Before a church: its front with a tower and steps, a path, old stones and trees."""
    plan = Layout("church_exterior", "open", "grass", 44.0, 34.0)
    plan.backdrop = "suburb"
    stone = v.pick("stone", ("#8d8474", "#98907f", "#857b6c"))
    plan.put("low_wall", (0.0, 11.0), 270, size=(14.0, 9.0, 8.0), colour=stone)
    plan.put("low_wall", (-5.8, 6.6), 270, size=(2.4, 2.5, 15.0), colour=stone)
    for x in (-2.9, 2.9):
        plan.put("sign", (x, 3.97, 1.8), 270, size=(0.05, 0.9, 3.2), colour="#2b3138")
    plan.put("sign", (0.0, 3.96, 0.0), 270, size=(0.08, 2.0, 3.0), colour="#4a3628")
    plan.put("kerb", (0.0, -2.0), 0, size=(12.0, 2.2, 0.006), colour="#8c8069")
    plan.put("bench", (5.4, 3.4), 270, role="churchyard")
    for x, y in ((-7.2, -1.4), (-6.0, -3.6), (6.4, -1.2), (7.4, -3.4), (8.6, 0.4)):
        plan.put("grave", (x, y), 270, size=(0.25, 0.65, v.between(f"stone {x}", 0.6, 1.1)), colour="#77766f")
    for x in (-11.0, 11.5):
        plan.put("tree", (x, 3.0))
    street_lamps(plan, -4.6, (-2.6,), 1.3)
    plan.entrance((0.0, 3.3), 270)
    plan.entrance((0.0, -6.6), 90)
    plan.entrance((8.8, -5.0), 135)
    plan.stage = (-4.2, -4.0, 4.2, 2.6)
    return plan


def tent_interior(v: Variety) -> Layout:
    """Inside a large tent: canvas walls, a table with a lamp, a cot, crates."""
    plan = Layout("tent_interior", "room", "earth", v.between("w", 5.4, 6.2), v.between("d", 4.6, 5.2), 2.6)
    plan.wall_colour = v.pick("canvas", ("#9b8d6d", "#8a8a6a", "#a39577"))
    plan.put("rug", (0.6, 0.0), 90, size=(1.8, 2.6, 0.012), colour="#6e4a44")
    x = -plan.width / 2 + 1.5
    table_for(plan, (x, -0.5), 2, wood=v.pick("wood", WOODS))
    plan.put("lamp_desk", (x, -0.3, 0.75), size=(0.16, 0.16, 0.3))
    plan.lamp(x, -0.3, 1.2, 1.2, "#ffb870")
    plan.against("bed", "north", plan.width / 2 - 1.4, size=(1.9, 0.8, 0.42), colour="#6b6a4f")
    plan.against("crate", "north", -plan.width / 2 + 0.6, colour="#7a6242")
    plan.put("pole", (0.0, 0.9), size=(0.1, 0.1, 2.55), colour="#6a5038")
    plan.door("south", plan.width / 2 - 1.4, 1.3, arch=True)
    plan.ceiling_lamp(0.8, 0.0, 0.5, "#ffcf8f")
    return plan
