"""Pictures that no rule of a cut forbids and no operator would leave: each costs, or is not offered at all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from film.base import Vec3
from film.camera import CameraKey, gate_of
from film.shot import Size
from film.staging import Mark, stance_at
from planner.body import Proxy, proxy_of
from planner.camera.brief import CameraBrief, sample
from planner.camera.candidate import Candidate
from planner.camera.solve import alternatives
from planner.continuity.glimpse import Moment
from planner.coverage.composed import ill_composed
from planner.coverage.intent import Intent
from planner.coverage.joins import join_costs
from planner.coverage.option import Option, Wanted
from planner.coverage.picture import Picture, picture
from planner.solids import solids_of
from tests.planner.scenes import place_of

GATE, FRAMES, TALL, EYE = gate_of(16 / 9), 72, 1.75, 1.6
FIELD = place_of("field")
Company = Mapping[str, tuple[Mark, ...]]


def stood(name: str, spot: tuple[float, float], at: tuple[float, float]) -> tuple[Mark, ...]:
    """Somebody who stands and faces a point."""
    yaw = math.degrees(math.atan2(at[1] - spot[1], at[0] - spot[0]))
    return (Mark(character=name, frame=0, position=(*spot, 0.0), yaw=yaw, look=(*at, EYE)),)


FACE_TO_FACE = {"anna": stood("anna", (0.0, 0.0), (1.6, 0.0)), "ben": stood("ben", (1.6, 0.0), (0.0, 0.0))}
AVERTED = {**FACE_TO_FACE, "ben": stood("ben", (1.6, 0.0), (9.0, 0.5))}


def brief_of(marks: Company, intent: Intent) -> CameraBrief:
    heights = dict.fromkeys(marks, TALL)
    return CameraBrief(
        intent=intent,
        place=FIELD,
        solids=solids_of(FIELD),
        gate=GATE,
        frames=FRAMES,
        samples=sample(marks, heights, (0, FRAMES - 1), 24.0),
        heights=heights,
        seated=dict.fromkeys(marks, False),
    )


def seen_from(marks: Company, intent: Intent, eye: Vec3, target: Vec3, focal_mm: float) -> Option:
    """A setup whose camera stands where the test puts it."""
    key = CameraKey(frame=0, position=eye, target=target, focal_mm=focal_mm)
    candidate = Candidate((key,), intent.size, focal_mm, "static", 0.0)
    return Option(Wanted(intent, ((0, 0),)), brief_of(marks, intent), intent, candidate, None, 0.0)


def picture_of(marks: Company, options: Sequence[Option]) -> Picture:
    bodies: dict[str, Proxy] = {name: proxy_of(stance_at(track, 0, 24.0), TALL) for name, track in marks.items()}
    return picture(options, sorted(marks), [bodies], dict.fromkeys(marks, TALL), [[0] * len(options)], GATE)


def costs(marks: Company, *options: Option) -> list[float]:
    """What speaks against the picture of each setup, a second."""
    return [float(each) for each in ill_composed(options, picture_of(marks, options))[0]]


def intent_of(idiom: str, size: Size, *subjects: str, over: str | None = None) -> Intent:
    return Intent(idiom, size, subjects, (), over=over)  # type: ignore[arg-type]


def test_past_a_shoulder_there_is_a_back_and_then_a_face() -> None:
    intent = intent_of("ots", "MS", "anna", "ben", over="ben")
    camera = ((2.4, 0.35, 1.7), (0.0, 0.0, 1.4), 35.0)
    assert costs(FACE_TO_FACE, seen_from(FACE_TO_FACE, intent, *camera)) == [0.0]
    assert costs(AVERTED, seen_from(AVERTED, intent, *camera))[0] > 2
    lost = {**FACE_TO_FACE, "anna": stood("anna", (0.0, 0.0), (-9.0, 0.5))}
    assert costs(lost, seen_from(lost, intent, *camera))[0] > 2


@pytest.mark.parametrize("size", ["MS", "MCU"])
def test_no_camera_looks_past_the_shoulder_of_somebody_who_faces_it(size: Size) -> None:
    intent = intent_of("ots", size, "anna", "ben", over="ben")
    assert alternatives(brief_of(FACE_TO_FACE, intent), 3)
    assert not alternatives(brief_of(AVERTED, intent), 3)


def test_nobody_stands_between_a_shoulder_and_the_face() -> None:
    between = {**FACE_TO_FACE, "carl": stood("carl", (0.75, 0.05), (0.0, 0.0))}
    intent = intent_of("ots", "MS", "anna", "ben", over="ben")
    assert not alternatives(brief_of(between, intent), 3)


@pytest.mark.parametrize("size", ["MCU", "CU", "ECU"])
def test_a_close_face_looks_past_the_lens_and_not_across_it(size: Size) -> None:
    best = alternatives(brief_of(FACE_TO_FACE, intent_of("single", size, "anna")), 2)
    turns = [math.degrees(math.atan2(abs(each.candidate.position[1]), each.candidate.position[0])) for each in best]
    assert 40 < turns[0] < 50  # far enough round from a shoulder's camera to be cut with it
    assert max(turns) < 50


def test_a_close_profile_costs_and_a_wider_one_does_not() -> None:
    def from_angle(size: Size, degrees: float) -> Option:
        x, y = 2.5 * math.cos(math.radians(degrees)), 2.5 * math.sin(math.radians(degrees))
        return seen_from(FACE_TO_FACE, intent_of("single", size, "anna"), (x, y, EYE), (0.0, 0.0, EYE), 75.0)

    three_quarter, profile, loose = costs(
        FACE_TO_FACE, from_angle("CU", 40), from_angle("CU", 80), from_angle("MS", 80)
    )
    assert three_quarter == loose == 0
    assert profile > 0.3


def test_a_head_is_in_the_frame_or_out_of_it() -> None:
    def aimed_at(height: float) -> Option:
        return seen_from(
            FACE_TO_FACE, intent_of("master", "MWS", "anna", "ben"), (0.8, -4.0, 1.5), (0.8, 0.0, height), 35.0
        )

    whole, cut, nobody = costs(FACE_TO_FACE, aimed_at(1.3), aimed_at(0.75), aimed_at(-3.0))
    assert whole == nobody == 0
    assert cut > 1


def test_those_of_a_wide_are_neither_at_its_edges_nor_behind_each_other() -> None:
    intent = intent_of("master", "MWS", "anna", "ben")
    even = seen_from(FACE_TO_FACE, intent, (0.8, -4.0, 1.5), (0.8, 0.0, 1.2), 35.0)
    aside = seen_from(FACE_TO_FACE, intent, (0.8, -4.0, 1.5), (1.3, 0.0, 1.2), 35.0)
    stacked = seen_from(FACE_TO_FACE, intent, (6.0, 0.1, 1.5), (0.0, 0.0, 1.2), 35.0)
    one, two, three = costs(FACE_TO_FACE, even, aside, stacked)
    assert one == 0
    assert two > 0.1
    assert three > 0.3


def test_among_several_a_cut_from_one_to_the_same_one_costs() -> None:
    def joined(marks: Company) -> float:
        near = seen_from(marks, intent_of("single", "CU", "anna"), (1.8, 1.8, EYE), (0.0, 0.0, EYE), 75.0)
        far = seen_from(marks, intent_of("single", "MS", "anna"), (1.8, 1.8, EYE), (0.0, 0.0, 1.4), 35.0)
        moment = Moment(dict.fromkeys(marks, TALL), {}, {})
        return float(join_costs((near, far), picture_of(marks, (near, far)), [moment])[0, 0, 1])

    assert np.isfinite(joined(FACE_TO_FACE))
    assert joined(FACE_TO_FACE) > joined({"anna": FACE_TO_FACE["anna"]}) + 0.5
