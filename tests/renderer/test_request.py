"""What decides the pixels, and nothing else."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from film.camera import CameraKey
from film.cast import CharacterSheet, Voice
from film.errors import RenderError
from film.names import digest
from film.shot import Speech
from film.staging import Mark
from renderer.check import check
from renderer.previs.people import id_bytes
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import request, room, shot


def same(a: ShotRequest, b: ShotRequest) -> bool:
    return digest(a.recipe()) == digest(b.recipe())


def test_names_numbers_and_words_do_not_matter() -> None:
    other = shot(id="9-Z9", setup="Z", beat="b77", covers=((40, 44),), description="Else", size="CU", idiom="single")
    assert same(request(), request(shot=other))
    assert same(request(), request(place=room(id="elsewhere", name="Elsewhere", evidence=((1, 1),))))
    hoarse = tuple(sheet.but(voice=Voice(pitch=-5), evidence=((3, 3),), aliases=("X",)) for sheet in request().cast)
    assert same(request(), request(cast=hoarse))


def test_what_is_seen_matters() -> None:
    base = request()
    changed = [
        request(shot=shot(frames=4)),
        request(shot=shot(subjects=("ann",))),
        request(shot=shot(camera=(CameraKey(frame=0, position=(0, -1.8, 1.5), target=(0, 1, 1)),))),
        request(shot=shot(speech=(Speech(line="l1", character="ann", start=0, frames=2),))),
        request(place=room(ground="tile")),
        request(time_of_day="night"),
        request(weather="fog"),
        request(look=Look(labels=True)),
        request(cast=(CharacterSheet(id="ann", name="ANN", hair="bald"), request().cast[1])),
    ]
    assert not any(same(base, other) for other in changed)


def test_a_name_matters_only_where_it_is_written() -> None:
    renamed = (CharacterSheet(id="ann", name="Anna"), request().cast[1])
    assert same(request(), request(cast=renamed))
    labels = Look(labels=True)
    assert not same(request(look=labels), request(cast=renamed, look=labels))


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"camera": (CameraKey(frame=0, position=(0, 0, 1), target=(0, 0, 1)),)}, "looks at itself"),
        ({"camera": (CameraKey(frame=0, position=(0, 0, 1), target=(0, 1, 1), focal_mm=0.0),)}, "0 mm"),
        ({"subjects": ("ann", "carl")}, "carl"),
    ],
)
def test_a_shot_that_has_no_picture_is_refused(wrong: dict[str, object], word: str) -> None:
    with pytest.raises(RenderError, match=word):
        check(request(shot=shot(**wrong)))


def test_numbers_that_are_none_are_refused() -> None:
    key = CameraKey.model_construct(
        frame=0, position=(float("nan"), 0.0, 1.0), target=(0.0, 1.0, 1.0), roll=0.0, focal_mm=35.0
    )
    broken = shot().model_copy(update={"camera": (key,)})
    with pytest.raises(RenderError, match="finite"):
        check(request().model_copy(update={"shot": broken}))


def riding(frames: int, *keys: CameraKey) -> ShotRequest:
    return request(shot=shot(camera=keys, frames=frames))


def test_a_camera_that_rides_through_what_it_looks_at_is_refused() -> None:
    there, back = (
        CameraKey(frame=0, position=(1, 0, 1), target=(0, 0, 1)),
        CameraKey(frame=20, position=(0, 0, 1), target=(1, 0, 1)),
    )
    with pytest.raises(RenderError, match="a camera at frame 10 that looks at itself"):
        check(riding(21, there, back))
    check(riding(10, there, back))  # cut before they meet
    check(riding(1, there))


def test_a_film_of_a_hundred_thousand_frames_is_looked_at_in_a_moment() -> None:
    far = CameraKey(frame=100_000, position=(0, -1, 1.5), target=(0, 1, 1))
    check(riding(100_000, far.but(frame=0, position=(0, -1.9, 1.5)), far))
    lost = far.but(frame=99_999, position=(0, 1, 1))
    with pytest.raises(RenderError, match="that looks at itself"):
        check(riding(100_000, far.but(frame=0), lost))


@pytest.mark.parametrize(("people", "ok"), [(255, True), (256, False), (500, False)])
def test_the_id_pass_tells_255_people_apart(people: int, ok: bool) -> None:
    names = tuple(f"p{n}" for n in range(people))
    marks = tuple(Mark(character=name, frame=0, position=(0, 0, 0), yaw=0) for name in names)
    sheets = tuple(CharacterSheet(id=name, name=name) for name in names)
    asked = request(shot=shot(subjects=names, marks=marks), cast=sheets)
    if ok:
        check(asked)
        assert sorted(id_bytes(asked.shot).values()) == list(range(1, 256))
    else:
        with pytest.raises(RenderError, match=f"{people} people in frame, of whom the id pass tells 255 apart"):
            check(asked)


@pytest.mark.parametrize("wild", [5001.0, -1e30, float("inf"), float("nan")])
def test_nothing_is_staged_out_of_the_world(wild: float) -> None:
    for broken in (
        lambda: CameraKey(frame=0, position=(wild, 0, 0), target=(0, 0, 0)),
        lambda: Mark(character="a", frame=0, position=(0, wild, 0), yaw=0),
        lambda: Mark(character="a", frame=0, position=(0, 0, 0), yaw=0, look=(0, 0, wild)),
        lambda: room(stage=(wild, 0, 1, 1)),
    ):
        with pytest.raises(ValidationError):
            broken()
