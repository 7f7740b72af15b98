"""Where a shot plays, what of the place its camera sees, and the light there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from film.base import Vec3
from film.place import Backdrop, Enclosure, Fixture, FixtureKind, Ground, PlaceSheet
from film.plan import TimeOfDay, Weather
from renderer.generative.wording.cleaning import article, joined, phrase
from renderer.generative.wording.colours import light_words
from renderer.generative.wording.sides import Side

_PLACE = 60
"""Letters that a place's name may take."""
_MOST = 6
"""Kinds of things that are told; more would be a list and no picture."""
_FAR = 60.0
"""Metres beyond which a thing is not told."""
_SMALL = 0.012
"""Share of the frame's height below which a thing is not told."""
_ROWS = 8
"""Seats from which on they stand in rows."""
_UNTOLD: frozenset[FixtureKind] = frozenset({"kerb", "road_line", "panel", "platform", "box", "water", "pole"})
"""Parts of the ground and of walls, and things of no kind."""
_SIGNED: frozenset[FixtureKind] = frozenset({"sign", "picture", "whiteboard", "shop_front", "screen", "monitor"})
_LAMPS: frozenset[FixtureKind] = frozenset({"lamp_floor", "lamp_desk", "lamp_ceiling", "lamp_post", "campfire"})
_WORDS: dict[FixtureKind, str] = {
    "vehicle_seat": "seat", "lamp_floor": "floor lamp", "lamp_desk": "small lamp", "lamp_ceiling": "ceiling lamp",
    "lamp_post": "street lamp", "pew": "pew", "bottle_shelf": "shelf of bottles", "picture": "picture on the wall",
    "clock": "wall clock", "low_wall": "low wall", "bin": "rubbish bin", "stone_building": "stone building",
    "round_table": "round table", "shelter": "shelter",
}  # fmt: skip
_GROUNDS: dict[Ground, str] = {
    "wood": "wooden floor", "tile": "tiled floor", "carpet": "carpeted floor", "concrete": "concrete floor",
    "rubber": "rubber floor", "asphalt": "asphalt", "pavement": "paved ground", "grass": "grass", "sand": "sand",
    "earth": "bare earth", "snow": "snow on the ground", "water": "open water",
}  # fmt: skip
_BACKDROPS: dict[Backdrop, str] = {
    "none": "", "interior": "", "city": "the city", "suburb": "suburban houses", "country": "open countryside",
    "forest": "forest", "mountains": "mountains", "sea": "the sea",
}  # fmt: skip
_OUTSIDE: dict[TimeOfDay, str] = {
    "dawn": "at dawn, pale first light",
    "morning": "in the morning, soft low sunlight",
    "day": "by day, bright daylight",
    "evening": "in the evening, warm low sun",
    "dusk": "at dusk, blue hour, the last light in the sky",
    "night": "at night, dark sky",
}
_OVERCAST: dict[TimeOfDay, str] = {
    "dawn": "at dawn, dim grey light",
    "morning": "in the morning, soft grey light",
    "day": "by day, soft overcast light",
    "evening": "in the evening, fading grey light",
    "dusk": "at dusk, dim blue light",
    "night": "at night, dark sky",
}
_INSIDE: dict[TimeOfDay, str] = {
    "dawn": "at dawn, pale light through the windows",
    "morning": "in the morning, soft light through the windows",
    "day": "by day, daylight through the windows",
    "evening": "in the evening, warm low light through the windows",
    "dusk": "at dusk, dim blue light through the windows",
    "night": "at night, darkness outside the windows",
}
_HOURS: dict[TimeOfDay, str] = {
    "dawn": "at dawn", "morning": "in the morning", "day": "by day", "evening": "in the evening", "dusk": "at dusk",
    "night": "at night",
}  # fmt: skip
_WEATHERS: dict[Weather, str] = {
    "clear": "", "rain": "rain is falling, wet surfaces glisten", "snow": "snow is falling",
    "fog": "fog hangs in the air", "wind": "a strong wind blows",
}  # fmt: skip
_THROUGH: dict[Weather, str] = {
    "clear": "", "rain": "rain on the window panes", "snow": "snow falling outside the windows",
    "fog": "fog outside the windows", "wind": "",
}  # fmt: skip
_INTERIORS = ("_interior", "_cab")
_PREPOSITIONS = {
    "beach": "On", "street": "In", "suburb_street": "In", "country_road": "On", "alley": "In", "bus_stop": "At",
    "rooftop": "On", "station_platform": "On", "battlefield": "On", "mountain": "On", "riverside": "At",
    "harbour": "At", "market": "At", "exterior": "At",
}  # fmt: skip


