"""Captions: exact times, two lines, gaps, names, and text that no player takes for markup."""

from __future__ import annotations

import re
import subprocess
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.captions import COLUMNS, columns, cues, srt, webvtt
from assembler.paging import paginate
from film.plan import Format
from film.timecode import FrameRange
from film.timeline import Caption, Item, Timeline, Track

HOSTILE = "<i>a</i> & b --> c {\\an8} <b\n\n2\n00:01,000 --> 00:02,000"
SPEECH = (
    "We drove all night. When the sun came up over the depot, nobody had said a word. "
    "I thought: this is how it ends. Not with a shout, with a timetable."
)


def caption(text: str, start: int, frames: int, who: str = "Anna", extension: str = "") -> Caption:
    record = FrameRange(start=start, frames=frames)
    return Caption(line="l", character=who, text=text, language="en", extension=extension, record=record)


def timeline(*captions: Caption, rate: Fraction = Fraction(24)) -> Timeline:
    whole = FrameRange(start=0, frames=5000)
    item = Item(name="a", record=whole, source=whole, available=whole, media=Path("/a.mp4"))
    track = Track(name="Picture", kind="video", items=(item,))
    return Timeline(name="x", format=Format(rate=rate), tracks=(track,), captions=captions)


def parsed_by_ffmpeg(path: Path) -> list[tuple[str, str]]:
    """(times, text) of each caption as ffmpeg reads the file and writes it again as SubRip."""
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", f"file:{path}", "-f", "srt", "-"],
        capture_output=True,
        check=True,
    )
    blocks = re.split(r"\n\n(?=\d+\n)", done.stdout.decode().strip())
    return [(block.split("\n")[1], "\n".join(block.split("\n")[2:])) for block in blocks]


def test_times_are_the_frames() -> None:
    text = srt(timeline(caption("One.", 7, 24), caption("Two.", 240, 24)))
    assert text == "1\n00:00:00,292 --> 00:00:01,292\nOne.\n\n2\n00:00:10,000 --> 00:00:11,000\nTwo.\n"


def test_times_hold_at_a_rate_that_is_no_whole_number() -> None:
    text = webvtt(timeline(caption("One.", 86400, 24), rate=Fraction(24000, 1001)))
    assert "01:00:03.600 --> 01:00:04.601" in text


@pytest.mark.parametrize(("write", "suffix"), [(srt, "srt"), (webvtt, "vtt")])
def test_ffmpeg_reads_the_same_captions_back(write, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"film.{suffix}"
    spoken = [caption("It was the last one.", 10, 40), caption(HOSTILE, 60, 90, "B<e>n"), caption("夜のバス", 160, 30)]
    path.write_text(write(timeline(*spoken)), encoding="utf-8")
    found = parsed_by_ffmpeg(path)
    assert [times for times, _ in found] == [
        "00:00:00,417 --> 00:00:02,083",
        "00:00:02,500 --> 00:00:06,250",
        "00:00:06,667 --> 00:00:07,917",
    ]
    assert [found[0][1], found[2][1]] == ["It was the last one.", "夜のバス"]


def test_subrip_holds_nothing_a_player_takes_for_markup() -> None:
    text = srt(timeline(caption(HOSTILE, 0, 100)))
    assert not re.search(r"[<>{}\\]", text.replace(" --> ", " ", 1))


def test_webvtt_escapes_text_and_name() -> None:
    text = webvtt(timeline(caption(HOSTILE, 0, 200, "A>n<na & co")))
    body = text.replace("<v A&gt;n&lt;na &amp; co>", "").replace("</v>", "")
    assert not re.search(r"<|&(?!amp;|lt;|gt;)", body)
    assert body.count("-->") == 1


def test_a_name_stands_where_an_unseen_voice_begins() -> None:
    made = cues(
        timeline(
            caption("One.", 0, 24),
            caption("Two.", 48, 24, extension="V.O."),
            caption("Three.", 96, 24, extension="V.O."),
            caption("Four.", 144, 24, "Ben", "O.S."),
        )
    )
    assert [cue.lines for cue in made] == [("One.",), ("ANNA: Two.",), ("Three.",), ("BEN: Four.",)]


def test_a_long_speech_is_cut_at_its_sentences() -> None:
    made = cues(timeline(caption(SPEECH, 100, 200)))
    assert [" ".join(cue.lines) for cue in made] == [
        "We drove all night. When the sun came up over the depot, nobody had said a word.",
        "I thought: this is how it ends. Not with a shout, with a timetable.",
    ]
    assert made[0].record.start == 100
    assert made[-1].record.end == 300


def test_two_frames_of_nothing_between_captions() -> None:
    made = cues(timeline(caption("One.", 0, 48), caption("Two.", 48, 48)))
    assert [cue.record for cue in made] == [FrameRange(start=0, frames=46), FrameRange(start=48, frames=48)]


def test_two_voices_at_once_stay_at_once() -> None:
    made = cues(timeline(caption("One.", 0, 48), caption("Two.", 0, 48, "Ben")))
    assert [cue.record.frames for cue in made] == [48, 48]


def test_a_film_without_words_has_empty_captions() -> None:
    assert srt(timeline()) == ""
    assert webvtt(timeline()) == "WEBVTT\n"


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)


@given(words, st.integers(1, 400))
def test_any_text_makes_two_lines_at_most_in_its_own_time(text: str, frames: int) -> None:
    for cue in cues(timeline(caption(text, 50, frames))):
        assert 1 <= len(cue.lines) <= 2
        assert 50 <= cue.record.start < cue.record.end <= 50 + frames
        assert all(columns(line) <= COLUMNS for line in cue.lines)


@given(st.text(st.sampled_from("ab cd, ef. 夜の、バス。! "), max_size=200))
def test_pages_lose_no_letter(text: str) -> None:
    pages = paginate(" ".join(text.split()), COLUMNS, 2, columns)
    assert "".join("".join(pages).split()) == "".join(text.split())


def test_words_on_the_screen_are_nobodys_voice() -> None:
    text = webvtt(timeline(caption("NO EXIT <b>", 0, 48, who="")))
    assert text.endswith("\nNO EXIT &lt;b&gt;\n")


@pytest.mark.parametrize(
    ("text", "extension", "turned"),
    [
        ("لن أنتظرك يا مارا أبدا", "O.S.", True),  # the name before it is Latin
        ("לא אחכה לך עוד היום", "O.S.", True),
        ("لن أنتظرك", "", False),
        ("I will not wait.", "O.S.", False),
    ],
)
def test_a_name_before_a_line_does_not_turn_it(text: str, extension: str, turned: bool) -> None:
    assert srt(timeline(caption(text, 0, 48, extension=extension))).split("\n")[2].startswith("\u200f") is turned


def test_a_french_mark_stays_with_its_word() -> None:
    text = "Où est-ce que tu as bien pu mettre la clé « bleue » ? " * 3
    lines = [line for cue in cues(timeline(caption(text, 0, 240))) for line in cue.lines]
    assert len(lines) > 2
    assert not [line for line in lines if line[0] in "?»" or line[-1] == "«"]
