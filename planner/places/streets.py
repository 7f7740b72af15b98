"""Out of doors in town.  The pavement is the stage; the road runs along x, on the south of it."""

from __future__ import annotations

from planner.places.groups import facades, parked, road, street_lamps
from planner.places.layout import Layout
from planner.places.variety import CARS, FACADES, Variety

PAVEMENT = 4.4
ROAD = 6.5
_ROAD_Y = -PAVEMENT / 2 - ROAD / 2
_FAR_SIDE = -PAVEMENT / 2 - ROAD - 2.6


def street(v: Variety) -> Layout:
    """A street between two rows of fronts: pavement, kerb, parked cars, lamp posts."""
    plan = between_fronts("street", v)
    facades(plan, v, PAVEMENT / 2, 270)
    plan.put("bin", (-5.6, -1.5))
    plan.put("hydrant", (5.8, -1.6))
    plan.put("bench", (6.6, 1.6), 270, role="street")
    return plan


def between_fronts(kind: str, v: Variety) -> Layout:
    """Two rows of fronts, the road between them, the stage on the near pavement."""
    plan = Layout(kind, "open", "asphalt", 40.0, 22.0)
    plan.backdrop = "city"
    plan.put("kerb", (0.0, 0.0), 90, size=(PAVEMENT, 44.0, 0.006), colour="#77736c")
    plan.put("kerb", (0.0, _FAR_SIDE + 1.3), 90, size=(2.6, 44.0, 0.006), colour="#77736c")
    road(plan, _ROAD_Y, ROAD)
    facades(plan, v, _FAR_SIDE, 90)
    street_lamps(plan, -1.75, (-8.0, 8.0))
    street_lamps(plan, _FAR_SIDE + 2.2, (-1.0, 13.0), 1.6)
    parked(plan, v, _FAR_SIDE + 3.75, (-11.0, -4.5, 6.5), 180)
    parked(plan, v, -PAVEMENT / 2 - 1.1, (-13.5, 13.0))
    _ends(plan)
    plan.stand("far_side", (0.0, _FAR_SIDE + 1.0), 90)
    plan.stage = (-4.5, -1.3, 4.5, 1.4)
    return plan


def _ends(plan: Layout) -> None:
    plan.entrance((-9.5, 0.2), 0)
    plan.entrance((9.5, 0.2), 180)


def bus_stop(v: Variety) -> Layout:
    """The same street with a shelter, its bench and a sign."""
    plan = Layout("bus_stop", "open", "asphalt", 40.0, 22.0)
    plan.backdrop = "city"
    plan.put("kerb", (0.0, 0.0), 90, size=(PAVEMENT, 44.0, 0.006), colour="#77736c")
    plan.put("kerb", (0.0, _FAR_SIDE + 1.3), 90, size=(2.6, 44.0, 0.006), colour="#77736c")
    road(plan, _ROAD_Y, ROAD)
    facades(plan, v, PAVEMENT / 2, 270)
    facades(plan, v, _FAR_SIDE, 90)
    parked(plan, v, _FAR_SIDE + 3.75, (-11.0, 7.5), 180)
    # The shelter is a roof on posts that people stand under: its bench and its back wall are what stops them.
    plan.put("shelter", (-2.0, 1.35), 270, solid=False)
    plan.put("bench", (-2.0, 1.6), 270, size=(0.42, 2.4, 0.46), role="shelter")
    plan.put("pole", (1.2, -1.75), size=(0.07, 0.07, 2.6), colour="#50565a")
    plan.put("sign", (1.2, -1.75, 2.1), 0, size=(0.06, 0.5, 0.5), text="BUS", colour="#2f5a7a")
    plan.put("bin", (0.6, 1.8))
    plan.lamp(-2.0, 1.2, 2.35, 0.8, "#e8efe6")
    street_lamps(plan, -1.75, (4.6, -9.0))
    street_lamps(plan, _FAR_SIDE + 2.2, (-2.0, 12.0), 1.4)
    plan.entrance((2.8, -1.55), 90)
    plan.stand("far_side", (0.0, _FAR_SIDE + 1.0), 90)
    _ends(plan)
    plan.stage = (-4.2, -1.35, 3.8, 0.55)
    return plan


