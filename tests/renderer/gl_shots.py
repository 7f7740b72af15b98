"""Shots that show all a shader has to do, and the context that they are drawn in on a machine without a card."""

from __future__ import annotations

import pytest

from film.camera import CameraKey
from film.place import Fixture, Lamp
from film.plan import Format
from film.shot import Half
from film.staging import Mark
from renderer.previs import gl
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import field, request, room, shot

SMALL = Format(width=192, height=108)
LOOK = Look(labels=False, passes=("depth", "normal", "id", "flow"))


@pytest.fixture
def card() -> gl.Machine:
    """OpenGL, by a processor where there is no card; the test is skipped where nothing speaks it."""
    found = gl.context(software=True)
    if found is None:
        pytest.skip(f"no OpenGL: {gl.why(software=True)}")
    return found


def _thing(kind: str, x: float, y: float, size: tuple[float, float, float], **more: object) -> Fixture:
    z = more.pop("z", 0.0)
    return Fixture.model_validate({"id": f"{kind}{x}", "kind": kind, "position": (x, y, z), "size": size, **more})


def _key(*position: float, target: tuple[float, float, float] = (0, 1, 1), focal: float = 20) -> CameraKey:
    return CameraKey(frame=0, position=position, target=target, focal_mm=focal)


def _outdoors() -> tuple[Fixture, ...]:
    return (
        _thing("water", 3, 6, (6, 4, 0.1)),
        _thing("tree", -3, 5, (2, 2, 5)),
        _thing("building", 2, 16, (6, 10, 9), yaw=-90),
        _thing("lamp_post", 1.6, 3, (0.3, 0.3, 4)),
    )


def shots() -> dict[str, ShotRequest]:
    """By name: rooms by day and by night, fields in sun and rain, words and mirrors, a wild wall, a split screen."""
    written = (
        _thing("sign", 0.9, 1.95, (0.06, 1.0, 0.5), yaw=-90, z=1.4, text="LAST BUS 23:40"),
        _thing("mirror", -1.2, 1.95, (0.06, 0.7, 1.0), yaw=-90, z=1.0),
        _thing("screen", 1.9, 0.4, (0.08, 1.1, 0.7), yaw=180, z=1.1, text="NEWS"),
    )
    lamps = (Lamp(position=(0.8, 0.6, 1.9)), Lamp(position=(-1.5, 1.5, 2.2), colour="#a0c0ff", power=0.4))
    night = room(lamps=lamps, fixtures=(*room().fixtures, *written))
    street = field(ground="asphalt", backdrop="city", fixtures=_outdoors(), lamps=(Lamp(position=(1.6, 3, 3.8)),))
    behind = _key(-4.5, 0.0, 1.5, target=(0.5, 0.6, 1.0), focal=28)
    walks = (
        Mark(character="ann", frame=0, position=(-0.9, 0.6, 0.0), yaw=0),
        Mark(character="ann", frame=2, position=(-0.8, 0.6, 0.0), yaw=0),
        Mark(character="bo", frame=0, position=(0.5, 0.6, 0.0), yaw=180),
    )
    ann = (Mark(character="ann", frame=0, position=(0, 1, 0), yaw=-90),)
    bo = (Mark(character="bo", frame=0, position=(0, 1, 0), yaw=-90),)
    half = Half(subjects=("bo",), camera=(_key(0, -1.5, 1.4),), marks=bo)
    asked = {
        "interior day": request(shot=shot(marks=walks)),
        "night with lamps, a sign, a mirror, a screen": request(place=night, time_of_day="night"),
        "field in the sun": request(place=field(fixtures=_outdoors(), backdrop="mountains"), time_of_day="evening"),
        "street in the rain": request(place=street, time_of_day="night", weather="rain"),
        "a starry sea": request(place=field(ground="sand", backdrop="sea"), time_of_day="night"),
        "through a wild wall": request(place=room(), shot=shot(camera=(behind,))),
        "split screen": request(
            shot=shot(subjects=("ann",), marks=ann, split=half), beside=field(backdrop="forest"), time_of_day="dusk"
        ),
    }
    return {name: each.but(format=SMALL, look=LOOK) for name, each in asked.items()}
