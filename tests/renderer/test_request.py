"""What decides the pixels, and nothing else."""

from __future__ import annotations

import pytest

from film.camera import CameraKey
from film.cast import CharacterSheet, Voice
from film.errors import RenderError
from film.names import digest
from film.shot import Speech
from renderer.check import check
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
