"""Furniture that the script mentions and the place lacks, stood where it fits."""

from __future__ import annotations

import re
from collections.abc import Collection

from film.place import FixtureKind
from planner.places.fronts import put_up_bills
from planner.places.layout import Layout
from planner.places.lists import plain
from planner.places.stand import stand, stands_for

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


def mentioned(text: str, kind: FixtureKind) -> bool:
    """Whether a text mentions a thing of a kind that rules stand."""
    words = plain(text)
    return any(kind == named and _says(words, names) for names, named, _ in _NAMED)


def _says(words: str, names: str) -> bool:
    return re.search(_BARE + rf"(?:{names})s?\b", words) is not None


def furnish(plan: Layout, text: str, leave: Collection[FixtureKind] = ()) -> None:
    """Add what ``text`` mentions and the place has none of; what fits nowhere is left out, and so are the kinds in
    ``leave``, which somebody else stands."""
    words = plain(text)
    indoors = plan.enclosure == "room"
    if plan.enclosure == "vehicle":
        return
    for names, kind, where in _NAMED:
        there = any(stands_for(thing.kind, kind) for thing in plan.fixtures)
        if kind not in leave and where in (None, indoors) and not there and _says(words, names):
            stand(plan, kind)
    put_up_bills(plan, text)
    if _TWO_CHAIRS.search(words) and len([seat for seat in plan.seats if seat.pose == "sit"]) < 2:
        for _ in range(2):
            stand(plan, "chair")
