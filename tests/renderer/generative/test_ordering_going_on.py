"""Which shots go on from the one before them."""

from __future__ import annotations

from typing import Any

import pytest

from film.camera import CameraKey
from film.staging import Mark
from renderer.generative.ordering import continues
from tests.renderer.tiny_shots import shot

HERE = CameraKey(frame=0, position=(0.0, -1.9, 1.5), target=(0.0, 1.0, 1.0), focal_mm=20)


def test_action_goes_on_where_camera_place_and_people_do() -> None:
    push = (HERE, HERE.but(frame=47, position=(0.0, -1.0, 1.5)))
    before = shot(frames=48, camera=push)
    assert continues(before, shot(camera=(push[1].but(frame=0),)))
    assert continues(before, shot(camera=(push[1].but(frame=0, position=(0.01, -1.0, 1.5)),)))


@pytest.mark.parametrize(
    "changes",
    [
        {"camera": (HERE,)},
        {"camera": (HERE.but(position=(0.0, -1.0, 1.5), focal_mm=24),)},
        {"camera": (HERE.but(position=(0.0, -1.0, 1.5), target=(0.1, 1.0, 1.0)),)},
        {"camera": (HERE.but(position=(0.0, -1.0, 1.5), roll=4),)},
        {"transition": "dissolve"},
        {"transition": "smash_cut"},
        {"place": "hall"},
        {"insert": "cup"},
        {"subjects": ("ann",)},
        {"marks": (Mark(character="ann", frame=0, position=(-0.5, 0.6, 0.0), yaw=0),)},
        {
            "marks": (
                Mark(character="ann", frame=0, position=(0.5, 0.6, 0.0), yaw=0),
                Mark(character="bo", frame=0, position=(0.5, 0.6, 0.0), yaw=180),
            )
        },
    ],
)
def test_nothing_goes_on_across_a_cut(changes: dict[str, Any]) -> None:
    before = shot(frames=48, camera=(HERE, HERE.but(frame=47, position=(0.0, -1.0, 1.5))))
    after = shot(camera=(HERE.but(position=(0.0, -1.0, 1.5)),))
    assert continues(before, after)
    assert not continues(before, after.but(**changes))
