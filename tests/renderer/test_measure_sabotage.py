"""Drawn shots, broken in one way each after they were drawn: every fault is found by its own rule and by no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from film.camera import CameraKey
from film.cast import CharacterSheet
from film.clips import Clip
from film.findings import Finding
from film.plan import Beat, Format, Plan, ScenePlan
from film.screenplay import Heading
from film.shot import Setup, Shot
from film.staging import Mark
from planner.continuity.measured import measured
from renderer.measure import Meter, Part
from renderer.previs.bodies import Mannequin
from renderer.previs.painter import Picture
from renderer.previs.people import id_bytes
from renderer.previs.split import artist_of
from renderer.request import Look, requests_of
from tests.renderer.tiny_shots import room

SIZE = Format(width=320, height=180)
ANN = CharacterSheet(id="ann", name="ANN")
MARK = Mark(character="ann", frame=0, position=(0.3, 0.4, 0.0), yaw=-100)
STILL = CameraKey(frame=0, position=(-0.2, -1.9, 1.5), target=(-0.2, 1.0, 1.1), focal_mm=20)
PAN = (STILL, STILL.model_copy(update={"frame": 24, "target": (0.9, 1.0, 1.1)}))
Frames = list[Picture]


def film(what: str) -> Plan:
    """A plan of one shot of a second: a camera that stands, or one that pans."""
    keys = PAN if what == "pan" else (STILL,)
    shot = Shot(
        id="1-A1", setup="1-A", beat="b", idiom="single", size="MS", angle="eye", lens_mm=20, subjects=("ann",),
        move="pan" if what == "pan" else "static", frames=25, covers=((2, 2),), description="", camera=keys,
        marks=(MARK,),
    )  # fmt: skip
    setup = Setup(
        id="1-A", idiom="single", size="MS", angle="eye", lens_mm=20, subjects=("ann",), position=STILL.position,
        target=STILL.target,
    )  # fmt: skip
    scene = ScenePlan(
        id="one", number="1", text="INT. ROOM", heading=Heading(setting="INT", place="ROOM", location="ROOM"),
        lines=(1, 2), place="room", time_of_day="day", setups=(setup,), shots=(shot,),
        beats=(Beat(id="b", kind="action", lines=(2, 2), text="She stands."),),
    )  # fmt: skip
    return Plan(title="T", format=SIZE, cast=(ANN,), places=(room(ground="tile"),), scenes=(scene,))


@cache
def drawn(what: str) -> tuple[tuple[Picture, ...], tuple[tuple[Part, ...], ...]]:
    """The frames of the shot, and the parts that they are measured with."""
    (asked,) = requests_of(film(what), Look(labels=False))
    artist = artist_of(asked, Mannequin)
    return tuple(zip(*((artist.draw(frame), artist.parts(frame)) for frame in range(25)), strict=True))


def found(what: str, broken: Callable[[Frames], Frames] = list) -> tuple[Finding, ...]:
    """What is found of the shot's frames once they are broken."""
    plan = film(what)
    pictures, parts = drawn(what)
    meter = Meter(25, id_bytes(plan.scenes[0].shots[0]))
    for frame, picture in enumerate(broken(list(pictures))):
        meter.see(frame, picture, parts[frame] if frame in meter.wanted else ())
    clip = Clip(
        shot="1-A1", frames=25, rate=SIZE.rate, width=320, height=180, picture=Path("p.mp4"), board=Path("b.png"),
        measured=tuple(meter.measures),
    )  # fmt: skip
    return measured(plan, {"1-A1": clip})


def coloured(frames: Frames, rgb: Callable[[int], np.ndarray[Any, Any]]) -> Frames:
    """The frames in other colours, their passes as they were: what another renderer makes of them."""
    return [replace(each, rgb=rgb(number)) for number, each in enumerate(frames)]


@pytest.mark.parametrize("what", ["pan", "still"])
def test_as_it_was_drawn_nothing_is_found(what: str) -> None:
    assert found(what) == ()