def storefront(v: Variety) -> Layout:
    """A street seen before one door: the place itself has its front on the pavement."""
    plan = between_fronts("storefront", v)
    front = (7.0, 9.0, v.between("tall", 7.0, 9.5))
    plan.put("shop_front", (0.0, PAVEMENT / 2 + 3.5), 270, size=front, colour=v.pick("front", FACADES))
    facades(plan, v, PAVEMENT / 2, 270, span=(-22.0, -4.5), shops=0.1)
    facades(plan, v, PAVEMENT / 2, 270, span=(4.5, 22.0), shops=0.1)
    plan.put("bench", (-6.2, 1.6), 270, role="street")
    plan.put("sign", (0.0, PAVEMENT / 2 - 0.06, 3.1), 270, size=(0.1, 3.2, 0.6), colour="#8a3b2c", text=v.name[:24])
    plan.lamp(0.0, 1.6, 3.0, 1.2, "#ffcf8f")
    plan.entrance((0.0, 1.75), 270)
    return plan


def suburb_street(v: Variety) -> Layout:
    """Detached houses behind low fences, trees, parked cars."""
    plan = Layout("suburb_street", "open", "asphalt", 44.0, 34.0)
    plan.backdrop = "suburb"
    plan.put("kerb", (0.0, 0.0), 90, size=(PAVEMENT, 50.0, 0.006), colour="#7d7a72")
    road(plan, _ROAD_Y, ROAD, length=50.0)
    for x in (-16.0, 0.0, 16.0):
        plan.put("house", (x + v.between(f"at {x}", -1, 1), 13.5), 270, colour=v.pick(f"house {x}", FACADES))
        plan.put("house", (x + 6.0, -24.0), 90, colour=v.pick(f"far {x}", FACADES))
        plan.put("fence", (x - 4.2, 3.4), 270, size=(0.08, 5.6, 1.0), colour="#a29a88")
        plan.put("fence", (x + 4.2, 3.4), 270, size=(0.08, 5.6, 1.0), colour="#a29a88")
    plan.put("kerb", (0.0, 5.8), 90, size=(7.2, 1.5, 0.006), colour="#8d877c")
    for x in (-7.9, 7.9):
        plan.put("tree", (x, -1.7))
    street_lamps(plan, -1.75, (-12.0, 4.8), 2.0)
    parked(plan, v, _ROAD_Y - 2.1, (-9.0, 3.0, 14.0), 180)
    plan.put("bench", (4.4, 1.8), 270, role="street")
    _ends(plan)
    plan.entrance((0.0, 5.0), 270)
    plan.stand("far_side", (0.0, _FAR_SIDE + 1.0), 90)
    plan.stage = (-3.6, -1.3, 3.4, 1.4)
    return plan


def alley(v: Variety) -> Layout:
    """Two blank brick walls close together: bins, crates, a fire escape, a stage door under the only lamp."""
    plan = Layout("alley", "open", "asphalt", 26.0, 4.4)
    plan.ground_colour = "#3d3e41"
    plan.backdrop = "city"
    for y, yaw in ((2.3, 270.0), (-2.3, 90.0)):
        way = 1.0 if y > 0 else -1.0
        for index, x in enumerate((-9.0, 0.0, 9.0)):
            size = (8.0, 9.0, v.between(f"tall {y} {index}", 7.5, 10.0))
            plan.put("building", (x, y + 4.4 * way), yaw, size=size, colour=v.pick(f"face {y} {index}", FACADES))
            brick = v.pick(f"brick {y} {index}", ("#6a463b", "#5f4a42", "#70534a"))
            plan.put("low_wall", (x, y + 0.15 * way), yaw, size=(0.3, 8.98, 3.5), colour=brick)
    plan.put("sign", (1.6, 2.27, 0.0), 270, size=(0.06, 1.3, 2.35), colour="#2b2d2f")
    plan.put("sign", (1.6, 2.24, 0.04), 270, size=(0.06, 1.0, 2.12), colour="#3f5a4a")
    plan.put("sign", (1.6, 2.24, 2.42), 270, size=(0.08, 1.2, 0.3), colour="#8a6f35", text="STAGE DOOR")
    _fire_escape(plan, -1.9)
    plan.put("bin", (-3.9, 1.6), 270, size=(0.9, 1.3, 1.2), colour="#3d5245")
    plan.put("bin", (-5.4, 1.6), 270, size=(0.9, 1.3, 1.2), colour="#3d5245")
    plan.put("crate", (3.9, -1.8), 15, size=(0.6, 0.6, 0.46), colour="#7a6242")
    plan.put("bench", (4.6, 1.95), 270, size=(0.4, 1.2, 0.46), role="step")
    plan.put("box", (5.6, -1.85), size=(0.5, 0.7, 0.5), colour="#8a7354")
    plan.lamp(0.6, 1.75, 2.75, 2.2, "#ffc987")
    plan.put("lamp_desk", (0.6, 2.1, 2.6), 270, size=(0.32, 0.32, 0.3))
    plan.entrance((-8.5, 0.0), 0)
    plan.entrance((8.5, 0.0), 180)
    plan.entrance((1.6, 1.7), 270)
    plan.stage = (-3.2, -1.5, 3.4, 1.2)
    return plan


