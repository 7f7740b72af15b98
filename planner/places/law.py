"""Places of law and learning: who sits and stands where is fixed by their part."""

from __future__ import annotations

from planner.places.layout import Layout
from planner.places.variety import COOL_WALLS, WARM_WALLS, Variety

_TUBE = "#e6ecdf"
_OAK, _DARK = "#5a4232", "#4a3a2c"


def courtroom(v: Variety) -> Layout:
    """The judge's bench on its dais, the witness stand, a jury box of two rows, two tables, the bar, the public."""
    plan = Layout("courtroom", "room", "wood", 12.4, v.between("d", 8.8, 9.4), 4.2)
    plan.wall_colour = v.pick("walls", ("#86694b", "#7a6148", "#8c7355"))
    right, top = plan.width / 2, plan.depth / 2
    _bench(plan, right)
    _witness_stand(plan, right - 2.0, 2.5)
    _jury_box(plan, -0.45, top)
    for y, who in ((1.0, "counsel"), (-2.0, "accused")):
        plan.put("table", (-0.9, y), 0, size=(0.8, 1.8, 0.76), colour="#6a4b33")
        plan.put("chair", (-1.57, y + 0.45), 0, colour=_DARK, role="counsel")
        plan.put("chair", (-1.57, y - 0.45), 0, colour=_DARK, role=who)
    for y in (-2.4, 2.4):
        plan.put("panel", (-2.75, y), 180, size=(0.08, 3.2, 0.85), colour=_OAK)
    for x in (-4.7, -3.6):
        for y in (-2.0, 2.0):
            plan.put("pew", (x, y), 0, colour="#6a4b33", role="public")
    plan.door("west", 0.0, 1.5)
    plan.door("east", -top + 0.8)
    plan.stand("bailiff", (right - 0.9, -top + 1.8), 180)
    plan.hang("picture", "east", 0.0, 2.5, size=(0.08, 0.9, 0.9), colour="#a8843c")
    for x in (-3.6, 0.4, 3.8):
        plan.window("south", x, 1.6, height=2.2, sill=1.3)
    for x in (-2.6, 2.2):
        plan.ceiling_lamp(x, 0.0, 1.3)
    return plan


def _bench(plan: Layout, right: float) -> None:
    """The judge looks down over the bench; the clerk has a desk beside it."""
    plan.put("platform", (right - 1.1, 0.0), size=(2.0, 3.6, 0.3), colour=_OAK)
    plan.put("desk", (right - 2.2, 0.0), 180, size=(0.7, 3.0, 1.1), colour=_OAK)
    plan.put("panel", (right - 2.59, 0.0), 180, size=(0.07, 3.2, 1.15), colour=_OAK)
    chair = (0.7, 0.72, 1.2)
    plan.put("armchair", (right - 0.8, 0.0, 0.3), 180, size=chair, colour="#4a2b26", role="judge", solid=True)
    plan.put("desk", (right - 2.6, -2.5), 180, size=(0.6, 1.2, 0.76), colour="#6a4b33")
    plan.put("chair", (right - 1.95, -2.5), 180, colour=_DARK, role="clerk")


def _witness_stand(plan: Layout, x: float, y: float) -> None:
    """Panels to the front and both sides, a chair inside, open to the back."""
    plan.put("panel", (x - 0.75, y), 180, size=(0.06, 1.2, 0.85), colour=_OAK)
    for side in (-0.63, 0.63):
        plan.put("panel", (x - 0.165, y + side), 90, size=(0.06, 1.1, 0.85), colour=_OAK)
    plan.put("platform", (x - 0.1, y), 180, size=(1.24, 1.2, 0.16), colour=_OAK)
    plan.put("chair", (x + 0.12, y, 0.16), 180, colour=_DARK, role="witness", solid=True)


def _jury_box(plan: Layout, x: float, top: float) -> None:
    """Two rows of six behind a panel, the rear one raised, looking across the court."""
    plan.put("platform", (x, top - 0.5), 270, size=(0.98, 4.2, 0.25), colour=_OAK)
    plan.put("pew", (x, top - 0.35, 0.25), 270, size=(0.5, 3.9, 0.9), colour="#6a4b33", role="juror", solid=True)
    plan.put("pew", (x, top - 1.4), 270, size=(0.5, 3.9, 0.9), colour="#6a4b33", role="juror")
    plan.put("panel", (x, top - 2.15), 270, size=(0.08, 4.2, 0.8), colour=_OAK)


