"""How a place is lit: by the time of day, whether it is inside, and the weather.

Like a gaffer's plan: one key with a shadow (sun, moon, or the big soft source of a room), a sky and
a ground bounce, the practicals of the set, and a weak fill at the camera that only people receive,
so that a face can be read in every set-up without the background jumping from shot to shot.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from film.base import Vec3
from film.place import Lamp, PlaceSheet, Wall
from film.plan import TimeOfDay, Weather
from renderer.previs.colour import Floats, Rgb, linear, mix, times


@dataclass(frozen=True)
class Sky:
    """What an uncovered sample shows: colours at zenith and horizon, the sun's or moon's glow, stars from 0 to 1."""

    zenith: Rgb
    horizon: Rgb
    glow: Rgb
    stars: float = 0.0


@dataclass(frozen=True)
class Light:
    """Everything the shader asks of light.  Colours are linear; ``to_sun`` and ``to_key`` point at the source.

    ``key`` casts the shadow.  ``sun`` falls through windows into rooms.  ``haze`` is the share of a
    metre that mist takes.  ``points`` rows are x, y, z, red, green, blue, reach in metres.
    """

    to_key: Vec3
    key: Rgb
    to_sun: Vec3
    sun: Rgb
    above: Rgb
    below: Rgb
    fill: Rgb
    sky: Sky
    haze_colour: Rgb
    haze: float
    exposure: float
    points: Floats
    wet: float = 0.0
    snow: float = 0.0
    """Share of the ground out of doors that snow has covered."""
    windows_lit: float = 0.0
    pane: Rgb = (1.0, 1.0, 1.0)
    """What a window shows that has no view: daylight behind frosted glass."""
    outside: float = 1.0
    """How bright what lies behind a room's windows is, against things inside."""
    room: tuple[float, float, float, float, float] = (0.0, 0.0, 0.0, 0.0, 0.0)
    """The inside whose corners darken: low x, low y, high x, high y, ceiling; nothing out of doors."""
    slope: Vec3 = (1.0, 0.0, 0.0)
    """The key's strength over the floor: at the origin, and its change a metre along x and y."""


@dataclass(frozen=True)
class _Hour:
    """One time of day out of doors under a clear sky: the sun's height and bearing in degrees."""

    elevation: float
    bearing: float
    sun: str
    sun_power: float
    zenith: str
    horizon: str
    ambient: float
    fill: float
    stars: float = 0.0
    lamps: float = 0.15
    lit: float = 0.0
    indoors: float = 1.0
    """Daylight that a room gets, of its full measure."""


_HOURS: dict[TimeOfDay, _Hour] = {
    "dawn": _Hour(10, 335, "#ffbf8a", 1.7, "#6f86b0", "#f2b998", 0.60, 0.14, lamps=0.6, lit=0.25, indoors=0.55),
    "morning": _Hour(28, 326, "#ffdcae", 2.7, "#4f8ccc", "#c3d6e2", 0.50, 0.12, lamps=0.15, indoors=0.95),
    "day": _Hour(44, 322, "#fff0d2", 2.9, "#3a7cc6", "#b4cfe2", 0.52, 0.12, lamps=0.1, indoors=1.0),
    "evening": _Hour(17, 222, "#ffae66", 2.2, "#5f80b6", "#f4bd84", 0.60, 0.14, lamps=0.7, lit=0.3, indoors=0.6),
    "dusk": _Hour(6, 208, "#e0805c", 0.9, "#465c90", "#d68f7c", 0.50, 0.20, 0.15, lamps=0.9, lit=0.5, indoors=0.3),
    "night": _Hour(40, 300, "#9db6e6", 0.42, "#0a1228", "#20304f", 0.20, 0.19, 0.9, lamps=1.0, lit=0.45, indoors=0.0),
}
"""Bearings are counter-clockwise from +x: the sun comes three-quarters from the side that the front of a street or
garden looks to, so that what faces the camera is lit by it and still has a side in shade."""

_OPENED = 0.8
"""How much farther a lens is opened by day in a vehicle without lamps to speak of: faces are in the shade of its roof.
"""
_HOUSE = Sky((0.006, 0.006, 0.007), (0.011, 0.011, 0.012), (0.0, 0.0, 0.0))
"""The dark of a studio about a room that has nothing outside: what a camera sees past a wall that was struck."""

_GROUND = {"snow": "#c9d2dc", "sand": "#b09a72", "grass": "#56683c", "water": "#3f5a68"}