def test_a_frozen_pan() -> None:
    (one,) = found("pan", lambda frames: coloured(frames, lambda number: frames[min(number, 4)].rgb))
    assert one.rule == "measured_motion"
    assert "stands still" in one.message


def test_a_pan_played_at_twice_its_speed_and_one_played_backwards() -> None:
    (one,) = found("pan", lambda frames: coloured(frames, lambda number: frames[24 - number].rgb))
    assert one.rule == "measured_motion"
    assert "other way" in one.message
    fast = found("pan", lambda frames: coloured(frames, lambda n: frames[min(max(2 * n - 12, 0), 24)].rgb))
    assert {each.rule for each in fast} == {"measured_motion"}


def test_frames_in_each_others_places() -> None:
    def swapped(frames: Frames) -> Frames:
        frames[5], frames[18] = frames[18], frames[5]
        return frames

    rules = {each.rule for each in found("pan", lambda frames: coloured(frames, lambda n: swapped([*frames])[n].rgb))}
    assert rules == {"measured_motion"}


def test_a_black_frame_between_two_that_are_measured() -> None:
    def dark(frames: Frames) -> Frames:
        frames[5] = replace(frames[5], rgb=np.zeros_like(frames[5].rgb))
        return frames

    rules = {each.rule for each in found("still", dark)}
    # It is black, and it leaps.
    assert rules == {"measured_exposure", "measured_motion"}


def test_mirrored() -> None:
    def mirrored(frames: Frames) -> Frames:
        turned = (
            {name: np.ascontiguousarray(getattr(each, name)[:, ::-1]) for name in ("rgb", "depth", "normal", "ids")}
            for each in frames
        )
        signs = []
        for each in turned:
            each["normal"] = each["normal"].copy()
            known = each["normal"].any(axis=2)
            each["normal"][..., 0][known] = (256 - each["normal"][..., 0][known].astype(int)).clip(0, 255)
            signs.append(Picture(**each))
        return signs

    assert {each.rule for each in found("still", mirrored)} == {"measured_side"}


@pytest.mark.parametrize("strength", [0.2, 3.0])
def test_too_dark_and_burnt(strength: float) -> None:
    def lit(frames: Frames) -> Frames:
        return coloured(
            frames, lambda number: np.clip(frames[number].rgb.astype(float) * strength, 0, 255).astype(np.uint8)
        )

    assert {each.rule for each in found("still", lit)} == {"measured_exposure"}


def test_a_head_behind_what_is_not_planned() -> None:
    pictures, _ = drawn("still")
    rows = np.flatnonzero((pictures[0].ids == 1).any(axis=1))
    chin = rows[0] + int(0.14 * 180)

    def hidden(frames: Frames) -> Frames:
        made = []
        for each in frames:
            rgb, ids = each.rgb.copy(), each.ids.copy()
            rgb[rows[0] - 3 : chin] = np.where((ids == 1)[rows[0] - 3 : chin, :, None], 90, rgb[rows[0] - 3 : chin])
            ids[:chin] = 0
            made.append(replace(each, rgb=rgb, ids=ids))
        return made

    assert {each.rule for each in found("still", hidden)} == {"measured_head"}


def test_a_horizon_that_leans() -> None:
    """Drawn with a camera that leans by three degrees, where the plan has it level."""
    plan = film("still")
    scene = plan.scenes[0]
    leaning = scene.shots[0].but(camera=(STILL.model_copy(update={"roll": 3.0}),))
    (asked,) = requests_of(plan.but(scenes=(scene.but(shots=(leaning,)),)), Look(labels=False))
    artist = artist_of(asked, Mannequin)
    pictures, parts = [artist.draw(frame) for frame in (0, 1)], [artist.parts(frame) for frame in (0, 1)]

    def tilted(frames: Frames) -> Frames:
        return [pictures[min(number, 1)] for number in range(len(frames))]

    del parts
    rules = {each.rule for each in found("still", tilted)}
    assert rules == {"measured_horizon"}
