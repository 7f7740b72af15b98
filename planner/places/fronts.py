"""What is put up on the fronts beside the stage of a street: posters, and signs over doors."""

from __future__ import annotations

import re

from film.place import FixtureKind
from planner.places.clearance import corners, overlap
from planner.places.layout import Layout
from planner.places.lists import plain

FRONTED = ("street", "storefront")
"""Kinds of place with fronts beside their stage."""
_TO_FRONT = 0.78
"""Metres from a pavement's stage to the fronts behind it."""
_POSTER = re.compile(r"\b[Pp]oster\b[^\"\u201c]{0,40}[\"\u201c]([^\"\u201d]{1,80})[\"\u201d]")
_SIGNED = re.compile(r"\b(theatre|theater|cinema|hotel|bar|cafe|restaurant|diner|club) with (?:a|its) (?:\w+ )?sign\b")
_SPOTS: dict[FixtureKind, tuple[float, ...]] = {"picture": (1.6, 3.0, -3.2, -4.6), "sign": (-0.4, 3.6, -4.4)}
"""Metres along the fronts at which posters and signs are put up, the best first."""


def put_up(plan: Layout, kind: FixtureKind, text: str = "") -> bool:
    """Put a poster or a sign up where the fronts have room; False where they have none, or there are no fronts."""
    if plan.kind not in FRONTED or kind not in _SPOTS:
        return False
    for x in _SPOTS[kind]:
        before = len(plan.fixtures)
        _hang(plan, kind, x, text)
        shape, thing = corners(plan.fixtures[-1], 0.1), plan.fixtures[-1]
        low, high = thing.position[2], thing.position[2] + thing.size[2]
        level = [each for each in plan.fixtures[:before] if not each.solid and low < each.position[2] + each.size[2]]
        if not any(overlap(shape, corners(each)) for each in level if each.position[2] < high):
            return True
        del plan.fixtures[before:]
    return False


def put_up_bills(plan: Layout, text: str) -> None:
    """The poster that the script reads aloud, and the sign over the theatre's door, on the front beside the stage."""
    if plan.kind not in FRONTED:
        return
    read = _POSTER.search(text)
    if read is not None:
        _hang(plan, "picture", _SPOTS["picture"][0], read[1][:40])
    house = _SIGNED.search(plain(text))
    if house is not None and not any(thing.kind == "sign" for thing in plan.fixtures):
        _hang(plan, "sign", _SPOTS["sign"][0], house[1].upper())


def _hang(plan: Layout, kind: FixtureKind, x: float, text: str) -> None:
    front = plan.clear_stage()[3] + _TO_FRONT
    if kind == "picture":
        plan.put("picture", (x, front - 0.04, 0.75), 270, size=(0.06, 0.95, 1.4), colour="#8a3b2c", text=text)
    else:
        plan.put(kind, (x, front - 0.08, 2.75), 270, size=(0.14, 3.2, 0.6), colour="#8a3b2c", text=text)