def _fire_escape(plan: Layout, x: float) -> None:
    """Two iron landings with rails on the north wall, a ladder between them and the ground."""
    for z in (2.9, 5.9):
        plan.put("sign", (x, 1.8, z), 270, size=(0.9, 2.6, 0.06), colour="#232629")
        plan.put("railing", (x, 1.38, z + 0.06), 270, size=(0.05, 2.6, 0.95), colour="#232629")
    for z in (1.2, 2.96):
        plan.put("railing", (x - 1.0, 1.95, z), 270, size=(0.05, 0.5, 2.9 if z > 2 else 1.7), colour="#232629")


def car_park(v: Variety) -> Layout:
    """Parked cars in rows under lamps."""
    plan = Layout("car_park", "open", "asphalt", 30.0, 24.0)
    plan.backdrop = "city"
    for x in (-9.0, -6.2, -3.4, -0.6, 2.2, 5.0, 7.8):
        plan.put("road_line", (x + 1.4, 6.4), 0, size=(5.0, 0.1, 0.01), colour="#b9b6a8")
        for y, yaw in ((6.4, 270.0), (-7.4, 90.0)):
            if v.chance(f"car {x} {y}", 0.65):
                plan.put("car", (x, y), yaw, colour=v.pick(f"car {x} {y}", CARS))
    street_lamps(plan, 9.4, (-8.0, 4.0))
    street_lamps(plan, -10.4, (0.0,))
    facades(plan, v, 14.0, 270)
    plan.put("low_wall", (-9.6, 0.0), 0, size=(0.45, 2.4, 0.46), colour="#7d7a72")
    plan.put("bench", (-8.6, 0.0), 0, size=(0.4, 1.4, 0.46), role="wall")
    plan.entrance((9.5, 0.0), 180)
    plan.entrance((-6.5, 2.8), 270)
    plan.stage = (-4.5, -2.6, 5.5, 2.6)
    return plan


def yard(v: Variety) -> Layout:
    """A wide walled yard before a brick building with one door and a lamp above it."""
    plan = Layout("yard", "open", "asphalt", 26.0, 18.0)
    plan.ground_colour = "#55534f"
    plan.backdrop = "city"
    size = (8.0, 15.0, v.between("tall", 6.5, 8.0))
    plan.put("building", (0.0, 8.0), 270, size=size, colour=v.pick("brick", ("#7d5246", "#73503f", "#6f5a50")))
    plan.put("lamp_desk", (0.0, 3.85, 2.6), 270, size=(0.3, 0.35, 0.25), colour="#3a3a38")
    plan.lamp(0.0, 3.6, 2.6, 1.8, "#ffc987")
    plan.entrance((0.0, 3.35), 270)
    for x in (-10.6, 10.6):
        plan.put("low_wall", (x, 0.0), 0, size=(0.3, 14.0, 2.2), colour="#6f6258")
    plan.put("bus", (-4.6, -7.4), 0, colour="#8a3b2c")
    for x in (1.5, 5.9):
        plan.put("column", (x, -8.4), size=(0.5, 0.5, 2.5), colour="#6f5a50")
    plan.put("railing", (1.35, -7.2), 15, size=(0.06, 2.1, 2.1), colour="#2c2f31", solid=False)
    plan.put("railing", (6.05, -7.2), -15, size=(0.06, 2.1, 2.1), colour="#2c2f31", solid=False)
    plan.put(
        "sign",
        (0.0, 3.96, 3.1),
        270,
        size=(0.06, 3.6, 0.5),
        colour="#2f4a57",
        text="BUS DEPOT" if "depot" in v.name else "",
    )
    plan.put("van", (8.9, 0.6), 90, colour=v.pick("van", CARS))
    plan.put("barrel", (-5.2, 3.4))
    plan.put("crate", (-6.2, 3.3), colour="#7a6242")
    plan.put("bench", (4.2, 3.5), 270, size=(0.4, 1.4, 0.46), role="wall")
    street_lamps(plan, -4.8, (6.4,), 1.6)
    plan.entrance((2.9, -6.0), 90)
    plan.stage = (-4.0, -3.0, 4.0, 2.6)
    return plan
