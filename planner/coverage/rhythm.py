"""How long shots last: a log-normal law round the style's median, quicker when it is tense, longer when it is wide.

Shot lengths of films are close to log-normal (Cutting, Brunick, DeLong, Iricinschi & Candan, "Quicker,
faster, darker: Changes in Hollywood film over 75 years", i-Perception 2, 2011; Salt, "Film Style and
Technology", 2009); a wide picture takes longer to read than a face (Salt).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from film.shot import Size
from planner.coverage.option import Option
from planner.geometry import Array

SPREAD = 0.55
"""Standard deviation of the logarithm of a film's shot lengths, near what Cutting et al. report within scenes."""
_BY_SIZE: dict[Size, float] = {
    "EWS": 1.15, "WS": 1.2, "FS": 1.15, "MWS": 1.1, "MS": 1.0, "MCU": 0.95, "CU": 0.85, "ECU": 0.65,
}  # fmt: skip


def medians(options: Sequence[Option], median: float) -> Array:
    """(options,): the length in seconds at which each setup costs least, in a scene of middling tension."""
    factors = [1.4 if each.intent.idiom == "moving" else _BY_SIZE[each.candidate.size] for each in options]
    return np.array([median * factor for factor in factors])


def pace(tension: float) -> float:
    """By how much tension stretches (below the middle) or presses a shot."""
    return 1.15 - 0.4 * tension
