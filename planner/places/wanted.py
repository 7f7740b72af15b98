"""Furniture that the script mentions and the place lacks, stood where it fits."""

from __future__ import annotations

import math
import re

from film.place import Fixture, FixtureKind
from planner.places.clearance import around, box, corners, overlap, walkable
from planner.places.furniture import SIZES
from planner.places.groups import room_for
from planner.places.layout import INWARD, Layout, Side
from planner.places.lists import plain

_NAMED: tuple[tuple[str, FixtureKind, bool | None], ...] = (
    # the words, the fixture, and whether it belongs indoors (True), outdoors (False) or either (None)
    ("piano|klavier|flugel", "piano", True),
    ("fireplace|hearth|cheminee|kamin|chimenea", "fireplace", True),
    ("bunk bed|bunk|etagenbett|hochbett|litera", "bunk_bed", True),
    ("wheelchair|fauteuil roulant|rollstuhl|silla de ruedas", "wheelchair", None),
    ("throne|trone|thron|trono", "throne", True),
    ("coffin|casket|cercueil|sarg|ataud", "coffin", None),
    ("hay bale|bale of hay|bales of hay|haystack", "hay_bale", None),
    ("market stall|fruit stall|stall|vegetable stand", "market_stall", False),
    ("well|puits|brunnen|pozo", "well", False),
    ("cart|handcart|hay cart|wagon|charrette|karren|carreta", "cart", False),
    ("bed|hospital bed|lit|bett|cama|mattress|cot", "bed", True),
    ("sofa|couch|settee|canape", "sofa", True),
    ("armchair|fauteuil|sessel|sillon", "armchair", None),
    ("desk|bureau|schreibtisch|escritorio", "desk", True),
    ("bookcase|bookshelf|bookshelves|bibliotheque|bucherregal", "bookcase", True),
    ("wardrobe|closet|armoire|schrank|armario", "wardrobe", True),
    ("fridge|refrigerator|frigo|kuhlschrank|nevera", "fridge", True),
    ("stove|oven|cooker|herd|ofen|horno", "stove", True),
    ("television|tv|fernseher|televisor", "screen", True),
    ("filing cabinet", "filing_cabinet", True),
    ("lectern|podium|pulpit", "podium", True),
    ("locker|lockers", "locker", True),
    ("barrel|barrels", "barrel", None),
    ("crate|crates", "crate", None),
    ("bench|banc|bank|banco", "bench", None),
    ("trunk of a tree|tree|arbre|baum|arbol", "tree", False),
    ("tent|zelt|tente|tienda de campana", "tent", False),
    ("campfire|bonfire|lagerfeuer|feu de camp|hoguera", "campfire", False),
    ("phone box|phone booth|telephone box|cabine telephonique|telefonzelle", "phone_box", False),
    ("hydrant", "hydrant", False),
    ("bicycle|bike|velo|fahrrad|bicicleta", "bicycle", False),
    ("parked car|car|taxi|cab|voiture|auto|coche", "car", False),
    ("van|ambulance", "van", False),
    ("truck|lorry|camion|lkw", "truck", False),
    ("night bus|bus|autobus", "bus", False),
    ("gravestone|headstone|tombstone", "grave", False),
    ("boulder|rock", "rock", False),
)  # fmt: skip

_BARE = (
    r"\b(?:a|an|the|his|her|their|its|two|three|one|old|new|un|une|le|la|l|ein|eine|einen|der|die|das|uno|una|el) "
    r"(?:\w+ )?"
)
_TWO_CHAIRS = re.compile(
    r"\b(?:two|three|four|deux|trois|zwei|drei|dos|tres) (?:\w+ )?(?:chairs|chaises|stuhle|sillas)\b"
)
_GROUND = 0.6
_TO_FRONT = 0.78
"""Metres from a pavement's stage to the fronts behind it."""
_POSTER = re.compile(r"\b[Pp]oster\b[^\"\u201c]{0,40}[\"\u201c]([^\"\u201d]{1,80})[\"\u201d]")
_SIGNED = re.compile(r"\b(theatre|theater|cinema|hotel|bar|cafe|restaurant|diner|club) with (?:a|its) (?:\w+ )?sign\b")


def furnish(plan: Layout, text: str) -> None:
    """Add what ``text`` mentions and the place has none of; what fits nowhere is left out."""
    words = plain(text)
    indoors = plan.enclosure == "room"
    if plan.enclosure == "vehicle":
        return
    for names, kind, where in _NAMED:
        if where not in (None, indoors) or any(_stands_for(thing.kind, kind) for thing in plan.fixtures):
            continue
        if re.search(_BARE + rf"(?:{names})s?\b", words):
            (_fit_inside if indoors else _fit_outside)(plan, kind)
    _bill(plan, text)
    if _TWO_CHAIRS.search(words) and len([seat for seat in plan.seats if seat.pose == "sit"]) < 2:
        for _ in range(2):
            (_fit_inside if indoors else _fit_outside)(plan, "chair")


