"""What windows wear: drapes in homes, coloured glass in churches, bars in cells, rings about portholes."""

from __future__ import annotations

from collections.abc import Iterator

from film.place import Opening, PlaceSheet
from renderer.previs.colour import linear, times
from renderer.previs.mesh import FABRIC, GLOWS, ONE_SIDED, Mesh, box, join, quad, ring, rod
from renderer.previs.sets.chance import Dice
from renderer.previs.sets.trimmings.walls import hung

_DRAPED = {"living_room": "#8a7f6a", "bedroom": "#7d7584", "dining_room": "#7a4a44", "hotel_room": "#8a6a48",
           "room": "#7f8a80", "restaurant": "#6e2f2c", "lobby": "#6a5a48", "hall": "#6e3a36"}  # fmt: skip
_GLASS = ("#9a2f2a", "#2f4a8a", "#b08a2c", "#3f6a48", "#6a3f7a", "#b8a06a")
_PANES = 0.42
"""Metres of a pane of coloured glass."""


def window_dress(place: PlaceSheet, lit: float) -> Iterator[tuple[Mesh, int]]:
    """What hangs at, or stands in, each window, and the wall that it goes with; ``lit`` is 0 by day and 1 by night."""
    dice = Dice(place.kind, place.name, "windows")
    for number, wall in enumerate(place.walls):
        for o in wall.openings:
            if o.kind == "window":
                mesh = _dress(place, o, dice, lit)
                if mesh is not None:
                    yield hung(mesh, wall, 0.0), number


def _dress(place: PlaceSheet, o: Opening, dice: Dice, lit: float) -> Mesh | None:
    if place.kind in _DRAPED:
        return _drapes(o, _DRAPED[place.kind], dice)
    if place.kind in ("church", "throne_room"):
        return _coloured(o, dice, 1.0 - 0.88 * lit)
    if place.kind in ("cell", "police_station") and o.width < 1.0:
        return join(_bar(o, i) for i in range(5))
    if place.kind == "ship_cabin":
        middle = (o.at + o.width / 2, 0.02, o.sill + o.height / 2)
        return ring(middle, (0, 1, 0), o.width * 0.62, 0.04, linear("#a8843f"), 14)
    return None


def _drapes(o: Opening, colour: str, dice: Dice) -> Mesh:
    """Two drapes drawn aside on a rail, down to below the sill."""
    cloth, top, foot = linear(colour), o.sill + o.height + 0.14, max(o.sill - 0.35, 0.04)
    parts = [rod((o.at - 0.32, 0.1, top), (o.at + o.width + 0.32, 0.1, top), 0.014, linear("#4a3a2c"), 6)]
    for low, high in ((o.at - 0.3, o.at + 0.06), (o.at + o.width - 0.06, o.at + o.width + 0.3)):
        folds = 5
        step = (high - low) / folds
        for i in range(folds):
            near = 0.03 if i % 2 else 0.0
            tint = times(cloth, (0.8, 1.1)[i % 2] * dice.between(0.95, 1.05))
            x = low + i * step
            parts.append(box((x, 0.05 + near, foot), (x + step, 0.11 + near, top), tint, FABRIC))
    return join(parts)


def _coloured(o: Opening, dice: Dice, bright: float) -> Mesh:
    """Leaded glass: panes of colour with as much of the day behind them as there is."""
    columns, rows = max(2, round(o.width / _PANES)), max(3, round(o.height / _PANES))
    w, h, parts = o.width / columns, o.height / rows, []
    for i in range(columns):
        for j in range(rows):
            x, z = o.at + i * w, o.sill + j * h
            tint = times(linear(dice.one_of(*_GLASS)), bright * dice.between(1.1, 1.9))
            corners = [(x + w, -0.13, z), (x, -0.13, z), (x, -0.13, z + h), (x + w, -0.13, z + h)]
            parts.append(quad(corners, tint).painted(add_flags=GLOWS | ONE_SIDED))
    lead = linear("#22211f")
    parts += [box((o.at + i * w - 0.012, -0.13, o.sill), (o.at + i * w + 0.012, -0.1, o.sill + o.height), lead)
              for i in range(1, columns)]  # fmt: skip
    parts += [box((o.at, -0.13, o.sill + j * h - 0.012), (o.at + o.width, -0.1, o.sill + j * h + 0.012), lead)
              for j in range(1, rows)]  # fmt: skip
    return join(parts)


def _bar(o: Opening, number: int) -> Mesh:
    x = o.at + (number + 0.5) * o.width / 5
    return rod((x, -0.05, o.sill), (x, -0.05, o.sill + o.height), 0.014, linear("#3a3d40"), 6)
