"""What makes a room one of its kind: hangings, curtains, tiles, laid tables.

It belongs to the kind of place and is not on the floor plan: nobody plays with it or walks into it.  All of it hangs on
walls, lies flat, or stands on tops where nobody sits.
"""

from __future__ import annotations

from film.place import PlaceSheet
from renderer.previs.colour import linear
from renderer.previs.mesh import NO_SHADOW, Mesh, join
from renderer.previs.sets.chance import Dice
from renderer.previs.sets.trimmings import hangings as h
from renderer.previs.sets.trimmings.overhead import overhead_of
from renderer.previs.sets.trimmings.tops import laid_tables
from renderer.previs.sets.trimmings.walls import Bare, bare, hung, length_of
from renderer.previs.sets.trimmings.windows import window_dress

_HANGINGS: dict[str, tuple[h.Hanging, ...]] = {
    "kitchen": (h.radiator,),
    "bathroom": (h.towels,),
    "hospital_room": (h.extinguisher, h.chart, h.radiator),
    "corridor": (h.extinguisher, h.pinboard, h.radiator),
    "waiting_room": (h.pinboard, h.poster, h.radiator),
    "classroom": (h.chart, h.pinboard, h.radiator),
    "interview_room": (h.two_way_mirror,),
    "conference_room": (h.chart, h.pinboard),
    "laboratory": (h.chart, h.extinguisher),
    "hall": (h.notice("HALL", "#5a4232", 0.5), h.radiator, h.radiator),
    "church": (h.cross,),
    "warehouse": (h.extinguisher, h.pipes, h.pipes, h.notice("3", "#8a6f35", 1.2)),
    "garage": (h.tools, h.tools, h.pipes),
    "basement": (h.pipes, h.pipes),
    "stairwell": (h.notice("3", "#46525a", 0.8), h.extinguisher, h.radiator),
    "police_station": (h.notice("POLICE", "#2a3f66"), h.pinboard, h.chart),
    "gym": (h.wall_bars, h.wall_bars, h.wall_bars),
    "swimming_pool": (h.lifebuoy, h.lifebuoy, h.notice("2,0 m", "#2f5a7a", 0.3)),
    "terminal": (h.notice("GATES 1-12", "#3a3a3a", 0.5), h.poster, h.extinguisher, h.poster),
    "shop": (h.goods_shelf, h.goods_shelf, h.goods_shelf, h.poster),
    "cafe": (h.goods_shelf, h.poster),
    "restaurant": (h.poster, h.goods_shelf, h.poster),
    "lobby": (h.notice("RECEPTION", "#5a4232"), h.poster, h.poster),
    "courtroom": (h.emblem,),
    "lift": (h.buttons, h.poster),
    "laundromat": (h.pinboard, h.notice("WASH  5", "#2f5a7a", 0.4)),
    "throne_room": (h.banner, h.banner, h.shield, h.banner),
    "longhouse": (h.shield, h.shield, h.shield, h.banner),
    "ship_cabin": (h.chart, h.lifebuoy),
    "barn": (h.tools,),
}
_TILES = {"bathroom": ("#b9c2c0", 1.35), "swimming_pool": ("#8fb0b5", 1.1), "laundromat": ("#a9b4b2", 1.2),
          "kitchen": ("#c2bdae", 1.15)}  # fmt: skip
"""What is tiled up to which height (metres), where nothing else says how its walls look."""


_DEEP = 0.15
"""Metres from a wall from which on a head would knock against what hangs there."""
_Taken = tuple[int, float, float]
"""A wall's number, metres along it, and how wide what hangs there is."""


def trimmings(place: PlaceSheet, lit: float) -> list[tuple[Mesh, int]]:
    """What is added to a place, a mesh for each wall that has any (by number) and one for the rest (-1)."""
    if place.enclosure == "open":
        return []
    own: dict[int, list[Mesh]] = {}
    for mesh, wall in [*_hung(place), *_tiled(place), *window_dress(place, lit)]:
        own.setdefault(wall, []).append(mesh.painted(add_flags=NO_SHADOW))
    own[-1] = [*laid_tables(place, lit), overhead_of(place, lit)]
    return [(join(parts), wall) for wall, parts in sorted(own.items())]


def _hung(place: PlaceSheet) -> list[tuple[Mesh, int]]:
    """The kind's hangings, each on the widest stretch that is bare when its turn comes."""
    dice = Dice(place.kind, place.name, "hangings")
    found: list[tuple[Mesh, int]] = []
    taken: list[_Taken] = []
    for hanging in _HANGINGS.get(place.kind, ()):
        mesh, wide, up = hanging(dice)
        high, deep = float(mesh.vertices[:, 2].max()), float(mesh.vertices[:, 1].max()) > _DEEP
        for spot in bare(place, up, up + high, wide, deep=deep):
            wall = place.walls[spot.wall]
            at = _room_in(spot, wide, taken)
            if at is not None and up + high < wall.height - 0.05:
                found.append((hung(mesh, wall, at, up), spot.wall))
                taken.append((spot.wall, at, wide))
                break
    return found


def _room_in(spot: Bare, wide: float, taken: list[_Taken]) -> float | None:
    """Where along a stretch something fits beside what hangs there already: in its middle, or at either end."""
    for at in (spot.middle, spot.low + wide / 2, spot.high - wide / 2):
        if not any(wall == spot.wall and abs(at - x) < (wide + other) / 2 + 0.2 for wall, x, other in taken):
            return at
    return None


def _tiled(place: PlaceSheet) -> list[tuple[Mesh, int]]:
    """Tiles along the walls between the doors; under windows up to their sills."""
    if place.kind not in _TILES:
        return []
    colour, top = _TILES[place.kind]
    paint, found = linear(colour), []
    for number, wall in enumerate(place.walls):
        at, length = 0.0, length_of(wall)
        for o in [*sorted(wall.openings, key=lambda o: o.at), None]:
            end = length if o is None else o.at - 0.06
            if end > at + 0.02:
                found.append((hung(h.tiled(at, end, top, paint), wall, 0.0), number))
            if o is not None:
                if o.sill > 0.2:
                    sill = min(o.sill - 0.06, top)
                    found.append((hung(h.tiled(end, o.at + o.width + 0.06, sill, paint), wall, 0.0), number))
                at = o.at + o.width + 0.06
    return found
