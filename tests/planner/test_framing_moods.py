"""A mood moves what the planner foresees of somebody as it moves the body that is drawn."""

from __future__ import annotations

from typing import get_args

import pytest

from film.camera import CameraKey
from film.cast import Build, CharacterSheet
from film.place import PlaceSheet
from film.plan import Format
from film.shot import Shot
from film.staging import Mark, Mood, Pose
from planner.framing import shot_framing
from renderer.measure import measure
from renderer.previs.bodies import Mannequin
from renderer.previs.painter import Painter
from renderer.previs.people import id_bytes
from renderer.request import Look, ShotRequest

SMALL = Format(width=192, height=108)
FIELD = PlaceSheet(id="f", name="Field", kind="field", enclosure="open", stage=(-3, -3, 3, 3), ground="grass")
WHO = CharacterSheet(id="ann", name="ANN", build=Build(gender=0.0, height=1.68))
LOOK = (3.0, 1.0, 1.5)


def shot_of(pose: Pose, seat: float | None, mood: Mood | None) -> Shot:
    """A medium shot of somebody who looks at somebody else."""
    eyes = 1.25 if seat is None else 0.85
    mark = Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0.0, pose=pose, seat=seat, mood=mood, look=LOOK)
    camera = CameraKey(frame=0, position=(1.7, -0.9, eyes + 0.15), target=(0.0, 0.0, eyes), focal_mm=24)
    return Shot(
        id="1-A1", setup="A", beat="b", idiom="single", size="MS", angle="eye", lens_mm=32, move="static",
        subjects=("ann",), frames=1, covers=((1, 1),), description="", camera=(camera,), marks=(mark,),
    )  # fmt: skip


def drawn(shot: Shot) -> tuple[float, float, float, float]:
    request = ShotRequest(
        shot=shot, place=FIELD, cast=(WHO,), time_of_day="day", weather="clear", format=SMALL,
        look=Look(labels=False, passes=("id",), supersample=1.0),
    )  # fmt: skip
    picture = Painter(request, Mannequin).draw(0)
    found = measure(0, picture.rgb, picture.ids, id_bytes(shot)).sightings[0].box
    assert found is not None
    return found


@pytest.mark.parametrize("mood", get_args(Mood))
@pytest.mark.parametrize(("pose", "seat"), [("stand", None), ("sit", 0.45), ("point", None)])
def test_a_mood_is_foreseen(pose: Pose, seat: float | None, mood: Mood) -> None:
    shot = shot_of(pose, seat, mood)
    (foreseen,) = shot_framing(shot, {"ann": WHO}, SMALL.gate, 24.0)
    left, top, right, _ = drawn(shot)
    assert foreseen.top == pytest.approx(top, abs=0.03)
    assert foreseen.x == pytest.approx((left + right) / 2, abs=0.03)


def test_moods_move_it() -> None:
    tops = {
        mood: shot_framing(shot_of("stand", None, mood), {"ann": WHO}, SMALL.gate, 24.0)[0].top
        for mood in (None, "tired", "happy")
    }
    assert abs(tops["tired"] - (tops[None] or 0.0)) > 0.01
    assert abs(tops["happy"] - tops["tired"]) > 0.01
