"""Names beside what they name, where they cover least of anything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from assembler.lettering.shaping import width_of
from assembler.papers.drawing import INK, POINT_MM, Box, Colour, Label
from film.base import Vec2

_PLACES = ((0, 1), (1, 0), (-1, 0), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1), (0, 2), (0, -2), (2, 0), (-2, 0))
"""Above first, as on a map; then beside, below, at the corners, farther off."""


class Wanted(NamedTuple):
    """A name and the point that it belongs to; it keeps ``clear`` metres away."""

    part: str
    text: str
    at: Vec2
    clear: float
    size: float = 6.5
    colour: Colour = INK
    strong: bool = False


def place_labels(wanted: Iterable[Wanted], taken: Sequence[Box], box: Box, scale: int) -> list[Label]:
    """Each name where it overlaps ``taken`` and the names before it least, inside ``box`` if it can be."""
    held = list(taken)
    found = []
    for each in wanted:
        size = each.size * POINT_MM
        wide = (width(each.text, each.size, strong=each.strong) + 1.0) * scale / 1000
        tall = size * 1.15 * scale / 1000
        spots = [_spot(each, wide, tall, place) for place in _PLACES]
        best = min(range(len(spots)), key=lambda index: (round(_cost(spots[index], held, box), 6), index))
        held.append(spots[best])
        left, bottom, right, top = spots[best]
        at = ((left + right) / 2, (bottom + top) / 2)
        found.append(Label(each.part, each.text, at, each.size, each.colour, each.strong))
    return found


@lru_cache(maxsize=4096)
def width(text: str, points: float, *, strong: bool = False) -> float:
    """Millimetres that the text takes on one line."""
    return width_of(text, "text_strong" if strong else "text", points * POINT_MM)


def _spot(wanted: Wanted, wide: float, tall: float, place: tuple[int, int]) -> Box:
    across, up = place
    x = wanted.at[0] + across * wanted.clear + (wide / 2 if across > 0 else -wide / 2 if across < 0 else 0)
    y = wanted.at[1] + up * wanted.clear + (tall / 2 if up > 0 else -tall / 2 if up < 0 else 0)
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _cost(spot: Box, held: Sequence[Box], box: Box) -> float:
    area = (spot[2] - spot[0]) * (spot[3] - spot[1])
    outside = area - _shared(spot, box)
    return sum(_shared(spot, each) for each in held) + 4 * outside


def _shared(a: Box, b: Box) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    tall = min(a[3], b[3]) - max(a[1], b[1])
    return max(wide, 0.0) * max(tall, 0.0)
