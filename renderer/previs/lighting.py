"""The light that falls on each fragment, source by source.  Every stage adds to a row's light lines."""

from __future__ import annotations

import math

from numba import njit

from renderer.previs.colour import Floats
from renderer.previs.contact import touch
from renderer.previs.frame import (
    ABOVE,
    ACROSS,
    BELOW,
    CELL,
    DOWN,
    FACING,
    FILL,
    HIGH,
    KEY,
    LB,
    LG,
    LR,
    NX,
    NY,
    NZ,
    OPEN,
    PERSON,
    SUN,
    WAY,
    Lamps,
    X,
    Y,
    Z,
)  # fmt: skip
from renderer.previs.mesh import Ints
from renderer.previs.precision import HALF, ONE, U32, ZERO, F, decay

_ON_PEOPLE = F(2.1)
"""How much more of a lamp's light people get than things."""

SHADOW_TAPS = (-1, 2)
"""The first and the last row or column of the chart, from a fragment's own cell, that its shadow looks at."""

COVER_TOP = 1.2
"""Metres: what stands higher covers no more than up to here, and nothing that lies higher; see shadow.cover_over."""


@njit(cache=True, error_model="numpy", nogil=True)
def from_sky_and_ground(out: Floats, pixel: Ints, count: int, row: int, lamps: Lamps) -> None:
    """Ambient light from above and below, less what stands near; on people also the camera's fill and a soft rim."""
    _openness(out, count, lamps.cover, lamps.cover_at)
    _skirting(out, count)
    if lamps.room[4] > ZERO:
        _corners(out, count, lamps.room)
    touch(out, pixel, count, row, lamps)
    hue = lamps.hues
    for line in range(3):
        above, below, fill = hue[ABOVE, line], hue[BELOW, line], hue[FILL, line]
        for k in range(count):
            upward, person = out[NZ, k] * HALF, out[PERSON, k]
            facing = max(out[FACING, k], ZERO)
            edge = ONE - facing
            rim = edge * edge * edge * F(0.35) * person
            front = (F(0.35) + F(0.65) * facing) * person
            up, down = (HALF + upward) * out[OPEN, k] + rim, (HALF - upward) * out[OPEN, k]
            out[LR + line, k] = above * up + below * down + fill * front


@njit(cache=True, error_model="numpy", nogil=True)
def _openness(out: Floats, count: int, cover: Floats, at: Floats) -> None:
    """Share of the ambient light that furniture and walls nearby leave."""
    rows, columns = cover.shape
    last_c, last_r = F(columns - 1), F(rows - 1)
    for k in range(count):
        c, r = out[X, k] * at[0] + at[1], out[Y, k] * at[0] + at[2]
        open_ = ONE
        if out[Z, k] < F(COVER_TOP) and c >= ZERO and r >= ZERO and c < last_c and r < last_r:
            i, j = U32(r), U32(c)
            u, v = c - F(j), r - F(i)
            low = cover[i, j] + (cover[i, j + 1] - cover[i, j]) * u
            high = cover[i + 1, j] + (cover[i + 1, j + 1] - cover[i + 1, j]) * u
            open_ -= F(0.62) * min(max((low + (high - low) * v - out[Z, k]) * F(1.4), ZERO), ONE)
        out[OPEN, k] = open_


@njit(cache=True, error_model="numpy", nogil=True)
def _skirting(out: Floats, count: int) -> None:
    """What stands upright loses light towards the floor it stands on."""
    for k in range(count):
        h = out[Z, k]
        upright = F(0.3) if abs(out[NZ, k]) < HALF else ZERO
        upright = upright if h >= ZERO else ZERO
        upright = upright if h < F(1.2) else ZERO
        out[OPEN, k] *= ONE - upright * decay(max(h, ZERO) * F(5))


@njit(cache=True, error_model="numpy", nogil=True)
def _corners(out: Floats, count: int, room: Floats) -> None:
    """Less ambient light where walls and ceiling meet: a surface loses what stands square to it nearby.

    The share falls off with distance as the form factor of a strip of wall does, about half a metre deep.
    """
    x0, y0, x1, y1, top = room[0], room[1], room[2], room[3], room[4]
    for k in range(count):
        x, y = out[X, k], out[Y, k]
        nx, ny, nz = out[NX, k], out[NY, k], out[NZ, k]
        dx, dy = max(min(x - x0, x1 - x), ZERO), max(min(y - y0, y1 - y), ZERO)
        dz = max(top - out[Z, k], ZERO)
        near = (ONE - nx * nx) / (ONE + F(6) * dx * dx) + (ONE - ny * ny) / (ONE + F(6) * dy * dy)
        near += (ONE - nz * nz) / (ONE + F(6) * dz * dz)
        out[OPEN, k] *= ONE - F(0.3) * min(near, F(1.6))


@njit(cache=True, error_model="numpy", nogil=True)
def from_the_key(out: Floats, shown: Ints, count: int, lamps: Lamps) -> None:
    """The key with its shadow, stronger towards the windows of a room."""
    chart_places(out, count, lamps)
    _shadow(out, shown, count, lamps.chart)
    red, green, blue = lamps.hues[KEY, 0], lamps.hues[KEY, 1], lamps.hues[KEY, 2]
    level, along, across = lamps.slope[0], lamps.slope[1], lamps.slope[2]
    for k in range(count):
        way = out[WAY, k] * min(max(level + along * out[X, k] + across * out[Y, k], F(0.45)), F(1.35))
        out[LR, k] += red * way
        out[LG, k] += green * way
        out[LB, k] += blue * way


