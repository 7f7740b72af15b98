"""What a brief asks of a camera, as one row of numbers: its columns, the codes in them, the rules that can break."""

from __future__ import annotations

from typing import get_args

from film.shot import Idiom, Size

IDIOMS: tuple[Idiom, ...] = get_args(Idiom)
SIZES: tuple[Size, ...] = get_args(Size)
ESTABLISHING, MASTER, TWO_SHOT, OTS, SINGLE, REACTION, INSERT, POV, MOVING = range(9)
EWS, WS, FS, MWS, MS, MCU, CU, ECU = range(8)

# Columns of a wish.  Points and pairs of points take as many columns as they have numbers.
(
    W_IDIOM, W_OVER, W_GATE, W_PROFILE, W_LOWEST, W_HIGHEST, W_CEILING, W_ENCLOSED, W_SIDE, W_AXIS, W_THING, W_BEFORE,
    W_LANDMARK, W_WIDE,
) = (0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 14, 19, 26, 29)  # fmt: skip
COLUMNS = 30
"""Idiom's code; row of the one looked past or through, -1 for none; width and height of the gate in mm; 1 where a
profile is meant; lowest and highest camera; ceiling, infinite for none; 1 in a room or vehicle; side of the axis, 0 for
no axis, and its two ends; middle x y z of the thing of an insert, half its width (0 for no thing) and how far before it
its face is; the camera before: size's code, -1 for none, position and target; landmark: 1 for one, x y; 1 where the
place is to be seen wide."""

RULES = (
    "inside a fixture", "out of the camera's reach", "in a wall", "too near to somebody", "across the axis",
    "the face is turned away", "the head is cut", "the face is hidden", "the thing is hidden", "no shoulder in frame",
    "somebody stands before them",
)  # fmt: skip
(
    IN_FIXTURE, OUT_OF_REACH, IN_WALL, TOO_NEAR, ACROSS, TURNED, CUT, HIDDEN, THING_HIDDEN, NO_SHOULDER,
    BLOCKED,
) = (1 << i for i in range(11))  # fmt: skip


def names_of(bits: int) -> tuple[str, ...]:
    """The rules that a proof found broken."""
    return tuple(rule for i, rule in enumerate(RULES) if bits >> i & 1)
