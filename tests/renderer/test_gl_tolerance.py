"""The tolerance between two engines' pictures: each of its limits is found when it alone is passed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from renderer.previs.gl.tolerance import LIMITS, Difference, between
from renderer.previs.painter import Picture


def _picture(**changes: Any) -> Picture:
    size = (40, 60)
    base = {
        "rgb": np.full((*size, 3), 100, np.uint8),
        "depth": np.full(size, 3, np.float32),
        "normal": np.full((*size, 3), 128, np.uint8),
        "ids": np.zeros(size, np.uint8),
    }
    base["ids"][:, 30:], base["depth"][:, 30:] = 1, 2
    for name, (where, value) in changes.items():
        base[name][where] = value
    return Picture(**base)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"rgb": (slice(None), 102)}, "levels"),
        ({"rgb": ((slice(0, 1), slice(0, 20)), 120)}, "noticed"),
        ({"ids": ((slice(0, 20), 30), 0)}, "ids"),
        ({"ids": ((5, 5), 1)}, "ids_inside"),
        ({"depth": ((5, slice(5, 9)), 3.01)}, "depth_inside"),
        ({"depth": ((5, slice(5, 9)), np.inf)}, "depth_inside"),
        ({"normal": ((slice(0, 3), slice(0, 9)), 140)}, "turned"),
    ],
)
def test_each_limit_holds_by_itself(change: dict[str, Any], part: str) -> None:
    found = between(_picture(), _picture(**change))
    over = {name for name in Difference._fields if getattr(found, name) > getattr(LIMITS, name)}
    assert part in over
    assert not found.within
    assert between(_picture(), _picture()).within
