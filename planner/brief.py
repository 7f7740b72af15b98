"""What a director asks of the planner besides the script."""

from __future__ import annotations

from film.base import Model
from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.plan import Format
from film.style import Style
from planner.reading.reading import Reading


class Brief(Model):
    """The picture's format, the director's hand, the seed, the scenes wanted and the sheets that the director made.

    ``scenes`` are scene numbers as the writer gave them; empty means all.  A sheet in ``cast`` or
    ``places`` replaces ours of the same id.  ``reading`` is the script as a language model read it; what it says of a
    scene that has changed since is void.
    """

    format: Format = Format()
    style: Style = Style()
    seed: int = 0
    scenes: tuple[str, ...] = ()
    cast: tuple[CharacterSheet, ...] = ()
    places: tuple[PlaceSheet, ...] = ()
    reading: Reading | None = None
