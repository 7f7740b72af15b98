"""The OpenTimelineIO file: everything comes back as it went."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from assembler.cut import cut, with_sound
from assembler.interchange.otio import read_from_string, to_string
from film.errors import CutError
from tests.assembler.small_film import FORMAT, cards_for, clips_for, plan, scene

HERE = Path("/reel of mine")


def timeline(rate: Fraction = Fraction(24)):
    first = scene("12A", (30, 20), (("anna", 'It was "the last" one.', 4, 40),))
    film = plan(first, scene("13", (25,)), format=FORMAT.but(rate=rate))
    made = cut(film, clips_for(film, HERE, media=False), cards_for(film, HERE, media=False))
    return with_sound(made, {"DX": HERE / "dx.wav"})


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(25), Fraction(24000, 1001)], ids=str)
def test_ranges_media_and_names_come_back(rate: Fraction) -> None:
    made = timeline(rate)
    found = read_from_string(to_string(made))
    assert found.name == "Night Bus"
    assert [track.kind for track in found.tracks] == ["Video", "Audio"]
    for track, back in zip(made.tracks, found.tracks, strict=True):
        assert back.name == track.name
        for item, clip in zip(track.items, back, strict=True):
            lies = clip.range_in_parent()
            assert (lies.start_time.value, lies.duration.value) == (item.record.start, item.record.frames)
            assert clip.source_range.duration.value == item.source.frames
            assert clip.media_reference.available_range.duration.value == item.available.frames
            assert clip.media_reference.target_url == item.media.as_uri()
            assert clip.name == item.name
            assert clip.source_range.duration.rate == float(rate)


def test_media_beside_the_file_keep_their_relative_name() -> None:
    made = timeline()
    items = tuple(item.but(media=Path("media") / "a b%.mp4") for item in made.picture.items)
    beside = made.but(tracks=(made.picture.but(items=items),))
    assert read_from_string(to_string(beside)).tracks[0][0].media_reference.target_url == "media/a%20b%25.mp4"


def test_the_programme_starts_at_hour_one() -> None:
    assert read_from_string(to_string(timeline())).global_start_time.to_timecode() == "01:00:00:00"
    ntsc = read_from_string(to_string(timeline(Fraction(24000, 1001)))).global_start_time
    assert ntsc.value == 86400


def test_a_shot_carries_what_it_is_and_what_is_said_in_it() -> None:
    clips = read_from_string(to_string(timeline())).tracks[0]
    first, second = clips[1].metadata["storyreel"], clips[2].metadata["storyreel"]
    assert (first["shot"], first["scene"], first["setup"]) == ("12A-A1", "scene_12A", "12A-A")
    assert [dict(line) for line in second["dialogue"]] == [
        {"id": "12A-l1", "character": "Anna", "text": 'It was "the last" one.', "start": 0, "frames": 14}
    ]


def test_markers_stand_at_the_scenes() -> None:
    markers = read_from_string(to_string(timeline())).tracks.markers
    assert [(marker.name, marker.marked_range.start_time.value) for marker in markers] == [
        ("Scene 12A", 6),
        ("Scene 13", 56),
    ]


def test_a_gap_stays_a_gap() -> None:
    made = timeline()
    items = made.picture.items
    holed = made.but(tracks=(made.picture.but(items=(items[0], items[1].but(media=None), *items[2:])),))
    back = read_from_string(to_string(holed)).tracks[0]
    assert back[1].schema_name() == "Gap"
    assert back[2].range_in_parent().start_time.value == items[2].record.start


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"OTIO_SCHEMA": "Gap.1"}'])
def test_what_is_no_timeline_is_refused(text: str) -> None:
    with pytest.raises(CutError):
        read_from_string(text)
