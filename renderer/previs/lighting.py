"""The light that falls on each fragment, source by source.  Every stage adds to a row's light lines."""

from __future__ import annotations

import math

from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.frame import (
    ABOVE,
    BELOW,
    CELL,
    DEPTH,
    DX,
    DY,
    DZ,
    FACING,
    FILL,
    GAIN,
    KEY,
    LB,
    LG,
    LR,
    NX,
    NY,
    NZ,
    OPEN,
    SUN,
    WET,
    Lamps,
    Scene,
    X,
    Y,
    Z,
)  # fmt: skip
from renderer.previs.mesh import WATER, Ints
from renderer.previs.patterns import cloud
from renderer.previs.precision import HALF, ONE, ZERO, F
from renderer.previs.sky import sky_colour

_ON_PEOPLE = F(2.1)
"""How much more of a lamp's light people get than things."""


@njit(cache=True, error_model="numpy", nogil=True)
def from_sky_and_ground(out: Floats, shown: Ints, count: int, owner: Bytes, lamps: Lamps) -> None:
    """Ambient light from above and below, less what stands near; on people also the camera's fill and a soft rim."""
    hue = lamps.hues
    _openness(out, shown, count, lamps.cover, lamps.cover_at)
    if lamps.room[4] > ZERO:
        _corners(out, count, lamps.room)
    _contact(out, shown, count, lamps.contacts)
    for k in range(count):
        t = shown[k]
        if t < 0:
            continue
        up = (HALF + HALF * out[NZ, k]) * out[OPEN, k]
        down = (HALF - HALF * out[NZ, k]) * out[OPEN, k]
        front, rim = ZERO, ZERO
        out[GAIN, k] = ONE
        if owner[t] > 0:
            out[GAIN, k] = _ON_PEOPLE
            facing = max(out[FACING, k], ZERO)
            edge = ONE - facing
            front, rim = F(0.35) + F(0.65) * facing, edge * edge * edge * F(0.35)
        up += rim
        out[LR, k] = hue[ABOVE, 0] * up + hue[BELOW, 0] * down + hue[FILL, 0] * front
        out[LG, k] = hue[ABOVE, 1] * up + hue[BELOW, 1] * down + hue[FILL, 1] * front
        out[LB, k] = hue[ABOVE, 2] * up + hue[BELOW, 2] * down + hue[FILL, 2] * front


@njit(cache=True, error_model="numpy", nogil=True)
def _openness(out: Floats, shown: Ints, count: int, cover: Floats, at: Floats) -> None:
    """Share of the ambient light that furniture and walls nearby leave."""
    rows, columns = cover.shape
    for k in range(count):
        if shown[k] < 0:
            continue
        c, r, h = out[X, k] * at[0] + at[1], out[Y, k] * at[0] + at[2], out[Z, k]
        open_ = ONE
        if c >= ZERO and r >= ZERO and c < F(columns - 1) and r < F(rows - 1):
            i, j = int(r), int(c)
            u, v = c - F(j), r - F(i)
            low = cover[i, j] + (cover[i, j + 1] - cover[i, j]) * u
            high = cover[i + 1, j] + (cover[i + 1, j + 1] - cover[i + 1, j]) * u
            open_ -= F(0.62) * min(max((low + (high - low) * v - h) * F(1.4), ZERO), ONE)
        if abs(out[NZ, k]) < HALF and h >= ZERO and h < F(1.2):
            open_ *= ONE - F(0.3) * math.exp(-h * F(5))
        out[OPEN, k] = open_


@njit(cache=True, error_model="numpy", nogil=True)
def _corners(out: Floats, count: int, room: Floats) -> None:
    """Less ambient light where walls and ceiling meet: a surface loses what stands square to it nearby.

    The share falls off with distance as the form factor of a strip of wall does, about half a metre deep.
    """
    for k in range(count):  # sky too, whose openness nobody asks for: without a branch the loop runs in vectors
        x, y, z = out[X, k], out[Y, k], out[Z, k]
        nx, ny, nz = out[NX, k], out[NY, k], out[NZ, k]
        dx, dy = max(min(x - room[0], room[2] - x), ZERO), max(min(y - room[1], room[3] - y), ZERO)
        dz = max(room[4] - z, ZERO)
        near = (ONE - nx * nx) / (ONE + F(6) * dx * dx) + (ONE - ny * ny) / (ONE + F(6) * dy * dy)
        near += (ONE - nz * nz) / (ONE + F(6) * dz * dz)
        out[OPEN, k] *= ONE - F(0.3) * min(near, F(1.6))


@njit(cache=True, error_model="numpy", nogil=True)
def _contact(out: Floats, shown: Ints, count: int, balls: Floats) -> None:
    """Darkness where bodies touch: occlusion by a ball is the cosine to it times its share of the half-sphere."""
    for i in range(balls.shape[0]):
        x, y, z, radius = balls[i, 0], balls[i, 1], balls[i, 2], balls[i, 3] * balls[i, 3]
        for k in range(count):
            lx, ly, lz = x - out[X, k], y - out[Y, k], z - out[Z, k]
            square = lx * lx + ly * ly + lz * lz
            if square < radius * F(40) and square > F(1e-5) and shown[k] >= 0:
                toward = max((out[NX, k] * lx + out[NY, k] * ly + out[NZ, k] * lz) / math.sqrt(square), ZERO)
                near = min(radius / square, ONE) * (ONE - square / (radius * F(40)))
                out[OPEN, k] *= ONE - F(0.85) * toward * near


