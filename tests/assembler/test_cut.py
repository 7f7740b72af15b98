"""The cut: order, exact frames, captions, markers, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.cut import END, TITLE, cut, with_sound
from film.errors import CutError
from film.timecode import FrameRange
from tests.assembler.small_film import FORMAT, cards_for, clips_for, plan, scene

HERE = Path("/reel")


def made(film):
    return cut(film, clips_for(film, HERE, media=False), cards_for(film, HERE, media=False))


def test_every_shot_stands_in_order_between_the_cards() -> None:
    timeline = made(plan())
    assert [item.name for item in timeline.picture.items] == [TITLE, "1-A1", "1-A2", "1-A3", "2-A1", END]
    assert timeline.frames == 6 + 24 + 50 + 4
    assert timeline.name == "Night Bus"


@given(st.lists(st.lists(st.integers(1, 200), min_size=1, max_size=5), min_size=1, max_size=4))
def test_the_picture_has_no_hole_and_no_overlap(scenes: list[list[int]]) -> None:
    film = plan(*(scene(str(number), frames) for number, frames in enumerate(scenes, 1)))
    timeline = made(film)
    at = 0
    for item in timeline.picture.items:
        assert item.record.start == at
        assert item.source == item.available
        assert item.source.frames == item.record.frames
        at = item.record.end
    assert at == film.frames + 10


def test_a_line_is_captioned_at_its_frame_of_the_film() -> None:
    first = scene("1", (30, 30), (("anna", "One.", 5, 10), ("ben", "Two.", 28, 20)))
    second = scene("2", (40,), (("ben", "Three.", 0, 12),))
    captions = made(plan(first, second)).captions
    assert [(caption.character, caption.text, caption.record) for caption in captions] == [
        ("Anna", "One.", FrameRange(start=11, frames=10)),
        ("Ben", "Two.", FrameRange(start=34, frames=20)),
        ("Ben", "Three.", FrameRange(start=66, frames=12)),
    ]


def test_a_marker_opens_each_scene() -> None:
    markers = made(plan()).markers
    assert [(marker.frame, marker.name) for marker in markers] == [(6, "Scene 1"), (30, "Scene 2")]
    assert markers[0].note.startswith("INT. NIGHT BUS")


def test_a_missing_clip_is_named() -> None:
    film = plan()
    clips = clips_for(film, HERE, media=False)
    del clips["1-A2"]
    with pytest.raises(CutError, match="1-A2 has no clip"):
        cut(film, clips, cards_for(film, HERE, media=False))


@pytest.mark.parametrize(
    ("change", "said"),
    [({"frames": 8}, "8 frames"), ({"rate": 25}, "25 frames a second"), ({"width": 96}, "96 pixels wide")],
)
def test_a_clip_that_is_not_what_was_planned_is_refused(change: dict[str, int], said: str) -> None:
    film = plan()
    clips = clips_for(film, HERE, media=False)
    clips["1-A1"] = clips["1-A1"].but(**change)
    with pytest.raises(CutError, match=said):
        cut(film, clips, cards_for(film, HERE, media=False))


def test_a_card_of_no_frames_is_refused() -> None:
    film = plan()
    cards = cards_for(film, HERE, media=False).but(end_frames=0)
    with pytest.raises(CutError, match="end card of 0 frames"):
        cut(film, clips_for(film, HERE, media=False), cards)


def test_stems_lie_under_the_whole_picture() -> None:
    timeline = with_sound(made(plan()), {"DX": HERE / "dx.wav", "FX": HERE / "fx.wav"})
    assert [(track.name, track.kind, track.frames) for track in timeline.tracks] == [
        ("Picture", "video", 84),
        ("DX", "audio", 84),
        ("FX", "audio", 84),
    ]
    assert timeline.format == FORMAT
