"""A camera's part of the frame, with the people in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from renderer.measure.horizon import Lens
from renderer.measure.outline import Person


class Part(NamedTuple):
    """A camera's columns of the frame: all of them, or a half of a split screen; its lens, and the people in it."""

    columns: slice
    lens: Lens
    people: tuple[Person, ...]

    def moved(self, right: int, bytes_: Iterable[int]) -> Part:
        """The same part so many columns further right, where ``bytes_`` gives for each byte what it is there."""
        table = tuple(bytes_)
        return self._replace(
            columns=slice(self.columns.start + right, self.columns.stop + right),
            people=tuple(person._replace(byte=table[person.byte]) for person in self.people),
        )
