"""What a place sounds like when nobody speaks."""

from __future__ import annotations

from film.plan import Ambience, TimeOfDay, Weather

_INSIDE: dict[str, Ambience] = {
    "kitchen": "kitchen", "bar": "bar", "restaurant": "bar", "cafe": "bar", "office": "office",
    "conference_room": "office", "lobby": "office", "hospital_room": "hospital", "waiting_room": "hospital",
    "laboratory": "hospital", "church": "church", "bus_interior": "bus", "car_interior": "car",
    "train_interior": "train", "plane_interior": "train", "warehouse": "industrial", "garage": "industrial",
    "laundromat": "industrial", "basement": "silence", "cell": "industrial", "station_platform": "crowd",
    "shop": "office", "classroom": "office", "police_station": "office", "terminal": "crowd", "market": "crowd",
    "subway_car": "train", "truck_cab": "car", "gym": "industrial", "swimming_pool": "industrial", "ship_cabin": "sea",
    "barn": "field",
}  # fmt: skip
_OUTSIDE: dict[str, Ambience] = {
    "park": "park", "garden": "park", "graveyard": "park", "forest": "forest", "camp": "forest", "mountain": "field",
    "field": "field", "country_road": "field", "desert": "field", "beach": "beach", "harbour": "sea", "boat": "sea",
    "riverside": "forest", "station_platform": "crowd", "suburb_street": "park", "market": "crowd",
    "terminal": "crowd", "castle": "field", "battlefield": "field", "barn": "field", "village_square": "park",
    "church_exterior": "park", "ship_cabin": "sea", "swimming_pool": "park",
}  # fmt: skip


def ambience_of(kind: str, inside: bool, time: TimeOfDay, weather: Weather, *, storm: bool, crowded: bool) -> Ambience:
    """By the kind of place; out of doors rain and night come first, a crowd fills any larger room."""
    if inside:
        if crowded and kind in (
            "theatre",
            "hall",
            "courtroom",
            "church",
            "lobby",
            "corridor",
            "throne_room",
            "longhouse",
            "gym",
        ):
            return "crowd"
        return _INSIDE.get(kind, "room")
    if weather == "rain":
        return "storm" if storm else "rain"
    natural = _OUTSIDE.get(kind)
    if natural in ("beach", "sea"):
        return natural
    if natural == "crowd":
        return natural
    if time == "night":
        return "night_outdoors" if natural else "street_night"
    return natural or "street_day"
