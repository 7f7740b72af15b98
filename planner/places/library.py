"""Every kind of place that can be built, by the library's word for it."""

from __future__ import annotations

from collections.abc import Callable

from planner.places import homes, land, law, offices, olden, public, streets, vehicles, venues, works
from planner.places.layout import Layout
from planner.places.variety import Variety

KINDS: dict[str, Callable[[Variety], Layout]] = {
    builder.__name__: builder
    for builder in (
        homes.kitchen, homes.living_room, homes.bedroom, homes.bathroom, homes.hallway, homes.dining_room, homes.room,
        offices.office, offices.hospital_room, offices.corridor, offices.waiting_room, law.classroom,
        law.interview_room, law.courtroom, law.cell, offices.laboratory, offices.dressing_room,
        offices.conference_room, offices.hall,
        venues.bar, venues.cafe, venues.restaurant, venues.shop, venues.laundromat, venues.lobby, venues.church,
        venues.theatre,
        works.warehouse, works.garage, works.basement, works.stairwell, works.lift, works.station_platform,
        works.rooftop, works.boat,
        vehicles.bus_interior, vehicles.car_interior, vehicles.train_interior, vehicles.plane_interior,
        streets.street, streets.bus_stop, streets.storefront, streets.suburb_street, streets.alley, streets.car_park,
        streets.yard,
        land.park, land.forest, land.field, land.garden, land.beach, land.harbour, land.graveyard, land.desert,
        land.mountain, land.riverside, land.camp, land.country_road, land.exterior,
        public.police_station, public.hotel_room, public.gym, public.swimming_pool, public.terminal,
        public.subway_car, public.truck_cab, public.phone_booth, public.market, public.church_exterior,
        public.tent_interior,
        olden.throne_room, olden.longhouse, olden.castle, olden.village_square, olden.battlefield, olden.barn,
        olden.ship_cabin,
    )
}  # fmt: skip
