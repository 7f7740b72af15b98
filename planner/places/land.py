"""Out of doors where nobody built much.  Trees and rocks stand far; the middle is free."""

from __future__ import annotations

from planner.places.groups import scatter, street_lamps
from planner.places.layout import Layout
from planner.places.variety import Variety

_STAGE = (-4.0, -3.0, 4.0, 3.0)
_KEEP = (-9.5, -5.0, 9.5, 5.0)


def _open(kind: str, v: Variety, size: float = 44.0) -> Layout:
    plan = Layout(kind, "open", "grass", size, size)
    plan.backdrop = "country"
    plan.entrance((-7.5, v.between("west", -1.5, 1.5)), 0)
    plan.entrance((7.5, v.between("east", -1.5, 1.5)), 180)
    plan.stage = _STAGE
    return plan


def park(v: Variety) -> Layout:
    """A bench under a tree, a path, flower beds, lamps, trees around."""
    plan = _open("park", v)
    plan.backdrop = "suburb"
    plan.put("kerb", (0.0, 1.2), 90, size=(2.2, 40.0, 0.006), colour="#8c8069")
    plan.put("bench", (0.0, 3.6), 270, colour="#5f4a34", role="park")
    plan.put("tree", (1.9, 4.9))
    plan.put("bin", (-1.5, 3.7))
    plan.put("flower_bed", (-4.6, 4.2), 270)
    street_lamps(plan, 3.2, (-6.5, 6.2), 1.3)
    scatter(plan, v, ("tree", "tree", "bush"), 16, (9.0, 19.0), _KEEP)
    plan.stage = (-4.0, -2.6, 4.0, 2.6)
    return plan


def forest(v: Variety) -> Layout:
    """A clearing with a fallen trunk to sit on, trees close around."""
    plan = _open("forest", v, 40.0)
    plan.ground = "earth"
    plan.ground_colour = "#4d4a35"
    plan.backdrop = "forest"
    plan.put("bench", (-1.0, 3.9), 262, size=(0.45, 2.4, 0.45), colour="#54412f", role="trunk")
    scatter(plan, v, v.pick("wood", (("tree", "tree", "bush"), ("pine", "pine", "tree"))), 46, (5.6, 17.0), _KEEP)
    return plan


def field(v: Variety) -> Layout:
    """Grass to the horizon, a fence, a few trees far off."""
    plan = _open("field", v, 60.0)
    plan.ground_colour = v.pick("grass", ("#70703f", "#66703f", "#8a7d4a"))
    for x in (-12.0, -8.0, -4.0, 0.0, 4.0, 8.0, 12.0):
        plan.put("fence", (x, 7.5), 270, colour="#7a6a52")
    plan.put("rock", (-3.2, 4.6), 20, size=(0.8, 1.0, 0.45))
    plan.put("bench", (2.6, 4.4), 265, size=(0.4, 1.6, 0.45), colour="#6a5a44", role="log")
    scatter(plan, v, ("tree", "bush"), 12, (15.0, 27.0), _KEEP)
    return plan


def garden(v: Variety) -> Layout:
    """A lawn behind a house: a table with two chairs, beds, a hedge, a fence."""
    plan = _open("garden", v, 30.0)
    plan.backdrop = "suburb"
    plan.put("house", (0.0, 10.5), 270)
    plan.entrance((0.0, 5.6), 270)
    plan.put("table", (-3.2, 3.9), 0, size=(0.8, 0.8, 0.72), colour="#8a8272")
    plan.put("chair", (-3.9, 3.9), 0, colour="#8a8272", role="table")
    plan.put("chair", (-2.5, 3.9), 180, colour="#8a8272", role="table")
    plan.put("flower_bed", (4.6, 4.6), 270)
    for x in (-12.5, 12.5):
        plan.put("fence", (x, 0.0), 0, size=(0.08, 22.0, 1.6), colour="#7a6a52")
    scatter(plan, v, ("bush", "tree"), 12, (9.0, 12.0), _KEEP)
    plan.stage = (-4.0, -3.0, 4.0, 2.8)
    return plan


