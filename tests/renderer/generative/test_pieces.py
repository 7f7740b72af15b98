"""Shots longer and shorter than a model's window."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from film.camera import CameraKey
from film.errors import RenderError
from film.shot import Speech
from film.staging import Mark
from renderer.generative.seam import FrameRule
from renderer.generative.shaping.pieces import MOST, Piece, beats_of, head_of, pieces_of
from tests.renderer.tiny_shots import shot

WAN = FrameRule(step=4, offset=1, least=5, most=81)


@st.composite
def rules(draw: st.DrawFn) -> FrameRule:
    step, offset = draw(st.integers(1, 17)), draw(st.integers(0, 9))
    least = draw(st.integers(1, 150))
    try:
        return FrameRule(step=step, offset=offset, least=least, most=draw(st.integers(least, 400)))
    except ValidationError:
        assume(False)
        raise


def allowed(rule: FrameRule, frames: int) -> bool:
    return rule.least <= frames <= rule.most and frames >= rule.offset and (frames - rule.offset) % rule.step == 0


@given(rules(), st.integers(1, 3000), st.integers(0, 40), st.lists(st.integers(1, 3000), max_size=20))
def test_pieces_hold_the_shot_and_are_what_the_model_makes(
    rule: FrameRule, needed: int, continues: int, beats: list[int]
) -> None:
    head = head_of(rule, Fraction(16), continues)
    assert head <= min(continues, rule.longest // 2)
    assume(needed <= (rule.longest - head) * MOST)
    pieces = pieces_of(needed, rule, head, beats)
    assert all(allowed(rule, piece.frames) for piece in pieces)
    assert pieces[0].first == pieces[0].head == 0
    for before, piece in pairwise(pieces):
        assert piece.head == head
        assert piece.first + piece.head == before.end
        assert before.end < needed
    assert pieces[-1].end >= needed


@given(rules(), st.integers(1, 3000), st.integers(0, 40))
def test_there_are_as_few_as_can_be(rule: FrameRule, needed: int, continues: int) -> None:
    head = head_of(rule, Fraction(16), continues)
    assume(needed <= (rule.longest - head) * MOST)
    count = len(pieces_of(needed, rule, head))
    assert count == 1 or rule.longest + (count - 2) * (rule.longest - head) < needed


@given(st.integers(82, 3000), st.sampled_from([0, 1, 5, 9, 16]), st.lists(st.integers(1, 3000), max_size=30))
def test_no_piece_is_tiny(needed: int, continues: int, beats: list[int]) -> None:
    head = head_of(WAN, Fraction(16), continues)
    pieces = pieces_of(needed, WAN, head, beats)
    own = [piece.frames - piece.head for piece in pieces]
    assert min(own) > needed / len(pieces) / 3


def test_a_short_shot_is_one_piece_of_the_least_count() -> None:
    assert pieces_of(3, WAN, 1) == (Piece(0, 5),)
    assert pieces_of(3, FrameRule(step=17, offset=5, least=124, most=362), 1) == (Piece(0, 124),)


@pytest.mark.parametrize(("beat", "end"), [(60, 61), (66, 65), (70, 69), (53, 53)])
def test_a_piece_ends_where_something_begins_or_ends(beat: int, end: int) -> None:
    pieces = pieces_of(120, WAN, 5, [beat])
    assert pieces[0].end == end
    assert pieces[1] == Piece(end - 5, pieces[1].frames, 5)


def test_a_beat_far_from_an_even_share_is_left_alone() -> None:
    assert pieces_of(100, WAN, 5, [30])[0].end == pieces_of(100, WAN, 5)[0].end == 49


@pytest.mark.parametrize(
    ("rate", "continues", "rule", "head"),
    [
        (16, 0, WAN, 0),
        (16, 1, WAN, 1),
        (16, 9, WAN, 9),
        (16, 8, WAN, 5),
        (16, 81, WAN, 9),
        (24, 81, FrameRule(step=8, offset=1, least=9, most=121), 17),
        (24, 81, FrameRule(step=1, least=1, most=14), 7),
        (24, 4, FrameRule(step=4, offset=4, least=4, most=40), 4),
        (24, 3, FrameRule(step=4, offset=4, least=4, most=40), 1),
        (24, 5, FrameRule(least=1, most=1), 0),
    ],
)
def test_a_head_is_half_a_second_on_the_grid(rate: int, continues: int, rule: FrameRule, head: int) -> None:
    assert head_of(rule, Fraction(rate), continues) == head


def test_a_shot_without_end_is_refused() -> None:
    with pytest.raises(RenderError, match="Split the shot"):
        pieces_of(200_000, WAN, 9)


def test_beats_are_inside_the_shot() -> None:
    at = {"position": (0.0, -1.9, 1.5), "target": (0.0, 1.0, 1.0)}
    mark = Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0)
    line = Speech(line="a", character="ann", start=0, frames=30)
    talk = shot(
        frames=100,
        speech=(line, line.but(start=40, frames=60)),
        marks=(mark, mark.but(frame=55)),
        camera=tuple(CameraKey(frame=frame, **at) for frame in (0, 70, 99)),
    )
    assert beats_of(talk) == (30, 40, 55, 70, 99)
