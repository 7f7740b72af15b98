"""Which candidates are different cameras, and whether enough of them are proven."""

from __future__ import annotations

import math

import numpy as np

from planner.camera.kernels.compiled import entry, inner
from planner.camera.kernels.ground import Integers
from planner.geometry import Array

_APART = 25.0
"""Degrees round the subject from which on two cameras are two."""


@inner
def settled(keys: Array, sizes: Integers, cost: Array, broken: Integers, enough: int) -> float:
    """The cost up to which ``enough`` distinct cameras, or the first that breaks a rule, are found; infinite if none.

    Nothing dearer can be chosen any more.
    """
    if enough == 0:
        return np.inf
    chosen, count, last = np.empty(enough, dtype=np.int64), 0, -1
    while count < enough:
        row = -1
        for i in range(len(cost)):
            later = last < 0 or cost[i] > cost[last] or (cost[i] == cost[last] and i > last)
            if later and cost[i] < np.inf and (row < 0 or cost[i] < cost[row]):
                row = i
        if row < 0 or broken[row]:
            return float(cost[row]) if row >= 0 else np.inf
        new = 1
        for k in range(count):
            new *= distinct(keys[row, 0], sizes[row], keys[chosen[k], 0], sizes[chosen[k]])
        chosen[count] = row
        count += new
        last = row
    return float(cost[last])


@inner
def nth_best(cost: Array, count: int) -> float:
    """The cost of the ``count``-th best; infinite where there are fewer, or none is asked."""
    least = np.full(max(count, 1), np.inf)
    for i in range(len(cost)):
        mine = cost[i]
        for k in range(count):
            if mine < least[k]:
                mine, least[k] = least[k], mine
    return float(least[-1])


@entry
def distinct(one: Array, size_one: int, two: Array, size_two: int) -> bool:
    """Whether two cameras (9,) are two: of different sizes, or apart round what they look at."""
    yaw = math.atan2(one[2] - one[5], one[1] - one[4]) - math.atan2(two[2] - two[5], two[1] - two[4])
    return size_one != size_two or abs((math.degrees(yaw) + 180) % 360 - 180) >= _APART