def light_of(place: PlaceSheet, time_of_day: TimeOfDay, weather: Weather) -> Light:
    """The lighting of a place at a time of day in a weather."""
    hour = _HOURS[time_of_day]
    outside = _outdoors(place, hour, weather)
    return outside if place.enclosure == "open" else _indoors(place, hour, outside)


def underground(place: PlaceSheet) -> bool:
    """Whether it rides where no daylight comes."""
    return place.moving and "subway" in place.kind


def _outdoors(place: PlaceSheet, hour: _Hour, weather: Weather) -> Light:
    overcast = {"clear": 0.0, "wind": 0.15, "rain": 0.8, "snow": 0.75, "fog": 0.85}[weather]
    grey = times(linear("#aab4bf"), 0.12 if hour.stars > 0.5 else 0.35 + 0.45 * hour.ambient)
    zenith = mix(linear(hour.zenith), grey, overcast)
    horizon = mix(linear(hour.horizon), times(grey, 1.15), overcast)
    to_sun = _direction(hour.elevation, hour.bearing)
    sun = times(linear(hour.sun), hour.sun_power * (1 - 0.8 * overcast))
    sky_light = mix(linear("#ffffff"), _unit_colour(mix(zenith, horizon, 0.5)), 0.75 - 0.3 * overcast)
    above = times(sky_light, hour.ambient * (1 + 0.8 * overcast * (1 - hour.stars)))
    ground = linear(_GROUND.get(place.ground, "#77736c"))
    bounce = mix(_unit_colour(ground), (1.0, 1.0, 1.0), 0.4)
    night = hour.stars > 0.5
    return Light(
        to_key=_direction(max(hour.elevation, 24.0), hour.bearing),
        key=sun,
        to_sun=to_sun,
        sun=sun,
        above=above,
        below=times(bounce, hour.ambient * 0.55),
        fill=times(sky_light, hour.fill),
        sky=Sky(
            zenith,
            horizon,
            times(linear(hour.sun), (0.25 if night else 0.9) * (1 - overcast)),
            hour.stars * (1 - overcast),
        ),
        haze_colour=mix(horizon, zenith, 0.15),
        haze={"clear": 0.0026, "wind": 0.0030, "rain": 0.010, "snow": 0.016, "fog": 0.055}[weather],
        exposure=1.0,
        points=_points(place.lamps, hour.lamps * (1.0 + 0.55 * (hour.stars > 0.5))),
        wet=1.0 if weather == "rain" else 0.0,
        snow=0.7 if weather == "snow" else 0.0,
        windows_lit=hour.lit,
    )


def _indoors(place: PlaceSheet, hour: _Hour, outside: Light) -> Light:
    """Inside: the key is soft and from the windows by day, from the lamps overhead by night."""
    openings = 0.0 if underground(place) else _window_area(place)
    day = hour.indoors if openings > 0 else 0.0
    artificial = max(1.0 - day, 0.35) if place.lamps or not openings else max(1.0 - day, 0.2)
    warm = linear("#ffdcb0") if not place.lamps else mix(_mean_lamp(place.lamps), (1.0, 1.0, 1.0), 0.45)
    inward = _from_windows(place)
    night = hour.stars > 0.5
    cool = mix(linear("#e4eaf2"), _unit_colour(outside.above), 0.22)
    key = mix(times(warm, 1.05), times(cool, 1.6), day)
    own = place.enclosure == "vehicle" and sum(lamp.power for lamp in place.lamps) > 1.0
    dim = 1.15 if own else (0.66 if place.enclosure == "room" else 0.8) if night else 1.0
    base = mix(times(warm, 0.42 * (0.5 + artificial / 2)), times(cool, 0.6), day)
    if night and not own:
        base = mix(base, times(linear("#7f97cf"), 0.36), 0.45)
    return replace(
        outside,
        sky=outside.sky if place.moving or place.backdrop not in ("none", "interior") else _HOUSE,
        pane=times(outside.sky.horizon, 0.9),
        to_sun=_direction(max(hour.elevation, 14.0), _bearing_of_windows(place) + hour.bearing - 280),
        to_key=inward if day > 0.3 else _lamp_direction(place),
        key=times(key, dim),
        sun=outside.sun if day > 0.25 else (0.0, 0.0, 0.0),
        above=times(base, dim),
        below=times(base, 0.75 * dim),
        fill=times(mix(warm, cool, day), 0.2),
        haze=outside.haze * 0.3 if place.enclosure == "vehicle" else min(outside.haze, 0.004) * 0.5,
        points=_points(place.lamps, 0.4 + 0.6 * (1 - day)),
        wet=0.0,
        outside=0.3 if night else 0.8 + 1.1 * hour.indoors,
        exposure=1.0 + _OPENED * day if place.enclosure == "vehicle" and not own else 1.0,
        room=_room(place),
        slope=_slope(place, inward, day),
    )


