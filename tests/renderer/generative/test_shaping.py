"""Seeds, and which pass steers a shot."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.clips import Clip, FrameMeasure, Sighting
from renderer.generative.seam import ControlKind
from renderer.generative.shaping.seeds import piece_seed, seed_of
from renderer.generative.shaping.steering import WORDS, Wish, steering_of

KINDS = get_args(ControlKind)


def test_seeds_stay_what_they_are_for_ever() -> None:
    assert seed_of("1-A1", 1, 0) == 5877547052834597894
    assert seed_of("12A-B3", 2, 7) == 3582856109116863385
    assert piece_seed(5877547052834597894, 1) == 6353028903043441525


@given(st.text(max_size=20), st.integers(1, 10_000), st.integers(0, 2**31 - 1), st.integers(0, 400))
def test_a_seed_is_below_two_to_the_63(shot: str, number: int, film_seed: int, piece: int) -> None:
    seed = seed_of(shot, number, film_seed)
    assert 0 <= seed < 2**63
    assert 0 <= piece_seed(seed, piece) < 2**63


def test_every_shot_take_film_and_piece_has_its_own() -> None:
    takes = [seed_of(shot, number, film) for shot in ("1-A1", "1-A11") for number in (1, 2, 11) for film in (0, 1, 11)]
    seeds = [piece_seed(seed, piece) for seed in takes for piece in range(3)]
    assert len(set(seeds)) == len(seeds)
    assert piece_seed(takes[0], 0) == takes[0]


def clip(*passes: str, heights: tuple[float, ...] = (0.6,)) -> Clip:
    return Clip(
        shot="1-A1", frames=24, rate=24, width=128, height=72, picture=Path("p.mp4"), board=Path("b.png"),
        passes={name: Path(f"{name}.mkv") for name in passes},
        measured=tuple(
            FrameMeasure(
                frame=frame, luma=0.5, black=0, burnt=0,
                sightings=(
                    Sighting(character="ann", pixels=0.1, box=(0.1, 0.1, 0.3, 0.1 + height)),
                    Sighting(character="bo", pixels=0.0),
                ),
            )
            for frame, height in enumerate(heights)
        ),
    )  # fmt: skip


def test_the_first_that_the_model_takes_and_the_previs_has_steers() -> None:
    found = steering_of(clip("depth", "edges", "softedge", "pose"), ("inverse_depth", "softedge", "edges"), "auto")
    assert found.kind == "softedge"
    assert {left.what: left.why for left in found.left_out} == {
        "pose": "the model is not steered by it",
        "edges": "one pass steers at a time",
    }


@pytest.mark.parametrize(
    ("heights", "kind"), [((0.6,), "pose"), ((0.2, 0.2, 0.6), "edges"), ((0.2, 0.3, 0.6), "pose"), ((), "edges")]
)
def test_a_pose_steers_where_people_are_large_most_of_the_time(heights: tuple[float, ...], kind: str) -> None:
    assert steering_of(clip("pose", "edges", heights=heights), ("pose", "edges"), "auto").kind == kind


def test_a_pose_that_was_asked_for_steers_whoever_is_small() -> None:
    found = steering_of(clip("pose", "edges", heights=(0.1,)), ("edges", "pose"), "pose")
    assert found.kind == "pose"
    assert [(left.what, left.why) for left in found.left_out] == [("edges", "pose was asked for")]


def test_a_wish_that_the_previs_has_no_pass_for_is_told() -> None:
    found = steering_of(clip("edges"), ("edges", "pose"), "pose")
    assert found.kind is None
    assert {left.what for left in found.left_out} == {"edges", "pose"}


@given(
    st.sets(st.sampled_from([*KINDS, "depth", "id"])),
    st.lists(st.sampled_from(KINDS), unique=True),
    st.sampled_from([*KINDS, "auto", "none"]),
    st.floats(0, 0.9),
)
def test_nothing_steers_that_is_not_taken_and_every_pass_is_accounted_for(
    passes: set[str], controls: list[ControlKind], wish: Wish, height: float
) -> None:
    found = steering_of(clip(*passes, heights=(height,)), controls, wish)
    assert found.kind is None or (found.kind in controls and found.kind in passes)
    assert wish not in KINDS or found.kind in (None, wish)
    assert wish != "none" or found.kind is None
    could = {WORDS[kind] for kind in KINDS if kind in passes}
    told = {left.what for left in found.left_out} | ({WORDS[found.kind]} if found.kind else set())
    assert could <= told
    assert all(left.why for left in found.left_out)