def setting(place: PlaceSheet, english: bool) -> str:
    """Where it plays: ``Inside the night bus``, ``At a bus stop, outdoors``."""
    kind, name = _kind(place.kind), _name(place.name) if english else ""
    alike = not set(kind.split()).isdisjoint(name.removeprefix("the ").split())
    told = name if alike or (kind in ("room", "exterior") and name) else article(kind) + (name and f", {name}")
    if place.enclosure != "open":
        return f"Inside {told}"
    return f"{_PREPOSITIONS.get(place.kind, 'In')} {told}, outdoors"


def _name(text: str) -> str:
    """``the night bus``, ``Anna's kitchen``: in small letters but for whose it is."""
    words = [word.capitalize() if word.endswith("'s") else word for word in phrase(text, _PLACE).lower().split()]
    bare = not words or words[0] in ("the", "a", "an") or any(word.endswith("'s") for word in words)
    return " ".join(words if bare else ["the", *words])


def _kind(kind: str) -> str:
    for end in _INTERIORS:
        kind = kind.removesuffix(end)
    return kind.replace("_", " ")


def ground(place: PlaceSheet, weather: Weather) -> str:
    """What is underfoot: ``wet asphalt``."""
    wet = place.enclosure == "open" and weather == "rain" and place.ground not in ("water", "snow")
    return f"wet {_GROUNDS[place.ground]}" if wet else _GROUNDS[place.ground]


class Look(NamedTuple):
    """What of a place the camera sees: things by how much of the frame they fill, and openings of its walls."""

    things: tuple[str, ...]
    windows: bool
    doors: bool
    lamps: bool


def seen(side: Side) -> Look:
    """What stands in the frame at the shot's first frame, its middle or its last, whatever stands before it."""
    sizes: dict[str, float] = {}
    counts: Counter[str] = Counter()
    lamps = False
    for fixture in side.place.fixtures:
        size = max(_filled(side, frame, fixture) for frame in side.moments)
        if size < _SMALL:
            continue
        lamps = lamps or fixture.kind in _LAMPS
        if fixture.kind not in _UNTOLD:
            words = _thing(fixture)
            sizes[words] = max(sizes.get(words, 0.0), size)
            counts[words] += 1
    largest = sorted(sizes, key=lambda words: (-sizes[words], words))[:_MOST]
    kinds = {kind for frame in side.moments for kind in _openings(side, frame)}
    return Look(tuple(_many(words, counts[words]) for words in largest), "window" in kinds, "door" in kinds, lamps)


def furniture(place: PlaceSheet, most: int) -> tuple[str, ...]:
    """What stands in a place, the largest first, at most so many kinds."""
    sizes: dict[str, float] = {}
    counts: Counter[str] = Counter()
    for fixture in place.fixtures:
        if fixture.kind not in _UNTOLD:
            words = _thing(fixture)
            sizes[words] = max(sizes.get(words, 0.0), max(fixture.size))
            counts[words] += 1
    largest = sorted(sizes, key=lambda words: (-sizes[words], words))[:most]
    return tuple(_many(words, counts[words]) for words in largest)


def _thing(fixture: Fixture) -> str:
    words = _WORDS.get(fixture.kind, fixture.kind.replace("_", " "))
    text = phrase(fixture.text, 40) if fixture.kind in _SIGNED else ""
    return f'{words} that reads "{text}"' if text else words