@njit(cache=True, error_model="numpy", nogil=True)
def chart_places(out: Floats, count: int, lamps: Lamps) -> None:
    """How squarely the key falls on each fragment, and its column, row and height in the chart.

    Each is lifted a little off its surface, so that no surface shades itself.
    """
    a, to, lift = lamps.chart_axes, lamps.to_key, F(1.6) * lamps.numbers[CELL]
    to_x, to_y, to_z = to[0], to[1], to[2]
    for k in range(count):
        out[WAY, k] = max(out[NX, k] * to_x + out[NY, k] * to_y + out[NZ, k] * to_z, ZERO)
    for axis, line, more in ((0, ACROSS, ZERO), (1, DOWN, ZERO), (2, HIGH, F(0.004))):
        ax, ay, az, rest = a[axis, 0], a[axis, 1], a[axis, 2], a[axis, 3] + more
        for k in range(count):
            x, y, z = out[X, k] + out[NX, k] * lift, out[Y, k] + out[NY, k] * lift, out[Z, k] + out[NZ, k] * lift
            out[line, k] = ax * x + ay * y + az * z + rest


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def in_chart(column: float, row: float, rows: int, columns: int) -> bool:
    """Whether a place in the chart has all its taps there: from SHADOW_TAPS[0] to SHADOW_TAPS[1] cells away."""
    return column > F(2) and row > F(2) and column < F(columns - 3) and row < F(rows - 3)


@njit(cache=True, error_model="numpy", nogil=True)
def _shadow(out: Floats, shown: Ints, count: int, chart: Floats) -> None:
    """What the shadow leaves of the key: five taps into the chart decide; only in a penumbra sixteen are weighed."""
    rows, columns = chart.shape
    for k in range(count):
        if out[WAY, k] <= ZERO or shown[k] < 0:
            continue
        c, r, d = out[ACROSS, k], out[DOWN, k], out[HIGH, k]
        if not in_chart(c, r, rows, columns):
            continue
        i, j = U32(r), U32(c)
        inner = chart[i, j] <= d
        corners = (
            (chart[i - 1, j - 1] <= d)
            + (chart[i - 1, j + 2] <= d)
            + (chart[i + 2, j - 1] <= d)
            + (chart[i + 2, j + 2] <= d)
        )
        if not inner and corners == 0:
            out[WAY, k] = ZERO
        elif not inner or corners < 4:
            u, v, total = c - F(j), r - F(i), ZERO
            for m in range(4):
                weight = ONE - v if m == 0 else v if m == 3 else ONE
                low = i + U32(m) - U32(1)
                line = (ONE - u) * F(chart[low, j - 1] <= d) + F(chart[low, j] <= d)
                line += F(chart[low, j + 1] <= d) + u * F(chart[low, j + 2] <= d)
                total += weight * line
            out[WAY, k] *= total * F(1 / 9)


@njit(cache=True, error_model="numpy", nogil=True)
def from_sun(out: Floats, shown: Ints, count: int, lamps: Lamps) -> None:
    """Sun through the windows of a room: the ray to the sun leaves through a pane or it does not."""
    s, portals = lamps.to_sun, lamps.portals
    red, green, blue = lamps.hues[SUN, 0], lamps.hues[SUN, 1], lamps.hues[SUN, 2]
    for i in range(portals.shape[0]):
        q = portals[i]
        nx, ny = q[4], -q[3]
        slope = nx * s[0] + ny * s[1]
        if slope < F(1e-3):
            continue
        over = ONE / slope
        for k in range(count):
            way = out[NX, k] * s[0] + out[NY, k] * s[1] + out[NZ, k] * s[2]
            x, y, z = out[X, k], out[Y, k], out[Z, k]
            t = ((q[0] - x) * nx + (q[1] - y) * ny) * over
            if way <= ZERO or t <= ZERO or shown[k] < 0:
                continue
            u = (x + s[0] * t - q[0]) * q[3] + (y + s[1] * t - q[1]) * q[4]
            v = z + s[2] * t - q[2]
            soft = ONE / (F(0.02) + t * F(0.012))
            inside = min(min(u, q[9] - u), min(v, q[10] - v)) * soft + HALF
            if inside > ZERO:
                bar = min(abs(u - q[9] * HALF), abs(v - q[10] * F(0.55))) - F(0.025)
                way *= min(inside, ONE) * min(max(bar * soft + HALF, F(0.15)), ONE)
                out[LR, k] += red * way
                out[LG, k] += green * way
                out[LB, k] += blue * way


@njit(cache=True, error_model="numpy", nogil=True)
def from_lamps(out: Floats, count: int, points: Floats) -> None:
    """The practicals: soft points whose light falls off with the square of the distance beyond their reach.

    People receive more of it than things do, as if each lamp had a film light beside it: they part from the set.
    """
    for i in range(points.shape[0]):
        q = points[i]
        reach = q[6] * q[6]
        end = ONE / (reach * F(36))
        for k in range(count):
            lx, ly, lz = q[0] - out[X, k], q[1] - out[Y, k], q[2] - out[Z, k]
            square = lx * lx + ly * ly + lz * lz + F(1e-4)
            toward = (out[NX, k] * lx + out[NY, k] * ly + out[NZ, k] * lz) / math.sqrt(square)
            fall = reach / (reach + square * F(2.2)) * max(ONE - square * end, ZERO)
            soft = max(toward * F(0.75) + F(0.25), ZERO) * fall * (ONE + (_ON_PEOPLE - ONE) * out[PERSON, k])
            out[LR, k] += q[3] * soft
            out[LG, k] += q[4] * soft
            out[LB, k] += q[5] * soft