@njit(cache=True, error_model="numpy", nogil=True)
def from_the_key(out: Floats, shown: Ints, count: int, lamps: Lamps) -> None:
    """The key with its shadow: five taps into the chart decide; only in a penumbra sixteen are weighed."""
    a, chart, to = lamps.chart_axes, lamps.chart, lamps.to_key
    red, green, blue = lamps.hues[KEY, 0], lamps.hues[KEY, 1], lamps.hues[KEY, 2]
    rows, columns = chart.shape
    lift, slope = F(1.6) * lamps.numbers[CELL], lamps.slope
    for k in range(count):
        if shown[k] < 0:
            continue
        nx, ny, nz = out[NX, k], out[NY, k], out[NZ, k]
        way = nx * to[0] + ny * to[1] + nz * to[2]
        if way <= ZERO:
            continue
        x, y, z = out[X, k] + nx * lift, out[Y, k] + ny * lift, out[Z, k] + nz * lift
        c = a[0, 0] * x + a[0, 1] * y + a[0, 2] * z + a[0, 3]
        r = a[1, 0] * x + a[1, 1] * y + a[1, 2] * z + a[1, 3]
        d = a[2, 0] * x + a[2, 1] * y + a[2, 2] * z + a[2, 3] + F(0.004)
        if c > F(2) and r > F(2) and c < F(columns - 3) and r < F(rows - 3):
            i, j = int(r), int(c)
            inner = chart[i, j] <= d
            corners = (
                (chart[i - 1, j - 1] <= d)
                + (chart[i - 1, j + 2] <= d)
                + (chart[i + 2, j - 1] <= d)
                + (chart[i + 2, j + 2] <= d)
            )
            if not inner and corners == 0:
                continue
            if not inner or corners < 4:
                u, v, total = c - F(j), r - F(i), ZERO
                for m in range(-1, 3):
                    weight = ONE - v if m == -1 else v if m == 2 else ONE
                    line = (ONE - u) * F(chart[i + m, j - 1] <= d) + F(chart[i + m, j] <= d)
                    line += F(chart[i + m, j + 1] <= d) + u * F(chart[i + m, j + 2] <= d)
                    total += weight * line
                way *= total * F(1 / 9)
        way *= min(max(slope[0] + slope[1] * out[X, k] + slope[2] * out[Y, k], F(0.45)), F(1.35))
        out[LR, k] += red * way
        out[LG, k] += green * way
        out[LB, k] += blue * way


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
            soft = max(toward * F(0.75) + F(0.25), ZERO) * fall * out[GAIN, k]
            out[LR, k] += q[3] * soft
            out[LG, k] += q[4] * soft
            out[LB, k] += q[5] * soft


@njit(cache=True, error_model="numpy", nogil=True)
def in_water(out: Floats, shown: Ints, count: int, scene: Scene, lamps: Lamps, pixel: float) -> None:
    """Water and wet ground: darker, with sky and lamps mirrored in them by Schlick's fresnel."""
    wet = lamps.numbers[WET] > ZERO
    owner, pattern, points = scene.owner, scene.pattern, lamps.points
    hues, numbers, to_sun = lamps.hues, lamps.numbers, lamps.to_sun
    for k in range(count):
        t = shown[k]
        if t < 0:
            continue
        water = pattern[t] == WATER
        if not water and not (wet and out[NZ, k] > F(0.9) and out[Z, k] < F(0.35) and owner[t] == 0):
            continue
        # Ripples smaller than a few pixels would sparkle: they even out with distance and at grazing looks.
        foot = out[DEPTH, k] * pixel / max(out[FACING, k], F(0.02))
        rough = (F(0.10) if water else F(0.04)) / (ONE + foot * F(9))
        u, v = out[X, k] * F(2.3), out[Y, k] * F(2.3)
        rx, ry = out[DX, k] + (cloud(u, v) - HALF) * rough, out[DY, k] + (cloud(u + F(91), v) - HALF) * rough
        rz = abs(out[DZ, k]) + F(0.02)
        edge = ONE - max(out[FACING, k], ZERO)
        fresnel = (F(0.04) + F(0.96) * edge * edge * edge * edge * edge) * (F(0.9) if water else F(0.55))
        sr, sg, sb = sky_colour(rx, ry, rz, hues, numbers, to_sun, False)
        keep = F(0.7) if water else F(0.62)
        red, green, blue = (
            out[LR, k] * keep + sr * fresnel,
            out[LG, k] * keep + sg * fresnel,
            out[LB, k] * keep + sb * fresnel,
        )
        for i in range(points.shape[0]):
            lx, ly, lz = points[i, 0] - out[X, k], points[i, 1] - out[Y, k], points[i, 2] - out[Z, k]
            near = (lx * rx + ly * ry + lz * rz) / math.sqrt(lx * lx + ly * ly + lz * lz + F(1e-4)) - F(0.95)
            if near > ZERO:
                square = near * near * F(400)
                streak = square * square * min(fresnel, F(0.10))
                red, green, blue = (
                    red + points[i, 3] * streak,
                    green + points[i, 4] * streak,
                    blue + points[i, 5] * streak,
                )
        if water:
            swell = cloud(out[X, k] * F(0.16) + out[Y, k] * F(0.05), out[Y, k] * F(0.8))
            crest = max(swell + F(0.25) * cloud(out[X, k] * F(1.1), out[Y, k] * F(3.1)) - F(0.93), ZERO)
            foam = min(crest * F(3.5), F(0.5)) / (ONE + foot * F(3))
            shade = F(0.82) + F(0.36) * swell
            light = (hues[ABOVE, 0] + hues[KEY, 0] * HALF) * F(0.62)
            red, green, blue = red * shade + foam * light, green * shade + foam * light, blue * shade + foam * light
        out[LR, k], out[LG, k], out[LB, k] = red, green, blue