def cell(v: Variety) -> Layout:
    """A bunk bed, a toilet, a stool, a barred window too high to look out of."""
    plan = Layout("cell", "room", "concrete", v.between("w", 3.6, 4.0), v.between("d", 3.8, 4.2), 2.8)
    plan.wall_colour = v.pick("walls", ("#777870", "#6d7170", "#807a6c"))
    plan.put("bunk_bed", (-plan.width / 2 + 0.48, 0.7), 270, size=(1.95, 0.85, 1.75), role="bunk")
    plan.against("toilet", "north", plan.width / 2 - 0.5)
    plan.against("stool", "east", 0.2, size=(0.36, 0.36, 0.46), role="stool")
    plan.window("north", -0.4, 0.6, height=0.5, sill=2.0)
    plan.door("south", plan.width / 2 - 0.9)
    plan.stand("guard", (plan.width / 2 - 1.3, -plan.depth / 2 + 0.5), 90)
    plan.ceiling_lamp(0.0, 0.0, 0.8, _TUBE)
    return plan


def interview_room(v: Variety) -> Layout:
    """A bare table with two chairs against two, a mirror, one lamp."""
    plan = Layout("interview_room", "room", "concrete", v.between("w", 5.2, 5.8), v.between("d", 4.4, 4.8), 2.7)
    plan.wall_colour = v.pick("walls", ("#717a78", "#6c706d", "#767a72"))
    x = -plan.width / 2 + 1.9
    plan.put("table", (x, 0.0), colour="#5a5d5c", size=(0.8, 1.4, 0.75))
    for y in (-0.34, 0.34):
        plan.put("chair", (x - 0.68, y), 0, colour="#43474a", role="suspect")
        plan.put("chair", (x + 0.68, y), 180, colour="#43474a", role="officer")
    plan.stand("guard", (plan.width / 2 - 0.5, -plan.depth / 2 + 1.5), 180)
    plan.hang("mirror", "north", x, 1.0, size=(0.04, 2.2, 1.1))
    plan.hang("clock", "east", 0.9, 2.0)
    plan.door("south", plan.width / 2 - 0.9)
    plan.ceiling_lamp(x, 0.0, 1.1, "#f3ecd0")
    return plan


def classroom(v: Variety) -> Layout:
    """Desks in rows before a board, the teacher's desk, windows along one side."""
    plan = Layout("classroom", "room", "wood", 8.4, v.between("d", 6.6, 7.2), 3.0)
    plan.wall_colour = v.pick("walls", (*COOL_WALLS, *WARM_WALLS))
    plan.backdrop = "suburb"
    for line in range(3):
        for column in range(3):
            x, y = -plan.width / 2 + 1.3 + 1.5 * line, -1.9 + 1.9 * column
            plan.put("desk", (x + 0.55, y), 180, size=(0.5, 1.1, 0.72), colour="#8b7350")
            plan.put("chair", (x + 0.02, y), 0, colour="#54483c", role="pupil")
    plan.hang("whiteboard", "east", 0.0, 0.95, size=(0.05, 3.0, 1.2), colour="#2f4638")
    plan.against("desk", "east", -plan.depth / 2 + 1.3, gap=0.75, colour="#6a4b33")
    plan.put("chair", (plan.width / 2 - 0.4, -plan.depth / 2 + 1.3), 180, colour="#54483c", role="teacher")
    plan.stand("teacher", (plan.width / 2 - 0.75, 0.5), 180)
    for x in (-2.4, 0.4):
        plan.window("north", x, 2.2, height=1.5)
    plan.door("south", plan.width / 2 - 2.0)
    plan.ceiling_lamp(-1.5, 0.0, 1.3, _TUBE)
    plan.ceiling_lamp(2.2, 0.0, 1.0, _TUBE)
    return plan