def _bill(plan: Layout, text: str) -> None:
    """The poster that the script reads aloud, and the sign over the theatre's door, on the front beside the stage."""
    if plan.kind not in ("street", "storefront"):
        return
    front = plan.clear_stage()[3] + _TO_FRONT
    read = _POSTER.search(text)
    if read is not None:
        plan.put("picture", (1.6, front - 0.04, 0.75), 270, size=(0.06, 0.95, 1.4), colour="#8a3b2c", text=read[1][:40])
    house = _SIGNED.search(plain(text))
    if house is not None and not any(thing.kind == "sign" for thing in plan.fixtures):
        words = house[1].upper()
        plan.put("sign", (-0.4, front - 0.08, 2.75), 270, size=(0.14, 3.2, 0.6), colour="#8a3b2c", text=words)


def _stands_for(present: FixtureKind, asked: FixtureKind) -> bool:
    same = {("hospital_bed", "bed"), ("pine", "tree"), ("pew", "bench"), ("bunk_bed", "bed"), ("throne", "armchair")}
    return present == asked or (present, asked) in same


def _fit_inside(plan: Layout, kind: FixtureKind) -> None:
    if kind == "screen":
        _hang_screen(plan)
        return
    sides: tuple[Side, ...] = ("east", "north", "west", "south")
    for side in sides:
        half = plan.length_of(side) / 2 - SIZES[kind][1] / 2 - 0.05
        steps = int(half / 0.25)
        for u in (0.25 * index * sign for index in range(steps + 1) for sign in (1, -1)):
            if abs(u) <= half and _try(plan, kind, plan.by_wall(side, u, SIZES[kind][0] / 2 + 0.03), INWARD[side]):
                return


def _try(plan: Layout, kind: FixtureKind, at: tuple[float, float], yaw: float) -> bool:
    """Stand it there if nothing is in the way and everybody can still get everywhere."""
    before = len(plan.fixtures), len(plan.seats)
    plan.put(kind, at, yaw)
    if _still_good(plan, plan.fixtures[-1]):
        return True
    del plan.fixtures[before[0] :], plan.seats[before[1] :]
    return False


def _still_good(plan: Layout, thing: Fixture) -> bool:
    shape = corners(thing, 0.04)
    others = [other for other in plan.fixtures if other is not thing and (other.solid or other.position[2] > 0)]
    low = [other for other in others if other.solid or other.position[2] < thing.size[2]]
    if any(overlap(shape, corners(other)) for other in low):
        return False
    if any(overlap(shape, box(around(entrance.position, 0.55))) for entrance in plan.entrances):
        return False
    if any(overlap(shape, box(around(seat.position[:2], 0.5))) for seat in plan.seats if seat.fixture != thing.id):
        return False
    if plan.stage is not None:
        return not overlap(shape, box(plan.stage))
    x0, y0, x1, y1 = plan.clear_stage()
    if min(x1 - x0, y1 - y0) < 1.3 or (x1 - x0) * (y1 - y0) < 3.0:
        return False
    reached = walkable(plan.area, [other for other in plan.fixtures if other.solid], ((x0 + x1) / 2, (y0 + y1) / 2))
    targets = [entrance.position for entrance in plan.entrances] + [seat.position[:2] for seat in plan.seats]
    return all(min(math.dist(target, point) for point in reached.tolist()) < 1.0 for target in targets)


def _hang_screen(plan: Layout) -> None:
    sides: tuple[Side, ...] = ("east", "north", "west", "south")
    bare = [side for side in sides if not plan.openings[side]]
    if bare:
        plan.hang("screen", bare[0], 0.0, 1.1)


def _fit_outside(plan: Layout, kind: FixtureKind) -> None:
    if kind in ("car", "van", "truck", "bus"):
        _park(plan, kind)
        return
    x0, y0, x1, y1 = plan.stage or plan.clear_stage()
    reach = math.hypot(*SIZES[kind][:2]) / 2 + _GROUND
    spots = [(x, y1 + reach) for x in (1.5, -1.5, 3.0, -3.0, 0.0)] + [
        (x0 - reach, y1),
        (x1 + reach, y1),
        (x0 - reach, y0),
    ]
    for x, y in spots:
        if room_for(plan, kind, (x, y), (x0, y0, x1, y1)) and _inside_fronts(plan, y):
            plan.put(kind, (round(x, 2), round(y, 2)), 270.0 if y > 0 else 90.0)
            return


def _inside_fronts(plan: Layout, y: float) -> bool:
    return abs(y) < plan.depth / 2 - 0.3


def _park(plan: Layout, kind: FixtureKind) -> None:
    """Vehicles stand on the road, along x, in front of the stage and clear of it."""
    x0, y0, x1, y1 = plan.stage or plan.clear_stage()
    for x in (0.0, 3.0, -3.0, 6.0, -6.0):
        for y in (y0 - SIZES[kind][1] / 2 - 1.1, y0 - SIZES[kind][1] / 2 - 2.4, y1 + SIZES[kind][1] / 2 + 1.5):
            thing = Fixture(id="trial", kind=kind, position=(x, y, 0.0), yaw=0.0, size=SIZES[kind])
            shape = corners(thing, 0.15)
            blocked = any(overlap(shape, corners(other)) for other in plan.fixtures if other.solid)
            near = any(overlap(shape, box(around(e.position, 0.5))) for e in plan.entrances)
            near = near or any(overlap(shape, box(around(seat.position[:2], 0.6))) for seat in plan.seats)
            if not blocked and not near and not overlap(shape, box((x0, y0, x1, y1))):
                plan.put(kind, (x, round(y, 2)))
                return
