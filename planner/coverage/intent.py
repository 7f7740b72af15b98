"""What a shot is meant to show, before any camera is placed."""

from __future__ import annotations

from dataclasses import dataclass

from film.shot import Angle, Idiom, Move, Size
from planner.staging.slices import Piece, length

SIZES: tuple[Size, ...] = ("EWS", "WS", "FS", "MWS", "MS", "MCU", "CU", "ECU")


def tighter(size: Size, steps: int = 1) -> Size:
    """The size so many steps closer (negative: wider), within the row."""
    index = min(max(SIZES.index(size) + steps, 0), len(SIZES) - 1)
    return SIZES[index]


@dataclass(frozen=True)
class Intent:
    """A shot in words: idiom, size, whom it is about (first) and whom else it wants, which stretch it plays.

    ``over`` is whose shoulder an OTS looks past, or whose eyes a POV sees with.  ``insert`` is the
    thing to see close.  ``variant`` asks for another side of the face (0, 1, 2) where one person
    is seen for long.
    """

    idiom: Idiom
    size: Size
    subjects: tuple[str, ...]
    pieces: tuple[Piece, ...]
    angle: Angle = "eye"
    move: Move = "static"
    over: str | None = None
    insert: str | None = None
    variant: int = 0

    @property
    def frames(self) -> int:
        """How long it lasts."""
        return length(self.pieces)

    @property
    def focus(self) -> str | None:
        """Whom the shot is about."""
        return self.subjects[0] if self.subjects else None
