"""Makes ``docs/pictures/places.jpg`` and ``hours.jpg``: every kind of place, as the planner shoots it.

Each kind of place that the planner knows stands in a scene of a script of its own, in which two people meet and talk;
what is shown are two of that scene's shots: the widest, and a close one that still shows where it is.  Then a room with
windows, a street, a park, a field, a car and a bus by every hour and in every weather::

    python -m tools.draw_places [docs/pictures] [NAME ...]

With names only those places are drawn (``hours`` is a name too, and so is ``hours:street``).  Same code, same pixels.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import planner
from film.plan import Format, ScenePlan, TimeOfDay, Weather
from film.shot import Shot
from planner.brief import Brief
from planner.places.library import KINDS
from planner.places.variety import Variety
from renderer.previs.bodies import Mannequin
from renderer.previs.lettering import face
from renderer.previs.painter import Painter
from renderer.request import Look, ShotRequest, requests_of
from screenplay.reader import read_bytes

OUTPUT = Path(__file__).resolve().parents[1] / "docs" / "pictures"
TILE = Format(width=256, height=144)
COLUMNS = 8
CAPTION, GAP, INK = 15, 3, "#101114"
QUALITY = 74
CALLED = {
    "boat": "EXT. FISHING BOAT", "cell": "INT. PRISON CELL", "room": "INT. SOMEWHERE", "exterior": "EXT. SOMEWHERE",
    "hall": "INT. BALLROOM", "church_exterior": "EXT. CHURCH", "tent_interior": "INT. TENT",
    "bus_interior": "INT. BUS", "car_interior": "INT. CAR", "train_interior": "INT. TRAIN",
    "plane_interior": "INT. PLANE", "suburb_street": "EXT. SUBURB", "storefront": "EXT. SHOP",
    "ship_cabin": "INT. SHIP'S CABIN", "throne_room": "INT. THRONE ROOM", "car_park": "EXT. PARKING LOT",
    "truck_cab": "INT. TRUCK",
    "phone_booth": "EXT. PHONE BOOTH",
    "station_platform": "EXT. TRAIN STATION", "lift": "INT. ELEVATOR", "terminal": "INT. AIRPORT",
}  # fmt: skip
"""Headings of kinds that are not called by their own name."""
HOURS = ("living_room", "street", "park", "field", "car_interior", "bus_interior")
WIDEST = ("EWS", "WS", "FS", "MWS", "MS", "MCU", "CU", "ECU")
CLOSE = ("MS", "MCU", "MWS", "CU", "FS", "WS", "ECU", "EWS")
MIDDAY_RAIN: tuple[tuple[TimeOfDay, Weather], ...] = (
    ("day", "rain"), ("day", "snow"), ("day", "fog"), ("night", "rain"), ("night", "snow"), ("night", "fog"),
)  # fmt: skip
MEET = "ANNA stands and looks around. BEN walks up to her."
RIDE = "ANNA drives. BEN sits beside her."
RIDDEN = ("car_interior", "truck_cab")
TALK = """{heading} - DAY

{meet}

BEN
There you are. I have been looking for you all day.

ANNA
I know.

BEN
Then say something.

Anna smiles.

"""


def main() -> None:
    """Draws and writes."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    named = sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    kinds = [kind for kind in KINDS if not named or kind in named]
    if kinds:
        write(folder / "places.jpg", sheet(of_kinds(kinds), COLUMNS))
    hours = [kind for kind in HOURS if not named or "hours" in named or f"hours:{kind}" in named]
    if hours:
        write(folder / "hours.jpg", sheet(by_hours(hours), len(skies()) // 2))


def heading_of(kind: str) -> str:
    """A heading that a writer would call the kind by."""
    inside = KINDS[kind](Variety(kind)).enclosure != "open"
    return CALLED.get(kind, f"{'INT.' if inside else 'EXT.'} {kind.replace('_', ' ').upper()}")


def scenes_of(kinds: Sequence[str]) -> Iterator[tuple[str, ScenePlan, dict[str, ShotRequest]]]:
    """Each kind with its scene and the requests of the scene's shots by id, planned by rules alone."""
    for kind in kinds:
        text = TALK.format(heading=heading_of(kind), meet=RIDE if kind in RIDDEN else MEET)
        plan = planner.plan(read_bytes(text.encode(), Path(f"{kind}.fountain")), Brief(format=TILE))
        found = plan.places[0].kind
        if found != kind:
            raise SystemExit(f"{heading_of(kind)} is read as {found}, not as {kind}")
        requests = requests_of(plan, Look(labels=False, passes=()))
        yield kind, plan.scenes[0], {request.shot.id: request for request in requests}


def two_of(scene: ScenePlan) -> tuple[Shot, Shot]:
    """The widest shot, and the one that shows a person and where they are; different ones where there are two."""
    wide = min(scene.shots, key=lambda shot: WIDEST.index(shot.size))
    rest = [shot for shot in scene.shots if shot is not wide and shot.insert is None] or [wide]
    return wide, min(rest, key=lambda shot: CLOSE.index(shot.size))


def of_kinds(kinds: Sequence[str]) -> Iterator[tuple[str, Image.Image]]:
    """Two tiles a kind."""
    for kind, scene, requests in scenes_of(kinds):
        for shot in two_of(scene):
            yield kind.replace("_", " "), picture(requests[shot.id])


def skies() -> tuple[tuple[TimeOfDay, Weather], ...]:
    """Every hour under a clear sky, then every weather by day and by night."""
    return (*((time, "clear") for time in get_args(TimeOfDay)), *MIDDAY_RAIN)


def by_hours(kinds: Sequence[str]) -> Iterator[tuple[str, Image.Image]]:
    """The widest shot of each kind by every hour and weather."""
    for kind, scene, requests in scenes_of(kinds):
        asked = requests[two_of(scene)[0].id]
        for time, weather in skies():
            called = time if weather == "clear" else f"{time}, {weather}"
            yield f"{kind.replace('_', ' ')}: {called}", picture(asked.but(time_of_day=time, weather=weather))


def picture(request: ShotRequest) -> Image.Image:
    """The frame in the middle of a shot."""
    return Image.fromarray(Painter(request, Mannequin).draw(request.shot.frames // 2).rgb)


def sheet(tiles: Iterable[tuple[str, Image.Image]], columns: int) -> Image.Image:
    """Tiles of one size in rows, each under its name."""
    named = list(tiles)
    width, height = TILE.width + GAP, TILE.height + CAPTION + GAP
    columns = min(columns, len(named))
    whole = Image.new("RGB", (columns * width - GAP, -(-len(named) // columns) * height), INK)
    pen = ImageDraw.Draw(whole)
    for number, (name, tile) in enumerate(named):
        x, y = number % columns * width, number // columns * height
        pen.text((x + 3, y + 1), name, fill="#d8d8d8", font=face(11))
        whole.paste(tile, (x, y + CAPTION))
    return whole


def write(path: Path, picture: Image.Image) -> None:
    """A JPEG small enough for a repository."""
    picture.save(path, quality=QUALITY, optimize=True, progressive=True)
    print(f"{path}: {picture.width} x {picture.height}, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