def _room(place: PlaceSheet) -> tuple[float, float, float, float, float]:
    """The inside's bounds, for the dark of its corners."""
    points = [point for wall in place.walls for point in (wall.start, wall.end)]
    if not points or place.ceiling is None:
        return 0.0, 0.0, 0.0, 0.0, 0.0
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys), place.ceiling


def _slope(place: PlaceSheet, to_key: Vec3, day: float) -> Vec3:
    """Daylight is strongest at the windows and falls off into the room: by a third from the middle to either end."""
    x0, y0, x1, y1, _ = _room(place)
    reach = math.hypot(x1 - x0, y1 - y0) / 2
    if day <= 0.3 or reach <= 0:
        return 1.0, 0.0, 0.0
    flat = max(math.hypot(to_key[0], to_key[1]), 1e-6)
    gx, gy = 0.45 * to_key[0] / flat / reach, 0.45 * to_key[1] / flat / reach
    return 1.0 - gx * (x0 + x1) / 2 - gy * (y0 + y1) / 2, gx, gy


def _points(lamps: Sequence[Lamp], share: float, most: int = 12) -> Floats:
    strongest = sorted(lamps, key=lambda lamp: (-lamp.power, lamp.position))[:most]
    rows = [
        (*lamp.position, *times(linear(lamp.colour), lamp.power * share * 0.9), 2.2 * math.sqrt(max(lamp.power, 0.05)))
        for lamp in strongest
        if lamp.power > 0
    ]
    return np.asarray(rows, np.float32).reshape(-1, 7)


def _direction(elevation: float, bearing: float) -> Vec3:
    up, round_ = math.radians(elevation), math.radians(bearing)
    return math.cos(up) * math.cos(round_), math.cos(up) * math.sin(round_), math.sin(up)


def _inward(wall: Wall) -> tuple[float, float]:
    dx, dy = wall.end[0] - wall.start[0], wall.end[1] - wall.start[1]
    length = max(math.hypot(dx, dy), 1e-6)
    return -dy / length, dx / length


def _window_area(place: PlaceSheet) -> float:
    return sum(o.width * o.height for wall in place.walls for o in wall.openings if o.kind == "window")


def _from_windows(place: PlaceSheet) -> Vec3:
    """Towards the windows, well above head height."""
    return _direction(48, _bearing_of_windows(place) + 18)


def _bearing_of_windows(place: PlaceSheet) -> float:
    """The way out through the windows, weighed by their area; where they cancel out or are none, a fixed one."""
    x = y = 0.0
    for wall in place.walls:
        nx, ny = _inward(wall)
        area = sum(o.width * o.height for o in wall.openings if o.kind == "window")
        x, y = x - nx * area, y - ny * area
    return math.degrees(math.atan2(y, x)) if math.hypot(x, y) > 0.3 else 60.0


def _lamp_direction(place: PlaceSheet) -> Vec3:
    if not place.lamps:
        return _direction(60, 60)
    weight = sum(lamp.power for lamp in place.lamps) or 1.0
    x = sum(lamp.position[0] * lamp.power for lamp in place.lamps) / weight
    y = sum(lamp.position[1] * lamp.power for lamp in place.lamps) / weight
    middle = ((place.stage[0] + place.stage[2]) / 2, (place.stage[1] + place.stage[3]) / 2)
    return _direction(62, math.degrees(math.atan2(y - middle[1] + 0.05, x - middle[0] + 0.1)))


def _mean_lamp(lamps: Sequence[Lamp]) -> Rgb:
    weight = sum(lamp.power for lamp in lamps) or 1.0
    red, green, blue = (sum(linear(lamp.colour)[i] * lamp.power for lamp in lamps) / weight for i in range(3))
    return red, green, blue


def _unit_colour(colour: Rgb) -> Rgb:
    """The hue alone: its brightest part is 1."""
    return times(colour, 1 / max(*colour, 1e-4))