def _many(words: str, count: int) -> str:
    if count == 1 or " that reads " in words:
        return article(words)
    head, of, rest = words.partition(" of ")
    head, on, wall = head.partition(" on ")
    plural = (
        f"{head[:-1]}ies"
        if head.endswith("y")
        else f"{head}es"
        if head.endswith(("ch", "sh", "x", "s"))
        else f"{head}s"
    )
    plural = f"{plural.removesuffix('shelfs')}shelves" if plural.endswith("shelfs") else plural
    many = "rows of" if words == "seat" and count >= _ROWS else "several"
    return f"{'two' if count == 2 else many} {plural}{on}{wall}{of}{rest}"


def _filled(side: Side, frame: int, fixture: Fixture) -> float:
    """The share of the frame's height that a thing takes; 0 for one whose middle is outside the frame."""
    view = side.view(frame)
    x, y, z = fixture.position
    middle = (x, y, z + fixture.size[2] / 2)
    across, up, away = view.project(middle)
    if not 0.3 < away < _FAR or abs(across) > 1 or abs(up) > 1.1:
        return 0.0
    return min(fixture.size[2] / (2 * away * view.half_height), 2.0)


def _openings(side: Side, frame: int) -> Iterator[str]:
    """Kinds of the windows and doors whose middle is in the frame, in walls that turn their room's side to it."""
    view = side.view(frame)
    for wall in side.place.walls:
        (x0, y0), (x1, y1) = wall.start, wall.end
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        along = ((x1 - x0) / length, (y1 - y0) / length)
        if along[0] * (view.position[1] - y0) - along[1] * (view.position[0] - x0) <= 0:
            continue
        for each in wall.openings:
            at = each.at + each.width / 2
            point: Vec3 = (x0 + along[0] * at, y0 + along[1] * at, each.sill + each.height / 2)
            across, up, away = view.project(point)
            if away > 0.2 and abs(across) <= 1 and abs(up) <= 1.1:
                yield each.kind


def surroundings(side: Side, look: Look) -> str:
    """``a bench, several street lamps and a shelter, the city behind``; "" for nothing."""
    openings = [words for words, there in (("a window", look.windows), ("a door", look.doors)) if there]
    things = joined([*look.things, *openings])
    back = _BACKDROPS[side.place.backdrop]
    if side.place.moving and look.windows:
        return f"{things}; {back or 'the world'} passes by outside the windows"
    if back and (side.place.enclosure == "open" or look.windows):
        where = "beyond" if side.place.enclosure == "open" else "outside the window"
        return f"{things}, with {back} {where}" if things else f"{back} {where}"
    return things


def light(place: PlaceSheet, look: Look, hour: TimeOfDay, weather: Weather) -> str:
    """Time of day, what lights the scene, and weather where the camera would see it."""
    parts = [_sky(place, look, hour, weather), _lamplight(place, look, hour)]
    parts.append(_WEATHERS[weather] if place.enclosure == "open" else _THROUGH[weather] if look.windows else "")
    return ", ".join(filter(None, parts))


def _sky(place: PlaceSheet, look: Look, hour: TimeOfDay, weather: Weather) -> str:
    if place.enclosure == "open":
        return (_OUTSIDE if weather in ("clear", "wind") else _OVERCAST)[hour]
    windows = any(each.kind == "window" for wall in place.walls for each in wall.openings)
    return _INSIDE[hour] if windows and (look.windows or hour != "night") else _HOURS[hour]


def _lamplight(place: PlaceSheet, look: Look, hour: TimeOfDay) -> str:
    dark = hour in ("night", "dusk", "dawn", "evening")
    walled: tuple[Enclosure, ...] = ("room", "vehicle")
    windows = any(each.kind == "window" for wall in place.walls for each in wall.openings)
    if not place.lamps or not (dark or (place.enclosure in walled and not windows)):
        return ""
    colours = Counter(light_words(lamp.colour) for lamp in place.lamps)
    colour = min(colours, key=lambda words: (-colours[words], words))
    return f"lit by {colour} lamplight" + ("" if look.lamps else " from out of frame")