def beach(v: Variety) -> Layout:
    """Sand, the sea on one side with a groyne of posts running into it, dunes and rocks on the other."""
    plan = _open("beach", v, 60.0)
    plan.ground, plan.backdrop = "sand", "sea"
    plan.put("water", (0.0, 77.0), 270, size=(140.0, 320.0, 0.01), colour="#2b5566")
    for x in (-11.5, 12.5, 36.5):
        for index in range(16):
            tall = 1.25 - 0.055 * index + 0.1 * v.share(f"post {x} {index}")
            plan.put("pole", (x, 3.4 + 0.85 * index), size=(0.22, 0.22, round(tall, 2)), colour="#4a3f33")
    for x, y, wide in ((-13.0, -13.0, 15.0), (4.0, -15.5, 19.0), (21.0, -13.5, 13.0), (-30.0, -16.0, 17.0)):
        tall = round(v.between(f"dune {x}", 1.5, 2.4), 2)
        plan.put("rock", (x, y), 90, size=(6.5, wide, tall), colour="#a78c62")
    plan.put("bench", (-2.4, -4.0), 90, size=(0.4, 1.8, 0.42), colour="#7d7466", role="driftwood")
    plan.put("rock", (5.6, -4.4), 25)
    scatter(plan, v, ("bush", "rock", "bush"), 12, (7.5, 15.0), (-30.0, -5.0, 30.0, 34.0))
    return plan


def harbour(v: Variety) -> Layout:
    """A quay with bollards, crates, boats in the water."""
    plan = _open("harbour", v, 40.0)
    plan.ground, plan.backdrop = "concrete", "sea"
    plan.ground_colour = "#706c64"
    plan.put("water", (0.0, 16.0), 270, size=(24.0, 80.0, 0.01))
    plan.put("kerb", (0.0, 3.85), 90, size=(0.4, 60.0, 0.12), colour="#5f5b54")
    for x in (-9.0, 1.5, 9.0):
        plan.put(
            "boat",
            (x, 6.0),
            180 * round(v.share(f"bow {x}")),
            colour=v.pick(f"hull {x}", ("#3a5068", "#6b3a32", "#7d7a6c")),
        )
    for x in (-5.4, 5.4):
        plan.put("barrel", (x, 3.4), size=(0.35, 0.35, 0.45))
    plan.put("crate", (-5.8, -3.8), 10)
    plan.put("crate", (-6.8, -3.6), -5)
    plan.put("bench", (0.0, -3.9), 90, role="quay")
    street_lamps(plan, -4.4, (-4.0, 4.6), 1.5)
    return plan


def graveyard(v: Variety) -> Layout:
    """Rows of stones, old trees, a low wall, a bench."""
    plan = _open("graveyard", v)
    plan.ground_colour = "#556045"
    for y in (4.0, 6.0, 8.0, -4.4, -6.4):
        for x in (-6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0):
            if v.chance(f"grave {x} {y}", 0.8):
                tall = v.between(f"stone {x} {y}", 0.6, 1.2)
                plan.put("grave", (x, y), 270 if y > 0 else 90, size=(0.25, 0.65, tall), colour="#77766f")
    plan.put("low_wall", (0.0, 10.5), 270, size=(0.4, 36.0, 1.1), colour="#6f6a60")
    plan.put("bench", (-7.6, 3.2), 300, role="graveyard")
    scatter(plan, v, ("tree", "pine"), 10, (10.5, 19.0), _KEEP)
    return plan


