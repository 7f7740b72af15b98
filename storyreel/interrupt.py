"""Ctrl-C and a polite kill end a run in order: workers gone, store whole, exit code 130 or 143."""

from __future__ import annotations

import signal
from types import FrameType

_ENDINGS = (signal.SIGINT, signal.SIGTERM)


class Interrupted(SystemExit):
    """The run was told to end; its code is 128 and the signal's number.  The next run goes on from here."""


def listen() -> None:
    """Turns SIGINT and SIGTERM into ``Interrupted`` wherever the run is; a second one ends it at once."""
    for ending in _ENDINGS:
        signal.signal(ending, _interrupt)


def _interrupt(number: int, _: FrameType | None) -> None:
    for ending in _ENDINGS:
        signal.signal(ending, signal.SIG_DFL)
    raise Interrupted(128 + number)