def desert(v: Variety) -> Layout:
    """Sand and rocks, mountains far off."""
    plan = _open("desert", v, 60.0)
    plan.ground, plan.backdrop = "sand", "mountains"
    plan.ground_colour = v.pick("sand", ("#b08d5f", "#a8845a", "#b39a70"))
    plan.put("rock", (-3.4, 4.4), 15, size=(0.9, 1.3, 0.5))
    plan.put("bench", (1.6, 4.2), 268, size=(0.5, 1.6, 0.45), colour="#8a7354", role="ledge")
    scatter(plan, v, ("rock", "rock", "bush"), 18, (8.0, 27.0), _KEEP)
    return plan


def mountain(v: Variety) -> Layout:
    """A high meadow with boulders and pines, peaks behind."""
    plan = _open("mountain", v, 60.0)
    plan.backdrop = "mountains"
    plan.ground_colour = "#6a6c55"
    plan.put("bench", (-1.6, 4.2), 272, size=(0.5, 1.6, 0.45), colour="#6f6a62", role="ledge")
    scatter(plan, v, ("rock", "pine"), 22, (7.5, 26.0), _KEEP)
    return plan


def riverside(v: Variety) -> Layout:
    """A bank with reeds and trees, water beyond."""
    plan = _open("riverside", v, 50.0)
    plan.put("water", (0.0, 9.5), 270, size=(11.0, 80.0, 0.01))
    plan.put("bench", (-2.0, 3.4), 90, role="bank")
    scatter(plan, v, ("tree", "bush"), 16, (7.0, 22.0), (-26.0, -4.6, 26.0, 16.0))
    plan.stage = (-4.0, -3.0, 4.0, 2.6)
    return plan


def camp(v: Variety) -> Layout:
    """Tents around a fire between trees, trunks to sit on."""
    plan = _open("camp", v)
    plan.ground, plan.backdrop = "earth", "forest"
    plan.put("campfire", (0.0, 4.4))
    plan.lamp(0.0, 4.4, 0.6, 1.6, "#ff9a4a")
    plan.put("bench", (-1.6, 4.4), 0, size=(0.42, 1.6, 0.45), colour="#54412f", role="fire")
    plan.put("bench", (1.6, 4.4), 180, size=(0.42, 1.6, 0.45), colour="#54412f", role="fire")
    plan.put("tent", (-4.6, 6.6), 300, colour="#5f6a45")
    plan.put("tent", (4.6, 6.6), 240, colour="#7a5a3d")
    scatter(plan, v, ("pine", "tree"), 22, (9.5, 19.0), _KEEP)
    return plan


def country_road(v: Variety) -> Layout:
    """A road through fields: an edge to walk on, a fence, trees far off."""
    plan = _open("country_road", v, 60.0)
    plan.put("kerb", (0.0, -7.0), 90, size=(6.0, 60.0, 0.006), colour="#4c4c4d")
    for index in range(11):
        plan.put("road_line", (-25.0 + 5.0 * index, -7.0), 90, colour="#b9b6a8")
    for x in (-12.0, -8.0, -4.0, 0.0, 4.0, 8.0, 12.0):
        plan.put("fence", (x, 5.5), 270, colour="#7a6a52")
    plan.put("bench", (3.0, 4.2), 270, size=(0.45, 1.5, 0.45), colour="#77766f", role="stone")
    scatter(plan, v, ("tree", "bush"), 14, (12.0, 27.0), (-30.0, -10.6, 30.0, 6.2))
    return plan


def exterior(v: Variety) -> Layout:
    """Any open place: paving, a bench, a lamp, trees and houses around."""
    plan = _open("exterior", v)
    plan.ground, plan.backdrop = "pavement", "suburb"
    plan.put("bench", (0.0, 4.0), 270, role="bench")
    street_lamps(plan, 4.6, (-4.6, 4.6), 1.5)
    for x in (-14.0, 0.0, 14.0):
        plan.put("house", (x, 17.0), 270)
    scatter(plan, v, ("tree", "bush"), 10, (9.5, 13.0), _KEEP)
    return plan
